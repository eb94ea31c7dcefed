"""Signing asks who you are again, and nothing that was typed is lost by being asked."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.apoyo.masivo import cambiado
from tests.apoyo.puntos import JUNTA, decision, punto_con
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco
from tests.apoyo.sesion import NUMERO, visto
from tests.conftest import ClienteAparte
from webapp import escrito
from webapp.bd import db
from webapp.modelos import Acto

Como = Callable[[str], ClienteAparte]
PREGUNTA = "Confirme que es usted"
CARGO = "Operativo General · Producción (código 41110)"
OTRO = "Ejecutivo General · Producción (código 31110)"
CLAVE = "prueba-contrasena"


@pytest.fixture(autouse=True)
def a_los_quince_minutos(app: Flask) -> None:
    """As it is installed."""
    app.config["PRUEBA_MINUTOS"] = 15


def ultimo(app: Flask) -> Acto:
    """The last acto on record."""
    with app.app_context(), db.sessionmaker() as session:
        return session.scalars(select(Acto).order_by(Acto.seq.desc()).limit(1)).one()


def borrador(app: Flask, elenco: Elenco) -> tuple[str, dict[str, str]]:
    """Where Ana signs her draft, and the form she sends."""
    with app.app_context():
        version_id = elenco.abrir()
        elenco.cambiar(version_id, "Operar los equipos nuevos.")
        visto_ = elenco.vista(version_id).contenido_hash
    return f"/versiones/{version_id}/actos/elaborar", {
        "visto": visto_,
        "motivo": "Dos\r\n «líneas»",
    }


def formulario(pagina: str, **otros: str) -> MultiDict[str, str]:
    """The hidden fields of a page, as a browser would send them back, and what is typed."""
    campos = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', pagina)
    ocultos = [(html.unescape(k), html.unescape(v)) for k, v in campos if k != "csrf_token"]
    return MultiDict([*ocultos, *((k.replace("_", "-"), v) for k, v in otros.items())])


def va_a(pagina: str) -> str:
    """What the page that asks says one is about to do."""
    dicho = re.search(r"Va a <strong>([^<]*)</strong>", pagina)
    assert dicho, pagina
    return html.unescape(dicho[1])


def test_who_came_in_a_moment_ago_signs_and_the_acto_says_how_they_proved_it(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    elenco.ahora += timedelta(minutes=14)
    assert ana.post(ruta, data=datos).status_code == 302
    assert json.loads(ultimo(app).datos)["prueba"] == {"medio": "contraseña", "hace": 14 * 60}


def test_later_the_password_is_asked_and_the_same_form_goes_on(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    elenco.ahora += timedelta(minutes=15)
    antes = ultimo(app).seq
    pagina = ana.post(ruta, data=datos)
    assert pagina.status_code == 403
    assert PREGUNTA in pagina.text
    que = f"firmar como elaborado: {CARGO}"
    assert va_a(pagina.text) == que
    lleva = datos | {"prueba-que": que}
    assert formulario(pagina.text).to_dict() == lleva
    assert ultimo(app).seq == antes
    otra = ana.post(ruta, data=formulario(pagina.text, prueba_contrasena="no es esta"))
    assert "Esa no es su contraseña" in otra.text
    assert va_a(otra.text) == que
    assert formulario(otra.text).to_dict() == lleva
    assert "no es esta" not in otra.text
    assert (
        ana.post(ruta, data=formulario(otra.text, prueba_contrasena=CONTRASENA)).status_code == 302
    )
    acto = ultimo(app)
    assert (acto.acto, acto.motivo) == ("elaborar", "Dos\r\n «líneas»")
    assert json.loads(acto.datos)["prueba"] == {"medio": "contraseña", "hace": 0}


def test_with_zero_minutes_every_signature_asks(app: Flask, elenco: Elenco, como: Como) -> None:
    app.config["PRUEBA_MINUTOS"] = 0
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    assert PREGUNTA in ana.post(ruta, data=datos).text
    with ana.session_transaction() as sesion:
        persona, _, momento = sesion["prueba"]
        sesion["prueba"] = [persona, "sso", momento]
    elenco.ahora += timedelta(minutes=3)
    assert PREGUNTA in ana.post(ruta, data=datos).text
    assert ana.post(ruta, data={**datos, CLAVE: CONTRASENA}).status_code == 302


def test_with_zero_minutes_what_the_institution_has_just_said_counts_for_two(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    app.config["PRUEBA_MINUTOS"] = 0
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    with ana.session_transaction() as sesion:
        persona, _, momento = sesion["prueba"]
        sesion["prueba"] = [persona, "sso", momento]
    elenco.ahora += timedelta(minutes=1)
    assert ana.post(ruta, data={**datos, CLAVE: ""}).status_code == 302


def test_wrong_passwords_are_counted_with_those_of_coming_in(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    elenco.ahora += timedelta(hours=1)
    for _ in range(5):
        assert "Esa no es" in ana.post(ruta, data={**datos, CLAVE: "adivino"}).text
    assert "Espere 15 minutos" in ana.post(ruta, data={**datos, CLAVE: CONTRASENA}).text
    dicho = app.test_client().post(
        "/entrar", data={"email": "ana@pruebas.example", "password": CONTRASENA}
    )
    assert "Hubo demasiados intentos" in dicho.text
    assert ultimo(app).acto != "elaborar"


def test_what_changed_while_the_password_was_asked_is_still_refused(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    elenco.ahora += timedelta(hours=1)
    campos = formulario(ana.post(ruta, data=datos).text, prueba_contrasena=CONTRASENA)
    with app.app_context():
        elenco.cambiar(int(ruta.split("/")[2]), "Otra cosa.")
    assert ana.post(ruta, data=campos).status_code == 409
    campos["visto"] = "0" * 64
    assert ana.post(ruta, data=campos).status_code == 409
    assert ultimo(app).acto != "elaborar"


def test_the_proof_of_one_is_not_anothers_and_leaving_forgets_it(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta, datos = borrador(app, elenco)
    ana = como("ana")
    with ana.session_transaction() as sesion:
        sesion["prueba"] = [elenco.personas["rafael"], *sesion["prueba"][1:]]
    assert PREGUNTA in ana.post(ruta, data=datos).text
    ana.post("/salir")
    with ana.session_transaction() as sesion:
        assert "prueba" not in sesion


def test_who_is_only_remembered_has_proved_nothing(app: Flask, elenco: Elenco) -> None:
    ruta, datos = borrador(app, elenco)
    ana = app.test_client()
    ana.post("/entrar", data={"email": "ana@pruebas.example", "password": CONTRASENA,
                              "remember": "y"})  # fmt: skip
    elenco.ahora += timedelta(days=2)
    assert ana.get("/bandeja").status_code == 200
    assert PREGUNTA in ana.post(ruta, data=datos).text


def test_a_role_that_may_not_sign_is_told_so_before_any_password(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta, datos = borrador(app, elenco)
    elena = como("elena")
    elenco.ahora += timedelta(hours=1)
    respuesta = elena.post(ruta, data=datos)
    assert respuesta.status_code == 403
    assert PREGUNTA not in respuesta.text


def test_every_form_that_signs_asks_and_then_goes_on(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    """The review, the session and what is done on its acuerdo: each asks, none loses a field."""
    punto_id, (version,) = punto_con(app, elenco)
    datos: dict[str, object] = decision(app, elenco, version, numero=NUMERO)
    sofia = como("sofia")

    def firmar(ruta: str, campos: dict[str, object], que: str) -> None:
        elenco.ahora += timedelta(hours=1)
        pagina = sofia.post(ruta, data=campos)
        assert va_a(pagina.text) == que
        listo = sofia.post(ruta, data=formulario(pagina.text, prueba_contrasena=CONTRASENA))
        assert listo.status_code == 302, (ruta, listo.text)
        assert json.loads(ultimo(app).datos)["prueba"]["medio"] == "contraseña", ruta

    confirmar = sofia.post(f"{JUNTA}/{punto_id}/decision/confirmar", data=datos)
    assert PREGUNTA not in confirmar.text
    firmar(f"{JUNTA}/{punto_id}/decision/registrar", datos, f"registrar acuerdo {NUMERO}: {OTRO}")
    for verbo, campos, que in (
        ("firmeza", {"dia": "2026-11-12"}, "«firmeza»"),
        ("publicacion", {"dia": "2026-11-12", "publicado_en": "La Gaceta 9"}, "«publicación»"),
        (
            "rige",
            {"dia": "2026-12-01", "motivo": "AJD-2026-140"},
            "«cambio de desde cuándo rige»",
        ),
        (
            "errata",
            {"campo": "articulo", "valor": "VII", "motivo": "Decía otro."},
            "«fe de erratas»",
        ),
        (
            "sin-efecto",
            {"versiones": str(version), "motivo": "Lo revocó.", "decidido_en": "AJD-2026-150"},
            "«dejado sin efecto»",
        ),
    ):
        ruta = f"/manual/{SLUG}/acuerdo/{verbo}/{NUMERO}"
        with app.app_context():
            todo = {"visto": str(visto().leido.ultimo_seq), **campos}
        elenco.ahora += timedelta(hours=1)
        assert "¿Registrarlo así?" in sofia.post(ruta, data=todo).text, verbo
        cual = f": {OTRO}" if verbo == "sin-efecto" else ""
        dicho = f"registrar {que} en el acuerdo {NUMERO}{cual}"
        firmar(ruta, {**todo, "confirmado": "1"}, dicho)


def test_the_review_and_a_group_ask_too(app: Flask, elenco: Elenco, como: Como) -> None:
    with app.app_context():
        grupo_id, suyas = cambiado(elenco, "caudales", "niveles")
        vistos = {v: elenco.vista(v).contenido_hash for v in suyas}
    ana, rafael = como("ana"), como("rafael")
    elenco.ahora += timedelta(hours=1)
    todo = {"versiones": [str(v) for v in suyas], **{f"visto-{v}": h for v, h in vistos.items()}}
    ruta = f"/manual/{SLUG}/grupos/{grupo_id}/actos/elaborar"
    pagina = ana.post(ruta, data=todo).text
    assert va_a(pagina).startswith(f"firmar como elaborado: {len(suyas)} cargos: ")
    assert va_a(pagina).count("(código ") == len(suyas)
    campos = formulario(pagina, prueba_contrasena=CONTRASENA)
    assert ana.post(ruta, data=campos).status_code == 302
    ruta = f"/versiones/{suyas[0]}/actos/revisar"
    datos = {"visto": vistos[suyas[0]]}
    dicho = va_a(rafael.post(ruta, data=datos).text)
    assert dicho.startswith("firmar como revisado: ")
    assert dicho.count("(código ") == 1
    assert rafael.post(ruta, data={**datos, CLAVE: CONTRASENA}).status_code == 302
    assert ultimo(app).acto == "revisar"


def test_nothing_of_the_page_that_confirms_is_shown_again_or_sent_by_another(app: Flask) -> None:
    enviado = {"motivo": "Lo que escribió Ana.", "prueba-que": "Firmar como elaborado"}
    for prueba in ({}, {"prueba-codigo": "123 456"}, {CLAVE: "es una frase larga"}):
        with app.test_request_context("/", method="POST", data=enviado | prueba):
            assert escrito.textos() == ["Lo que escribió Ana."]
            assert escrito.campos() is None
