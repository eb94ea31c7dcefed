"""Wherever an address says to go afterwards, nobody ends up in another site."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.apoyo import reparto
from tests.apoyo.en_serio import SITIO, Navegador
from tests.guardias.permisos.recorrido import Ruta

Abre = Callable[[str], Navegador]
SALEN = {"security.logout", "security.login", "sesiones.salir_de_todas"}
RAIZ = Path(__file__).parents[3]
AFUERA = (
    "https://malo.example/",
    "http:malo.example",
    "https:malo.example",
    "//malo.example",
    "///malo.example",
    "////malo.example/x",
    "/\\malo.example",
    "\\\\malo.example",
    "\\/malo.example",
    "/\t/malo.example",
    "\t//malo.example",
    " //malo.example",
    "\n//malo.example",
    "/\r\n/malo.example",
    "/%09/malo.example",
    "/.//malo.example",
    "//manual.example@malo.example/",
    "https://manual.example@malo.example/",
    "https://manual.example.malo.example/",
    "https://manual.example%2emalo.example/",
    "https://malo.example#manual.example",
    "https://malo.example?manual.example",
    "https://malo.example\\@manual.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ftp://malo.example",
    "//malo。example",
    "/\u2028/malo.example",
    "http://[::1]malo",
    "//[",
    "%68ttps://malo.example",
)


def a_donde(destino: str) -> str | None:
    """The host that a browser would go to (WHATWG: no tabs or line ends, \\ is /)."""
    limpio = re.sub(r"[\t\r\n]", "", destino.strip()).replace("\\", "/")
    return urlsplit(urljoin(f"{SITIO}/entrar", limpio)).hostname


def quedarse(que: object, destino: str | None) -> None:
    """Nothing but this site."""
    if destino is not None:
        assert a_donde(destino) == "manual.example", (que, destino)
        assert "\n" not in destino, que


def test_signing_in_leads_to_no_other_site(navegador: Abre) -> None:
    cabeza = {"Referer": f"{SITIO}/entrar"}
    datos = {"email": reparto.correo("ana"), "password": reparto.CONTRASENA}
    ana = navegador("ana")
    for malo in AFUERA:
        for en_la_direccion in (True, False):
            cliente = navegador("")
            suyo = {**datos, "csrf_token": cliente.token(), "next": malo}
            if en_la_direccion:
                del suyo["next"]
            respuesta = cliente.post(
                "/entrar",
                query_string={"next": malo} if en_la_direccion else {},
                headers=cabeza,
                data=suyo,
            )
            assert respuesta.status_code < 500, malo
            quedarse(malo, respuesta.location)
        dentro = ana.get("/entrar", query_string={"next": malo})
        assert dentro.status_code < 500, malo
        quedarse(malo, dentro.location)


def test_signing_in_leads_where_one_was_going(navegador: Abre) -> None:
    nadie = navegador("")
    ida = nadie.get("/avisos/ver?x=1").location or nadie.get("/bandeja?x=1").location
    assert "next=" in ida
    datos = {
        "email": reparto.correo("ana"),
        "password": reparto.CONTRASENA,
        "csrf_token": nadie.token(),
    }
    cabeza = {"Referer": f"{SITIO}/entrar"}
    assert "x=1" in nadie.post(ida, data=datos, headers=cabeza).location


def parametros() -> Iterator[str]:
    """Every name that a view, a form or a template of ours reads or writes."""
    for ruta in (RAIZ / "webapp").rglob("*.py"):
        for nodo in ast.walk(ast.parse(ruta.read_text("utf-8"))):
            if isinstance(nodo, ast.Constant) and re.fullmatch(r"[a-z_]{1,24}", str(nodo.value)):
                yield str(nodo.value)
    for ruta in (RAIZ / "templates").rglob("*.html"):
        yield from re.findall(r'name="([\w-]+)"', ruta.read_text("utf-8"))


def test_no_parameter_of_any_form_leads_out(rutas: list[Ruta], navegador: Abre) -> None:
    nombres = sorted({*parametros(), "next", "volver", "url", "return_to", "redirect"})
    assert {"volver", "next", "desde", "aviso"} <= set(nombres)
    for quien in ("ana", "sofia"):
        cliente = navegador(quien)
        token = cliente.token("/cuenta")
        for malo in (AFUERA[0], AFUERA[3], AFUERA[6]):
            datos = {**dict.fromkeys(nombres, malo), "csrf_token": token}
            for ruta in rutas:
                if ruta.metodo == "GET" or ruta.endpoint in SALEN:
                    continue
                cabeza = {"Referer": f"{SITIO}/"}
                respuesta = cliente.open(
                    ruta.direccion, method=ruta.metodo, data=datos, headers=cabeza
                )
                assert respuesta.status_code < 500, ruta.nombre
                quedarse(ruta.nombre, respuesta.location)
        assert cliente.get("/bandeja").status_code == 200, "still signed in, so it was asked"
