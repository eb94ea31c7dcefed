"""The bandeja of somebody with few things to do, in a manual of many cargos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db


def test_what_is_asked_of_a_unit_is_found_by_the_unit(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        motor = db.engine
    if motor.dialect.name != "sqlite":
        pytest.skip("the plan of PostgreSQL depends on how much there is")
    dichas: list[tuple[str, Any]] = []

    def anotar(_c: object, _cur: object, orden: str, valores: Any, *_: object) -> None:
        dichas.append((orden, valores))

    ana = como("ana")
    sa.event.listen(motor, "before_cursor_execute", anotar)
    try:
        assert ana.get("/bandeja").status_code == 200
    finally:
        sa.event.remove(motor, "before_cursor_execute", anotar)
    (pedidos,) = [d for d in dichas if "observacion.unidad = persona.unidad" in d[0]]
    with motor.connect() as conexion:
        plan = [p[3] for p in conexion.exec_driver_sql(f"EXPLAIN QUERY PLAN {pedidos[0]}",
                                                       pedidos[1])]  # fmt: skip
    assert any("ix_observacion_unidad" in paso for paso in plan), plan
    assert not any(paso.startswith("SCAN cargo") for paso in plan), plan
