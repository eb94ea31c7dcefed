"""The whole record checked as a job: what ``bitacora verificar`` does, with a bar that tells."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app

from webapp.bd import db, transaccion
from webapp.bitacora.cadena import manuales
from webapp.bitacora.guardias import guardias_de_hoy
from webapp.bitacora.verificar import cuantos, verificar
from webapp.casos.anotar_verificacion import anotar_verificacion
from webapp.consultas.manuales import ManualVisto
from webapp.hechos import cadena_de
from webapp.modelos.trabajo import Ambito
from webapp.trabajos.clases import Avance, clase
from webapp.trabajos.filas import Encargo
from webapp.trabajos.salidas import Salida, guardar
from workflows.fechas import escribir_fecha

CLASE = "verificacion"


def encargo_de(manual: ManualVisto, persona_id: int, ahora: datetime) -> Encargo:
    """What to ask for. Who asks within the same minute joins the one there is."""
    return Encargo(
        manual.id,
        CLASE,
        "Verificación de la bitácora",
        {},
        ahora.strftime("%Y-%m-%dT%H:%M"),
        Ambito.TRAMITE,
        persona_id,
    )


@clase(CLASE)
def hacer(datos: Mapping[str, Any], avance: Avance) -> Salida:
    """The job: every chain, text, version, number and trigger of the installation."""
    with db.sessionmaker() as session:
        cabezas = {id_: cadena_de(session, id_) for id_ in manuales(session.connection())}
    hechos = 0
    with db.engine.connect() as conexion:
        total = cuantos(conexion)

        def uno(n: int) -> None:
            nonlocal hechos
            hechos += n
            avance(hechos, total, "Comprobando")

        roturas = [str(r) for r in verificar(conexion, guardias_de_hoy(), uno)]
    ahora = current_app.config["RELOJ"]()
    with transaccion() as session:
        anotar_verificacion(session, ahora, cabezas, roturas)
    return _salida(_informe(roturas, total, escribir_fecha(ahora.date())))


def _informe(roturas: list[str], total: int, dia: str) -> str:
    lineas = [f"Verificación de la bitácora, {dia}: {total} actos y textos comprobados."]
    lineas += [f"ROTO  {r}" for r in roturas] or ["La bitácora está íntegra."]
    return "\n".join(lineas) + "\n"


def _salida(texto: str) -> Salida:
    carpeta = Path(current_app.config["SALIDAS"])
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporal = tempfile.mkstemp(dir=carpeta, prefix=".")
    with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
        archivo.write(texto)
    return guardar(carpeta, Path(temporal), "verificacion.txt", "text/plain")
