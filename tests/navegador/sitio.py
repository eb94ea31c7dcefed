"""The application at its address, and the browsers of the people who visit it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.apoyo import reparto
from tests.navegador.vigilancia import Vigilancia

_FICHA = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Sitio:
    """The application at its address, and a browser for each person who visits it."""

    def __init__(
        self,
        app: Flask,
        url: str,
        elenco: reparto.Elenco,
        nuevo: Callable[..., BrowserContext],
        vigilancia: Vigilancia,
    ) -> None:
        self.app, self.url, self.elenco = app, url, elenco
        self.vigilancia, self._nuevo = vigilancia, nuevo
        self._llaves: dict[str, Any] = {}

    def visitar(self, clave: str = "", **opciones: Any) -> Page:
        """A page of a browser of its own; signed in, when somebody is named."""
        if clave in self._llaves:
            opciones["storage_state"] = self._llaves[clave]
        contexto = self._nuevo(base_url=self.url, **opciones)
        self.vigilancia.vigilar(contexto)
        if clave and clave not in self._llaves:
            entrar(contexto, clave)
            self._llaves[clave] = contexto.storage_state()
        return contexto.new_page()


def entrar(contexto: BrowserContext, clave: str) -> None:
    """Sign in by HTTP, as the login page would."""
    ficha = _FICHA.search(contexto.request.get("/entrar").text())
    assert ficha, "la página de entrar no trae su ficha"
    datos = {"email": reparto.correo(clave), "password": reparto.CONTRASENA}
    respuesta = contexto.request.post("/entrar", form={**datos, "csrf_token": ficha[1]})
    assert respuesta.url.endswith("/bandeja"), respuesta.text()
