"""The facts of a manual that its checks are judged by, read once while nothing is approved.

They are those of the latest approved text of each cargo that is not abolished: what the next
version starts from, in force or not yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.hechos import ultima_aprobada_de
from webapp.modelos import Cargo, ContenidoGuardado, TipoVersion, Version
from workflows.calidad import Entorno, construir
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


def aprobados(session: Session, manual_id: int) -> Iterator[Aprobado]:
    """The latest approved texts of a manual, in one statement."""
    for cargo_id, slug, titulo, version_id, huella, texto, ids in _filas(session, manual_id):
        contenido = leer_canonico(texto, json.loads(ids or "[]"))
        yield Aprobado(cargo_id, slug, titulo, version_id, huella, contenido)


def _filas(session: Session, manual_id: int) -> Sequence[Any]:
    return session.execute(
        select(
            Cargo.id,
            Cargo.slug,
            Cargo.titulo,
            Version.id,
            ContenidoGuardado.hash,
            ContenidoGuardado.texto,
            Version.ids,
        )
        .select_from(Cargo)
        .join(Version, Version.id == ultima_aprobada_de(Cargo.id))
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(Cargo.manual_id == manual_id, Version.tipo == TipoVersion.TEXTO.value)
        .order_by(Cargo.id)
    ).all()


@dataclass(frozen=True, slots=True)
class _Sabido:
    sello: str
    textos: tuple[str, ...]
    entorno: Entorno


#: By database, for one process may serve several (the tests do), and by manual.
_ultimos: WeakKeyDictionary[Any, dict[int, _Sabido]] = WeakKeyDictionary()


def entorno_de(session: Session, manual_id: int, formato: Formato, sello: str) -> Entorno:
    """The facts of a manual. ``sello`` is of its last approval: nothing is asked again, in this
    process, until another comes; nor counted again, unless it left other texts."""
    ultimos = _ultimos.setdefault(session.get_bind(), {})
    sabido = ultimos.get(manual_id)
    if sabido is not None and (sabido.sello, sabido.entorno.formato) == (sello, formato):
        return sabido.entorno
    filas = _filas(session, manual_id)
    textos = tuple(fila.hash for fila in filas)
    if sabido is not None and (sabido.textos, sabido.entorno.formato) == (textos, formato):
        entorno = sabido.entorno
    else:
        entorno = construir(formato, (leer_canonico(fila.texto) for fila in filas))
    ultimos[manual_id] = _Sabido(sello, textos, entorno)
    return entorno
