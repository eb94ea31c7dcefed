"""``retencion``: what is over and can be done without goes; the record says all it said."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from tests.apoyo.rechazo import registro
from tests.apoyo.reparto import Elenco
from webapp.bd import db
from webapp.modelos import Guardado


def test_only_the_saves_of_what_ended_long_ago_go_and_once(app: Flask, elenco: Elenco) -> None:
    linea = app.test_cli_runner()
    with app.app_context():
        vieja = elenco.revisada("Operar las bombas nuevas.")
        elenco.registrar("AJD-2026-300", vieja)
        otro, tercero = list(elenco.cargos.values())[1:3]
        elenco.revisada("Dirigir.", otro)
        elenco.cambiar(elenco.abrir(cargo_id=tercero), "Coordinar las cuadrillas.")
        elenco.ahora += timedelta(days=400)
        antes = registro()
    seco = linea.invoke(args=["retencion", "aplicar", "--dias", "365", "--simular"])
    assert seco.exit_code == 0, seco.output
    assert "Se quitarían" in seco.output
    with app.app_context():
        assert registro() == antes
    hecho = linea.invoke(args=["retencion", "aplicar", "--dias", "365"])
    assert "de 1 versiones" in hecho.output
    with app.app_context():
        despues = registro()
        with db.sessionmaker() as session:
            quedan = set(session.scalars(sa.select(Guardado.version_id)))
    assert {t for t in antes if antes[t] != despues[t]} == {"guardado"}
    assert set(despues["guardado"]) < set(antes["guardado"])
    assert vieja not in quedan
    assert len(quedan) == 2
    otra_vez = linea.invoke(args=["retencion", "aplicar", "--dias", "365"])
    assert "Se quitaron 0 guardados" in otra_vez.output
    assert linea.invoke(args=["bitacora", "verificar"]).exit_code == 0


def test_without_a_term_nothing_goes(app: Flask) -> None:
    dicho = app.test_cli_runner().invoke(args=["retencion", "aplicar"])
    assert dicho.exit_code == 1
    assert "No se quitó nada" in dicho.output


def test_what_can_be_made_again_goes_by_its_age(app: Flask, elenco: Elenco) -> None:
    carpeta = Path(app.config["COPIAS"]) / "ab"
    carpeta.mkdir(parents=True)
    vieja, nueva = carpeta / "vieja.pdf", carpeta / "nueva.pdf"
    for archivo, dias in ((vieja, 100), (nueva, 1)):
        archivo.write_bytes(b"%PDF")
        momento = (elenco.ahora - timedelta(days=dias)).timestamp()
        os.utime(archivo, (momento, momento))
    dicho = app.test_cli_runner().invoke(args=["retencion", "aplicar", "--dias", "90"])
    assert "y 1 documentos" in dicho.output
    assert nueva.is_file()
    assert not vieja.exists()
