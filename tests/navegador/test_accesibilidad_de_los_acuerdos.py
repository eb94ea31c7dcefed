"""What is done on a recorded acuerdo, and the pages it leads to: axe has nothing to say of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.apoyo import reparto
from tests.apoyo.sesion import NUMERO, completada, decidir, pedido, registrar
from tests.navegador.pasos import a_lo_decidido, acuerdo_en_pantalla
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from webapp.bd import db, transaccion
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.modelos import CodigoDeVersion, Version
from workflows.acuerdos import Resultado

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"


def test_each_form_on_an_acuerdo_and_its_confirmation(sitio: Sitio) -> None:
    revision = Revision()
    with sitio.app.app_context():
        completada(sitio.elenco)
    sofia = sitio.visitar("sofia")
    pagina = f"{MANUAL}/acuerdos/{NUMERO}"
    revision.abrir(sofia, pagina)
    formas = sofia.locator("details.acto-de-acuerdo")
    ids = formas.evaluate_all("formas => formas.map(f => f.id.replace('acto-', ''))")
    assert ids == ["completar", "soltar", "firmeza", "publicacion", "rige", "errata", "sin-efecto"]
    for verbo in ids:
        sofia.goto(pagina)
        forma = sofia.locator(f"#acto-{verbo}")
        if forma.get_attribute("open") is None:
            forma.locator("summary").click()
        expect(forma.get_by_role("button", name="Ver cómo quedará")).to_be_visible()
        revision.mirar(sofia, f"acuerdo, {verbo} abierto")
    sofia.goto(pagina)
    sofia.locator("#acto-rige summary").click()
    sitio.vigilancia.se_esperan_fallas = True
    sofia.locator("#acto-rige").get_by_role("button", name="Ver cómo quedará").click()
    expect(sofia.locator("#acto-rige").get_by_role("alert")).to_be_visible()
    revision.mirar(sofia, "acuerdo, cambiar desde cuándo rige con errores")
    sofia.get_by_label("Rige desde").last.fill("2026-12-01")
    sofia.get_by_label("Por qué cambia y quién lo decidió").fill("Lo decidió la Junta.")
    sofia.locator("#acto-rige").get_by_role("button", name="Ver cómo quedará").click()
    expect(sofia.get_by_role("heading", level=1)).to_have_text("¿Registrarlo así?")
    revision.mirar(sofia, "confirmar lo que se hace con un acuerdo")
    assert not revision.fallas, "\n".join(revision.fallas)


def test_an_acuerdo_without_effect_the_draft_it_leaves_behind_and_its_copy(sitio: Sitio) -> None:
    revision, elenco = Revision(), sitio.elenco
    with sitio.app.app_context():
        version = elenco.revisada("Frase.")
        registrar(elenco, decidir(elenco, (version, Resultado.APROBADO, "")))
        borrador = elenco.abrir()
        elenco.cambiar(borrador, "Otra frase.")
        codigo = db.session.scalars(
            select(CodigoDeVersion.codigo)
            .join(Version, Version.id == CodigoDeVersion.version_id)
            .where(Version.cargo_id == elenco.cargo, Version.etiqueta == "01-2026")
        ).one()
    publico, ana = sitio.visitar(), sitio.visitar("ana")
    revision.abrir(publico, f"/verificar/{codigo}")
    expect(publico.get_by_text("Es auténtico").first).to_be_visible()
    with sitio.app.app_context(), transaccion() as session:
        que = pedido(elenco, "Lo anuló la Junta.")
        dejar_sin_efecto(session, elenco.actor("sofia"), que, [version])
    revision.abrir(publico, f"/verificar/{codigo}")
    revision.abrir(publico, f"{MANUAL}/acuerdos/{NUMERO}")
    revision.abrir(ana, f"/borradores/{borrador}/base")
    expect(ana).to_have_url(f"{sitio.url}/borradores/{borrador}/base")
    assert not revision.fallas, "\n".join(revision.fallas)


def test_the_decision_when_nothing_is_approved(sitio: Sitio) -> None:
    revision = Revision()
    with sitio.app.app_context():
        sitio.elenco.revisada("Una frase nueva.")
    sofia = sitio.visitar("sofia")
    sofia.goto(f"{MANUAL}/junta")
    a_lo_decidido(sofia)
    sofia.get_by_role("radio", name="Pospuesto").check()
    expect(sofia.get_by_role("group", name="Rige desde")).to_be_hidden()
    expect(sofia.get_by_text("Ningún cargo está marcado como aprobado")).to_be_visible()
    revision.mirar(sofia, "decisión sin ningún cargo aprobado")
    acuerdo_en_pantalla(sofia, NUMERO)
    expect(sofia.get_by_role("heading", level=1)).to_have_text("Así quedará")
    expect(sofia.get_by_text("no aprueba ningún cargo: lo vigente no cambia")).to_be_visible()
    revision.mirar(sofia, "cómo quedará, sin ningún cargo aprobado")
    assert not revision.fallas, "\n".join(revision.fallas)
