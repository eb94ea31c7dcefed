"""A process that does one thing after another for its parent, and is replaced before it grows.

What typst holds (some 200 MB) and whatever a library forgets to give back stay out of the server,
and several print at once. A child ends by itself when its parent dies, however it dies: what it
waits for is a pipe that closes then.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

_R = TypeVar("_R")
_RAIZ = Path(__file__).parents[2]
#: How many things a process does before another takes its place.
CADA = 250


class ObreroCaido(RuntimeError):
    """The process ended without an answer (out of memory, or killed)."""


class FallaAjena(RuntimeError):
    """What went wrong inside the process, with its own trace."""


class Obrero:
    """One process at a time. Functions and what they are given go by pickle, to our own child."""

    def __init__(self) -> None:
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

    def hacer(self, funcion: Callable[..., _R], *args: Any) -> _R:
        """``funcion(*args)`` in the process. Raises ObreroCaido or FallaAjena."""
        if self._hechas == CADA:
            self.cerrar()
        proceso = self._proceso or self._empezar()
        assert proceso.stdin is not None
        assert proceso.stdout is not None
        self._hechas += 1
        try:
            pickle.dump((funcion, args), proceso.stdin)
            proceso.stdin.flush()
            bien, respuesta = pickle.load(proceso.stdout)  # noqa: S301  # from our own child
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.cerrar()
            raise ObreroCaido("el proceso que compone documentos se detuvo") from error
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
        self._proceso = subprocess.Popen(  # noqa: S603  # our own program, nothing from outside
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_RAIZ,
        )
        return self._proceso


def main() -> None:
    """The child: answer until nobody asks. What a library prints goes to the error output."""
    preguntas = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as respuestas:
        os.dup2(2, 1)
        while True:
            try:
                funcion, args = pickle.load(preguntas)  # noqa: S301  # from our own parent
            except EOFError:
                return
            try:
                respuesta = (True, funcion(*args))
            except Exception as error:
                respuesta = (False, "".join(traceback.format_exception(error)))
            try:
                pickle.dump(respuesta, respuestas)
                respuestas.flush()
            except BrokenPipeError:
                os._exit(1)  # whoever asked is dead
