"""The database goes away and comes back; the disk is full: said, nothing lost, and it goes on."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo import papeles
from tests.apoyo.bases import Direcciones, FabricaPostgresql, FabricaSqlite
from tests.apoyo.caida import (
    archivos_de_a_lo_mas,
    base_caida,
    cortar,
    disco_lleno,
    formulario,
    servidor_detenido,
    sin_paginas,
)
from tests.apoyo.puntos import JUNTA, decision, punto_con
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from tests.fallas.libro import roturas
from webapp.bd import db

Como = Callable[[str], ClienteAparte]
Fabrica = FabricaSqlite | FabricaPostgresql
#: Faults that touch more than their own database: by ``make fallas``.
LARGAS = os.environ.get("VIGENTE_FALLAS") == "1"
INDICE = f"/manual/{SLUG}/"


def prueba_de_que_sigue(app: Flask, elenco: Elenco) -> None:
    """The record is whole, and takes another life."""
    assert roturas(app, elenco) == []
    with app.app_context():
        elenco.revisada("Después.", list(elenco.cargos.values())[-1])
    assert roturas(app, elenco) == []


@contextmanager
def bajo_carga(
    clientes: list[ClienteAparte],
) -> Iterator[tuple[list[int], Callable[[float], bool]]]:
    """Each asks for its bandeja without pause, in a thread of its own, while the block runs.

    Yields the answers' codes, as they come, and a way to wait for more (seconds).
    """
    codigos: list[int] = []
    fin = threading.Event()

    def pedir(cliente: ClienteAparte) -> None:
        while not fin.is_set():
            codigos.append(cliente.get("/bandeja").status_code)

    hilos = [threading.Thread(target=pedir, args=(c,)) for c in clientes]
    for hilo in hilos:
        hilo.start()
    try:
        yield codigos, fin.wait
    finally:
        fin.set()
        for hilo in hilos:
            hilo.join()


def test_while_the_database_is_away_every_request_is_told_and_what_was_typed_is_kept(
    app: Flask,
    elenco: Elenco,
    como: Como,
    publico: ClienteAparte,
    fabrica: Fabrica,
    direcciones: Direcciones,
) -> None:
    punto_id, versiones = punto_con(app, elenco)
    datos = decision(app, elenco, *versiones, articulo='IV & "anexo"', texto="Dos\nrenglones.")
    sofia, ana, ruta = como("sofia"), como("ana"), f"{JUNTA}/{punto_id}/decision/registrar"
    con_servidor = isinstance(fabrica, FabricaPostgresql)
    with base_caida(app, fabrica, direcciones):
        respuesta = sofia.post(ruta, data=datos)
        assert respuesta.status_code == 503
        assert "La base de datos no responde" in respuesta.text
        assert respuesta.headers["Retry-After"] == "30"
        campos = formulario(respuesta.text)
        assert {c: v for c, (v,) in campos.items() if c != "csrf_token"} == datos
        guardado = ana.post("/borradores/1/piezas", json={"serie": 1, "piezas": {}})
        assert guardado.status_code == 503
        assert "No se guardó nada" in guardado.get_json()["error"]
        entrada = ana.post("/entrar", data={"email": "a@b.cr", "password": "una frase secreta"})
        assert "una frase secreta" not in entrada.text
        assert sofia.get(INDICE).status_code == (503 if con_servidor else 200)
        assert publico.get("/salud/lista").status_code == (503 if con_servidor else 200)
        assert publico.get("/salud/viva").status_code == 200
    assert publico.get("/salud/lista").text == "lista\n"
    assert sofia.post(ruta, data=campos).location.endswith("/acuerdos/AJD-2026-300")
    assert "IV &amp; &#34;anexo&#34;" in sofia.get(f"/manual/{SLUG}/acuerdos/AJD-2026-300").text
    prueba_de_que_sigue(app, elenco)


def test_connections_cut_under_load_are_replaced_without_a_restart(
    app: Flask, elenco: Elenco, como: Como, fabrica: Fabrica, direcciones: Direcciones
) -> None:
    if not isinstance(fabrica, FabricaPostgresql):
        pytest.skip("SQLite has no connection to a server that could be cut")
    clientes = [como("ana") for _ in range(3)]
    with bajo_carga(clientes) as (codigos, pausa):
        for n in range(1, 6):
            while len(codigos) < n * 12:
                pausa(0.005)
            cortar(fabrica, direcciones)
    assert set(codigos) <= {200, 503}
    assert codigos.count(200) > codigos.count(503)
    assert [c.get("/bandeja").status_code for c in clientes] == [200, 200, 200]
    prueba_de_que_sigue(app, elenco)


def test_the_whole_server_stopped_and_started_under_load_needs_no_restart_here(
    app: Flask, elenco: Elenco, como: Como, publico: ClienteAparte, fabrica: Fabrica
) -> None:
    if not isinstance(fabrica, FabricaPostgresql) or not LARGAS:
        pytest.skip("it stops the server of every test of this process: make fallas")
    clientes = [como("ana") for _ in range(3)]
    with bajo_carga(clientes) as (codigos, pausa):
        for _ in range(3):
            hechos = len(codigos)
            with servidor_detenido(fabrica):
                while len(codigos) < hechos + 12:
                    pausa(0.005)
                assert publico.get("/salud/lista").status_code == 503
    assert set(codigos) == {200, 503}
    assert [c.get("/bandeja").status_code for c in clientes] == [200, 200, 200]
    prueba_de_que_sigue(app, elenco)


def test_cut_while_it_was_being_recorded_nobody_is_told_that_nothing_was(
    app: Flask, elenco: Elenco, como: Como, fabrica: Fabrica, direcciones: Direcciones
) -> None:
    if not isinstance(fabrica, FabricaPostgresql):
        pytest.skip("SQLite has no connection to a server that could be cut")
    punto_id, versiones = punto_con(app, elenco)
    datos, sofia = decision(app, elenco, *versiones), como("sofia")
    with app.app_context():
        motor = db.engine

    def al_confirmar(_: object) -> None:
        cortar(fabrica, direcciones)

    sa.event.listen(motor, "commit", al_confirmar, once=True)
    respuesta = sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos)
    assert respuesta.status_code == 503
    assert "puede que haya quedado guardado" in respuesta.text
    assert "No se guardó nada" not in respuesta.text
    campos = formulario(respuesta.text)
    hecho = sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=campos)
    assert hecho.status_code in (302, 409), "recorded once, now or before"
    prueba_de_que_sigue(app, elenco)


def test_a_database_that_cannot_grow_says_so_and_goes_on_once_it_can(
    app: Flask, elenco: Elenco, como: Como, fabrica: Fabrica
) -> None:
    if isinstance(fabrica, FabricaPostgresql):
        pytest.skip("of PostgreSQL it is the next test")
    punto_id, versiones = punto_con(app, elenco, 3)
    sofia, datos = como("sofia"), decision(app, elenco, *versiones)
    with sin_paginas(app):
        respuesta = sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos)
        assert respuesta.status_code == 507
        assert "No queda espacio" in respuesta.text
        assert "lo que ya estaba guardado sigue igual" in respuesta.text
        campos = formulario(respuesta.text)
        assert roturas(app, elenco) == []
        assert sofia.get(INDICE).status_code == 200
    hecho = sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=campos)
    assert hecho.location.endswith("/acuerdos/AJD-2026-300")
    prueba_de_que_sigue(app, elenco)


def test_a_full_disk_under_postgresql_is_told_and_nothing_acknowledged_is_lost(
    app: Flask, elenco: Elenco, como: Como, fabrica: Fabrica, direcciones: Direcciones
) -> None:
    if not isinstance(fabrica, FabricaPostgresql) or not LARGAS:
        pytest.skip("it mounts a disk of its own for PostgreSQL: make fallas")
    with app.app_context():
        version = elenco.abrir(cargo_id=next(iter(elenco.cargos.values())))
        texto = elenco.vista(version).contenido
    item = texto.seccion("actividades_principales").items[0]
    ana, serie, queda = como("ana"), 1, item.texto

    def guardar(dice: str) -> tuple[int, str]:
        antes = {"texto": queda, "forma": item.forma.value, "notas": list(item.notas)}
        edicion = {f"item:{item.id}": {"antes": antes, "despues": antes | {"texto": dice}}}
        dicho = ana.post(f"/borradores/{version}/piezas", json={"serie": serie, "piezas": edicion})
        return dicho.status_code, dicho.text

    with disco_lleno(app, fabrica, direcciones) as relleno:
        for n in range(400):
            largo = f"Texto {n}. {'Anotar lo que se mide. ' * 60}".strip()
            codigo, dice = guardar(largo)
            if codigo != 200:
                break
            serie, queda = serie + 1, largo
        assert codigo == 507, dice
        assert "No queda espacio" in json.loads(dice)["error"]
        assert roturas(app, elenco) == []
        with app.app_context():
            vista = elenco.vista(version)
        assert vista.contenido.seccion("actividades_principales").items[0].texto == queda
        relleno.unlink()
        assert guardar("Ya cabe.")[0] == 200
    prueba_de_que_sigue(app, elenco)


def test_a_file_that_does_not_fit_is_told_and_leaves_nothing_half_written(
    app: Flask, elenco: Elenco, como: Como, tmp_path: Path
) -> None:
    punto_id, versiones = punto_con(app, elenco)
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}/decision/confirmar"

    def enviar() -> tuple[int, str]:
        datos = decision(app, elenco, *versiones)
        papel = (io.BytesIO(papeles.pdf()), "Acuerdo firmado.pdf")
        respuesta = sofia.post(ruta, data={**datos, "archivo": papel})
        return respuesta.status_code, respuesta.text

    with archivos_de_a_lo_mas(100):
        codigo, pagina = enviar()
    assert codigo == 507
    assert "No queda espacio" in pagina
    assert "adjunte otra vez el archivo: Acuerdo firmado.pdf" in pagina
    assert [f for f in (tmp_path / "archivos").rglob("*") if f.is_file()] == []
    assert enviar()[0] == 200
    prueba_de_que_sigue(app, elenco)
