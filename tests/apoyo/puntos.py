"""Agenda items as a secretary works on them, from the casos and from her browser."""

from __future__ import annotations

from typing import Any

from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from webapp.bd import transaccion
from webapp.casos.abrir_punto import abrir_punto
from webapp.formularios.entera import CAMPO, PUNTO

JUNTA = f"/manual/{SLUG}/junta"


def llevar(elenco: Elenco, *versiones: int, clave: str = "sofia") -> int:
    """An agenda item with those versions. Needs an application context."""
    with transaccion() as session:
        return abrir_punto(session, elenco.actor(clave), elenco.manual_id, versiones)


def punto_con(app: Flask, elenco: Elenco, cuantos: int = 1) -> tuple[int, list[int]]:
    """An agenda item with so many reviewed cargos: its id, and their versions."""
    with app.app_context():
        cargos = list(elenco.cargos.values())[:cuantos]
        versiones = [elenco.revisada(f"Frase de {c}.", c) for c in cargos]
        return llevar(elenco, *versiones), versiones


def escrito(serie: int, *versiones: int, **otros: Any) -> dict[str, Any]:
    """The page of an agenda item, as it would be sent."""
    datos = {"serie": str(serie), "cargo": [str(v) for v in versiones], "hacer": "guardar",
             CAMPO: PUNTO}  # fmt: skip
    textos = dict.fromkeys(("titulo", "considerandos", "por_tanto"), "Lo que escribió Sofía.")
    return datos | {"clase": "ordinaria", "sesion": "2026-31", "fecha": "2026-11-12",
                    "articulo": "IV"} | textos | otros  # fmt: skip


def decision(app: Flask, elenco: Elenco, *versiones: int, **otros: Any) -> dict[str, Any]:
    """The form of what the board decided, every cargo approved unless ``otros`` say otherwise."""
    with app.app_context():
        vistos = {f"visto-{v}": elenco.vista(v).contenido_hash for v in versiones}
    resultados = {f"resultado-{v}": "aprobado" for v in versiones}
    return vistos | resultados | {
        "numero": "AJD-2026-300", "clase": "ordinaria", "sesion": "2026-40", "fecha": "2026-11-12",
        "rige": "sesion",
    } | otros  # fmt: skip
