"""The facts of a manual that its checks are judged by, read once while nothing is approved.

They are those of the latest approved text of each cargo that is not abolished: what the next
version starts from, in force or not yet.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.bd import por_tramos
from webapp.columnas import ultima_aprobada_de
from webapp.modelos import Cargo, ContenidoGuardado, TipoVersion, Version
from webapp.textos import SIN_IDS, contenidos_de
from workflows.calidad import Entorno, aprender
from workflows.contenido import Contenido, leer_canonico
from workflows.formatos import Formato


@dataclass(frozen=True, slots=True)
class Aprobado:
    """The latest approved text of a cargo."""

    cargo_id: int
    slug: str
    titulo: str
    version_id: int
    contenido_hash: str
    contenido: Contenido


#: Rows of texts held at a time.
_DE_UNA_VEZ = 200


def aprobados(
    session: Session, manual_id: int, solo: Sequence[int] | None = None
) -> Iterator[Aprobado]:
    """The latest approved texts of a manual, in one statement, as they are read; ``solo`` those
    of some versions."""
    dichas = Cargo.slug, Cargo.titulo, Version.id, Version.ids
    consulta = _con_textos(manual_id, Cargo.id, *dichas)
    if solo is not None:
        consulta = consulta.where(Version.id.in_(solo))
    with por_tramos(session.connection()):
        for huella, texto, cargo, slug, titulo, version, ids in session.execute(consulta):
            contenido = leer_canonico(texto, json.loads(ids or "[]"))
            yield Aprobado(cargo, slug, titulo, version, huella, contenido)


def _con_textos(manual_id: int, *columnas: Any) -> Select[Any]:
    """The hash and the canonical text of each, before those columns."""
    dichas = ContenidoGuardado.hash, ContenidoGuardado.texto
    return (
        consulta_de_aprobados(manual_id, *dichas, *columnas)
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .execution_options(yield_per=_DE_UNA_VEZ)
    )


def consulta_de_aprobados(manual_id: int, *columnas: Any) -> Select[Any]:
    """Those columns of the cargos of a manual and of the latest approved version of each."""
    return (
        select(*columnas)
        .select_from(Cargo)
        .join(Version, Version.id == ultima_aprobada_de(Cargo.id))
        .where(Cargo.manual_id == manual_id, Version.tipo == TipoVersion.TEXTO.value)
        .order_by(Cargo.id)
    )


@dataclass(frozen=True, slots=True)
class _Sabido:
    sello: str
    entorno: Entorno

    def vale(self, formato: Formato, sello: str) -> bool:
        return self.sello == sello and self.entorno.formato == formato


class _Lugar:
    """What is known of a manual; who learns it has the turn, and whoever comes meanwhile waits
    instead of learning it too."""

    def __init__(self) -> None:
        self.turno = Lock()
        self.sabido: _Sabido | None = None


#: By database, for one process may serve several (the tests do), and by manual.
_ultimos: WeakKeyDictionary[Any, defaultdict[int, _Lugar]] = WeakKeyDictionary()


def entorno_de(session: Session, manual_id: int, formato: Formato, sello: str) -> Entorno:
    """The facts of a manual. ``sello`` is of its last approval: nothing is asked again, in this
    process, until another comes; and then only the texts that changed are read."""
    lugar = _ultimos.setdefault(session.get_bind(), defaultdict(_Lugar))[manual_id]
    sabido = lugar.sabido
    if sabido is None or not sabido.vale(formato, sello):
        with lugar.turno:
            sabido = lugar.sabido
            if sabido is None or sabido.entorno.formato != formato:
                sabido = _Sabido(sello, _aprender(session, manual_id, formato))
            elif sabido.sello != sello:
                sabido = _Sabido(sello, _poner_al_dia(session, manual_id, sabido.entorno))
            lugar.sabido = sabido
    return sabido.entorno


def _aprender(session: Session, manual_id: int, formato: Formato) -> Entorno:
    with por_tramos(session.connection()):
        leidos = session.execute(_con_textos(manual_id))
        return aprender(formato, ((huella, texto) for huella, texto in leidos))


def _poner_al_dia(session: Session, manual_id: int, entorno: Entorno) -> Entorno:
    textos = Counter(session.scalars(consulta_de_aprobados(manual_id, Version.contenido_hash)))
    fuera, dentro = entorno.hashes - textos, textos - entorno.hashes
    if not fuera and not dentro:
        return entorno
    if entorno.distingue and 2 * dentro.total() < textos.total():
        leidos = contenidos_de(session, [(h, SIN_IDS) for h in (*fuera, *dentro)])
        nuevo = entorno.cambiado(leidos[: len(fuera)], leidos[len(fuera) :])
        if nuevo.distingue:
            return nuevo
    return _aprender(session, manual_id, entorno.formato)
