"""PDFs made to hurt whoever opens them: endless, enormous, or inside themselves."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

MB = 2**20


def _pdf(objetos: dict[int, bytes], raiz: int = 1) -> bytes:
    """A PDF of those objects, its table written by hand."""
    salida = io.BytesIO(b"%PDF-1.7\n")
    salida.seek(0, io.SEEK_END)
    donde = {}
    for n, objeto in objetos.items():
        donde[n] = salida.tell()
        salida.write(b"%d 0 obj\n%b\nendobj\n" % (n, objeto))
    inicio = salida.tell()
    salida.write(b"xref\n0 %d\n0000000000 65535 f \n" % (max(objetos) + 1))
    for n in range(1, max(objetos) + 1):
        salida.write(b"%010d 00000 %b \n" % (donde.get(n, 0), b"n" if n in donde else b"f"))
    salida.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                 % (max(objetos) + 1, raiz, inicio))  # fmt: skip
    return salida.getvalue()


def _flujo(datos: bytes, mas: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(datos), mas, datos)


_LETRA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf_de(contenido: bytes, caja: bytes = b"0 0 612 792", mas: bytes = b"") -> bytes:
    """One page that draws ``contenido``."""
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R"
               b"/Resources<</Font<</F1 5 0 R>>>>>>" % caja,
            4: _flujo(contenido, mas),
            5: _LETRA,
        }
    )  # fmt: skip


def _pdf_paginas(cuantas: int) -> bytes:
    """As many pages as one asks for, all the same object."""
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[%b]>>" % (cuantas, b"3 0 R " * cuantas),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
               b"/Resources<</Font<</F1 5 0 R>>>>>>",
            4: _flujo(b"BT /F1 12 Tf 72 700 Td (Una pagina con texto de mas) Tj ET"),
            5: _LETRA,
        }
    )  # fmt: skip


def _pdf_arbol() -> bytes:
    """A tree of pages that doubles at every level: a million leaves in twenty objects."""
    objetos = {1: b"<</Type/Catalog/Pages 10 0 R>>"}
    for n in range(10, 31):
        objetos[n] = b"<</Type/Pages/Count 1048576/Kids[%d 0 R %d 0 R]>>" % (n + 1, n + 1)
    objetos[31] = b"<</Type/Page/Parent 30 0 R/MediaBox[0 0 612 792]>>"
    return _pdf(objetos)


def _pdf_en_circulo() -> bytes:
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]/Parent 2 0 R>>",
            3: b"<</Type/Pages/Count 2/Kids[2 0 R]/Parent 2 0 R>>",
        }
    )


def _xref_en_circulo() -> bytes:
    malo = pdf_de(b"BT ET")
    inicio = malo.rindex(b"xref", 0, malo.rindex(b"startxref"))
    return malo.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % inicio)


def _pdf_hondo(veces: int) -> bytes:
    malo = pdf_de(b"BT ET")
    return malo.replace(b"/Type/Catalog", b"/X " + b"[" * veces + b"]" * veces + b"/Type/Catalog")


def _pdf_etiquetas() -> bytes:
    """Tags that contain themselves."""
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
            6: b"<</Type/StructTreeRoot/K[7 0 R 7 0 R]>>",
            7: b"<</Type/StructElem/S/Div/K[7 0 R 7 0 R 8 0 R]>>",
            8: b"<</Type/StructElem/S/TD/A<</O/Table/ColSpan 2000000000/RowSpan 2000000000>>>>",
        }
    )


def _desinfla(trozo: bytes, veces: int) -> bytes:
    """What unpacks to ``trozo`` so many times, made without packing it more than twice."""
    motor = zlib.compressobj(9)
    primero = motor.compress(trozo) + motor.flush(zlib.Z_FULL_FLUSH)
    otro = motor.compress(trozo) + motor.flush(zlib.Z_FULL_FLUSH)
    return primero + otro * (veces - 1) + motor.flush()


def _pdf_comprimido(capas: int, megas: int) -> bytes:
    """A page whose content is compressed so many times over."""
    datos = _desinfla(b"% " + b" " * (MB - 3) + b"\n", megas)
    for _ in range(capas - 1):
        datos = zlib.compress(datos, 9)
    filtro = b"/Filter[" + b"/FlateDecode" * capas + b"]"
    return pdf_de(datos, mas=filtro)


def _pdf_objetos_comprimidos() -> bytes:
    """Its table of objects is the bomb: it must be unpacked before anything can be asked."""
    datos = _desinfla(b"\0" * MB, 3000)
    cuerpo = b"%PDF-1.7\n"
    inicio = len(cuerpo)
    tabla_ = b"/Type/XRef/W[1 4 2]/Size 400000000/Root 2 0 R/Filter/FlateDecode"
    cuerpo += b"1 0 obj\n" + _flujo(datos, tabla_) + b"\nendobj\n"
    return cuerpo + b"startxref\n%d\n%%%%EOF\n" % inicio


def _pdf_formularios() -> bytes:
    """Forms that draw forms that draw forms: two to the thirtieth words."""
    objetos = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
           b"/Resources<</XObject<</X 10 0 R>>>>>>",
        4: _flujo(b"/X Do"),
        5: _LETRA,
    }  # fmt: skip
    for n in range(10, 40):
        recursos = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        objetos[n] = _flujo(b"/X Do /X Do", recursos % (n + 1))
    objetos[40] = _flujo(
        b"BT /F1 9 Tf (hola) Tj ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>",
    )
    return _pdf(objetos)


PDF: dict[str, Callable[[], bytes]] = {
    "a million pages": lambda: _pdf_paginas(1_000_000),
    "a tree of a million pages": _pdf_arbol,
    "pages in a circle": _pdf_en_circulo,
    "a table in a circle": _xref_en_circulo,
    "an object 100,000 deep": lambda: _pdf_hondo(100_000),
    "tags inside themselves": _pdf_etiquetas,
    "4 GB in a page": lambda: _pdf_comprimido(1, 4096),
    "8 GB compressed three times": lambda: _pdf_comprimido(3, 8192),
    "a table of 3 GB": _pdf_objetos_comprimidos,
    "a page of a million by a million": lambda: pdf_de(b"BT ET", b"0 0 1000000 1000000"),
    "two to the thirtieth words": _pdf_formularios,
    "a thousand million words of one page": lambda: pdf_de(b"BT /F1 1 Tf " + b"(a)Tj " * 1_500_000),
    "cut short": lambda: pdf_de(b"BT ET" * 1000)[:600],
}
