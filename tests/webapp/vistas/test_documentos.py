"""Copies that people keep: who may, what comes, and that it is on record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.contar import contando
from tests.apoyo.documentos import paginas
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.modelos import DocumentoEmitido
from workflows.formatos import cargar
from workflows.lectura import leer

CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


def _emitidos(app: Flask) -> dict[str, DocumentoEmitido]:
    with app.app_context(), db.sessionmaker() as session:
        return {e.hash: e for e in session.scalars(select(DocumentoEmitido))}


def test_anybody_keeps_a_copy_of_what_is_in_force_and_it_is_on_record(
    app: Flask, publico: ClienteAparte
) -> None:
    respuesta = publico.get(f"{CARGO}/bajar/pdf")
    assert respuesta.mimetype == "application/pdf"
    assert "41110-operativo-general-v09-2020.pdf" in respuesta.headers["Content-Disposition"]
    (pagina, *_) = paginas(respuesta.data)
    assert "Código: 41110" in pagina
    (emitido,) = _emitidos(app).values()
    assert emitido.hash == hashlib.sha256(respuesta.data).hexdigest()
    assert (emitido.clase, emitido.situacion) == ("cargo", "vigente")
    assert emitido.codigo in pagina.replace("-", "")


def test_the_same_copy_is_the_same_file_and_one_row(app: Flask, publico: ClienteAparte) -> None:
    primera = publico.get(f"{CARGO}/bajar/pdf")
    segunda = publico.get(f"{CARGO}/bajar/pdf?version=09-2020")
    assert primera.data == segunda.data
    assert len(_emitidos(app)) == 1
    marca = primera.headers["ETag"]
    repetida = publico.get(f"{CARGO}/bajar/pdf", headers={"If-None-Match": marca})
    assert repetida.status_code == 304


def test_a_copy_of_a_draft_is_for_whoever_may_read_it_and_says_so(
    app: Flask,
    elenco: Elenco,
    publico: ClienteAparte,
    como: Callable[[str], ClienteAparte],
) -> None:
    with app.app_context():
        version_id = elenco.revisada("Purgar las líneas cada mes.")
    ruta = f"/versiones/{version_id}/bajar/pdf"
    assert publico.get(ruta).status_code == 302
    assert como("elena").get(ruta).status_code == 403
    respuesta = como("rafael").get(ruta)
    assert "borrador" in respuesta.headers["Content-Disposition"]
    assert "Purgar las líneas cada mes." in " ".join(paginas(respuesta.data))
    assert "tramite" in {e.situacion for e in _emitidos(app).values()}


@pytest.mark.parametrize("que", ["comparativo", "cambios"])
def test_a_proposal_is_kept_beside_what_it_would_replace(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte], que: str
) -> None:
    with app.app_context():
        version_id = elenco.revisada("Purgar las líneas cada mes.")
    respuesta = como("sofia").get(f"/versiones/{version_id}/bajar/{que}")
    assert f"-{que}.pdf" in respuesta.headers["Content-Disposition"]
    assert "Purgar las líneas cada mes." in " ".join(paginas(respuesta.data))
    assert [e.clase for e in _emitidos(app).values()] == [que]


def test_a_copy_costs_few_statements_and_fewer_the_second_time(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version_id = elenco.revisada("Purgar las líneas cada mes.")
    publico.get(CARGO)  # the first page of a process learns the formato, once
    for cliente, ruta in (
        (publico, f"{CARGO}/bajar/pdf"),
        (como("rafael"), f"/versiones/{version_id}/bajar/comparativo"),
    ):
        cuentas = []
        for _ in range(2):
            with contando(app) as dichas:
                assert cliente.get(ruta).status_code == 200
            cuentas.append(len(dichas))
        assert cuentas[0] <= 12
        assert cuentas[1] < cuentas[0]


@pytest.mark.parametrize("que", ["texto", "json"])
def test_text_and_json_read_back_as_what_was_in_force(publico: ClienteAparte, que: str) -> None:
    respuesta = publico.get(f"{CARGO}/bajar/{que}")
    lectura = leer(respuesta.data, [cargar("manual-cargos")])
    (cargo,) = lectura.cargos
    assert cargo.contenido.campo("codigo") == "41110"
    assert cargo.version == "09-2020"
    otra = json.loads(publico.get(f"{CARGO}/bajar/json").data)["cargos"][0]
    assert [s["items"] for s in otra["secciones"]] == [
        [i.texto for i in s.items] for s in cargo.contenido.secciones
    ]


def test_what_is_not_made_or_was_not_in_force_is_told(publico: ClienteAparte) -> None:
    assert publico.get(f"{CARGO}/bajar/epub").status_code == 404
    assert publico.get(f"{CARGO}/bajar/pdf?fecha=1990-01-01").status_code == 404
    assert publico.get(f"{CARGO}/bajar/pdf?version=99-1999").status_code == 404
    pagina = publico.get(CARGO).text
    assert f"{CARGO}/bajar/pdf" in pagina
