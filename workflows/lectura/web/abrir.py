"""Opening a web page, alone or in an ``.mht`` file: nothing is fetched, and no script is run."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from email.message import EmailMessage

from lxml import etree
from lxml import html as lector_html

from workflows.errores import LecturaFallida
from workflows.lectura.decodificar import TOPE, decodificar, es_html
from workflows.lectura.extraido import Texto
from workflows.lectura.web.escriba import escribir

TOPE_ELEMENTOS = 1_000_000  #: tags; a manual of five hundred cargos has some two hundred thousand
TOPE_PARTES = 4_000  #: parts of an ``.mht``: each image is one
_CABECERA = re.compile(
    rb"\s*(?:(?:from|subject|date|snapshot-content-location|mime-version|content-type):[^\n]*\n"
    rb"(?:[ \t][^\n]*\n)*)*(?:mime-version|content-type):",
    re.IGNORECASE,
)
_DE_WEB = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_DICHO = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.I)
_FRASE = 300
_COMO = "Ábralo en Word, guárdelo como documento de Word (.docx) y suba ese."


def es_web(datos: bytes) -> bool:
    """Whether the bytes say they are a web page, or one in a single file (``.mht``)."""
    return es_html(datos) or _es_mht(datos)


def texto_de_web(datos: bytes, nombre: str = "") -> Texto:
    """The words of a web page as marked text. Raises LecturaFallida saying why it has none."""
    archivo = f"La página web «{nombre}»" if nombre else "La página web"
    if len(datos) > TOPE:
        raise LecturaFallida(f"{archivo} pesa más de {TOPE // 1024 // 1024} MB.", _COMO)
    dudas: list[str] = []
    if _es_mht(datos):
        principal, juego, otras = _partes(datos, archivo)
        for suya, del_juego in otras:
            dicho, _ = _escrita(suya, del_juego, archivo)
            if dicho := " ".join(dicho.split()):
                corto = dicho if len(dicho) <= _FRASE else f"{dicho[: _FRASE - 1]}…"
                dudas.append(f"El archivo trae otra página, que no se lee: «{corto}».")
        datos = principal
    else:
        juego = ""
    texto, avisos = _escrita(datos, juego, archivo)
    if not texto.strip():
        raise LecturaFallida(
            f"{archivo} no trae texto.", "Compruebe que sea el documento correcto."
        )
    return Texto(texto, tuple((0, d) for d in dict.fromkeys([*avisos, *dudas])))


def _es_mht(datos: bytes) -> bool:
    inicio = datos[:4096].removeprefix(codecs.BOM_UTF8)
    return _CABECERA.match(inicio) is not None and _DE_WEB.search(inicio) is not None


def _partes(datos: bytes, archivo: str) -> tuple[bytes, str, list[tuple[bytes, str]]]:
    """The page, its charset, and the other pages that come with it."""
    if datos.count(b"\n--") > TOPE_PARTES * 4:
        raise LecturaFallida(f"{archivo} es demasiado grande por dentro.", _COMO)
    try:
        mensaje = email.message_from_bytes(
            datos.removeprefix(codecs.BOM_UTF8).lstrip(), EmailMessage, policy=email.policy.compat32
        )
        paginas = [
            (bytes(contenido), str(p.get_content_charset() or ""))
            for p in mensaje.walk()
            if p.get_content_type() in ("text/html", "application/xhtml+xml")
            and isinstance(contenido := p.get_payload(decode=True), bytes)
        ]
    except (RecursionError, ValueError, LookupError) as error:
        raise LecturaFallida(f"{archivo} está dañada y no se puede leer.", _COMO) from error
    if not paginas:
        raise LecturaFallida(f"{archivo} no trae ninguna página por dentro.", _COMO)
    return *paginas[0], paginas[1:]


def _escrita(datos: bytes, juego: str, archivo: str) -> tuple[str, list[str]]:
    if datos.count(b"<") > TOPE_ELEMENTOS:
        raise LecturaFallida(f"{archivo} es demasiado grande por dentro.", _COMO)
    lector = lector_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        texto = _decodificada(datos, juego)
        arbol = lector_html.document_fromstring(texto.encode("utf-8", "replace"), parser=lector)
    except etree.ParserError:
        return "", []
    if any("xcessive depth" in e.message for e in lector.error_log):
        raise LecturaFallida(f"{archivo} es demasiado honda por dentro.", _COMO)
    try:
        return escribir(arbol)
    except RecursionError as error:
        raise LecturaFallida(f"{archivo} es demasiado honda por dentro.", _COMO) from error


def _decodificada(datos: bytes, juego: str) -> str:
    """Its text, in the charset it says it is in, or in the one it looks like."""
    dicho = _DICHO.search(datos[:4096])
    for codec in (juego, dicho[1].decode("ascii", "replace") if dicho else ""):
        try:
            if codec and codecs.lookup(codec).name != "utf-8":
                return datos.decode(_WINDOWS.get(codecs.lookup(codec).name, codec))
        except (LookupError, UnicodeError):
            continue
    if datos.startswith(_BOM):
        return datos.decode("utf-16", "replace")
    # A letter before it: what begins as a web page is refused as plain text.
    return decodificar(b"." + datos.removeprefix(codecs.BOM_UTF8))[1:]


_BOM = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Browsers read what calls itself Latin-1 as Windows-1252.
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
