"""Roles de fuera: what the institution's directory says somebody is, as appointments here.

The directory acts, never the person who comes in: nobody grants a role to themselves. It ends
only what it gave; what was given here is ended here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._personas import otro_administrador, terminar_delegaciones
from webapp.casos._registrar import Registro
from webapp.casos.actor import SIN_PRUEBA, Actor
from webapp.casos.operador import directorio
from webapp.hechos import hoy_en
from webapp.modelos import ClaseAsunto, Manual, Nombramiento, NombramientoDeFuera, Persona
from webapp.roles import rige_el
from workflows.formatos.validacion import ROLES_COMUNES


def poner_roles_de_fuera(
    session: Session, actor: Actor, persona: Persona, pedidos: Mapping[str, frozenset[str]]
) -> list[str]:
    """Give and end what is missing and left over. ``pedidos``: manual (slug) → its roles now.

    A manual that is not in ``pedidos`` is left alone. Nothing is written when nothing changed.
    Returns what could not be done, for the log: a role or a manual that does not exist, and the
    last administrador, who stays.
    """
    manuales = {m.slug: m for m in session.scalars(select(Manual).where(Manual.slug.in_(pedidos)))}
    quejas = [f"no hay un manual {slug}" for slug in sorted(pedidos.keys() - manuales.keys())]
    tenidos = _tenidos(session, persona.id)
    for slug in sorted(manuales):
        manual, roles = manuales[slug], pedidos[slug]
        hoy = hoy_en(manual, actor.ahora)
        hoy_tiene = {n.rol for n, _ in tenidos if n.manual_id == manual.id and rige_el(n, hoy)}
        sobran = [
            n
            for n, de_fuera in tenidos
            if de_fuera and n.manual_id == manual.id and rige_el(n, hoy) and n.rol not in roles
        ]
        faltan = sorted(roles - hoy_tiene)
        if sobran or faltan:
            quien = Actor(directorio(session, actor.ahora).id, actor.ahora, SIN_PRUEBA)
            registro = Registro(session, quien, manual.id)
            quejas += _dar(registro, persona, faltan) + _terminar(registro, sobran)
    return quejas


def _tenidos(session: Session, persona_id: int) -> list[tuple[Nombramiento, bool]]:
    filas = session.execute(
        select(Nombramiento, NombramientoDeFuera.nombramiento_id)
        .outerjoin(NombramientoDeFuera, NombramientoDeFuera.nombramiento_id == Nombramiento.id)
        .where(Nombramiento.persona_id == persona_id)
    )
    return [(nombramiento, de_fuera is not None) for nombramiento, de_fuera in filas]


def _dar(registro: Registro, persona: Persona, roles: list[str]) -> list[str]:
    quejas = []
    conocidos = {r.clave for r in registro.formato.roles} | ROLES_COMUNES
    for rol in roles:
        if rol not in conocidos:
            quejas.append(f"no hay un rol {rol} en {registro.manual.slug}")
            continue
        nombramiento = Nombramiento(
            persona_id=persona.id,
            manual_id=registro.manual.id,
            rol=rol,
            desde=registro.hoy,
            hasta=None,
        )
        registro.session.add(nombramiento)
        registro.session.flush()
        registro.session.add(NombramientoDeFuera(nombramiento_id=nombramiento.id))
        registro.asunto(
            ClaseAsunto.PERSONA,
            "nombrar",
            sujeto_id=persona.id,
            datos={
                "rol": rol,
                "desde": registro.hoy.isoformat(),
                "hasta": "",
                "por": "directorio",
            },
        )
    return quejas


def _terminar(registro: Registro, nombramientos: list[Nombramiento]) -> list[str]:
    quejas = []
    for nombramiento in nombramientos:
        if nombramiento.rol == "administrador" and not otro_administrador(
            registro, nombramiento_id=nombramiento.id
        ):
            quejas.append(f"es quien queda administrando {registro.manual.slug}")
            continue
        ayer = registro.hoy - timedelta(days=1)
        nombramiento.hasta = ayer
        delegados = terminar_delegaciones(registro.session, nombramiento.id, ayer)
        registro.asunto(
            ClaseAsunto.PERSONA,
            "cesar",
            sujeto_id=nombramiento.persona_id,
            datos={"rol": nombramiento.rol, "por": "directorio"}
            | ({"delegados": delegados} if delegados else {}),
        )
    return quejas
