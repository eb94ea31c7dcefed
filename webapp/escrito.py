"""What came in a form that could not be attended to: to be shown, or to be sent again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import request
from werkzeug.exceptions import HTTPException

#: Words, and not the hidden fields of a form; and what is never shown again.
_PROSA = re.compile(r"\s")
_SECRETO = re.compile(r"^prueba-|passw|contrase|clave|token|secre|^codigo$|code$", re.IGNORECASE)
_FICHA = "csrf_token"


def textos() -> list[str]:
    """What was typed in the form that is being refused, to be copied: no page of somebody with an
    account is kept by the browser, so going back would not bring it."""
    return [v for c, v in _campos() if _PROSA.search(v.strip()) and not _SECRETO.search(c)]


def campos() -> list[tuple[str, str]] | None:
    """Every field, its token too, to send the form again as it came.

    None where it cannot be: it carries a secret, which no page writes, or files, which no page
    can attach.
    """
    dichos = list(_campos())
    if archivos() or any(_SECRETO.search(c) for c, _ in dichos if c != _FICHA):
        return None
    return dichos


def archivos() -> list[str]:
    """The names of the files that came with it."""
    try:
        return [f.filename for f in request.files.values() if f.filename]
    except (HTTPException, OSError):
        return []


def _campos() -> Iterator[tuple[str, str]]:
    try:
        yield from request.form.items(multi=True)
    except (HTTPException, OSError):  # too large to be read, or there was no room to receive it
        return
