"""What somebody does in Word, between a download and an upload."""

from __future__ import annotations

import io

import docx
from playwright.sync_api import Page


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
