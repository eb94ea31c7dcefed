"""A document somebody is importing by hand."""

from __future__ import annotations

import html
import re

from flask import Flask
from sqlalchemy import func, select

from tests.apoyo.manualito import documento
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.importar_a_mano import recibir
from webapp.modelos import LecturaEnCurso

IMPORTAR = f"/manual/{SLUG}/importar"

#: A cargo the cast's manual does not have, with a heading nobody knows under its first section.
NUEVO = documento(
    [("41130", "OPERATIVO", "AVANZADO", "PRODUCCIÓN")],
    version="10-2020",
    acuerdo="AJD-2020-300",
)
AJENO = NUEVO.replace("## ACTIVIDADES GENERALES", "## LABORES QUE NADIE CONOCE", 1)


#: The number of that heading's line.
LINEA = 1 + AJENO[: AJENO.index("## LABORES")].count("\n")


def subido(app: Flask, elenco: Elenco, texto: str = AJENO, clave: str = "ana") -> int:
    """A document that waits, of somebody of the cast. Returns its id."""
    with app.app_context(), transaccion() as session:
        return recibir(session, elenco.actor(clave), elenco.manual_id, texto.encode(), "manual.txt")


def subir(cliente: ClienteAparte, datos: bytes, nombre: str = "manual.txt") -> tuple[int, str]:
    """Upload a file: the code and the page that answers, or the address it leads to."""
    cabeza = (
        f'--corte\r\nContent-Disposition: form-data; name="archivo"; filename="{nombre}"\r\n\r\n'
    )
    respuesta = cliente.post(
        IMPORTAR,
        data=cabeza.encode() + datos + b"\r\n--corte--\r\n",
        content_type="multipart/form-data; boundary=corte",
    )
    return respuesta.status_code, respuesta.location or respuesta.text


def leido(cliente: ClienteAparte, ruta: str) -> str:
    """The page, as its words read."""
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, respuesta.text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", respuesta.text)))


def corregir(cliente: ClienteAparte, ruta: str, linea: int, que: str, seccion: str = "") -> int:
    """Say what a line is."""
    datos = {"linea": linea, "que": que, "seccion": seccion}
    return cliente.post(f"{ruta}/corregir", data=datos).status_code


def aceptar(cliente: ClienteAparte, ruta: str, como: str, **mas: str) -> tuple[int, str]:
    """Accept what the page shows."""
    pagina = cliente.get(ruta).text
    visto = re.search(r'name="visto" value="([^"]*)"', pagina)
    assert visto, pagina
    datos = {"visto": html.unescape(visto[1]), "como": como, **mas}
    respuesta = cliente.post(f"{ruta}/aceptar", data=datos)
    return respuesta.status_code, respuesta.text


def cuantas() -> int:
    """Documents that wait, of anybody."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(LecturaEnCurso)) or 0
