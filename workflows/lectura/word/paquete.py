"""A DOCX opened with care: its parts as trees, in bounded time and memory, or a refusal.

No entity is expanded and nothing outside the file is fetched.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from workflows.errores import LecturaFallida
from workflows.lectura.word.bloques import W
from workflows.lectura.word.no_leido import no_leido
from workflows.lectura.word.nombres import PROPIEDAD

Arbol = Any

#: Bytes of one part once unpacked, of all that is read, and parts in a file.
TOPE_PARTE, TOPE_TODO, TOPE_PARTES = 40 * 2**20, 80 * 2**20, 4000
#: Elements of one part: a manual of five hundred cargos has about four hundred thousand.
TOPE_ELEMENTOS = 3_000_000

_PRINCIPAL = "word/document.xml"
_RELACIONES = "word/_rels/document.xml.rels"
_PROPIAS = "docProps/custom.xml"
_MACROS = "word/vbaProject.bin"
_COMO = "Ábralo en Word y guárdelo como documento de Word (.docx)."


@dataclass(slots=True)
class Paquete:
    """The parts that are read, by name; ``propiedad`` is what our own files say of themselves."""

    documento: Arbol
    numeracion: Arbol | None = None
    estilos: Arbol | None = None
    notas: dict[str, Arbol] = field(default_factory=dict)  #: footnotes, endnotes
    bordes: dict[str, Arbol] = field(default_factory=dict)  #: headers, feet: by relationship id
    pares: bool = False  #: even pages have a header of their own
    propiedad: dict[str, Any] = field(default_factory=dict)
    no_leido: tuple[str, ...] = ()  #: what it says where nobody reads, a sentence each


def es_word(datos: bytes) -> bool:
    """Whether the bytes are a Word document of today, macros or not."""
    if not datos.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
            return _PRINCIPAL in zip_.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return b"word/document.xml" in datos


def abrir(datos: bytes, nombre: str = "") -> Paquete:
    """Open the file. Raises LecturaFallida for what is damaged, encrypted, huge or has macros."""
    archivo = f"El documento de Word «{nombre}»" if nombre else "El documento de Word"
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
            return _leer(_Zip(zip_, archivo), archivo)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError) as error:
        raise LecturaFallida(f"{archivo} está dañado y no se puede abrir.", _COMO) from error
    except RuntimeError as error:  # what zipfile says of an encrypted member
        raise LecturaFallida(f"{archivo} está protegido con contraseña.", _COMO) from error


class _Zip:
    """Reads parts while it counts what they weigh."""

    def __init__(self, zip_: zipfile.ZipFile, archivo: str) -> None:
        self.zip, self.archivo, self.leido = zip_, archivo, 0
        self.nombres = set(zip_.namelist())
        if len(self.nombres) > TOPE_PARTES:
            self._enorme()

    def arbol(self, nombre: str) -> Arbol | None:
        """A part as a tree, or None when the file has no such part."""
        if nombre not in self.nombres:
            return None
        with self.zip.open(nombre) as parte:
            datos = parte.read(TOPE_PARTE + 1)
        self.leido += len(datos)
        if len(datos) > TOPE_PARTE or self.leido > TOPE_TODO or datos.count(b"<") > TOPE_ELEMENTOS:
            self._enorme()
        lector = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            arbol = etree.fromstring(datos, lector)
        except etree.XMLSyntaxError as error:
            raise LecturaFallida(
                f"{self.archivo} está dañado y no se puede leer.", _COMO
            ) from error
        if arbol.getroottree().docinfo.doctype:  # whatever its encoding
            raise LecturaFallida(
                f"{self.archivo} trae definiciones que un documento de Word no lleva.", _COMO
            )
        return arbol

    def _enorme(self) -> None:
        raise LecturaFallida(
            f"{self.archivo} es demasiado grande por dentro.",
            "Quítele las imágenes o divídalo en partes.",
        )


def _leer(zip_: _Zip, archivo: str) -> Paquete:
    if _MACROS in zip_.nombres:
        raise LecturaFallida(f"{archivo} lleva macros.", _COMO)
    documento = zip_.arbol(_PRINCIPAL)
    if documento is None:
        raise LecturaFallida(f"{archivo} no es un documento de Word.", _COMO)
    paquete = Paquete(
        documento,
        zip_.arbol("word/numbering.xml"),
        zip_.arbol("word/styles.xml"),
    )
    ajustes = zip_.arbol("word/settings.xml")
    paquete.pares = ajustes is not None and ajustes.find(f"{W}evenAndOddHeaders") is not None
    for clase in ("footnotes", "endnotes"):
        notas = zip_.arbol(f"word/{clase}.xml")
        if notas is not None:
            paquete.notas[clase] = notas
    relaciones = zip_.arbol(_RELACIONES)
    for relacion in relaciones if relaciones is not None else ():
        destino = f"word/{relacion.get('Target', '').removeprefix('/word/')}"
        if str(relacion.get("Type", "")).endswith(("/header", "/footer")):
            parte = zip_.arbol(destino)
            if parte is not None:
                paquete.bordes[relacion.get("Id", "")] = parte
    arboles = (documento, *paquete.notas.values(), *paquete.bordes.values())
    paquete.no_leido = no_leido(arboles, zip_.arbol("word/comments.xml"), zip_.nombres)
    paquete.propiedad = _propiedad(zip_.arbol(_PROPIAS))
    return paquete


def _propiedad(arbol: Arbol | None) -> dict[str, Any]:
    for propiedad in arbol if arbol is not None else ():
        if propiedad.get("name") == PROPIEDAD:
            try:
                dicho = json.loads("".join(propiedad.itertext()))
            except ValueError:
                return {}
            return dicho if isinstance(dicho, dict) else {}
    return {}
