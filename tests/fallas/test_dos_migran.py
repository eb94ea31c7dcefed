"""Two machines of an installation migrate its database at once, an empty one or an older one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.apoyo.bases import Direcciones, FabricaPostgresql, FabricaSqlite, ajustes, cerrar
from webapp import create_app
from webapp.bd import db

RAIZ = Path(__file__).parents[2]
#: ``make fallas`` asks for all of it.
LARGAS = os.environ.get("VIGENTE_FALLAS") == "1"
#: A revision that came long before the last.
VIEJA = "20261128_1730"


def migrar_a_la_vez(direcciones: Direcciones, carpeta: Path, cuantos: int) -> list[str]:
    """What each ``db upgrade`` said; every one ends well."""
    entorno = {
        **os.environ,
        "DATABASE_URL": direcciones.aplicacion,
        "DATABASE_OWNER_URL": direcciones.dueno,
        "SECRET_KEY": "k3Yx-9vQw_7LpZr2TnBs8HdFj5GmCa4E",
    }
    orden = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    procesos = [
        subprocess.Popen(orden, cwd=RAIZ, env=entorno, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
        for _ in range(cuantos)
    ]  # fmt: skip
    dichos = [p.communicate(timeout=120)[0] for p in procesos]
    assert [p.returncode for p in procesos] == [0] * cuantos, "\n".join(dichos)
    return dichos


@pytest.mark.parametrize("desde", ["", VIEJA] if LARGAS else [VIEJA])
def test_both_end_well_and_the_schema_is_complete_once(
    fabrica: FabricaSqlite | FabricaPostgresql, tmp_path: Path, desde: str
) -> None:
    direcciones = fabrica.vacia()
    app = create_app(ajustes(direcciones, tmp_path))
    with app.app_context():
        alembic = app.extensions["alembic"]
        if desde:
            alembic.upgrade(desde)
    dichos = migrar_a_la_vez(direcciones, tmp_path, 2)
    primera = "Running upgrade " + (desde or " ->")
    assert sum(primera in dicho for dicho in dichos) == 1, dichos
    with app.app_context(), db.engines["dueno"].connect() as conexion:
        puestas = conexion.execute(sa.text("SELECT version_num FROM alembic_version")).scalars()
        assert set(puestas) == {r.revision for r in alembic.heads()}
    cerrar(app)
    fabrica.soltar(direcciones)
