"""The facts that checks judge by, after an approval: what changed is read, and nothing else."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from flask import Flask

from tests.apoyo.contar import contando, crecer
from tests.apoyo.reparto import Elenco
from webapp import entornos
from webapp.bd import db
from webapp.decisiones import sabido_de
from webapp.operacion import anticipo
from webapp.operacion.anticipo import anticipar
from workflows.calidad import Entorno, aprender
from workflows.formatos import cargar

FORMATO = cargar("manual-cargos")


def sabido(elenco: Elenco) -> Entorno:
    """The facts, as this process knows them now."""
    with db.sessionmaker() as session:
        sello = sabido_de(session, elenco.manual_id, elenco.cargo).sello
        return entornos.entorno_de(session, elenco.manual_id, FORMATO, sello)


def test_after_an_approval_only_what_changed_is_read(app: Flask, elenco: Elenco) -> None:
    with app.app_context():
        crecer(elenco, 20)
        antes = sabido(elenco)
        elenco.registrar("AJD-2026-001", elenco.revisada("Verter cloro en tanques azules."))
        with contando(app) as dichas:
            luego = sabido(elenco)
        textos = [d for d in dichas if "contenido.texto" in d]
        assert [d for d in textos if "FROM cargo" in d] == [], "those of the whole manual"
        assert len(textos) <= 1
        entornos._ultimos.clear()
        de_nuevo = sabido(elenco)
        assert luego.hashes == de_nuevo.hashes != antes.hashes
        assert luego.fichas == de_nuevo.fichas
        assert luego.vocabulario.cuenta == de_nuevo.vocabulario.cuenta
        assert luego.vocabulario.cuenta["azules"] == 1


def test_where_two_cargos_have_one_identity_everything_is_read_again(
    app: Flask, elenco: Elenco
) -> None:
    with app.app_context():
        crecer(elenco, 20)
        antes = sabido(elenco)
        antes.hashes["otro que dice ser el mismo cargo"] += 1
        assert not antes.distingue
        elenco.registrar("AJD-2026-001", elenco.revisada("Verter cloro en tanques azules."))
        assert sabido(elenco).distingue


def test_a_server_that_starts_learns_every_manual_and_leaves_no_connection(
    app: Flask, elenco: Elenco
) -> None:
    anticipar(app)
    with app.app_context():
        assert {m.pool.status() for m in db.engines.values()} == {
            db.engine.pool.recreate().status()
        }
        with contando(app) as dichas:
            assert sabido(elenco).hashes
    assert [d for d in dichas if "contenido" in d] == []


def test_a_server_starts_though_nothing_can_be_learnt(
    app: Flask, elenco: Elenco, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(anticipo, "sabido_de", lambda *_: json.loads("un texto roto"))
    anticipar(app)
    assert "no se pudo aprender" in caplog.text


def test_who_asks_while_another_learns_waits_for_what_it_learns(
    app: Flask, elenco: Elenco, monkeypatch: pytest.MonkeyPatch
) -> None:
    empieza, sigue, veces = Event(), Event(), []

    def despacio(*que: Any) -> Entorno:
        veces.append(que)
        empieza.set()
        assert sigue.wait(10)
        return aprender(*que)

    def preguntar() -> None:
        with app.app_context():
            sabido(elenco)

    monkeypatch.setattr(entornos, "aprender", despacio)
    with ThreadPoolExecutor(2) as hilos:
        uno = hilos.submit(preguntar)
        assert empieza.wait(10)
        otro = hilos.submit(preguntar)
        sigue.set()
        uno.result(10)
        otro.result(10)
    assert len(veces) == 1
