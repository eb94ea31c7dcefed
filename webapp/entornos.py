"""The facts of a manual that its checks are judged by, read once while nothing is approved.

They are those of the latest approved text of each cargo that is not abolished: what the next
version starts from, in force or not yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

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
    filas = session.execute(
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
    )
    for cargo_id, slug, titulo, version_id, huella, texto, ids in filas:
        contenido = leer_canonico(texto, json.loads(ids or "[]"))
        yield Aprobado(cargo_id, slug, titulo, version_id, huella, contenido)


_ultimos: dict[int, tuple[str, Entorno]] = {}


def entorno_de(session: Session, manual_id: int, formato: Formato, sello: str) -> Entorno:
    """The facts of a manual. ``sello`` is the last hash of its chain: nothing is read again, in
    this process, until an acto changes it; nor counted again, until a text is approved.
    """
    sabido = _ultimos.get(manual_id)
    if sabido is None or sabido[0] != sello or sabido[1].formato is not formato:
        entorno = construir(formato, (a.contenido for a in aprobados(session, manual_id)))
        sabido = _ultimos[manual_id] = (sello, entorno)
    return sabido[1]
