"""Two people in one borrador: everything either of them typed is in the text or in its history."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.apoyo import reparto
from tests.navegador.pasos import actividad, distraerse, estado, guardado
from tests.navegador.sitio import Sitio
from webapp.bd import db
from webapp.modelos import Guardado
from workflows.piezas import en_piezas

pytestmark = pytest.mark.navegador

PRINCIPALES = "Actividades principales"


@pytest.fixture
def borrador(sitio: Sitio) -> int:
    """A draft that Ana opened."""
    with sitio.app.app_context():
        return sitio.elenco.abrir()


@pytest.fixture
def ana(sitio: Sitio, borrador: int) -> Page:
    """Ana, in the editor."""
    return en_el_editor(sitio, borrador, "ana")


@pytest.fixture
def beto(sitio: Sitio, borrador: int) -> Page:
    """Beto, in the same draft, in a browser of his own."""
    return en_el_editor(sitio, borrador, "beto")


def en_el_editor(sitio: Sitio, borrador: int, quien: str) -> Page:
    """Somebody's page, ready to be written on."""
    page = sitio.visitar(quien)
    page.goto(f"/borradores/{borrador}")
    expect(estado(page)).to_have_text("Se guarda solo mientras escribe.")
    return page


def teclear(page: Page, numero: int, texto: str) -> None:
    """Type over an activity, key by key."""
    actividad(page, numero).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(texto)


