"""At most ten SQL statements a page, and no more of them with more cargos."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.contar import contando, crecer
from tests.apoyo.importacion import LINEA, subido
from tests.apoyo.puntos import llevar
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.revisores import Revisores, item
from tests.apoyo.sesion import NUMERO, pedido
from tests.apoyo.trabajos import trabajo_hecho
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.modelos import CodigoDeVersion
from webapp.textos import olvidar

TOPE = 10
#: Of what people open all day: who they are and with what roles, and then what they see.
BANDEJA, EDITOR = 4, 4
#: The manual, what was asked of it, and the texts of the page.
BUSQUEDA = 3
CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


@pytest.fixture
def paginas(app: Flask, elenco: Elenco) -> list[tuple[str, str]]:
    """Who opens which page, with work of every kind under way."""
    with app.app_context():
        otros = [c for c in elenco.cargos.values() if c != elenco.cargo]
        borrador = elenco.abrir()
        texto = elenco.vista(borrador).contenido.ids()[0]
        elenco.cambiar(borrador, "Una frase que cambia.")
        revisada = elenco.revisada("Otra frase que cambia.", otros[0])
        punto = llevar(elenco, revisada)
        elenco.registrar("AJD-2026-001", elenco.revisada("Una más.", otros[1]))
        observada = observar_todo(elenco, otros[1])
        trabajo = trabajo_hecho(app, elenco.manual_id)
        subida = subido(app, elenco)
    return [
        ("", "/"),
        ("", f"/manual/{SLUG}/"),
        ("", f"/manual/{SLUG}/?fecha=2021-01-01"),
        ("", f"/manual/{SLUG}/?ver=lista"),
        ("", f"/manual/{SLUG}/buscar?q=caudales"),
        ("", f"/manual/{SLUG}/buscar?q=oper*&estrato=operativo&fecha=2021-01-01"),
        ("", CARGO),
        ("", f"{CARGO}/historia"),
        ("", "/verificar/"),
        ("", f"/manual/{SLUG}/novedades.atom"),
        ("", f"/api/v1/manuales/{SLUG}/cargos?por_pagina=100"),
        ("", f"/api/v1/manuales/{SLUG}/cargos/operativo-general-produccion"),
        ("", f"/api/v1/manuales/{SLUG}/novedades"),
        ("", f"/manual/{SLUG}/competencias/"),
        ("", f"/manual/{SLUG}/competencias/iniciativa"),
        ("", f"{CARGO}/comparar"),
        ("", f"{CARGO}/procedencia"),
        ("", f"{CARGO}/items/{texto}"),
        ("", f"/manual/{SLUG}/cambios?de=2019-01-01"),
        (
            "",
            f"/manual/{SLUG}/comparar-cargos?de=operativo-general-produccion"
            "&a=operativo-experto-produccion",
        ),
        ("", f"{CARGO}/versiones/09-2020"),
        ("", f"{CARGO}/bajar/texto"),
        ("", f"/manual/{SLUG}/acuerdos"),
        ("", f"/manual/{SLUG}/acuerdos/AJD-2026-001"),
        ("sofia", f"/manual/{SLUG}/acuerdos/AJD-2026-001"),
        ("", f"/manual/{SLUG}/completo"),
        ("", f"/manual/{SLUG}/indice.xlsx"),
        ("", f"/manual/{SLUG}/indice.csv"),
        ("", f"/manual/{SLUG}/documentos/{trabajo}"),
        ("", f"/manual/{SLUG}/documentos/{trabajo}/avance.json"),
        ("ana", "/bandeja"),
        ("ana", f"/manual/{SLUG}/"),
        ("ana", f"/borradores/{borrador}"),
        ("ana", f"/versiones/{borrador}/calidad"),
        ("ana", f"/manual/{SLUG}/calidad"),
        ("ana", f"/versiones/{revisada}/"),
        ("ana", f"/versiones/{revisada}/bajar/json"),
        ("ana", f"/versiones/{revisada}/word"),
        ("ana", f"/manual/{SLUG}/importar"),
        ("ana", f"/manual/{SLUG}/importar/{subida}"),
        ("ana", f"/manual/{SLUG}/importar/{subida}?linea={LINEA}"),
        ("ana", f"/versiones/{borrador}/word/texto"),
        ("ana", f"/versiones/{borrador}/word/cambios"),
        ("ana", f"/versiones/{borrador}/word/comparativo"),
        ("", f"{CARGO}/word"),
        ("rafael", f"/versiones/{revisada}/cambios"),
        ("rafael", f"/versiones/{revisada}/cambios?modo=lado"),
        ("sofia", f"/manual/{SLUG}/junta"),
        ("sofia", f"/manual/{SLUG}/junta/{punto}"),
        ("sofia", f"/manual/{SLUG}/junta/{punto}/decision"),
        ("marcos", f"/manual/{SLUG}/personas/"),
        ("marcos", f"/manual/{SLUG}/personas/{elenco.personas['ana']}"),
        ("marcos", f"/manual/{SLUG}/personas/{elenco.personas['ana']}/desactivar"),
        ("marcos", f"/manual/{SLUG}/bitacora?clase=revision"),
        ("ana", "/avisos/"),
        ("ana", "/cuenta"),
        ("ana", "/cuenta/contrasena"),
        ("rafael", "/cuenta/delegaciones/"),
        ("ana", f"/borradores/{borrador}/historia/"),
        ("ana", f"/manual/{SLUG}/conceptos.json"),
        ("ana", f"/manual/{SLUG}/cargos-nuevos"),
        ("ana", f"/manual/{SLUG}/cambio-masivo?frase=operar&reemplazo=manejar"),
        ("ana", f"/versiones/{observada}/cambios"),
        ("rafael", f"/versiones/{observada}/cambios"),
        ("rafael", f"/versiones/{observada}/"),
        ("rafael", f"/versiones/{observada}/criterio"),
        ("elena", f"/versiones/{observada}/cambios"),
        ("elena", "/bandeja"),
    ]


def observar_todo(elenco: Elenco, cargo_id: int) -> int:
    """A version that was returned and sent again, with threads of every kind on it."""
    dicen = Revisores(elenco)
    version = elenco.abrir(cargo_id=cargo_id)
    texto = elenco.cambiar(version, "Primera redacción.")
    elenco.elaborar(version)
    for n in range(1, 4):
        dicen.observa("rafael", version, f"item:{item(texto, n).id}")
    dicen.observa("rafael", version, "", "Entre nosotros.", interna=True)
    dicen.devuelve("rafael", version)
    elenco.cambiar(version, "Segunda redacción.")
    elenco.elaborar(version)
    dicen.pregunta("rafael", version, "Auditoría")
    return version


def test_no_page_asks_more_of_the_database_when_the_manual_grows(
    app: Flask,
    elenco: Elenco,
    paginas: list[tuple[str, str]],
    publico: ClienteAparte,
    como: Callable[[str], ClienteAparte],
) -> None:
    clientes = {"": publico} | {quien: como(quien) for quien in {q for q, _ in paginas if q}}

    def medir() -> dict[tuple[str, str], int]:
        # A process learns once, after each approval, what the checks ask of a manual; and reads
        # once a document that is being imported.
        for quien, ruta in paginas:
            if ruta.startswith("/borradores/") or "/importar/" in ruta:
                clientes[quien].get(ruta)
        cuentas = {}
        for quien, ruta in paginas:
            olvidar()  # a text that another page read is not asked again
            with contando(app) as dichas:
                respuesta = clientes[quien].get(ruta)
            assert respuesta.status_code == 200, (quien, ruta, respuesta.data)
            cuentas[quien, ruta] = len(dichas)
        return cuentas

    pocos = medir()
    with app.app_context():
        crecer(elenco, 60)
    muchos = medir()
    assert {p: n for p, n in pocos.items() if n > TOPE} == {}
    assert {p: (pocos[p], n) for p, n in muchos.items() if n > pocos[p]} == {}
    editor = next(n for (_, ruta), n in muchos.items() if ruta.startswith("/borradores/"))
    busquedas = [n for (_, ruta), n in muchos.items() if "/buscar?" in ruta]
    assert max(busquedas) <= BUSQUEDA
    assert muchos["ana", "/bandeja"] <= BANDEJA
    assert editor <= EDITOR


def test_what_was_left_without_effect_costs_no_more_than_any_page(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version = elenco.revisada("Frase.")
        elenco.registrar(NUMERO, version)
        borrador = elenco.abrir()
        elenco.cambiar(borrador, "Otra frase.")
        with transaccion() as session:
            dejar_sin_efecto(session, elenco.actor("sofia"), pedido(elenco, "La anuló."), [version])
        codigo = db.session.scalars(
            select(CodigoDeVersion.codigo).where(CodigoDeVersion.version_id == version)
        ).one()
    for cliente, ruta in (
        (publico, f"/verificar/{codigo}"),
        (como("ana"), f"/borradores/{borrador}/base"),
        (como("sofia"), f"/manual/{SLUG}/acuerdos/{NUMERO}"),
    ):
        with contando(app) as dichas:
            assert cliente.get(ruta).status_code == 200
        assert len(dichas) <= TOPE, (ruta, dichas)
