"""Somebody of the cast with a browser of their own, over HTTP, whatever becomes of the server."""

from __future__ import annotations

import re

import requests

from tests.apoyo.reparto import CONTRASENA, correo

#: Seconds that somebody waits for a page.
_PACIENCIA = 60


class SinRespuesta(Exception):
    """The connection was cut before the whole answer came: nobody knows what was done."""


class Persona:
    """Signs in when it is made; afterwards asks, as often as the server lets it."""

    def __init__(self, base: str, clave: str) -> None:
        self.base = base
        self.sesion = requests.Session()
        self.ficha = ""
        self.leer("/entrar")
        datos = {"email": correo(clave), "password": CONTRASENA}
        entrada = self.enviar("/entrar", datos)
        assert entrada.status_code == 302, entrada.text
        self.leer("/bandeja")

    def leer(self, ruta: str) -> str:
        """A page; its token is for the next form."""
        pagina = self._pedir("GET", ruta)
        if ficha := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', pagina.text):
            self.ficha = ficha[1]
        return pagina.text

    def enviar(self, ruta: str, datos: dict[str, object]) -> requests.Response:
        """Send a form; a redirection is the answer, not followed."""
        return self._pedir("POST", ruta, data={"csrf_token": self.ficha, **datos})

    def decir(self, ruta: str, cuerpo: dict[str, object]) -> requests.Response:
        """What a page's script says, in JSON."""
        return self._pedir("POST", ruta, json=cuerpo, headers={"X-CSRFToken": self.ficha})

    def _pedir(self, metodo: str, ruta: str, **mas: object) -> requests.Response:
        try:
            respuesta = self.sesion.request(
                metodo,
                self.base + ruta,
                allow_redirects=False,
                timeout=_PACIENCIA,
                **mas,  # type: ignore[arg-type]  # what requests takes
            )
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
            raise SinRespuesta(str(error)) from error
        for galleta in self.sesion.cookies:
            galleta.secure = False  # there is no TLS here: it goes back all the same
        return respuesta
