"""Accept or reject all tracked changes by the XML alone, without a line of the application.

ECMA-376, 17.13.5: what ``w:del`` holds is gone once accepted, what ``w:ins`` holds once
rejected; a paragraph whose mark is gone melts into the next one; so does a row, whole.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Vista = list[tuple[str, str]]


def partes(docx: bytes) -> dict[str, Any]:
    """The trees of the body and of the page header."""
    with zipfile.ZipFile(io.BytesIO(docx)) as zip_:
        nombres = [n for n in zip_.namelist() if n.startswith(("word/document", "word/header"))]
        return {n: etree.fromstring(zip_.read(n)) for n in sorted(nombres)}


def resolver(docx: bytes, *, aceptar: bool) -> Vista:
    """(style, words) of every paragraph that is left, tables included, in order."""
    va = "del" if aceptar else "ins"
    vista: Vista = []
    for raiz in partes(docx).values():
        for tr in list(raiz.iter(f"{W}tr")):
            if tr.find(f"{W}trPr/{W}{va}") is not None:
                tr.getparent().remove(tr)
        for tbl in list(raiz.iter(f"{W}tbl")):
            if tbl.find(f"{W}tr") is None:
                tbl.getparent().remove(tbl)
        sin_fin = {p for p in raiz.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}{va}") is not None}
        for marca in list(raiz.iter(f"{W}{va}")):
            marca.getparent().remove(marca)
        pendiente = ""
        for p in raiz.iter(f"{W}p"):
            texto = pendiente + _palabras(p)
            if p in sin_fin:
                pendiente = texto
                continue
            pendiente = ""
            estilo = p.find(f"{W}pPr/{W}pStyle")
            vista.append((estilo.get(f"{W}val") if estilo is not None else "", texto))
        assert pendiente == "", "se perdería el último párrafo"
    return vista


def autores(docx: bytes) -> set[tuple[str, str]]:
    """Who made the changes, and when."""
    return {
        (e.get(f"{W}author"), e.get(f"{W}date"))
        for raiz in partes(docx).values()
        for clase in ("ins", "del")
        for e in raiz.iter(f"{W}{clase}")
    }


def numeros(docx: bytes) -> list[str]:
    """The number of every mark: Word refuses two alike."""
    return [
        e.get(f"{W}id")
        for raiz in partes(docx).values()
        for clase in ("ins", "del")
        for e in raiz.iter(f"{W}{clase}")
    ]


def _palabras(p: Any) -> str:
    dichas = []
    for e in p.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab"):
        dichas.append({f"{W}br": "\n", f"{W}tab": "\t"}.get(e.tag, e.text or ""))
    return "".join(dichas)
