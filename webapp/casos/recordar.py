"""Recordar: what is past its term, or a criterio about to be due, is said once to whom it waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.dialects.postgresql import insert as insertar_postgresql
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite
from sqlalchemy.orm import Session, joinedload

from webapp.casos._avisos import Dicho, espera_por, fila_de
from webapp.casos._enterados import con_rol
from webapp.criterios import criterio_pendiente
from webapp.hechos import formato_de, hoy_en, ver_versiones
from webapp.modelos import Aviso, Manual, Observacion, Persona, Version
from webapp.unidades import es_del_manual
from workflows import ciclo
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import Acto, Estado
from workflows.plazos import decir_vencimiento, vence_el

CLASE = "recordatorio"

Fila = dict[str, Any]


def recordar(session: Session, ahora: datetime) -> int:
    """Write the reminders nobody has had yet. Returns how many.

    Their ``clave`` is unique in the database, so that two processes at once say it once.
    """
    manuales = session.scalars(
        select(Manual).options(joinedload(Manual.formato, innerjoin=True)).order_by(Manual.id)
    ).all()
    filas = [f for m in manuales for f in _vencidas(session, m, ahora)]
    filas += _criterios(session, ahora)
    claves = [f["clave"] for f in filas]
    dichas = set(session.scalars(select(Aviso.clave).where(Aviso.clave.in_(claves))))
    nuevas = [f for f in filas if f["clave"] not in dichas]
    if nuevas:
        postgresql = session.get_bind().dialect.name == "postgresql"
        insertar = insertar_postgresql if postgresql else insertar_sqlite
        session.execute(insertar(Aviso).on_conflict_do_nothing(), nuevas)
    return len(nuevas)


def _vencidas(session: Session, manual: Manual, ahora: datetime) -> Iterator[Fila]:
    """What stood too long in an estado of a manual, for each person it waits for."""
    formato, hoy = formato_de(manual.formato), hoy_en(manual, ahora)
    plazos = [e for e in formato.estados if e.plazo]
    if not plazos:
        return
    avisada = (
        select(Aviso.id)
        .where(
            Aviso.version_id == Version.id,
            Aviso.clase == CLASE,
            Aviso.clave.startswith("plazo:"),
            Aviso.momento >= Version.desde,
        )
        .exists()
    )
    ids = session.scalars(
        select(Version.id).where(
            Version.manual_id == manual.id,
            or_(
                *(
                    and_(Version.estado == e.clave, Version.desde < _tope(e, hoy, manual.zona))
                    for e in plazos
                )
            ),
            ~avisada,
        )
    ).all()
    gente = {
        e.clave: _con_el_turno(session, acto, manual.id, hoy)
        for e in plazos
        if ids and (acto := ciclo.siguiente(formato, e.clave))
    }
    for vista in ver_versiones(session, ids) if gente else ():
        estado = formato.estado(vista.version.estado)
        vence = vence_el(hoy_en(manual, vista.version.desde), estado.plazo)
        texto = f"Sigue en estado {estado.rotulo.lower()} y le toca a usted: "
        texto += f"{decir_vencimiento(vence, hoy)}."
        for acto, persona in gente.get(estado.clave, ()):
            if espera_por(acto, vista, persona.id, persona.unidad, True):
                yield fila_de(
                    persona_id=persona.id,
                    modo=persona.avisos,
                    manual_id=manual.id,
                    version_id=vista.version.id,
                    momento=ahora,
                    dicho=Dicho(CLASE, texto),
                    clave=f"plazo:{vista.version.id}:{vista.version.ultimo_seq}:{persona.id}",
                )


def _con_el_turno(
    session: Session, acto: Acto, manual_id: int, hoy: date
) -> list[tuple[Acto, Row[int, str, str]]]:
    return [
        (acto, persona)
        for persona in session.execute(
            select(Persona.id, Persona.avisos, Persona.unidad).where(
                Persona.active.is_(True), con_rol(manual_id, acto.roles, hoy)
            )
        )
    ]


def _tope(estado: Estado, hoy: date, zona: str) -> datetime:
    """Whatever came to an estado before this moment has outlived its term."""
    return datetime.combine(hoy - timedelta(days=estado.plazo), time.min, ZoneInfo(zona))


def _criterios(session: Session, ahora: datetime) -> Iterator[Fila]:
    """The criterios due by tomorrow, or overdue: to the unit, and to whoever asked."""
    manana = (ahora + timedelta(days=2)).date()
    for observacion, vence, manual, persona_id, modo in session.execute(
        select(Observacion, Observacion.vence, Manual, Persona.id, Persona.avisos)
        .join(Version, Version.id == Observacion.version_id)
        .join(Manual, Manual.id == Version.manual_id)
        .join(Persona, Persona.active.is_(True))
        .where(
            criterio_pendiente(),
            Observacion.vence <= manana,
            or_(
                Persona.id == Observacion.persona_id,
                and_(Persona.unidad == Observacion.unidad, es_del_manual(Version.manual_id)),
            ),
        )
    ):
        hoy = hoy_en(manual, ahora)
        if vence is None or (vence - hoy).days > 1:
            continue
        vencido = vence < hoy
        if not vencido and hoy_en(manual, observacion.momento) == hoy:
            continue
        verbo = "venció" if vencido else "vence"
        texto = f"El criterio pedido a {observacion.unidad} {verbo} el {escribir_fecha(vence)}."
        yield fila_de(
            persona_id=persona_id,
            modo=modo,
            manual_id=manual.id,
            version_id=observacion.version_id,
            momento=ahora,
            dicho=Dicho(CLASE, texto, observacion.texto),
            clave=f"criterio:{observacion.id}:{verbo}:{persona_id}",
        )
