"""Web pages, and those that Word saves in one file → the text the reader knows."""

from __future__ import annotations

from workflows.lectura.web.abrir import es_web, texto_de_web

__all__ = ["es_web", "texto_de_web"]
