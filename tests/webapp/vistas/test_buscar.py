"""Searching the manual: what is in force that day, and nothing of what is on its way."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo

RUTA = f"/manual/{SLUG}/buscar"
EXPERTO = "operativo-experto-produccion"


def cuantos(cliente: ClienteAparte, **pide: object) -> int:
    """How many cargos the page says it found."""
    pagina = cliente.get(RUTA, query_string=pide)
    assert pagina.status_code == 200
    dicho = re.search(r"(\d+|Ningún) cargos?", pagina.text)
    assert dicho, pagina.text
    return 0 if dicho[1] == "Ningún" else int(dicho[1])


def test_accents_case_prefixes_phrases_and_sections(publico: ClienteAparte) -> None:
    assert cuantos(publico, q="BACHILLERATO educacion") == 3
    assert cuantos(publico, q="bachill*") == 3
    assert cuantos(publico, q='"caudales y presiones"') == 3
    assert cuantos(publico, q='"presiones y caudales"') == 0
    assert cuantos(publico, q="formación: bachillerato") == 3
    assert cuantos(publico, q="experiencia: bachillerato") == 0
    assert cuantos(publico, q="código: 41120") == 1
    assert cuantos(publico, q="ejecutivo") == 1
    assert cuantos(publico, q="bachillerato ejecutivo") == 1


def test_a_hit_is_shown_in_its_words_and_leads_to_its_place(publico: ClienteAparte) -> None:
    pagina = publico.get(RUTA, query_string={"q": "presion*"}).text
    assert "Registrar caudales y <mark>presiones</mark> cada hora." in pagina
    enlace = re.search(r'href="([^"]+#item-[^"]+)"', pagina)
    assert enlace
    ruta, ancla = unescape(enlace[1]).split("#")
    assert f'id="{ancla}"' in publico.get(ruta).text


def test_results_are_narrowed_by_the_identity_of_the_formato(publico: ClienteAparte) -> None:
    pagina = publico.get(RUTA, query_string={"q": "caudales"}).text
    assert "estrato=operativo" in pagina
    assert "categoria=experto" in pagina
    assert cuantos(publico, q="caudales", estrato="operativo") == 2
    assert cuantos(publico, q="caudales", estrato="operativo", categoria="experto") == 1
    assert cuantos(publico, estrato="ejecutivo") == 1
    assert cuantos(publico, q="caudales", estrato="no hay") == 0


def test_a_draft_is_not_found_and_an_approval_is_found_at_once(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        version = elenco.revisada("Custodiar el secretísimo archivo.")
    assert cuantos(publico, q="secretisimo") == 0
    with app.app_context():
        manana = elenco.ahora.date() + timedelta(days=1)
        acuerdo = elenco.acuerdo("AJD-2026-010", version, rige=manana)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    assert cuantos(publico, q="secretisimo") == 0
    assert cuantos(publico, q="secretisimo", fecha=manana.isoformat()) == 1
    elenco.ahora += timedelta(days=2)
    assert cuantos(publico, q="secretisimo") == 1
    assert cuantos(publico, q="bombeo") == 2
    assert cuantos(publico, q="bombeo", fecha="2021-06-30") == 3
    assert cuantos(publico, q="bombeo", fecha="1999-01-01") == 0


def test_making_the_index_again_finds_the_same(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-011", elenco.revisada("Vigilar el embalse."))
        with db.engine.begin() as conexion:
            conexion.exec_driver_sql("DELETE FROM trozo_dicho")
    antes = publico.get(RUTA, query_string={"q": "embalse"})
    assert cuantos(publico, q="embalse") == 0
    dicho = app.test_cli_runner().invoke(args=["manual", "reindexar"])
    assert dicho.exit_code == 0, dicho.output
    assert "textos en el índice" in dicho.output
    assert cuantos(publico, q="embalse") == 1, "what this process remembered is not told again"
    assert cuantos(publico, q="bombeo") == 2
    repetida = publico.get(
        RUTA, query_string={"q": "embalse"}, headers={"If-None-Match": antes.headers["ETag"]}
    )
    assert repetida.status_code == 200, "nor is it what a browser has"


@pytest.mark.parametrize(
    "q",
    ['"', '""', '"sin cerrar', "a*b*", "*", "NEAR(a b)", "a AND", "OR", "NOT b", "^a", "-a",
     "{a b}:c", "col:", ":x", "'", "''; DROP TABLE acto", "\\", "%", "_", "<script>", "a" * 10_000,
     "palabra " * 1_250, '"' * 10_000, "& | ! <->", "\u202e\ufeff", "\U0001f600", "ß" * 90],
)  # fmt: skip
def test_no_question_is_an_error(publico: ClienteAparte, q: str) -> None:
    pagina = publico.get(RUTA, query_string={"q": q})
    assert pagina.status_code == 200
    assert "<script>" not in pagina.text.replace("<script src", "")


@pytest.mark.parametrize("pagina", ["0", "-1", "x", "99", "9" * 40, "²"])
def test_a_page_that_is_not_there_is_no_error(publico: ClienteAparte, pagina: str) -> None:
    assert publico.get(RUTA, query_string={"q": "agua", "pagina": pagina}).status_code == 200
