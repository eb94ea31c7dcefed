"""The page of a job: how far it is, what it made, why it could not, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.trabajos import clase, cola, encargo, pedido, trabajo_hecho
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.modelos.trabajo import Ambito
from webapp.trabajos.filas import LAPSO, fallar, reclamar

UN_RATO = LAPSO + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def prueba() -> Iterator[None]:
    """The kind of work that writes a text."""
    with clase("prueba"):
        yield


def test_anybody_downloads_what_is_public(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        uno = trabajo_hecho(app, elenco.manual_id)
    pagina = publico.get(f"/manual/{SLUG}/documentos/{uno}")
    assert "Descargar" in pagina.text
    bajada = publico.get(f"/manual/{SLUG}/documentos/{uno}/archivo")
    assert bajada.data == b"hola"
    assert "attachment" in bajada.headers["Content-Disposition"]
    bajada.close()


def test_how_far_it_is(app: Flask, elenco: Elenco, publico: ClienteAparte) -> None:
    with app.app_context():
        uno = pedido(app, encargo(elenco.manual_id))
        ruta = f"/manual/{SLUG}/documentos/{uno}"
        assert "En cola" in publico.get(ruta).text
        assert publico.get(f"{ruta}/archivo").status_code == 404
        with transaccion() as session:
            reclamado = reclamar(session, uno, "w", elenco.ahora)
            assert reclamado is not None
            reclamado.paso, reclamado.hechos, reclamado.total = "Cargos", 3, 9
    assert publico.get(f"{ruta}/avance.json").json == {
        "sigue": True, "dice": "Cargos: 3 de 9.", "hechos": 3, "total": 9,
    }  # fmt: skip
    elenco.ahora += UN_RATO
    assert "se retoma solo" in publico.get(ruta).text


def test_why_it_could_not_be_done(app: Flask, elenco: Elenco, publico: ClienteAparte) -> None:
    with app.app_context():
        uno = pedido(app, encargo(elenco.manual_id))
        with transaccion() as session:
            reclamar(session, uno, "w", elenco.ahora)
            fallar(session, uno, "w", "No alcanzó el disco.", "Libere espacio.", elenco.ahora)
    pagina = publico.get(f"/manual/{SLUG}/documentos/{uno}").text
    assert "No alcanzó el disco." in pagina
    assert "Libere espacio." in pagina


@pytest.mark.parametrize(("quien", "codigo"), [("rafael", 200), ("elena", 403), ("", 403)])
def test_what_is_not_approved_yet_is_for_who_has_a_part_in_it(
    app: Flask,
    elenco: Elenco,
    publico: ClienteAparte,
    como: Callable[[str], ClienteAparte],
    quien: str,
    codigo: int,
) -> None:
    with app.app_context():
        uno = pedido(app, encargo(elenco.manual_id, ambito=Ambito.TRAMITE))
        cola(app).correr(uno)
    cliente = como(quien) if quien else publico
    for resto in ("", "/avance.json", "/archivo"):
        respuesta = cliente.get(f"/manual/{SLUG}/documentos/{uno}{resto}")
        assert respuesta.status_code == codigo
        respuesta.close()
