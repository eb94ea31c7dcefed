"""Words of a file that has no markup, written so that the reader takes none in them."""

from __future__ import annotations

import re

#: What the grammar would take for markup, and Word and web pages do not.
_MARCADO = re.compile(r"([\\*_`|~^\[\]])")


def literal(texto: str) -> str:
    """``texto``, in which nothing is emphasis, a cell, an entity or a tag."""
    dicho = _MARCADO.sub(r"\\\1", texto).replace("&", "&amp;").replace("<", "&lt;")
    if dicho.count("*") > 1:  # in pairs they point to no note
        dicho = dicho.replace("\\*", "&#42;")
    return dicho
