"""PDF with a text layer → the text the reader knows: by its tags, or line by line without them."""

from __future__ import annotations

from workflows.lectura.pdf.abrir import Avance, es_pdf, texto_de_pdf
from workflows.lectura.pdf.renglones import PAGINA

__all__ = ["PAGINA", "Avance", "es_pdf", "texto_de_pdf"]
