"""Another institution, another formato: a director's signature approves, and there is no board."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.apoyo.otro_manual import fundar_otro
from tests.navegador.pasos import abrir_borrador, donde_esta, firmar
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from workflows.formatos.cargador import fuente

pytestmark = pytest.mark.navegador

MANUAL = "/manual/clases"
GENTE = {"iris": ["autor"], "hugo": ["revisor"], "dora": ["director"], "sofia": ["autor"]}
CONCEPTO = "Trabajo de campo que consiste en leer medidores de agua."
DESCRIPCION = "Recorre las rutas asignadas y anota la lectura de cada medidor."
EDUCACION = "Cuarto año de escuela superior y un año de experiencia."


@pytest.fixture
def sitio_de_clases(sitio: Sitio) -> Sitio:
    """The application with a manual of class specifications beside the other."""
    with sitio.app.app_context():
        fundar_otro(sitio.elenco, fuente("especificacion-clase"), slug="clases", roles=GENTE)
    return sitio


def escribir(page: Page, seccion: str, texto: str) -> None:
    """Add a paragraph to a section, and write it."""
    region = page.get_by_role("region", name=seccion)
    region.get_by_role("button", name="Agregar", exact=False).last.click()
    region.get_by_role("textbox", name=seccion).last.fill(texto)


def clase_aprobada(sitio: Sitio) -> str:
    """Iris writes a class, Hugo reviews it, Dora signs it: its address."""
    iris, hugo, dora = (sitio.visitar(quien) for quien in ("iris", "hugo", "dora"))
    iris.goto(f"{MANUAL}/")
    iris.get_by_role("link", name="Nuevo cargo").first.click()
    iris.get_by_label("Título de la clase").fill("LECTOR DE MEDIDORES")
    iris.get_by_label("Código").fill("A-1203")
    iris.get_by_role("button", name="Abrir el borrador").click()
    expect(iris.get_by_role("heading", level=1)).to_contain_text("Lector de Medidores")
    escribir(iris, "Concepto de clase", CONCEPTO)
    escribir(iris, "Descripción general del trabajo", DESCRIPCION)
    escribir(iris, "Educación y experiencia mínima requerida", EDUCACION)
    iris.get_by_role("button", name="Guardar y ver los cambios para firmar").first.click()
    firmar(iris, "Firmar como elaborado", "elaborado")
    hugo.goto("/bandeja")
    hugo.get_by_role("link", name="Firmar como revisado").click()
    firmar(hugo, "Firmar como revisado", "revisado")
    dora.goto("/bandeja")
    dora.get_by_role("link", name="Aprobar con mi firma").click()
    expect(dora.get_by_text("Sigue: aprobar con mi firma (Director).")).to_be_visible()
    assert donde_esta(dora)[2].startswith("Revisado (aquí está) Hugo Vega")
    firmar(dora, "Aprobar con mi firma", "aprobado")
    return f"{MANUAL}/cargos/lector-de-medidores-a-1203"


def test_a_class_is_written_reviewed_and_signed_by_the_director(sitio_de_clases: Sitio) -> None:
    sitio = sitio_de_clases
    clase = clase_aprobada(sitio)
    publico = sitio.visitar()
    publico.goto(clase)
    for texto in (CONCEPTO, DESCRIPCION, EDUCACION):
        expect(publico.get_by_text(texto)).to_be_visible()
    firmas = publico.get_by_role("group", name="Firmas")
    for dicho in ("Iris Vega", "Hugo Vega", "Dora Vega", "Jefe", "12 de noviembre de 2026"):
        expect(firmas).to_contain_text(dicho)
    expect(publico.get_by_role("link", name="Versión del 12 de noviembre de 2026")).to_be_visible()
    for palabra in ("Junta", "Acuerdo", "No. 0"):
        expect(publico.get_by_text(palabra)).to_have_count(0)

    dora = sitio.visitar("dora")
    dora.goto(f"{MANUAL}/")
    expect(dora.get_by_role("link", name="Junta")).to_have_count(0)
    expect(dora.get_by_role("columnheader", name="Versión")).to_have_count(0)
    sofia = sitio.visitar("sofia")
    sofia.goto(f"/manual/{reparto.SLUG}/")
    expect(sofia.get_by_role("link", name="Junta")).to_be_visible()
    sofia.goto(f"{MANUAL}/")
    expect(sofia.get_by_role("link", name="Junta")).to_have_count(0)


def test_a_class_changes_and_its_former_text_stays(sitio_de_clases: Sitio) -> None:
    sitio = sitio_de_clases
    clase = clase_aprobada(sitio)
    iris = sitio.visitar("iris")
    abrir_borrador(iris, clase)
    iris.get_by_role("textbox", name="Concepto de clase").fill(f"{CONCEPTO} También los repara.")
    iris.get_by_role("button", name="Guardar y ver los cambios para firmar").first.click()
    expect(iris.locator("ins", has_text="También los repara.")).to_be_visible()
    revision = Revision()
    revision.mirar(iris, "cambios de una clase")
    for ruta in (f"{MANUAL}/", clase, f"{clase}/historia", f"{MANUAL}/competencias/"):
        revision.abrir(iris, ruta)
    revision.abrir(iris, f"{MANUAL}/cargos-nuevos")
    revision.abrir(iris, "/")
    assert not revision.fallas, "\n".join(revision.fallas)
