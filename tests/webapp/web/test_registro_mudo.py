"""What people type, upload and prove themselves with is in no line of the log, faults included."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable

import pytest
from flask import Flask

from tests.apoyo import reparto
from tests.apoyo.en_serio import ENTORNO, SITIO, Navegador
from tests.apoyo.reparto import SLUG, Elenco

Abre = Callable[[str], Navegador]
DICHO = "Palabra-que-nadie-más-escribe"


def test_nothing_that_was_typed_or_uploaded_is_in_the_log(
    en_https: Flask, navegador: Abre, elenco: Elenco, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with en_https.app_context():
        version = elenco.abrir()
    ana = navegador("ana")
    token = ana.token("/cuenta")
    cabeza = {"Referer": f"{SITIO}/"}
    nadie = navegador("")
    pedidos: list[tuple[Navegador, str, dict[str, object]]] = [
        (nadie, "/entrar", {"email": reparto.correo("ana"), "password": DICHO}),
        (ana, f"/versiones/{version}/observaciones", {"texto": DICHO, "pieza": DICHO}),
        (ana, f"/borradores/{version}",
         {"serie": "0", "campo-codigo": DICHO, "hasta-aqui": "editor-1"}),
        *((ana, f"/manual/{SLUG}/importar",
           {"archivo": (io.BytesIO(inicio + DICHO.encode()), f"{DICHO}.pdf")})
          for inicio in (b"", b"%PDF-1.7\n", b"PK\x03\x04word/document.xml")),
    ]  # fmt: skip
    for cliente, ruta, datos in pedidos:
        suyo = token if cliente is ana else nadie.token()
        respuesta = cliente.post(ruta, data={**datos, "csrf_token": suyo}, headers=cabeza)
        assert respuesta.status_code < 500, ruta
    ana.get(f"/manual/{SLUG}/buscar?q={DICHO}")
    ana.get(f"/{DICHO}?clave={DICHO}")

    def falla(**_: object) -> str:
        raise ValueError("algo se rompió")

    falla.permiso = en_https.view_functions["inicio"].permiso  # type: ignore[attr-defined]
    en_https.view_functions["inicio"] = falla
    ana.get(f"/?q={DICHO}")
    dicho = caplog.text + json.dumps([str(r.__dict__) for r in caplog.records])
    assert "algo se rompió" in dicho
    assert DICHO not in dicho
    assert token not in dicho
    assert reparto.CONTRASENA not in dicho
    assert ENTORNO["SECRET_KEY"] not in dicho
    assert reparto.correo("ana") not in dicho
    galleta = ana.get_cookie("__Host-vigente-sesion", "manual.example")
    assert galleta is not None
    assert galleta.value not in dicho
