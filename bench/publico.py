"""How long the public pages take, with many cargos of many versions, on each engine.

    .venv/bin/python -m bench.publico [CARGOS] [VERSIONES]

Versions after the first are written by SQL on a database whose guardias were dropped: what is
timed is reading. The number of statements is asserted in tests/webapp/test_presupuesto*.py.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from bench.paginas import medir
from migrations.guardias import inventario
from tests.apoyo import manualito
from tests.apoyo.bases import AJUSTES, servidor_postgresql
from tests.apoyo.reparto import SLUG, Elenco, fundar
from webapp import create_app
from webapp.bd import db, transaccion
from webapp.casos._borradores import congelar
from webapp.casos._indexar import indexar
from webapp.casos.asentar import asentar
from webapp.modelos import Vigencia
from workflows.contenido import Contenido, hash_de, leer_canonico
from workflows.formatos import cargar
from workflows.lectura import leer

_LOTE = 200


def main(cargos: int, versiones: int) -> None:
    """Both engines, one after the other."""
    with tempfile.TemporaryDirectory() as carpeta:
        _motor("SQLite", f"sqlite:///{Path(carpeta) / 'bench.db'}", carpeta, cargos, versiones)
        with servidor_postgresql() as socket:
            administra = sa.create_engine(
                f"postgresql+psycopg://postgres@/postgres?host={socket}",
                isolation_level="AUTOCOMMIT",
            )
            with administra.connect() as conexion:
                conexion.execute(sa.text("CREATE DATABASE bench"))
            administra.dispose()
            url = f"postgresql+psycopg://postgres@/bench?host={socket}"
            _motor("PostgreSQL", url, carpeta, cargos, versiones)


def _motor(nombre: str, url: str, carpeta: str, cargos: int, versiones: int) -> None:
    motores = {"default": url, "dueno": url}
    app = create_app({**AJUSTES, "INSTANCIA": carpeta, "SQLALCHEMY_ENGINES": motores})
    with app.app_context():
        app.extensions["alembic"].upgrade()
        fundar("!")
        _poblar(app, cargos, versiones)
    print(f"{nombre}: {cargos} cargos, {versiones} versiones de cada uno; milisegundos")
    print(f"{'':<44}{'primera':>10}{'mediana':>10}{'margen':>10}")
    cliente = app.test_client()
    cargo = f"/manual/{SLUG}/cargos/nivel-0-grupo-0-zona-0"
    for rotulo, ruta in (
        ("inicio", f"/manual/{SLUG}/"),
        ("inicio, otro día", f"/manual/{SLUG}/?fecha=2023-01-01"),
        ("lista", f"/manual/{SLUG}/?ver=lista"),
        ("buscar una palabra rara", f"/manual/{SLUG}/buscar?q=rara1x7"),
        ("buscar una palabra de todos", f"/manual/{SLUG}/buscar?q=caudales"),
        ("buscar una frase, otro día", f'/manual/{SLUG}/buscar?q="caudales y presiones"'
                                       "&fecha=2023-01-01"),
        ("un cargo", cargo),
        ("qué cambió en un cargo", f"{cargo}/comparar"),
        ("qué cambió entre dos fechas", f"/manual/{SLUG}/cambios?de=2021-01-01"),
        ("de quién es cada palabra", f"{cargo}/procedencia"),
        ("competencias", f"/manual/{SLUG}/competencias/"),
        ("API, cien cargos", f"/api/v1/manuales/{SLUG}/cargos?por_pagina=100"),
    ):  # fmt: skip

        def pedir(ruta: str = ruta) -> None:
            respuesta = cliente.get(ruta)
            assert respuesta.status_code == 200, (ruta, respuesta.status_code)

        medir(rotulo, pedir, 5)
    with app.app_context():
        for motor in db.engines.values():
            motor.dispose()


def _poblar(app: Flask, cargos: int, versiones: int) -> None:
    elenco = Elenco(ahora=app.config["RELOJ"]()).cargar()
    filas = [
        (f"{10_000 + n}", f"NIVEL {n % 5}", f"GRUPO {n % 9}", f"ZONA {n // 45}")
        for n in range(cargos)
    ]
    for primero in range(0, cargos, _LOTE):
        documento = manualito.documento(filas[primero : primero + _LOTE]).encode()
        leidos = leer(documento, [cargar("manual-cargos")]).cargos
        with transaccion() as session:
            asentar(session, elenco.actor("marcos"), elenco.manual_id, leidos)
    with db.engines["dueno"].begin() as conexion:
        _sin_guardias(conexion)
    for n in range(1, versiones):
        _otra_version(n, date(2020 + n // 2, 1 + 6 * (n % 2), 1))
    with db.engines["dueno"].begin() as conexion:
        conexion.exec_driver_sql("ANALYZE")


def _sin_guardias(conexion: sa.Connection) -> None:
    for nombre in inventario(conexion):
        if conexion.dialect.name == "sqlite":
            conexion.exec_driver_sql(f"DROP TRIGGER {nombre}")
        else:
            conexion.exec_driver_sql(f"DROP FUNCTION {nombre}() CASCADE")


def _otra_version(n: int, desde: date) -> None:
    """One more version of every cargo, which says one word of its own."""
    with db.engines["dueno"].begin() as conexion:
        bases = conexion.execute(
            sa.text("SELECT v.*, c.texto FROM version v JOIN contenido c"
                    " ON c.hash = v.contenido_hash WHERE v.etiqueta = '09-2020'")
        ).mappings().all()  # fmt: skip
        seq = conexion.scalar(sa.text("SELECT max(seq) FROM acto")) or 0
        tablas = sa.MetaData()
        tablas.reflect(conexion, only=["version", "acto"])
        actos = {a["version_id"]: a for a in conexion.execute(
            sa.select(tablas.tables["acto"]).where(tablas.tables["acto"].c.version_id.is_not(None))
        ).mappings()}  # fmt: skip
    textos = {b["id"]: _con_palabra(leer_canonico(b["texto"]), f"rara{n}x{b['id']}") for b in bases}
    for primero in range(0, len(bases), _LOTE):
        lote = [textos[b["id"]] for b in bases[primero : primero + _LOTE]]
        with transaccion() as session:
            congelar(session, lote)
            indexar(session, {hash_de(t): t for t in lote})
    nuevas, suyos = [], []
    for lugar, base in enumerate(bases, 1):
        fila = {k: v for k, v in base.items() if k not in ("texto", "id")}
        fila |= {"id": base["id"] + n * 1_000_000, "etiqueta": f"{n:02d}-{desde.year}",
                 "base_id": base["id"], "contenido_hash": hash_de(textos[base["id"]]),
                 "rige_desde": desde, "orden": seq + lugar, "ultimo_seq": seq + lugar}  # fmt: skip
        nuevas.append(fila)
        suyos.append(dict(actos[base["id"]]) | {
            "seq": seq + lugar, "hash": secrets.token_hex(32), "version_id": fila["id"]
        })  # fmt: skip
    with db.engines["dueno"].begin() as conexion:
        conexion.execute(sa.insert(tablas.tables["version"]), nuevas)
        conexion.execute(sa.insert(tablas.tables["acto"]), suyos)
        conexion.execute(sa.insert(Vigencia), [
            {"version_id": v["id"], "manual_id": v["manual_id"], "cargo_id": v["cargo_id"],
             "desde": desde, "orden": v["orden"], "anulada": False, "seq": v["orden"]}
            for v in nuevas
        ])  # fmt: skip


def _con_palabra(texto: Contenido, palabra: str) -> Contenido:
    primera, *resto = texto.secciones
    item = replace(primera.items[0], texto=f"{primera.items[0].texto} {palabra}.")
    return replace(texto, secciones=(replace(primera, items=(item,)), *resto))


if __name__ == "__main__":
    main(*[int(x) for x in sys.argv[1:3]] if len(sys.argv) > 2 else (2_000, 10))
