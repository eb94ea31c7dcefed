"""What people do on the screens again and again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.apoyo.reparto import PORQUE
from tests.navegador.sitio import Sitio


def donde_esta(page: Page) -> list[str]:
    """The stepper of the whole page, each step as a screen reader says it."""
    page.wait_for_load_state()  # the click before this ends when the next page begins
    pasos = page.get_by_role("region", name="Dónde está").get_by_role("listitem")
    signos = str.maketrans("", "", "✓●")
    return [" ".join(t.translate(signos).split()) for t in pasos.all_inner_texts()]


def abrir_borrador(page: Page, cargo: str) -> None:
    """From the page of a cargo to its editor."""
    page.goto(cargo)
    page.get_by_role("button", name="Abrir borrador de cambios").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Borrador")
    page.wait_for_load_state()


def actividad(page: Page, numero: int) -> Locator:
    """A main activity in the editor."""
    return page.get_by_role("textbox", name=f"Actividades principales, {numero}", exact=True)


def estado(page: Page) -> Locator:
    """What the editor says of how the text stands."""
    return page.locator("#ed-estado")


def guardado(page: Page) -> None:
    """Wait until the editor says that everything is in the draft."""
    expect(estado(page)).to_contain_text("Guardado a las")


def justificar(page: Page, porque: str = PORQUE) -> None:
    """Say, once for all the changes, why they are made; with a script it is kept by itself."""
    page.get_by_text("Por qué, de una vez para todos").or_(
        page.get_by_text("Por qué el cargo nuevo")
    ).first.click()
    page.locator('[data-porque=""]').fill(porque)


def justificado(page: Page, porque: str = PORQUE) -> None:
    """The same, and wait until it is kept."""
    justificar(page, porque)
    expect(page.locator(".riel-general .riel-estado")).to_have_text("✓ Guardada")


def firmar(page: Page, boton: str, estado: str) -> None:
    """Sign, and be told where the version stands now."""
    page.get_by_role("button", name=boton).click()
    expect(page.get_by_text(f"La versión quedó en estado {estado}.")).to_be_visible()


def a_lo_decidido(page: Page) -> None:
    """From the list of what waits for the board, with what is marked, to what it decided."""
    page.get_by_role("button", name="Preparar el punto con los marcados").click()
    page.get_by_role("button", name="Registrar lo que decidió la sesión").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo que decidió la Junta Directiva")


def acuerdo_en_pantalla(page: Page, numero: str, fecha: str = "2026-11-12") -> None:
    """Type what the board decided, and ask how it will look."""
    page.get_by_label("Número", exact=True).fill(numero)
    page.get_by_label("Número de la sesión").fill("2026-31")
    page.get_by_label("Fecha de la sesión").fill(fecha)
    page.get_by_role("button", name="Ver cómo quedará").click()


def distraerse(sitio: Sitio, page: Page) -> None:
    """The page hears nothing of the others until it saves."""
    sitio.vigilancia.se_esperan_fallas = True
    page.route("**/novedades", lambda ruta: ruta.abort())
