"""The second factor of one's own account: asked at the door; put, renewed and taken away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.acceso.cerrojo import con_cerrojo
from webapp.acceso.contrasenas import con_que_se_entra
from webapp.acceso.prueba import Medio, exigir_prueba, probar
from webapp.acceso.recuperacion import cuantos_quedan, gastar
from webapp.acceso.segundo_factor import Falta, lo_exige_un_rol, lo_que_falta, paso
from webapp.acceso.totp import codigo_sirve, para_la_aplicacion, secreto_nuevo
from webapp.bd import db, transaccion
from webapp.casos.mi_segundo_factor import (
    poner_segundo_factor,
    quitar_mi_segundo_factor,
    renovar_codigos,
)
from webapp.modelos import SegundoFactor
from webapp.permisos import SESION, actor, ahora, permiso
from workflows.errores import ActoInvalido, ActoNegado

bp = Blueprint("segundo_factor", __name__)

_CUENTA = "/cuenta/segundo-factor"
_NO_ES = (
    "Ese código no es el de ahora. Escriba el que muestra su aplicación en este momento; cada "
    "uno sirve una sola vez."
)


@bp.route("/entrar/codigo", methods=["GET", "POST"])
@permiso(SESION)
def codigo() -> str | Response | tuple[str, int]:
    """After the password: the code of the device, or one of those kept for when it is lost."""
    if lo_que_falta() is not Falta.CODIGO:
        return redirect(url_for("bandeja.ver"))
    if request.method == "GET":
        return render_template("security/codigo.html", yo=None, error="")
    dicho = "".join(request.form.get("codigo", "").split())
    quedan: int | None = None

    def comprobar() -> bool:
        nonlocal quedan
        with transaccion() as session:
            if codigo_sirve(session, current_user.id, dicho, ahora()):
                return True
            if not gastar(session, current_user.id, dicho):
                return False
            quedan = cuantos_quedan(session, current_user.id)
            return True

    pasa, espera = con_cerrojo(puerta_del_codigo(), comprobar)
    if not pasa:
        pagina = render_template("security/codigo.html", yo=None, error=espera or _NO_ES)
        return pagina, 429 if espera else 422
    probar(Medio.TOTP)
    if quedan is not None:
        flash(
            f"Entró con un código de recuperación, que ya no sirve más. Le quedan {quedan}. Si "
            "perdió el teléfono, ponga otro en su cuenta.",
            "warning",
        )
    return redirect(paso())


@bp.get(_CUENTA)
@permiso(SESION)
def ver() -> str | Response:
    """Put a device, by its QR or its key; or what there is."""
    lo_exigen = lo_exige_un_rol(current_user.id)
    if lo_que_falta() is Falta.DISPOSITIVO and not lo_exigen:
        return redirect(paso())
    return _pagina()


@bp.post(f"{_CUENTA}/empezar")
@permiso(SESION)
def empezar() -> Response:
    """A secret of one's own, which counts once its first code was typed."""
    exigir_prueba("poner un segundo factor")
    with transaccion() as session:
        fila = session.get(SegundoFactor, current_user.id)
        if fila is None:
            session.add(SegundoFactor(persona_id=current_user.id, secreto=secreto_nuevo()))
        elif fila.confirmado is None:
            fila.secreto, fila.ultimo_paso = secreto_nuevo(), 0
        else:
            raise ActoInvalido("Ya tiene segundo factor.", "Quítelo antes de poner otro.")
    return redirect(url_for("segundo_factor.ver"))


@bp.post(f"{_CUENTA}/confirmar")
@permiso(SESION)
def confirmar() -> str | Response | tuple[str, int]:
    """The first code: from now on it is asked for. The recovery codes are shown, this once."""
    dicho = "".join(request.form.get("codigo", "").split())
    codigos: list[str] | None = None

    def comprobar() -> bool:
        nonlocal codigos
        with transaccion() as session:
            codigos = poner_segundo_factor(
                session, actor(), lambda s: codigo_sirve(s, current_user.id, dicho, ahora())
            )
        return codigos is not None

    _, espera = con_cerrojo(puerta_del_codigo(), comprobar)
    if codigos is None:
        return _pagina(espera or _NO_ES), 429 if espera else 422
    probar(Medio.TOTP)
    return _codigos(codigos, paso() if lo_que_falta() else "")


@bp.post(f"{_CUENTA}/codigos")
@permiso(SESION)
def codigos() -> str:
    """Ten new ones; those there were are no good any more."""
    exigir_prueba("hacer códigos de recuperación nuevos")
    with transaccion() as session:
        nuevos = renovar_codigos(session, actor())
    return _codigos(nuevos)


@bp.post(f"{_CUENTA}/quitar")
@permiso(SESION)
def quitar() -> Response:
    """One comes in, and signs, without it again."""
    exigir_prueba("quitar el segundo factor")
    if lo_exige_un_rol(current_user.id):
        raise ActoNegado(
            "Un rol que usted tiene exige el segundo factor.",
            "Si perdió el teléfono, pida a quien administra el manual que se lo quite.",
        )
    with transaccion() as session:
        quitar_mi_segundo_factor(session, actor())
    flash(f"Se quitó el segundo factor: entra solo con {con_que_se_entra()}.", "success")
    return redirect(url_for("cuenta.ver"))


def puerta_del_codigo() -> str:
    """The account as the lock-out counts its codes: a right password does not forget them."""
    return f"codigo:{current_user.email}"


def _pagina(error: str = "") -> str:
    fila = db.session.get(SegundoFactor, current_user.id, populate_existing=True)
    imagen, clave = "", ""
    if fila is not None and fila.confirmado is None:
        imagen, clave = para_la_aplicacion(fila.secreto, current_user.email)
    return render_template(
        "cuenta/poner_segundo_factor.html",
        fila=fila,
        imagen=imagen,
        clave=clave,
        error=error,
        quedan=cuantos_quedan(db.session, current_user.id),
        lo_exigen=lo_exige_un_rol(current_user.id),
        obligado=lo_que_falta() is Falta.DISPOSITIVO,
    )


def _codigos(codigos: list[str], sigue: str = "") -> str:
    return render_template(
        "cuenta/codigos.html",
        codigos=codigos,
        texto="\r\n".join(
            [
                f"Códigos de recuperación de Vigente, {current_user.email}",
                request.host_url,
                *codigos,
            ]
        ),
        sigue=sigue or url_for("segundo_factor.ver"),
    )
