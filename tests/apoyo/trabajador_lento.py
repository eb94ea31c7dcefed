"""A worker in a process of its own that begins a job and never ends it: to be killed.

With a second argument it prints that many cargos of a whole manual before it stops there.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.apoyo.bases import Direcciones, ajustes
from webapp import create_app
from webapp.publicacion import taller
from webapp.publicacion.obrero import Obrero
from webapp.trabajos.clases import CLASES, Avance
from webapp.trabajos.cola import Cola
from webapp.trabajos.salidas import Salida


def _nunca(datos: Mapping[str, Any], avance: Avance) -> Salida:
    avance(1, 5, "Escribiendo letras")
    print("empezado", flush=True)
    threading.Event().wait(60)
    raise AssertionError("nobody killed it")


def _hasta(cuantos: int) -> None:
    impresos = []

    def aqui(_: Obrero, funcion: Callable[..., bytes], *args: object) -> bytes:
        if len(impresos) == cuantos:
            print("empezado", flush=True)
            threading.Event().wait(60)
        impresos.append(funcion)
        return funcion(*args)

    taller.Obrero.hacer = aqui  # type: ignore[method-assign]  # in this process only


def main() -> None:
    """Take the next message of the queue of the database named in the environment."""
    CLASES["prueba"] = _nunca
    if len(sys.argv) > 2:
        _hasta(int(sys.argv[2]))
    direcciones = Direcciones(os.environ["DE_APLICACION"], os.environ["DE"])
    app = create_app(ajustes(direcciones, Path(sys.argv[1])))
    cola: Cola = app.extensions["trabajos"]
    cola.huey.execute(cola.huey.dequeue())


if __name__ == "__main__":
    main()
