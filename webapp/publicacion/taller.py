"""Several processes that print at once, and the copies they have already printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any

from webapp.publicacion import copias
from webapp.publicacion.documento import Documento
from webapp.publicacion.imprenta import imprimir
from webapp.publicacion.obrero import Obrero
from webapp.publicacion.pdf import pdf_de


class Taller:
    """``cuantos`` processes; ``carpeta`` is where the copies are. Close it, or use it in a with."""

    def __init__(self, carpeta: Path, cuantos: int) -> None:
        self._carpeta = carpeta
        self._obreros = [Obrero() for _ in range(cuantos)]
        self._libres: SimpleQueue[Obrero] = SimpleQueue()
        for obrero in self._obreros:
            self._libres.put(obrero)
        self._hilos = ThreadPoolExecutor(cuantos, thread_name_prefix="taller")
        #: How many cargos were printed here, and not found among the copies.
        self.impresos = 0

    def __enter__(self) -> Taller:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        self._hilos.shutdown(cancel_futures=True)
        for obrero in self._obreros:
            obrero.cerrar()

    def copias_de(self, documentos: Sequence[Documento]) -> Iterator[Path]:
        """The PDF of each, in their order, as they come; printed only where there was none."""
        return self._hilos.map(self._copia_de, documentos)

    def imprimir(self, plantilla: str, datos: Mapping[str, Any], momento: datetime) -> bytes:
        """A template with its data; not kept."""
        return self._hacer(imprimir, plantilla, dict(datos), momento)

    def _copia_de(self, documento: Documento) -> Path:
        clave = copias.clave_de(documento)
        ruta = copias.ruta_de(self._carpeta, clave)
        if ruta.is_file():
            return ruta
        hecha = copias.guardar(self._carpeta, clave, self._hacer(pdf_de, documento))
        self.impresos += 1
        return hecha

    def _hacer(self, funcion: Callable[..., bytes], *args: Any) -> bytes:
        obrero = self._libres.get()
        try:
            return obrero.hacer(funcion, *args)
        finally:
            self._libres.put(obrero)
