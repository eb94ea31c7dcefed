"""Whoever doubts the record checks it here: chain, texts, versions, numbers and guardias."""
