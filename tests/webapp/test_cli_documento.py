"""``documento``: one cargo to a file, by its código or its clave."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo import manualito
from tests.apoyo.documentos import paginas
from tests.apoyo.reparto import SLUG, Elenco
from webapp.bd import db, transaccion
from webapp.casos.asentar import asentar
from webapp.modelos import DocumentoEmitido
from workflows.contenido import hash_de
from workflows.formatos import cargar
from workflows.lectura import leer

CLAVE = "operativo-general-produccion"


def _correr(app: Flask, *orden: str, falla: bool = False) -> str:
    resultado = app.test_cli_runner().invoke(args=["documento", *orden, "--manual", SLUG])
    assert (resultado.exit_code != 0) is falla, resultado.output
    return resultado.output


@pytest.mark.parametrize("quien", ["41110", CLAVE])
def test_a_cargo_goes_to_a_file_and_the_file_is_on_record(
    app: Flask, tmp_path: Path, quien: str
) -> None:
    salida = tmp_path / "cargo.pdf"
    dicho = _correr(app, "pdf", "--cargo", quien, "-o", str(salida))
    assert "No. 09-2020" in dicho
    assert "Código: 41110" in paginas(salida.read_bytes())[0]
    with app.app_context(), db.sessionmaker() as session:
        hashes = session.scalars(select(DocumentoEmitido.hash)).all()
    assert hashes == [hashlib.sha256(salida.read_bytes()).hexdigest()]


@pytest.mark.parametrize("tipo", ["texto", "json"])
def test_what_is_written_is_read_back_the_same(
    app: Flask, elenco: Elenco, tmp_path: Path, tipo: str
) -> None:
    salida = tmp_path / "cargo"
    _correr(app, tipo, "--cargo", CLAVE, "--version", "09-2020", "-o", str(salida))
    (cargo,) = leer(salida.read_bytes(), [cargar("manual-cargos")]).cargos
    with app.app_context():
        assert hash_de(cargo.contenido) == elenco.vista(1).contenido_hash


@pytest.mark.parametrize("en", ["--texto", "--json"])
def test_the_whole_manual_is_written_and_read_back_the_same(
    app: Flask, elenco: Elenco, en: str
) -> None:
    orden = ["manual", "exportar", "--manual", SLUG, en]
    salida = app.test_cli_runner().invoke(args=orden).stdout
    leidos = leer(salida.encode(), [cargar("manual-cargos")]).cargos
    with app.app_context():
        esperados = {elenco.vista(n).contenido_hash for n in (1, 2, 3)}
    assert {hash_de(c.contenido) for c in leidos} == esperados


def test_two_versions_are_compared(app: Flask, elenco: Elenco, tmp_path: Path) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-112", elenco.revisada("Purgar las líneas cada mes."))
    for tipo in ("comparativo", "cambios"):
        salida = tmp_path / f"{tipo}.pdf"
        _correr(app, tipo, "--cargo", CLAVE, "--contra", "09-2020", "-o", str(salida))
        assert "Purgar las líneas cada mes." in " ".join(paginas(salida.read_bytes()))


def test_word_is_read_back_the_same_and_tracks_what_changes(
    app: Flask, elenco: Elenco, tmp_path: Path
) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-112", elenco.revisada("Purgar las líneas cada mes."))
    limpio, cambios = tmp_path / "limpio.docx", tmp_path / "cambios.docx"
    _correr(app, "docx", "--cargo", CLAVE, "--version", "09-2020", "-o", str(limpio))
    (cargo,) = leer(limpio.read_bytes(), [cargar("manual-cargos")]).cargos
    with app.app_context():
        assert hash_de(cargo.contenido) == elenco.vista(1).contenido_hash
    _correr(app, "cambios", "--cargo", CLAVE, "--contra", "09-2020", "-o", str(cambios))
    with zipfile.ZipFile(cambios) as paquete:
        assert b"<w:ins " in paquete.read("word/document.xml")


def test_one_codigo_on_two_cargos_is_refused_naming_both(
    app: Flask, elenco: Elenco, tmp_path: Path
) -> None:
    with app.app_context():
        otra = manualito.documento([("41110", "TÉCNICO", "GENERAL", "REDES")])
        lectura = leer(otra.encode(), [cargar("manual-cargos")])
        with transaccion() as session:
            asentar(session, elenco.actor("marcos"), elenco.manual_id, lectura.cargos)
    salida = tmp_path / "cargo.pdf"
    dicho = _correr(app, "pdf", "--cargo", "41110", "-o", str(salida), falla=True)
    assert CLAVE in dicho
    assert "tecnico-general-redes" in dicho
    assert not salida.exists()


def test_what_is_not_there_is_told(app: Flask, tmp_path: Path) -> None:
    salida = str(tmp_path / "x")
    assert "no hay un cargo «99999»" in _correr(
        app, "pdf", "--cargo", "99999", "-o", salida, falla=True
    )
    assert "no tiene la versión 99-1999" in _correr(
        app, "texto", "--cargo", CLAVE, "--version", "99-1999", "-o", salida, falla=True
    )
    assert "No se puede escribir" in _correr(
        app, "json", "--cargo", CLAVE, "-o", str(tmp_path / "no" / "hay"), falla=True
    )
