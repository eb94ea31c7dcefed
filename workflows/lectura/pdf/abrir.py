"""Opening a PDF: what has no text, or is locked, is refused with the reason."""

from __future__ import annotations

import io
import logging
from typing import Any

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from workflows.errores import LecturaFallida
from workflows.lectura.decodificar import TOPE
from workflows.lectura.pdf.arbol import Elemento, leer_arbol
from workflows.lectura.pdf.etiquetado import por_etiquetas
from workflows.lectura.pdf.letras import letras_por_marca
from workflows.lectura.pdf.renglones import por_renglones

#: Pages; a manual of five hundred cargos has fewer.
MAXIMO_PAGINAS = 4_000
_CON_CLAVE = (PDFPasswordIncorrect, PDFEncryptionError, pikepdf.PasswordError)
_MINIMO_LETRAS = 20
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def es_pdf(datos: bytes) -> bool:
    """Whether the bytes say they are a PDF."""
    return b"%PDF-" in datos[:1024]


def texto_de_pdf(datos: bytes, nombre: str = "") -> str:
    """The words of a PDF as marked text. Raises LecturaFallida saying why it cannot be read."""
    archivo = f"El PDF «{nombre}»" if nombre else "El PDF"
    if len(datos) > TOPE:
        raise LecturaFallida(
            f"{archivo} pesa más de {TOPE // 1024 // 1024} MB.",
            "Divídalo en partes, o compruebe que sea el documento correcto.",
        )
    try:
        with pdfplumber.open(io.BytesIO(datos)) as pdf:
            texto = _leer(pdf, leer_arbol(datos), archivo)
    except LecturaFallida:
        raise
    except Exception as error:  # a damaged file can fail anywhere in its reader
        raise _rechazo(error, archivo) from error
    if sum(c.isalnum() for c in texto) < _MINIMO_LETRAS:
        raise LecturaFallida(
            f"{archivo} no trae texto: parece escaneado, son imágenes de las páginas.",
            "Pida el archivo con que se hizo (Word o texto), o páselo por un programa que reconozca"
            " el texto y revise el resultado.",
        )
    return texto


def _leer(pdf: Any, arbol: Elemento | None, archivo: str) -> str:
    if len(pdf.pages) > MAXIMO_PAGINAS:
        raise LecturaFallida(
            f"{archivo} tiene {len(pdf.pages)} páginas y se leen hasta {MAXIMO_PAGINAS}.",
            "Divídalo en partes.",
        )
    if arbol is not None:
        texto = por_etiquetas(arbol, letras_por_marca(pdf.pages))
        if texto.strip():
            return texto
    return por_renglones(pdf.pages)


def _rechazo(error: Exception, archivo: str) -> LecturaFallida:
    causas = (error, error.__cause__, *getattr(error, "args", ()))
    if any(isinstance(c, _CON_CLAVE) for c in causas):
        return LecturaFallida(
            f"{archivo} está protegido con contraseña.",
            "Quítele la protección en el programa con que se hizo y vuelva a subirlo.",
        )
    if any(isinstance(c, MemoryError) for c in causas):
        return LecturaFallida(f"{archivo} es demasiado grande por dentro.", "Divídalo en partes.")
    que = "está dañado o incompleto" if isinstance(error, PdfminerException) else "no se pudo leer"
    return LecturaFallida(
        f"{archivo} {que}.", "Ábralo, guárdelo de nuevo, o guárdelo como texto, y vuelva a subirlo."
    )
