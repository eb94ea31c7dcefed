"""Every attempt to cheat is refused with its reason, and leaves the record as it was."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask

from tests.apoyo.bases import ajustes, cerrar
from tests.apoyo.lista_de_trampas import TRAMPAS
from tests.apoyo.rechazo import registro
from tests.apoyo.reparto import Elenco
from tests.apoyo.trampas import Escena, Trampa, montar
from tests.conftest import ClienteAparte, Fabrica
from tests.guardias.permisos.tabla import escribir_filas, leer_filas
from tests.webapp.vistas.test_pedidos import formulario
from webapp import create_app
from webapp.bd import db
from webapp.hechos import cadena_de


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def escena(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Escena]:
    """The scene, once an engine: what is refused leaves it as it was."""
    fabrica: Fabrica = request.getfixturevalue(f"fabrica_{request.param}")
    direcciones = fabrica.nueva()
    elenco = Elenco()
    carpeta = tmp_path_factory.mktemp("trampas")
    app = create_app(ajustes(direcciones, carpeta, RELOJ=lambda: elenco.ahora))
    app.test_client_class = ClienteAparte
    try:
        with app.app_context():
            dispuesta = montar(app, elenco.cargar())
        yield dispuesta
    finally:
        cerrar(app)
        fabrica.soltar(direcciones)


def cabezas(app: Flask, e: Escena) -> list[tuple[int, str]]:
    """Where the chain of each manual ends."""
    with app.app_context(), db.sessionmaker() as session:
        return [cadena_de(session, m) for m in (e.elenco.manual_id, e.otro.manual_id)]


@pytest.mark.parametrize("trampa", TRAMPAS, ids=range(1, len(TRAMPAS) + 1))
def test_who_cheats_is_told_why_not_and_nothing_happened(escena: Escena, trampa: Trampa) -> None:
    for clave in ("ana", "beto", "sofia"):
        escena.como(clave)
    antes, habia = cabezas(escena.app, escena), _todo(escena)
    respuesta = trampa.hacer(escena)
    dicho = respuesta.get_data(as_text=True)
    if respuesta.status_code == 302:
        dicho = escena.como("").pedir("GET", respuesta.location or "").get_data(as_text=True)
    dicho = _leido(dicho)
    assert (respuesta.status_code, trampa.razon in dicho) == (trampa.codigo, True), dicho
    assert cabezas(escena.app, escena) == antes
    assert _todo(escena) == habia


def test_what_a_form_does_not_ask_is_not_read(escena: Escena) -> None:
    version = escena.mundo.borrador
    with escena.app.app_context():
        vista = escena.elenco.vista(version)
    antes, habia = cabezas(escena.app, escena), _todo(escena)
    de_mas = {"estado": "aprobado", "estado_clase": "aprobada", "etiqueta": "99-2026",
              "persona_id": str(escena.elenco.personas["beto"]), "rol": "secretaria",
              "active": "0", "email": "otra@pruebas.example"}  # fmt: skip
    for ruta, datos in (
        (f"/borradores/{version}", formulario(vista.contenido, vista.serie)),
        ("/cuenta", {"avisos": "inmediato"}),
    ):
        assert escena.post("ana", ruta, **datos, **de_mas).status_code == 302
    assert cabezas(escena.app, escena) == antes
    assert _todo(escena) == habia


def _todo(escena: Escena) -> dict[str, list[tuple[object, ...]]]:
    with escena.app.app_context():
        return {t: filas for t, filas in registro().items() if t not in ("intento", "sesion")}


def _leido(html: str) -> str:
    html = html.encode().decode("unicode_escape") if html.startswith("{") else html
    principal = html.split("<main", 1)[-1].split("</main>", maxsplit=1)[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", principal)))


def test_the_document_lists_every_one(escena: Escena) -> None:
    filas = [[str(n), t.que, f"{t.codigo}: {t.razon}"] for n, t in enumerate(TRAMPAS, 1)]
    if os.environ.get("VIGENTE_ESCRIBE_PERMISOS"):
        escribir_filas("trampas", ["", "Intento", "Lo que contesta"], filas)
    assert leer_filas("trampas")[1:] == filas, "corra `make permisos`"
    assert len(TRAMPAS) >= 20
