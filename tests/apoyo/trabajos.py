"""Jobs of the tests: a kind of work that writes a text, and what becomes of a job."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from webapp.bd import db, transaccion
from webapp.modelos.trabajo import Ambito, Trabajo
from webapp.trabajos.clases import CLASES, Avance, Hacer
from webapp.trabajos.cola import Cola
from webapp.trabajos.filas import Encargo, pedir
from webapp.trabajos.salidas import Salida, guardar


def escribir(datos: Mapping[str, Any], avance: Avance) -> Salida:
    """A job that writes its ``texto``, a letter a step."""
    carpeta = Path(current_app.config["SALIDAS"])
    carpeta.mkdir(parents=True, exist_ok=True)
    hecho = carpeta / f".{os.getpid()}"
    texto = datos["texto"]
    for n in range(len(texto)):
        avance(n, len(texto), "Escribiendo letras")
    hecho.write_text(texto, "utf-8")
    return guardar(carpeta, hecho, "texto.txt", "text/plain")


@contextmanager
def clase(nombre: str, hacer: Hacer = escribir) -> Iterator[None]:
    """A kind of work that exists while the block runs."""
    antes = dict(CLASES)
    CLASES[nombre] = hacer
    try:
        yield
    finally:
        CLASES.clear()
        CLASES.update(antes)


def encargo(manual_id: int, texto: str = "hola", **otros: Any) -> Encargo:
    """The work of writing a text."""
    valores = {"titulo": "Un texto", "ambito": Ambito.PUBLICO, "clase": "prueba"} | otros
    return Encargo(manual_id=manual_id, datos={"texto": texto}, depende=texto, **valores)


def pedido(app: Flask, que: Encargo) -> int:
    """Ask for it; its id."""
    with transaccion() as session:
        return pedir(session, que, app.config["RELOJ"](), Path(app.config["SALIDAS"])).id


def trabajo(id_: int) -> Trabajo:
    """The row of a job as it is now."""
    with db.sessionmaker() as session:
        return session.get_one(Trabajo, id_)


def cola(app: Flask) -> Cola:
    """The queue of an application."""
    suya: Cola = app.extensions["trabajos"]
    return suya


def atender(app: Flask) -> None:
    """Do every job that waits in the queue, as a worker would."""
    suya = cola(app)
    while (tarea := suya.huey.dequeue()) is not None:
        suya.huey.execute(tarea)


def trabajo_hecho(app: Flask, manual_id: int) -> int:
    """A job that was done, with its file."""
    with clase("prueba"):
        id_ = pedido(app, encargo(manual_id))
        cola(app).correr(id_)
    return id_
