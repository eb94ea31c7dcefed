"""The database waits for nothing that is printed: no transaction, and no connection, stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from flask import Flask
from sqlalchemy.pool import QueuePool

from tests.apoyo.reparto import SLUG
from webapp.bd import db
from webapp.publicacion import taller
from webapp.publicacion.obrero import Obrero
from webapp.trabajos.completo import componer


@pytest.mark.usefixtures("en_app", "elenco")
def test_no_connection_waits_for_the_whole_manual(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomadas: list[int] = []
    reserva = cast(QueuePool, db.engine.pool)

    def aqui(_: Obrero, funcion: Callable[..., bytes], *args: object) -> bytes:
        tomadas.append(reserva.checkedout())
        return funcion(*args)

    app.config["OBREROS"] = 1
    monkeypatch.setattr(taller.Obrero, "hacer", aqui)
    componer(SLUG, date(2026, 11, 12), tmp_path / "todo.pdf", lambda *_: None)
    assert set(tomadas) == {0}
