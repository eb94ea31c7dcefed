"""``flask servir`` takes its address, learns what takes long, and only then serves and works."""

from __future__ import annotations

import socket

import pytest
from flask import Flask
from waitress.server import TcpWSGIServer

from tests.apoyo.contar import contando
from tests.apoyo.reparto import Elenco
from webapp import entornos
from webapp.bd import db
from webapp.cli import servir
from webapp.decisiones import sabido_de
from webapp.operacion.anticipo import anticipar
from workflows.formatos import cargar


@pytest.fixture
def sucesos(app: Flask, elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the command does, in order; it serves nobody and ends."""
    dichos: list[str] = []

    def aprender(suya: Flask) -> None:
        anticipar(suya)
        dichos.append("aprende")

    def correr(servidor: TcpWSGIServer) -> None:
        with socket.create_connection(("127.0.0.1", int(servidor.effective_port)), timeout=5):
            dichos.append("atiende" if sabe(app, elenco) else "atiende sin saber")
        servidor.task_dispatcher.shutdown()
        servidor.close()

    def trabajar(_: Flask) -> None:
        dichos.append("trabaja")

    monkeypatch.setitem(app.config, "TRABAJADORES", 0)
    monkeypatch.setattr(servir, "anticipar", aprender, raising=False)
    monkeypatch.setattr(servir.hilo, "empezar", trabajar)
    monkeypatch.setattr(TcpWSGIServer, "run", correr)
    return dichos


def sabe(app: Flask, elenco: Elenco) -> bool:
    """Whether the custom of the cast's manual is known: asking for it reads no text."""
    with contando(app) as dichas, app.app_context(), db.sessionmaker() as session:
        sello = sabido_de(session, elenco.manual_id, elenco.cargo).sello
        entornos.entorno_de(session, elenco.manual_id, cargar("manual-cargos"), sello)
    return not any("contenido" in d for d in dichas)


def test_it_learns_before_it_serves_and_before_it_works(app: Flask, sucesos: list[str]) -> None:
    hecho = app.test_cli_runner().invoke(args=["servir", "--port", "0"])
    assert hecho.exit_code == 0, hecho.output
    assert sucesos == ["aprende", "trabaja", "atiende"]


def test_where_the_address_is_taken_it_learns_nothing_and_says_so(
    app: Flask, sucesos: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ocupada(*_: object, **__: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(servir, "create_server", ocupada)
    hecho = app.test_cli_runner().invoke(args=["servir", "--port", "80"])
    assert hecho.exit_code == 1
    assert "No se pudo atender en 127.0.0.1:80: Address already in use." in hecho.output
    assert sucesos == []
