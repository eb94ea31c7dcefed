"""Pasting from Word, from an e-mail and from anywhere: only its words arrive, each in its place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.pasos import abrir_borrador, actividad, estado, guardado
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"
_PEGAR = """([tipos, imagen]) => {
  const datos = new DataTransfer();
  for (const [tipo, texto] of Object.entries(tipos)) datos.setData(tipo, texto);
  if (imagen) datos.items.add(new File([new Uint8Array(9)], "foto.png", { type: "image/png" }));
  const evento = { clipboardData: datos, bubbles: true, cancelable: true };
  return document.activeElement.dispatchEvent(new ClipboardEvent("paste", evento));
}"""


@pytest.fixture
def ana(sitio: Sitio) -> Page:
    """Ana, in the editor of a draft she has just opened."""
    page = sitio.visitar("ana")
    abrir_borrador(page, CARGO)
    expect(estado(page)).to_have_text("Se guarda solo mientras escribe.")
    return page


def pegar(page: Page, numero: int, *, imagen: bool = False, **tipos: str) -> bool:
    """Paste over an activity; says whether it was left to the browser."""
    actividad(page, numero).focus()
    page.keyboard.press("Control+a")
    dichos = {f"text/{tipo}": texto for tipo, texto in tipos.items()}
    return bool(page.evaluate(_PEGAR, [dichos, imagen]))


def textos(page: Page) -> list[str]:
    """The main activities as they stand in the editor."""
    areas = page.locator('[name="seccion-actividades_principales-texto"]')
    return [area.input_value() for area in areas.all()]


@pytest.mark.parametrize(
    "tipos",
    [
        {"plain": "1. Abrir la planta.\n2) Cerrarla.\n\n• Barrerla."},
        {"plain": "1.\tAbrir la planta.\r\n2.\tCerrarla.\r\n3.\tBarrerla.\r\n"},
        {"plain": "a) Abrir la planta.\nb) Cerrarla.\nc) Barrerla."},
        {"plain": "1.1. Abrir la planta.\n1.2. Cerrarla.\n1.3. Barrerla."},
        {"plain": "·\tAbrir la planta.\no\tCerrarla.\n§\tBarrerla."},
        {"plain": "- Abrir la planta.\n– Cerrarla.\n– Barrerla."},
        {
            "plain": "Abrir la planta. Cerrarla. Barrerla.",
            "html": "<ol><li><b>Abrir</b> la planta.</li><li>Cerrarla.</li><li>Barrerla.</li></ol>",
        },
    ],
)
def test_a_list_becomes_items_without_its_numbers(ana: Page, tipos: dict[str, str]) -> None:
    pegar(ana, 4, **tipos)
    expect(actividad(ana, 6)).to_be_focused()
    assert textos(ana)[3:] == ["Abrir la planta.", "Cerrarla.", "Barrerla."]
    guardado(ana)
    ana.reload()
    assert textos(ana)[3:] == ["Abrir la planta.", "Cerrarla.", "Barrerla."]


def test_what_only_looks_like_a_number_stays(ana: Page) -> None:
    pegar(ana, 4, plain="3.5 metros de zanja.\n24 horas de turno.\n10:30 es la hora.")
    assert textos(ana)[3:] == ["3.5 metros de zanja.", "24 horas de turno.", "10:30 es la hora."]


def test_a_picture_is_not_pasted_and_nothing_is_lost(ana: Page) -> None:
    antes = textos(ana)
    assert not pegar(ana, 3, imagen=True)
    expect(ana.get_by_text("Aquí solo va texto: la imagen no se pegó.").first).to_be_visible()
    assert textos(ana) == antes


def test_markup_marks_of_direction_and_emoji_are_text(ana: Page) -> None:
    malo = "<script>alert(1)</script> <b>café</b> \u202eal revés\u202c 👷‍♀️ &amp; \u0007fin"
    pegar(ana, 4, plain=f"{malo}\nOtra.")
    guardado(ana)
    limpio = "<script>alert(1)</script> <b>café</b> al revés 👷‍♀️ &amp; fin"
    ana.reload()
    expect(actividad(ana, 4)).to_have_value(limpio)
    expect(ana.locator("#panel-cambios")).to_contain_text("<script>alert(1)</script>")
    assert ana.evaluate("document.querySelectorAll('.hoja script, .hoja b').length") == 0


def test_four_hundred_items_still_flow_and_not_one_more_is_taken(sitio: Sitio, ana: Page) -> None:
    hay = ana.locator(".ed-item, .ed-comp").count()
    pegar(ana, 4, plain="\n".join(f"Actividad número {n}." for n in range(500)))
    expect(ana.locator("#ed-voz")).to_contain_text("caben 400")
    assert ana.locator(".ed-item, .ed-comp").count() == hay
    pegar(ana, 4, plain="\n".join(f"Actividad número {n}." for n in range(401 - hay)))
    guardado(ana)
    assert ana.locator(".ed-item, .ed-comp").count() == 400
    tarda = ana.evaluate(
        """() => {
          const area = document.querySelector('[name$="principales-texto"]');
          const tandas = [];
          for (let tanda = 0; tanda < 10; tanda += 1) {
            const inicio = performance.now();
            for (let n = 0; n < 10; n += 1) {
              area.value += "x";
              area.dispatchEvent(new InputEvent("input", { bubbles: true }));
            }
            tandas.push((performance.now() - inicio) / 10);
          }
          return Math.min(...tandas);
        }"""
    )
    assert tarda < 16, "a key takes less than a frame"
    guardado(ana)
