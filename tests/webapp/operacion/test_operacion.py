"""What those who run Vigente ask of it: is it alive, may it serve, what is it doing, is it safe."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, request
from structlog.stdlib import ProcessorFormatter

from tests.apoyo.bases import Direcciones, ajustes, cerrar
from tests.conftest import ClienteAparte
from webapp import create_app
from webapp.bd import db
from webapp.operacion.produccion import ajustes_de_produccion, faltas

EN_REGLA = {
    "VIGENTE_PRODUCCION": "1",
    "SECRET_KEY": "k3Yx-9vQw_7LpZr2TnBs8HdFj5GmCa4E",
    "VIGENTE_HTTPS": "1",
    "VIGENTE_URL": "https://manual.example",
    "DATABASE_URL": "postgresql:///vigente",
}


def test_a_process_is_alive_without_asking_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'no' / 'hay.db'}"
    app = create_app(ajustes(Direcciones(url, url), tmp_path))
    cliente = app.test_client()
    assert cliente.get("/salud/viva").text == "viva\n"
    respuesta = cliente.get("/salud/lista")
    assert respuesta.status_code == 503
    assert "no responde" in respuesta.text
    cerrar(app)


def test_it_is_ready_only_on_a_database_of_its_own_release(
    app: Flask, publico: ClienteAparte
) -> None:
    assert publico.get("/salud/lista").text == "lista\n"
    with app.app_context(), db.engines["dueno"].begin() as conexion:
        conexion.execute(sa.text("UPDATE alembic_version SET version_num = 'otra'"))
    respuesta = publico.get("/salud/lista")
    assert respuesta.status_code == 503
    assert "ejecute db upgrade" in respuesta.text


def test_the_figures_are_for_whoever_carries_the_key(app: Flask, publico: ClienteAparte) -> None:
    assert publico.get("/metricas").status_code == 404
    app.config["METRICAS_CLAVE"] = "una clave larga"
    assert publico.get("/metricas").status_code == 404
    con_otra = publico.get("/metricas", headers={"Authorization": "Bearer una clave larg"})
    assert con_otra.status_code == 404
    clave = {"Authorization": "Bearer una clave larga"}
    antes = _visitas(publico.get("/metricas", headers=clave).text)
    publico.get("/")
    figuras = publico.get("/metricas", headers=clave).text
    assert _visitas(figuras) == antes + 1
    assert "vigente_peticion_segundos_bucket" in figuras
    with app.app_context(), db.engine.connect() as conexion:
        actos = conexion.scalar(sa.text("SELECT COUNT(*) FROM acto"))
    assert f"vigente_actos {float(actos or 0)}" in figuras
    assert "vigente_avisos_en_espera" in figuras


def _visitas(figuras: str) -> float:
    """How many times the home page was opened, as the figures have it."""
    linea = 'vigente_peticiones_total{codigo="200",metodo="GET",vista="inicio"} '
    return sum(float(x.removeprefix(linea)) for x in figuras.splitlines() if x.startswith(linea))


def test_production_does_not_start_without_what_people_rely_on() -> None:
    assert faltas(EN_REGLA) == []
    for clave, mala in [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "corta"),
        ("SECRET_KEY", "a" * 60),
        ("VIGENTE_HTTPS", ""),
        ("VIGENTE_URL", "http://manual.example"),
        ("DATABASE_URL", ""),
    ]:
        with pytest.raises(ValueError, match=clave):
            ajustes_de_produccion({**EN_REGLA, clave: mala})
    assert ajustes_de_produccion({})["PROXIES"] == 0


def test_only_the_proxies_that_are_declared_are_believed(
    direcciones: Direcciones, tmp_path: Path
) -> None:
    vistos: list[str | None] = []
    for proxies in (0, 1):
        app = create_app(ajustes(direcciones, tmp_path, PROXIES=proxies))
        app.before_request_funcs.setdefault(None, []).append(
            lambda: vistos.append(request.remote_addr)
        )
        app.test_client().get(
            "/salud/viva", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
        )
        cerrar(app)
    assert vistos == ["127.0.0.1", "198.51.100.7"]


@pytest.fixture
def registro(direcciones: Direcciones, tmp_path: Path) -> Iterator[Flask]:
    """An application that logs, on a log of its own."""
    raiz = logging.getLogger()
    antes, nivel = raiz.handlers[:], raiz.level
    app = create_app(ajustes(direcciones, tmp_path, REGISTRO="json"))
    yield app
    cerrar(app)
    raiz.handlers[:], raiz.level = antes, nivel
    raiz.setLevel(nivel)


def test_a_request_leaves_one_line_with_its_id_and_nothing_that_was_typed(
    registro: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    (salida,) = [
        h for h in logging.getLogger().handlers if isinstance(h.formatter, ProcessorFormatter)
    ]
    assert isinstance(salida, logging.StreamHandler)
    salida.setStream(sys.stderr)
    cliente = registro.test_client()
    respuesta = cliente.post(
        "/entrar",
        data={"email": "ana@x.example", "password": "secreta"},
        headers={"X-Request-ID": "pedido-2026"},
    )
    assert respuesta.headers["X-Request-ID"] == "pedido-2026"
    lineas = [json.loads(x) for x in capsys.readouterr().err.splitlines() if x.startswith("{")]
    (linea,) = [x for x in lineas if x["event"] == "petición"]
    assert (linea["peticion"], linea["vista"], linea["metodo"]) == (
        "pedido-2026",
        "security.login",
        "POST",
    )
    assert linea["codigo"] == respuesta.status_code
    assert "ana@" not in json.dumps(lineas)
    assert "secreta" not in json.dumps(lineas)


def test_an_id_that_could_break_the_log_is_replaced(publico: ClienteAparte) -> None:
    raro = 'a" onload="x' * 3
    dado = publico.get("/salud/viva", headers={"X-Request-ID": raro}).headers["X-Request-ID"]
    assert dado != raro
    assert len(dado) == 32
