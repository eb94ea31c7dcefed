"""Notices of what was done, written with it: if it is undone, nobody was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.bd import insertar
from webapp.casos._enterados import enterar
from webapp.hechos import VersionVista
from webapp.modelos import (
    Acto,
    Aviso,
    ClaseAsunto,
    Correo,
    GrupoVersion,
    InstrumentoRegistrado,
    ModoAvisos,
    TipoVersion,
)
from workflows import ciclo
from workflows.acuerdos import Resultado
from workflows.fechas import escribir_fecha
from workflows.formatos import modelo as fm

if TYPE_CHECKING:
    from webapp.casos._registrar import Registro

_CORREO = {
    ModoAvisos.INMEDIATO.value: Correo.PENDIENTE.value,
    ModoAvisos.DIARIO.value: Correo.DIARIO.value,
    ModoAvisos.NO.value: Correo.NO.value,
}
_ADELANTE = (fm.ClaseActo.ELABORACION, fm.ClaseActo.REVISION)


@dataclass(frozen=True, slots=True)
class Dicho:
    """What a notice says: a sentence without the cargo's name, and in whose words it goes on."""

    clase: str
    texto: str
    detalle: str = ""


def correo_de(modo: str) -> str:
    """What becomes of a notice by e-mail, for somebody who wants them in ``modo``."""
    return _CORREO[modo]


def escribir(session: Session, filas: Sequence[Mapping[str, Any]]) -> None:
    """Store notices in one statement; each is what :func:`fila_de` takes."""
    insertar(session, Aviso, [fila_de(**f) for f in filas])


def fila_de(
    *,
    persona_id: int,
    modo: str,
    manual_id: int,
    momento: datetime,
    dicho: Dicho,
    version_id: int | None = None,
    grupo_id: int | None = None,
    clave: str | None = None,
) -> dict[str, Any]:
    """The columns of one notice."""
    return {
        "persona_id": persona_id,
        "manual_id": manual_id,
        "version_id": version_id,
        "grupo_id": grupo_id,
        "clase": dicho.clase,
        "texto": dicho.texto,
        "detalle": dicho.detalle,
        "clave": clave,
        "momento": momento,
        "correo": correo_de(modo),
        "intentos": 0,
    }


def avisar_acto(
    registro: Registro,
    vistas: Sequence[VersionVista],
    acto: fm.Acto,
    *,
    motivo: str = "",
    instrumento_id: int | None = None,
    datos: Mapping[int, Mapping[str, Any]] | None = None,
) -> None:
    """Tell whom an acto on these versions concerns; never who did it.

    People are found in one statement and told in another, however many versions there are. What
    the person who acts had been told of these versions counts as read: they have answered it.
    Of what is only being put on record, born with its acto, nobody was told and nobody is.
    """
    if acto.clase is fm.ClaseActo.ASIENTO:
        return
    sigue = ciclo.siguiente(registro.formato, acto.hacia) if acto.clase in _ADELANTE else None
    ademas = _ademas(registro, vistas, acto)
    directos = {v.version.id: _directos(v, acto) | ademas.get(v.version.id, set()) for v in vistas}
    versiones = [v.version.id for v in vistas]
    gente = enterar(
        registro, sigue.roles if sigue else (), set().union(*directos.values()), versiones
    )
    instrumento = (
        registro.session.get(InstrumentoRegistrado, instrumento_id) if instrumento_id else None
    )
    grupo_id = _grupo(registro.session, versiones)
    filas = []
    for vista in vistas:
        dato = (datos or {}).get(vista.version.id, {})
        a_todos = _dicho(registro, vista, acto, motivo, dato, instrumento)
        for persona in gente:
            toca = sigue is not None and espera_por(
                sigue, vista, persona.id, persona.unidad, persona.rol
            )
            if toca and sigue is not None:
                dicho = Dicho(acto.clase, f"{a_todos.texto} Le toca a usted: {_minuscula(sigue)}.")
            elif persona.id in directos[vista.version.id]:
                dicho = a_todos
            else:
                continue
            filas.append(
                {
                    "persona_id": persona.id,
                    "modo": persona.modo,
                    "manual_id": registro.manual.id,
                    "version_id": vista.version.id,
                    "grupo_id": grupo_id,
                    "momento": registro.ahora,
                    "dicho": dicho,
                }
            )
    escribir(registro.session, filas)


def espera_por(
    acto: fm.Acto, vista: VersionVista, persona_id: int, unidad: str, tiene_rol: bool
) -> bool:
    """Whether ``acto`` on this version waits for somebody: role, unit and four eyes (rule 3)."""
    if not tiene_rol or not acto.es_de(unidad):
        return False
    if acto.clase is fm.ClaseActo.ELABORACION:
        return persona_id in vista.autores
    otra_firma = "otro-revisor" in acto.reglas and persona_id in vista.revisores
    return persona_id not in vista.autores and not otra_firma


def _directos(vista: VersionVista, acto: fm.Acto) -> set[int]:
    """Whom it concerns for what they did on this version."""
    match acto.clase:
        case fm.ClaseActo.REVISION | fm.ClaseActo.DEVOLUCION | fm.ClaseActo.DESCARTE:
            return set(vista.autores)
        case fm.ClaseActo.APROBACION:
            return set(vista.autores | vista.revisores)
        case _:
            return set()


