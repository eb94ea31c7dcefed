"""A cargo goes to Word and comes back: downloads, and what a file would change."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response

from webapp.archivos import exigir_tamano, nombre_limpio
from webapp.bd import db, transaccion
from webapp.casos.guardar import guardar_piezas
from webapp.casos.sugerir_cambios import sugerir_cambios
from webapp.consultas.comparaciones import comparacion_de
from webapp.consultas.documentos import documento_de, version_aprobada
from webapp.consultas.importacion import exigir_que_quepa
from webapp.consultas.tramite import EnTramite
from webapp.lectores import documentos
from webapp.modelos import TipoVersion
from webapp.permisos import CONSULTA, ESCRIBE, PUBLICO, TRAMITE, actor, ahora, mis_roles, permiso
from webapp.publicacion.cambios import Comparacion
from webapp.publicacion.word.cargo import docx_con_cambios, docx_de
from webapp.publicacion.word.comparativo import comparativo_docx
from webapp.vistas._choques import choques
from webapp.vistas._devuelto import Traido, abrir_firmado, firmar, traer
from webapp.vistas._dia import dia_pedido
from webapp.vistas._version import comun, leer
from workflows.contenido import Contenido
from workflows.devuelto import elegir, leer_devuelto
from workflows.errores import ActoInvalido, DatosInvalidos, LecturaFallida
from workflows.formatos.modelo import ClaseEstado, Formato
from workflows.fusion import ediciones_entre
from workflows.piezas import en_piezas

bp = Blueprint("word", __name__)

_DE_VERSION = "/versiones/<int:version_id>/word"
_TIPO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/manual/<slug>/cargos/<cargo>/word")
@permiso(PUBLICO)
def aprobada(slug: str, cargo: str) -> Response:
    """An approved version in Word: that of ``?version=``, or the one in force on ``?fecha=``."""
    dia = dia_pedido().fecha
    version_id = version_aprobada(db.session, g.manual, cargo, dia, request.args.get("version"))
    d = documento_de(db.session, g.manual, version_id, dia, current_app.config["URL"])
    return _bajar(docx_de(d), d.archivo("docx"))


@bp.get(f"{_DE_VERSION}/texto")
@permiso(CONSULTA)
def texto(version_id: int) -> Response:
    """The text of a version as it is now, to be edited in Word."""
    d = _comparacion(version_id).propuesta
    return _bajar(docx_de(d), d.archivo("docx"))


@bp.get(f"{_DE_VERSION}/cambios")
@permiso(CONSULTA)
def cambios(version_id: int) -> Response:
    """From the text in force to the proposal, as Word's own tracked changes."""
    c = _comparacion(version_id)
    base = c.base.contenido if c.base is not None else Contenido()
    return _bajar(docx_con_cambios(c.propuesta, base), c.propuesta.archivo("docx", que="cambios"))


@bp.get(f"{_DE_VERSION}/comparativo")
@permiso(CONSULTA)
def comparativo(version_id: int) -> Response:
    """The cuadro comparativo, in Word."""
    c = _comparacion(version_id)
    return _bajar(comparativo_docx(c), c.propuesta.archivo("docx", que="comparativo"))


@bp.get(_DE_VERSION)
@permiso(TRAMITE)
def ver(version_id: int) -> str | Response:
    """What can be downloaded, and where the edited file comes back."""
    return _pagina(leer(version_id))


@bp.post(_DE_VERSION)
@permiso(TRAMITE)
def subir(version_id: int) -> str | Response | tuple[str, int]:
    """What the file would change, line by line. Nothing is kept yet."""
    tramite = leer(version_id)
    archivo = request.files.get("archivo")
    try:
        if archivo is None or not archivo.filename:
            raise DatosInvalidos("No eligió ningún archivo.", "Elija el documento de Word.")
        with closing(archivo):
            datos, nombre = archivo.read(), nombre_limpio(archivo.filename)
        exigir_tamano(datos)
        devuelto = documentos.hacer(nombre, leer_devuelto, datos, g.manual.formato, nombre)
        exigir_que_quepa(devuelto.contenido)
        traido = traer(tramite, devuelto)
    except (DatosInvalidos, LecturaFallida) as error:
        return _pagina(tramite, error=str(error)), 422
    return _pagina(tramite, traido=traido)


@bp.post(f"{_DE_VERSION}/entrar")
@permiso(TRAMITE)
def entrar(version_id: int) -> str | Response | tuple[str, int]:
    """Bring in the chosen changes: as edits of who may write, or as suggestions."""
    tramite = leer(version_id)
    try:
        traido = abrir_firmado(request.form.get("traido", ""), version_id)
        piezas = set(request.form.getlist("pieza"))
        if not piezas:
            raise DatosInvalidos("No eligió ningún cambio.", "Marque al menos uno.")
    except DatosInvalidos as error:
        return _pagina(tramite, error=str(error)), 422
    try:
        if request.form.get("como") == "editar":
            return _editar(version_id, traido, piezas)
        with transaccion() as session:
            n = sugerir_cambios(session, actor(), version_id, traido.base, traido.nuevo, piezas)
    except (DatosInvalidos, ActoInvalido) as error:
        return _pagina(tramite, traido=traido, elegidas=piezas, error=str(error)), 422
    flash(f"{n} {'observación quedó' if n == 1 else 'observaciones quedaron'} a su nombre.",
          "success")  # fmt: skip
    return redirect(url_for("versiones.cambios", version_id=version_id, _anchor="observaciones"))


def _editar(version_id: int, traido: Traido, piezas: set[str]) -> Response | tuple[str, int]:
    """Where somebody saved the same piece since the download, both texts are shown."""
    final = elegir(traido.base, traido.nuevo, piezas)
    ediciones = ediciones_entre(en_piezas(traido.base), en_piezas(final))
    with transaccion() as session:
        guardada = guardar_piezas(session, actor(), version_id, ediciones, traido.serie)
    if guardada.choques:
        dos = choques(g.manual.formato, guardada)
        return _pagina(leer(version_id), dos_textos=dos), 409
    flash("Los cambios de Word entraron al borrador. Todavía no se ha firmado nada.", "success")
    return redirect(url_for("borradores.editar", version_id=version_id))


def _pagina(
    tramite: EnTramite,
    *,
    traido: Traido | None = None,
    elegidas: set[str] | None = None,
    error: str = "",
    dos_textos: Sequence[dict[str, Any]] = (),
) -> str:
    version = tramite.vista.version
    abierta = version.estado_clase in (ClaseEstado.EDICION, ClaseEstado.TRAMITE)
    escribe = bool(mis_roles(g.manual) & _que_escriben(g.manual.formato))
    return render_template(
        "versiones/word.html",
        filas=traido.filas if traido else (),
        traido=traido,
        firmado=firmar(traido) if traido else "",
        elegidas=elegidas,
        recibe=abierta and version.tipo != TipoVersion.DEROGACION,
        edita=escribe and version.estado_clase == ClaseEstado.EDICION,
        con_base=tramite.base is not None,
        error=error,
        choques=dos_textos,
        **comun(tramite),
    )


def _comparacion(version_id: int) -> Comparacion:
    dia = g.manual.hoy(ahora())
    return comparacion_de(db.session, g.manual, version_id, dia, current_app.config["URL"])


def _bajar(datos: bytes, nombre: str) -> Response:
    return send_file(io.BytesIO(datos), mimetype=_TIPO, as_attachment=True, download_name=nombre)


def _que_escriben(formato: Formato) -> set[str]:
    assert ESCRIBE.roles is not None
    return ESCRIBE.roles(formato)
