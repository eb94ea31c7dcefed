"""A worker that dies at any moment takes nothing with it that somebody was told was done."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.apoyo.bases import Direcciones
from tests.apoyo.reparto import Elenco
from tests.fallas.muertes import matar


def test_a_worker_killed_at_any_moment_loses_nothing_that_was_acknowledged(
    app: Flask, elenco: Elenco, direcciones: Direcciones, tmp_path: Path
) -> None:
    cuenta = matar(app, elenco, direcciones, tmp_path, veces=3, semilla=2026)
    assert cuenta.faltas == []
    assert (cuenta.muertes, min(cuenta.confirmados[:2]) > 0) == (3, True), cuenta
