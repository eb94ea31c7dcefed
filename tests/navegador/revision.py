"""What every page owes to whoever reads it: axe, one h1, and no scrolling sideways."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ANCHOS = (1280, 390)
_OPCIONES = {"resultTypes": ["violations"], "preload": False}
_ESTRUCTURA = """() => ({
  h1: document.querySelectorAll("h1").length,
  ancho: document.documentElement.scrollWidth,
  idioma: document.documentElement.lang,
  titulo: document.title,
})"""


@dataclass
class Revision:
    """Looks at pages, each as wide as a desk and as narrow as a telephone, and remembers faults.

    A test looks at many pages and complains once, about all of them.
    """

    fallas: list[str] = field(default_factory=list)
    _axe: Axe = field(default_factory=Axe)

    def mirar(self, page: Page, nombre: str) -> None:
        """Look at the page as it is now. ``nombre`` tells it apart when something is wrong."""
        page.wait_for_load_state()  # the click before this ends when the next page begins
        for ancho in ANCHOS:
            page.set_viewport_size({"width": ancho, "height": 800})
            self._mirar(page, f"{nombre} a {ancho} px", ancho)
        page.set_viewport_size({"width": ANCHOS[0], "height": 900})

    def abrir(self, page: Page, ruta: str, espera: int = 200) -> None:
        """Open an address that answers ``espera``, and look at it."""
        respuesta = page.goto(ruta)
        if respuesta is None or respuesta.status != espera:
            self.fallas.append(f"{ruta}: respondió {respuesta and respuesta.status}")
        self.mirar(page, ruta)

    def _mirar(self, page: Page, donde: str, ancho: int) -> None:
        es = page.evaluate(_ESTRUCTURA)
        if es["h1"] != 1:
            self.fallas.append(f"{donde}: tiene {es['h1']} h1")
        if es["ancho"] > ancho:
            self.fallas.append(f"{donde}: mide {es['ancho']} px")
        if es["idioma"] != "es-CR" or not es["titulo"].endswith(" · Vigente"):
            self.fallas.append(f"{donde}: idioma {es['idioma']!r}, título {es['titulo']!r}")
        for falta in self._axe.run(page, options=_OPCIONES).response["violations"]:
            nodos = "; ".join(" ".join(map(str, n["target"])) for n in falta["nodes"][:5])
            self.fallas.append(f"{donde}: {falta['id']} ({falta['help']}): {nodos}")
