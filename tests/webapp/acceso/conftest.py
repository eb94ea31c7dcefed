"""The institution that vouches for the cast, and an application that believes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from tests.apoyo.proveedor_oidc import CLAVE, CLIENTE, Proveedor, atendiendo
from tests.apoyo.reparto import PERSONAS, Elenco, correo
from webapp.acceso.institucion.ajustes import ajustes_de_institucion


@pytest.fixture
def proveedor(app: Flask, elenco: Elenco) -> Iterator[Proveedor]:
    """The institution that ``app`` believes, on each engine."""
    with que_avala(app, elenco) as quien:
        yield quien


@pytest.fixture
def institucion(app_sqlite: Flask, elenco: Elenco) -> Iterator[Proveedor]:
    """The institution that ``app_sqlite`` believes."""
    with que_avala(app_sqlite, elenco) as quien:
        yield quien


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
