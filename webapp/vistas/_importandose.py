"""How far a document is that is being read, or recorded: where it is told, and in what words."""

from __future__ import annotations

from pathlib import Path

from flask import Response, current_app, g, jsonify
from flask_security import current_user

from webapp.avances import Avance


def donde_se_lee() -> Path:
    """Where it is told how many pages were read of a document of this person."""
    return Path(current_app.config["AVANCES"]) / f"leer-{g.manual.id}-{current_user.id}"


def donde_entra(lectura_id: int) -> Path:
    """Where it is told how many cargos of a document are recorded."""
    return Path(current_app.config["AVANCES"]) / f"importar-{lectura_id}"


def leyendose(va: Avance | None) -> str:
    """How far its reading is, in a sentence; "" when it is not being read."""
    if va is None:
        return ""
    if va.hechos == va.total:
        return f"Leídas las {va.total} páginas: se ve qué es cada línea…"
    return f"Leyendo: página {va.hechos} de {va.total}."


def importandose(va: Avance | None) -> str:
    """How many of its cargos are recorded, in a sentence; "" when none is being."""
    if va is None:
        return ""
    return f"Importando: {va.hechos} de {va.total} {'cargo' if va.total == 1 else 'cargos'}."


def en_json(va: Avance | None, dice: str) -> Response:
    """The same, for a bar."""
    hechos, total = (va.hechos, va.total) if va else (0, 0)
    respuesta = jsonify(sigue=va is not None, dice=dice, hechos=hechos, total=total)
    respuesta.cache_control.no_store = True
    return respuesta
