"""Rows → the facts that the rules look at. Used by every caso, and by the screens that ask."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from webapp.decisiones import Sabido, columnas_de_lo_sabido, leer_sabido
from webapp.modelos import (
    CIERRAN,
    Acto,
    Autoria,
    Borrador,
    Cargo,
    ClaseObservacion,
    ClaseRespuesta,
    ContenidoGuardado,
    FormatoGuardado,
    Justificacion,
    Manual,
    Observacion,
    Respuesta,
    ResultadoRegistrado,
    TipoVersion,
    Version,
    Vigencia,
)
from webapp.roles import Roles
from workflows.acuerdos import Resultado
from workflows.contenido import Contenido, hash_de_canonico, leer_canonico
from workflows.errores import NoEncontrado
from workflows.formatos import Formato, leer_formato
from workflows.formatos.modelo import ClaseActo, ClaseEstado
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
    """The versions ``ids``, in that order, in two statements however many they are.

    Raises NoEncontrado when one does not exist.
    """
    filas = session.execute(
        _las_versiones(), {"ids": list(ids)}, execution_options={"populate_existing": True}
    ).all()
    sabidos = _sabidos(session, ids)
    vistas = {}
    for fila in filas:
        version, cargo, texto, borrador, base_hash, base_tipo, aprobada, firmante = fila[:8]
        abiertas, base_texto, base_ids, sello, decididas, pendiente = fila[8:]
        dicho, suyos = (borrador.texto, borrador.ids) if borrador else (texto, version.ids)
        contenido = leer_canonico(dicho, json.loads(suyos))
        vistas[version.id] = VersionVista(
            version,
            cargo,
            contenido,
            version.contenido_hash or hash_de_canonico(dicho),
            borrador.serie if borrador is not None else 0,
            base_hash or "",
            aprobada,
            frozenset(sabidos.get((version.id, _AUTOR), ())),
            firmante,
            base_tipo == TipoVersion.DEROGACION,
            frozenset(sabidos.get((version.id, _REVISOR), ())),
            abiertas,
            leer_canonico(base_texto, json.loads(base_ids)) if base_texto else None,
            sabidos.get((version.id, _JUSTIFICA), {}),
            leer_sabido(sello, decididas),
            pendiente,
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
        .limit(1)
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
            *columnas_de_lo_sabido(Version.manual_id, Version.cargo_id),
            pendiente_de(Version.id),
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
        .where(Version.id.in_(_IDS))
    )


def ultima_aprobada_de(cargo_id: Any) -> ScalarSelect[int]:
    """The id of the version of a cargo approved last, in force or not yet, and not annulled."""
    ultima = aliased(Vigencia)
    return (
        select(ultima.version_id)
        .where(ultima.cargo_id == cargo_id, ultima.anulada.is_(False))
        .order_by(ultima.orden.desc())
        .limit(1)
        .scalar_subquery()
    )


def pendiente_de(version_id: Any) -> ScalarSelect[int]:
    """The id of the acuerdo that approved a version with changes, not completed yet."""
    pendiente = aliased(ResultadoRegistrado)
    return (
        select(pendiente.instrumento_id)
        .where(
            pendiente.version_id == version_id,
            pendiente.resultado == Resultado.CON_CAMBIOS,
            pendiente.cierre.is_(None),
        )
        .scalar_subquery()
    )


_AUTOR, _REVISOR, _JUSTIFICA = "autor", "revisor", "justifica"
_IDS: Any = bindparam("ids", expanding=True)


def _sabidos(session: Session, ids: Sequence[int]) -> dict[tuple[int, str], dict[Any, str]]:
    """Who wrote and who reviewed (ids), and the reasons by piece, of each version."""
    dichos: dict[tuple[int, str], dict[Any, str]] = {}
    filas: Sequence[Any] = session.execute(_lo_sabido(), {"ids": list(ids)}).all()
    for version_id, que, persona_id, pieza, texto in filas:
        clave = pieza if que == _JUSTIFICA else persona_id
        dichos.setdefault((version_id, que), {})[clave] = texto
    return dichos


@cache
def _lo_sabido() -> Any:
    """Built once, too."""
    ultima_elaboracion = (
        select(func.max(_firma.seq))
        .where(_firma.version_id == Acto.version_id, _firma.clase == ClaseActo.ELABORACION)
        .scalar_subquery()
    )
    nada = literal("")
    return union_all(
        select(Autoria.version_id, literal(_AUTOR), Autoria.persona_id, nada, nada).where(
            Autoria.version_id.in_(_IDS)
        ),
        select(Acto.version_id, literal(_REVISOR), Acto.persona_id, nada, nada).where(
            Acto.version_id.in_(_IDS),
            Acto.clase == ClaseActo.REVISION,
            Acto.seq > ultima_elaboracion,
        ),
        select(
            Justificacion.version_id,
            literal(_JUSTIFICA),
            literal(0),
            Justificacion.pieza,
            Justificacion.texto,
        ).where(Justificacion.version_id.in_(_IDS)),
    )


def abiertas_de(version_id: Any) -> ScalarSelect[int]:
    """How many observations of a version nobody has closed; internal notes do not count."""
    ultima = (
        select(Respuesta.clase)
        .where(
            Respuesta.observacion_id == Observacion.id,
            Respuesta.clase.in_((*CIERRAN, ClaseRespuesta.REABIERTA)),
        )
        .order_by(Respuesta.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(func.count(Observacion.id))
        .where(
            Observacion.version_id == version_id,
            Observacion.clase != ClaseObservacion.NOTA,
            func.coalesce(ultima, ClaseRespuesta.REABIERTA.value) == ClaseRespuesta.REABIERTA,
        )
        .scalar_subquery()
    )


_firma = aliased(Acto)


@lru_cache(maxsize=64)
def _formato(fuente: str, clave: str) -> Formato:
    return leer_formato(fuente, f"{clave}.toml")


def formato_de(guardado: FormatoGuardado) -> Formato:
    """The formato kept with a manual, parsed once a process (its row is immutable)."""
    return _formato(guardado.fuente, guardado.clave)


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
        .limit(1)
    ).first()
    return (fila.seq, fila.hash) if fila else SIN_ACTOS
