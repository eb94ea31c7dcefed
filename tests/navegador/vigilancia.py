"""What a browser complains about: errors on its console, and requests that go elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

_DE_CARGA = "Failed to load resource"


@dataclass
class Vigilancia:
    """Watches every page of the browsers it is given.

    ``se_esperan_fallas`` is set by a test that breaks the server or the network on purpose;
    ``confia``, by one that goes to another site and comes back.
    """

    url: str
    se_esperan_fallas: bool = False
    confia: tuple[str, ...] = ()
    _errores: list[tuple[str, str]] = field(default_factory=list)
    _ajenas: list[str] = field(default_factory=list)
    _negadas: set[str] = field(default_factory=set)

    def vigilar(self, contexto: BrowserContext) -> None:
        """Watch the pages of a browser, those there are and those to come."""
        contexto.on("console", self._consola)
        contexto.on("weberror", self._guion)
        contexto.on("request", self._peticion)
        contexto.on("response", self._respuesta)

    def problemas(self) -> list[str]:
        """Everything there was to complain about.

        A page refused with a status of its own is on the console too: that one is the page's.
        """
        ajenas = [f"pidió {url}" for url in self._ajenas]
        if self.se_esperan_fallas:
            return ajenas
        return ajenas + [
            f"{donde}: {texto}"
            for texto, donde in self._errores
            if not (texto.startswith(_DE_CARGA) and donde in self._negadas)
        ]

    def _consola(self, mensaje: ConsoleMessage) -> None:
        if mensaje.type in ("error", "warning"):
            self._errores.append((mensaje.text, mensaje.location["url"]))

    def _guion(self, error: WebError) -> None:
        self._errores.append((str(error.error), error.page.url if error.page else ""))

    def _peticion(self, peticion: Request) -> None:
        propias = (f"{self.url}/", *self.confia, "data:", "blob:", "about:")
        if not peticion.url.startswith(propias):
            self._ajenas.append(peticion.url)

    def _respuesta(self, respuesta: Response) -> None:
        if respuesta.status >= 400 and respuesta.request.is_navigation_request():
            self._negadas.add(respuesta.url)
