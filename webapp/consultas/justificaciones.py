"""Why a version changes what it changes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Justificacion


def justificaciones(session: Session, version_id: int) -> dict[str, str]:
    """The reasons given, by piece; "" is the one for the whole version."""
    filas = session.execute(
        select(Justificacion.pieza, Justificacion.texto).where(
            Justificacion.version_id == version_id
        )
    )
    return {pieza: texto for pieza, texto in filas}  # noqa: C416  # a Row is no tuple to mypy
