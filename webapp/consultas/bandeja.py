"""The bandeja: what waits for me, how long it has waited, and what I sent on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, literal_column, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualEnLista
from webapp.consultas.pendientes import (
    Grupo,
    Lugar,
    ManualSuyo,
    Pendiente,
    linea,
    lugar_de,
    por_grupos,
)
from webapp.consultas.vigencia import ABIERTAS
from webapp.hechos import formato_por_hash
from webapp.modelos import (
    Acto,
    Autoria,
    Cargo,
    ClaseObservacion,
    Delegacion,
    FormatoGuardado,
    GrupoVersion,
    Institucion,
    Manual,
    Nombramiento,
    NumeroDeAcuerdo,
    Observacion,
    ResultadoRegistrado,
    Version,
)
from webapp.modelos import Grupo as GrupoGuardado
from webapp.roles import Roles, rige_el, roles_de
from workflows.acuerdos import Resultado
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseActo, ClaseInstrumento
from workflows.reglas import no_firma_lo_escrito

#: Versions looked at for each line: those of a cambio masivo share one.
_POR_LINEA = 25


@dataclass(frozen=True, slots=True)
class ManualMio:
    """A manual I have a role in."""

    slug: str
    nombre: str
    roles: frozenset[str]
    puede_abrir: bool
    puede_acordar: bool


@dataclass(frozen=True, slots=True)
class Bandeja:
    """What waits for this person, what waits for others, and where they can start; every manual
    there is, for the menu."""

    mios: tuple[Pendiente, ...]
    de_otros: tuple[Pendiente, ...]
    manuales: tuple[ManualMio, ...]
    menu: tuple[ManualEnLista, ...]
    preguntan: bool  #: whether its unit was asked for its criterio on something that is open


def bandeja(
    session: Session, persona_id: int, unidad: str, ahora: datetime, limite: int = 200
) -> Bandeja:
    """The bandeja of a person, in two statements; three for a delegate. ``limite`` lines at the
    most, oldest first.

    The versions of a cambio masivo that stand at the same place are one line.
    """
    conexion = session.connection()
    menu: dict[int, ManualEnLista] = {}
    suyos: dict[int, ManualSuyo] = {}
    nombrados: dict[int, list[tuple[str, int, int]]] = {}
    preguntan = False
    for fila in conexion.execute(_MIS_MANUALES, {"yo": persona_id, "unidad": unidad}):
        preguntan = bool(fila.preguntan)
        menu[fila.id] = ManualEnLista(fila.slug, fila.nombre, fila.institucion, cargos=None)
        hoy = ahora.astimezone(ZoneInfo(fila.zona)).date()
        if fila.rol is not None and rige_el(fila, hoy):
            formato = formato_por_hash(session, fila.hash)
            suyos[fila.id] = ManualSuyo(fila.slug, fila.nombre, fila.zona, fila.hash, hoy, formato)
            nombrados.setdefault(fila.id, []).append((fila.rol, fila.titular, fila.sustituye_id))
    roles = {manual_id: roles_de(nombrados[manual_id]) for manual_id in suyos}
    tramita = [i for i, m in suyos.items() if roles[i] & {r.clave for r in m.formato.roles}]
    pide = {"yo": persona_id, "manuales": tramita, "tope": limite * _POR_LINEA}
    ajenas = _escritas_por_titulares(conexion, roles)
    mios: list[tuple[Grupo, Pendiente]] = []
    de_otros: list[tuple[Grupo, Pendiente]] = []
    lugares: dict[tuple[int, str], Lugar] = {}
    for fila in conexion.execute(_ABIERTAS, pide) if tramita else ():
        manual_id, estado, escribi, actue, ultimo, grupo_id, grupo, *dicho = fila
        manual = suyos[manual_id]
        lugar = lugares.get((manual_id, estado))
        if lugar is None:
            lugar = lugares[manual_id, estado] = lugar_de(manual.formato, estado, roles[manual_id])
        impide = ""
        if lugar.le_toca and not lugar.edicion:
            del_titular = not lugar.en_nombre_de.isdisjoint(ajenas.get(dicho[0], ()))
            impide = no_firma_lo_escrito(escribi, escribio_el_titular=del_titular) or ""
        suya = not lugar.edicion or escribi or ultimo == persona_id
        if lugar.le_toca and suya and not impide:
            mios.append(((grupo_id, grupo), linea(manual, lugar, *dicho)))
        elif escribi or actue or impide:
            ajena = linea(manual, lugar, *dicho)
            ajena = replace(ajena, impedimento=impide) if impide else ajena
            de_otros.append(((grupo_id, grupo), ajena))
    return Bandeja(
        por_grupos(mios)[:limite],
        por_grupos(de_otros)[:limite],
        _mios(suyos, roles),
        tuple(menu.values()),
        preguntan,
    )


# Of columns: a line says a fifth of what its entities hold. What few versions have is asked apart:
# with a join for each, planning takes longer than reading.
_m, _n, _v = Manual.__table__, Nombramiento.__table__, Version.__table__
_i, _f, _a = Institucion.__table__, FormatoGuardado.__table__, Acto.__table__
_c, _g, _gv = Cargo.__table__, GrupoGuardado.__table__, GrupoVersion.__table__
_na, _r, _o = NumeroDeAcuerdo.__table__, ResultadoRegistrado.__table__, Observacion.__table__
_au, _otro = Autoria.__table__, Acto.__table__.alias()
_d, _origen = Delegacion.__table__, _n.alias()
_yo: Any = bindparam("yo")
_abierta = _v.c.estado_clase.in_([literal_column(f"'{clase}'") for clase in ABIERTAS])
_delego = select(_origen.c.persona_id).where(
    _d.c.nombramiento_id == _n.c.id, _origen.c.id == _d.c.origen_id
)
_MIS_MANUALES: Any = (
    select(
        _m.c.id, _m.c.slug, _m.c.nombre, _m.c.zona, _i.c.nombre.label("institucion"), _f.c.hash,
        _n.c.rol, _n.c.desde, _n.c.hasta, _n.c.sustituye_id,
        _delego.scalar_subquery().label("titular"),
        exists()
        .where(_o.c.clase == literal_column(f"'{ClaseObservacion.CRITERIO}'"),
               _o.c.unidad == bindparam("unidad"), _v.c.id == _o.c.version_id, _abierta)
        .label("preguntan"),
    )
    .join_from(_m, _i, _i.c.id == _m.c.institucion_id)
    .join(_f, _f.c.id == _m.c.formato_id)
    .outerjoin(_n, (_n.c.manual_id == _m.c.id) & (_n.c.persona_id == _yo))
    .order_by(_i.c.nombre, _m.c.nombre)
)  # fmt: skip
_de_grupo = select(_g.c.id, _g.c.titulo).where(
    _gv.c.version_id == _v.c.id, _g.c.id == _gv.c.grupo_id
)
_espera = select(_na.c.numero).where(
    _r.c.version_id == _v.c.id,
    _r.c.resultado == Resultado.CON_CAMBIOS,
    _r.c.cierre.is_(None),
    _na.c.instrumento_id == _r.c.instrumento_id,
)
_ABIERTAS: Any = (
    select(
        _v.c.manual_id, _v.c.estado,
        exists().where(_au.c.version_id == _v.c.id, _au.c.persona_id == _yo),
        exists().where(_otro.c.version_id == _v.c.id, _otro.c.persona_id == _yo),
        _a.c.persona_id,
        _de_grupo.with_only_columns(_g.c.id).scalar_subquery(),
        _de_grupo.with_only_columns(_g.c.titulo).scalar_subquery(),
        _v.c.id, _v.c.tipo, _v.c.encabezado, _v.c.desde, _c.c.titulo,
        _a.c.clase, _a.c.persona, _a.c.instrumento_id, _a.c.motivo, _espera.scalar_subquery(),
    )
    .join_from(_v, _c, _c.c.id == _v.c.cargo_id)
    .join(_a, (_a.c.manual_id == _v.c.manual_id) & (_a.c.seq == _v.c.ultimo_seq))
    .where(_v.c.manual_id.in_(bindparam("manuales", expanding=True)), _abierta)
    .order_by(_v.c.desde, _v.c.id)
    .limit(bindparam("tope"))
)  # fmt: skip

_ESCRITAS: Any = (
    select(_au.c.version_id, _au.c.persona_id)
    .join(_v, (_v.c.id == _au.c.version_id) & _abierta)
    .where(_au.c.persona_id.in_(bindparam("titulares", expanding=True)))
)


def _escritas_por_titulares(
    conexion: Connection, roles: Mapping[int, Roles]
) -> Mapping[int, set[int]]:
    """Who, of those who delegated a role in this person, wrote on each open version: one statement
    more, for delegates alone."""
    titulares = {de for suyos in roles.values() for de in suyos.delegados.values()}
    if not titulares:
        return {}
    escritas: dict[int, set[int]] = {}
    for version_id, de in conexion.execute(_ESCRITAS, {"titulares": sorted(titulares)}):
        escritas.setdefault(version_id, set()).add(de)
    return escritas


def _mios(manuales: Mapping[int, ManualSuyo], roles: Mapping[int, Roles]) -> tuple[ManualMio, ...]:
    return tuple(
        ManualMio(
            manual.slug,
            manual.nombre,
            roles[i],
            _puede(manual.formato, roles[i], ClaseActo.APERTURA),
            manual.formato.instrumento.clase is ClaseInstrumento.ACUERDO
            and _puede(manual.formato, roles[i], ClaseActo.APROBACION),
        )
        for i, manual in manuales.items()
    )


def _puede(formato: Formato, roles: Roles, clase: ClaseActo) -> bool:
    return any(roles & set(a.roles) for a in formato.actos_de(clase))
