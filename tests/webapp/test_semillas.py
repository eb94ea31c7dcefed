"""The two real documents: what they say is in force, and the life that goes on from there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir
from webapp.casos.firmar import firmar
from webapp.casos.guardar import guardar
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.vigencia import cargo_visto
from webapp.modelos import Cargo
from workflows.contenido import Contenido, Item
from workflows.formatos.cargador import fuente

SEMILLAS = Path(__file__).parents[3] / "shared" / "seeds"


def semilla(prefijo: str) -> Path:
    """One of the real documents, which this project does not carry."""
    ruta = next(SEMILLAS.glob(f"{prefijo}_*.txt"), None)
    if ruta is None:
        pytest.skip("the real documents are not beside this checkout")
    return ruta


def importado(app: Flask, ruta: Path, slug: str) -> list[dict[str, Any]]:
    """The cargos in force after importing a document as a manual of its own."""
    corredor = app.test_cli_runner()
    orden = ["manual", "importar", str(ruta), "--manual", slug, "--como", "vigente"]
    resultado = corredor.invoke(args=orden)
    assert resultado.exit_code == 0, resultado.output
    resultado = corredor.invoke(args=["manual", "exportar", "--manual", slug, "--json"])
    cargos: list[dict[str, Any]] = json.loads(resultado.stdout)["cargos"]
    leido = corredor.invoke(args=["manual", "leer", str(ruta), "--json"])
    leidos = {c["lineas"][0]: c for c in json.loads(leido.stdout)["cargos"]}.values()
    assert sorted(_dicho(c) for c in cargos) == sorted(_dicho(c) for c in leidos)
    return cargos


def _dicho(cargo: dict[str, Any]) -> str:
    secciones = [(s["clave"], s["items"]) for s in cargo["secciones"]]
    return json.dumps([secciones, cargo["competencias"], cargo["codigo"]], sort_keys=True)


def test_the_manual_of_the_board_is_five_cargos_of_one_acuerdo(app: Flask) -> None:
    cargos = importado(app, semilla("000"), "institucional")
    assert len(cargos) == 5
    assert {(c["version"], c["instrumento"]) for c in cargos} == {("09-2020", "AJD-2020-197")}
    assert len({(c["estrato"], c["categoria"], c["area"]) for c in cargos}) == 5
    assert all(c["competencias"] for c in cargos)
    publica = app.test_client().get("/manual/institucional/acuerdos/AJD-2020-197").text
    assert all(c["titulo"].casefold() in publica.casefold() for c in cargos)


def _con_otra_frase(texto: Contenido, frase: str) -> Contenido:
    primera, *resto = texto.secciones
    item = Item("nuevo", frase, primera.items[0].forma)
    return replace(texto, secciones=(replace(primera, items=(*primera.items, item)), *resto))


def test_the_class_specification_goes_on_to_the_signature_of_another_director(
    app: Flask, elenco: Elenco
) -> None:
    ruta = semilla("002")
    with app.app_context():
        clases = fundar_otro(
            elenco, fuente("especificacion-clase"), slug="clases",
            roles={"ana": ["autor"], "rafael": ["revisor"], "diana": ["director"]},
        )  # fmt: skip
    (cargo,) = importado(app, ruta, "clases")
    firma = cargo["firmas"]["aprobado"]
    assert (cargo["codigo"], cargo["version"], cargo["instrumento"]) == ("U-3105", "", "")
    assert (firma["fecha"], firma["puesto"].split()[0]) == ("3 de agosto de 2015", "Director")
    with app.app_context():
        with db.sessionmaker() as session:
            fila = session.query(Cargo).filter_by(manual_id=clases.manual_id).one()
        with transaccion() as session:
            version = abrir(session, clases.actor("ana"), fila.id).id
        vista = clases.vista(version)
        texto = _con_otra_frase(vista.contenido, "Atiende también por medios digitales.")
        with transaccion() as session:
            guardar(session, clases.actor("ana"), version, texto, vista.serie)
        clases.elaborar(version)
        clases.revisar(version)
        pedido = clases.pedido(version, "firmar")
        with transaccion() as session:
            assert firmar(session, clases.actor("diana"), pedido) == "aprobado"
        with db.sessionmaker() as session:
            manual = manual_por_slug(session, "clases")
            hoy = cargo_visto(session, manual, fila.slug, clases.ahora.date())
            antes = cargo_visto(session, manual, fila.slug, clases.ahora.date().replace(year=2020))
    assert hoy.hoja is not None
    assert antes.hoja is not None
    assert [(f.por, f.fecha) for f in hoy.hoja.firmas] == [
        ("Ana Mora", "12 de noviembre de 2026"),
        ("Rafael Solís", "12 de noviembre de 2026"),
        ("Diana Vega", "12 de noviembre de 2026"),
    ]
    assert antes.hoja.firmas[2].por == firma["por"]
    assert [v.etiqueta for v in hoy.versiones] == ["2026-11-12", "2015-08-03"]
    assert [v.situacion for v in hoy.versiones] == ["vigente", "sustituida"]
