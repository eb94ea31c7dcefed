"""A document is uploaded, looked at line by line, corrected, and enters whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.importacion import (
    AJENO,
    IMPORTAR,
    LINEA,
    NUEVO,
    aceptar,
    corregir,
    cuantas,
    leido,
    subido,
    subir,
)
from tests.apoyo.manualito import documento
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.casos import importar_a_mano
from webapp.modelos import Cargo, Version

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")


def cargos() -> set[str]:
    """The códigos of the manual, drafts included."""
    db.session.rollback()
    filas = db.session.scalars(select(Version.encabezado))
    return {m[1] for f in filas if (m := re.search(r"\b(\d{5})\b", str(f)))}


def test_a_document_is_read_corrected_and_accepted_as_history(como: Como) -> None:
    marcos = como("marcos")
    codigo, ruta = subir(marcos, AJENO.encode())
    assert codigo == 302
    pagina = leido(marcos, ruta)
    assert "41130 Operativo Avanzado" in pagina
    assert "3 líneas sin ubicar" in pagina
    assert corregir(marcos, ruta, LINEA, "titulo", "actividades_generales") == 302
    pagina = leido(marcos, f"{ruta}?en={LINEA}")
    assert "sin ubicar" not in pagina
    assert "cobertura 100,0 %" in pagina
    assert "título, dicho por usted" in pagina
    assert "Preparar el plan anual de la dependencia. línea" in pagina
    assert "41130" not in cargos()
    assert aceptar(marcos, ruta, "vigente")[0] == 302
    assert "41130" in cargos()
    assert cuantas() == 0
    vigente = leido(marcos, f"/manual/{SLUG}/cargos/operativo-avanzado-produccion")
    assert "Rendir los informes que pida la jefatura." in vigente
    assert marcos.get(ruta).status_code == 404


def test_every_line_leads_to_its_piece_and_every_piece_back(como: Como) -> None:
    ana = como("ana")
    pagina = ana.get(subir(ana, AJENO.encode())[1]).text
    ids = set(re.findall(r'id="([^"]+)"', pagina))
    saltos = re.findall(r'href="#([^"]+)"', pagina)
    assert {s for s in saltos if s not in ids} == set()
    escritas = {n for n, x in enumerate(AJENO.split("\n"), 1) if x.strip()}
    assert {int(i[2:]) for i in ids if re.fullmatch(r"l-\d+", i)} == escritas
    piezas = {i for i in ids if i.startswith("leido-item_")}
    assert len(piezas) == 10  # nine items less two unplaced, and two rows; and a header
    assert piezas <= set(saltos)


def test_unplaced_lines_enter_only_when_somebody_says_so(como: Como) -> None:
    marcos = como("marcos")
    ruta = subir(marcos, AJENO.encode())[1]
    codigo, pagina = aceptar(marcos, ruta, "vigente")
    assert codigo == 422
    assert "Hay 3 líneas sin ubicar" in pagina
    assert aceptar(marcos, ruta, "vigente", sin_ubicar="2")[0] == 422
    assert "41130" not in cargos()
    assert aceptar(marcos, ruta, "vigente", sin_ubicar="3")[0] == 302
    assert "41130" in cargos()


def test_an_author_brings_it_in_as_drafts_and_cannot_say_it_is_in_force(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, NUEVO.encode())[1]
    assert "Ya rigen" not in leido(ana, ruta)
    codigo, pagina = aceptar(ana, ruta, "vigente")
    assert codigo == 403
    assert "El documento y lo corregido siguen aquí." in pagina
    assert aceptar(ana, ruta, "borrador")[0] == 302
    assert db.session.scalars(select(Cargo.slug).where(Cargo.slug.contains("avanzado"))).all()


def test_a_refusal_keeps_the_document_and_what_was_corrected(como: Como) -> None:
    marcos = como("marcos")
    repetido = documento([("41110", "OPERATIVO", "GENERAL", "PRODUCCIÓN")])
    ruta = subir(marcos, f"{AJENO}\n\n{repetido}".encode())[1]
    corregir(marcos, ruta, LINEA, "fuera")
    codigo, pagina = aceptar(marcos, ruta, "vigente", sin_ubicar="2", rige="2021-02-03")
    assert codigo == 409
    assert "Ya tienen versiones en este manual" in pagina
    assert 'value="2021-02-03"' in pagina
    assert "41130" not in cargos()
    assert "fuera, dicho por usted" in leido(marcos, f"{ruta}?en={LINEA}")


def test_what_was_corrected_in_another_tab_must_be_looked_at_first(como: Como) -> None:
    marcos = como("marcos")
    ruta = subir(marcos, NUEVO.encode())[1]
    corregir(marcos, ruta, LINEA, "fuera")
    respuesta = marcos.post(f"{ruta}/aceptar", data={"visto": "[]", "como": "vigente"})
    assert respuesta.status_code == 409
    assert "lo leído ya no es lo que vio" in respuesta.text
    assert "41130" not in cargos()


def test_a_correction_can_be_taken_back(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, NUEVO.encode())[1]
    corregir(ana, ruta, LINEA, "fuera")
    assert 'value="leer"' in ana.get(f"{ruta}?linea={LINEA}").text
    assert corregir(ana, ruta, LINEA, "leer") == 302
    assert "dicho por usted" not in leido(ana, ruta)


def test_html_in_the_document_is_text(como: Como) -> None:
    ana = como("ana")
    malo = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    texto = AJENO.replace("## LABORES QUE NADIE CONOCE", f"## {malo}").replace(
        "Atender la", f"{malo} Atender la"
    )
    pagina = ana.get(subir(ana, texto.encode(), "<script>x.txt")[1]).text
    assert "<script>alert" not in pagina
    assert "<img" not in pagina
    assert "&lt;script&gt;alert(1)" in pagina


def test_two_documents_at_once_do_not_touch_each_other(como: Como) -> None:
    ana = como("ana")
    una, otra = subir(ana, AJENO.encode())[1], subir(ana, AJENO.encode(), "otra.txt")[1]
    assert una != otra
    corregir(ana, una, LINEA, "fuera")
    assert "dicho por usted" not in leido(ana, otra)
    assert "1 línea corregida" in leido(ana, IMPORTAR)


def test_nobody_sees_or_touches_what_another_uploaded(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ruta = f"{IMPORTAR}/{subido(app, elenco)}"
    beto = como("beto")
    assert beto.get(ruta).status_code == 404
    for que in ("corregir", "aceptar", "descartar"):
        datos = {"linea": LINEA, "que": "fuera", "visto": "[]", "como": "borrador"}
        assert beto.post(f"{ruta}/{que}", data=datos).status_code == 404
    assert "manual.txt" not in leido(beto, IMPORTAR)
    assert como("ana").get(ruta).status_code == 200


def test_what_is_discarded_is_forgotten(app: Flask, elenco: Elenco, como: Como) -> None:
    ana = como("ana")
    ruta = f"{IMPORTAR}/{subido(app, elenco)}"
    assert ana.post(f"{ruta}/descartar").status_code == 302
    assert cuantas() == 0
    assert ana.get(ruta).status_code == 404


def test_too_many_wait_and_what_nobody_touches_is_forgotten(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    for n in range(importar_a_mano.EN_ESPERA):
        subido(app, elenco, f"{AJENO}{n}")
    ana = como("ana")
    codigo, pagina = subir(ana, AJENO.encode())
    assert codigo == 422
    assert "Ya tiene 10 documentos a medio importar" in pagina
    elenco.ahora += importar_a_mano.GUARDA * 2
    subido(app, elenco)
    assert cuantas() == 1


def test_our_own_json_enters_as_it_is(app: Flask, como: Como) -> None:
    exportado = app.test_cli_runner().invoke(
        args=["manual", "exportar", "--manual", SLUG, "--json"]
    )
    marcos = como("marcos")
    ruta = subir(marcos, exportado.output.encode(), "manual.json")[1]
    pagina = leido(marcos, ruta)
    assert "se leyó al pie de la letra" in pagina
    assert "3 cargos" in pagina
    assert "Operativo General" in leido(marcos, f"{ruta}?parte=1")


def test_a_word_file_and_a_pdf_of_ours_are_read(como: Como) -> None:
    marcos = como("marcos")
    cargo = f"/manual/{SLUG}/cargos/operativo-general-produccion"
    for ruta, nombre in ((f"{cargo}/word", "cargo.docx"), (f"{cargo}/bajar/pdf", "cargo.pdf")):
        with marcos.get(ruta) as bajado:
            assert bajado.status_code == 200, ruta
            codigo, leida = subir(marcos, bajado.data, nombre)
        assert codigo == 302, leida
        pagina = leido(marcos, leida)
        assert "1 cargo ·" in pagina
        assert "Operar los equipos de bombeo según el programa de turnos." in pagina
