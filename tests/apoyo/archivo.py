"""What an archival PDF may not have (ISO 19005-2, level B), of all that joining could bring in.

It is no validator: fonts, colours and images come from parts that typst vouched for, and are only
looked at for being there. Each line says the clause.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_CABEZA = re.compile(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}")
_PROHIBIDAS = {
    "/AA": "6.5.2", "/JS": "6.5.1", "/EF": "6.8", "/OCProperties": "6.9", "/PresSteps": "6.10",
    "/AlternatePresentations": "6.10", "/Requirements": "6.11", "/NeedsRendering": "6.4.2",
    "/FFilter": "6.1.7.1", "/OPI": "6.2.9", "/Ref": "6.2.9", "/Alternates": "6.2.8", "/TR": "6.2.5",
    "/Encrypt": "6.1.3",
}  # fmt: skip
_OCULTA = 1 | 2 | 32 | 256
_ANIDADAS = 28


def faltas_de_archivo(datos: bytes) -> list[str]:
    """The clauses that the file breaks, and where; none in a good one."""
    with pikepdf.open(io.BytesIO(datos)) as pdf:
        return [
            *pdf.check_pdf_syntax(),
            *_del_archivo(datos, pdf),
            *(f for o in pdf.objects for f in _del_objeto(o)),
            *(f for p in pdf.pages for f in _de_la_pagina(p.obj)),
        ]


def _del_archivo(datos: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not _CABEZA.match(datos) or not datos.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.2: the header, or what follows the end"
    if "/ID" not in pdf.trailer or pdf.is_encrypted:
        yield "6.1.3: no /ID, or encrypted"
    perfiles = [i for i in pdf.Root.get(Name.OutputIntents, ()) if i.S == "/GTS_PDFA1"]
    if len(perfiles) != 1 or int(perfiles[0].DestOutputProfile.N) != 3:
        yield "6.2.3: not one RGB output intent"
    xmp = pdf.Root.Metadata.read_bytes()
    if re.search(rb"<\?xpacket begin=[^?]*\b(bytes|encoding)=", xmp):
        yield "6.6.2.1: attributes of the packet"
    with pdf.open_metadata() as dice:
        if not dice.pdfa_status.startswith("2"):
            yield "6.6.4: it does not say which part it follows"


def _del_objeto(o: Object) -> Iterator[str]:
    if not isinstance(o, Dictionary | Stream):
        return
    d = o.stream_dict if isinstance(o, Stream) else o
    claves = set(d.keys())
    yield from (f"{norma}: {clave}" for clave, norma in _PROHIBIDAS.items() if clave in claves)
    if isinstance(o, Stream) and any("LZW" in str(f) or "Crypt" in str(f) for f in _filtros(d)):
        yield "6.1.7.2: a filter"
    if str(d.get("/Type", "")) == "/FontDescriptor" and not any(
        c.startswith("/FontFile") for c in claves
    ):
        yield f"6.2.11.4: {d.FontName} is not embedded"
    if d.get("/Interpolate", False):
        yield "6.2.8: /Interpolate"
    if str(d.get("/Subtype", "")) == "/Form" and "/Resources" not in claves:
        yield "6.2.2: a form without resources"
    if str(d.get("/S", "")) in {"/Launch", "/JavaScript", "/Sound", "/Movie", "/ImportData"}:
        yield f"6.5.1: {d.S}"


def _de_la_pagina(pagina: Any) -> Iterator[str]:
    for nota in pagina.get(Name.Annots, ()):
        banderas = int(nota.get(Name.F, 0))
        if nota.Subtype != "/Link" or not banderas & 4 or banderas & _OCULTA:
            yield f"6.3: {nota.Subtype} with flags {banderas}"
    hondo = 0
    for orden in pikepdf.parse_content_stream(pagina):
        cual = str(orden.operator)
        hondo += {"q": 1, "Q": -1}.get(cual, 0)
        if not 0 <= hondo <= _ANIDADAS:
            yield f"6.1.13: {hondo} nested q"
        if cual in {"k", "K"}:
            yield "6.2.4.3: a colour of no profile"
        en = {"Do": Name.XObject, "Tf": Name.Font, "gs": Name.ExtGState}.get(cual)
        if en and orden.operands[0] not in pagina.Resources.get(en, Dictionary()):
            yield f"6.2.2: {orden.operands[0]} is no resource"


def _filtros(d: Any) -> list[Any]:
    filtros = d.get("/Filter", ())
    return list(filtros) if isinstance(filtros, Array) else [filtros]
