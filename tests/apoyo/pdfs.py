"""Small PDFs of the tests' own, made by typst under the norms of the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import fontpkg_noto_sans
import typst

CIFRAS = Path(__file__).parents[2] / "templates" / "documentos" / "pie-del-conjunto.typ"
_CARGO = """
#set document(title: "{titulo}", author: "Acueducto de pruebas")
#set text(lang: "es", font: "Noto Sans", size: 10pt)
#let de = context counter(page).display("1 de 1", both: true)
#set page(paper: "us-letter", header: [{titulo}, página #de])
= {titulo}
#for n in range({actividades}) [+ Actividad #n: #lorem(25) ]
#table(columns: 2, table.header([Competencia], [Grado]), [Orden], [3], [Trato (amable)], [2])
#link("https://example.org/{titulo}")[Verificar]
"""


def cargo(carpeta: Path, titulo: str, actividades: int = 30, antes: str = "") -> Path:
    """A tagged PDF of a few pages with a table and a link; ``antes`` is typst markup."""
    ruta = carpeta / f"{titulo}.pdf"
    fuente = _CARGO.format(titulo=titulo, actividades=actividades)
    ruta.write_bytes(componer(fuente.replace("\n= ", f"\n{antes}\n= ", 1)))
    return ruta


def cifras(carpeta: Path) -> Path:
    """The letters of the page numbers."""
    ruta = carpeta / "cifras.pdf"
    ruta.write_bytes(componer(CIFRAS.read_text("utf-8")))
    return ruta


def componer(fuente: str, normas: Sequence[str] = ("a-2a", "ua-1")) -> bytes:
    """typst markup → PDF/A-2a and PDF/UA-1, or what is told."""
    hecho = typst.compile(
        fuente.encode(),
        font_paths=[str(fontpkg_noto_sans.ROOT / "files")],
        pdf_standards=list(normas),
        timestamp=1_767_225_600,
    )
    assert isinstance(hecho, bytes)
    return hecho
