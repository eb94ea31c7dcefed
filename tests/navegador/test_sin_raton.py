"""The rest of drafting and reviewing by keyboard alone, with JavaScript and without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.apoyo.revisores import con_actividades
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"
UNA = "Actividades principales, 1"
OTRA = "Actividades principales, 2"
PASOS = 200
#: What has the focus, as a screen reader would name it.
_ENFOCADO = """() => {
  const e = document.activeElement;
  const dice = e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent;
  return (dice ?? "").replace(/\\s+/g, " ").trim();
}"""


class Manos:
    """Somebody who has only a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def ir(self, palabras: str) -> None:
        """Press Tab until what has the focus is called so."""
        for _ in range(PASOS):
            self.page.keyboard.press("Tab")
            if str(self.page.evaluate(_ENFOCADO)).startswith(palabras):
                return
        pytest.fail(f"con Tab no se llega a «{palabras}» en {self.page.url}")

    def pulsar(self, *palabras: str) -> None:
        """Go to each of them in turn, and press it."""
        for cada in palabras:
            self.ir(cada)
            if self.page.evaluate("() => document.activeElement.matches('summary')"):
                self.page.keyboard.press("Enter")
                continue
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")

    def escribir(self, campo: str, texto: str) -> None:
        """Type over a field."""
        self.ir(campo)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(texto)

    def elegir(self, campo: str, comienzo: str) -> None:
        """Choose from a list by the first letters."""
        self.ir(campo)
        self.page.keyboard.type(comienzo)

    def lee(self, texto: str) -> None:
        """It says so on the page."""
        expect(self.page.get_by_text(texto).first).to_be_visible()


@pytest.fixture(params=[True, False], ids=["con guiones", "sin guiones"])
def visitar(request: pytest.FixtureRequest, sitio: Sitio) -> object:
    """``visitar("ana")``: her keyboard."""
    return lambda quien: Manos(sitio.visitar(quien, java_script_enabled=request.param))


@pytest.fixture
def version(sitio: Sitio) -> int:
    """A version Ana signed, with two activities reworded in two saves."""
    elenco = sitio.elenco
    with sitio.app.app_context():
        version = elenco.abrir()
        texto = elenco.cambiar(version, "Operar los equipos según las órdenes de la jefatura.")
        uno, dos, *resto = texto.seccion("actividades_principales").items
        dos = replace(dos, texto="Proponer el plan de la semana.")
        elenco.guardar(version, con_actividades(texto, [uno, dos, *resto]))
        elenco.elaborar(version)
    return version


def test_a_conversation_from_the_first_remark_to_the_signature(
    visitar: object, version: int
) -> None:
    assert callable(visitar)
    rafael, elena, ana = visitar("rafael"), visitar("elena"), visitar("ana")
    pagina = f"/versiones/{version}/cambios"

    rafael.page.goto(pagina)
    rafael.pulsar(f"Observar {UNA}")
    rafael.escribir(f"Qué observa en {UNA}", "¿Órdenes escritas?")
    rafael.pulsar("Enviar")
    rafael.lee("¿Órdenes escritas?")
    rafael.pulsar(f"Observar {OTRA}")
    rafael.escribir(f"Qué observa en {OTRA}", "Diga cada cuánto.")
    rafael.pulsar("Proponer otro texto")
    rafael.escribir("Cómo debería decir", "Proponer el plan cada mes.")
    rafael.pulsar("Enviar", "Pedir el criterio de otra unidad")
    rafael.elegir("A qué unidad", "Auditor")
    rafael.escribir("Qué se le pregunta", "¿Procede el cambio?")
    rafael.ir("Para cuándo")
    rafael.page.keyboard.type("12122026")
    rafael.pulsar("Pedir criterio")
    rafael.lee("Se pidió el criterio de Auditoría.")

    elena.page.goto("/bandeja")
    elena.page.goto(pagina)
    elena.pulsar("Responder a Rafael Solís: ¿Procede")
    elena.escribir("Su respuesta", "Procede.")
    elena.pulsar("Responder")
    elena.lee("Procede.")

    rafael.page.goto(pagina)
    rafael.pulsar("Cerrar: Criterio pedido", "Devolver con observaciones (2)")
    assert "Diga cada cuánto." in rafael.page.get_by_label("Motivo").input_value()
    rafael.pulsar("Devolver con observaciones")
    rafael.lee("La versión quedó en estado borrador.")

    ana.page.goto(pagina)
    ana.pulsar("Responder a Rafael Solís: ¿Órdenes")
    ana.escribir("Su respuesta", "Sí, escritas.")
    ana.pulsar("Marcar como atendida")
    ana.lee("la dio por atendida")
    ana.pulsar("Responder a Rafael Solís: Diga")
    ana.escribir("Su respuesta, o por qué declina", "Lo fija el reglamento.")
    ana.pulsar("Declinar con este motivo")
    ana.lee("declinó la sugerencia")
    ana.page.goto(f"/borradores/{version}/historia/")
    ana.pulsar("Comparar los dos elegidos")
    expect(ana.page.locator("#cambio-1")).to_contain_text("órdenes de la jefatura")
    ana.page.goto(f"/borradores/{version}/historia/")
    ana.pulsar("Recuperar el de")
    ana.lee("Se recuperó ese texto como un guardado nuevo.")
    ana.page.goto(pagina)
    ana.pulsar("Firmar como elaborado")
    ana.lee("La versión quedó en estado elaborado.")

    rafael.page.goto(f"{pagina}?ver=todo")
    rafael.pulsar("Responder a Rafael Solís: Diga")
    rafael.pulsar("Reabrir")
    rafael.lee("la reabrió")
    rafael.pulsar("Dar por resuelta", "Dar por resuelta", "Firmar como revisado")
    rafael.lee("La versión quedó en estado revisado.")


def test_every_way_to_start(sitio: Sitio, visitar: object) -> None:
    assert callable(visitar)
    ejecutivo = next(c for c in sitio.elenco.cargos if c.startswith("ejecutivo-general"))
    ana = visitar("ana")
    ana.page.goto(f"{MANUAL}/cambio-masivo")
    ana.escribir("Buscar", "caudales y presiones")
    ana.escribir("Reemplazar por", "caudales")
    ana.pulsar("Buscar en el manual")
    ana.lee("3 apariciones en 3 cargos")
    ana.ir("Actividades principales, 2")
    ana.page.keyboard.press("Space")
    ana.escribir("Justificación", "Las presiones se miden aparte.")
    ana.pulsar("Crear los borradores")
    ana.lee("Se crearon 2 borradores.")
    ana.pulsar("Firmar como elaborado los 2 cargos")
    ana.lee("2 cargos quedaron en estado elaborado.")

    ana.page.goto(f"{MANUAL}/cargos-nuevos")
    ana.elegir("Empezar", "Con el texto de 31110")
    ana.pulsar("Elegir")
    for campo, dice in (("Código", "31999"), ("Categoría", "AUXILIAR")):
        ana.escribir(campo, dice)
    ana.pulsar("Abrir el borrador")
    expect(ana.page.get_by_role("heading", level=1)).to_contain_text("Auxiliar")

    ana.page.goto(f"{MANUAL}/cargos/{ejecutivo}/derogar")
    ana.escribir("Motivo", "Ya no existe esa planta.")
    ana.ir("Confirmo que quiero proponer")
    ana.page.keyboard.press("Space")
    ana.pulsar("Abrir la propuesta")
    ana.lee("Motivo de la propuesta")
