"""What a page of changes tells besides the words: why, and what nobody needs to look at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.justificar import justificar
from webapp.modelos import Acto

Como = Callable[[str], ClienteAparte]


def test_the_reasons_stand_beside_the_changes_they_explain(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        version = elenco.abrir()
        texto = elenco.cambiar(version, "Operar los equipos por turnos.")
        pieza = f"item:{texto.seccion('actividades_principales').items[0].id}"
        with transaccion() as session:
            justificar(session, elenco.actor("ana"), version, {pieza: "Hay tres turnos.", "": "A."})
        elenco.elaborar(version)
    pagina = como("rafael").get(f"/versiones/{version}/cambios").text
    assert re.search(r"Cambio 1 de 1.*?Por qué:</strong> Hay tres turnos\.", pagina, re.S)
    assert "Por qué se proponen los cambios:</strong> A." in pagina
    with app.app_context(), db.sessionmaker() as session:
        firma = session.scalars(
            select(Acto).where(Acto.version_id == version, Acto.acto == "elaborar")
        ).one()
    assert json.loads(firma.datos)["justificaciones"] == {"": "A.", pieza: "Hay tres turnos."}


def test_spacing_is_told_quietly(app: Flask, elenco: Elenco, como: Como) -> None:
    with app.app_context():
        version = elenco.abrir()
        frase = elenco.vista(version).contenido.seccion("actividades_principales").items[0].texto
        elenco.cambiar(version, frase.replace(" ", "  ", 1))
    pagina = como("ana").get(f"/versiones/{version}/cambios").text
    assert "Cambio 1 de 1:</strong> solo cambian espacios o comillas" in pagina
    assert "<ins><span" not in pagina
