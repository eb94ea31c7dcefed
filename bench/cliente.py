"""Somebody with a browser: one connection kept open, a session, forms; over HTTP or in-process."""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from flask.testing import FlaskClient

from tests.apoyo.reparto import CONTRASENA, correo

#: Seconds after which gunicorn may be closing a connection that nobody uses.
_OCIOSA = 1.0
_FICHA = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What came back; the names of ``cabeceras`` in small letters."""

    codigo: int
    cuerpo: str
    cabeceras: Mapping[str, str]


class Visita(Protocol):
    """Asks for pages and sends forms as one person."""

    def pedir(self, ruta: str, cabeceras: Mapping[str, str] | None = None) -> Respuesta:
        """GET."""

    def enviar(self, ruta: str, datos: Mapping[str, Any], *, como_json: bool = False) -> Respuesta:
        """POST, with the token of the session; redirects are not followed."""

    def cerrar(self) -> None:
        """Let the connection go; the next request opens another."""


@dataclass
class PorHttp:
    """One client of a server, on one connection."""

    puerto: int
    galletas: dict[str, str] = field(default_factory=dict)
    ficha: str = ""
    _conexion: http.client.HTTPConnection | None = None
    _ultima: float = 0.0

    def entrar(self, clave: str) -> PorHttp:
        """Sign in as somebody of the cast. Raises RuntimeError when the door stays closed."""
        self.ficha = _ficha(self.pedir("/entrar").cuerpo)
        datos = {"email": correo(clave), "password": CONTRASENA}
        if self.enviar("/entrar", datos).codigo != 302:
            raise RuntimeError(f"{clave} no pudo entrar")
        self.ficha = _ficha(self.pedir("/cuenta").cuerpo)
        return self

    def pedir(self, ruta: str, cabeceras: Mapping[str, str] | None = None) -> Respuesta:
        """GET."""
        return self._hacer("GET", ruta, b"", dict(cabeceras or {}))

    def enviar(self, ruta: str, datos: Mapping[str, Any], *, como_json: bool = False) -> Respuesta:
        """POST."""
        if como_json:
            cuerpo, tipo = json.dumps(datos).encode(), "application/json"
        else:
            cuerpo = urlencode({**datos, "csrf_token": self.ficha}, doseq=True).encode()
            tipo = "application/x-www-form-urlencoded"
        cabeceras = {"Content-Type": tipo, "X-CSRFToken": self.ficha}
        return self._hacer("POST", ruta, cuerpo, cabeceras)

    def cerrar(self) -> None:
        """Let the connection go."""
        if self._conexion is not None:
            self._conexion.close()
            self._conexion = None

    def _hacer(self, verbo: str, ruta: str, cuerpo: bytes, cabeceras: dict[str, str]) -> Respuesta:
        if self.galletas:
            cabeceras["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.galletas.items())
        if time.monotonic() - self._ultima > _OCIOSA:
            self.cerrar()
        if self._conexion is None:
            self._conexion = http.client.HTTPConnection("127.0.0.1", self.puerto, timeout=120)
        self._conexion.request(verbo, ruta, cuerpo or None, cabeceras)
        respuesta = self._conexion.getresponse()
        self._ultima = time.monotonic()
        dichas = respuesta.getheaders()
        for nombre, valor in dichas:
            if nombre.lower() == "set-cookie":
                galleta, _, suyo = valor.split(";", 1)[0].partition("=")
                self.galletas[galleta] = suyo
        texto = respuesta.read().decode("utf-8", "replace")
        return Respuesta(respuesta.status, texto, {k.lower(): v for k, v in dichas})


@dataclass
class PorDentro:
    """The same visits made to the application in this process, to count what they ask."""

    cliente: FlaskClient

    def entrar(self, clave: str) -> PorDentro:
        """Sign in as somebody of the cast."""
        datos = {"email": correo(clave), "password": CONTRASENA}
        if self.cliente.post("/entrar", data=datos).status_code != 302:
            raise RuntimeError(f"{clave} no pudo entrar")
        return self

    def pedir(self, ruta: str, cabeceras: Mapping[str, str] | None = None) -> Respuesta:
        """GET."""
        return _de_prueba(self.cliente.get(ruta, headers=dict(cabeceras or {})))

    def enviar(self, ruta: str, datos: Mapping[str, Any], *, como_json: bool = False) -> Respuesta:
        """POST."""
        cuerpo: dict[str, Any] = {"json" if como_json else "data": datos}
        return _de_prueba(self.cliente.post(ruta, **cuerpo))

    def cerrar(self) -> None:
        """There is none."""


def _de_prueba(respuesta: Any) -> Respuesta:
    cabeceras = {k.lower(): v for k, v in respuesta.headers.items()}
    return Respuesta(respuesta.status_code, respuesta.get_data(as_text=True), cabeceras)


def _ficha(pagina: str) -> str:
    hallada = _FICHA.search(pagina)
    if hallada is None:
        raise RuntimeError("la página no trae la ficha de sus formularios")
    return hallada[1]
