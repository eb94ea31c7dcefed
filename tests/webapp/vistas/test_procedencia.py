"""Whose words: the page says which approved version brought each, and by whom."""

from __future__ import annotations

from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte

CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


def test_each_piece_names_the_version_that_last_changed_it_and_its_author(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        version = elenco.revisada("Lo de Ana.")
        id_ = elenco.vista(version).contenido.seccion("actividades_principales").items[0].id
        elenco.registrar("AJD-2026-010", version)
        borrador = elenco.abrir()
        elenco.cambiar(borrador, "Secreto todavía.")
    pagina = publico.get(f"{CARGO}/procedencia").text
    assert "01-2026" in pagina
    assert "Ana Mora" in pagina
    assert "Vilma Arce" in pagina
    assert "2 redacciones" in pagina
    vida = publico.get(f"{CARGO}/items/{id_}").text
    assert "Rafael Solís" in vida or "Capital Humano" in vida
    assert "AJD-2026-010" in vida
    assert "Vilma Arce" in vida
    assert "Secreto" not in pagina + vida
    antes = publico.get(f"{CARGO}/procedencia?version=09-2020").text
    assert "Lo de Ana." not in antes
    assert publico.get(f"{CARGO}/procedencia?version=77-1999").status_code == 404
    assert publico.get(f"{CARGO}/items/nada").status_code == 404
    assert f'id="item-{id_}"' in publico.get(f"{CARGO}/versiones/09-2020").text
