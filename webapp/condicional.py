"""If-None-Match on what is public: whoever has a page already is told so, before it is made.

For somebody who has not signed in, a page of a manual says what its record says on a day. The
hash of the last acto names the whole record, so with the day, the address and this very program
it names the page: nothing shown can change and leave the mark as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, current_app, g, make_response, request, session
from flask_security import current_user

from webapp.consultas.manuales import ManualVisto
from webapp.textos import Recientes

_RAIZ = Path(__file__).resolve().parent.parent
_DEL_PROGRAMA = {"webapp": "*.py", "workflows": "*.*", "templates": "*.*"}


@dataclass(frozen=True, slots=True)
class _Hecha:
    """An answer as a view gave it; of a file, only what is told to whoever has it."""

    marca: str
    cabeceras: tuple[tuple[str, str], ...]
    cuerpo: bytes | None

    def otra_vez(self) -> Response | None:
        """The same answer, or that nothing changed; None where it has to be made."""
        if request.if_none_match.contains_weak(self.marca):
            return Response(status=304, headers=list(self.cabeceras))
        if self.cuerpo is None:
            return None
        return Response(self.cuerpo, headers=list(self.cabeceras))


#: Bytes of pages that a process remembers, and what each takes besides its own.
_RECORDADO, _APARTE = 2 * 1024 * 1024, 1024
_hechas: Recientes[_Hecha] = Recientes(_RECORDADO, lambda h: len(h.cuerpo or b"") + _APARTE)


def responder(vista: Callable[[], Any], *, del_registro: bool) -> Any:
    """What ``vista`` answers, with an ETag; 304, without calling it, for who has that already.

    ``del_registro`` says that the page shows the record of its manual and nothing else: then it
    is made once for all who read it, while that record and its day are the same.
    """
    if request.method not in ("GET", "HEAD") or current_user.is_authenticated:
        return vista()
    marca = _marca() if del_registro and "manual" in g and "_flashes" not in session else ""
    if marca:
        if request.if_none_match.contains_weak(marca):
            return _con_marca(Response(status=304), marca)
        if (hecha := _hechas.dar(marca)) and (otra := hecha.otra_vez()):
            return otra
    respuesta = make_response(vista())
    if respuesta.status_code not in (200, 304) or _es_de_alguien():
        return respuesta
    con_la_suya = respuesta.get_etag()[0] is not None
    if not marca:
        if con_la_suya:
            return respuesta
        respuesta.add_etag()
        return respuesta.make_conditional(request)
    if not con_la_suya:
        _con_marca(respuesta, marca)
    _hechas.guardar(marca, _hecha(respuesta))
    return respuesta


def _hecha(respuesta: Response) -> _Hecha:
    es_archivo = "Content-Disposition" in respuesta.headers or not respuesta.is_sequence
    cuerpo = None if es_archivo or respuesta.status_code != 200 else respuesta.get_data()
    return _Hecha(respuesta.get_etag()[0] or "", tuple(respuesta.headers), cuerpo)


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
        request.path,
        request.query_string.decode("latin-1"),
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
