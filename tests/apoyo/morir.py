"""A program of its own that records an acuerdo and is killed at a point of it (kill -9)."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import sqlalchemy as sa

from tests.apoyo.bases import Direcciones, ajustes
from tests.apoyo.reparto import Elenco
from webapp import create_app
from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.modelos import Version

NUMERO = "AJD-2026-112"


def morir(*_: object) -> None:
    """As when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(aplicacion: str, dueno: str, carpeta: str, punto: str) -> None:
    """Record everything reviewed; die before statement ``punto``, ``antes`` or ``despues`` of the
    commit. Prints how many statements it took, if it lives."""
    app = create_app(ajustes(Direcciones(aplicacion, dueno), Path(carpeta)))
    with app.app_context():
        elenco = Elenco().cargar()
        with db.sessionmaker() as session:
            versiones = session.scalars(
                sa.select(Version.id).where(Version.estado == "revisado").order_by(Version.id)
            ).all()
        acuerdo, n = elenco.acuerdo(NUMERO, *versiones), 0

        def contar(*_: object) -> None:
            nonlocal n
            n += 1
            if punto == str(n):
                morir()

        sa.event.listen(db.engine, "before_cursor_execute", contar)
        if punto == "antes":
            sa.event.listen(db.engine, "commit", morir)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
            if punto == "contar":
                session.rollback()
        if punto == "despues":
            morir()
        print(n)


if __name__ == "__main__":
    main(*sys.argv[1:])
