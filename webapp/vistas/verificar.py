"""Verify a copy: from its QR, its typed code, or the file itself. Never asks for an account."""

from __future__ import annotations

import hashlib

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db
from webapp.consultas.verificacion import (
    Verificado,
    expediente_por_archivo,
    por_archivo,
    por_codigo,
)
from webapp.permisos import ABIERTO, ahora, en_tramite, permiso
from workflows.verificacion import agrupado, normalizar

bp = Blueprint("verificar", __name__, url_prefix="/verificar")
_PDF = b"%PDF-"


@bp.get("/")
@permiso(ABIERTO)
def pedir() -> str | Response | tuple[str, int]:
    """Where one types the code or gives the file; ``?codigo=`` leads to its answer."""
    escrito = request.args.get("codigo", "").strip()
    if not escrito:
        return _pagina()
    codigo = normalizar(escrito)
    if not codigo:
        return _pagina(
            escrito=escrito[:60],
            error="Ese no es un código completo: son doce letras y números, como ABCD-EFGH-IJKL. "
            "Está al pie del documento, junto al cuadro con puntos.",
        ), 422
    return redirect(url_for("verificar.codigo", codigo=agrupado(codigo)))


@bp.get("/<codigo>")
@permiso(ABIERTO)
def codigo(codigo: str) -> str | tuple[str, int]:
    """What is known of the copy that carries this code."""
    limpio = normalizar(codigo)
    hallado = por_codigo(db.session, limpio, ahora()) if limpio else None
    return _respuesta(hallado, agrupado(limpio) if limpio else codigo[:60], "")


@bp.post("/")
@permiso(ABIERTO)
def archivo() -> str | tuple[str, int]:
    """What is known of a file; it is read, compared and forgotten.

    A packet for the board is known only to who has a part in the workflow; to anybody else it
    is as unknown as what never was.
    """
    subido = request.files.get("archivo")
    tope = current_app.config["MAXIMO_ADJUNTO"]
    datos = subido.read(tope + 1) if subido else b""
    if subido:
        subido.close()
    if not datos:
        return _pagina(error_archivo="Elija el archivo PDF que quiere verificar."), 422
    if len(datos) > tope:
        return _pagina(
            error_archivo=f"El archivo pesa demasiado: caben {tope // 2**20} MB. "
            "Use el código impreso."
        ), 413
    if not datos.startswith(_PDF):
        return _pagina(
            error_archivo="Ese archivo no es un PDF. Si el documento está en papel, use el código."
        ), 422
    huella = hashlib.sha256(datos).hexdigest()
    if hallado := por_archivo(db.session, huella, ahora()):
        return _respuesta(hallado, "", "")
    if current_user.is_authenticated:
        suyo = expediente_por_archivo(db.session, huella)
        if suyo is not None and en_tramite(suyo.manual):
            return render_template("verificar/expediente.html", e=suyo)
    return _respuesta(None, "", (subido.filename or "")[:120] if subido else "")


def _respuesta(hallado: Verificado | None, codigo: str, nombre: str) -> str | tuple[str, int]:
    pagina = render_template("verificar/respuesta.html", v=hallado, codigo=codigo, nombre=nombre)
    return pagina if hallado else (pagina, 200 if nombre else 404)


def _pagina(escrito: str = "", error: str = "", error_archivo: str = "") -> str:
    return render_template(
        "verificar/pedir.html", escrito=escrito, error=error, error_archivo=error_archivo
    )