def mirar(page: Page) -> None:
    """Come back to the window: the page asks at once what happened meanwhile."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def choque_en(page: Page, numero: int) -> Locator:
    """The box with the two texts of an activity."""
    return page.get_by_role("group", name=f"Dos textos en {PRINCIPALES}, {numero}")


def dichos(app: Flask, elenco: reparto.Elenco, borrador: int) -> tuple[list[str], list[str]]:
    """Every text of the draft, and every text that its history keeps."""
    with app.app_context(), db.sessionmaker() as session:
        ahora = list(en_piezas(elenco.vista(borrador).contenido).values())
        antes = [
            lado or ""
            for guardado in session.scalars(select(Guardado).where(Guardado.version_id == borrador))
            for lado in (guardado.antes, guardado.despues)
        ]
    return ([_texto(p) for p in ahora], [_texto(p) for p in antes if p])


def _texto(pieza: str) -> str:
    valor = json.loads(pieza)
    return str(valor.get("texto", "")) if isinstance(valor, dict) else str(valor)


def test_cut_off_for_twenty_seconds_in_the_middle_of_a_word_nothing_typed_is_lost(
    sitio: Sitio, borrador: int
) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana, beto = sitio.visitar("ana"), sitio.visitar("beto")
    beto.clock.install()
    for page in (ana, beto):
        page.goto(f"/borradores/{borrador}")
        expect(estado(page)).to_have_text("Se guarda solo mientras escribe.")
    de_ana = {1: "Encender los equipos de bombeo.", 3: "Pesar las muestras en la planta."}
    de_beto = {2: "Anotar caudales cada media hora.", 3: "Rotular las muestras de cada turno."}

    actividad(beto, 2).focus()
    beto.keyboard.press("Control+a")
    beto.keyboard.type(de_beto[2][:12])
    beto.context.set_offline(True)
    beto.keyboard.type(de_beto[2][12:])
    teclear(beto, 3, de_beto[3][:10])
    teclear(ana, 1, de_ana[1])
    teclear(ana, 3, de_ana[3])
    guardado(ana)
    beto.clock.run_for(20_000)
    expect(estado(beto)).to_contain_text("Sin conexión: su texto está a salvo en este equipo")
    actividad(beto, 3).press("End")
    beto.keyboard.type(de_beto[3][10:])
    beto.context.set_offline(False)

    expect(choque_en(beto, 3)).to_contain_text(de_ana[3])
    expect(choque_en(beto, 3)).to_contain_text(de_beto[3])
    expect(actividad(beto, 1)).to_have_value(de_ana[1])
    mirar(ana)
    expect(actividad(ana, 2)).to_have_value(de_beto[2])
    expect(actividad(ana, 3)).to_have_value(de_ana[3])

    texto, historia = dichos(sitio.app, sitio.elenco, borrador)
    for escrito in [*de_ana.values(), *de_beto.values()]:
        assert escrito in texto or escrito in historia
    assert (de_ana[1] in texto, de_beto[2] in texto, de_ana[3] in texto) == (True, True, True)
    assert de_beto[3] in historia
    choque_en(beto, 3).get_by_role("button", name="Unir los dos").click()
    expect(choque_en(beto, 3)).to_have_count(0)
    guardado(beto)
    mirar(ana)
    expect(actividad(ana, 3)).to_have_value(f"{de_ana[3]} {de_beto[3]}")


def test_each_sees_where_the_other_is_and_what_they_save(ana: Page, beto: Page) -> None:
    actividad(beto, 2).focus()
    mirar(beto)
    expect(beto.locator("#ed-presentes")).to_contain_text("También está aquí: Ana Mora")
    mirar(ana)
    expect(ana.locator("#ed-presentes")).to_have_text(
        f"También está aquí: Beto Salas (en {PRINCIPALES}, 2)"
    )
    fila = ana.get_by_role("listitem").filter(has=actividad(ana, 2))
    expect(fila).to_contain_text("Beto Salas está aquí")
    actividad(ana, 1).focus()
    ana.keyboard.press("End")
    ana.keyboard.press("ArrowLeft")
    teclear(beto, 1, "Apagar los equipos de bombeo según el programa de turnos.")
    guardado(beto)
    mirar(ana)
    expect(actividad(ana, 1)).to_have_value(
        "Apagar los equipos de bombeo según el programa de turnos."
    )
    expect(actividad(ana, 1)).to_be_focused()
    expect(ana.locator("#ed-voz")).to_have_text(f"Beto Salas cambió {PRINCIPALES}, 1.")
    ana.keyboard.type("!")
    expect(actividad(ana, 1)).to_have_value(
        "Apagar los equipos de bombeo según el programa de turnos!."
    )
    guardado(ana)


def test_rows_that_one_adds_moves_and_takes_out_do_so_for_the_other(ana: Page, beto: Page) -> None:
    actividad(ana, 3).focus()
    actividad(beto, 1).press("End")
    beto.keyboard.press("Enter")
    beto.keyboard.type("Una nueva en el medio.")
    actividad(beto, 5).focus()
    beto.keyboard.press("Alt+ArrowUp")
    fila = beto.get_by_role("listitem").filter(has=actividad(beto, 3))
    fila.get_by_text("Opciones").click()
    fila.get_by_role("button", name="Quitar").click()
    guardado(beto)
    mirar(ana)
    textos = [a.input_value() for a in beto.locator('[name$="principales-texto"]').all()]
    expect(actividad(ana, 2)).to_have_value("Una nueva en el medio.")
    expect(actividad(ana, 4)).to_be_focused()
    assert [a.input_value() for a in ana.locator('[name$="principales-texto"]').all()] == textos
    actividad(ana, 2).press("End")
    ana.keyboard.type(" Y algo más.")
    guardado(ana)
    mirar(beto)
    expect(actividad(beto, 2)).to_have_value("Una nueva en el medio. Y algo más.")


@pytest.mark.parametrize(
    ("boton", "queda"),
    [("Dejar lo mío", "Lo de Ana."), ("Dejar lo de Beto", "Lo de Beto."),
     ("Unir los dos", "Lo de Beto. Lo de Ana.")],
)  # fmt: skip
def test_of_two_texts_of_one_item_one_is_chosen_by_keyboard(
    sitio: Sitio, ana: Page, beto: Page, boton: str, queda: str
) -> None:
    distraerse(sitio, ana)
    teclear(beto, 3, "Lo de Beto.")
    guardado(beto)
    teclear(ana, 3, "Lo de Ana.")
    expect(choque_en(ana, 3)).to_contain_text("Lo de Beto.")
    expect(estado(ana)).to_have_text("Falta elegir entre dos textos.")
    expect(actividad(ana, 3)).to_be_focused()
    for _ in range(6):
        ana.keyboard.press("Tab")
        if ana.evaluate("document.activeElement.textContent") == boton:
            break
    ana.keyboard.press("Enter")
    expect(choque_en(ana, 3)).to_have_count(0)
    expect(actividad(ana, 3)).to_be_focused()
    guardado(ana)
    mirar(beto)
    expect(actividad(beto, 3)).to_have_value(queda)


@pytest.mark.parametrize(
    ("boton", "quedan"), [("Devolverlo con mi texto", 4), ("Dejarlo quitado", 3)]
)
def test_an_item_that_the_other_took_out_comes_back_or_goes(
    sitio: Sitio, ana: Page, beto: Page, boton: str, quedan: int
) -> None:
    distraerse(sitio, ana)
    fila = beto.get_by_role("listitem").filter(has=actividad(beto, 3))
    fila.get_by_text("Opciones").click()
    fila.get_by_role("button", name="Quitar").click()
    guardado(beto)
    teclear(ana, 3, "Lo que Ana escribió.")
    caja = ana.get_by_role("group", name="Dos textos en")
    expect(caja).to_contain_text("Beto Salas quitó esto mientras usted escribía.")
    caja.get_by_role("button", name=boton).click()
    guardado(ana)
    mirar(beto)
    expect(actividad(beto, 4)).to_have_count(quedan - 3)
    ana.reload()
    expect(actividad(ana, 4)).to_have_count(quedan - 3)
    if quedan == 4:
        expect(actividad(ana, 3)).to_have_value("Lo que Ana escribió.")


def test_an_item_that_one_takes_out_and_the_other_had_changed(
    sitio: Sitio, ana: Page, beto: Page
) -> None:
    distraerse(sitio, ana)
    teclear(beto, 2, "Lo de Beto.")
    guardado(beto)
    fila = ana.get_by_role("listitem").filter(has=actividad(ana, 2))
    fila.get_by_text("Opciones").click()
    fila.get_by_role("button", name="Quitar").click()
    caja = choque_en(ana, 2)
    expect(caja).to_contain_text("Usted quitó esto y Beto Salas lo había cambiado.")
    expect(actividad(ana, 2)).to_have_value("Lo de Beto.")
    caja.get_by_role("button", name="Quitarlo de todos modos").click()
    guardado(ana)
    ana.reload()
    expect(actividad(ana, 4)).to_have_count(0)


def test_two_tabs_of_one_person_are_like_two_people(sitio: Sitio, ana: Page) -> None:
    distraerse(sitio, ana)
    otra = ana.context.new_page()
    otra.goto(ana.url)
    teclear(otra, 3, "Lo de la otra pestaña.")
    guardado(otra)
    teclear(ana, 3, "Lo de esta.")
    expect(choque_en(ana, 3)).to_contain_text("Lo que guardó usted en otra pestaña")
    choque_en(ana, 3).get_by_role("button", name="Dejar lo de la otra pestaña").click()
    guardado(ana)
    expect(actividad(ana, 3)).to_have_value("Lo de la otra pestaña.")
