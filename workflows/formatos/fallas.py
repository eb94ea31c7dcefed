"""The faults of one formato file, each with its key and remedy."""

from __future__ import annotations


class Fallas:
    """Faults collected while reading one file."""

    def __init__(self, archivo: str) -> None:
        self.archivo = archivo
        self.lista: list[str] = []

    def anotar(self, clave: str, mensaje: str, remedio: str) -> None:
        """Note a fault as ``file: key: what is wrong; remedy``."""
        self.lista.append(f"{self.archivo}: {clave}: {mensaje}; {remedio}.")
