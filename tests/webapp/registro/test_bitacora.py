"""Whoever gets past the guardias is found out by ``bitacora verificar``, link by link."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import rfc8785
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from migrations.guardias import Guardia
from tests.apoyo.ataque import AMBOS, POSTGRESQL
from tests.apoyo.escenario import Escenario
from webapp.bitacora.exportar import lineas
from webapp.bitacora.verificar import hay_cabeza, verificar
from workflows.molde import comprimir

pytestmark = pytest.mark.parametrize("escenario", AMBOS, indirect=True)

RAIZ = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def guardias() -> tuple[Guardia, ...]:
    """What the newest migration declares."""
    guion = ScriptDirectory(str(RAIZ / "migrations"))
    cabeza = guion.get_revision(guion.get_current_head())
    declaradas: tuple[Guardia, ...] = cabeza.module.GUARDIAS
    return declaradas


def de_quien_puede(escenario: Escenario) -> str:
    """The connection of somebody who owns the tables, or can write the file."""
    return "dueno" if escenario.motor == POSTGRESQL else "pelada"


def desarmar(conexion: Connection, *tablas: str) -> None:
    """Take the guardias off a table, as only its owner can."""
    for tabla in tablas:
        if conexion.dialect.name == POSTGRESQL:
            conexion.exec_driver_sql(f"ALTER TABLE {tabla} DISABLE TRIGGER USER")
            continue
        consulta = sa.text(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :tabla"
        )
        for nombre in conexion.execute(consulta, {"tabla": tabla}).scalars().all():
            conexion.exec_driver_sql(f"DROP TRIGGER {nombre}")


def rotas(conexion: Connection, guardias: tuple[Guardia, ...]) -> list[str]:
    """What is wrong with the rows, guardias aside."""
    return [str(r) for r in verificar(conexion, guardias) if r.clase != "guardia"]


def test_an_honest_record_is_whole(escenario: Escenario, guardias: tuple[Guardia, ...]) -> None:
    for via in escenario.vias:
        with escenario.conexion(via) as conexion:
            leidas: list[int] = []
            assert verificar(conexion, guardias, leidas.append) == []
            assert len(leidas) > 50


@pytest.mark.parametrize(
    "cuerpo", [comprimir("{}"), comprimir("{}")[:-1], comprimir("{}") * 2, b"\xff" * 40, b""]
)
def test_a_changed_byte_in_a_contenido(
    escenario: Escenario, guardias: tuple[Guardia, ...], cuerpo: bytes
) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "contenido")
        conexion.execute(
            sa.text("UPDATE contenido SET molde_id = NULL, cuerpo = :cuerpo WHERE hash = :h_otra"),
            {"cuerpo": cuerpo, **escenario.datos},
        )
        huella = str(escenario.datos["h_otra"])[:12]
        assert rotas(conexion, guardias) == [f"texto {huella}: no es el que se firmó"]


def test_a_deleted_acto(escenario: Escenario, guardias: tuple[Guardia, ...]) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "acto")
        conexion.execute(
            sa.text("DELETE FROM acto WHERE manual_id = :manual AND seq = 4"), escenario.datos
        )
        assert rotas(conexion, guardias)[0].endswith("acto 5: falta el acto 4")


def test_the_last_acto_deleted_is_missed_by_its_version(
    escenario: Escenario, guardias: tuple[Guardia, ...]
) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "acto")
        conexion.execute(
            sa.text(
                "DELETE FROM acto WHERE manual_id = :manual AND seq = (SELECT ultimo_seq"
                " FROM version WHERE id = :v_descartada)"
            ),
            escenario.datos,
        )
        assert any("no refleja su último acto" in r for r in rotas(conexion, guardias))


def test_a_swapped_pair(escenario: Escenario, guardias: tuple[Guardia, ...]) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "acto")
        for de, a in ((6, 9006), (7, 6), (9006, 7)):
            conexion.execute(
                sa.text("UPDATE acto SET seq = :a WHERE manual_id = :manual AND seq = :de"),
                {"manual": escenario.datos["manual"], "de": de, "a": a},
            )
        assert "acto 6: no dice lo que se registró" in rotas(conexion, guardias)[0]


def test_an_acto_inserted_in_the_past_with_a_hash_of_its_own(
    escenario: Escenario, guardias: tuple[Guardia, ...]
) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "acto")
        datos = {"manual": escenario.datos["manual"]}
        for signo in ("-", "+"):  # out of the way first, for (manual, seq) is a key
            conexion.execute(
                sa.text(
                    "UPDATE acto SET seq = -(seq + 1) WHERE manual_id = :manual AND seq >= 5"
                    if signo == "-"
                    else "UPDATE acto SET seq = -seq WHERE manual_id = :manual AND seq < 0"
                ),
                datos,
            )
        anterior = dict(
            conexion.execute(
                sa.text("SELECT * FROM acto WHERE manual_id = :manual AND seq = 4"), datos
            )
            .mappings()
            .one()
        )
        intruso = anterior | {"seq": 5, "anterior": anterior["hash"], "motivo": "Ya estaba."}
        del intruso["hash"]
        intruso["hash"] = hashlib.sha256(rfc8785.dumps(intruso)).hexdigest()
        columnas = ", ".join(intruso)
        valores = ", ".join(f":{c}" for c in intruso)
        conexion.execute(sa.text(f"INSERT INTO acto ({columnas}) VALUES ({valores})"), intruso)
        assert "acto 6: no dice lo que se registró" in rotas(conexion, guardias)[0]


def test_a_dropped_trigger_and_one_that_no_longer_refuses(
    escenario: Escenario, guardias: tuple[Guardia, ...]
) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        postgresql = escenario.motor == POSTGRESQL
        conexion.exec_driver_sql("DROP TRIGGER acto_no_delete" + " ON acto" * postgresql)
        if postgresql:
            conexion.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION acto_no_update() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN NEW; END $$"
            )
        else:
            conexion.exec_driver_sql("DROP TRIGGER acto_no_update")
            conexion.exec_driver_sql(
                "CREATE TRIGGER acto_no_update BEFORE UPDATE ON acto"
                " WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'x'); END"
            )
        assert [str(r) for r in verificar(conexion, guardias)] == [
            "acto_no_delete: falta en la base de datos",
            "acto_no_update: fue cambiada",
        ]


def test_a_number_reused(escenario: Escenario, guardias: tuple[Guardia, ...]) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "version")
        conexion.execute(
            sa.text(
                "UPDATE version SET numero_consecutivo = (SELECT x.numero_consecutivo"
                " FROM version x WHERE x.id = :v_aprobada) WHERE id = :v_otra"
            ),
            escenario.datos,
        )
        assert any("que es de otro acuerdo" in r for r in rotas(conexion, guardias))


def test_the_writer_passed_off_as_the_reviewer(
    escenario: Escenario, guardias: tuple[Guardia, ...]
) -> None:
    with escenario.conexion(de_quien_puede(escenario)) as conexion:
        desarmar(conexion, "acto")
        conexion.execute(
            sa.text(
                "UPDATE acto SET persona_id = :p_ana"
                " WHERE version_id = :v_aprobada AND clase = 'revision'"
            ),
            escenario.datos,
        )
        assert any("la firmó quien la escribió" in r for r in rotas(conexion, guardias))


def test_paper_testifies_against_a_rewritten_chain(escenario: Escenario) -> None:
    with escenario.conexion("aplicacion") as conexion:
        cabeza = conexion.scalar(sa.text("SELECT hash FROM acto ORDER BY manual_id, seq DESC"))
        assert hay_cabeza(conexion, str(cabeza))
        assert not hay_cabeza(conexion, "0" * 64)


def test_the_independent_program_finds_what_is_broken_in_an_export(
    escenario: Escenario, tmp_path: Path
) -> None:
    def juzgar(renglones: list[str]) -> tuple[int, str]:
        archivo = tmp_path / "bitacora.jsonl"
        archivo.write_text("\n".join(renglones) + "\n", encoding="utf-8")
        programa = [sys.executable, str(RAIZ / "docs/bitacora/verificar.py"), str(archivo)]
        dicho = subprocess.run(programa, capture_output=True, text=True, check=False)
        return dicho.returncode, dicho.stdout

    with escenario.conexion("aplicacion") as conexion:
        exportada = list(lineas(conexion))
        cabeza = conexion.scalar(
            sa.text("SELECT hash FROM acto WHERE manual_id = :manual ORDER BY seq DESC LIMIT 1"),
            escenario.datos,
        )
    codigo, dicho = juzgar(exportada)
    assert codigo == 0
    assert f"head {cabeza}" in dicho
    assert "The record holds." in dicho
    primero = next(n for n, renglon in enumerate(exportada) if "acto" in json.loads(renglon))
    sin_uno = exportada[: primero + 3] + exportada[primero + 4 :]
    assert "does not follow acto 3" in juzgar(sin_uno)[1]
    assert (
        "is not what was recorded"
        in juzgar(
            [
                r.replace('"rol":"', '"rol":"x') if n == primero else r
                for n, r in enumerate(exportada)
            ]
        )[1]
    )
    texto = exportada[0].replace("secciones", "Secciones")
    assert texto != exportada[0]
    assert "is not the one its hash names" in juzgar([texto, *exportada[1:]])[1]
