"""Saving some pieces locks nothing to read them: what came meanwhile is not written over."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.apoyo.reparto import Elenco, con_frase
from tests.webapp.casos.test_guardar import dichos, primera
from webapp.bd import transaccion
from webapp.casos.elaborar import elaborar
from webapp.casos.guardar import Guardada, guardar, guardar_piezas
from workflows.contenido import Contenido
from workflows.errores import ActoInvalido
from workflows.fusion import Edicion, ediciones_entre
from workflows.piezas import CAMPO, en_piezas, escribir

pytestmark = pytest.mark.usefixtures("en_app")


def mientras(
    app: Flask, elenco: Elenco, version: int, ediciones: dict[str, Edicion],
    otra: Callable[[Session], object],
) -> Guardada | ActoInvalido:  # fmt: skip
    """What becomes of Beto's pieces, sent while somebody else's transaction is not over yet."""
    quien, quedo = elenco.actor("beto"), list[Guardada | ActoInvalido]()

    def escribir_las_suyas() -> None:
        with app.app_context():
            try:
                with transaccion() as session:
                    quedo.append(guardar_piezas(session, quien, version, ediciones, 2))
            except ActoInvalido as negativa:
                quedo.append(negativa)

    hilo = threading.Thread(target=escribir_las_suyas)
    with transaccion() as session:
        otra(session)
        hilo.start()
        hilo.join(0.3)
        assert not quedo, "it waits"
    hilo.join()
    return quedo[0]


def de_beto(texto: Contenido) -> dict[str, Edicion]:
    """His words for the first activity."""
    return ediciones_entre(en_piezas(texto), en_piezas(con_frase(texto, "Lo de Beto.")))


def test_of_the_same_piece_the_text_that_came_first_stands(elenco: Elenco, app: Flask) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Operar.")
    ana, suyo = elenco.actor("ana"), con_frase(texto, "Lo de Ana.")
    guardada = mientras(
        app, elenco, version, de_beto(texto), lambda s: guardar(s, ana, version, suyo, 2)
    )
    assert isinstance(guardada, Guardada)
    assert (len(guardada.choques), guardada.serie, guardada.de) == (1, 4, "Ana Mora")
    assert primera(elenco.vista(version).contenido) == "Lo de Ana."
    assert "Lo de Beto." in str(dichos(version))


def test_of_different_pieces_both_stand(elenco: Elenco, app: Flask) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Operar.")
    codigo = {f"{CAMPO}codigo": Edicion(escribir(texto.campo("codigo")), escribir("77001"))}
    ana = elenco.actor("ana")
    mientras(
        app, elenco, version, de_beto(texto),
        lambda s: guardar_piezas(s, ana, version, codigo, 2),
    )  # fmt: skip
    quedo = elenco.vista(version)
    assert (primera(quedo.contenido), quedo.contenido.campo("codigo")) == ("Lo de Beto.", "77001")
    assert (quedo.serie, quedo.autores) == (
        4, {elenco.personas["ana"], elenco.personas["beto"]},
    )  # fmt: skip


def test_what_is_signed_meanwhile_is_not_written_on(elenco: Elenco, app: Flask) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Lo que se firmó.")
    elenco.justificar(version)
    pedido, ana = elenco.pedido(version, "elaborar"), elenco.actor("ana")
    negativa = mientras(
        app, elenco, version, de_beto(texto), lambda s: elaborar(s, ana, pedido)
    )  # fmt: skip
    assert "ya no está en edición" in str(negativa)
    quedo = elenco.vista(version)
    assert primera(quedo.contenido) == "Lo que se firmó."
    assert quedo.autores == {elenco.personas["ana"]}
