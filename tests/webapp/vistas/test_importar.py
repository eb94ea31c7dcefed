"""A document is uploaded, looked at line by line, corrected, and enters whole or not at all."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.apoyo.importacion import AJENO, LINEA, NUEVO, subido
from tests.apoyo.manualito import documento
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.casos import importar_a_mano
from webapp.modelos import Cargo, LecturaEnCurso, Version

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")
IMPORTAR = f"/manual/{SLUG}/importar"


def subir(cliente: ClienteAparte, datos: bytes, nombre: str = "manual.txt") -> tuple[int, str]:
    """Upload a file: the code and the page that answers, or the address it leads to."""
    cabeza = (
        f'--corte\r\nContent-Disposition: form-data; name="archivo"; filename="{nombre}"\r\n\r\n'
    )
    respuesta = cliente.post(
        IMPORTAR,
        data=cabeza.encode() + datos + b"\r\n--corte--\r\n",
        content_type="multipart/form-data; boundary=corte",
    )
    return respuesta.status_code, respuesta.location or respuesta.text


def leido(cliente: ClienteAparte, ruta: str) -> str:
    """The page, as its words read."""
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, respuesta.text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", respuesta.text)))


def corregir(cliente: ClienteAparte, ruta: str, linea: int, que: str, seccion: str = "") -> int:
    """Say what a line is."""
    datos = {"linea": linea, "que": que, "seccion": seccion}
    return cliente.post(f"{ruta}/corregir", data=datos).status_code


def aceptar(cliente: ClienteAparte, ruta: str, como: str, **mas: str) -> tuple[int, str]:
    """Accept what the page shows."""
    pagina = cliente.get(ruta).text
    visto = re.search(r'name="visto" value="([^"]*)"', pagina)
    assert visto, pagina
    datos = {"visto": html.unescape(visto[1]), "como": como, **mas}
    respuesta = cliente.post(f"{ruta}/aceptar", data=datos)
    return respuesta.status_code, respuesta.text


def cargos() -> set[str]:
    """The códigos of the manual, drafts included."""
    db.session.rollback()
    filas = db.session.scalars(select(Version.encabezado))
    return {m[1] for f in filas if (m := re.search(r"\b(\d{5})\b", str(f)))}


def cuantas() -> int:
    """Documents that wait, of anybody."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(LecturaEnCurso)) or 0


def test_a_document_is_read_corrected_and_accepted_as_history(como: Como) -> None:
    marcos = como("marcos")
    codigo, ruta = subir(marcos, AJENO.encode())
    assert codigo == 302
    pagina = leido(marcos, ruta)
    assert "Operativo Avanzado" in pagina
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


@pytest.mark.parametrize(
    ("linea", "que", "seccion", "frase"),
    [
        ("99999", "fuera", "", "no está en el documento"),
        ("-1", "fuera", "", "no está en el documento"),
        ("6", "fuera", "", "no está en el documento"),
        (str(LINEA), "item", "", "No se dijo de qué sección"),
        (str(LINEA), "item", "competencias", "es una tabla"),
        (str(LINEA), "<b>", "x", "No se dijo qué es esa línea"),
    ],
)
def test_a_correction_without_sense_is_refused_and_the_page_stays(
    como: Como, linea: str, que: str, seccion: str, frase: str
) -> None:
    ana = como("ana")
    ruta = subir(ana, AJENO.encode())[1]
    datos = {"linea": linea, "que": que, "seccion": seccion}
    respuesta = ana.post(f"{ruta}/corregir", data=datos)
    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "El documento y lo corregido siguen aquí." in respuesta.text


@pytest.mark.parametrize(
    ("datos", "nombre", "frase"),
    [
        (b"", "vacio.txt", "está vacío"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "manual.txt", "no"),
        (b"%PDF-1.7 nada", "manual.pdf", "PDF"),
        (b"PK\x03\x04 nada", "manual.docx", "Word"),
        (b"x" * (10 * 1024 * 1024 + 1), "manual.txt", "más de 10 MB"),
        (b"Linea\n" * 60_001, "manual.txt", "más de 60000 líneas"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(
    como: Como, datos: bytes, nombre: str, frase: str
) -> None:
    codigo, pagina = subir(como("ana"), datos, nombre)
    assert codigo == 422
    assert frase in pagina
    assert "En el manual no cambió nada." in pagina
    assert cuantas() == 0


def test_no_file_at_all(como: Como) -> None:
    respuesta = como("ana").post(IMPORTAR, data={})
    assert respuesta.status_code == 422
    assert "No eligió ningún archivo." in respuesta.text


def test_a_document_without_cargos_is_shown_and_cannot_be_accepted(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, b"Estimados senores:\n\nUna carta cualquiera.\n")[1]
    pagina = leido(ana, ruta)
    assert "No se reconoció ningún cargo" in pagina
    assert "Aceptar e importar" not in pagina
    respuesta = ana.post(
        f"{ruta}/aceptar", data={"visto": "[]", "como": "borrador", "sin_ubicar": "2"}
    )
    assert respuesta.status_code == 422
    assert "no trae ningún cargo" in respuesta.text


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
