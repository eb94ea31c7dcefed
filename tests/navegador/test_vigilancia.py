"""The watch itself: what it looks for, it finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.navegador.revision import Revision
from tests.navegador.vigilancia import Vigilancia

pytestmark = pytest.mark.navegador

MALA = """<!doctype html><html><body><main><h1>Uno</h1><h1>Dos</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="width: 1500px">Ancho</p>
</main></body></html>"""


def test_a_bad_page_does_not_pass(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.set_content(MALA)
    revision = Revision()
    revision.mirar(page, "mala")
    dicho = "\n".join(revision.fallas)
    for falta in ("tiene 2 h1", "mide 15", "idioma ''", "image-alt"):
        assert dicho.count(falta) == 2


def test_an_error_on_the_console_and_a_request_elsewhere_are_seen(
    new_context: Callable[..., BrowserContext],
) -> None:
    contexto = new_context()
    vigilancia = Vigilancia("http://127.0.0.1:8")
    vigilancia.vigilar(contexto)
    page = contexto.new_page()
    page.evaluate("console.error('algo anda mal')")
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('sin atrapar'); }); }")
    with page.expect_event("requestfailed"):
        page.evaluate("fetch('http://127.0.0.1:9/espia').catch(() => 0)")
    dicho = "\n".join(vigilancia.problemas())
    for falta in ("algo anda mal", "sin atrapar", "pidió http://127.0.0.1:9/espia"):
        assert falta in dicho
