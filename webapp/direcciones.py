"""Addresses, each built once: what ``url_for`` answers depends on what it is asked alone."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, has_request_context, request
from flask import url_for as construir

#: Addresses remembered by a process; a thousand take some 200 kB.
_RECORDADAS = 8_192
#: What stands in an address for what will be put there: nobody can guess it to ask for it.
_HUECO = f"hueco-{secrets.token_hex(8)}"


def iniciar(app: Flask) -> None:
    """Templates build their addresses here."""

    @lru_cache(maxsize=_RECORDADAS)
    def recordada(_raiz: str, endpoint: str, valores: tuple[tuple[str, Any], ...]) -> str:
        return construir(endpoint, **dict(valores))

    app.extensions["direcciones"] = recordada
    app.jinja_env.globals["url_for"] = url_for


def url_for(endpoint: str, **valores: Any) -> str:
    """As Flask's, for an address within this site."""
    comun = not endpoint.startswith(".") and not any(clave[0] == "_" for clave in valores)
    if not comun or not has_request_context():
        return construir(endpoint, **valores)
    try:
        return str(
            current_app.extensions["direcciones"](
                request.script_root, endpoint, tuple(valores.items())
            )
        )
    except TypeError:  # a list has no hash
        return construir(endpoint, **valores)


def enlaces(endpoint: str, hueco: str, **fijos: Any) -> Callable[[str], str]:
    """The addresses that differ in one value, ``hueco``: built once, however many they are."""
    antes, despues = url_for(endpoint, **{**fijos, hueco: _HUECO}).split(_HUECO)
    return lambda valor: f"{antes}{quote(valor, safe='')}{despues}"
