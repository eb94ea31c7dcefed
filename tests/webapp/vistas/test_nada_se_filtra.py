"""The public pages, walked link by link: no draft, no remark, no address of anybody."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from urllib.parse import urlsplit

from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.revisores import Revisores
from tests.conftest import ClienteAparte

SECRETOS = ("Xilófono", "Yunque", "Zarzuela", "pruebas.example")
_ENLACE = re.compile(r'(?:href|action)="([^"#]+)')
_JSON = re.compile(r'"(?:url|siguiente)": "([^"]+)"')
_TOPE = 400


def sembrar(elenco: Elenco) -> None:
    """Something unapproved of every kind: a draft, one under review, a remark, an answer."""
    otros = [c for c in elenco.cargos.values() if c != elenco.cargo]
    elenco.registrar("AJD-2026-010", elenco.revisada("Lo aprobado."))
    elenco.cambiar(elenco.abrir(), "Xilófono en borrador.")
    elenco.revisada("Yunque revisado, sin aprobar.", otros[0])
    dicen = Revisores(elenco)
    version = elenco.abrir(cargo_id=otros[1])
    elenco.cambiar(version, "Yunque otra vez.")
    elenco.elaborar(version)
    dicen.observa("rafael", version, "", "Zarzuela: aclare esto.")
    dicen.observa("rafael", version, "", "Zarzuela entre nosotros.", interna=True)


def test_no_public_page_says_anything_that_is_not_approved(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        sembrar(elenco)
    cola = deque(["/", f"/manual/{SLUG}/", f"/api/v1/manuales/{SLUG}/cargos", "/api/v1/manuales",
                  f"/api/v1/manuales/{SLUG}/novedades", "/api/v1/openapi.json"])  # fmt: skip
    cola += [f"/manual/{SLUG}/buscar?q={s}" for s in ("xilofono", "yunque", "zarzuela*", "op*")]
    vistas: set[str] = set()
    while cola and len(vistas) < _TOPE:
        ruta = cola.popleft()
        if ruta in vistas:
            continue
        vistas.add(ruta)
        respuesta = publico.get(ruta)
        assert respuesta.status_code in (200, 302, 404, 405), (ruta, respuesta.status_code)
        texto = respuesta.get_data().decode("utf-8", "replace")
        if "buscar?q=" in ruta and "op*" not in ruta:
            assert "Ningún cargo" in texto, ruta  # the page repeats what was asked for
            continue
        for secreto in SECRETOS:
            assert secreto.lower() not in texto.lower(), (ruta, secreto)
        for enlace in (*_ENLACE.findall(texto), *_JSON.findall(texto)):
            partes = urlsplit(unescape(enlace))
            if not partes.netloc and partes.path.startswith("/") and "/static/" not in partes.path:
                cola.append(partes.path + (f"?{partes.query}" if partes.query else ""))
    assert len(vistas) > 60, sorted(vistas)
    assert any("/items/" in v for v in vistas)
    assert any("/api/v1/" in v and "versiones" in v for v in vistas)
