"""What a keystroke costs: the rail's difference of a cargo of 60 items, and a whole save.

    .venv/bin/python -m bench.edicion

CPU time, not the clock on the wall: another program on the machine does not change it. «En frío»
is the first time a process sees the texts; nothing here is asserted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.apoyo import manualito
from tests.apoyo.bases import AJUSTES
from tests.apoyo.reparto import CONTRASENA, Elenco, correo, fundar
from webapp import create_app
from workflows.contenido import Contenido, Item, Seccion
from workflows.diferencias import comparar, renglones
from workflows.formatos import cargar
from workflows.piezas import en_piezas

ITEMS, VECES = 60, 15
FRASES = ["Coordinar", "Revisar", "Preparar", "Registrar", "Proponer", "Atender", "Verificar"]


def cargo() -> Contenido:
    """A text of 60 items, each of some thirty words."""
    texto = manualito.contenido()
    items = tuple(
        Item(
            f"i{n}",
            f"{FRASES[n % 7]} la labor {n} de la dependencia según el programa del año, con los "
            f"equipos de la planta {n % 5} y el personal a cargo, y rendir el informe número {n} a "
            "la jefatura en el plazo que corresponda.",
        )
        for n in range(ITEMS)
    )
    return replace(texto, secciones=(Seccion("actividades_principales", items),))


def editado(texto: Contenido) -> Contenido:
    """The same after a morning: some reworded, one moved, one new, one taken out."""
    items = list(texto.secciones[0].items)
    for n in (3, 17, 40):
        items[n] = replace(items[n], texto=items[n].texto.replace("la jefatura", "la gerencia"))
    items.insert(9, items.pop(30))
    items[20:21] = [Item("nuevo", "Ordenar la bodega de repuestos cada mes.")]
    return replace(texto, secciones=(Seccion("actividades_principales", tuple(items)),))


def gasta(hacer: Callable[[], object]) -> float:
    """Milliseconds of CPU of this process."""
    inicio = time.process_time()
    hacer()
    return (time.process_time() - inicio) * 1000


def diferencia() -> float:
    """The rail's difference, the first time in this process."""
    base, formato = cargo(), cargar("manual-cargos")
    mio = editado(base)
    return gasta(lambda: renglones(comparar(base, mio), formato))


def guardados() -> list[float]:
    """Saves of one item of a draft of 60, from the request to its answer."""
    with tempfile.TemporaryDirectory() as carpeta:
        url = f"sqlite:///{Path(carpeta) / 'bench.db'}"
        motores = {"default": url, "dueno": url}
        app = create_app({**AJUSTES, "INSTANCIA": carpeta, "SQLALCHEMY_ENGINES": motores})
        with app.app_context():
            from flask_security import hash_password  # needs the application

            app.extensions["alembic"].upgrade()
            fundar(hash_password(CONTRASENA))
            elenco = Elenco(ahora=app.config["RELOJ"]()).cargar()
            version = elenco.abrir()
            vista = elenco.vista(version)
            largo = replace(editado(cargo()), encabezado=vista.contenido.encabezado)
            elenco.guardar(version, largo)
            serie = elenco.vista(version).serie
        cliente = app.test_client()
        cliente.post("/entrar", data={"email": correo("ana"), "password": CONTRASENA})
        pieza, tiempos = "item:i5", []
        antes = largo.secciones[0].items[5].texto
        for n in range(VECES):
            despues = f"{antes} Vez {n}."
            cuerpo = {"serie": serie + n, "piezas": {pieza: {
                "antes": {"forma": "numero", "notas": [], "texto": antes},
                "despues": {"forma": "numero", "notas": [], "texto": despues},
            }}}  # fmt: skip
            tiempos.append(
                gasta(lambda c=cuerpo: cliente.post(f"/borradores/{version}/piezas", json=c))
            )
            antes = despues
        return tiempos


def main() -> None:
    """Each cold difference in a process of its own; then the saves."""
    frias = [
        float(
            subprocess.run(
                [sys.executable, "-m", "bench.edicion", "fria"],
                capture_output=True, text=True, check=True,
            ).stdout
        )
        for _ in range(VECES)
    ]  # fmt: skip
    tiempos = guardados()
    print(f"{ITEMS} ítems, {len(en_piezas(cargo()))} piezas; milisegundos de CPU")
    print(f"{'':<40}{'mejor':>8}{'mediana':>10}{'peor':>8}")
    for rotulo, serie in (("diferencia del riel, en frío", frias), ("un guardado", tiempos[1:])):
        mediana = statistics.median(serie)
        print(f"{rotulo:<40}{min(serie):>8.1f}{mediana:>10.1f}{max(serie):>8.1f}")


if __name__ == "__main__":
    if sys.argv[1:] == ["fria"]:
        print(diferencia())
    else:
        main()
