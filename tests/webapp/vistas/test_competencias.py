"""The matrix of grades and the dictionary: both texts of a grade, and who uses each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from workflows.formatos.cargador import fuente

RUTA = f"/manual/{SLUG}/competencias/"


def con_otro_concepto(app: Flask, elenco: Elenco) -> None:
    """One cargo says of Iniciativa 3 something else than the other two."""
    with app.app_context():
        version = elenco.abrir()
        texto = elenco.vista(version).contenido
        fila = replace(texto.competencias[0], concepto="Otra manera de decirlo.")
        elenco.guardar(version, replace(texto, competencias=(fila, *texto.competencias[1:])))
        elenco.elaborar(version)
        elenco.revisar(version)
        elenco.registrar("AJD-2026-010", version)


def test_each_cargo_stands_beside_the_grade_it_asks_for(publico: ClienteAparte) -> None:
    pagina = publico.get(f"{RUTA}?area=produccion").text
    assert pagina.count("matriz-grado") == 6
    assert "Iniciativa" in pagina
    assert "41120" in pagina
    assert publico.get(f"{RUTA}?area=nada").status_code == 404
    assert publico.get(f"{RUTA}?fecha=1999-01-01").status_code == 200


def test_where_a_grade_has_two_texts_both_are_shown_with_who_uses_each(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    con_otro_concepto(app, elenco)
    pagina = publico.get(f"{RUTA}iniciativa").text
    assert pagina.count("más de un texto") == 2
    assert "Lo usan 2 cargos" in pagina
    assert "Lo usa 1 cargo" in pagina
    assert "Otra manera de decirlo." in pagina
    assert "cambio-masivo" not in pagina
    assert "cambio-masivo?frase=Otra" in como("ana").get(f"{RUTA}iniciativa").text
    antes = publico.get(f"{RUTA}iniciativa?fecha=2021-06-30").text
    assert "más de un texto" not in antes
    assert publico.get(f"{RUTA}no-hay").status_code == 404


def test_a_manual_without_competencias_says_so(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        fundar_otro(elenco, fuente("especificacion-clase"), slug="clases", roles={})
    assert "no llevan tabla de competencias" in publico.get("/manual/clases/competencias/").text
