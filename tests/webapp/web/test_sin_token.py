"""A form that another site sends does nothing, and a page that grew old loses no word."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from flask import Flask

from tests.apoyo.en_serio import SITIO, Navegador
from tests.apoyo.reparto import Elenco
from tests.guardias.permisos.recorrido import Ruta
from webapp.bd import db
from webapp.modelos import Acto

Abre = Callable[[str], Navegador]
CAMBIA = {"POST", "PUT", "PATCH", "DELETE"}
PROSA = "Lo que Ana escribió durante media hora <b>y no puede perder</b>."


def test_nothing_is_done_without_the_token_of_the_page_whoever_asks(
    rutas: list[Ruta], navegador: Abre
) -> None:
    todas = [r for r in rutas if r.metodo in CAMBIA]
    assert len(todas) > 50
    for quien in ("", "ana", "sofia"):
        cliente = navegador(quien)
        for ruta in todas:
            for cuerpo in ({"data": {"texto": PROSA}}, {"json": {"texto": PROSA}}):
                respuesta = cliente.open(ruta.direccion, method=ruta.metodo, **cuerpo)
                assert respuesta.status_code == 400, (quien, ruta.nombre, respuesta.text)
                dicho = respuesta.json["error"] if respuesta.is_json else respuesta.text
                assert "no se guardó nada" in dicho, ruta.nombre


def test_a_token_of_another_person_or_of_nobody_is_not_one(
    en_https: Flask, navegador: Abre
) -> None:
    ana, beto = navegador("ana"), navegador("beto")
    de_beto = beto.token("/cuenta")
    for token in (de_beto, "", "x", de_beto[:-1], "\x00"):
        datos = {"csrf_token": token, "avisos": "diario"}
        respuesta = ana.post("/cuenta", data=datos, headers={"Referer": f"{SITIO}/cuenta"})
        assert respuesta.status_code == 400, token


def test_with_the_token_but_from_another_site_it_is_refused_too(navegador: Abre) -> None:
    ana = navegador("ana")
    datos = {"csrf_token": ana.token("/cuenta"), "avisos": "diario"}
    for origen in ("https://malo.example/", "http://manual.example/", ""):
        respuesta = ana.post("/cuenta", data=datos, headers={"Referer": origen})
        assert respuesta.status_code == 400, origen
    respuesta = ana.post("/cuenta", data=datos, headers={"Referer": f"{SITIO}/cuenta"})
    assert respuesta.status_code == 302


def test_a_page_that_grew_old_gives_back_what_was_typed_and_never_a_password(
    en_https: Flask, navegador: Abre, elenco: Elenco
) -> None:
    with en_https.app_context():
        version = elenco.abrir()
        with db.sessionmaker() as session:
            antes = session.query(Acto).count()
    datos = {"texto": PROSA, "justificacion": "Otra razón, larga.", "visto": "a" * 64,
             "password": "una frase secreta", "contrasena": "otra frase secreta"}  # fmt: skip
    respuesta = navegador("ana").post(f"/versiones/{version}/observaciones", data=datos)
    assert respuesta.status_code == 400
    pagina = respuesta.text
    assert "Lo que escribió" in pagina
    assert PROSA in unescape(pagina)
    assert "<b>y no puede" not in pagina
    assert "Otra razón, larga." in pagina
    assert "secreta" not in pagina
    assert "a" * 64 not in pagina
    with en_https.app_context(), db.sessionmaker() as session:
        assert session.query(Acto).count() == antes


def test_the_script_of_the_editor_is_told_in_its_own_language(
    en_https: Flask, navegador: Abre, elenco: Elenco
) -> None:
    with en_https.app_context():
        version = elenco.abrir()
    respuesta = navegador("ana").post(f"/borradores/{version}/piezas", json={"serie": 1})
    assert respuesta.status_code == 400
    assert "no se guardó nada" in respuesta.get_json()["error"]
