"""Copies to keep: a version as PDF, text or JSON, and a proposal beside what it would replace."""

from __future__ import annotations

import io
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from flask import Blueprint, current_app, g, request, send_file
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.anotar_emision import anotar_emision
from webapp.consultas.comparaciones import comparacion_de
from webapp.consultas.documentos import documento_de, version_aprobada
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import ClaseDocumento
from webapp.operacion.sello import sello
from webapp.permisos import CONSULTA, PUBLICO, ahora, permiso
from webapp.publicacion.documento import Documento
from webapp.publicacion.emision import PDF, Emision, Tipo, TipoCambios, emitir, emitir_cambios
from webapp.vistas._dia import dia_pedido
from workflows.errores import NoEncontrado

bp = Blueprint("documentos", __name__)
_T = TypeVar("_T", bound=StrEnum)


@bp.get("/manual/<slug>/cargos/<cargo>/bajar/<tipo>")
@permiso(PUBLICO)
def cargo(slug: str, cargo: str, tipo: str) -> Response:
    """The cargo as it is in force today, on ``?fecha=``, or its ``?version=``."""
    manual: ManualVisto = g.manual
    que = _pedido(tipo, Tipo)
    etiqueta = request.args.get("version") or None
    dia = dia_pedido()
    version_id = version_aprobada(db.session, manual, cargo, dia.fecha, etiqueta)
    documento = documento_de(db.session, manual, version_id, dia.fecha, _sitio())
    return _copia(documento, que)


@bp.get("/versiones/<int:version_id>/bajar/<tipo>")
@permiso(CONSULTA)
def version(version_id: int, tipo: str) -> Response:
    """A version on its way: a draft, and it says so; or its cuadro comparativo, or its redline."""
    manual: ManualVisto = g.manual
    dia = manual.hoy(ahora())
    if tipo in tuple(TipoCambios):
        comparacion = comparacion_de(db.session, manual, version_id, dia, _sitio())
        db.session.rollback()
        que = TipoCambios(tipo)
        return _entregar(
            emitir_cambios(comparacion, que), ClaseDocumento(tipo), comparacion.propuesta
        )
    documento = documento_de(db.session, manual, version_id, dia, _sitio())
    return _copia(documento, _pedido(tipo, Tipo))


def _copia(documento: Documento, que: Tipo) -> Response:
    db.session.rollback()
    emision = emitir(documento, que, Path(current_app.config["COPIAS"]), sello(), ahora())
    return _entregar(emision, ClaseDocumento.CARGO, documento)


def _entregar(emision: Emision, clase: ClaseDocumento, documento: Documento) -> Response:
    if emision.tipo == PDF:
        with transaccion() as session:
            anotar_emision(
                session,
                hash_=emision.hash,
                clase=clase,
                manual_id=g.manual.id,
                momento=ahora(),
                version_id=documento.version_id,
                codigo=documento.codigo_verificacion,
                situacion=documento.situacion,
            )
    return send_file(
        io.BytesIO(emision.datos),
        mimetype=emision.tipo,
        as_attachment=True,
        download_name=emision.nombre,
        etag=emision.hash,
    )


def _pedido(tipo: str, tipos: type[_T]) -> _T:
    try:
        return tipos(tipo)
    except ValueError:
        raise NoEncontrado(
            f"De un cargo no se hace un documento «{tipo}».", f"Los que hay: {', '.join(tipos)}."
        ) from None


def _sitio() -> str:
    sitio: str = current_app.config["URL"]
    return sitio
