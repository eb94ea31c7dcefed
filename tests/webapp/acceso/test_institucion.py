"""Coming in with the institution's account: whatever goes wrong lets nobody in and says so."""

from __future__ import annotations

import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.institucion import IDA, OTRA_VEZ, aviso, con, entrar, ir, navegador
from tests.apoyo.proveedor_oidc import Proveedor
from tests.apoyo.reparto import Elenco
from webapp.acceso.institucion.reparto import Reparto
from webapp.bd import db
from webapp.modelos import Acto

#: How the provider misbehaves, by what is said to who was coming in.
FALLAS = {
    "No se completó": ("cancela",),
    "El intento de entrar venció": ("state", "código vencido"),
    "no se pudo comprobar": (
        "sin id_token",
        "nonce",
        "nonce ausente",
        "iss",
        "aud",
        "azp",
        "sub ausente",
        "exp ausente",
        "none",
        "hs256",
        "otra llave",
        "llave ajena",
        "alterado",
    ),
    "El reloj": ("vencido", "futuro"),
}


def test_an_answer_that_proves_nothing_lets_nobody_in_and_says_what_to_do(
    app_sqlite: Flask, institucion: Proveedor, caplog: pytest.LogCaptureFixture
) -> None:
    for dicho, fallas in FALLAS.items():
        for falla in fallas:
            cliente = navegador(app_sqlite)
            caplog.clear()
            institucion.falla = falla
            with caplog.at_level(logging.WARNING):
                assert dicho in aviso(cliente, entrar(cliente, f"{IDA}?next=/avisos/")), falla
            assert "entrada por la institución" in caplog.text
            assert "ana" not in caplog.text.lower()
            institucion.falla = ""
            assert entrar(cliente).location == "/bandeja", "and one can try again"


def test_a_provider_that_is_down_or_is_another_is_a_sentence(
    app_sqlite: Flask, institucion: Proveedor
) -> None:
    for falla in ("caído", "basura", "issuer"):
        cliente = navegador(app_sqlite)
        app_sqlite.extensions.pop("institucion", None)  # a process that knows nothing of it yet
        institucion.falla = falla
        respuesta = cliente.get(f"{IDA}?next=/avisos/")
        assert "next=/avisos/" in respuesta.location
        assert "no responde en este momento" in aviso(cliente, respuesta)
        institucion.falla = ""
        vuelta = ir(cliente)
        institucion.falla = "caído"
        assert "no responde en este momento" in aviso(cliente, cliente.get(vuelta))


def test_what_comes_back_is_good_once_in_its_browser_and_for_a_while(
    app_sqlite: Flask, institucion: Proveedor, elenco: Elenco
) -> None:
    uno, otro = navegador(app_sqlite), navegador(app_sqlite)
    vuelta = ir(uno)
    assert "empezó en otra pestaña o en otro navegador" in aviso(otro, otro.get(vuelta))
    assert uno.get(vuelta).location == "/bandeja"
    uno.post("/salir")
    assert "Vuelva a empezar" in aviso(uno, uno.get(vuelta))
    tarde = ir(uno)
    elenco.ahora += timedelta(minutes=15)
    assert "venció" in aviso(uno, uno.get(tarde))
    for sin_nada in ("", "?state=", "?code=x", "?error=access_denied", "?state=a&state=b"):
        assert "venció" in aviso(otro, otro.get(f"{IDA}/vuelta{sin_nada}"))


def test_two_tabs_may_be_on_their_way_at_once(app_sqlite: Flask, institucion: Proveedor) -> None:
    cliente = navegador(app_sqlite)
    primera, segunda = ir(cliente, f"{IDA}?next=/avisos/"), ir(cliente)
    assert cliente.get(primera).location == "/avisos/"
    assert cliente.get(segunda).location == "/bandeja"


