"""What people send is read in a process apart, with little memory and little time.

A file can be made to take hours, or all the memory there is, from whoever opens it: a PDF of a
few kilobytes that says thousands of millions of words, say. Libraries do not stop by themselves.
Here they are stopped, the file is refused, and nobody else notices.
"""

from __future__ import annotations

import atexit
import logging
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from webapp.publicacion.obrero import (
    FallaAjena,
    Limites,
    Obrero,
    ObreroCaido,
    ObreroLento,
    avisar,
)
from workflows.errores import ErrorVigente, LecturaFallida
from workflows.formatos import Formato
from workflows.lectura import Lectura, leer
from workflows.lectura.correcciones import de_texto

_R = TypeVar("_R")
#: How long a process waits for another file before it gives its memory back, in seconds.
OCIO = 60.0
_COMO = "Divídalo en partes, o guárdelo como texto y suba ese."
_registro = logging.getLogger("vigente.lectores")


class Lector:
    """One process that reads one file after another. Threads take turns."""

    def __init__(self, memoria: int, plazo: float, espera: float) -> None:
        self._obrero = Obrero(Limites(memoria, plazo, espera))
        self._plazo = plazo
        self._turno = threading.Lock()
        self._ocio: threading.Timer | None = None
        atexit.register(self.cerrar)

    def hacer(
        self,
        nombre: str,
        funcion: Callable[..., _R],
        *args: Any,
        al_avanzar: Callable[[int, int], None] | None = None,
    ) -> _R:
        """``funcion(*args)`` apart; ``nombre`` is what the refusals call the file. What it says
        with ``avisar`` meanwhile is passed on to ``al_avanzar``.

        Raises what the function refuses with, and LecturaFallida when it has to be stopped.
        """
        archivo = f"«{nombre}»" if nombre else "El archivo"
        if not self._turno.acquire(timeout=self._plazo):
            raise LecturaFallida(
                "El programa está leyendo otros documentos que tardan mucho.",
                "No se guardó nada: vuelva a subirlo en unos minutos.",
            )
        try:
            hecho, falla = self._obrero.hacer(_en_el_hijo, funcion, args, al_avanzar=al_avanzar)
        except ObreroLento as error:
            raise LecturaFallida(
                f"{archivo} tardó más de {_dicho(error.segundos)} en leerse y se dejó de leer.",
                _COMO,
            ) from error
        except (ObreroCaido, FallaAjena) as error:
            raise _demasiado(archivo) from error
        finally:
            self._volver_a_contar()
            self._turno.release()
        if isinstance(falla, ErrorVigente):
            raise falla
        if falla == MemoryError.__name__:
            raise _demasiado(archivo)
        if falla is not None:
            _registro.error("un archivo no se pudo leer: %s", falla)
            raise LecturaFallida(
                f"{archivo} no se pudo leer: está dañado, o no es lo que parece.",
                "Ábralo en el programa con que se hizo, guárdelo de nuevo y vuelva a subirlo.",
            )
        return hecho  # type: ignore[no-any-return]  # what the function gave

    def cerrar(self) -> None:
        """End the process, if nobody is using it."""
        if self._turno.acquire(blocking=False):
            try:
                self._obrero.cerrar()
            finally:
                self._turno.release()

    def _volver_a_contar(self) -> None:
        if self._ocio is not None:
            self._ocio.cancel()
        self._ocio = threading.Timer(OCIO, self.cerrar)
        self._ocio.daemon = True
        self._ocio.start()


#: Documents to be read: a manual of five hundred cargos in PDF takes a minute of processor and
#: 300 MB; on a machine with much else to do, several minutes of the clock.
documentos = Lector(memoria=1024 * 2**20, plazo=120.0, espera=480.0)
#: Attachments, only looked over.
adjuntos = Lector(memoria=512 * 2**20, plazo=30.0, espera=120.0)


def leer_documento(
    datos: bytes,
    formatos: Sequence[Formato],
    nombre: str = "",
    correcciones: str = "{}",
    avance: Callable[[int, int], None] | None = None,
) -> Lectura:
    """``workflows.lectura.leer`` apart, with the corrections as they are kept; ``avance`` is told
    how many pages were read, and of how many.

    Raises LecturaFallida.
    """
    return documentos.hacer(nombre, _leer, datos, formatos, nombre, correcciones, al_avanzar=avance)


def _leer(datos: bytes, formatos: Sequence[Formato], nombre: str, correcciones: str) -> Lectura:
    dichos = de_texto(correcciones)
    return leer(datos, formatos, nombre=nombre, dichos=dichos, avance=avisar)


def _en_el_hijo(funcion: Callable[..., _R], args: tuple[Any, ...]) -> tuple[Any, Any]:
    """What it gave and None; or None and why not: a refusal, or where it failed, without a word
    of the file, which would end up in the log."""
    try:
        return funcion(*args), None
    except ErrorVigente as error:
        return None, error
    except MemoryError:
        return None, MemoryError.__name__
    except Exception as error:
        donde = "".join(traceback.format_tb(error.__traceback__)[-3:])
        return None, f"{type(error).__name__}\n{donde}"


def _demasiado(archivo: str) -> LecturaFallida:
    return LecturaFallida(f"{archivo} es demasiado grande por dentro.", _COMO)


def _dicho(segundos: float) -> str:
    return f"{segundos / 60:.0f} minutos" if segundos >= 120 else f"{segundos:.0f} segundos"
