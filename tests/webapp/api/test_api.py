"""What other programs read: stable ids, pages, conditional answers, and nothing unapproved."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte

API = f"/api/v1/manuales/{SLUG}"
CARGO = f"{API}/cargos/operativo-general-produccion"


def test_a_cargo_is_read_whole_as_it_stood_on_a_day(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-010", elenco.revisada("Lo nuevo."))
        elenco.cambiar(elenco.abrir(), "Secreto todavía.")
    hoy = publico.get(CARGO)
    assert "Lo nuevo." in hoy.text
    assert "Secreto" not in hoy.text
    assert hoy.json["version"]["id"] == "01-2026"
    antes = publico.get(f"{CARGO}?fecha=2021-06-30").json
    assert antes["version"]["id"] == "09-2020"
    ids = [i["id"] for s in antes["contenido"]["secciones"] for i in s["items"]]
    assert ids == [i["id"] for s in hoy.json["contenido"]["secciones"] for i in s["items"]]
    assert publico.get(f"{CARGO}?fecha=1999-01-01").status_code == 404
    etiquetas = [v["id"] for v in publico.get(f"{CARGO}/versiones").json["versiones"]]
    assert etiquetas == ["01-2026", "09-2020"]
    assert publico.get(f"{CARGO}/versiones/09-2020").json["hash"] == antes["hash"]


def test_pages_follow_one_another_to_the_end(publico: ClienteAparte) -> None:
    ruta, vistos = f"{API}/cargos?por_pagina=2", []
    while ruta:
        pagina = publico.get(ruta)
        vistos += [c["id"] for c in pagina.json["cargos"]]
        ruta = pagina.json["siguiente"]
        assert ('rel="next"' in pagina.headers.get("Link", "")) == bool(ruta)
    assert len(vistos) == len(set(vistos)) == pagina.json["total"] == 3


def test_who_follows_the_changes_gets_each_once(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    todo = publico.get(f"{API}/novedades").json
    assert len(todo["novedades"]) == 3
    assert publico.get(f"{API}/novedades?despues_de={todo['hasta']}").json["novedades"] == []
    with app.app_context():
        elenco.registrar("AJD-2026-010", elenco.revisada("Lo nuevo."))
    nuevas = publico.get(f"{API}/novedades?despues_de={todo['hasta']}").json["novedades"]
    assert [n["version"] for n in nuevas] == ["01-2026"]


@pytest.mark.parametrize("ruta", [f"{API}/cargos", CARGO, "/api/v1/openapi.json",
                                  f"/manual/{SLUG}/novedades.atom"])  # fmt: skip
def test_whoever_has_it_already_is_told_so(publico: ClienteAparte, ruta: str) -> None:
    primera = publico.get(ruta)
    otra = publico.get(ruta, headers={"If-None-Match": primera.headers["ETag"]})
    assert otra.status_code == 304
    assert otra.data == b""


@pytest.mark.parametrize(("ruta", "codigo"), [
    ("/api/v1/nada", 404), (f"{API}/cargos/nada", 404), (f"{API}/cargos?pagina=0", 422),
    (f"{API}/cargos?por_pagina=1000", 422), (f"{API}/cargos?fecha=ayer", 422),
    (f"{API}/novedades?despues_de=-1", 422), ("/api/v1/manuales/otro/cargos", 404),
])  # fmt: skip
def test_a_refusal_is_json_too(publico: ClienteAparte, ruta: str, codigo: int) -> None:
    respuesta = publico.get(ruta)
    assert respuesta.status_code == codigo
    assert respuesta.json["error"]
    assert respuesta.json["remedio"]


def test_it_is_only_for_reading(publico: ClienteAparte) -> None:
    respuesta = publico.post(f"{API}/cargos")
    assert respuesta.status_code == 405
    assert "GET" in respuesta.headers["Allow"]


def test_the_feed_names_each_version_and_its_address(publico: ClienteAparte) -> None:
    respuesta = publico.get(f"/manual/{SLUG}/novedades.atom")
    assert respuesta.mimetype == "application/atom+xml"
    ns = {"a": "http://www.w3.org/2005/Atom"}
    entradas = ET.fromstring(respuesta.data).findall("a:entry", ns)
    assert len(entradas) == 3
    enlace = entradas[0].find("a:link", ns)
    assert enlace is not None
    assert "/versiones/09-2020" in enlace.attrib["href"]


def test_an_institution_may_ask_for_an_account_to_read(app: Flask, publico: ClienteAparte) -> None:
    app.config["LECTURA_CON_CUENTA"] = True
    assert publico.get(f"/manual/{SLUG}/").status_code == 302
    assert publico.get(CARGO).status_code == 401
    assert publico.get("/api/v1/openapi.json").status_code == 200
    assert publico.get("/salud/viva").status_code == 200
    assert publico.entrar("elena").get(CARGO).status_code == 200
