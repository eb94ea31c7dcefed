"""Bytes → text with ``\\n`` line ends, or a refusal that says what the bytes look like."""

from __future__ import annotations

import codecs
import re

from workflows.errores import LecturaFallida
from workflows.lectura.codigos import alfabeto

TOPE = 20 * 1024 * 1024  #: bytes; a manual of five hundred cargos is about eight million
_FINES = re.compile("\r\n|[\r\v\x1c\x1d\x1e\x85\u2028\u2029]|(?<=[^\\n\\f])\f(?=[^\\n\\f\r])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_COMO_TEXTO = "Guárdelo como texto (.txt o .md, en UTF-8) y vuelva a subirlo."
_COMO_DOCX = "Guárdelo como «Documento de Word (.docx)», o como texto, y vuelva a subirlo."
_SE_ABREN = ("Word", "Office", "RTF", "HTML")  #: what a word processor opens and saves as DOCX
_FIRMAS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "un PDF"),
    (b"\xd0\xcf\x11\xe0", "un documento de Word o Excel antiguo (.doc, .xls), o con contraseña"),
    (b"{\\rtf", "un documento RTF"),
    (b"\x89PNG", "una imagen PNG"),
    (b"\xff\xd8\xff", "una imagen JPEG"),
    (b"GIF8", "una imagen GIF"),
    (b"II*\x00", "una imagen TIFF"),
    (b"MM\x00*", "una imagen TIFF"),
    (b"\x1f\x8b", "un archivo comprimido (gzip)"),
    (b"7z\xbc\xaf", "un archivo comprimido (7z)"),
    (b"Rar!", "un archivo comprimido (RAR)"),
)
_DENTRO_DE_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "un documento de Word (.docx)"),
    (b"xl/", "una hoja de Excel (.xlsx)"),
    (b"opendocument", "un documento de LibreOffice"),
)
_BOM: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)


def decodificar(datos: bytes, nombre: str = "") -> str:
    """The text of ``datos``, whose line ends of any kind become ``\\n``.

    UTF-8 and UTF-16/32 (with their mark) are recognised; bytes that are not UTF-8 are taken for
    Windows-1252, unless only an older alphabet makes words of them. Raises LecturaFallida for
    what is empty, too large or not text.
    """
    archivo = f"«{nombre}»" if nombre else "El archivo"
    if len(datos) > TOPE:
        raise LecturaFallida(
            f"{archivo} pesa más de {TOPE // 1024 // 1024} MB.",
            "Divídalo en partes, o compruebe que sea el documento correcto.",
        )
    parece = _que_parece(datos)
    if parece:
        remedio = _COMO_DOCX if any(p in parece for p in _SE_ABREN) else _COMO_TEXTO
        raise LecturaFallida(f"{archivo} no es texto: parece {parece}.", remedio)
    texto = _FINES.sub("\n", _texto(datos, archivo))
    if not texto.strip():
        raise LecturaFallida(f"{archivo} está vacío.", "Compruebe que subió el documento correcto.")
    controles = sum(1 for _ in _CONTROL.finditer(texto))
    if "\x00" in texto or controles * 100 > len(texto):
        raise LecturaFallida(f"{archivo} no es texto: contiene datos binarios.", _COMO_TEXTO)
    return texto


def es_html(datos: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    inicio = datos[:4096].removeprefix(codecs.BOM_UTF8)
    return any(_HTML.match(x) is not None for x in (inicio, _sin_ceros(inicio)))


def _que_parece(datos: bytes) -> str:
    inicio = datos[:4096]
    if inicio.startswith(b"PK\x03\x04") or inicio.startswith(b"PK\x05\x06"):
        indice = inicio + datos[-65536:]
        return next((que for b, que in _DENTRO_DE_ZIP if b in indice), "un archivo ZIP")
    for firma, que in _FIRMAS:
        if inicio.startswith(firma):
            return que
    cuerpo = inicio.removeprefix(codecs.BOM_UTF8)
    if b"%PDF-" in cuerpo[:1024]:
        return "un PDF"
    if es_html(datos):
        return "una página web (HTML)"
    return "un archivo XML" if _XML.match(cuerpo) else ""


def _sin_ceros(inicio: bytes) -> bytes:
    return inicio[2:].replace(b"\x00", b"") if inicio[:2] in (b"\xff\xfe", b"\xfe\xff") else b""


def _texto(datos: bytes, archivo: str) -> str:
    for marca, codec in _BOM:
        if datos.startswith(marca):
            try:
                return datos[len(marca) :].decode(codec, _ERRORES if codec == "utf-8" else "strict")
            except UnicodeDecodeError:
                raise LecturaFallida(
                    f"{archivo} dice estar en {codec.upper()}, pero no lo está.", _COMO_TEXTO
                ) from None
    ancho = _sin_marca(datos)
    if ancho:
        return datos.decode(ancho, "replace")
    try:
        return datos.decode("utf-8")
    except UnicodeDecodeError:
        codec = alfabeto(datos)
    return datos.decode("utf-8", _ERRORES) if codec == "cp1252" else datos.decode(codec)


def _sin_marca(datos: bytes) -> str:
    """The codec of UTF-16 without its mark, or "": every other byte of our letters is a zero."""
    inicio = datos[: 2 * (len(datos[:4096]) // 2)]
    for codec, n in (("utf-16-le", 1), ("utf-16-be", 0)):
        altos, bajos = inicio[n::2], inicio[1 - n :: 2]
        if len(altos) > 20 and altos.count(0) * 10 > len(altos) * 9 and 0 not in bajos:
            return codec
    return ""


def _como_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes UTF-8 refuses as Windows-1252: old exports, and files joined by hand."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    sueltos = error.object[error.start : error.end]
    return "".join(_letra(b) for b in sueltos), error.end


def _letra(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_ERRORES = "vigente-cp1252"
codecs.register_error(_ERRORES, _como_1252)
