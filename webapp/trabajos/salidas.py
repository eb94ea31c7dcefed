"""The files that jobs make, each under the hash of its bytes: whole or not there at all."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

_BLOQUE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Salida:
    """A finished file that is already on disk under its hash; ``tamano`` in bytes."""

    archivo: str
    nombre: str
    tipo: str
    tamano: int


def guardar(carpeta: Path, hecho: Path, nombre: str, tipo: str) -> Salida:
    """Move a finished file, of the same disk, to where downloads are served from."""
    resumen = hashlib.sha256()
    with hecho.open("rb+") as archivo:
        while bloque := archivo.read(_BLOQUE):
            resumen.update(bloque)
        os.fsync(archivo.fileno())
    huella = resumen.hexdigest()
    destino = ruta_de(carpeta, huella)
    destino.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    hecho.replace(destino)
    return Salida(huella, nombre, tipo, destino.stat().st_size)


def ruta_de(carpeta: Path, huella: str) -> Path:
    """Where the file of this hash is kept, whether it is there or not."""
    return carpeta / huella[:2] / huella


def borrar(carpeta: Path, huella: str) -> None:
    """A file that no job names any more."""
    ruta_de(carpeta, huella).unlink(missing_ok=True)
