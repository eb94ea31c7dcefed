"""Reviewing in a browser: by keyboard alone, without JavaScript, and for who hears the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo.revisores import Revisores, con_actividades, item
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from workflows.contenido import Item

pytestmark = pytest.mark.navegador

PASOS = 120
_ENFOCADO = "() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText"


def hasta(page: Page, palabras: str, tecla: str = "Tab") -> None:
    """Press Tab until what has the focus says ``palabras``."""
    for _ in range(PASOS):
        page.keyboard.press(tecla)
        if " ".join(str(page.evaluate(_ENFOCADO)).split()).startswith(palabras):
            return
    pytest.fail(f"con {tecla} no se llega a «{palabras}»")


def enfocado(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("() => document.activeElement.id"))


@pytest.fixture
def version(sitio: Sitio) -> int:
    """A version Ana signed: of its main activities one is reworded, one gone, two are new."""
    elenco = sitio.elenco
    with sitio.app.app_context():
        version = elenco.abrir()
        texto = elenco.vista(version).contenido
        uno, dos, tres, _ = texto.seccion("actividades_principales").items
        uno = replace(uno, texto="Operar los equipos de bombeo según las órdenes de la jefatura.")
        nuevas = ("Abrir la bodega los lunes.", "Enseñar el uso del cloro a los nuevos.")
        nuevos = [Item(f"nuevo-{n}", frase) for n, frase in enumerate(nuevas)]
        elenco.guardar(version, con_actividades(texto, [uno, dos, tres, *nuevos]))
        elenco.elaborar(version)
    return version


def test_a_version_is_reviewed_by_keyboard_alone(sitio: Sitio, version: int) -> None:
    rafael = sitio.visitar("rafael")
    rafael.goto(f"/versiones/{version}/cambios")
    cuenta = rafael.locator("#vistos")
    rafael.keyboard.press("v")
    expect(cuenta).to_have_text("0 de 4 vistos")
    hasta(rafael, "Ir al primero sin ver")
    rafael.keyboard.press("Enter")
    assert enfocado(rafael) == "cambio-1"
    rafael.keyboard.press("v")
    expect(rafael.locator("#voz")).to_have_text("Cambio 1: visto. 1 de 4 vistos.")
    rafael.keyboard.press("j")
    assert enfocado(rafael) == "cambio-2"
    rafael.keyboard.press("k")
    assert enfocado(rafael) == "cambio-1"
    rafael.keyboard.press("n")
    rafael.keyboard.press("v")
    expect(cuenta).to_have_text("2 de 4 vistos")
    rafael.keyboard.press("n")
    rafael.keyboard.press("p")
    expect(rafael.locator("#voz")).to_have_text("No hay más cambios sin ver antes.")
    assert enfocado(rafael) == "cambio-3"
    rafael.keyboard.press("k")
    rafael.keyboard.press("k")
    rafael.evaluate(
        """() => {
          const nodo = document.querySelector("#cambio-1 ins").childNodes[1];
          document.getSelection().setBaseAndExtent(nodo, 0, nodo, nodo.length);
        }"""
    )
    rafael.keyboard.press("o")
    rafael.keyboard.type("¿Van en papel?")
    expect(rafael.locator("#cambio-1 [name=cita]")).not_to_have_value("")
    hasta(rafael, "Enviar")
    rafael.keyboard.press("Enter")
    expect(rafael.locator("p.hilo-texto", has_text="¿Van en papel?")).to_be_visible()
    expect(cuenta).to_have_text("2 de 4 vistos")
    hasta(rafael, "Devolver con observaciones (1)")
    rafael.keyboard.press("Enter")
    assert "¿Van en papel?" in rafael.get_by_label("Motivo").input_value()
    hasta(rafael, "Devolver con observaciones")
    rafael.keyboard.press("Enter")
    expect(rafael.get_by_text("La versión quedó en estado borrador.")).to_be_visible()


def test_a_version_is_reviewed_and_answered_without_javascript(sitio: Sitio, version: int) -> None:
    rafael, ana = (sitio.visitar(q, java_script_enabled=False) for q in ("rafael", "ana"))
    rafael.goto(f"/versiones/{version}/cambios")
    expect(rafael.get_by_text("Con el teclado")).to_be_hidden()
    rafael.get_by_role("button", name=re.compile("Visto.*cambio 2")).click()
    expect(rafael.get_by_text("1 de 4 vistos")).to_be_visible()
    assert rafael.url.endswith("#cambio-2")
    cambio = rafael.locator("#cambio-1")
    cambio.get_by_text("Observar", exact=False).first.click()
    cambio.get_by_label("Qué observa en Actividades principales, 1").fill("Faltan los turnos.")
    cambio.get_by_label("Palabras a las que se refiere").fill("las órdenes que no están")
    cambio.get_by_text("Proponer otro texto").click()
    cambio.get_by_label("Cómo debería decir").fill("Operar las bombas según turnos y órdenes.")
    cambio.get_by_role("button", name="Enviar").click()
    expect(rafael.get_by_role("alert").first).to_contain_text("ya no están en esa parte")
    expect(cambio.get_by_label("Qué observa")).to_have_value("Faltan los turnos.")
    cambio.get_by_label("Palabras a las que se refiere").fill("las ORDENES de la jefatura")
    cambio.get_by_role("button", name="Enviar").click()
    expect(cambio.locator("blockquote")).to_contain_text("«las órdenes de la jefatura»")
    rafael.get_by_text("Devolver con observaciones (1)").click()
    rafael.get_by_role("button", name="Devolver con observaciones").click()

    ana.goto(f"/versiones/{version}/cambios")
    ana.get_by_role("button", name="Aceptar").click()
    expect(ana.get_by_text("guardado a su nombre")).to_be_visible()
    expect(ana.locator("#cambio-1")).to_contain_text("Sugerencia aceptada")
    ana.goto(f"/borradores/{version}/historia/")
    expect(ana.get_by_text("sugerido por Rafael Solís")).to_be_visible()
    ana.goto(f"/versiones/{version}/cambios")
    ana.get_by_role("button", name="Firmar como elaborado").click()

    rafael.goto(f"/versiones/{version}/cambios")
    expect(rafael.get_by_text("solo lo que cambió desde su última mirada")).to_be_visible()
    expect(rafael.get_by_text("0 de 1 vistos")).to_be_visible()
    rafael.get_by_role("button", name="Firmar como revisado").click()
    expect(rafael.get_by_text("La versión quedó en estado revisado.")).to_be_visible()


@pytest.fixture
def mirada() -> Iterator[Revision]:
    """Everything that was wrong with any page fails the test at its end."""
    mirada = Revision()
    yield mirada
    assert not mirada.fallas, "\n".join(mirada.fallas)


def test_threads_in_every_state_can_be_read_by_everybody(
    sitio: Sitio, version: int, mirada: Revision
) -> None:
    rafael, ana, elena = (sitio.visitar(q) for q in ("rafael", "ana", "elena"))
    elenco, dicen = sitio.elenco, Revisores(sitio.elenco)
    with sitio.app.app_context():
        texto = elenco.vista(version).contenido
        piezas = [f"item:{item(texto, n).id}" for n in range(1, 6)]
        dicen.observa("rafael", version, piezas[0], cita="las órdenes")
        dicen.observa("rafael", version, piezas[1], "Para nosotros.", interna=True)
        sugerida = dicen.observa("rafael", version, piezas[2], propuesta="Tomar muestras.")
        criterio = dicen.pregunta("rafael", version, "Auditoría")
        dicen.responde("elena", criterio, "comentario", "Procede.")
        resuelta = dicen.observa("sofia", version, "seccion:naturaleza")
        dicen.responde("sofia", resuelta, "resuelta", "Ya la vi.")
        quitada = dicen.observa("rafael", version, piezas[3], "Sobra.")
    revisa = f"/versiones/{version}"
    for ruta in ("cambios", "cambios?modo=lado", "", "criterio"):
        mirada.abrir(rafael, f"{revisa}/{ruta}")
    rafael.get_by_role("button", name="Pedir criterio").click()
    expect(rafael.get_by_role("alert")).to_be_visible()
    mirada.mirar(rafael, "criterio con errores")
    mirada.abrir(elena, f"{revisa}/cambios")
    with sitio.app.app_context():
        dicen.devuelve("rafael", version)
        dicen.responde("ana", quitada, "atendida", "La quité.")
        dicen.responde("ana", sugerida, "declinada", "Faltaría decir cuáles.")
        resto = [i for i in texto.seccion("actividades_principales").items
                 if f"item:{i.id}" != piezas[3]]  # fmt: skip
        elenco.guardar(version, con_actividades(texto, resto))
        otra = dicen.observa("rafael", version, piezas[2], propuesta="Tomar las muestras.")
    mirada.abrir(ana, f"{revisa}/cambios")
    expect(ana.get_by_text("Este ítem se quitó; decía:")).to_be_visible()
    for resumen in ana.locator("details:not([open]) > summary").all():
        if resumen.is_visible():
            resumen.click()
    mirada.mirar(ana, "cambios con todo abierto")
    with sitio.app.app_context():
        dicen.acepta("ana", otra)
        elenco.elaborar(version)
    mirada.abrir(rafael, f"{revisa}/cambios")
    mirada.abrir(rafael, f"{revisa}/cambios?ver=todo")
