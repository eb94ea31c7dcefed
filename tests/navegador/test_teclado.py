"""The editor by keyboard alone: splitting, joining, moving, deleting, undoing and saving."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.pasos import abrir_borrador, actividad, guardado
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"
#: What has the focus: the words a screen reader would say.
_ENFOCADO = """() => {
  const e = document.activeElement;
  return e.getAttribute("aria-label") ?? e.labels?.[0]?.innerText ?? e.textContent;
}"""
PASOS = 150


def textos(page: Page) -> list[str]:
    """The main activities as they stand in the editor."""
    areas = page.locator('[name="seccion-actividades_principales-texto"]')
    return [area.input_value() for area in areas.all()]


def hasta(page: Page, palabras: str, tecla: str = "Tab") -> None:
    """Press Tab until what has the focus says ``palabras``."""
    for _ in range(PASOS):
        page.keyboard.press(tecla)
        if " ".join(str(page.evaluate(_ENFOCADO)).split()).startswith(palabras):
            return
    pytest.fail(f"con {tecla} no se llega a «{palabras}»")


def teclas(page: Page, *secuencia: str) -> None:
    """Press keys one after another."""
    for tecla in secuencia:
        page.keyboard.press(tecla)


@pytest.fixture
def ana(sitio: Sitio) -> Page:
    """Ana, in the editor of a draft she has just opened."""
    page = sitio.visitar("ana")
    abrir_borrador(page, CARGO)
    return page


def test_a_line_is_split_and_joined_again(ana: Page) -> None:
    antes = textos(ana)
    hasta(ana, "Actividades principales, 3")
    teclas(ana, "Control+Home", *["Control+ArrowRight"] * 3, "Enter")
    expect(actividad(ana, 4)).to_be_focused()
    assert textos(ana)[2:4] == ["Tomar muestras de", "agua cruda y llevarlas al laboratorio."]
    expect(ana.locator("#ed-voz")).to_contain_text("Se partió en dos.")
    teclas(ana, "Backspace")
    expect(actividad(ana, 3)).to_be_focused()
    assert textos(ana) == antes
    ana.keyboard.type("la mejor ")
    assert textos(ana)[2].startswith("Tomar muestras de la mejor agua cruda")


def test_a_line_moves_with_alt_and_the_arrows_and_stops_at_the_ends(ana: Page) -> None:
    uno, dos, *resto = textos(ana)
    hasta(ana, "Actividades principales, 2")
    teclas(ana, "Alt+ArrowUp")
    expect(actividad(ana, 1)).to_be_focused()
    expect(actividad(ana, 1)).to_have_value(dos)
    teclas(ana, "Alt+ArrowUp")
    expect(ana.locator("#ed-voz")).to_have_text("Ya es el primero.")
    teclas(ana, "Alt+ArrowDown", "Alt+ArrowDown")
    assert textos(ana) == [uno, resto[0], dos, *resto[1:]]
    expect(actividad(ana, 3)).to_be_focused()


def test_what_was_taken_out_can_be_put_back_where_it_was(ana: Page) -> None:
    antes = textos(ana)
    hasta(ana, "Opciones de Actividades principales, 2")
    teclas(ana, "Enter")
    hasta(ana, "Quitar")
    teclas(ana, "Enter")
    expect(actividad(ana, 4)).to_have_count(0)
    expect(actividad(ana, 2)).to_be_focused()
    hasta(ana, "Deshacer", "Shift+Tab")
    teclas(ana, "Enter")
    expect(actividad(ana, 4)).to_have_count(1)
    assert textos(ana) == antes


def test_editing_justifying_undoing_and_signing_without_touching_the_mouse(ana: Page) -> None:
    hasta(ana, "Agregar en Actividades principales")
    teclas(ana, "Enter")
    expect(actividad(ana, 5)).to_be_focused()
    ana.keyboard.type("Ordenar la bodega.")
    hasta(ana, "Grado")
    teclas(ana, "ArrowDown", "Control+s")
    guardado(ana)
    expect(ana.locator("#ed-voz")).to_have_text("Guardado.")
    expect(ana.get_by_role("tab", name="Cambios (2)")).to_be_visible()
    hasta(ana, "Ir a Competencias, Iniciativa")
    teclas(ana, "Enter")
    expect(ana.get_by_label("Competencia", exact=True).first).to_be_focused()
    hasta(ana, "Deshacer Competencias, Iniciativa")
    teclas(ana, "Enter")
    expect(ana.get_by_role("tab", name="Cambios (1)")).to_be_visible()
    expect(ana.get_by_label("Grado").first).to_have_value("3")
    hasta(ana, "Por qué este cambio")
    teclas(ana, "Enter", "Tab")
    ana.keyboard.type("La bodega es nueva.")
    expect(ana.locator(".riel-cambios .riel-estado")).to_have_text("✓ Guardada")
    ana.reload()
    expect(actividad(ana, 5)).to_have_value("Ordenar la bodega.")
    hasta(ana, "Guardar y ver los cambios para firmar")
    teclas(ana, "Enter")
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Cambios de")
    hasta(ana, "Firmar como elaborado")
    teclas(ana, "Enter")
    expect(ana.get_by_text("La versión quedó en estado elaborado.")).to_be_visible()


def test_the_tabs_of_the_rail_go_with_the_arrows(ana: Page) -> None:
    hasta(ana, "Cambios")
    for nombre in ("Observaciones", "Calidad", "Cambios"):
        teclas(ana, "ArrowRight")
        expect(ana.get_by_role("tab", name=nombre)).to_be_focused()
        expect(ana.get_by_role("tabpanel", name=nombre)).to_be_visible()
        expect(ana.get_by_role("tabpanel")).to_have_count(1)
    teclas(ana, "End")
    expect(ana.get_by_role("tab", name="Calidad")).to_be_focused()


def test_the_first_tab_leads_to_the_text(sitio: Sitio) -> None:
    page = sitio.visitar()
    page.goto(CARGO)
    hasta(page, "Ir al contenido")
    teclas(page, "Enter")
    expect(page.locator("#principal")).to_be_focused()
