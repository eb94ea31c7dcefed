"""Whatever anybody sends to any address, by any method, it is answered: never a fault of ours.

Half of it is a walk (each odd value in every field of every form at once), half is hypothesis
mixing addresses, people, fields and values; ``VIGENTE_EMPEÑO=5000`` makes it insist.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_from_bytes

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from tests.guardias.permisos import recorrido
from tests.guardias.permisos.mundo import Mundo, construir

Como = Callable[[str], ClienteAparte]
RAIZ = Path(__file__).parents[3]
EMPENO = int(os.environ.get("VIGENTE_EMPEÑO") or 60)
SALEN = {"security.logout", "security.login", "sesiones.salir_de_todas"}
#: Odd values: what databases, numbers, encodings, paths and markup stumble over.
RAROS = (
    "",
    "\x00",
    "a\x00b",
    "'",
    '"; DROP TABLE persona; --',
    "%",
    "\\",
    "-1",
    "0",
    "007",
    "²",
    "٣",
    "1" * 30,
    "9" * 5000,
    str(2**63),
    str(2**31),
    "-" + "9" * 30,
    "1e9",
    "NaN",
    "0x10",
    "../../etc/passwd",
    "..%2f..%2fetc",
    "{{7*7}}",
    "a:b:c:",
    "item:",
    "item:x",
    "null",
    "[]",
    "{}",
    "2026-02-30",
    "0000-01-01",
    "9999-12-31",
    "10000-01-01",
    "31/12/9999",
    "\u202e\u2066",
    "\ufeff",
    "á" * 300,
    "x" * 70_000,
    "(a+)+$",
    '"' * 300,
    "* " * 500,
    "\r\nX-Malo: 1",
)
#: JSON bodies that are none of ours.
JSONES: tuple[Any, ...] = (
    None, 7, "x", [], [1], {}, {"serie": 2**70}, {"serie": -1}, {"serie": 1.5}, {"serie": True},
    {"serie": 0, "piezas": []}, {"serie": 0, "piezas": {"item:x": None}},
    {"serie": 0, "piezas": {"item:x": {"antes": [], "despues": {"a": [[[]]]}}}},
    {"serie": 0, "piezas": {"campo:codigo": {"antes": "", "despues": "\ud800\x00"}}},
    {"serie": 0, "pieza": "item:\ud800"}, {"serie": 0, "pieza": ["x"]},
    {"serie": 0, "porques": {"": "\ud800"}}, {"serie": 0, "porques": {"item:\udfff": "x"}},
    {"serie": 0, "persona": 2**70}, {"serie": 0, "persona": "ana"},
)  # fmt: skip


@cache
def nombres() -> tuple[str, ...]:
    """Every field and parameter that a view, a form or a template of ours names."""
    dichos = {"next", "csrf_token"}
    for carpeta in ("vistas", "formularios", "acceso"):
        for ruta in (RAIZ / "webapp" / carpeta).glob("*.py"):
            for nodo in ast.walk(ast.parse(ruta.read_text("utf-8"))):
                if isinstance(nodo, ast.Constant) and re.fullmatch(
                    r"[a-z][a-z_-]{0,24}", str(nodo.value)
                ):
                    dichos.add(str(nodo.value))
    for ruta in (RAIZ / "templates").rglob("*.html"):
        dichos.update(re.findall(r'name="([\w-]+)"', ruta.read_text("utf-8")))
    return tuple(sorted(dichos))


@pytest.fixture
def mundo(app: Flask, elenco: Elenco) -> Mundo:
    """The world of the permissions: a real address of everything."""
    with app.app_context():
        return construir(app, elenco)


def sana(cliente: ClienteAparte, metodo: str, direccion: str, **que: Any) -> None:
    """Ask, and look at the code alone."""
    with cliente.open(direccion, method=metodo, **que) as respuesta:
        dicho = respuesta.get_data()[:300]
        assert respuesta.status_code < 500, (metodo, direccion[:200], que, dicho)


def test_no_odd_value_in_every_field_at_once_is_a_fault(mundo: Mundo, como: Como) -> None:
    beto = como("beto")
    for ruta in recorrido.rutas(mundo):
        if ruta.endpoint in SALEN:
            continue
        if ruta.metodo == "GET":
            for raro in RAROS[1::4]:
                todos = dict.fromkeys(("fecha", "version", "pagina", "q", "de", "a", "ver"), raro)
                sana(beto, "GET", ruta.direccion, query_string=todos)
            continue
        for raro in (RAROS[1], RAROS[13], RAROS[14], RAROS[23]):
            sana(beto, ruta.metodo, ruta.direccion, data=dict.fromkeys(nombres(), raro))
        if "guardado." in ruta.endpoint:
            for cuerpo in JSONES:
                sana(beto, ruta.metodo, ruta.direccion, json=cuerpo)
        sana(beto, ruta.metodo, ruta.direccion, data=b"texto=%ff%fe%c0%80&motivo=\xff\xfe",
             content_type="application/x-www-form-urlencoded")  # fmt: skip
        sana(beto, ruta.metodo, ruta.direccion, data=b"{", content_type="application/json")
        sana(beto, ruta.metodo, ruta.direccion, data=b"--x\r\n",
             content_type="multipart/form-data; boundary=x")  # fmt: skip


def test_no_odd_piece_of_an_address_is_a_fault(mundo: Mundo, como: Como) -> None:
    beto = como("beto")
    piezas = [quote(r[:300], safe="") for r in (RAROS[2], "٣", *RAROS[12::9])] + [
        *(quote_from_bytes(b"\xff\xfe\xc0\x80"), str(2**63), "-1", "1.0"),
        *("..", ".", "%2e%2e", "%2f", "%00", "a%0d%0ab"),
    ]
    for regla in mundo.app.url_map.iter_rules():
        if not regla.arguments or regla.endpoint in SALEN:
            continue
        for donde in sorted(regla.arguments):
            for pieza in piezas:
                valores = {**{k: str(v) for k, v in mundo.valores.items()}, donde: pieza}
                direccion = re.sub(
                    r"<(?:[^:<>]+:)?(\w+)>", lambda m, v=valores: v[m[1]], regla.rule
                )
                sana(beto, "GET", direccion)


@pytest.mark.parametrize(
    "ruta", ["/", "/bandeja", "/entrar", "/manual/pruebas/", "/api/v1/manuales"]
)
def test_no_odd_header_is_a_fault(mundo: Mundo, como: Como, ruta: str) -> None:
    cliente = como("ana")
    for nombre in ("X-Request-ID", "Referer", "Accept-Language", "If-None-Match", "Range", "Cookie",
                   "If-Modified-Since", "User-Agent", "X-Forwarded-For", "Accept", "Origin",
                   "Authorization", "X-CSRFToken", "Content-Length", "Content-Type"):  # fmt: skip
        for valor in (
            "",
            "x" * 9000,
            "\xff\xfe",
            "bytes=-9999999999999-",
            "W/",
            "-1",
            ";;,,==",
            '"',
        ):
            if nombre == "Content-Length" and not valor.lstrip("-").isdigit():
                continue
            sana(cliente, "GET", ruta, headers={nombre: valor})
    sana(cliente, "GET", ruta + "?" + "a=1&" * 5000)
    sana(cliente, "GET", ruta + "?q=" + "x" * 200_000)
    sana(cliente, "GET", ruta + "?q=1&q=2&q=%00&fecha=2026-01-01&fecha=x&pagina=1&pagina=-1")
    for metodo in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "OPTIONS", "HEAD"):
        sana(cliente, metodo, ruta)


def test_hypothesis_finds_no_fault_either(mundo: Mundo, como: Como) -> None:
    clientes = {quien: como(quien) for quien in ("ana", "rafael", "sofia", "marcos", "beto")}
    rutas = [r for r in recorrido.rutas(mundo) if r.endpoint not in SALEN]
    valor = st.one_of(
        st.sampled_from(RAROS),
        st.text(max_size=40),
        st.integers(-(2**70), 2**70).map(str),
        st.dates().map(str),
        st.sampled_from([str(v) for v in mundo.valores.values()]),
    )
    campos = st.dictionaries(st.sampled_from(nombres()), st.lists(valor, max_size=2), max_size=12)

    @settings(max_examples=EMPENO)
    @given(
        ruta=st.sampled_from(rutas),
        quien=st.sampled_from(sorted(clientes)),
        datos=campos,
        pedido=campos,
    )
    def prueba(ruta: recorrido.Ruta, quien: str, datos: Any, pedido: Any) -> None:
        limpio = {k: [x.encode("utf-8", "replace").decode() for x in v] for k, v in pedido.items()}
        que = {} if ruta.metodo == "GET" else {
            "data": {k: [x.encode("utf-8", "replace").decode() for x in v]
                     for k, v in datos.items()}}  # fmt: skip
        sana(clientes[quien], ruta.metodo, ruta.direccion, query_string=limpio, **que)

    prueba()
