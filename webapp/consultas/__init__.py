"""Reads for screens: small frozen dataclasses, in a fixed number of statements."""
