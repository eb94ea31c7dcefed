"""The migrations make the database that the models describe, and keep its guardias on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from migrations.guardias import esperadas, inventario
from tests.apoyo import reparto
from tests.apoyo.bases import (
    Direcciones,
    FabricaPostgresql,
    FabricaSqlite,
    ajustes,
    cerrar,
    migrar,
    servidor_postgresql,
)
from webapp import create_app
from webapp.bd import ROL_APLICACION, Base, db

VERSIONES = Path(__file__).parents[2] / "migrations" / "versions"
#: Tables that there were once.
IDAS = {"texto_indexado"}
Fabrica = FabricaSqlite | FabricaPostgresql

#: A revision that rebuilds a table on SQLite, and forgets a trigger on PostgreSQL.
DESCUIDADA = '''
"""Adds a column without care."""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import Guardia

revision = "descuidada"
down_revision = "{anterior}"
GUARDIAS = tuple(
    Guardia(nombre, tabla, evento, "1 = 1", "x", solo)
    for nombre, tabla, evento, solo in {guardias}
)


def upgrade():
    with op.batch_alter_table("guardado", recreate="{recrea}") as lote:
        lote.add_column(sa.Column("nueva", sa.Integer()))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE guardado DISABLE TRIGGER guardado_no_update")


def downgrade():
    pass
'''


@pytest.fixture
def vacia(fabrica: Fabrica, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without a table."""
    direcciones = fabrica.vacia()
    app = create_app(ajustes(direcciones, tmp_path))
    yield app
    cerrar(app)
    fabrica.soltar(direcciones)


def guardias_de(app: Flask, revision: str) -> set[str]:
    """The triggers that a revision says stand after it, on this application's engine."""
    modulo = app.extensions["alembic"].script_directory.get_revision(revision).module
    return esperadas(modulo.GUARDIAS, db.engines["dueno"].dialect.name)


def en_la_base() -> tuple[set[str], set[str]]:
    """The tables and the triggers there are."""
    with db.engines["dueno"].connect() as conexion:
        tablas = sa.inspect(conexion).get_table_names()
        # SQLite's full text, with its shadow tables, is in no model.
        return {t for t in tablas if not t.startswith("texto_fts")}, inventario(conexion)


def test_the_models_are_what_the_migrations_made(app: Flask) -> None:
    with app.app_context():
        assert app.extensions["alembic"].compare_metadata() == []


def test_every_step_up_down_and_up_again_leaves_the_guardias_it_declares(vacia: Flask) -> None:
    def revision_a_revision(pasos: list[str], mover: str) -> None:
        for revision in pasos:
            with vacia.app_context():
                getattr(vacia.extensions["alembic"], mover)(revision)
            with vacia.app_context():
                tablas, guardias = en_la_base()
                espera = set() if revision == "base" else guardias_de(vacia, revision)
                assert guardias == espera, revision
                tablas -= {"alembic_version"}
                assert tablas <= set(Base.metadata.tables) | IDAS
                assert (tablas == set()) == (revision == "base")
                if revision == camino[-1]:
                    assert tablas == set(Base.metadata.tables)

    with vacia.app_context():
        camino = [r.revision for r in reversed(vacia.extensions["alembic"].log())]
    assert len(camino) >= 2
    revision_a_revision(camino, "upgrade")
    revision_a_revision([*reversed(camino[:-1]), "base"], "downgrade")
    revision_a_revision(camino, "upgrade")
    with vacia.app_context():
        assert vacia.extensions["alembic"].compare_metadata() == []


def test_a_migration_that_drops_guardias_is_refused_and_undone(
    direcciones: Direcciones, tmp_path: Path
) -> None:
    app = create_app(ajustes(direcciones, tmp_path))
    with app.app_context():
        antes = en_la_base()
        (cabeza,) = app.extensions["alembic"].heads()
        copia = tmp_path / "versions"
        shutil.copytree(VERSIONES, copia, ignore=shutil.ignore_patterns("__pycache__"))
        sqlite = db.engines["dueno"].dialect.name == "sqlite"
        guardias = [(g.nombre, g.tabla, g.evento, g.solo_sqlite) for g in cabeza.module.GUARDIAS]
        (copia / "descuidada.py").write_text(
            DESCUIDADA.format(
                anterior=cabeza.revision,
                guardias=repr(guardias),
                recrea="always" if sqlite else "never",
            )
        )
    cerrar(app)
    descuidado = create_app(ajustes(direcciones, tmp_path))
    descuidado.config["ALEMBIC"]["script_location"] = str(copia)
    with (
        descuidado.app_context(),
        pytest.raises(RuntimeError, match=r"faltan .*guardado_no_update.*No se cambió nada"),
    ):
        descuidado.extensions["alembic"].upgrade()
    cerrar(descuidado)
    with app.app_context():
        assert en_la_base() == antes
        assert [r.revision for r in app.extensions["alembic"].current()] == [cabeza.revision]
        assert app.extensions["alembic"].compare_metadata() == []
    cerrar(app)


@pytest.fixture(scope="module")
def virgen(fabrica_postgresql: FabricaPostgresql) -> Iterator[str]:
    """The folder of the socket of a server where nobody has created a role yet."""
    with servidor_postgresql() as socket:
        administra = sa.create_engine(
            f"postgresql+psycopg://postgres@/postgres?host={socket}",
            isolation_level="AUTOCOMMIT",
            poolclass=sa.NullPool,
        )
        with administra.connect() as conexion:
            conexion.exec_driver_sql("CREATE ROLE solo LOGIN CREATEROLE")
            conexion.exec_driver_sql("CREATE DATABASE uno OWNER solo")
            conexion.exec_driver_sql("CREATE DATABASE dos")
        yield socket


@pytest.mark.parametrize(("login", "base"), [("solo", "uno"), ("postgres", "dos")])
def test_with_one_login_the_application_still_works_as_the_role_that_owns_nothing(
    virgen: str, tmp_path: Path, login: str, base: str
) -> None:
    url = f"postgresql+psycopg://{login}@/{base}?host={virgen}"
    direcciones = Direcciones(url, url)
    migrar(direcciones, tmp_path)
    app = create_app(ajustes(direcciones, tmp_path))
    with app.app_context():
        reparto.fundar("x")
        elenco = reparto.Elenco().cargar()
        assert elenco.registrar("AJD-2026-1", elenco.revisada("Operar.")) == "AJD-2026-1"
        with db.sessionmaker() as session:
            assert session.scalar(sa.text("SELECT current_user")) == ROL_APLICACION
            assert session.scalar(sa.text("SELECT session_user")) == login
            for orden in ("TRUNCATE acto", "DELETE FROM acto", "ALTER TABLE acto OWNER TO solo"):
                with pytest.raises(sa.exc.ProgrammingError, match=r"permission denied|must be ow"):
                    session.execute(sa.text(orden))
                session.rollback()
        with db.engines["dueno"].connect() as conexion:
            assert conexion.scalar(sa.text("SELECT current_user")) == login
    cerrar(app)
