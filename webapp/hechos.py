"""Rows → the facts that the rules look at. Used by every caso, and by the screens that ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from webapp.bd import UNO
from webapp.columnas import (
    abiertas_de,
    autores_de,
    filas,
    pendiente_de,
    porques_de,
    revisores_de,
    ultima_aprobada_de,
)
from webapp.decisiones import Sabido, columnas_de_lo_sabido, leer_sabido
from webapp.modelos import (
    Acto,
    Borrador,
    Cargo,
    ContenidoGuardado,
    FormatoGuardado,
    Manual,
    Observacion,
    TipoVersion,
    Version,
)
from webapp.roles import Roles
from webapp.textos import leido
from workflows.contenido import Contenido, hash_de_canonico
from workflows.errores import NoEncontrado
from workflows.formatos import Formato, leer_formato
from workflows.formatos.modelo import ClaseActo, ClaseEstado
from workflows.nombres import nombre_de_cargo
from workflows.reglas import Hechos


@dataclass(frozen=True, slots=True)
class VersionVista:
    """A version with its text and everything the rules ask about it, except who is asking."""

    version: Version
    cargo: Cargo
    contenido: Contenido
    contenido_hash: str
    serie: int
    base_hash: str
    ultima_aprobada: int | None
    autores: frozenset[int]
    elaboro: int | None
    restablece: bool = False  #: it starts from an abolition
    revisores: frozenset[int] = frozenset()  #: whose revisión stands
    observaciones_abiertas: int = 0
    base: Contenido | None = None  #: what it started from; read only while in edition
    porques: Mapping[str, str] = field(default_factory=dict)  #: reasons, by piece ("" for all)
    sabido: Sabido | None = None  #: what was decided about the findings of its checks
    pendiente_en: int | None = None  #: the acuerdo that approved it with changes
    base_ids: str = "[]"  #: how the pieces of what it started from are named, as JSON
    base_etiqueta: str = ""
    observada: bool = True  #: whether somebody ever remarked on it, in any way

    def nombre(self, formato: Formato) -> str:
        """Its cargo, as a sentence names it; and that it is its abolition, when it is."""
        campos = dict(self.contenido.encabezado)
        suyo = nombre_de_cargo(formato, campos, self.cargo.titulo)
        return f"derogar {suyo}" if self.version.tipo == TipoVersion.DEROGACION else suyo

    def hechos(
        self,
        persona_id: int,
        roles: frozenset[str],
        visto: str,
        unidad: str,
        hallazgos: Mapping[str, int] | None = None,
    ) -> Hechos:
        """The facts, for one person who saw the text ``visto``; ``hallazgos`` by severity."""
        return Hechos(
            persona=persona_id,
            roles=roles,
            contenido=self.contenido,
            contenido_hash=self.contenido_hash,
            visto_hash=visto,
            base_hash=self.base_hash,
            base_al_dia=self.version.base_id == self.ultima_aprobada,
            derogacion=self.version.tipo == TipoVersion.DEROGACION,
            restablece=self.restablece,
            autores=self.autores,
            elaboro=self.elaboro,
            unidad=unidad,
            revisores=self.revisores,
            observaciones_abiertas=self.observaciones_abiertas,
            base=self.base,
            justificadas=frozenset(self.porques),
            hallazgos=hallazgos,
            delegados=roles.delegados if isinstance(roles, Roles) else {},
        )


def ver_versiones(session: Session, ids: Sequence[int]) -> list[VersionVista]:
    """The versions ``ids``, in that order, in one statement however many they are.

    Raises NoEncontrado when one does not exist.
    """
    leidas = session.execute(
        _las_versiones(), {"ids": list(ids)}, execution_options={"populate_existing": True}
    ).all()
    vistas = {}
    for fila in leidas:
        version, cargo, texto, borrador, base_hash, base_tipo, aprobada, firmante = fila[:8]
        abiertas, base_texto, base_ids, base_etiqueta, observada = fila[8:13]
        sello, decididas, pendiente, autores, revisores, porques = fila[13:]
        dicho, suyos = (borrador.texto, borrador.ids) if borrador else (texto, version.ids)
        huella = version.contenido_hash or hash_de_canonico(dicho)
        vistas[version.id] = VersionVista(
            version,
            cargo,
            leido(huella, suyos, dicho),
            huella,
            borrador.serie if borrador is not None else 0,
            base_hash or "",
            aprobada,
            _ids(autores),
            firmante,
            base_tipo == TipoVersion.DEROGACION,
            _ids(revisores),
            abiertas,
            leido(base_hash, base_ids, base_texto) if base_texto else None,
            dict(filas(porques)),
            leer_sabido(sello, decididas),
            pendiente,
            base_ids or "[]",
            base_etiqueta or "",
            bool(observada),
        )
    if faltan := [i for i in ids if i not in vistas]:
        raise NoEncontrado(f"No hay una versión {faltan[0]}.", "Vuelva a su bandeja.")
    return [vistas[i] for i in ids]


@cache
def _las_versiones() -> Any:
    """Built once: composing it takes longer than reading what it asks for."""
    base = aliased(Version)
    elaboro = (
        select(Acto.persona_id)
        .where(Acto.version_id == Version.id, Acto.clase == ClaseActo.ELABORACION)
        .order_by(Acto.seq.desc())
        .limit(UNO)
        .scalar_subquery()
    )
    texto_base = aliased(ContenidoGuardado)
    return (
        select(
            Version,
            Cargo,
            ContenidoGuardado.texto,
            Borrador,
            base.contenido_hash,
            base.tipo,
            ultima_aprobada_de(Version.cargo_id),
            elaboro,
            abiertas_de(Version.id),
            texto_base.texto,
            base.ids,
            base.etiqueta,
            exists(Observacion.id).where(Observacion.version_id == Version.id),
            *columnas_de_lo_sabido(Version.manual_id, Version.cargo_id),
            pendiente_de(Version.id),
            autores_de(Version.id),
            revisores_de(Version.id),
            porques_de(Version.id),
        )
        .join(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .outerjoin(Borrador, Borrador.version_id == Version.id)
        .outerjoin(base, base.id == Version.base_id)
        .outerjoin(
            texto_base,
            (texto_base.hash == base.contenido_hash)
            & (Version.estado_clase == ClaseEstado.EDICION),
        )
        .where(Version.id.in_(bindparam("ids", expanding=True)))
    )


def _ids(juntos: str | None) -> frozenset[int]:
    return frozenset(int(id_) for (id_,) in filas(juntos))


@lru_cache(maxsize=64)
def _formato(fuente: str, clave: str) -> Formato:
    return leer_formato(fuente, f"{clave}.toml")


def formato_de(guardado: FormatoGuardado) -> Formato:
    """The formato kept with a manual, parsed once a process (its row is immutable)."""
    return _formato(guardado.fuente, guardado.clave)


#: By the hash of its source, so that nothing need read the source again to know it.
_por_hash: dict[str, Formato] = {}


def formato_por_hash(session: Session, hash_: str) -> Formato:
    """The formato of a source, read once a process: the hash names it."""
    if hash_ not in _por_hash:
        guardado = session.scalars(
            select(FormatoGuardado).where(FormatoGuardado.hash == hash_)
        ).one()
        _por_hash[hash_] = formato_de(guardado)
    return _por_hash[hash_]


def hoy_en(manual: Manual, ahora: datetime) -> date:
    """The calendar day it is for the institution at the moment ``ahora``."""
    return ahora.astimezone(ZoneInfo(manual.zona)).date()


#: The seq and hash before the first acto of a chain.
SIN_ACTOS = (0, "0" * 64)


def cadena_de(session: Session, manual_id: int) -> tuple[int, str]:
    """The last seq and hash of a manual's chain; SIN_ACTOS before its first acto."""
    fila = session.execute(
        select(Acto.seq, Acto.hash)
        .where(Acto.manual_id == manual_id)
        .order_by(Acto.seq.desc())
        .limit(UNO)
    ).first()
    return (fila.seq, fila.hash) if fila else SIN_ACTOS
