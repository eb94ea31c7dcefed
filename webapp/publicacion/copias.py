"""Printed cargos on disk, each under a name that says everything it was made from.

Contenido, signatures, what the version is on that day, template, typst: another of any of them is
another name. So a copy that is found is the right one, and nothing is ever printed twice.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.disco import escribir_entero
from webapp.publicacion.datos import datos_de
from webapp.publicacion.documento import Documento
from webapp.publicacion.imprenta import huella_de_plantillas

if TYPE_CHECKING:
    from webapp.publicacion.sello import Sello


def clave_de(documento: Documento) -> str:
    """The name of the copy of a Documento (SHA-256, hexadecimal)."""
    que = [
        huella_de_plantillas(),
        documento.formato.plantilla.value,
        documento.momento.isoformat(),
        datos_de(documento),
    ]
    return hashlib.sha256(json.dumps(que, sort_keys=True).encode()).hexdigest()


def publicada(
    carpeta: Path,
    documento: Documento,
    imprimir: Callable[[Documento], bytes],
    sello: Sello | None,
    ahora: datetime,
) -> Path:
    """The copy that is handed out: printed and sealed once, where there is a seal.

    A seal says when it was put, so it is the sealed copy that is kept and handed out again.
    Raises SelloInservible when it can no longer be sealed: it is not handed out without it.
    """
    clave = clave_de(documento)
    ruta = ruta_de(carpeta, clave)
    if not ruta.is_file():
        guardar(carpeta, clave, imprimir(documento))
    if sello is None:
        return ruta
    con_sello = ruta_de(carpeta, hashlib.sha256(f"{clave} {sello.huella}".encode()).hexdigest())
    if not con_sello.is_file():
        with tempfile.TemporaryDirectory(dir=carpeta) as aparte:
            hecha = Path(aparte) / "sellada.pdf"
            sello.sellar(ruta, hecha, ahora)
            guardar(carpeta, con_sello.stem, hecha.read_bytes())
    return con_sello


def ruta_de(carpeta: Path, clave: str) -> Path:
    """Where the copy of that name is, or would be."""
    return carpeta / clave[:2] / f"{clave}.pdf"


def guardar(carpeta: Path, clave: str, datos: bytes) -> Path:
    """Keep a copy: whole, or not there at all."""
    ruta = ruta_de(carpeta, clave)
    escribir_entero(ruta, datos)
    return ruta
