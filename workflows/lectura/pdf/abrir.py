"""Opening a PDF: what has no text, or is locked, is refused with the reason."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from workflows.errores import LecturaFallida
from workflows.lectura.cuentas import sin_cuenta
from workflows.lectura.decodificar import TOPE
from workflows.lectura.extraido import Texto
from workflows.lectura.pdf.arbol import Elemento, leer_arbol
from workflows.lectura.pdf.etiquetado import por_etiquetas
from workflows.lectura.pdf.letras import Letras, letras_por_marca
from workflows.lectura.pdf.renglones import por_renglones

#: Pages; a manual of five hundred cargos has fewer.
MAXIMO_PAGINAS = 4_000
_CON_CLAVE = (PDFPasswordIncorrect, PDFEncryptionError, pikepdf.PasswordError)
#: Is told how many pages were read, and of how many.
Avance = Callable[[int, int], None]
_MINIMO_LETRAS = 20
_SELLO = "Verificación: "  #: what the subject of our own PDF ends with: their tags say it all
_PALABRA = re.compile(r"[^\W\d_]{2,}")
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def es_pdf(datos: bytes) -> bool:
    """Whether the bytes say they are a PDF."""
    return b"%PDF-" in datos[:1024]


def texto_de_pdf(
    datos: bytes, nombre: str = "", avance: Avance = lambda _hechas, _total: None
) -> Texto:
    """The words of a PDF as marked text, with what is doubtful of its pages; ``avance`` is told
    how many were read, and of how many (twice, where its tags turn out to say less than them).

    Raises LecturaFallida saying why it cannot be read.
    """
    archivo = f"El PDF «{nombre}»" if nombre else "El PDF"
    if len(datos) > TOPE:
        raise LecturaFallida(
            f"{archivo} pesa más de {TOPE // 1024 // 1024} MB.",
            "Divídalo en partes, o compruebe que sea el documento correcto.",
        )
    try:
        with pdfplumber.open(io.BytesIO(datos)) as pdf:
            texto = _leer(pdf, leer_arbol(datos), archivo, avance)
    except LecturaFallida:
        raise
    except Exception as error:  # a damaged file can fail anywhere in its reader
        raise _rechazo(error, archivo) from error
    if sum(c.isalnum() for c in texto.texto) < _MINIMO_LETRAS:
        raise LecturaFallida(
            f"{archivo} no trae texto: parece escaneado, son imágenes de las páginas.",
            "Pida el archivo con que se hizo (Word o texto), o páselo por un programa que reconozca"
            " el texto y revise el resultado.",
        )
    return texto


def _leer(pdf: Any, arbol: Elemento | None, archivo: str, avance: Avance) -> Texto:
    if len(pdf.pages) > MAXIMO_PAGINAS:
        raise LecturaFallida(
            f"{archivo} tiene {len(pdf.pages)} páginas y se leen hasta {MAXIMO_PAGINAS}.",
            "Divídalo en partes.",
        )
    if arbol is not None:
        letras = letras_por_marca(_contadas(pdf.pages, avance))
        texto = por_etiquetas(arbol, letras.piezas)
        propio = _SELLO in str(pdf.metadata.get("Subject", ""))
        if texto.strip() and (propio or not _calla(texto, letras)):
            return Texto(texto)
    return por_renglones(_contadas(pdf.pages, avance))


def _contadas(paginas: Sequence[Any], avance: Avance) -> Iterator[Any]:
    for n, pagina in enumerate(paginas, 1):
        yield pagina
        avance(n, len(paginas))


def _calla(texto: str, letras: Letras) -> bool:
    """Whether the pages say words that the tags leave out: a page header, a part without tags."""
    dichas = set(_PALABRA.findall(texto.casefold()))
    dibujado = " ".join([sin_cuenta(x) for x in letras.sueltas.split("\n")])
    marcado = " ".join(p.texto for p in letras.piezas.values())
    return not dichas.issuperset(_PALABRA.findall(f"{dibujado} {marcado}".casefold()))


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
