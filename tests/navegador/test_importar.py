"""A manual that exists is brought in by hand, in a browser, with and without scripts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apoyo.importacion import AJENO, LINEA, NUEVO
from tests.apoyo.manualito import documento
from tests.apoyo.reparto import SLUG
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from webapp import avances
from webapp.casos import importar_a_mano

pytestmark = pytest.mark.navegador
MANUAL = f"/manual/{SLUG}"
Eventos = tuple[threading.Event, threading.Event]
DOS = documento(
    [("41130", "OPERATIVO", "AVANZADO", "PRODUCCIÓN"), ("41131", "OPERATIVO", "ALTO", "REDES")]
)
DEMO = Path(__file__).parents[2] / "webapp/demo/manual.md"


def archivo(texto: str) -> Any:
    """A file to choose."""
    return {"name": "manual.md", "mimeType": "text/markdown", "buffer": texto.encode()}


def test_the_demo_manual_is_uploaded_corrected_accepted_and_in_force(sitio: Sitio) -> None:
    texto = DEMO.read_text(encoding="utf-8")
    roto = texto.replace("## ACTIVIDADES GENERALES", "## LO QUE SE HACE AQUÍ", 1)
    linea = 1 + roto[: roto.index("## LO QUE SE")].count("\n")
    page = sitio.visitar("marcos")
    page.goto(f"{MANUAL}/")
    page.get_by_role("link", name="Importar un documento").click()
    page.get_by_label("Documento", exact=True).set_input_files(archivo(roto))
    page.get_by_role("button", name="Leer el documento").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo que se leyó")
    page.get_by_role("link", name="Ir a la primera").click()
    fila = page.locator(f"#l-{linea}")
    expect(fila).to_contain_text("sin ubicar")
    fila.get_by_text("Decir qué es").click()
    fila.get_by_label(f"Qué es la línea {linea}").select_option("titulo")
    fila.get_by_label("Sección").select_option("actividades_generales")
    fila.get_by_role("button", name="Leer de nuevo").click()
    expect(page.locator(f"#l-{linea}")).to_contain_text("título, dicho por usted")
    expect(page.get_by_text("sin ubicar")).to_have_count(0)
    page.locator(f"#l-{linea} > a").click()
    expect(page.locator(":target")).to_contain_text("ACTIVIDADES GENERALES", ignore_case=True)
    page.locator(":target").get_by_role("link").click()
    expect(page.locator(":target")).to_have_id(f"l-{linea}")
    page.get_by_label("Ya rigen").check()
    page.get_by_role("button", name="Aceptar e importar").click()
    expect(page.get_by_text("entraron como historia vigente")).to_be_visible()
    page.goto(f"{MANUAL}/cargos/director-experto-servicio-al-cliente")
    expect(page.get_by_text("Dirigir la formulación del plan operativo")).to_be_visible()


def test_the_same_without_scripts(sitio: Sitio) -> None:
    page = sitio.visitar("marcos", java_script_enabled=False)
    page.goto(f"{MANUAL}/importar")
    page.get_by_label("Documento", exact=True).set_input_files(archivo(AJENO))
    page.get_by_role("button", name="Leer el documento").click()
    fila = page.locator(f"#l-{LINEA}")
    fila.get_by_text("Decir qué es").click()
    fila.get_by_label(f"Qué es la línea {LINEA}").select_option("fuera")
    fila.get_by_role("button", name="Leer de nuevo").click()
    expect(page.locator(f"#l-{LINEA}")).to_contain_text("fuera, dicho por usted")
    page.get_by_role("link", name="Corregir la fila «Iniciativa").click()
    page.get_by_label("Competencia", exact=True).fill("Empuje")
    page.get_by_role("button", name="Leer de nuevo").click()
    expect(page.get_by_text("Grado 3 Empuje.")).to_be_visible()
    page.get_by_label("Ya rigen").check()
    page.get_by_role("button", name="Aceptar e importar").click()
    expect(page.get_by_text("Un cargo entró como historia vigente")).to_be_visible()


def test_a_row_of_the_table_is_corrected_without_a_mouse(sitio: Sitio) -> None:
    page = sitio.visitar("ana")
    page.goto(f"{MANUAL}/importar")
    page.get_by_label("Documento", exact=True).set_input_files(archivo(NUEVO))
    page.get_by_role("button", name="Leer el documento").click()
    page.get_by_role("link", name="Corregir la fila «Iniciativa").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Competencia", exact=True)).to_have_value("Iniciativa")
    page.get_by_label("Competencia", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Falta el nombre de la competencia.").last).to_be_visible()
    vacia = page.get_by_label("Competencia", exact=True)
    expect(vacia).to_be_focused()
    expect(vacia).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Empuje")
    page.keyboard.press("Tab")
    page.keyboard.press("5")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Concepto según el grado")).to_be_focused()
    page.get_by_role("button", name="Agregar otra fila debajo").focus()
    page.keyboard.press("Enter")
    nueva = page.get_by_role("group", name="Fila 2 de 2")
    expect(nueva.get_by_label("Competencia")).to_be_focused()
    page.keyboard.type("Escucha")
    page.keyboard.press("Tab")
    page.keyboard.press("2")
    page.get_by_role("button", name="Leer de nuevo").focus()
    page.keyboard.press("Enter")
    leido = page.get_by_role("region", name="41130")
    expect(leido).to_contain_text("Grado 5 Empuje. Propone mejoras a su propio trabajo.")
    expect(leido).to_contain_text("Grado 2 Escucha.")


def test_axe_has_nothing_to_say_of_importing(sitio: Sitio, revision: Revision) -> None:
    page = sitio.visitar("beto")
    revision.abrir(page, f"{MANUAL}/importar")
    page.get_by_label("Documento", exact=True).set_input_files(archivo("Una carta.\n"))
    page.get_by_role("button", name="Leer el documento").click()
    expect(page.get_by_text("No se reconoció ningún cargo")).to_be_visible()
    revision.mirar(page, "un documento sin cargos")
    page.goto(f"{MANUAL}/importar")
    page.get_by_label("Documento", exact=True).set_input_files(archivo(AJENO + "\n" + AJENO))
    page.get_by_role("button", name="Leer el documento").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo que se leyó")
    page.locator("summary").filter(has_text="Decir qué es").first.click()
    revision.mirar(page, "lo leído con líneas sin ubicar")
    fila = page.locator(f"#l-{LINEA}")
    fila.get_by_label(f"Qué es la línea {LINEA}").select_option("fuera")
    fila.get_by_role("button", name="Leer de nuevo").click()
    page.get_by_role("link", name="Corregir la fila «Iniciativa").first.click()
    expect(page.get_by_role("group", name="Fila de la línea")).to_be_visible()
    revision.mirar(page, "una fila que se corrige")
    page.get_by_label("Competencia", exact=True).fill("")
    page.get_by_role("button", name="Leer de nuevo").click()
    expect(page.get_by_role("alert")).to_contain_text("Falta el nombre de la competencia.")
    revision.mirar(page, "una fila a la que le falta el nombre")
    page.get_by_role("button", name="Quitar la fila").click()
    expect(page.get_by_text("Esta fila no entra en el manual.")).to_be_visible()
    revision.mirar(page, "una fila que se quita")
    page.get_by_role("link", name=f"Corregir la línea {LINEA}", exact=True).click()
    revision.mirar(page, "una línea que se corrige")
    page.get_by_label("Ya rigen").check()
    page.get_by_label("Acepto el documento sin").check()
    page.get_by_role("button", name="Aceptar e importar").click()
    expect(page.get_by_role("alert")).to_contain_text("dicen ser el mismo cargo")
    revision.mirar(page, "un documento que no se pudo aceptar")
    revision.abrir(page, f"{MANUAL}/importar")


@pytest.fixture
def a_medias(monkeypatch: pytest.MonkeyPatch) -> Iterator[Eventos]:
    """What is being recorded sets the first after its first cargo, and waits for the second."""
    va, sigue = threading.Event(), threading.Event()
    de_verdad = importar_a_mano.importar_borradores

    def despacio(*args: Any, avance: Callable[[int], None], **otros: Any) -> int:
        def anotar(n: int) -> None:
            avance(n)
            va.set()
            assert n > 1 or sigue.wait(60)

        return de_verdad(*args, avance=anotar, **otros)

    monkeypatch.setattr(avances, "_CADA", 0.0)
    monkeypatch.setattr(importar_a_mano, "importar_borradores", despacio)
    yield va, sigue
    sigue.set()


@pytest.mark.parametrize("con_guiones", [True, False])
def test_the_bar_tells_how_many_cargos_are_recorded(
    sitio: Sitio,
    revision: Revision,
    a_medias: Eventos,
    *,
    con_guiones: bool,
) -> None:
    va, sigue = a_medias
    page = sitio.visitar("ana", java_script_enabled=con_guiones)
    page.goto(f"{MANUAL}/importar")
    page.get_by_label("Documento", exact=True).set_input_files(archivo(DOS))
    page.get_by_role("button", name="Leer el documento").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo que se leyó")
    ruta = page.url
    page.get_by_label("Son borradores").check()
    # The answer goes to a tab of its own: nothing can be expected of one that awaits its answer.
    page.locator(".imp-aceptar").evaluate("(forma) => { forma.target = '_blank'; }")
    page.get_by_role("button", name="Aceptar e importar").click()
    if con_guiones:
        barra = page.get_by_role("progressbar", name="Importando: 1 de 2 cargos.")
        expect(barra).to_be_visible()
        expect(barra).to_have_js_property("value", 1)
        expect(barra).to_have_js_property("max", 2)
    assert va.wait(60)
    otra = page.context.new_page()
    otra.goto(ruta)
    expect(otra.get_by_role("heading", name="Se está importando")).to_be_visible()
    expect(otra.get_by_role("progressbar", name="Importando: 1 de 2 cargos.")).to_be_visible()
    expect(otra.get_by_role("button", name="Aceptar e importar")).to_have_count(0)
    if con_guiones:
        revision.mirar(otra, "lo que se está importando")
    otra.get_by_role("link", name="Actualizar").click()
    expect(otra.get_by_role("heading", name="Se está importando")).to_be_visible()
    with page.context.expect_page() as respuesta:
        sigue.set()
    expect(respuesta.value.get_by_text("2 cargos entraron como borradores.")).to_be_visible()
