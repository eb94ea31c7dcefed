"""The bandeja of somebody with few things to do, in a manual of many cargos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.buzon import pedir
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
    with app.app_context():
        pedir(elenco, elenco.abrir(), "Auditoría", date(2026, 11, 13))
    dichas: list[tuple[str, Any]] = []

    def anotar(_c: object, _cur: object, orden: str, valores: Any, *_: object) -> None:
        if "observacion.unidad = " in orden:
            dichas.append((orden, valores))

    elena = como("elena")
    sa.event.listen(motor, "before_cursor_execute", anotar)
    try:
        assert "Dar criterio" in elena.get("/bandeja").text
    finally:
        sa.event.remove(motor, "before_cursor_execute", anotar)
    assert len(dichas) == 2, "whether something is asked of it, and then what"
    with motor.connect() as conexion:
        for orden, valores in dichas:
            pasos = conexion.exec_driver_sql(f"EXPLAIN QUERY PLAN {orden}", valores).all()
            plan = [paso[3] for paso in pasos]
            assert any("ix_observacion_unidad" in paso for paso in plan), plan
            assert not any(paso.startswith("SCAN cargo") for paso in plan), plan
