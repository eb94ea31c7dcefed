"""Importing by hand: a document, what was read of it line by line, and how it enters the manual."""

from __future__ import annotations

import hashlib
from contextlib import closing, suppress
from datetime import date
from typing import Any

from flask import (
    Blueprint,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.archivos import MAXIMO_DOCUMENTO, exigir_tamano, nombre_limpio
from webapp.avances import contando, leer_avance
from webapp.bd import db, transaccion
from webapp.casos import importar_a_mano as casos
from webapp.consultas.importacion import EnCurso, Leido, bytes_de, en_curso, leido_de, mias
from webapp.consultas.manuales import ManualVisto
from webapp.formularios import fila
from webapp.permisos import IMPORTA, actor, mis_roles, permiso
from webapp.vistas._importacion import filas_abiertas, opciones_de, parte_vista, rotulos
from webapp.vistas._importandose import (
    donde_entra,
    donde_se_lee,
    en_json,
    importandose,
    leyendose,
)
from workflows.errores import (
    ActoInvalido,
    DatosInvalidos,
    ErrorVigente,
    LecturaFallida,
    NoEncontrado,
)
from workflows.formatos.modelo import ClaseActo, Formato
from workflows.lectura.correcciones import FilaEscrita, Que, a_texto, decir, decir_filas

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
        with contando(donde_se_lee()) as anotar:
            leido_de(manual, huella, nombre, a_texto({}), lambda: datos, anotar)
        with transaccion() as session:
            id_ = casos.recibir(session, actor(), manual.id, datos, nombre)
    except (DatosInvalidos, LecturaFallida, ActoInvalido) as error:
        return _lista(error), 422
    return redirect(url_for("importar.ver", slug=slug, lectura_id=id_))


@bp.get("/<int:lectura_id>")
@permiso(IMPORTA)
def ver(slug: str, lectura_id: int) -> str:
    """The source beside what was read: the part of ``?linea=`` or ``?fila=`` (to correct it), or
    ``?parte=``; or how far it is, while its cargos are recorded."""
    suyo = en_curso(db.session, g.manual.id, current_user.id, lectura_id)
    if va := leer_avance(donde_entra(lectura_id)):
        return render_template("importar/entrando.html", suyo=suyo, va=va, dice=importandose(va))
    return _pagina(lectura_id)


@bp.post("/<int:lectura_id>/corregir")
@permiso(IMPORTA)
def corregir(slug: str, lectura_id: int) -> Response | tuple[str, int]:
    """Say what a line is, or the row it is of, and read again."""
    manual: ManualVisto = g.manual
    linea = _entero(request.form.get("linea", ""))
    escritas: list[FilaEscrita] | None = None
    try:
        _, leido = _leer(lectura_id)
        todas = leido.lectura.lineas
        if not 1 <= linea <= len(todas) or todas[linea - 1].clase is None:
            raise DatosInvalidos("Esa línea no está en el documento.", "Elija una de la página.")
        que = request.form.get("que", "")
        seccion = request.form.get("seccion", "")
        hacer = request.form.get("hacer", "")
        if que == Que.FILA and manual.formato.competencias is not None:
            if not hacer:
                return _ir(slug, lectura_id, linea, "fila")
            escritas = fila.leer(request.form)
            if (paso := fila.dar_paso(escritas, hacer)) is not None:
                return _pagina(lectura_id, linea=linea, escritas=paso), 200
            dicho = None if hacer == fila.OLVIDAR else decir_filas(escritas, manual.formato)
        else:
            dicho = decir(que, seccion, manual.formato) if que != "leer" else None
        with transaccion() as session:
            casos.corregir(session, actor(), manual.id, lectura_id, linea, dicho)
    except DatosInvalidos as error:
        return _pagina(lectura_id, linea=linea, error=error, escritas=escritas), 422
    return _ir(slug, lectura_id, linea, "en")


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
        cargos = leido.lectura.cargos
        with contando(donde_entra(lectura_id)) as anotar, transaccion() as session:
            n = casos.aceptar(
                session,
                actor(),
                manual.id,
                lectura_id,
                cargos,
                pedido,
                avance=lambda hechos: anotar(hechos, len(cargos)),
            )
    except ErrorVigente as error:
        if error.estado_http == 404:
            raise
        pagina = _pagina(lectura_id, error=error, como=como, rige=rige)
        return pagina, error.estado_http if error.estado_http != 400 else 422
    cuantos = "Un cargo entró" if n == 1 else f"{n} cargos entraron"
    flash(f"{cuantos} {'como historia vigente' if como == 'vigente' else 'como borradores'}.",
          "success")  # fmt: skip
    return redirect(url_for("manual.indice", slug=slug))


@bp.get("/<int:lectura_id>/avance.json")
@permiso(IMPORTA)
def avance(slug: str, lectura_id: int) -> Response:
    """How many of its cargos are recorded, while they are; its owner may look from anywhere."""
    va = None
    with suppress(NoEncontrado):
        en_curso(db.session, g.manual.id, current_user.id, lectura_id)
        va = leer_avance(donde_entra(lectura_id))
    return en_json(va, importandose(va))


@bp.get("/avance.json")
@permiso(IMPORTA)
def leyendo(slug: str) -> Response:
    """How many pages were read of what whoever asks is having read, while it is."""
    va = leer_avance(donde_se_lee())
    return en_json(va, leyendose(va))


@bp.post("/<int:lectura_id>/descartar")
@permiso(IMPORTA)
def descartar(slug: str, lectura_id: int) -> Response:
    """Forget a document that was uploaded."""
    with transaccion() as session:
        casos.descartar(session, actor(), g.manual.id, lectura_id)
    flash("El documento se descartó. En el manual no cambió nada.", "success")
    return redirect(url_for("importar.nuevo", slug=slug))


def _ir(slug: str, lectura_id: int, linea: int, como: str) -> Response:
    """To a line: to look at it (``en``) or to correct its row (``fila``)."""
    donde: dict[str, Any] = {"slug": slug, "lectura_id": lectura_id, como: linea}
    return redirect(url_for("importar.ver", _anchor=f"l-{linea}", **donde))


def _leer(id_: int) -> tuple[EnCurso, Leido]:
    suyo = en_curso(db.session, g.manual.id, current_user.id, id_)
    dicho = (suyo.hash, suyo.nombre, suyo.correcciones)
    with contando(donde_se_lee()) as anotar:
        leido = leido_de(g.manual, *dicho, lambda: bytes_de(db.session, id_), anotar)
    return suyo, leido


def _lista(error: ErrorVigente | None = None) -> str:
    return render_template(
        "importar/nuevo.html",
        mias=mias(db.session, g.manual.id, current_user.id),
        maximo=MAXIMO_DOCUMENTO // 1024 // 1024,
        va=(va := leer_avance(donde_se_lee())),
        dice=leyendose(va),
        error=error,
    )


def _pagina(
    id_: int,
    *,
    linea: int = 0,
    error: ErrorVigente | None = None,
    como: str = "",
    rige: str = "",
    escritas: list[FilaEscrita] | None = None,
) -> str:
    formato: Formato = g.manual.formato
    suyo, leido = _leer(id_)
    tabla = formato.competencias
    de_fila = _entero(request.args.get("fila", "")) if tabla else 0
    abierta = linea or de_fila or _entero(request.args.get("linea", ""))
    n = _parte(leido, abierta or _entero(request.args.get("en", "")))
    if de_fila and escritas is None:
        escritas = filas_abiertas(leido.partes[n], de_fila, formato, suyo.dichos)
    errores = error.por_campo() if error and escritas is not None else {}
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
        opciones=opciones_de(formato),
        escritas=escritas,
        tipos_de_tabla=[(t, t) for t in tabla.tipos] if tabla else [],
        grados_de_tabla=[(g, g) for g in range(tabla.minimo, tabla.maximo + 1)] if tabla else [],
        errores=errores,
        foco=next(iter(errores), f"competencia-{len(escritas or ()) - 1}"),
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
