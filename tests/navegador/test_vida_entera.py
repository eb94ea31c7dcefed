"""The whole life of a version, by three people, each in a browser of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.pasos import (
    a_lo_decidido,
    abrir_borrador,
    actividad,
    acuerdo_en_pantalla,
    donde_esta,
    firmar,
    guardado,
    justificado,
)
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}/"
UNO, OTRO = "Operativo General", "Operativo Experto"
CARGO = f"{MANUAL}cargos/operativo-general-produccion"
PRIMERA = "Llevar las muestras al laboratorio en menos de dos horas."
CORREGIDA = "Llevar las muestras de agua cruda al laboratorio en menos de dos horas."


def entrar_por_la_puerta(page: Page, clave: str) -> None:
    """Sign in as people do."""
    page.goto("/")
    page.get_by_role("link", name="Entrar").click()
    page.get_by_label("Correo").fill(reparto.correo(clave))
    page.get_by_label("Contraseña").fill(reparto.CONTRASENA)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bandeja")


def test_two_cargos_go_from_a_draft_to_the_record_of_the_board(sitio_de_cada_motor: Sitio) -> None:
    sitio = sitio_de_cada_motor
    ana, rafael, sofia = (sitio.visitar() for _ in range(3))
    entrar_por_la_puerta(ana, "ana")
    ana_edita_y_firma(ana)
    ana_cambia_otro_y_lo_firma(ana)
    entrar_por_la_puerta(rafael, "rafael")
    rafael_devuelve(rafael)
    ana_corrige(ana)
    rafael_firma_los_dos(rafael)
    entrar_por_la_puerta(sofia, "sofia")
    sofia_registra(sofia)
    el_publico_lo_lee(sitio.visitar())


def ana_edita_y_firma(ana: Page) -> None:
    """Find the cargo in the manual, change an activity and a grade, see it, sign it."""
    ana.get_by_role("link", name="Cambiar un cargo").click()
    ana.get_by_role("link", name=UNO).click()
    ana.get_by_role("button", name="Abrir borrador de cambios").click()
    assert donde_esta(ana) == ["Borrador (aquí está)", "Elaborado (falta)", "Revisado (falta)",
                               "Aprobado (falta)"]  # fmt: skip
    expect(ana.get_by_text("Sigue: firmar como elaborado (Autor).")).to_be_visible()
    actividad(ana, 3).fill(PRIMERA)
    ana.get_by_label("Grado").first.select_option("4")
    guardado(ana)
    expect(ana.get_by_role("tab", name="Cambios (2)")).to_be_visible()
    expect(ana.get_by_text("Falta la justificación de 2 cambios").first).to_be_visible()
    justificado(ana)
    ana.get_by_role("button", name="Guardar y ver los cambios para firmar").first.click()
    expect(ana.get_by_role("heading", level=1)).to_have_text(f"Cambios de {UNO}")
    expect(ana.get_by_text("2 cambios", exact=True)).to_be_visible()
    expect(ana.locator("ins", has_text="en menos de dos horas")).to_be_visible()
    expect(ana.get_by_text("cambia el grado, 3 → 4")).to_be_visible()
    firmar(ana, "Firmar como elaborado", "elaborado")
    otros = ana.get_by_role("region", name="En manos de otras personas")
    expect(otros).to_contain_text("por Ana Mora · ahora le toca a: Revisor de Capital Humano")


def ana_cambia_otro_y_lo_firma(ana: Page) -> None:
    """The quick path: straight to the address, one change, sign."""
    abrir_borrador(ana, f"{MANUAL}cargos/operativo-experto-produccion")
    actividad(ana, 1).fill("Dirigir la operación de los equipos de bombeo.")
    justificado(ana)
    ana.get_by_role("button", name="Guardar y ver los cambios para firmar").last.click()
    firmar(ana, "Firmar como elaborado", "elaborado")
    expect(ana.get_by_role("heading", name="En manos de otras personas (2)")).to_be_visible()


def rafael_devuelve(rafael: Page) -> None:
    """See the change side by side, and return it with a reason."""
    expect(rafael.get_by_role("heading", name="Le toca a usted (2)")).to_be_visible()
    rafael.get_by_role("link", name=UNO, exact=True).click()
    assert donde_esta(rafael)[1] == "Elaborado (aquí está) Ana Mora, 12 nov 2026"
    expect(rafael.get_by_text("Sigue: firmar como revisado (Revisor de Capital")).to_be_visible()
    rafael.get_by_role("link", name="Lado a lado").click()
    tabla = rafael.get_by_role("table", name="Actividades principales")
    expect(tabla.get_by_role("columnheader", name="Texto propuesto")).to_be_visible()
    rafael.get_by_text("Devolver con observaciones").first.click()
    rafael.get_by_label("Motivo").fill("Diga de qué agua son las muestras.")
    rafael.get_by_role("button", name="Devolver con observaciones").click()
    expect(rafael.get_by_text("La versión quedó en estado borrador.")).to_be_visible()
    expect(rafael.get_by_role("heading", name="Le toca a usted (1)")).to_be_visible()


def ana_corrige(ana: Page) -> None:
    """Read why it came back, correct it, sign again."""
    ana.goto("/bandeja")
    tarea = ana.get_by_role("listitem").filter(has_text="devuelto por Rafael Solís")
    expect(tarea).to_contain_text("Diga de qué agua son las muestras.")
    tarea.get_by_role("link", name="Continuar").click()
    expect(ana.get_by_text("Se devolvió con este motivo")).to_be_visible()
    assert donde_esta(ana)[:2] == ["Borrador (aquí está)", "Elaborado (falta)"]
    actividad(ana, 3).fill(CORREGIDA)
    ana.get_by_role("button", name="Guardar y ver los cambios para firmar").first.click()
    firmar(ana, "Firmar como elaborado", "elaborado")


def rafael_firma_los_dos(rafael: Page) -> None:
    """From his bandeja, one and then the other."""
    for quedan, nombre in ((2, OTRO), (1, UNO)):
        rafael.goto("/bandeja")
        expect(rafael.get_by_role("heading", name=f"Le toca a usted ({quedan})")).to_be_visible()
        rafael.get_by_role("link", name="Firmar como revisado").filter(has_text=nombre).click()
        firmar(rafael, "Firmar como revisado", "revisado")
    expect(rafael.get_by_text("No tiene nada pendiente.")).to_be_visible()


def sofia_registra(sofia: Page) -> None:
    """From her bandeja: both are chosen; see how they will look; record."""
    expect(sofia.get_by_role("link", name="Registrar acuerdo")).to_have_count(2)
    sofia.get_by_role("link", name="Registrar un acuerdo").click()
    for nombre in (UNO, OTRO):
        expect(sofia.get_by_role("checkbox", name=nombre)).to_be_checked()
    a_lo_decidido(sofia)
    acuerdo_en_pantalla(sofia, "AJD-2026-112")
    expect(sofia.get_by_role("heading", level=1)).to_have_text("Así quedará")
    encabezados = sofia.get_by_role("group", name="Encabezado")
    expect(encabezados).to_have_count(2)
    for encabezado in encabezados.all():
        expect(encabezado).to_contain_text("No. 01-2026")
        expect(encabezado).to_contain_text("AJD-2026-112")
        expect(encabezado).to_contain_text("Ana Mora")
        expect(encabezado).to_contain_text("Unidad de Capital Humano")
    sofia.get_by_role("button", name="Registrar acuerdo").click()
    expect(sofia.get_by_text("Quedó registrado el acuerdo AJD-2026-112.")).to_be_visible()
    expect(sofia.get_by_role("heading", name="Lo que decidió (2 cargos)")).to_be_visible()
    assert sofia.get_by_role("link", name=UNO).is_visible()


def el_publico_lo_lee(publico: Page) -> None:
    """Both cargos carry the number and the acuerdo; the former text stays at its address."""
    for slug in ("operativo-general-produccion", "operativo-experto-produccion"):
        publico.goto(f"{MANUAL}cargos/{slug}")
        encabezado = publico.get_by_role("group", name="Encabezado")
        expect(encabezado).to_contain_text("No. 01-2026")
        expect(encabezado).to_contain_text("AJD-2026-112")
        expect(
            publico.get_by_text("Vigente: rige desde el 12 de noviembre de 2026")
        ).to_be_visible()
    publico.goto(CARGO)
    expect(publico.get_by_text(CORREGIDA)).to_be_visible()
    publico.get_by_role("link", name="Versión No. 09-2020").click()
    assert publico.url.endswith("/versiones/09-2020")
    expect(publico.get_by_text("Versión sustituida: ya no está vigente.")).to_be_visible()
    expect(publico.get_by_text("Tomar muestras de agua cruda")).to_be_visible()
    expect(publico.get_by_role("group", name="Encabezado")).to_contain_text("AJD-2020-197")
    publico.get_by_role("link", name="Historia: quién hizo qué").click()
    tabla = publico.get_by_role("table")
    for quien in ("Ana Mora", "Rafael Solís", "Sofía Brenes"):
        expect(tabla).to_contain_text(quien)
    expect(tabla).to_contain_text("«Diga de qué agua son las muestras.»")
    expect(tabla).to_contain_text("AJD-2026-112")


def test_who_wrote_a_version_is_told_why_another_person_reviews_it(sitio: Sitio) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.abrir("beto")
        sitio.elenco.cambiar(version, "Vigilar los equipos de bombeo.", "beto")
        sitio.elenco.elaborar(version, "beto")
    beto = sitio.visitar("beto")
    beto.goto(f"/versiones/{version}/")
    expect(beto.get_by_text("Todavía no se puede «firmar como revisado»")).to_be_visible()
    expect(beto.get_by_text("Usted escribió en esta versión")).to_contain_text("otra persona")
    expect(beto.get_by_role("button", name="Firmar como revisado")).to_have_count(0)
    expect(beto.get_by_role("button", name="Retirar")).to_be_visible()
