"""The walk: every route by every method, asked by everybody, in a world that stays the same."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import Rule
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.apoyo.puntos import JUNTA, decision
from tests.apoyo.reparto import CONTRASENA, correo
from tests.guardias.permisos.mundo import COLUMNAS, CUERPOS, Foto, Mundo
from webapp.permisos import CERRADOS, Permiso
from workflows.formatos import cargar
from workflows.formatos.modelo import ClaseActo

#: Files of the program and of its libraries, the same for everybody.
ARCHIVOS = {"static", "bootstrap.static", "security.static"}

SI, NO, ENTRA = "sí", "—", "entrar"


@dataclass(frozen=True, slots=True)
class Ruta:
    """A row of the table: a method and a rule, who it says it is for, and a real address."""

    metodo: str
    regla: str
    endpoint: str
    permiso: str
    direccion: str

    @property
    def nombre(self) -> str:
        """What the row is called."""
        return f"{self.metodo} {self.regla}"


def permiso_de(app: Flask, endpoint: str) -> Permiso | None:
    """What a view declares."""
    declarado: Permiso | None = getattr(app.view_functions[endpoint], "permiso", None)
    return declarado


def rutas(mundo: Mundo) -> Iterator[Ruta]:
    """Every route of the application, in the order of their addresses."""
    app = mundo.app
    with app.test_request_context():
        for regla in sorted(app.url_map.iter_rules(), key=_orden):
            if regla.endpoint in ARCHIVOS:
                continue
            declarado = permiso_de(app, regla.endpoint)
            cerrado = "cerrada" if regla.endpoint in CERRADOS else "de la biblioteca"
            for metodo in sorted((regla.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Ruta(
                    metodo,
                    regla.rule,
                    regla.endpoint,
                    declarado.nombre if declarado else cerrado,
                    url_for(regla.endpoint, **mundo.argumentos(regla.endpoint, regla.arguments)),
                )


def _orden(regla: Rule) -> tuple[str, bool, str]:
    """By address, and what reads before what writes."""
    return regla.rule, "GET" not in (regla.methods or ()), regla.endpoint


class Visitante:
    """Somebody's browser: what it carries is what signing in gave it, whatever came after."""

    def __init__(self, app: Flask, clave: str) -> None:
        self._cliente = Client(app, Response, use_cookies=False)
        self._galletas = ""
        if clave:
            datos = {"email": correo(clave), "password": CONTRASENA}
            entrada = self.pedir("POST", "/entrar", data=datos)
            assert entrada.status_code == 302, entrada.text
            dadas = entrada.headers.getlist("Set-Cookie")
            self._galletas = "; ".join(g.split(";")[0] for g in dadas)

    def pedir(self, metodo: str, direccion: str, **que: Any) -> Response:
        """A request in a context of its own (pytest-flask keeps one pushed)."""
        cabeceras = {"Cookie": self._galletas} if self._galletas else {}
        abrir = contextvars.Context().run
        respuesta: Response = abrir(
            self._cliente.open, direccion, method=metodo, headers=cabeceras, **que
        )
        return respuesta


def recorrer(mundo: Mundo, ruta_de_la_base: Path) -> dict[str, dict[str, str]]:
    """What happens: by the name of each row, by column. A 500 fails by itself."""
    filas = list(rutas(mundo))
    visitantes = {clave: Visitante(mundo.app, clave) for clave in COLUMNAS}
    foto = Foto(ruta_de_la_base)
    dicho: dict[str, dict[str, str]] = {}
    try:
        for ruta in filas:
            celdas = dicho.setdefault(ruta.nombre, {})
            for clave, visitante in visitantes.items():
                que = CUERPOS.get(ruta.endpoint, {}) if ruta.metodo != "GET" else {}
                respuesta = visitante.pedir(ruta.metodo, ruta.direccion, **que)
                celdas[clave] = _celda(ruta, respuesta)
                respuesta.close()
                cambio = foto.restaurar()
                assert not (cambio and celdas[clave] in (NO, ENTRA)), (
                    f"{ruta.nombre} se le niega a «{COLUMNAS[clave][0]}», y aun así escribió algo"
                )
    finally:
        foto.cerrar()
    return dicho


def _celda(ruta: Ruta, respuesta: Response) -> str:
    codigo = respuesta.status_code
    assert codigo < 500, f"{ruta.nombre}: {codigo}\n{respuesta.get_data(as_text=True)}"
    if codigo == 403:
        return NO
    if codigo == 401 or (codigo == 302 and str(respuesta.location).startswith("/entrar")):
        return ENTRA
    if codigo == 404:
        return "404"
    return SI


def actos(mundo: Mundo, ruta_de_la_base: Path) -> dict[str, dict[str, str]]:
    """What each acto of the formato answers to everybody, asked for as its page would."""
    visitantes = {clave: Visitante(mundo.app, clave) for clave in COLUMNAS}
    foto = Foto(ruta_de_la_base)
    dicho: dict[str, dict[str, str]] = {}
    try:
        for fila, direccion, datos in _pedidos(mundo):
            celdas = dicho.setdefault(fila, {})
            for clave, visitante in visitantes.items():
                celdas[clave] = _hecho(visitante.pedir("POST", direccion, data=datos))
                cambio = foto.restaurar()
                assert cambio is (celdas[clave] == SI), (fila, clave)
    finally:
        foto.cerrar()
    return dicho


def _pedidos(mundo: Mundo) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each acto with a version that waits for it: its row, its address, its form."""
    donde = {"borrador": mundo.borrador, "elaborado": mundo.elaborada, "revisado": mundo.revisada}
    formato = cargar("manual-cargos")
    for acto in formato.actos:
        for estado in acto.desde:
            version = donde[estado]
            fila = f"{acto.clave} ({formato.estado(estado).rotulo.lower()})"
            if acto.clase is ClaseActo.APROBACION:
                punto = f"{JUNTA}/{mundo.valores['punto_id']}/decision/registrar"
                yield fila, punto, decision(mundo.app, mundo.elenco, version)
                continue
            with mundo.app.app_context():
                visto = mundo.elenco.vista(version).contenido_hash
            datos = {"visto": visto, "motivo": "Porque sí."}
            yield fila, f"/versiones/{version}/actos/{acto.clave}", datos


def _hecho(respuesta: Response) -> str:
    if respuesta.status_code == 302:
        return ENTRA if str(respuesta.location).startswith("/entrar") else SI
    assert respuesta.status_code in (403, 409, 422), respuesta.text
    return NO
