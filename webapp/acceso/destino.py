"""Where somebody was going when they were asked who they are: a page of ours, or none."""

from __future__ import annotations

from urllib.parse import urlsplit


def destino_seguro(dicho: str) -> str:
    """``dicho`` when it is a path of this site that no browser takes for another, or ""."""
    if not dicho.startswith("/") or dicho.startswith(("//", "/\\")) or "\\" in dicho:
        return ""
    if any(not letra.isprintable() for letra in dicho):
        return ""
    try:
        partes = urlsplit(dicho)
    except ValueError:
        return ""
    return "" if partes.scheme or partes.netloc else dicho
