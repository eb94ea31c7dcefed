"""``python -m tests.fallas``: the faults at length, on the engines asked for, and a table."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from tests.apoyo.bases import (
    Direcciones,
    FabricaPostgresql,
    FabricaSqlite,
    ajustes,
    cerrar,
    servidor_postgresql,
)
from tests.apoyo.reparto import Elenco
from tests.conftest import _plantilla
from tests.fallas.muertes import Cuenta, matar
from webapp import create_app

MOTORES = ("sqlite", "postgresql")


@contextmanager
def fabrica(motor: str, carpeta: Path) -> Iterator[FabricaSqlite | FabricaPostgresql]:
    """Databases of an engine, outside of pytest."""
    if motor == "sqlite":
        yield FabricaSqlite(carpeta, _plantilla(carpeta))
        return
    with servidor_postgresql() as socket:
        yield FabricaPostgresql(socket, _plantilla(carpeta))


@contextmanager
def aplicacion(direcciones: Direcciones, carpeta: Path) -> Iterator[tuple[Flask, Elenco]]:
    """An application that looks at a database, and the cast."""
    app = create_app(ajustes(direcciones, carpeta))
    with app.app_context():
        elenco = Elenco().cargar()
    yield app, elenco
    cerrar(app)


def muertes(motor: str, veces: int, semilla: int) -> tuple[str, bool]:
    """A worker killed so many times: the row of the table, and whether all went well."""

    def decir(cuenta: Cuenta) -> None:
        print(f"\r{motor}: {cuenta.muertes}/{veces}", end="", file=sys.stderr, flush=True)

    empezo = time.monotonic()
    with tempfile.TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        with fabrica(motor, carpeta) as f:
            direcciones = f.nueva()
            with aplicacion(direcciones, carpeta) as (app, elenco):
                cuenta = matar(
                    app, elenco, direcciones, carpeta, veces=veces, semilla=semilla, avance=decir
                )
    print(file=sys.stderr)
    guardados, actos, acuerdos = cuenta.confirmados
    cortes = ", ".join(f"{que} {n}" for que, n in sorted(cuenta.cortadas.items()))
    for falta in cuenta.faltas:
        print(f"FALTA {falta}")
    tardo = time.monotonic() - empezo
    fila = (
        f"| {motor} | {cuenta.muertes} | {cuenta.con_corte} ({cortes}) | {guardados} | {actos} |"
        f" {acuerdos} | {cuenta.en_duda} | {len(cuenta.faltas)} | {tardo:.0f} s |"
    )
    return fila, not cuenta.faltas and cuenta.muertes == veces


def main() -> int:
    """Run what was asked for; 1 when something was lost."""
    opciones = argparse.ArgumentParser(prog="python -m tests.fallas", description=__doc__)
    opciones.add_argument("--veces", type=int, default=100, help="cuántas muertes, cada motor")
    opciones.add_argument("--motor", choices=MOTORES, action="append", help="ambos si no se dice")
    opciones.add_argument("--semilla", type=int, default=int(time.time()))
    pedido = opciones.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.platform()}, semilla {pedido.semilla}"
    )
    print(
        "| motor | muertes | cortaron algo | guardados confirmados | actos | acuerdos | en duda |"
        " faltas | tiempo |\n|---|---|---|---|---|---|---|---|---|"
    )
    bien = True
    for motor in pedido.motor or MOTORES:
        fila, fue_bien = muertes(motor, pedido.veces, pedido.semilla)
        print(fila, flush=True)
        bien &= fue_bien
    return 0 if bien else 1


if __name__ == "__main__":
    sys.exit(main())
