"""What an answer of any kind tells the browser: what it may run, frame, remember and say."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.apoyo.bases import Direcciones, FabricaSqlite, ajustes, cerrar
from tests.apoyo.en_serio import SITIO, Navegador, en_serio
from tests.apoyo.reparto import SLUG, Elenco
from tests.guardias.permisos.recorrido import Ruta
from webapp import create_app

Abre = Callable[[str], Navegador]
SIEMPRE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def comprobar(que: str, respuesta: TestResponse, con_cuenta: bool = False) -> None:
    """Everything an answer must say, whatever it is."""
    dice = respuesta.headers
    for cabecera, valor in SIEMPRE.items():
        assert dice.getlist(cabecera) == [valor], (que, cabecera)
    assert dice["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", que
    assert "camera=()" in dice["Permissions-Policy"], que
    (csp,) = dice.getlist("Content-Security-Policy")
    assert csp.startswith("default-src 'none'"), que
    assert "frame-ancestors 'none'" in csp, que
    assert "unsafe" not in csp, que
    assert "*" not in csp, que
    if respuesta.mimetype != "text/html" or "Content-Disposition" in dice:
        assert "sandbox" in csp, que
    assert dice.get("Content-Type", "").count("charset") <= 1, (que, dice["Content-Type"])
    assert "python" not in dice.get("Server", "").lower(), que
    assert not {"X-Powered-By", "Access-Control-Allow-Origin"} & set(dice.keys()), que
    guardar = respuesta.cache_control
    assert guardar.no_store or guardar.no_cache or guardar.max_age, que
    if con_cuenta:
        assert guardar.no_store or guardar.private, (que, str(guardar))
    for galleta in dice.getlist("Set-Cookie"):
        assert galleta.startswith("__Host-"), (que, galleta)
        for atributo in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
            assert f"; {atributo}" in galleta, (que, galleta)
        assert "Domain=" not in galleta, (que, galleta)


def test_every_page_download_feed_and_refusal_says_the_same(
    rutas: list[Ruta], navegador: Abre
) -> None:
    clases: set[str] = set()
    for quien in ("", "ana", "sofia", "elena"):
        cliente = navegador(quien)
        for ruta in rutas:
            if ruta.metodo != "GET":
                continue
            with cliente.get(ruta.direccion) as respuesta:
                comprobar(f"{quien} {ruta.nombre}", respuesta, bool(quien))
                clases |= {f"{respuesta.status_code}", respuesta.mimetype}
    todas = {"200", "302", "403", "404", "text/html", "application/json", "text/csv", "text/plain"}
    assert todas | {"application/atom+xml"} <= clases


def test_what_a_library_or_the_server_answers_says_it_too(en_https: Flask, navegador: Abre) -> None:
    ana, nadie = navegador("ana"), navegador("")
    en_https.config["MAX_CONTENT_LENGTH"] = 1000
    grande = {"archivo": (io.BytesIO(b"x" * 2000), "x.txt")}
    pedidos = {
        "static": (nadie.get("/static/css/base.css"), 200),
        "static that is not there": (nadie.get("/static/nada.css"), 404),
        "bootstrap": (nadie.get("/bootstrap/static/css/bootstrap.min.css"), 200),
        "sign-in": (nadie.get("/entrar"), 200),
        "to the sign-in page": (nadie.get("/bandeja"), 302),
        "no such page": (nadie.get("/nada"), 404),
        "no such method": (nadie.delete("/bandeja"), 405),
        "the methods": (nadie.options("/bandeja"), 200),
        "head": (nadie.head("/"), 200),
        "no token": (nadie.post("/entrar", data={"email": "a"}), 400),
        "too large": (ana.post(f"/manual/{SLUG}/importar", data=grande), 413),
        "api": (nadie.get("/api/v1/manuales"), 200),
        "no such thing in the api": (nadie.get("/api/v1/manuales/nada"), 404),
        "alive": (nadie.get("/salud/viva"), 200),
    }
    for que, (respuesta, codigo) in pedidos.items():
        with respuesta:
            assert respuesta.status_code == codigo, que
            comprobar(que, respuesta)


def test_a_fault_of_ours_says_it_too_and_nothing_of_the_inside(
    en_https: Flask, navegador: Abre, elenco: Elenco
) -> None:
    def falla() -> str:
        raise RuntimeError("secreto de adentro")

    falla.permiso = en_https.view_functions["inicio"].permiso  # type: ignore[attr-defined]
    en_https.view_functions["inicio"] = falla
    respuesta = navegador("").get("/")
    assert respuesta.status_code == 500
    assert "secreto" not in respuesta.text
    assert "Traceback" not in respuesta.text
    comprobar("500", respuesta)


def test_what_is_public_may_be_kept_but_is_asked_for_again_and_our_own_files_for_a_year(
    navegador: Abre,
) -> None:
    nadie = navegador("")
    assert nadie.get(f"/manual/{SLUG}/").cache_control.no_cache
    portada = nadie.get("/").text
    hoja = portada.split('rel="stylesheet" href="')[2].split('"')[0]
    with nadie.get(hoja.replace("&amp;", "&")) as respuesta:
        assert respuesta.cache_control.max_age == 365 * 24 * 3600
    salida = navegador("ana")
    cerrada = salida.post("/salir", data={"csrf_token": salida.token("/cuenta")})
    assert cerrada.cache_control.no_store


@pytest.mark.parametrize(
    ("nombre", "codigo"),
    [
        ("manual.example", 200),
        ("manual.example:443", 200),
        ("127.0.0.1:8000", 200),
        ("otro.example", 200),
        ("malo.example", 400),
        ("manual.example.malo.example", 400),
        ("manual.example@malo.example", 400),
        ("manual.example:malo", 400),
        ("", 400),
        ("xn--\udcff", 400),
    ],
)
def test_it_answers_only_to_its_own_names(
    fabrica_sqlite: FabricaSqlite, tmp_path: Path, nombre: str, codigo: int
) -> None:
    with en_serio(fabrica_sqlite.nueva(), tmp_path, {"VIGENTE_NOMBRES": "otro.example"}) as app:
        cliente = app.test_client()
        entorno = {"HTTP_HOST": nombre, "SERVER_NAME": nombre or "malo.example"}
        respuesta = cliente.get("/entrar", environ_overrides=entorno)
        assert respuesta.status_code == codigo
        if codigo == 400:
            assert respuesta.mimetype == "text/plain"
            assert "malo" not in respuesta.text
            comprobar(nombre, respuesta)


def test_a_forwarded_name_or_scheme_is_believed_only_from_the_proxies_there_are(
    fabrica_sqlite: FabricaSqlite, tmp_path: Path
) -> None:
    dicho = {"X-Forwarded-Host": "malo.example", "X-Forwarded-Proto": "http"}
    for proxies, codigo in (("0", 200), ("1", 400)):
        entorno = {"VIGENTE_PROXIES": proxies}
        with en_serio(fabrica_sqlite.nueva(), tmp_path, entorno) as app:
            assert app.test_client().get("/entrar", headers=dicho).status_code == codigo


def test_without_https_the_cookies_still_work_and_nothing_promises_it(
    fabrica_sqlite: FabricaSqlite, tmp_path: Path
) -> None:
    app = create_app(ajustes(fabrica_sqlite.nueva(), tmp_path))
    respuesta = app.test_client().get("/entrar")
    assert "Strict-Transport-Security" not in respuesta.headers
    assert not any("__Host-" in g for g in respuesta.headers.getlist("Set-Cookie"))
    cerrar(app)


def test_a_page_is_refused_as_a_page_even_when_the_database_is_not_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'no' / 'hay.db'}"
    with en_serio(Direcciones(url, url), tmp_path) as app:
        respuesta = app.test_client().get(f"{SITIO}/manual/{SLUG}/")
        assert respuesta.status_code == 503
        assert "no responde" in respuesta.text
        comprobar("503", respuesta)
