"""Importing by hand: a document, what was read of it line by line, and how it enters the manual."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.archivos import MAXIMO_DOCUMENTO, exigir_tamano, nombre_limpio
from webapp.bd import db, transaccion
from webapp.casos import importar_a_mano as casos
from webapp.consultas.importacion import EnCurso, Leido, bytes_de, en_curso, leido_de, mias
from webapp.consultas.manuales import ManualVisto
from webapp.permisos import IMPORTA, actor, mis_roles, permiso
from webapp.vistas._importacion import OPCIONES, parte_vista, rotulos
from workflows.errores import ActoInvalido, DatosInvalidos, ErrorVigente, LecturaFallida
from workflows.formatos.modelo import ClaseActo, Formato
from workflows.lectura.correcciones import a_texto, decir

bp = Blueprint("importar", __name__, url_prefix="/manual/<slug>/importar")


@bp.get("")
@permiso(IMPORTA)
def nuevo(slug: str) -> str:
    """Where a document is uploaded, and the ones that wait."""
    return _lista()


@bp.post("")
@permiso(IMPORTA)
def subir(slug: str) -> Response | tuple[str, int]:
    """Read the document and keep it, to be looked at. Nothing enters the manual."""
    manual: ManualVisto = g.manual
    archivo = request.files.get("archivo")
    try:
        if archivo is None or not archivo.filename:
            raise DatosInvalidos("No eligió ningún archivo.", "Elija el documento.")
        with closing(archivo):
            datos, nombre = archivo.read(), nombre_limpio(archivo.filename)
        exigir_tamano(datos)
        huella = hashlib.sha256(datos).hexdigest()
        leido_de(manual, huella, nombre, a_texto({}), lambda: datos)
        with transaccion() as session:
            id_ = casos.recibir(session, actor(), manual.id, datos, nombre)
    except (DatosInvalidos, LecturaFallida, ActoInvalido) as error:
        return _lista(error), 422
    return redirect(url_for("importar.ver", slug=slug, lectura_id=id_))


@bp.get("/<int:lectura_id>")
@permiso(IMPORTA)
def ver(slug: str, lectura_id: int) -> str:
    """The source beside what was read: the part of ``?linea=`` (to correct it) or ``?parte=``."""
    return _pagina(lectura_id)


@bp.post("/<int:lectura_id>/corregir")
@permiso(IMPORTA)
def corregir(slug: str, lectura_id: int) -> Response | tuple[str, int]:
    """Say what a line is, and read again."""
    manual: ManualVisto = g.manual
    linea = _entero(request.form.get("linea", ""))
    try:
        _, leido = _leer(lectura_id)
        todas = leido.lectura.lineas
        if not 1 <= linea <= len(todas) or todas[linea - 1].clase is None:
            raise DatosInvalidos("Esa línea no está en el documento.", "Elija una de la página.")
        que = request.form.get("que", "")
        seccion = request.form.get("seccion", "")
        dicho = decir(que, seccion, manual.formato) if que != "leer" else None
        with transaccion() as session:
            casos.corregir(session, actor(), manual.id, lectura_id, linea, dicho)
    except DatosInvalidos as error:
        return _pagina(lectura_id, linea=linea, error=error), 422
    return redirect(
        url_for("importar.ver", slug=slug, lectura_id=lectura_id, en=linea, _anchor=f"l-{linea}")
    )


@bp.post("/<int:lectura_id>/aceptar")
@permiso(IMPORTA)
def aceptar(slug: str, lectura_id: int) -> Response | tuple[str, int]:
    """All its cargos enter the manual, or none and why."""
    manual: ManualVisto = g.manual
    como, rige = request.form.get("como", ""), request.form.get("rige", "")
    try:
        _, leido = _leer(lectura_id)
        sueltas = len(leido.lectura.sin_ubicar)
        if sueltas and request.form.get("sin_ubicar") != str(sueltas):
            raise DatosInvalidos(
                f"Hay {_lineas(sueltas)} sin ubicar: no entrarían en el manual.",
                "Dígale al programa qué son, o marque que se acepta sin ellas.",
                "sin_ubicar",
            )
        pedido = casos.Pedido(como, request.form.get("visto", ""), _dia(rige))
        with transaccion() as session:
            n = casos.aceptar(session, actor(), manual.id, lectura_id, leido.lectura.cargos, pedido)
    except ErrorVigente as error:
        if error.estado_http == 404:
            raise
        pagina = _pagina(lectura_id, error=error, como=como, rige=rige)
        return pagina, error.estado_http if error.estado_http != 400 else 422
    cargos = "Un cargo entró" if n == 1 else f"{n} cargos entraron"
    flash(f"{cargos} {'como historia vigente' if como == 'vigente' else 'como borradores'}.",
          "success")  # fmt: skip
    return redirect(url_for("manual.indice", slug=slug))


@bp.post("/<int:lectura_id>/descartar")
@permiso(IMPORTA)
def descartar(slug: str, lectura_id: int) -> Response:
    """Forget a document that was uploaded."""
    with transaccion() as session:
        casos.descartar(session, actor(), g.manual.id, lectura_id)
    flash("El documento se descartó. En el manual no cambió nada.", "success")
    return redirect(url_for("importar.nuevo", slug=slug))


def _leer(id_: int) -> tuple[EnCurso, Leido]:
    suyo = en_curso(db.session, g.manual.id, current_user.id, id_)
    leido = leido_de(
        g.manual, suyo.hash, suyo.nombre, suyo.correcciones, lambda: bytes_de(db.session, id_)
    )
    return suyo, leido


def _lista(error: ErrorVigente | None = None) -> str:
    return render_template(
        "importar/nuevo.html",
        mias=mias(db.session, g.manual.id, current_user.id),
        maximo=MAXIMO_DOCUMENTO // 1024 // 1024,
        error=error,
    )


def _pagina(
    id_: int,
    *,
    linea: int = 0,
    error: ErrorVigente | None = None,
    como: str = "",
    rige: str = "",
) -> str:
    formato: Formato = g.manual.formato
    suyo, leido = _leer(id_)
    abierta = linea or _entero(request.args.get("linea", ""))
    n = _parte(leido, abierta or _entero(request.args.get("en", "")))
    posibles = _posibles(formato)
    return render_template(
        "importar/ver.html",
        suyo=suyo,
        lectura=leido.lectura,
        partes=leido.partes,
        n=n,
        rotulos=rotulos(leido, formato),
        p=parte_vista(leido, n, formato, suyo.dichos),
        al_pie=any(c.lineas == (0, 0) for c in leido.lectura.cargos),
        abierta=abierta,
        opciones=OPCIONES,
        posibles=posibles,
        como=como or (posibles[0] if len(posibles) == 1 else ""),
        rige=rige,
        error=error,
    )


def _parte(leido: Leido, linea: int) -> int:
    """The part of a line, or the one ``?parte=`` names, or the first."""
    for n, parte in enumerate(leido.partes):
        if parte.lineas and parte.lineas[0].numero <= linea <= parte.lineas[-1].numero:
            return n
    return min(max(_entero(request.args.get("parte", "")), 1), len(leido.partes)) - 1


def _posibles(formato: Formato) -> list[str]:
    """How the person may bring it in: "vigente", "borrador" or both."""
    roles = mis_roles(g.manual)
    de = {
        "vigente": {r for a in formato.actos_de(ClaseActo.ASIENTO) for r in a.roles},
        "borrador": {r for a in formato.actos_de(ClaseActo.APERTURA) for r in a.roles},
    }
    return [como for como, suyos in de.items() if roles & suyos]


def _dia(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto) if texto else None
    except ValueError:
        raise DatosInvalidos("Esa fecha no existe.", "Escriba día, mes y año.", "rige") from None


def _entero(texto: str) -> int:
    return int(texto) if texto.isascii() and texto.isdigit() and len(texto) < 8 else 0


def _lineas(n: int) -> str:
    return "una línea" if n == 1 else f"{n} líneas"
