"""A cambio masivo on its way: what each of its versions changes, and what can be done together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.sugeridas import CargoSugerido, sugeridas_de
from webapp.hallazgos import conteos
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import Acto, ContenidoGuardado, Grupo, GrupoVersion, Persona, Version
from webapp.modelos.grupo import DE_GRUPO
from workflows import ciclo
from workflows.anclas import rotulo_de
from workflows.contenido import Contenido, leer_canonico
from workflows.diferencias import Tipo, Tramo, comparar, pieza_de, recortar, renglones
from workflows.errores import NoEncontrado
from workflows.formatos import modelo as fm
from workflows.nombres import distintivo


@dataclass(frozen=True, slots=True)
class CambioCorto:
    """One change in few words; ``tramos`` are its own words and those around them."""

    lugar: str
    tramos: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class VersionDelGrupo:
    """One cargo of a grupo: where it stands, since when, by whose last acto."""

    version_id: int
    contenido_hash: str
    titulo: str
    distintivo: str
    codigo: str
    estado: str
    estado_rotulo: str
    por: str
    desde: datetime
    cambios: tuple[CambioCorto, ...]


@dataclass(frozen=True, slots=True)
class ActoDelGrupo:
    """An acto this person may do on every one of ``versiones``, or why not on some of them."""

    clave: str
    rotulo: str
    clase: str
    pide: tuple[str, ...]
    firma: bool
    versiones: tuple[VersionDelGrupo, ...]
    impedimentos: tuple[tuple[VersionDelGrupo, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class GrupoVisto:
    """A grupo. ``por_acordar``: how many of its versions wait for the decision of the board.

    ``sugeridos`` are the cargos that had a version open, and are not of the grupo.
    """

    id: int
    titulo: str
    buscado: str
    reemplazo: str
    justificacion: str
    por: str
    momento: datetime
    versiones: tuple[VersionDelGrupo, ...]
    actos: tuple[ActoDelGrupo, ...]
    por_acordar: int
    sugeridos: tuple[CargoSugerido, ...]


def grupo_visto(
    session: Session,
    manual: ManualVisto,
    grupo_id: int,
    persona_id: int,
    roles: frozenset[str],
    unidad: str,
) -> GrupoVisto:
    """A grupo for one person, in five statements however many cargos. Raises NoEncontrado."""
    fila = session.execute(
        select(Grupo, Persona.nombre)
        .join(Persona, Persona.id == Grupo.persona_id)
        .where(Grupo.id == grupo_id, Grupo.manual_id == manual.id)
    ).first()
    if fila is None:
        raise NoEncontrado("Ese cambio masivo no está en este manual.", "Vuelva a su bandeja.")
    grupo, por = fila
    bases, firmantes = _bases(session, grupo_id)
    vistas = ver_versiones(session, list(bases))
    lineas = [_version(manual, v, bases[v.version.id], firmantes[v.version.id]) for v in vistas]
    aprueba = manual.formato.actos_de(fm.ClaseActo.APROBACION)[0]
    return GrupoVisto(
        grupo.id,
        grupo.titulo,
        grupo.buscado,
        grupo.reemplazo,
        grupo.justificacion,
        por,
        grupo.momento,
        tuple(lineas),
        _actos(session, manual.formato, vistas, lineas, persona_id, roles, unidad),
        sum(v.version.estado in aprueba.desde for v in vistas) if "acuerdo" in aprueba.pide else 0,
        sugeridas_de(session, manual, grupo),
    )


def versiones_de_grupo(session: Session, manual_id: int, grupo_id: int) -> frozenset[int]:
    """The ids of the versions of a grupo of that manual; none when there is no such grupo."""
    return frozenset(
        session.scalars(
            select(GrupoVersion.version_id)
            .join(Grupo, Grupo.id == GrupoVersion.grupo_id)
            .where(Grupo.id == grupo_id, Grupo.manual_id == manual_id)
        )
    )


def _bases(session: Session, grupo_id: int) -> tuple[dict[int, Contenido], dict[int, str]]:
    """By version, in the order they were opened: the text it started from, and who acted last."""
    base = aliased(Version)
    filas = session.execute(
        select(Version.id, ContenidoGuardado.texto, base.ids, Acto.persona)
        .join(GrupoVersion, GrupoVersion.version_id == Version.id)
        .join(base, base.id == Version.base_id)
        .join(ContenidoGuardado, ContenidoGuardado.hash == base.contenido_hash)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.ultimo_seq))
        .where(GrupoVersion.grupo_id == grupo_id)
        .order_by(Version.id)
    ).all()
    return (
        {f.id: leer_canonico(f.texto, json.loads(f.ids or "[]")) for f in filas},
        {f.id: f.persona for f in filas},
    )


def _version(
    manual: ManualVisto, vista: VersionVista, base: Contenido, por: str
) -> VersionDelGrupo:
    campos = leer_encabezado(vista.version)
    return VersionDelGrupo(
        vista.version.id,
        vista.contenido_hash,
        vista.cargo.titulo,
        distintivo(manual.formato, campos, vista.cargo.titulo),
        campos.get("codigo", ""),
        vista.version.estado,
        manual.formato.estado(vista.version.estado).rotulo,
        por,
        vista.version.desde,
        _cambios(manual.formato, base, vista.contenido),
    )


def _cambios(formato: fm.Formato, base: Contenido, contenido: Contenido) -> tuple[CambioCorto, ...]:
    diferencia = comparar(base, contenido)
    tramos = {pieza_de(c): getattr(c, "tramos", ()) for c in diferencia.cambios()}
    return tuple(
        CambioCorto(
            rotulo_de(r.pieza, contenido, formato) if r.tipo is Tipo.EDITADO else r.linea,
            recortar(tramos.get(r.pieza, ())),
        )
        for r in renglones(diferencia, formato)
    )


def _actos(
    session: Session,
    formato: fm.Formato,
    vistas: Sequence[VersionVista],
    lineas: Sequence[VersionDelGrupo],
    persona_id: int,
    roles: frozenset[str],
    unidad: str,
) -> tuple[ActoDelGrupo, ...]:
    """In the order of the formato, those that somebody with these roles does where they stand."""
    hallazgos = conteos(session, formato, vistas)
    posibles: dict[str, list[tuple[VersionDelGrupo, tuple[str, ...]]]] = {}
    for vista, linea in zip(vistas, lineas, strict=True):
        suyos = hallazgos.get(vista.version.id)
        hechos = vista.hechos(persona_id, roles, vista.contenido_hash, unidad, suyos)
        for p in ciclo.actos_posibles(formato, vista.version.estado, hechos):
            posibles.setdefault(p.acto.clave, []).append((linea, p.impedimentos))
    return tuple(
        ActoDelGrupo(
            acto.clave,
            acto.rotulo,
            acto.clase.value,
            acto.pide,
            acto.firma,
            tuple(linea for linea, impedimentos in posibles[acto.clave] if not impedimentos),
            tuple((linea, porque) for linea, porque in posibles[acto.clave] if porque),
        )
        for acto in formato.actos
        if acto.clase in DE_GRUPO and acto.clave in posibles
    )
