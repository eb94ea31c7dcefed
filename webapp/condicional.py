"""If-None-Match on what is public: whoever has a page already is told so, before it is made.

For somebody who has not signed in, a page of a manual says what its record says on a day. The
hash of the last acto names the whole record, so with the day, the address and this very program
it names the page: nothing shown can change and leave the mark as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, current_app, g, make_response, request, session
from flask_security import current_user

from webapp.consultas.manuales import ManualVisto

_RAIZ = Path(__file__).resolve().parent.parent
_DEL_PROGRAMA = {"webapp": "*.py", "workflows": "*.*", "templates": "*.*"}


def responder(vista: Callable[[], Any], *, del_registro: bool) -> Any:
    """What ``vista`` answers, with an ETag; 304, without calling it, for who has that already.

    ``del_registro`` says that the page shows the record of its manual and nothing else.
    """
    if request.method not in ("GET", "HEAD") or current_user.is_authenticated:
        return vista()
    marca = _marca() if del_registro and "manual" in g and "_flashes" not in session else ""
    if marca and request.if_none_match.contains_weak(marca):
        return _con_marca(Response(status=304), marca)
    respuesta = make_response(vista())
    if respuesta.status_code != 200 or respuesta.get_etag()[0] or _es_de_alguien():
        return respuesta
    if marca:
        return _con_marca(respuesta, marca)
    respuesta.add_etag()
    return _con_marca(respuesta, respuesta.get_etag()[0] or "").make_conditional(request)


def depende_de_la_hora() -> None:
    """Said by what prints how long ago something was: in an hour the page will say another."""
    g.depende_de_la_hora = True


def _es_de_alguien() -> bool:
    """Whether the answer carries what is of one browser (a token), or of one moment."""
    return "csrf_token" in g or "depende_de_la_hora" in g or session.modified


def _con_marca(respuesta: Response, marca: str) -> Response:
    respuesta.set_etag(marca)
    return respuesta


def _marca() -> str:
    manual: ManualVisto = g.manual
    dicho = (
        _programa(),
        str(current_app.config["URL"]),
        request.script_root,
        request.full_path,
        manual.hoy(current_app.config["RELOJ"]()).isoformat(),
        manual.cabeza,
        *(f"{m.slug} {m.nombre} {m.institucion}" for m in g.manuales),
    )
    return hashlib.sha256("\0".join(dicho).encode()).hexdigest()[:32]


@cache
def _programa() -> str:
    """This release: every file that has a say in what a page looks like."""
    resumen = hashlib.sha256()
    for carpeta, cuales in _DEL_PROGRAMA.items():
        for archivo in sorted((_RAIZ / carpeta).rglob(cuales)):
            if archivo.is_file() and archivo.suffix != ".pyc":
                resumen.update(archivo.read_bytes())
    return resumen.hexdigest()
