"""A draft to be written on, with everything a save is judged by, in one statement."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.casos._borradores import cerrar_al_paso
from webapp.casos.actor import Actor
from webapp.casos.operador import exigir_cuenta
from webapp.columnas import abiertas_de, filas, juntas, porques_de, ultima_aprobada_de
from webapp.decisiones import columnas_de_lo_sabido, leer_sabido
from webapp.guardados import CHOQUE
from webapp.hechos import VersionVista, formato_por_hash, hoy_en
from webapp.modelos import (
    Autoria,
    Borrador,
    Cargo,
    ContenidoGuardado,
    FormatoGuardado,
    Guardado,
    Manual,
    Persona,
    TipoVersion,
    Version,
)
from webapp.roles import nombramientos_de, roles_el
from webapp.textos import leido
from workflows.contenido import hash_de_canonico, leer_canonico
from workflows.errores import ActoInvalido, ActoNegado, NoEncontrado
from workflows.formatos.modelo import ClaseActo, ClaseEstado, Formato


@dataclass(frozen=True, slots=True)
class Ultimo:
    """The save that left a piece as it is, and whose it was."""

    serie: int
    persona_id: int
    persona: str


@dataclass(frozen=True, slots=True)
class EnEdicion:
    """A draft and who writes on it. ``justificaciones`` and ``ultimos`` go by piece."""

    vista: VersionVista
    manual: Manual
    formato: Formato
    persona: Persona
    roles: frozenset[str]
    justificaciones: dict[str, str]
    ultimos: Mapping[str, Ultimo] = field(default_factory=dict)


def abrir_edicion(
    session: Session,
    actor: Actor,
    version_id: int,
    desde: int | None = None,
    piezas: Collection[str] = (),
    *,
    cerrar: bool = True,
) -> EnEdicion:
    """Lock a draft and read it: two people who write at once queue here. Not ``cerrar``, what is
    read may be old already: whoever writes then says over which save (:mod:`webapp.casos.guardar`).

    ``ultimos`` has the pieces saved after the save ``desde``, and ``piezas``. Raises
    NoEncontrado, ActoNegado (role, closed account), ActoInvalido (not in edition, or a
    proposal to abolish, whose text is not edited).
    """
    if cerrar:
        cerrar_al_paso(session, version_id)
    fila = session.execute(
        _la_edicion(),
        {"version": version_id, "persona": actor.persona_id, "desde": desde,
         "piezas": list(piezas)},
        execution_options={"populate_existing": True},
    ).first()  # fmt: skip
    if fila is None:
        raise NoEncontrado("Ese borrador no existe.", "Vuelva a su bandeja.")
    version, cargo, manual, formato_hash, persona, borrador, nombrado = fila[:7]
    resto: tuple[Any, ...] = fila[7:]
    base_hash, base_tipo, base_texto, base_ids, ultima, es_autor, abiertas = resto[:7]
    justificaciones = dict(filas(resto[7]))
    formato = formato_por_hash(session, formato_hash)
    roles = roles_el(nombrado, hoy_en(manual, actor.ahora))
    exigir_cuenta(persona)
    if not roles & set(formato.actos_de(ClaseActo.ELABORACION)[0].roles):
        raise ActoNegado(
            "Solo quien tiene el rol de autor escribe en un borrador.",
            "Pídalo a quien administra el manual.",
        )
    if version.estado_clase != ClaseEstado.EDICION or borrador is None:
        rotulo = formato.estado(version.estado).rotulo.lower()
        raise ActoInvalido(
            f"Esta versión ya no está en edición: su estado es {rotulo}.",
            "Copie lo que haya escrito; para editarla debe volver a borrador.",
        )
    if version.tipo == TipoVersion.DEROGACION:
        raise ActoInvalido("En una propuesta de derogar no se edita el texto.")
    contenido = leer_canonico(borrador.texto, json.loads(borrador.ids))
    vista = VersionVista(
        version,
        cargo,
        contenido,
        hash_de_canonico(borrador.texto),
        borrador.serie,
        base_hash or "",
        ultima,
        frozenset({persona.id} if es_autor else ()),
        None,
        base_tipo == TipoVersion.DEROGACION,
        observaciones_abiertas=abiertas,
        base=leido(base_hash, base_ids or "[]", base_texto) if base_texto else None,
        porques=justificaciones,
        sabido=leer_sabido(resto[9], resto[10]),
    )
    ultimos = {p: Ultimo(int(serie), int(id_), de) for p, serie, id_, de in filas(resto[8])}
    return EnEdicion(
        vista,
        manual,
        formato,
        persona,
        roles,
        justificaciones,
        ultimos,
    )


@cache
def _la_edicion() -> Any:
    """What a save reads, built once: composing it takes longer than reading it."""
    version_id: Any = bindparam("version")
    persona_id: Any = bindparam("persona")
    base, texto_base = aliased(Version), aliased(ContenidoGuardado)
    return (
        select(
            Version,
            Cargo,
            Manual,
            FormatoGuardado.hash,
            Persona,
            Borrador,
            nombramientos_de(persona_id, Version.manual_id),
            base.contenido_hash,
            base.tipo,
            texto_base.texto,
            base.ids,
            ultima_aprobada_de(Version.cargo_id),
            exists().where(Autoria.version_id == Version.id, Autoria.persona_id == persona_id),
            abiertas_de(Version.id),
            porques_de(Version.id),
            _ultimos(version_id),
            *columnas_de_lo_sabido(Version.manual_id, Version.cargo_id),
        )
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Manual, Manual.id == Version.manual_id)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .join(Persona, Persona.id == persona_id)
        .outerjoin(Borrador, Borrador.version_id == Version.id)
        .outerjoin(base, base.id == Version.base_id)
        .outerjoin(texto_base, texto_base.hash == base.contenido_hash)
        .where(Version.id == version_id)
    )


def _ultimos(version_id: Any) -> Any:
    """Who left each piece as it is: of those saved after ``desde`` (or none), and ``piezas``."""
    ultimos = (
        select(func.max(Guardado.id))
        .where(
            Guardado.version_id == version_id,
            or_(
                Guardado.serie > bindparam("desde", type_=Integer),
                Guardado.pieza.in_(bindparam("piezas", expanding=True)),
            ),
            Guardado.pieza.not_like(f"{CHOQUE}%"),
        )
        .group_by(Guardado.pieza)
    )
    serie, persona = (cast(c, String) for c in (Guardado.serie, Guardado.persona_id))
    return (
        select(juntas(Guardado.pieza, serie, persona, Persona.nombre))
        .join(Persona, Persona.id == Guardado.persona_id)
        .where(Guardado.id.in_(ultimos))
        .correlate(None)
        .scalar_subquery()
    )
