"""A template of ``templates/documentos`` and its data → a PDF that typst itself vouches for.

Data go in as JSON, never as markup: nothing a person typed is executed. The standards mode
refuses a file that would break PDF/A-2a (archival) or PDF/UA-1 (accessible).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import typst

from webapp.publicacion.signos import en_datos, imprimible, letras_de

CARPETA = Path(__file__).parents[2] / "templates" / "documentos"
_SIN_DIBUJO = "could not be displayed"


def imprimir(
    plantilla: str,
    datos: Mapping[str, Any],
    momento: datetime,
    *,
    dibujos: Mapping[str, str] | None = None,
) -> bytes:
    """The PDF of ``plantilla`` (a file name without ``.typ``): same data, same bytes.

    ``momento`` is the date inside the file. ``dibujos`` are SVG the program itself made; they
    are handed over untouched. Raises typst.TypstError when a template is wrong.
    """
    cuando = int(momento.timestamp())
    try:
        return _componer(plantilla, datos, frozenset(), cuando, dibujos or {})
    except typst.TypstError as error:
        if _SIN_DIBUJO not in str(error):
            raise
    faltan = frozenset(c for c in letras_de(datos) if not _se_dibuja(c))
    return _componer(plantilla, datos, faltan, cuando, dibujos or {})


@cache
def huella_de_plantillas() -> str:
    """SHA-256 of every template and of the typst that reads them: a part of each cache key."""
    suma = hashlib.sha256(version("typst").encode())
    for archivo in sorted(CARPETA.glob("*.typ")):
        suma.update(archivo.name.encode() + b"\0" + archivo.read_bytes())
    return suma.hexdigest()


def _componer(
    plantilla: str,
    datos: Mapping[str, Any],
    faltan: frozenset[str],
    cuando: int,
    dibujos: Mapping[str, str],
) -> bytes:
    limpios = en_datos(dict(datos), lambda texto: imprimible(texto, faltan))
    limpios["hay_huecos"] = bool(faltan)
    entradas = {
        "datos": json.dumps(limpios, ensure_ascii=False),
        "dibujos": json.dumps(dict(dibujos)),
    }
    return _compilar(plantilla, entradas, cuando)


def _compilar(plantilla: str, entradas: dict[str, str], cuando: int) -> bytes:
    return typst.compile(
        str(CARPETA / f"{plantilla}.typ"),
        root=str(CARPETA),
        font_paths=_letras(),
        ignore_system_fonts=True,
        sys_inputs=entradas,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=cuando,
    )


@cache
def _letras() -> typst.Fonts:
    """The same typefaces on every machine: Noto Sans, then the ones typst carries."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(fontpkg_noto_sans.ROOT / "files")],
    )


@lru_cache(maxsize=4096)
def _se_dibuja(letra: str) -> bool:
    try:
        _compilar("_signo", {"letra": letra}, 0)
    except typst.TypstError:
        return False
    return True
