"""Going to the institution's sign-in and back, and what it left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import requests
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.apoyo.proveedor_oidc import CLAVE, CLIENTE, Proveedor, atendiendo
from tests.apoyo.reparto import PERSONAS, Elenco, correo
from tests.conftest import ClienteAparte
from webapp.acceso.institucion.ajustes import Institucion, ajustes_de_institucion
from webapp.bd import db
from webapp.modelos import Acto, Nombramiento

IDA = "/entrar/institucion"
OTRA_VEZ = f"{IDA}?otra_vez=1"


def navegador(app: Flask) -> ClienteAparte:
    """A browser in which nobody is signed in."""
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    return cliente


def ir(cliente: ClienteAparte, desde: str = IDA) -> str:
    """Go to the institution, and the address where it sends the browser back."""
    ida = cliente.get(desde)
    assert ida.status_code == 302, ida.text
    vuelta = requests.get(ida.location, allow_redirects=False, timeout=5).headers["Location"]
    partes = urlsplit(vuelta)
    return f"{partes.path}?{partes.query}"


def entrar(cliente: ClienteAparte, desde: str = IDA) -> TestResponse:
    """The whole way there and back."""
    respuesta: TestResponse = cliente.get(ir(cliente, desde))
    return respuesta


def aviso(cliente: ClienteAparte, respuesta: TestResponse) -> str:
    """The page where somebody who did not come in ends up."""
    assert respuesta.status_code == 302, respuesta.text
    assert respuesta.location.startswith("/entrar")
    assert cliente.get("/bandeja").status_code == 302, "entró"
    pagina = cliente.get(respuesta.location)
    assert pagina.status_code == 200
    return str(pagina.text)


def actos(app: Flask, *cuales: str) -> list[tuple[str, str, int | None]]:
    """Who did which of these, to whom."""
    with app.app_context(), db.sessionmaker() as session:
        return [
            (a.persona, a.acto, a.sujeto_id)
            for a in session.scalars(
                sa.select(Acto).where(Acto.acto.in_(cuales)).order_by(Acto.manual_id, Acto.seq)
            )
        ][-4:]


def roles(app: Flask, elenco: Elenco, clave: str) -> dict[str, bool]:
    """The roles somebody was ever given here, and whether each holds today."""
    hoy = elenco.ahora.date()
    with app.app_context(), db.sessionmaker() as session:
        return {
            n.rol: n.hasta is None or n.hasta >= hoy
            for n in session.scalars(
                sa.select(Nombramiento)
                .where(Nombramiento.persona_id == elenco.personas[clave])
                .order_by(Nombramiento.id)
            )
        }


def con(app: Flask, **cambios: object) -> None:
    """Change what the settings say of the institution."""
    quien: Institucion = app.config["INSTITUCION"]
    app.config["INSTITUCION"] = replace(quien, **cambios)  # type: ignore[arg-type]  # by name


@contextmanager
def que_avala(app: Flask, elenco: Elenco) -> Iterator[Proveedor]:
    """A provider where everybody of the cast has an account, and ``app`` sends people to it."""
    gente = {
        clave: {
            "sub": f"s-{clave}",
            "email": correo(clave).upper(),
            "email_verified": True,
            "name": nombre,
            "groups": [],
        }
        for clave, (nombre, *_) in PERSONAS.items()
    }
    with atendiendo(Proveedor(gente, reloj=lambda: elenco.ahora, quien="ana")) as proveedor:
        entorno = {
            "VIGENTE_OIDC_URL": proveedor.emisor,
            "VIGENTE_OIDC_CLIENTE": CLIENTE,
            "VIGENTE_OIDC_CLAVE": CLAVE,
        }
        app.config.update(ajustes_de_institucion(entorno))
        yield proveedor
