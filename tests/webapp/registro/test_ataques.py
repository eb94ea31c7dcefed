"""The record under attack: by SQL, past the application, from every connection it has.

Each attack names the guardia that must stop it, and must be stopped with its message, leaving
every row of the database as it was. Without that guardia (dropped, in a transaction that is
rolled back) the same attacks go through, or on PostgreSQL get as far as a foreign key or a
unique index: no guardia stands untested.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import sqlalchemy as sa

from migrations.guardias import Guardia, inventario
from tests.apoyo.ataque import AMBOS, POSTGRESQL, SQLITE, Ataque, lanzar
from tests.apoyo.escenario import Escenario
from tests.webapp.registro.ataques_acto import ACTOS
from tests.webapp.registro.ataques_acuerdo import ACUERDOS
from tests.webapp.registro.ataques_inmutables import INMUTABLES
from tests.webapp.registro.ataques_persona import PERSONAS
from tests.webapp.registro.ataques_punto import PUNTOS
from tests.webapp.registro.ataques_revision import REVISION
from tests.webapp.registro.ataques_version import VERSIONES

ATAQUES: list[Ataque] = [
    *INMUTABLES, *ACTOS, *VERSIONES, *REVISION, *PUNTOS, *ACUERDOS, *PERSONAS,
]  # fmt: skip
VIAS = {SQLITE: ("aplicacion", "pelada"), POSTGRESQL: ("aplicacion", "dueno")}


def _declaradas() -> dict[str, Guardia]:
    versiones = Path(__file__).parents[3] / "migrations" / "versions"
    ultima = max(versiones.glob("[0-9]*.py"))
    espec = importlib.util.spec_from_file_location("ultima_revision", ultima)
    assert espec is not None
    assert espec.loader is not None
    modulo = importlib.util.module_from_spec(espec)
    espec.loader.exec_module(modulo)
    return {g.nombre: g for g in modulo.GUARDIAS}


GUARDIAS = _declaradas()


def de(motor: str, guardia: str | None = None) -> list[Ataque]:
    """The attacks of an engine, or those on one guardia that no other guardia would stop."""
    return [
        a for a in ATAQUES if motor in a.motores and (guardia is None or a.guardias == (guardia,))
    ]


def _casos() -> list[object]:
    return [
        pytest.param(motor, via, ataque, id=f"{motor}-{via}-{ataque.nombre}")
        for motor in AMBOS
        for via in VIAS[motor]
        for ataque in de(motor)
    ]


@pytest.mark.parametrize(("escenario", "via", "ataque"), _casos(), indirect=["escenario"])
def test_an_attack_is_refused_by_its_guardia_and_changes_no_row(
    escenario: Escenario, via: str, ataque: Ataque
) -> None:
    with escenario.conexion(via) as conexion:
        resultado = lanzar(conexion, escenario, ataque)
    mensajes = {GUARDIAS[g].mensaje for g in ataque.guardias if g in GUARDIAS}
    if (escenario.motor, via) == (POSTGRESQL, "aplicacion"):
        mensajes.add("permission denied for table " + ataque.nombre.split(":")[0])
    assert resultado.rechazo in mensajes
    assert resultado.intacto


def _guardias(motor: str) -> list[object]:
    return [
        pytest.param(motor, g, id=f"{motor}-{g.nombre}")
        for g in GUARDIAS.values()
        if motor == SQLITE or not g.solo_sqlite
    ]


@pytest.mark.parametrize(
    ("escenario", "guardia"), _guardias(SQLITE) + _guardias(POSTGRESQL), indirect=["escenario"]
)
def test_without_its_guardia_an_attack_is_not_refused_that_way(
    escenario: Escenario, guardia: Guardia
) -> None:
    postgresql = escenario.motor == POSTGRESQL
    rechazos = []
    for ataque in de(escenario.motor, guardia.nombre):
        with escenario.conexion("dueno" if postgresql else "pelada") as conexion:
            donde = f" ON {guardia.tabla}" if postgresql else ""
            conexion.exec_driver_sql(f"DROP TRIGGER {guardia.nombre}{donde}")
            resultado = lanzar(conexion, escenario, ataque)
        rechazos.append(resultado.rechazo)
    assert rechazos
    assert guardia.mensaje not in rechazos
    de_una_restriccion = [r for r in rechazos if r is not None and "constraint" in r]
    assert None in rechazos or (postgresql and de_una_restriccion == rechazos)


@pytest.mark.parametrize("escenario", AMBOS, indirect=True)
def test_every_trigger_in_the_database_is_named_by_an_attack(escenario: Escenario) -> None:
    nombradas = {g for a in de(escenario.motor) for g in a.guardias}
    with escenario.conexion("aplicacion") as conexion:
        hay = inventario(conexion)
    truncables = {n for n in hay if n.endswith("_no_truncate")}
    assert hay - truncables == nombradas & hay
    assert {n.removesuffix("_no_truncate") for n in truncables} == {
        g.tabla for g in GUARDIAS.values() if g.evento == "DELETE" and escenario.motor == POSTGRESQL
    }


@pytest.mark.parametrize("escenario", AMBOS, indirect=True)
def test_the_attacks_left_the_record_as_it_was(escenario: Escenario) -> None:
    with escenario.conexion("aplicacion") as conexion:
        versiones = conexion.execute(sa.text("SELECT COUNT(*) FROM version")).scalar_one()
    assert versiones == 10
