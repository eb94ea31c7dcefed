"""What a copy says comes from the record: its signatures, its number, what it is today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.apoyo.contar import contando
from tests.apoyo.documentos import paginas
from tests.apoyo.reparto import PORQUE, SLUG, Elenco
from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.consultas.comparaciones import comparacion_de
from webapp.consultas.documentos import (
    documento_de,
    documentos_de,
    documentos_vigentes,
    version_aprobada,
)
from webapp.consultas.manuales import ManualVisto, manual_por_slug
from webapp.publicacion.cambios import comparativo_pdf
from webapp.publicacion.documento import Documento
from webapp.publicacion.pdf import pdf_de
from workflows.errores import NoEncontrado

SITIO = "https://vigente.example/"
CARGO = "operativo-general-produccion"


def _manual() -> ManualVisto:
    return manual_por_slug(db.session, SLUG)


def _documento(elenco: Elenco, version_id: int, dia: date | None = None) -> Documento:
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, SLUG)
        return documento_de(session, manual, version_id, dia or manual.hoy(elenco.ahora), SITIO)


def test_what_is_in_force_prints_the_signatures_of_its_acuerdo(
    en_app: Flask, elenco: Elenco
) -> None:
    manual = _manual()
    dia = manual.hoy(elenco.ahora)
    hecho = _documento(elenco, version_aprobada(db.session, manual, CARGO, dia))
    assert (hecho.situacion, hecho.marca, hecho.numero) == ("vigente", "", "09-2020")
    assert hecho.instrumento == "AJD-2020-197"
    assert hecho.firmas[0].por
    assert hecho.url_verificacion.startswith("https://vigente.example/verificar/")


def test_a_draft_prints_as_what_it_is_and_its_code_changes_with_its_text(
    en_app: Flask, elenco: Elenco
) -> None:
    version_id = elenco.abrir()
    antes = _documento(elenco, version_id)
    elenco.cambiar(version_id, "Purgar las líneas cada mes.")
    despues = _documento(elenco, version_id)
    assert (despues.marca, despues.numero, despues.rotulo) == ("BORRADOR", "", "borrador")
    assert antes.codigo_verificacion != despues.codigo_verificacion
    elenco.elaborar(version_id)
    firmado = _documento(elenco, version_id)
    assert firmado.situacion == "tramite"
    assert firmado.firmas[0].por == "Ana Mora"
    assert firmado.firmas[1].pendiente
    (pagina, *_) = paginas(pdf_de(firmado))
    assert "Elaborado por: Ana Mora" in pagina
    assert "Revisado por: pendiente" in pagina
    assert "Versión: se asigna al aprobar" in pagina


def test_what_is_ahead_and_what_was_replaced_say_so_on_each_day(
    en_app: Flask, elenco: Elenco
) -> None:
    manual = _manual()
    hoy = manual.hoy(elenco.ahora)
    anterior = version_aprobada(db.session, manual, CARGO, hoy)
    version_id = elenco.revisada("Purgar las líneas cada mes.")
    rige = hoy + timedelta(days=30)
    acuerdo = elenco.acuerdo("AJD-2026-112", version_id, rige=rige)
    with transaccion() as session:
        registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    assert _documento(elenco, version_id, hoy).situacion == "futura"
    assert _documento(elenco, version_id, rige).situacion == "vigente"
    assert _documento(elenco, anterior, hoy).situacion == "vigente"
    assert _documento(elenco, anterior, rige).situacion == "sustituida"


def test_many_cost_the_statements_of_one(en_app: Flask, elenco: Elenco) -> None:
    manual = _manual()
    dia = manual.hoy(elenco.ahora)
    with contando(en_app) as uno:
        _documento(elenco, version_aprobada(db.session, manual, CARGO, dia), dia)
    ids = [d.version_id for d in documentos_vigentes(db.session, manual, dia, SITIO)]
    with contando(en_app) as todos:
        assert len(documentos_de(db.session, manual, ids, dia, SITIO)) == 3
    with contando(en_app) as vigentes:
        assert len(documentos_vigentes(db.session, manual, dia, SITIO)) == 3
    assert len(todos) == len(vigentes) == 3
    assert len(uno) <= 5


def test_a_version_that_is_not_there_is_not_found(en_app: Flask, elenco: Elenco) -> None:
    manual = _manual()
    with pytest.raises(NoEncontrado):
        _documento(elenco, 999_999)
    with pytest.raises(NoEncontrado):
        version_aprobada(db.session, manual, CARGO, date(1990, 1, 1))
    with pytest.raises(NoEncontrado):
        version_aprobada(db.session, manual, CARGO, date(2026, 1, 1), "99-1999")


def test_a_comparison_brings_its_base_and_its_reasons(en_app: Flask, elenco: Elenco) -> None:
    version_id = elenco.revisada("Purgar las líneas cada mes.")
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, SLUG)
        dia = manual.hoy(elenco.ahora)
        with contando(en_app) as dichas:
            hecha = comparacion_de(session, manual, version_id, dia, SITIO)
    assert hecha.base is not None
    assert hecha.base.numero == "09-2020"
    (fila,) = hecha.filas
    assert fila.lugar == "Actividades principales, 1"
    assert fila.justificacion == PORQUE
    assert len(dichas) <= 5
    assert "Purgar" in " ".join(paginas(comparativo_pdf(hecha)))
