"""Another manual beside the cast's: any formato, some of the same people, perhaps new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_security import hash_password

from tests.apoyo import manualito
from tests.apoyo.reparto import CARGOS, CONTRASENA, Elenco, correo
from webapp.bd import db, transaccion
from webapp.casos.actor import Actor
from webapp.casos.asentar import asentar
from webapp.casos.crear_manual import crear_manual
from webapp.casos.crear_persona import crear_persona
from webapp.casos.nombrar import nombrar
from webapp.casos.operador import operador
from webapp.modelos import Cargo
from workflows.formatos import leer_formato
from workflows.lectura import leer


def fundar_otro(
    elenco: Elenco, fuente: str, *, slug: str, roles: Mapping[str, Sequence[str]]
) -> Elenco:
    """A manual of another institution and who does what in it, by clave of the cast.

    A clave nobody of the cast has becomes a new person. Needs an application context.
    """
    ahora = elenco.ahora
    personas = dict(elenco.personas)
    with transaccion() as session:
        actor = Actor(operador(session, ahora).id, ahora)
        manual = crear_manual(
            session,
            actor,
            slug=slug,
            nombre=f"Manual {slug}",
            institucion=f"Institución de {slug}",
            fuente=fuente,
            zona="America/Costa_Rica",
        )
        for clave, suyos in roles.items():
            if clave not in personas:
                personas[clave] = crear_persona(
                    session,
                    actor,
                    manual.id,
                    nombre=f"{clave.capitalize()} Vega",
                    correo=correo(clave),
                    unidad=f"Unidad de {clave}",
                    puesto="Jefe",
                    contrasena=CONTRASENA,
                    clave_cifrada=hash_password(CONTRASENA),
                ).id
            for rol in suyos:
                nombrar(session, actor, manual.id, personas[clave], rol=rol, desde=ahora.date())
        return Elenco(ahora=ahora, personas=personas, manual_id=manual.id)


def con_historia(elenco: Elenco, fuente: str, *, numero: str = "AJD-2020-197") -> Elenco:
    """Record the three cargos of the small manual in it, as printed. Learns their ids."""
    formato = leer_formato(fuente, "formato")
    lectura = leer(manualito.documento(CARGOS, acuerdo=numero).encode(), [formato])
    with transaccion() as session:
        actor = Actor(operador(session, elenco.ahora).id, elenco.ahora)
        asentar(session, actor, elenco.manual_id, lectura.cargos)
    with db.sessionmaker() as session:
        cargos = session.query(Cargo).filter_by(manual_id=elenco.manual_id)
        elenco.cargos = {c.slug: c.id for c in cargos}
    return elenco
