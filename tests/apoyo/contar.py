"""The SQL statements of a piece of work, and a manual that grows to see whether they do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from flask import Flask

from tests.apoyo import manualito
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.asentar import asentar
from workflows.formatos import cargar
from workflows.lectura import leer


@contextmanager
def contando(app: Flask) -> Iterator[list[str]]:
    """The statements the application sends while the block runs, pragmas and BEGIN aside."""
    dichas: list[str] = []

    def anotar(_c: object, _cur: object, orden: str, *_: object) -> None:
        if not orden.startswith(("PRAGMA", "BEGIN", "SET ROLE")):
            dichas.append(orden)

    with app.app_context():
        motor = db.engine
    sa.event.listen(motor, "before_cursor_execute", anotar)
    try:
        yield dichas
    finally:
        sa.event.remove(motor, "before_cursor_execute", anotar)


def crecer(elenco: Elenco, cuantos: int) -> None:
    """Sixty more cargos, which come with the acuerdo already there."""
    filas = [(f"5{n:04d}", "TÉCNICO", "GENERAL", f"ÁREA {n}") for n in range(cuantos)]
    lectura = leer(manualito.documento(filas).encode(), [cargar("manual-cargos")])
    with transaccion() as session:
        asentar(session, elenco.actor("marcos"), elenco.manual_id, lectura.cargos)
