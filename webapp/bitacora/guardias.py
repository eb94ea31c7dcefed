"""The triggers that must stand in the database of this release."""

from __future__ import annotations

from flask import current_app

from migrations.guardias import Guardia


def guardias_de_hoy() -> tuple[Guardia, ...]:
    """Those that its newest migration declares. Needs an application context."""
    (cabeza,) = current_app.extensions["alembic"].heads()
    guardias: tuple[Guardia, ...] = cabeza.module.GUARDIAS
    return guardias
