"""What is late is said once: to whom it waits for, on the day it is in their institution."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.apoyo.buzon import avisados, avisos_de, ordenes, pedir, ultimo
from tests.apoyo.reparto import AHORA, Elenco
from webapp.bd import db, transaccion
from webapp.casos.recordar import recordar
from webapp.casos.retirar import retirar
from webapp.modelos import ClaseRespuesta, Respuesta
from workflows.plazos import decir_vencimiento, vence_el

pytestmark = pytest.mark.usefixtures("en_app")


def recordados(elenco: Elenco) -> dict[str, list[str]]:
    """Who is reminded now, twice asked."""
    antes = ultimo()
    for _ in range(2):
        with transaccion() as session:
            recordar(session, elenco.ahora)
    return avisados(elenco, antes)


def responder(elenco: Elenco, observacion_id: int, clave: str, clase: ClaseRespuesta) -> None:
    """Somebody answers in a thread."""
    actor = elenco.actor(clave)
    with transaccion() as session:
        session.add(
            Respuesta(
                observacion_id=observacion_id, clase=clase, texto="Sí.",
                persona_id=actor.persona_id, momento=actor.ahora,
            )
        )  # fmt: skip


@pytest.mark.parametrize(
    ("dias", "dicho"),
    [
        (8, "vence en 8 días"),
        (1, "vence mañana"),
        (0, "vence hoy"),
        (-1, "venció ayer"),
        (-2, "venció hace 2 días"),
    ],
)
def test_how_near_it_is_is_said_in_words(dias: int, dicho: str) -> None:
    hoy = date(2026, 11, 12)
    assert decir_vencimiento(hoy + timedelta(days=dias), hoy) == dicho


def test_without_a_term_nothing_is_due() -> None:
    assert vence_el(date(2026, 11, 12), 0) is None
    assert decir_vencimiento(None, date(2026, 11, 12)) == ""


def test_a_version_past_its_term_is_reminded_once_to_who_it_waits_for(elenco: Elenco) -> None:
    elenco.ahora = datetime(2026, 11, 12, 15, 0, tzinfo=UTC)
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    elenco.cambiar(version, "Otra frase.", "beto")
    elenco.elaborar(version)
    elenco.ahora = datetime(2026, 11, 23, 5, 59, tzinfo=UTC)
    assert recordados(elenco) == {}
    elenco.ahora = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert recordados(elenco) == {"rafael": ["recordatorio"]}
    dicho = avisos_de(elenco, "rafael")[-1].texto
    assert dicho == "Sigue en estado elaborado y le toca a usted: venció ayer."
    elenco.ahora += timedelta(days=3)
    assert recordados(elenco) == {}


def test_what_is_sent_again_has_its_term_again(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    elenco.cambiar(version, "Otra frase.", "beto")
    elenco.elaborar(version)
    elenco.ahora += timedelta(days=12)
    assert recordados(elenco) == {"rafael": ["recordatorio"]}
    with transaccion() as session:
        retirar(session, elenco.actor("ana"), elenco.pedido(version, "retirar"))
    elenco.ahora += timedelta(days=12)
    assert recordados(elenco) == {}
    elenco.elaborar(version)
    assert recordados(elenco) == {}
    elenco.ahora += timedelta(days=12)
    assert recordados(elenco) == {"rafael": ["recordatorio"]}


def test_a_criterio_is_reminded_the_day_before_and_when_it_is_late_to_both_sides(
    elenco: Elenco,
) -> None:
    version = elenco.abrir()
    pedir(elenco, version, "Auditoría", date(2026, 11, 20))
    assert recordados(elenco) == {}
    elenco.ahora = datetime(2026, 11, 19, 5, 59, tzinfo=UTC)
    assert recordados(elenco) == {}
    elenco.ahora = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
    assert recordados(elenco) == {"elena": ["recordatorio"], "rafael": ["recordatorio"]}
    assert avisos_de(elenco, "elena")[-1].texto == (
        "El criterio pedido a Auditoría vence el 20 de noviembre de 2026."
    )
    elenco.ahora += timedelta(days=1)
    assert recordados(elenco) == {}
    elenco.ahora += timedelta(days=1)
    assert recordados(elenco) == {"elena": ["recordatorio"], "rafael": ["recordatorio"]}
    elenco.ahora += timedelta(days=9)
    assert recordados(elenco) == {}


def test_what_was_answered_or_closed_is_not_reminded_until_it_is_opened_again(
    elenco: Elenco,
) -> None:
    version = elenco.abrir()
    dado = pedir(elenco, version, "Auditoría", date(2026, 11, 20))
    cerrado = pedir(elenco, version, "Informática", date(2026, 11, 20))
    responder(elenco, dado, "elena", ClaseRespuesta.COMENTARIO)
    responder(elenco, cerrado, "rafael", ClaseRespuesta.RESUELTA)
    elenco.ahora += timedelta(days=30)
    assert recordados(elenco) == {}
    responder(elenco, dado, "rafael", ClaseRespuesta.REABIERTA)
    assert recordados(elenco) == {"elena": ["recordatorio"], "rafael": ["recordatorio"]}


def test_a_comment_of_somebody_else_is_not_the_criterio_of_the_unit(elenco: Elenco) -> None:
    version = elenco.abrir()
    pedido = pedir(elenco, version, "Auditoría", date(2026, 11, 13))
    responder(elenco, pedido, "rafael", ClaseRespuesta.COMENTARIO)
    elenco.ahora = AHORA + timedelta(days=2)
    assert recordados(elenco) == {"elena": ["recordatorio"], "rafael": ["recordatorio"]}


def test_looking_for_what_is_late_takes_few_statements_when_nothing_is(elenco: Elenco) -> None:
    for cargo in elenco.cargos.values():
        version = elenco.abrir(cargo_id=cargo)
        elenco.cambiar(version, f"Frase {cargo}.")
        elenco.elaborar(version)
    with ordenes(db.engine) as dichas, db.sessionmaker() as session:
        assert recordar(session, elenco.ahora) == 0
    assert len([d for d in dichas if d.startswith("SELECT")]) <= 4
