"""Where an agreement disagrees with what was put before the board, it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.workflows.lectura.acuerdo import actas
from workflows.borrador_acuerdo import Sesion
from workflows.formatos import cargar
from workflows.lectura.acuerdo import Discrepancia, Lote, cotejar, leer_acuerdo_pegado

DOCE = date(2026, 11, 12)
LOTE = Lote(Sesion("ordinaria", "2026-31", DOCE, "artículo iv"), actas.CARGOS[:2], DOCE)


def cotejado(texto: str, lote: Lote = LOTE, anio: int | None = 2026) -> tuple[Discrepancia, ...]:
    """Read and compared."""
    leido = leer_acuerdo_pegado(cargar("manual-cargos").instrumento, texto, actas.CARGOS)
    return cotejar(leido, lote, actas.CARGOS, anio)


def test_an_agreement_that_says_what_was_put_has_nothing_to_flag() -> None:
    assert cotejado(actas.CON_TODO) == ()


def test_a_cargo_too_many_and_a_cargo_too_few() -> None:
    dichas = cotejado(actas.CON_TODO, replace(LOTE, cargos=actas.CARGOS[1:3]))
    assert [d.mensaje for d in dichas] == [
        "El texto nombra 22154 Ejecutivo Experto, Servicio al Cliente, que no está en este punto.",
        "El texto no nombra 23354 Gestor General, Servicio al Cliente, que está en este punto.",
    ]
    assert [d.cargo_id for d in dichas] == [1, 3]


def test_another_session_another_day_another_article_and_a_number_already_used() -> None:
    otra = Sesion("extraordinaria", "2026-32", date(2026, 11, 13), "V")
    usado = "El acuerdo AJD-2026-112 ya está registrado: lo hizo Sofía Brenes."
    lote = replace(LOTE, sesion=otra, usado=usado, hoy=date(2026, 11, 1))
    por_campo = {d.campo: d.mensaje for d in cotejado(actas.CON_TODO, lote, 2025)}
    assert set(por_campo) == {"numero", "clase", "sesion_numero", "articulo", "fecha"}
    assert por_campo["clase"].startswith("El texto dice sesión ordinaria y el punto")
    assert "2026-31" in por_campo["sesion_numero"]
    assert "artículo IV y el punto, V" in por_campo["articulo"]
    mensajes = [d.mensaje for d in cotejado(actas.CON_TODO, lote, 2025)]
    assert usado in mensajes
    assert any("El número es de 2025" in m for m in mensajes)
    assert any("todavía no llega" in m for m in mensajes)
    assert any("el punto se preparó para el 13 de noviembre de 2026" in m for m in mensajes)


def test_a_cargo_it_speaks_of_returning_is_to_be_looked_at() -> None:
    dichas = cotejado(actas.EN_PROSA, replace(LOTE, cargos=[actas.CARGOS[0], actas.CARGOS[3]]))
    assert Discrepancia(
        "El texto parece decir de 22154 Ejecutivo Experto, Servicio al Cliente que se devuelve:"
        " revise cómo salió de la sesión.",
        "resultado-1", 1,
    ) in dichas  # fmt: skip
    assert any("99999, que no es de ningún cargo" in d.mensaje for d in dichas)


def test_a_text_that_says_nothing_only_leaves_the_cargos_out() -> None:
    assert [d.mensaje[:17] for d in cotejado("")] == ["El texto no nombr"] * 2
