"""The rules of Vigente: see README.md in this folder for its law."""
