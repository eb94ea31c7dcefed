"""The institution that vouches for the cast, and an application that believes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.apoyo.institucion import que_avala
from tests.apoyo.proveedor_oidc import Proveedor
from tests.apoyo.reparto import Elenco


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
