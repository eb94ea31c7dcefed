"""The record as an auditor reads it: what was asked for, all of it, in pages that cost the same."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.contar import contando
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.trabajos import atender
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos._registrar import Registro
from webapp.casos.anotar_verificacion import anotar_verificacion
from webapp.consultas import bitacora
from webapp.consultas.bitacora import Filtro, pagina, todos
from webapp.consultas.manuales import manual_por_slug
from webapp.modelos import Acto, ClaseAsunto

Como = Callable[[str], ClienteAparte]
RUTA = f"/manual/{SLUG}/bitacora"
_ASUNTO = r'ClaseAsunto\.(?:PERSONA|MANUAL|INSTRUMENTO),\s*"([a-z-]+)"'
CASOS = Path(__file__).parents[3] / "webapp" / "casos"


@pytest.fixture
def vida(app: Flask, elenco: Elenco) -> int:
    """A cargo that went all the way, a day later another that waits."""
    with app.app_context():
        version = elenco.revisada("Operar las bombas nuevas.")
        elenco.registrar("AJD-2026-300", version)
        elenco.ahora += timedelta(days=1)
        elenco.revisada("Dirigir.", elenco.cargos["ejecutivo-general-produccion"])
    return version


def actos(elenco: Elenco, **filtro: object) -> list[str]:
    """What a filter finds, by its words."""
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, SLUG)
        pedido = Filtro(**filtro)  # type: ignore[arg-type]
        return [f"{a.rotulo} · {a.persona}" for a in todos(session, manual, pedido)]


def test_each_condition_finds_what_it_says(app: Flask, elenco: Elenco, vida: int) -> None:
    with app.app_context():
        hoy = elenco.ahora.date()
        de_rafael = actos(elenco, persona_id=elenco.personas["rafael"])
        assert de_rafael == ["Firmar como revisado · Rafael Solís"] * 2
        assert actos(elenco, acuerdo="ajd-2026-300") == ["Registrar acuerdo · Sofía Brenes"] * 2
        assert len(actos(elenco, cargo="41110")) == len(actos(elenco, cargo="operativo general"))
        assert actos(elenco, cargo="31110", desde=hoy) == [
            "Abrir borrador · Ana Mora",
            "Firmar como elaborado · Ana Mora",
            "Firmar como revisado · Rafael Solís",
        ]
        assert actos(elenco, clase="revision", hasta=hoy - timedelta(days=1)) == de_rafael[:1]
        assert actos(elenco, desde=hoy + timedelta(days=3)) == []


def test_the_pages_have_every_acto_once_and_cost_the_same(
    app: Flask, elenco: Elenco, vida: int
) -> None:
    with app.app_context():
        with transaccion() as session:
            registro = Registro(session, elenco.actor("marcos"), elenco.manual_id)
            for n in range(120):
                registro.asunto(ClaseAsunto.PERSONA, "editar-persona", motivo=f"Vez {n}.")
        with db.sessionmaker() as session:
            manual = manual_por_slug(session, SLUG)
            vistos: list[int] = []
            antes: int | None = None
            while True:
                with contando(app) as hechas:
                    hoja = pagina(session, manual, Filtro(), antes)
                assert len(hechas) == 1
                vistos += [a.seq for a in hoja.actos]
                if (antes := hoja.siguiente) is None:
                    break
            todos_ = session.scalars(sa.select(Acto.seq).where(Acto.manual_id == manual.id)).all()
        assert vistos == sorted(todos_, reverse=True)


@pytest.mark.parametrize(
    ("filtro", "indice"),
    [
        (Filtro(), "sqlite_autoindex_acto"),
        (Filtro(persona_id=3), "ix_acto_de_persona"),
        (Filtro(clase="revision"), "ix_acto_clase"),
        (Filtro(acuerdo="AJD-2026-300"), "ix_acto_instrumento_id"),
        (Filtro(cargo="41110"), "ix_acto_cargo"),
    ],
)
def test_no_condition_walks_over_the_whole_record(
    app: Flask, elenco: Elenco, filtro: Filtro, indice: str
) -> None:
    with app.app_context(), db.sessionmaker() as session:
        if db.engine.dialect.name != "sqlite":
            pytest.skip("the plan of PostgreSQL depends on how much there is")
        manual = manual_por_slug(session, SLUG)
        consulta = bitacora._consulta(session, manual, filtro).order_by(Acto.seq.desc()).limit(51)
        sql = str(consulta.compile(db.engine, compile_kwargs={"literal_binds": True}))
        plan = [fila.detail for fila in session.execute(sa.text(f"EXPLAIN QUERY PLAN {sql}"))]
    assert any(indice in paso and "acto" in paso for paso in plan), plan
    assert not any(paso.startswith("SCAN acto") and "INDEX" not in paso for paso in plan), plan


def test_what_is_handed_out_is_what_was_asked_for(
    app: Flask, elenco: Elenco, como: Como, vida: int
) -> None:
    marcos = como("marcos")
    rafael = elenco.personas["rafael"]
    with marcos.get(f"{RUTA}.csv?persona={rafael}") as bajada:
        filas = list(csv.DictReader(io.StringIO(bajada.get_data().decode("utf-8-sig"))))
    assert [f["Persona"] for f in filas] == ["Rafael Solís"] * 2
    assert all(len(f["Huella del texto"]) == len(f["Huella del asiento"]) == 64 for f in filas)
    with marcos.get(f"{RUTA}.xlsx?persona={rafael}") as libro:
        assert libro.data.startswith(b"PK")
    with marcos.get(f"{RUTA}.jsonl") as entera:
        lineas = [json.loads(linea) for linea in entera.get_data(as_text=True).splitlines()]
    seqs = [linea["acto"]["seq"] for linea in lineas if "acto" in linea]
    assert seqs == list(range(1, len(seqs) + 1))
    textos = {linea["contenido"]["hash"] for linea in lineas if "contenido" in linea}
    assert {a["acto"]["contenido_hash"] for a in lineas if "acto" in a} - {None} == textos


def test_it_says_up_to_where_it_was_checked_and_what_was_broken(
    app: Flask, elenco: Elenco, como: Como, vida: int
) -> None:
    marcos = como("marcos")
    assert "Todavía no se ha verificado" in marcos.get(RUTA).text
    pedida = marcos.post(f"{RUTA}/verificar")
    atender(app)
    assert "Descargar" in marcos.get(pedida.location).text
    assert como("ana").get(pedida.location).status_code == 403
    hecha = marcos.get(RUTA).text
    assert "Verificada hasta el asiento" in hecha
    assert "Desde entonces no hay ninguno más." in hecha
    with app.app_context():
        elenco.abrir(cargo_id=elenco.cargos["operativo-experto-produccion"])
        assert "Desde entonces hay 1 más." in marcos.get(RUTA).text
        with transaccion() as session:
            cabezas = {elenco.manual_id: (7, "a" * 64)}
            anotar_verificacion(session, elenco.ahora, cabezas, ["pruebas, acto 7: no sigue"])
    rota = marcos.get(RUTA).text
    assert "Un punto no cuadra." in rota
    assert "pruebas, acto 7: no sigue" in rota


def test_a_day_that_is_none_keeps_what_was_typed(app: Flask, como: Como) -> None:
    respuesta = como("marcos").get(f"{RUTA}?desde=ayer&cargo=41110")
    assert respuesta.status_code == 422
    assert 'value="41110"' in respuesta.text
    assert "no es una fecha" in respuesta.text


def test_every_acto_that_is_not_of_a_formato_has_its_name() -> None:
    dichos = {
        clave
        for archivo in CASOS.glob("*.py")
        for clave in re.findall(_ASUNTO, archivo.read_text("utf-8"))
    }
    assert len(dichos) > 8
    assert dichos - bitacora._ROTULOS.keys() == set()
