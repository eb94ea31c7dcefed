"""Contenido → documents. No Flask, no database, no clock: the same input gives the same bytes."""
