"""What everybody reads: only what is approved, on any day, and never as anything but text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo

CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"
MARCA = "<script>alert('hola')</script> & \"comillas\""


def test_a_draft_is_seen_by_nobody_outside(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Secreto todavía.")
    for cliente in (publico, como("elena"), como("nadie")):
        for ruta in (f"/manual/{SLUG}/", CARGO, f"{CARGO}/historia"):
            pagina = cliente.get(ruta)
            assert pagina.status_code == 200
            assert "Secreto" not in pagina.text
            assert "orrador" not in pagina.text
        assert cliente.get(f"/versiones/{version}/").status_code in (302, 403)
        assert cliente.get(f"/borradores/{version}").status_code in (302, 403)


def test_a_text_is_shown_as_text_on_every_page(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version = elenco.revisada(MARCA)
    rutas = [f"/versiones/{version}/", f"/versiones/{version}/cambios?modo=lado"]
    for ruta in (*rutas, f"/versiones/{version}/cambios"):
        pagina = como("rafael").get(ruta).text
        assert "<script>alert" not in pagina
        assert "&lt;script&gt;alert" in pagina
    with app.app_context():
        elenco.registrar("AJD-2026-009", version)
    pagina = publico.get(CARGO).text
    assert "<script>alert" not in pagina
    assert "&lt;script&gt;alert" in pagina


def test_the_manual_is_read_as_it_stood_on_another_day(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        version = elenco.revisada("Lo nuevo.")
        manana = elenco.ahora.date() + timedelta(days=1)
        acuerdo = elenco.acuerdo("AJD-2026-010", version, rige=manana)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    hoy = publico.get(CARGO).text
    assert "Lo nuevo." not in hoy
    assert "09-2020" in hoy
    assert "Lo nuevo." in publico.get(f"{CARGO}?fecha={manana}").text
    assert "Lo nuevo." in publico.get(f"{CARGO}/versiones/01-2026").text
    elenco.ahora += timedelta(days=2)
    assert "Lo nuevo." in publico.get(CARGO).text
    assert "sustituida" in publico.get(f"{CARGO}/versiones/09-2020").text


@pytest.mark.parametrize(
    ("ruta", "codigo", "dice"),
    [
        ("/nada", 404, "ninguna página"),
        ("/manual/otro/", 404, "No hay un manual"),
        (f"/manual/{SLUG}/cargos/otro", 404, "no está en el manual"),
        (f"{CARGO}/versiones/77-1999", 404, "no tiene una versión"),
        (f"{CARGO}?fecha=ayer", 422, "no es una fecha"),
        (f"{CARGO}?fecha=0000-00-00", 422, "no es una fecha"),
        ("/versiones/999999/", 302, ""),
    ],
)
def test_a_wrong_address_gets_a_sentence(
    publico: ClienteAparte, ruta: str, codigo: int, dice: str
) -> None:
    respuesta = publico.get(ruta)
    assert respuesta.status_code == codigo
    assert dice in respuesta.text


def test_before_its_first_version_a_cargo_has_a_page_that_says_so(publico: ClienteAparte) -> None:
    pagina = publico.get(f"{CARGO}?fecha=2001-01-01")
    assert pagina.status_code == 200
    assert "09-2020" in pagina.text


def test_a_wrong_password_is_told_in_spanish_without_saying_who_exists(
    publico: ClienteAparte,
) -> None:
    respuestas = [
        publico.post("/entrar", data={"email": correo, "password": "equivocada del todo"}).text
        for correo in ("ana@pruebas.example", "nadie-asi@pruebas.example")
    ]
    for texto in respuestas:
        assert "correo o la contraseña" in texto
        assert "password" not in texto.lower().replace('name="password"', "").replace(
            'type="password"', ""
        ).replace('id="password"', "").replace('for="password"', "").replace(
            "current-password", ""
        ).replace("password-error", "")


def test_signing_in_never_leads_to_another_site(app: Flask, publico: ClienteAparte) -> None:
    datos = {"email": "ana@pruebas.example", "password": "una frase larga de prueba"}
    respuesta = publico.post("/entrar?next=https://otro.example/", data=datos)
    assert "otro.example" not in respuesta.headers.get("Location", "")


def test_every_answer_carries_the_strict_policy(publico: ClienteAparte) -> None:
    politica = publico.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in politica
    assert "unsafe" not in politica


@pytest.mark.parametrize("ruta", [f"{CARGO}%00", f"/manual/{SLUG}/acuerdos/%00", "/?a=%00"])
def test_a_null_character_in_an_address_finds_nothing(publico: ClienteAparte, ruta: str) -> None:
    assert publico.get(ruta).status_code == 404


def test_a_style_sheet_is_kept_by_the_browser_until_it_changes(publico: ClienteAparte) -> None:
    hojas = re.findall(r'href="([^"]+\.css[^"]*)"', publico.get("/").text)
    assert hojas
    for hoja in hojas:
        assert "v=" in hoja
        with publico.get(unescape(hoja)) as con_huella, publico.get(hoja.split("?")[0]) as sin:
            assert con_huella.status_code == 200
            assert "max-age=31536000" in con_huella.headers["Cache-Control"]
            assert "max-age" not in sin.headers["Cache-Control"]
