"""What the editor's page says by itself, in JSON: save these pieces, I am here, this is why."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from flask import Blueprint, get_template_attribute, jsonify, request
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos._edicion import EnEdicion
from webapp.casos.guardar import Guardada, deshacer_cambio, guardar_piezas
from webapp.casos.justificar import justificar
from webapp.casos.presentarse import presentarse
from webapp.consultas.tramite import ofrecidos
from webapp.formularios.piezas import Recibido, leer
from webapp.hallazgos import contar, hallados_de
from webapp.permisos import SESION, actor, permiso
from webapp.vistas._choques import choques
from webapp.vistas._riel import en_el_editor, riel
from workflows import ciclo
from workflows.errores import ActoNegado
from workflows.piezas import en_piezas

#: The address names a ``borrador_id``, so that no manual is read before the caso does.
bp = Blueprint("guardado", __name__, url_prefix="/borradores/<int:borrador_id>")


@bp.post("/piezas")
@permiso(SESION)
def piezas(borrador_id: int) -> Response:
    """Save some pieces; who may is the caso's question. At most six statements."""
    pide = _recibido()
    with transaccion() as session:
        guardada = guardar_piezas(session, actor(), borrador_id, pide.ediciones, pide.serie)
    dicho = _dicho(guardada)
    if pide.limpiadas:
        quedo = en_piezas(guardada.edicion.vista.contenido)
        dicho["piezas"] |= {p: _valor(quedo.get(p)) for p in pide.limpiadas}
    return jsonify(dicho)


@bp.post("/novedades")
@permiso(SESION)
def novedades(borrador_id: int) -> Response:
    """Who else is here, and what they saved since ``serie``; the panels only if they did."""
    pide = _recibido()
    with transaccion() as session:
        guardada = guardar_piezas(session, actor(), borrador_id, {}, pide.serie)
        presentes = presentarse(session, actor(), borrador_id, pide.pieza)
    dicho = _dicho(guardada) if guardada.serie != pide.serie else {"serie": pide.serie}
    return jsonify(dicho | {"presentes": [asdict(p) for p in presentes]})


@bp.post("/deshacer")
@permiso(SESION)
def deshacer(borrador_id: int) -> Response:
    """Undo one change: ``{"serie": 7, "pieza": "item:ab12"}``; ``piezas`` says what it became."""
    pide = _recibido()
    pieza = str(request.get_json().get("pieza", ""))
    with transaccion() as session:
        guardada = deshacer_cambio(session, actor(), borrador_id, pieza, pide.serie)
    return jsonify(_dicho(guardada))


@bp.post("/justificacion")
@permiso(SESION)
def justificacion(borrador_id: int) -> Response:
    """Keep reasons: ``{"serie": 7, "porques": {"item:ab12": "…"}}``."""
    pide = _recibido()
    with transaccion() as session:
        justificar(session, actor(), borrador_id, pide.porques)
        guardada = guardar_piezas(session, actor(), borrador_id, {}, pide.serie)
    return jsonify(_dicho(guardada))


def _recibido() -> Recibido:
    """What the page asks. Raises ActoNegado when it was opened by another person."""
    pide = leer(request.get_json())
    if pide.persona not in (None, current_user.id):
        raise ActoNegado(
            f"En este navegador entró {current_user.nombre}, y esta página es de otra persona.",
            "Su texto está a salvo en este equipo: entre con su cuenta y vuelva a abrir esta "
            "página.",
        )
    return pide


def _dicho(guardada: Guardada) -> dict[str, Any]:
    edicion = guardada.edicion
    return {
        "serie": guardada.serie,
        "hash": edicion.vista.contenido_hash,
        "piezas": {p: _valor(v) for p, v in guardada.ajenas.items()},
        "quienes": {p: guardada.quien(p) for p in guardada.ajenas},
        "choques": [_choque(c) for c in choques(edicion.formato, guardada)],
        **_paneles(edicion),
    }


def _valor(pieza: str | None) -> Any:
    return None if pieza is None else json.loads(pieza)


def _choque(choque: dict[str, Any]) -> dict[str, Any]:
    return {
        "pieza": choque["pieza"],
        "lugar": choque["lugar"],
        "de": choque["de"],
        "actual": _valor(choque["json"]),
        "html": _dibujar("choque", "textos", choque),
    }


def _paneles(edicion: EnEdicion) -> dict[str, str]:
    """The parts of the page that every save leaves out of date."""
    vista, persona = edicion.vista, edicion.persona
    hallados = hallados_de(db.session, edicion.formato, vista)
    hechos = vista.hechos(
        persona.id, edicion.roles, vista.contenido_hash, persona.unidad, contar(hallados)
    )
    actos = ofrecidos(ciclo.actos_posibles(edicion.formato, vista.version.estado, hechos))
    lado = riel(edicion.formato, vista, vista.contenido, edicion.justificaciones, hallados)
    return {
        "cambios": _dibujar("riel", "cambios", lado),
        "calidad": _dibujar("riel", "calidad", lado),
        "actos": _dibujar(
            "actos", "actos", vista.version.id, en_el_editor(actos), vista.contenido_hash
        ),
    }


def _dibujar(pieza: str, macro: str, *datos: Any) -> str:
    return str(get_template_attribute(f"_piezas/{pieza}.html", macro)(*datos))
