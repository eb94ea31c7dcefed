"""The application as an institution runs it: production settings, HTTPS, CSRF, its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask

from tests.apoyo import reparto
from tests.apoyo.bases import Direcciones, ajustes, cerrar
from tests.conftest import ClienteAparte
from webapp import create_app

SITIO = "https://manual.example"
ENTORNO = {
    "VIGENTE_PRODUCCION": "1",
    "SECRET_KEY": "k3Yx-9vQw_7LpZr2TnBs8HdFj5GmCa4E",
    "VIGENTE_HTTPS": "1",
    "VIGENTE_URL": SITIO,
    "DATABASE_URL": "postgresql:///vigente",
}
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"')


class Navegador(ClienteAparte):
    """A browser on the site's own address, that sends back the token of the page."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """The same request, under HTTPS and the site's name unless told otherwise."""
        return super().open(*args, **{"base_url": SITIO, **kwargs})

    def token(self, ruta: str = "/entrar") -> str:
        """The token that a page carries."""
        hallado = _TOKEN.search(self.get(ruta).text)
        assert hallado, ruta
        return unescape(hallado[1] or hallado[2])

    def entrar(self, clave: str) -> Navegador:
        """Sign in as somebody of the cast, as the form does."""
        datos = {
            "email": reparto.correo(clave),
            "password": reparto.CONTRASENA,
            "csrf_token": self.token(),
        }
        respuesta = self.post("/entrar", data=datos, headers={"Referer": f"{SITIO}/entrar"})
        assert respuesta.status_code == 302, respuesta.text
        return self


@contextmanager
def en_serio(
    direcciones: Direcciones,
    carpeta: Path,
    entorno: Mapping[str, str] | None = None,
    **otros: object,
) -> Iterator[Flask]:
    """An application with those settings on a test's database, closed at the end."""
    with patch.dict("os.environ", {**ENTORNO, **(entorno or {})}):
        propios = ajustes(direcciones, carpeta, WTF_CSRF_ENABLED=True, **otros)
        for sin in ("SECRET_KEY", "TESTING"):
            propios.pop(sin)
        app = create_app(propios)
    app.test_client_class = Navegador
    yield app
    cerrar(app)
