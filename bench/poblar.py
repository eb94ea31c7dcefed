"""A database with the corpus in it: the first version by the casos, the later ones by SQL.

Later versions would take an hour by their lives; written as rows, a reader cannot tell them from
others: texts, words for searching, codes, vigencia, acto. The guardias are set aside for that
moment and put back, so that what is timed afterwards pays for them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import sqlalchemy as sa

from bench import corpus
from tests.apoyo import manualito
from tests.apoyo.reparto import SLUG, Elenco
from webapp.bd import db, transaccion
from webapp.casos._congelar import congelar
from webapp.casos._indexar import indexar, indexar_codigos
from webapp.casos.asentar import asentar
from webapp.modelos import Cargo, Vigencia
from workflows.contenido import hash_de
from workflows.formatos import cargar
from workflows.lectura import leer
from workflows.lectura.modelo import CargoLeido

_LOTE = 200
#: Ids of the later versions: their own is the first one's plus this many a version.
_PASO = 1_000_000


def leidos(desde: int, hasta: int) -> tuple[CargoLeido, ...]:
    """Those cargos as a document that prints them is read."""
    documento = manualito.impreso(list(corpus.cargos(desde, hasta))).encode()
    return leer(documento, [cargar("manual-cargos")]).cargos


def poblar(elenco: Elenco, cargos: int, versiones: int) -> None:
    """That many cargos, each with that many versions. Needs an application context."""
    for primero in range(0, cargos, _LOTE):
        suyos = leidos(primero, min(primero + _LOTE, cargos))
        with transaccion() as session:
            asentar(session, elenco.actor("marcos"), elenco.manual_id, suyos)
    with sin_guardias(db.engines["dueno"]):
        for version in range(2, versiones + 1):
            _otra_version(cargos, version)
    with db.engines["dueno"].begin() as conexion:
        conexion.exec_driver_sql("ANALYZE")


@contextmanager
def sin_guardias(dueno: sa.Engine) -> Iterator[None]:
    """The rules as triggers, set aside and put back as they were."""
    with dueno.begin() as conexion:
        puestas = _guardias(conexion)
        for nombre, tabla, _ in puestas:
            _mandar(conexion, f"DROP TRIGGER {nombre}",
                    f"ALTER TABLE {tabla} DISABLE TRIGGER {nombre}")  # fmt: skip
    yield
    with dueno.begin() as conexion:
        for nombre, tabla, orden in puestas:
            _mandar(conexion, orden, f"ALTER TABLE {tabla} ENABLE TRIGGER {nombre}")


def _guardias(conexion: sa.Connection) -> list[tuple[str, str, str]]:
    if conexion.dialect.name == "sqlite":
        consulta = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        consulta = (
            "SELECT tgname, tgrelid::regclass::text, '' FROM pg_trigger WHERE NOT tgisinternal"
        )
    return [(n, t, s) for n, t, s in conexion.exec_driver_sql(consulta)]


def _mandar(conexion: sa.Connection, sqlite: str, postgresql: str) -> None:
    conexion.exec_driver_sql(sqlite if conexion.dialect.name == "sqlite" else postgresql)


def _otra_version(cargos: int, version: int) -> None:
    desde = date(2020 + version // 2, 1 + 6 * (version % 2), 1)
    tablas = sa.MetaData()
    with db.engines["dueno"].connect() as conexion:
        tablas.reflect(conexion, only=["version", "acto"])
        version_t, acto_t = tablas.tables["version"], tablas.tables["acto"]
        seq = conexion.scalar(sa.select(sa.func.max(acto_t.c.seq))) or 0
        lugar = {corpus.slug_de(n): n for n in range(cargos)}
        filas = conexion.execute(
            sa.select(Cargo.slug, *version_t.c)
            .join(version_t, version_t.c.cargo_id == Cargo.id)
            .where(Cargo.slug.in_(lugar), version_t.c.etiqueta == "09-2020")
            .order_by(version_t.c.id)
        )
        bases = [(lugar[f.slug], {k: v for k, v in f._mapping.items() if k != "slug"})
                 for f in filas]  # fmt: skip
        actos = {
            a["version_id"]: a
            for a in conexion.execute(
                sa.select(acto_t).where(acto_t.c.version_id.is_not(None))
            ).mappings()
        }
    for primero in range(0, len(bases), _LOTE):
        lote = bases[primero : primero + _LOTE]
        textos = {n: corpus.cargo(n, version) for n, _ in lote}
        huellas = {n: hash_de(t) for n, t in textos.items()}
        nuevas = [
            base | {
                "id": base["id"] + (version - 1) * _PASO,
                "etiqueta": f"{version:02d}-{desde.year}",
                "base_id": base["id"] + (version - 2) * _PASO,
                "contenido_hash": huellas[n],
                "rige_desde": desde,
                "orden": seq + primero + k,
                "ultimo_seq": seq + primero + k,
            }
            for k, (n, base) in enumerate(lote, 1)
        ]  # fmt: skip
        with transaccion() as session:
            congelar(session, [(textos[n], base["contenido_hash"]) for n, base in lote])
            indexar(session, {huellas[n]: t for n, t in textos.items()})
        with db.engines["dueno"].begin() as conexion:
            conexion.execute(sa.insert(version_t), nuevas)
            conexion.execute(sa.insert(acto_t), [
                dict(actos[base["id"]]) | {
                    "seq": nueva["orden"], "hash": secrets.token_hex(32), "version_id": nueva["id"],
                }
                for nueva, (_, base) in zip(nuevas, lote, strict=True)
            ])  # fmt: skip
            conexion.execute(sa.insert(Vigencia), [
                {"version_id": v["id"], "manual_id": v["manual_id"], "cargo_id": v["cargo_id"],
                 "desde": desde, "orden": v["orden"], "anulada": False, "seq": v["orden"]}
                for v in nuevas
            ])  # fmt: skip
        with transaccion() as session:
            indexar_codigos(session, [(SLUG, v["id"], v["contenido_hash"]) for v in nuevas])
