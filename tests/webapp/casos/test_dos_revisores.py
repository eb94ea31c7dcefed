"""A formato that asks for two reviewers, the second of a named unit: its whole life."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apoyo.otro_manual import con_historia, fundar_otro
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from tests.apoyo.revisores import Revisores
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.devolver import devolver
from webapp.casos.revisar import revisar
from webapp.consultas.manuales import portada_de_version
from webapp.consultas.tramite import en_tramite
from workflows.errores import ActoInvalido, ActoNegado

pytestmark = pytest.mark.usefixtures("en_app")

DOS = (Path(__file__).parents[2] / "workflows" / "formatos" / "dos-revisores.toml").read_text(
    "utf-8"
)
#: Elena is of the unit that the second signature asks for.
ROLES = {
    "ana": ["autor"], "rafael": ["revisor"], "elena": ["revisor"], "sofia": ["secretaria"],
}  # fmt: skip


@pytest.fixture
def otro(elenco: Elenco) -> Elenco:
    """A manual of that formato."""
    return con_historia(fundar_otro(elenco, DOS, slug="dos", roles=ROLES), DOS)


def segunda(otro: Elenco, version: int, clave: str) -> str:
    """The second signature."""
    pedido = otro.pedido(version, "revisar-otra-vez")
    with transaccion() as session:
        return revisar(session, otro.actor(clave), pedido)


def ofrecidos(otro: Elenco, version: int, clave: str, unidad: str) -> dict[str, tuple[str, ...]]:
    """What the page offers a reviewer: acto → what bars it."""
    with db.sessionmaker() as session:
        manual = portada_de_version(session, version).manual
        roles, persona = frozenset({"revisor"}), otro.personas[clave]
        tramite = en_tramite(session, manual, version, persona, roles, unidad)
        return {a.clave: a.impedimentos for a in tramite.actos}


def test_two_people_sign_and_one_of_them_is_of_that_unit(otro: Elenco) -> None:
    version = otro.revisada("Operar según el reglamento.", otro.cargo)
    with rechaza(ActoInvalido, "está en estado revisado"):
        otro.registrar("AJD-2026-112", version)
    with rechaza(ActoNegado, "le toca a Auditoría.*Unidad de Capital Humano"):
        segunda(otro, version, "rafael")
    assert "revisar-otra-vez" not in ofrecidos(otro, version, "rafael", "Unidad de Capital Humano")
    assert ofrecidos(otro, version, "elena", "auditoria")["revisar-otra-vez"] == ()
    suya = Revisores(otro).observa("elena", version, "", "¿Y el riesgo?")
    with rechaza(ActoInvalido, "Hay una observación abierta"):
        segunda(otro, version, "elena")
    Revisores(otro).responde("elena", suya, "resuelta")
    assert segunda(otro, version, "elena") == "confirmado"
    assert otro.registrar("AJD-2026-112", version) == "AJD-2026-112"


def test_nobody_signs_both(otro: Elenco) -> None:
    version = otro.abrir("ana", otro.cargo)
    otro.cambiar(version, "Operar según el reglamento.")
    otro.elaborar(version)
    otro.revisar(version, "elena")
    with rechaza(ActoInvalido, "Usted ya firmó una revisión"):
        segunda(otro, version, "elena")
    motivo = ofrecidos(otro, version, "elena", "Auditoría")["revisar-otra-vez"]
    assert "otra persona" in " ".join(motivo)


def test_after_a_return_both_sign_again(otro: Elenco) -> None:
    version = otro.revisada("Operar según el reglamento.", otro.cargo)
    segunda(otro, version, "elena")
    visto = otro.vista(version).contenido_hash
    with transaccion() as session:
        devolver(
            session, otro.actor("sofia"), Pedido(version, "devolver-revisado", visto, "Falta.")
        )
    otro.cambiar(version, "Operar según el reglamento vigente.")
    otro.elaborar(version)
    with rechaza(ActoInvalido, "está en estado elaborado"):
        segunda(otro, version, "elena")
    otro.revisar(version, "rafael")
    assert segunda(otro, version, "elena") == "confirmado"
