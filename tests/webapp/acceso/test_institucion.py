"""Coming in with the institution's account: who is let in, and everybody who is not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.apoyo.proveedor_oidc import Proveedor
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from tests.conftest import ClienteAparte
from tests.webapp.acceso.conftest import con
from webapp.acceso.destino import destino_seguro
from webapp.acceso.institucion.ajustes import ajustes_de_institucion
from webapp.acceso.institucion.reparto import Reparto, leer_reparto
from webapp.bd import db, transaccion
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.modelos import Acto, Nombramiento, Persona

Como = Callable[[str], ClienteAparte]
IDA = "/entrar/institucion"
OTRA_VEZ = f"{IDA}?otra_vez=1"


def navegador(app: Flask) -> ClienteAparte:
    """A browser in which nobody is signed in."""
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    return cliente


def ir(cliente: ClienteAparte, desde: str = IDA) -> str:
    """Go to the institution, and the address where it sends the browser back."""
    ida = cliente.get(desde)
    assert ida.status_code == 302, ida.text
    vuelta = requests.get(ida.location, allow_redirects=False, timeout=5).headers["Location"]
    partes = urlsplit(vuelta)
    return f"{partes.path}?{partes.query}"


def entrar(cliente: ClienteAparte, desde: str = IDA) -> TestResponse:
    """The whole way there and back."""
    respuesta: TestResponse = cliente.get(ir(cliente, desde))
    return respuesta


def aviso(cliente: ClienteAparte, respuesta: TestResponse) -> str:
    """The page where somebody who did not come in ends up."""
    assert respuesta.status_code == 302, respuesta.text
    assert respuesta.location.startswith("/entrar")
    assert cliente.get("/bandeja").status_code == 302, "entró"
    pagina = cliente.get(respuesta.location)
    assert pagina.status_code == 200
    return str(pagina.text)


def actos(app: Flask, *cuales: str) -> list[tuple[str, str, int | None]]:
    """Who did which of these, to whom."""
    with app.app_context(), db.sessionmaker() as session:
        return [
            (a.persona, a.acto, a.sujeto_id)
            for a in session.scalars(
                sa.select(Acto).where(Acto.acto.in_(cuales)).order_by(Acto.manual_id, Acto.seq)
            )
        ][-4:]


def roles(app: Flask, elenco: Elenco, clave: str) -> dict[str, bool]:
    """The roles somebody was ever given here, and whether each holds today."""
    hoy = elenco.ahora.date()
    with app.app_context(), db.sessionmaker() as session:
        return {
            n.rol: n.hasta is None or n.hasta >= hoy
            for n in session.scalars(
                sa.select(Nombramiento)
                .where(Nombramiento.persona_id == elenco.personas[clave])
                .order_by(Nombramiento.id)
            )
        }


def test_ana_comes_in_the_first_time_by_her_address_and_then_whatever_it_is(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    ana = navegador(app)
    assert "Entrar con la cuenta de la institución" in ana.get("/entrar").text
    assert entrar(ana, f"{IDA}?next=/avisos/").location == "/avisos/"
    pagina = ana.get("/cuenta").text
    assert "Ana Mora" in pagina
    assert "con la cuenta de la institución" in pagina
    id_ = elenco.personas["ana"]
    assert actos(app, "enlazar-identidad") == [("Ana Mora", "enlazar-identidad", id_)]
    proveedor.personas["ana"] |= {"email": "otra@pruebas.example", "email_verified": False}
    otro = navegador(app)
    assert entrar(otro).location == "/bandeja"
    assert "Ana Mora" in otro.get("/bandeja").text
    assert len(actos(app, "enlazar-identidad")) == 1


@pytest.mark.parametrize(
    ("falla", "dicho"),
    [
        ("cancela", "No se completó"),
        ("state", "El intento de entrar venció"),
        ("código vencido", "El intento de entrar venció"),
        ("sin id_token", "no se pudo comprobar"),
        ("nonce", "no se pudo comprobar"),
        ("nonce ausente", "no se pudo comprobar"),
        ("iss", "no se pudo comprobar"),
        ("aud", "no se pudo comprobar"),
        ("azp", "no se pudo comprobar"),
        ("sub ausente", "no se pudo comprobar"),
        ("exp ausente", "no se pudo comprobar"),
        ("none", "no se pudo comprobar"),
        ("hs256", "no se pudo comprobar"),
        ("otra llave", "no se pudo comprobar"),
        ("llave ajena", "no se pudo comprobar"),
        ("alterado", "no se pudo comprobar"),
        ("vencido", "El reloj"),
        ("futuro", "El reloj"),
    ],
)
def test_an_answer_that_proves_nothing_lets_nobody_in_and_says_what_to_do(
    app_sqlite: Flask, institucion: Proveedor, caplog: pytest.LogCaptureFixture, falla: str,
    dicho: str,
) -> None:  # fmt: skip
    cliente = navegador(app_sqlite)
    institucion.falla = falla
    with caplog.at_level(logging.WARNING):
        pagina = aviso(cliente, entrar(cliente, f"{IDA}?next=/avisos/"))
    assert dicho in pagina
    assert "entrada por la institución" in caplog.text
    assert "ana" not in caplog.text.lower()
    institucion.falla = ""
    assert entrar(cliente).location == "/bandeja", "and one can try again"


@pytest.mark.parametrize("falla", ["caído", "basura", "issuer"])
def test_a_provider_that_is_down_or_is_another_is_a_sentence(
    app_sqlite: Flask, institucion: Proveedor, falla: str
) -> None:
    cliente = navegador(app_sqlite)
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


def test_an_address_nobody_verified_links_nobody(app: Flask, proveedor: Proveedor) -> None:
    cliente = navegador(app)
    for cambio in ({"email_verified": False}, {"email_verified": "no"}, {"email": ""}):
        buena = dict(proveedor.personas["ana"])
        proveedor.personas["ana"] |= cambio
        assert "no confirma su correo" in aviso(cliente, entrar(cliente))
        proveedor.personas["ana"] = buena
    del proveedor.personas["ana"]["email_verified"]
    assert "no confirma su correo" in aviso(cliente, entrar(cliente))


def test_who_has_no_account_gets_none_and_who_was_closed_out_stays_out(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    cliente = navegador(app)
    proveedor.personas["zoe"] = {
        "sub": "z", "email": "zoe@pruebas.example", "email_verified": True, "groups": ["autores"],
    }  # fmt: skip
    proveedor.quien = "zoe"
    dicho = aviso(cliente, entrar(cliente))
    assert "No hay una cuenta de Vigente con el correo zoe@pruebas.example" in dicho
    proveedor.quien = "ana"
    antes = navegador(app)
    entrar(antes)
    with app.app_context(), transaccion() as session:
        desactivar_persona(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["ana"]
        )
    assert antes.get("/bandeja").status_code == 302
    assert "La cuenta de Ana Mora en Vigente está cerrada" in aviso(cliente, entrar(cliente))
    for correo_ in ("operador@localhost", "directorio@localhost"):
        proveedor.personas["zoe"]["email"] = correo_
        proveedor.quien = "zoe"
        aviso(cliente, entrar(cliente))


def test_another_account_with_the_address_of_somebody_linked_is_not_them(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    entrar(navegador(app))
    proveedor.personas["ana"] |= {"sub": "otra persona"}
    cliente = navegador(app)
    assert "ya está unida a otra cuenta" in aviso(cliente, entrar(cliente))
    marcos = navegador(app).entrar("marcos")
    ruta = f"/manual/{SLUG}/personas/{elenco.personas['ana']}"
    assert "Entra con la cuenta de la institución" in marcos.get(ruta).text
    assert "desunió" in marcos.post(f"{ruta}/desenlazar", follow_redirects=True).text
    assert "Entra con la cuenta de la institución" not in marcos.get(ruta).text
    assert marcos.post(f"{ruta}/desenlazar").status_code == 409
    assert entrar(cliente).location == "/bandeja"


GRUPOS = """
[manual.pruebas]
autores = ["autor"]
jefes = ["autor", "revisor"]
informatica = ["administrador"]
"""


def test_groups_become_appointments_by_the_directory_and_end_with_it(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    con(app, reparto=leer_reparto(GRUPOS))
    proveedor.quien = "elena"
    proveedor.personas["elena"]["groups"] = ["autores", "administradores"]
    elena = elenco.personas["elena"]
    entrar(navegador(app))
    assert roles(app, elenco, "elena") == {"lector": True, "autor": True}
    assert actos(app, "nombrar")[-1] == ("Directorio de la institución", "nombrar", elena)
    cuantos = len(actos(app, "nombrar", "cesar"))
    entrar(navegador(app))
    assert len(actos(app, "nombrar", "cesar")) == cuantos, "nothing changed, nothing is recorded"
    proveedor.personas["elena"]["groups"] = "jefes"
    entrar(navegador(app))
    assert roles(app, elenco, "elena") == {"lector": True, "autor": True, "revisor": True}
    proveedor.personas["elena"]["groups"] = []
    entrar(navegador(app))
    assert roles(app, elenco, "elena") == {"lector": True, "autor": False, "revisor": False}
    assert actos(app, "cesar")[-1] == ("Directorio de la institución", "cesar", elena)


def test_what_was_given_here_stays_and_so_does_the_last_who_administers(
    app: Flask, elenco: Elenco, proveedor: Proveedor, caplog: pytest.LogCaptureFixture
) -> None:
    con(app, reparto=leer_reparto(GRUPOS + '[manual.otro]\nx = ["autor"]\n'))
    entrar(navegador(app))
    assert roles(app, elenco, "ana") == {"autor": True}
    proveedor.personas["ana"]["groups"] = ["informatica"]
    entrar(navegador(app))
    assert roles(app, elenco, "ana") == {"autor": True, "administrador": True}
    with app.app_context(), transaccion() as session:
        session.execute(
            sa.update(Nombramiento)
            .where(
                Nombramiento.rol == "administrador",
                Nombramiento.persona_id != elenco.personas["ana"],
            )
            .values(hasta=elenco.ahora.date() - timedelta(days=1))
        )
    proveedor.personas["ana"]["groups"] = []
    entrar(navegador(app))
    assert roles(app, elenco, "ana")["administrador"]
    assert "es quien queda administrando pruebas" in caplog.text
    assert "no hay un manual otro" in caplog.text


def test_where_the_settings_say_so_a_group_makes_an_account(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    con(app, reparto=leer_reparto("crear = true\n" + GRUPOS))
    proveedor.personas["zoe"] = {
        "sub": "z", "email": "zoe@pruebas.example", "email_verified": True, "groups": [],
        "name": "Zoe Vega",
    }  # fmt: skip
    proveedor.quien = "zoe"
    cliente = navegador(app)
    assert "No hay una cuenta" in aviso(cliente, entrar(cliente))
    proveedor.personas["zoe"]["groups"] = ["autores"]
    assert entrar(cliente).location == "/bandeja"
    assert "Zoe Vega" in cliente.get("/bandeja").text
    with app.app_context(), db.sessionmaker() as session:
        zoe = session.scalars(sa.select(Persona.id).where(Persona.nombre == "Zoe Vega")).one()
    assert actos(app, "crear-persona", "nombrar")[-2:] == [
        ("Directorio de la institución", "crear-persona", zoe),
        ("Directorio de la institución", "nombrar", zoe),
    ]
    datos = {"email": "zoe@pruebas.example", "password": "!"}
    assert navegador(app).post("/entrar", data=datos).status_code == 200


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


def test_where_only_the_institution_lets_in_a_password_does_not(
    app_sqlite: Flask, institucion: Proveedor
) -> None:
    con(app_sqlite, con_contrasena=False, nombre="el directorio")
    cliente = navegador(app_sqlite)
    pagina = cliente.get("/entrar").text
    assert "Entrar con el directorio" in pagina
    assert "Contraseña" not in pagina
    datos = {"email": correo("ana"), "password": CONTRASENA}
    assert cliente.post("/entrar", data=datos).status_code == 200
    assert cliente.get("/bandeja").status_code == 302
    assert entrar(cliente).location == "/bandeja"
    assert "no hay contraseñas" in cliente.get("/contrasena/olvidada", follow_redirects=True).text


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


@pytest.mark.parametrize(
    "malo",
    ["", "bandeja", "//malo.example", "/\\malo.example", "https://malo.example", "javascript:x",
     "/\t/malo.example", "/a\\b", "/\n/malo.example", "\\\\malo.example", "//[", "/\u2028/x"],
)  # fmt: skip
def test_going_on_leads_to_no_other_site(malo: str) -> None:
    assert destino_seguro(malo) == ""
    assert destino_seguro("/manual/x/?fecha=2026-01-01&q=año") != ""


@pytest.mark.parametrize(
    ("entorno", "dicho"),
    [
        ({"VIGENTE_OIDC_URL": "http://login.example"}, "https://"),
        ({"VIGENTE_OIDC_URL": "https://login.example"}, "VIGENTE_OIDC_CLIENTE"),
        ({"VIGENTE_OIDC_ALCANCES": "email"}, "openid"),
        ({"VIGENTE_OIDC_CONTRASENA": "quizá"}, "si o no"),
        ({"VIGENTE_OIDC_ROLES": "/no/hay.toml"}, "no sirve"),
    ],
)
def test_settings_that_make_no_sense_are_refused_when_it_starts(
    entorno: dict[str, str], dicho: str
) -> None:
    bueno = {"VIGENTE_OIDC_URL": "https://login.example", "VIGENTE_OIDC_CLIENTE": "v"}
    if "VIGENTE_OIDC_URL" in entorno:
        bueno = {}
    with pytest.raises(ValueError, match=dicho):
        ajustes_de_institucion({**bueno, **entorno})


@pytest.mark.parametrize(
    "texto", ["claim = 3", "otra = 1", "[manual]\nx = 1", '[manual.x]\ng = "autor"', "no es toml"]
)
def test_a_file_of_groups_that_makes_no_sense_is_refused(texto: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        leer_reparto(texto)
