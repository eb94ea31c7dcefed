"""Files on disk, kept by the hash of their bytes, recognised by what they contain.

The bytes are safe on disk before anything in the database speaks of them: a crash in between
leaves a file nobody names, never a name without its file.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from webapp.disco import escribir_entero
from webapp.inertes import exigir_inerte
from webapp.lectores import adjuntos
from workflows.errores import DatosInvalidos, LecturaFallida, NoEncontrado

PDF = "application/pdf"
#: Largest document that is read, in bytes.
MAXIMO_DOCUMENTO = 10 * 1024 * 1024

_HASH = re.compile(r"[0-9a-f]{64}")
_NO_IMPRIMIBLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
#: How other files begin, and what to call them in the refusal.
_OTROS = (
    (b"PK\x03\x04", "un documento de Word o un archivo comprimido"),
    (b"\xd0\xcf\x11\xe0", "un documento de Word de los antiguos"),
    (b"\x89PNG", "una imagen"),
    (b"\xff\xd8\xff", "una imagen"),
    (b"II*\x00", "una imagen"),
    (b"MM\x00*", "una imagen"),
    (b"<", "una página web"),
)
_PONGA = "Adjunte el acuerdo como PDF. No se perdió nada de lo escrito."


@dataclass(frozen=True, slots=True)
class Recibido:
    """A file that was checked and is on disk; ``tamano`` in bytes."""

    hash: str
    tipo: str
    tamano: int
    nombre: str


def recibir_pdf(carpeta: Path, datos: bytes, nombre: str, maximo: int) -> Recibido:
    """Check that ``datos`` is a PDF that does nothing by itself, and keep it. ``maximo`` in bytes.

    Raises DatosInvalidos (field ``adjunto``) saying what it is instead, or what is wrong with it.
    """
    if not datos:
        raise DatosInvalidos("El archivo adjunto está vacío.", _PONGA, "adjunto")
    if len(datos) > maximo:
        raise DatosInvalidos(
            f"El archivo adjunto pesa {_megas(len(datos))} MB y caben {_megas(maximo)} MB.",
            "Digitalícelo con menos resolución, o en blanco y negro.",
            "adjunto",
        )
    if not datos.startswith(b"%PDF-"):
        que = next((q for inicio, q in _OTROS if datos.startswith(inicio)), "otra cosa")
        raise DatosInvalidos(f"El archivo adjunto no es un PDF: es {que}.", _PONGA, "adjunto")
    try:
        adjuntos.hacer("", exigir_inerte, datos)
    except LecturaFallida as error:
        raise DatosInvalidos(
            "El PDF adjunto no se pudo revisar: por dentro es enorme, o no termina.",
            "Imprímalo a PDF, o digitalice el acuerdo firmado, y adjunte ese.",
            "adjunto",
        ) from error
    huella = hashlib.sha256(datos).hexdigest()
    _escribir(ruta_de(carpeta, huella), datos)
    return Recibido(huella, PDF, len(datos), nombre_limpio(nombre))


def exigir_tamano(datos: bytes) -> None:
    """Raise DatosInvalidos (field ``archivo``) for a document to be read that is empty or huge."""
    if not datos:
        raise DatosInvalidos("El archivo está vacío.", "Elija otro documento.", "archivo")
    if len(datos) > MAXIMO_DOCUMENTO:
        raise DatosInvalidos(
            f"El archivo pesa más de {_megas(MAXIMO_DOCUMENTO)} MB.",
            "Quítele las imágenes, o divídalo y suba cada parte.",
            "archivo",
        )


def guardar_propio(carpeta: Path, datos: bytes, tipo: str, nombre: str) -> Recibido:
    """Keep a file that the program itself made."""
    huella = hashlib.sha256(datos).hexdigest()
    _escribir(ruta_de(carpeta, huella), datos)
    return Recibido(huella, tipo, len(datos), nombre_limpio(nombre))


def leer(carpeta: Path, huella: str) -> bytes:
    """The bytes of a kept file. Raises NoEncontrado when they are not there, or are not those."""
    try:
        datos = ruta_de(carpeta, huella).read_bytes()
    except OSError:
        datos = b""
    if hashlib.sha256(datos).hexdigest() != huella:
        raise NoEncontrado(
            "El archivo no está en el disco del servidor, o ya no es el que se adjuntó.",
            "Avise a quien administra el sistema: está en las copias de respaldo.",
        )
    return datos


def ruta_de(carpeta: Path, huella: str) -> Path:
    """Where the file of this hash is kept: ``ab/abcd…``. Raises NoEncontrado for anything else
    than a hash, so that no text somebody sends becomes a path."""
    if not _HASH.fullmatch(huella):
        raise NoEncontrado("Ese archivo no existe.", "Vuelva a la página anterior.")
    return carpeta / huella[:2] / huella


def nombre_limpio(nombre: str) -> str:
    """The last part of a file's name, printable and at most 160 characters."""
    ultimo = re.split(r"[/\\]", nombre)[-1]
    limpio = _NO_IMPRIMIBLE.sub("", ultimo).strip(" .")
    raiz, punto, extension = limpio.rpartition(".")
    if punto and len(limpio) > 160 and len(extension) < 10:
        limpio = f"{raiz[: 159 - len(extension)]}.{extension}"
    return limpio[:160].strip(" .") or "adjunto.pdf"


def _megas(tamano: int) -> str:
    return f"{tamano / 1024 / 1024:.1f}".removesuffix(".0").replace(".", ",")


def _escribir(ruta: Path, datos: bytes) -> None:
    """On disk for good, whole or not at all."""
    if ruta.exists() and ruta.read_bytes() == datos:
        return
    escribir_entero(ruta, datos)
    for carpeta in (ruta.parent, ruta.parent.parent):
        _asentar(carpeta)


def _asentar(carpeta: Path) -> None:
    """Make a folder's new entry survive a power cut, where the system lets one ask for it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