def test_new_keys_are_learnt_and_unknown_ones_are_not_asked_for_each_time(
    app_sqlite: Flask, institucion: Proveedor
) -> None:
    cliente = navegador(app_sqlite)
    assert entrar(cliente).location == "/bandeja"
    institucion.rotar()
    assert entrar(navegador(app_sqlite)).location == "/bandeja"
    institucion.falla = "llave ajena"
    for _ in range(3):
        entrar(navegador(app_sqlite))
    assert institucion.pedidos.count("/llaves") == 2
    assert institucion.pedidos.count("/.well-known/openid-configuration") == 1


def test_what_only_its_userinfo_says_is_asked_there_and_must_be_of_the_same_person(
    app_sqlite: Flask, institucion: Proveedor
) -> None:
    institucion.falla = "por userinfo"
    assert entrar(navegador(app_sqlite)).location == "/bandeja"
    assert "/quien" in institucion.pedidos
    con(app_sqlite, reparto=Reparto(claim="no.esta", manuales={"pruebas": {}}))
    institucion.falla = "userinfo de otra"
    cliente = navegador(app_sqlite)
    assert "no se pudo comprobar" in aviso(cliente, entrar(cliente))


def test_signing_out_offers_to_sign_out_there_too(
    app_sqlite: Flask, institucion: Proveedor
) -> None:
    cliente = navegador(app_sqlite)
    entrar(cliente)
    salio = cliente.post("/salir")
    assert salio.location == "/salir/institucion"
    assert "sigue abierta en este equipo" in cliente.get(salio.location).text
    fin = urlsplit(cliente.get("/salir/institucion?tambien=1").location)
    assert fin.path == "/terminar"
    assert "client_id=vigente" in fin.query
    con_clave = navegador(app_sqlite).entrar("beto")
    assert con_clave.post("/salir").location == "/"


def test_to_sign_one_proves_again_there_who_one_is(
    app_sqlite: Flask, elenco: Elenco, institucion: Proveedor
) -> None:
    app_sqlite.config["PRUEBA_MINUTOS"] = 15
    with app_sqlite.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Operar.")
        datos = {"visto": elenco.vista(version).contenido_hash, "motivo": ""}
    firma = f"/versiones/{version}/actos/elaborar"
    ana = navegador(app_sqlite)
    institucion.autenticado = elenco.ahora - timedelta(hours=3)
    entrar(ana)
    pregunta = ana.post(firma, data=datos)
    assert pregunta.status_code == 403, "the institution remembered her: she proved nothing now"
    assert "O confirmar con la cuenta de la institución" in pregunta.text
    assert f'href="{OTRA_VEZ}"' in pregunta.text
    vacio = {**datos, "prueba-contrasena": ""}
    assert "Falta escribirla" in ana.post(firma, data=vacio).text
    for falla in ("auth_time viejo", "auth_time ausente"):
        institucion.falla = falla
        vuelta = entrar(ana, OTRA_VEZ)
        assert "no sirve para firmar" in ana.get(vuelta.location).text
        assert ana.post(firma, data=datos).status_code == 403
    institucion.falla, institucion.quien = "", "beto"
    assert "entró otra persona" in ana.get(entrar(ana, OTRA_VEZ).location).text
    assert "Ana Mora" in ana.get("/cuenta").text
    assert ana.post(firma, data=datos).status_code == 403
    institucion.quien = "ana"
    lista = entrar(ana, OTRA_VEZ)
    assert "Vuelva a la otra pestaña" in ana.get(lista.location).text
    assert ana.post(firma, data=vacio).status_code == 302
    with app_sqlite.app_context(), db.sessionmaker() as session:
        acto = session.scalars(sa.select(Acto).where(Acto.acto == "elaborar")).one()
        assert '"sso"' in acto.datos


def test_without_an_institution_there_is_no_such_page(app_sqlite: Flask) -> None:
    cliente = navegador(app_sqlite)
    for ruta in (IDA, f"{IDA}/vuelta", "/salir/institucion"):
        assert cliente.get(ruta).status_code == 404
