"""Whatever stands in any text of the database is only text, in whatever shows it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pdfplumber
import pytest
import sqlalchemy as sa
from flask import Flask
from lxml import etree, html

from tests.apoyo.bases import Direcciones, FabricaSqlite
from tests.apoyo.buzon import Buzon
from tests.apoyo.buzon import html as html_de
from tests.apoyo.plantado import MARCA, plantar
from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from tests.guardias.permisos import recorrido
from tests.guardias.permisos.mundo import construir
from webapp.permisos import MAQUINA

pytestmark = pytest.mark.usefixtures("en_app")


@pytest.fixture
def fabrica(fabrica_sqlite: FabricaSqlite) -> FabricaSqlite:
    """The mark is put in the file itself."""
    return fabrica_sqlite


def es_inerte(que: str, tipo: str, datos: bytes) -> bool:
    """Look at an answer as what it is. Whether the mark is in it."""
    if tipo == "text/html":
        pagina = datos.decode()
        arbol = html.document_fromstring(pagina)
        assert not arbol.xpath("//script[not(@src)] | //*[@onerror] | //img[@src='x']"), que
        assert "<script>alert" not in pagina, que
        assert "&amp;amp;49" not in pagina, que
        return "&lt;script&gt;alert(1)" in pagina
    if tipo in ("application/atom+xml",):
        arbol = etree.fromstring(datos)
        assert not arbol.xpath("//*[local-name()='script' or local-name()='img']"), que
        return "<script>" in "".join(arbol.itertext())
    if tipo == "application/json":
        return MARCA[:10] in json.dumps(json.loads(datos), ensure_ascii=False)
    if tipo.startswith("text/csv"):
        for fila in csv.reader(io.StringIO(datos.decode("utf-8-sig"))):
            assert not any(c.startswith(("=", "+", "-", "@")) for c in fila), (que, fila)
        return "'=1+1" in datos.decode("utf-8-sig")
    if datos.startswith(b"PK"):
        hallada = False
        with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
            for nombre in zip_.namelist():
                if not nombre.endswith((".xml", ".rels")):
                    continue
                arbol = etree.fromstring(zip_.read(nombre))
                malas = "//*[local-name()='script' or local-name()='f' or local-name()='img']"
                assert not arbol.xpath(malas), (que, nombre)
                hallada |= "<script>" in "".join(arbol.itertext())
        return hallada
    if datos.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(datos)) as pdf:
            texto = "".join("".join(p.extract_text() or "" for p in pdf.pages).split())
        assert b"/JavaScript" not in datos, que
        return "#panic(1)$x$" in texto
    return False


def test_what_stands_in_any_column_is_only_text_wherever_it_is_shown(
    app: Flask, direcciones: Direcciones, elenco: Elenco, tmp_path: Path
) -> None:
    mundo = construir(app, elenco)
    rutas = [r for r in recorrido.rutas(mundo) if r.metodo == "GET"]
    clientes = {}
    for quien in ("", "ana", "rafael", "sofia", "marcos", "nadie"):
        cliente = app.test_client()
        assert isinstance(cliente, ClienteAparte)
        clientes[quien] = cliente.entrar(quien) if quien else cliente
    puestas = plantar(str(sa.make_url(direcciones.aplicacion).database))
    assert len(puestas) > 45, sorted(puestas)
    mostrada: dict[str, int] = {}
    fallidas = []
    for quien, cliente in clientes.items():
        for ruta in rutas:
            if recorrido.permiso_de(app, ruta.endpoint) is MAQUINA:
                continue
            respuesta = cliente.get(ruta.direccion)
            que = f"{quien} {ruta.nombre}"
            if respuesta.status_code >= 500:
                fallidas.append((que, respuesta.status_code))
                continue
            tipo = respuesta.mimetype
            mostrada[tipo] = mostrada.get(tipo, 0) + es_inerte(que, tipo, respuesta.data)
    buzon = Buzon(app)
    buzon.pasada()
    for mensaje in buzon.mensajes:
        mostrada["correo"] = mostrada.get("correo", 0) + es_inerte(
            "correo", "text/html", html_de(mensaje).encode()
        )
        assert "\n" not in mensaje.subject
    assert not fallidas
    assert mostrada["text/html"] > 100
    for tipo in ("application/atom+xml", "text/csv", "application/json", "correo"):
        assert mostrada[tipo], tipo
