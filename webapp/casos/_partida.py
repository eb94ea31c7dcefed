"""What a new version of a cargo starts from: read once its manual is locked, in one statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from webapp.modelos import Cargo, ContenidoGuardado, Version, Vigencia
from workflows.contenido import Contenido, leer_canonico
from workflows.errores import ActoInvalido, NoEncontrado
from workflows.formatos.modelo import ClaseEstado


@dataclass(frozen=True, slots=True)
class Partida:
    """A cargo; the version of it that was approved last and counts, None where all were annulled or
    none was approved; from which day (None: its publication is awaited).

    ``contenido`` is of the last approved, annulled or not; ``abierta`` the estado of the version
    that is open, "" when none is.
    """

    cargo: Cargo
    base: Version | None
    desde: date | None
    contenido: Contenido | None
    abierta: str

    def exigir_texto(self) -> Contenido:
        """The text to start from. Raises ActoInvalido when none was approved."""
        if self.contenido is None:
            raise ActoInvalido(
                f"{self.cargo.titulo} todavía no tiene una versión aprobada.",
                "Continúe el borrador que tiene abierto.",
            )
        return self.contenido

    def es_futura(self, hoy: date) -> bool:
        """Whether it starts from a text that is not in force yet."""
        return self.base is not None and (self.desde is None or self.desde > hoy)


def partida_de(
    session: Session, *, cargo_id: int = 0, manual_id: int = 0, slug: str = ""
) -> Partida:
    """That of a cargo, by its id or by its address. Raises NoEncontrado."""
    pide = {"manual": manual_id, "slug": slug} if slug else {"cargo": cargo_id}
    fila = session.execute(_la_partida(por_direccion=bool(slug)), pide).first()
    if fila is None:
        raise NoEncontrado("Ese cargo no está en el manual.", "Búsquelo en la lista de cargos.")
    cargo, version, anulada, desde, texto, abierta = fila
    if version is None:
        return Partida(cargo, None, None, None, abierta or "")
    contenido = leer_canonico(texto, json.loads(version.ids or "[]"))
    return Partida(cargo, None if anulada else version, desde, contenido, abierta or "")


@cache
def _la_partida(*, por_direccion: bool) -> Any:
    abierta = aliased(Version)
    estado = (
        select(abierta.estado)
        .where(
            abierta.cargo_id == Cargo.id,
            abierta.estado_clase.in_((ClaseEstado.EDICION, ClaseEstado.TRAMITE)),
        )
        .limit(1)
        .scalar_subquery()
    )
    suyo = (
        (Cargo.manual_id == bindparam("manual")) & (Cargo.slug == bindparam("slug"))
        if por_direccion
        else Cargo.id == bindparam("cargo")
    )
    return (
        select(Cargo, Version, Vigencia.anulada, Vigencia.desde, ContenidoGuardado.texto, estado)
        .select_from(Cargo)
        .outerjoin(Vigencia, Vigencia.cargo_id == Cargo.id)
        .outerjoin(Version, Version.id == Vigencia.version_id)
        .outerjoin(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(suyo)
        .order_by(Vigencia.anulada, Vigencia.orden.desc())
        .limit(1)
    )
