"""The page of a person, as it is drawn from whichever form of it was sent."""

from __future__ import annotations

from flask import current_app, g, render_template, request
from flask_security import current_user

from webapp.bd import db
from webapp.consultas import personas as consultas
from webapp.consultas.cuentas import cuentas
from webapp.permisos import ahora
from workflows.errores import ErrorVigente

CAMPOS = ("nombre", "correo", "unidad", "puesto")
#: What is typed to appoint.
DE_NOMBRAR = ("rol", "desde", "hasta", "sustituye")


def vista_de(persona_id: int) -> consultas.PersonaVista:
    """The person, in the manual of the page. Raises NoEncontrado."""
    return consultas.persona(db.session, g.manual, persona_id, g.manual.hoy(ahora()))


def con_error(persona_id: int, error: ErrorVigente) -> tuple[str, int]:
    """Her page, saying what was refused, with what was typed to appoint."""
    vista = vista_de(persona_id)
    datos = {c: getattr(vista, c) for c in CAMPOS}
    datos |= {c: request.form[c] for c in DE_NOMBRAR if c in request.form}
    return ficha(vista, datos, error.por_campo()), error.estado_http


def ficha(
    vista: consultas.PersonaVista | None, valores: dict[str, str], errores: dict[str, str]
) -> str:
    """The page; without a person, the form to add one."""
    return render_template(
        "administracion/persona.html",
        persona=vista,
        cuenta=cuentas(db.session, [vista.id], ahora())[vista.id] if vista else None,
        valores=valores,
        errores=errores,
        roles=consultas.roles_posibles(g.manual.formato),
        enlazada=vista is not None and consultas.entra_por_la_institucion(db.session, vista.id),
        sustituibles=[
            ("", "A nadie"),
            *(consultas.sustituibles(db.session, g.manual, vista.id) if vista else ()),
        ],
        soy_yo=vista is not None and vista.id == current_user.id,
        hoy=g.manual.hoy(ahora()),
        hay_correo=current_app.config["MAIL_BACKEND"] != "file",
    )
