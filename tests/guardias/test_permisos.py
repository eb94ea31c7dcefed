"""Every view says who may open it, and docs/permisos.md says what happens to everybody.

``make permisos`` writes the tables again; what changed in them is what a reviewer reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.bases import FabricaSqlite, ajustes, cerrar
from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from tests.guardias.permisos import recorrido, tabla
from tests.guardias.permisos.mundo import COLUMNAS, CONSULTADA, Mundo, construir
from tests.guardias.permisos.recorrido import ENTRA, NO, SI
from webapp import create_app
from webapp.permisos import ABIERTO, AJENOS, CERRADOS, INSTITUCIONAL, MAQUINA, PUBLICO, Permiso
from workflows.formatos import cargar

ESCRIBE = "VIGENTE_ESCRIBE_PERMISOS"
COMO_SE_ARREGLA = (
    "\n\nSi eso es lo que debe pasar: `make permisos`, y lea en el `git diff` de docs/permisos.md "
    "a quién se le abrió y a quién se le cerró."
)


@dataclass(frozen=True, slots=True)
class Recorrido:
    """The world, and what happened in it."""

    mundo: Mundo
    rutas: dict[str, recorrido.Ruta]
    celdas: dict[str, dict[str, str]]
    actos: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def hecho(
    fabrica_sqlite: FabricaSqlite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Recorrido]:
    """The walk, once: who may does not depend on the engine."""
    direcciones = fabrica_sqlite.nueva()
    elenco = Elenco()
    carpeta = tmp_path_factory.mktemp("permisos")
    app = create_app(ajustes(direcciones, carpeta, RELOJ=lambda: elenco.ahora))
    app.test_client_class = ClienteAparte
    with app.app_context():
        elenco.cargar()
        mundo = construir(app, elenco)
    ruta = Path(str(sa.make_url(direcciones.aplicacion).database))
    rutas = {r.nombre: r for r in recorrido.rutas(mundo)}
    yield Recorrido(mundo, rutas, recorrido.recorrer(mundo, ruta), recorrido.actos(mundo, ruta))
    cerrar(app)


def test_every_view_declares_who_may_open_it(app: Flask) -> None:
    assert [
        endpoint
        for endpoint in app.view_functions
        if recorrido.permiso_de(app, endpoint) is None and endpoint not in AJENOS | CERRADOS
    ] == []


def test_an_undeclared_view_is_refused(app: Flask) -> None:
    app.add_url_rule("/olvidada", "olvidada", lambda: "no debería verse")
    respuesta = app.test_client().get("/olvidada")
    assert respuesta.status_code == 403
    assert "no debería verse" not in respuesta.text


def test_what_a_view_declares_is_what_happens(hecho: Recorrido) -> None:
    """Whoever the declared permission leaves out is refused, whatever they send."""
    app = hecho.mundo.app
    for nombre, celdas in hecho.celdas.items():
        ruta = hecho.rutas[nombre]
        permiso = recorrido.permiso_de(app, ruta.endpoint)
        for clave, celda in celdas.items():
            quien = f"{nombre}, a «{COLUMNAS[clave][0]}»"
            if permiso is None:
                assert celda in ((NO,) if ruta.endpoint in CERRADOS else (SI, ENTRA)), quien
            elif permiso in (MAQUINA, INSTITUCIONAL):
                assert celda == "404", quien
            elif permiso in (ABIERTO, PUBLICO):
                assert celda == SI, quien
            elif not clave:
                assert celda == ENTRA, quien
            elif not _le_toca(permiso, clave):
                assert celda == NO, quien
            elif ruta.metodo == "GET":
                assert celda in (SI, "404"), quien


def _le_toca(permiso: Permiso, clave: str) -> bool:
    if permiso.roles is None or (permiso.consultados and clave == CONSULTADA):
        return True
    return bool(COLUMNAS[clave][1] & permiso.roles(cargar("manual-cargos")))


def test_where_reading_asks_for_an_account_nobody_reads_without_one(hecho: Recorrido) -> None:
    app = hecho.mundo.app
    publicas = [r for r in hecho.rutas.values() if recorrido.permiso_de(app, r.endpoint) is PUBLICO]
    nadie = recorrido.Visitante(app, "")
    app.config["LECTURA_CON_CUENTA"] = True
    try:
        abiertas = [
            r.nombre
            for r in publicas
            if nadie.pedir(r.metodo, r.direccion).status_code not in (302, 401)
        ]
    finally:
        app.config["LECTURA_CON_CUENTA"] = False
    assert abiertas == []


def test_the_table_of_permissions_says_what_happens(hecho: Recorrido) -> None:
    rutas = {r.nombre: r.permiso for r in hecho.rutas.values()}
    formato = cargar("manual-cargos")
    quienes = {f: ", ".join(formato.acto(f.split(" ")[0]).roles) for f in hecho.actos}
    if os.environ.get(ESCRIBE):
        tabla.escribir("rutas", ("Ruta", "Para"), rutas, hecho.celdas)
        tabla.escribir("actos", ("Acto (de una versión en…)", "Lo hace"), quienes, hecho.actos)
    for cual, dicho in (("rutas", hecho.celdas), ("actos", hecho.actos)):
        malas = tabla.diferencias(cual, dicho)
        assert not malas, "docs/permisos.md " + ";\n".join(malas) + COMO_SE_ARREGLA