def _ademas(
    registro: Registro, vistas: Sequence[VersionVista], acto: fm.Acto
) -> dict[int, set[int]]:
    """By version, whom it concerns for what they were told, or for what they wait for."""
    match acto.clase:
        case fm.ClaseActo.RETIRO:
            return _contados(registro, vistas)
        case fm.ClaseActo.DESCARTE:
            return _esperan(registro, vistas)
        case _:
            return {}


def _contados(registro: Registro, vistas: Sequence[VersionVista]) -> dict[int, set[int]]:
    """By version, who was told that it came to them since it was last sent on."""
    enviada = (
        select(func.max(Acto.momento))
        .where(Acto.version_id == Aviso.version_id, Acto.clase == fm.ClaseActo.ELABORACION)
        .scalar_subquery()
    )
    contados: dict[int, set[int]] = {}
    for version_id, persona_id in registro.session.execute(
        select(Aviso.version_id, Aviso.persona_id).where(
            Aviso.version_id.in_([v.version.id for v in vistas]),
            Aviso.clase.in_(_ADELANTE),
            Aviso.momento >= enviada,
        )
    ):
        contados.setdefault(version_id or 0, set()).add(persona_id)
    return contados


def _esperan(registro: Registro, vistas: Sequence[VersionVista]) -> dict[int, set[int]]:
    """By version, who recorded the acuerdo that approved it with changes and waits for it."""
    acuerdos = {v.version.id: v.pendiente_en for v in vistas if v.pendiente_en is not None}
    if not acuerdos:
        return {}
    actos = registro.session.execute(
        select(Acto.instrumento_id, Acto.persona_id).where(
            Acto.instrumento_id.in_(acuerdos.values()), Acto.clase == ClaseAsunto.INSTRUMENTO
        )
    ).all()
    return {v: {quien for i, quien in actos if i == acuerdo} for v, acuerdo in acuerdos.items()}


def _grupo(session: Session, versiones: Sequence[int]) -> int | None:
    """The cambio masivo that all these versions are of, when they go together."""
    if len(versiones) < 2:
        return None
    grupos = session.execute(
        select(GrupoVersion.grupo_id, func.count())
        .where(GrupoVersion.version_id.in_(versiones))
        .group_by(GrupoVersion.grupo_id)
    ).all()
    return next((g for g, cuantas in grupos if cuantas == len(versiones)), None)


def _dicho(
    registro: Registro,
    vista: VersionVista,
    acto: fm.Acto,
    motivo: str,
    dato: Mapping[str, Any],
    instrumento: InstrumentoRegistrado | None,
) -> Dicho:
    quien = registro.persona.nombre
    match acto.clase:
        case fm.ClaseActo.DEVOLUCION if instrumento is not None:
            con_cambios = dato.get("resultado") == Resultado.CON_CAMBIOS
            que = "aprobó con cambios: escríbalos y fírmelo" if con_cambios else "devolvió"
            return Dicho(acto.clase, f"{instrumento.por} lo {que} ({instrumento.numero}).", motivo)
        case fm.ClaseActo.DEVOLUCION:
            return Dicho(acto.clase, f"{quien} lo devolvió con observaciones.", motivo)
        case fm.ClaseActo.RETIRO:
            return Dicho(acto.clase, f"{quien} lo retiró para corregirlo.", motivo)
        case fm.ClaseActo.DESCARTE:
            de = " que la Junta aprobó con cambios" if vista.pendiente_en is not None else ""
            return Dicho(acto.clase, f"{quien} descartó el borrador{de}.", motivo)
        case fm.ClaseActo.APROBACION:
            return Dicho(acto.clase, _aprobado(registro, vista, dato, instrumento))
    estado = registro.formato.estado(acto.hacia).rotulo.lower()
    return Dicho(acto.clase, f"{quien} lo pasó a {estado}.")


def _aprobado(
    registro: Registro,
    vista: VersionVista,
    dato: Mapping[str, Any],
    instrumento: InstrumentoRegistrado | None,
) -> str:
    dia = dato.get("rige_desde")
    rige = date.fromisoformat(dia) if dia else None
    por = [f"versión {dato['numero']}"] if dato.get("numero") else []
    if instrumento is not None and instrumento.numero:
        por.append(f"acuerdo {instrumento.numero}")
    elif instrumento is not None:
        por.append(f"con la firma de {instrumento.por}")
    derogado = vista.version.tipo == TipoVersion.DEROGACION
    if rige is None:
        queda = f"Se {'deroga' if derogado else 'aprobó y rige'} a partir de su publicación"
    elif rige <= registro.hoy:
        queda = "Ya está derogado" if derogado else "Ya rige"
    else:
        queda = f"Se {'deroga' if derogado else 'aprobó y rige'} desde el {escribir_fecha(rige)}"
    return f"{queda}: {', '.join(por)}." if por else f"{queda}."


def _minuscula(acto: fm.Acto) -> str:
    return acto.rotulo[:1].lower() + acto.rotulo[1:]
