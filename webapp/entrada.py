"""What no request of a browser of ours brings, turned away at the door and not by the database."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

#: The largest number a key of the database can be.
_MAYOR = 2**63 - 1


class Clave(IntegerConverter):
    """A key in an address: one that no row can have is no page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": _MAYOR, **kwargs})


def iniciar(app: Flask) -> None:
    """Before the views are registered: their addresses are read with it."""
    app.url_map.converters["int"] = Clave
    app.before_request(_sin_caracteres_nulos)
    app.before_request(_con_un_destino_legible)


def _sin_caracteres_nulos() -> None:
    """No address of ours has one, and PostgreSQL would refuse it as a fault of ours."""
    dichos = [request.path, *request.args, *(v for x in request.args.listvalues() for v in x)]
    if any("\0" in d for d in dichos):
        abort(404)


def _con_un_destino_legible() -> None:
    """Where to go after signing in is looked at by a library that stumbles over half an address."""
    if not request.query_string and request.method in ("GET", "HEAD"):
        return
    for dicho in request.values.getlist("next"):
        try:
            urlsplit(dicho)
        except ValueError:
            abort(400)
