"""A process that does one thing after another for its parent, and is replaced before it grows.

What typst holds (some 200 MB) and whatever a library forgets to give back stay out of the server,
and several print at once. A child ends by itself when its parent dies, however it dies: what it
waits for is a pipe that closes then.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, TypeVar

_R = TypeVar("_R")
_RAIZ = Path(__file__).parents[2]
#: Where a process of these writes what it answers; nowhere in any other.
_oyen: list[BinaryIO] = []
#: How many things a process does before another takes its place.
CADA = 250


class ObreroCaido(RuntimeError):
    """The process ended without an answer (out of memory, or killed)."""


class ObreroLento(ObreroCaido):
    """It was stopped: what was asked took longer than the ``segundos`` it may."""

    def __init__(self, segundos: float) -> None:
        super().__init__(f"se detuvo a los {segundos} segundos")
        self.segundos = segundos


class FallaAjena(RuntimeError):
    """What went wrong inside the process, with its own trace."""


@dataclass(frozen=True, slots=True)
class Limites:
    """What a process may take: ``memoria`` in bytes of address space and, for each thing asked,
    ``plazo`` in seconds of processor and ``espera`` in seconds of the clock, which are more where
    the machine does other things too. It writes no file either."""

    memoria: int
    plazo: float
    espera: float


class Obrero:
    """One process at a time. Functions and what they are given go by pickle, to our own child."""

    def __init__(self, limites: Limites | None = None) -> None:
        self._limites = limites
        self._proceso: subprocess.Popen[bytes] | None = None
        self._hechas = 0

    def __enter__(self) -> Obrero:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        self.cerrar()

    def hacer(
        self, funcion: Callable[..., _R], *args: Any, al_avanzar: Callable[..., None] | None = None
    ) -> _R:
        """``funcion(*args)`` in the process; what it says with ``avisar`` meanwhile is passed on
        to ``al_avanzar``. Raises ObreroCaido, ObreroLento or FallaAjena."""
        if self._hechas == CADA:
            self.cerrar()
        proceso = self._proceso or self._empezar()
        assert proceso.stdin is not None
        assert proceso.stdout is not None
        self._hechas += 1
        espera = self._limites.espera if self._limites else float("inf")
        alarma = threading.Timer(min(espera, threading.TIMEOUT_MAX), proceso.kill)
        alarma.daemon, empezo = True, time.monotonic()
        if self._limites:
            alarma.start()
        try:
            pickle.dump((funcion, args), proceso.stdin)
            proceso.stdin.flush()
            bien, respuesta = _oir(proceso.stdout)
            while bien is None:
                if al_avanzar:
                    al_avanzar(*respuesta)
                bien, respuesta = _oir(proceso.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.cerrar()
            if self._limites and proceso.returncode == -signal.SIGXCPU:
                raise ObreroLento(self._limites.plazo) from error
            if time.monotonic() - empezo >= espera:
                raise ObreroLento(espera) from error
            raise ObreroCaido("el proceso que compone documentos se detuvo") from error
        finally:
            alarma.cancel()
        if not bien:
            raise FallaAjena(respuesta)
        hecho: _R = respuesta
        return hecho

    def cerrar(self) -> None:
        """End the process, if there is one."""
        if self._proceso is not None:
            self._proceso.kill()
            self._proceso.communicate()
        self._proceso, self._hechas = None, 0

    def _empezar(self) -> subprocess.Popen[bytes]:
        limites = f"{self._limites.memoria}, {self._limites.plazo}" if self._limites else ""
        self._proceso = subprocess.Popen(  # noqa: S603  # our own program, nothing from outside
            [sys.executable, "-c", f"from {__name__} import main; main({limites})"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_RAIZ,
        )
        return self._proceso


def _oir(de: IO[bytes]) -> tuple[bool | None, Any]:
    """Whether it went well and what it gave or why not; None, and how far it is."""
    dicho: tuple[bool | None, Any] = pickle.load(de)  # noqa: S301  # from our own child
    return dicho


def avisar(*que: Any) -> None:
    """What is done here tells whoever asked for it how far it is; nobody, outside a process."""
    for quien in _oyen:
        pickle.dump((None, que), quien)
        quien.flush()


def main(memoria: int = 0, plazo: float = 0) -> None:
    """The child: answer until nobody asks. What a library prints goes to the error output."""
    if memoria:
        _limitar(memoria)
    preguntas = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as respuestas:
        os.dup2(2, 1)
        _oyen.append(respuestas)
        while True:
            try:
                funcion, args = pickle.load(preguntas)  # noqa: S301  # from our own parent
            except EOFError:
                return
            if plazo:
                _dar(plazo)
            try:
                respuesta = (True, funcion(*args))
            except Exception as error:
                respuesta = (False, "".join(traceback.format_exception(error)))
            try:
                pickle.dump(respuesta, respuestas)
                respuestas.flush()
            except BrokenPipeError:
                os._exit(1)  # whoever asked is dead


def _limitar(memoria: int) -> None:
    import resource  # only where there are limits to set

    for cual, tope in (
        (resource.RLIMIT_AS, memoria),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(cual, (tope, tope))


def _dar(plazo: float) -> None:
    """So many seconds of processor from now on: then SIGXCPU ends the process."""
    import resource  # only where there are limits to set

    usado = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    duro = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(usado + plazo), duro))
