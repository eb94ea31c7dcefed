"""Out to Word and back, in a browser, and its page checked by axe at every step."""

from __future__ import annotations

import io

import docx
from playwright.sync_api import Page, expect

from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio


def volver_de_word(page: Page, version: int, frase: str) -> None:
    """Write ``frase`` over the draft's new words in Word, and show what that would change."""
    bajado = page.context.request.get(f"/versiones/{version}/word/texto").body()
    doc = docx.Document(io.BytesIO(bajado))
    parrafo = next(p for p in doc.paragraphs if p.text == "Una frase nueva.")
    parrafo.runs[0].text = frase
    salida = io.BytesIO()
    doc.save(salida)
    page.get_by_label("Documento de Word (.docx)").set_input_files(
        {"name": "cargo.docx", "mimeType": "application/msword", "buffer": salida.getvalue()}
    )
    page.get_by_role("button", name="Ver qué cambiaría").click()


def test_out_to_word_and_back(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
        sitio.elenco.cambiar(version, "Una frase nueva.")
    ana = sitio.visitar("ana")
    revision.abrir(ana, f"/versiones/{version}/word")
    volver_de_word(ana, version, "Otra frase, escrita en Word.")
    expect(ana.get_by_role("heading", name="Lo que cambiaría (1)")).to_be_visible()
    revision.mirar(ana, "lo que cambiaría un documento de Word")
    with sitio.app.app_context():
        sitio.elenco.cambiar(version, "Lo que Beto guardó.", "beto")
    ana.get_by_role("button", name="Pasar lo marcado al borrador").click()
    expect(ana.get_by_role("alert")).to_contain_text("Los dos textos están aquí")
    revision.mirar(ana, "dos textos, uno de ellos de Word")
