"""Every view says who may open it, and what it says is what happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, url_for

from tests.apoyo.importacion import subido
from tests.apoyo.masivo import cambiado
from tests.apoyo.papeles import con_adjunto
from tests.apoyo.puntos import llevar
from tests.apoyo.reparto import PERSONAS, SLUG, Elenco
from tests.apoyo.trabajos import trabajo_hecho
from tests.conftest import ClienteAparte
from webapp.permisos import ABIERTO, AJENOS, CERRADOS, MAQUINA, PUBLICO, Permiso
from workflows.verificacion import codigo_de


def vistas(app: Flask) -> dict[str, Permiso | None]:
    """Endpoint → the permission it declares."""
    return {
        endpoint: getattr(vista, "permiso", None) for endpoint, vista in app.view_functions.items()
    }


def test_every_view_declares_who_may_open_it(app: Flask) -> None:
    assert [e for e, p in vistas(app).items() if p is None and e not in AJENOS | CERRADOS] == []


def test_an_undeclared_view_is_refused(app: Flask) -> None:
    app.add_url_rule("/olvidada", "olvidada", lambda: "no debería verse")
    respuesta = app.test_client().get("/olvidada")
    assert respuesta.status_code == 403
    assert "no debería verse" not in respuesta.text


@pytest.fixture
def rutas(app: Flask, elenco: Elenco) -> dict[str, tuple[str, Permiso]]:
    """Every endpoint that answers GET, with a real address."""
    with app.app_context():
        otro = elenco.cargos["ejecutivo-general-produccion"]
        punto_id = llevar(elenco, elenco.revisada("Dirigir.", otro))
        grupo_id, versiones = cambiado(elenco, "caudales", "niveles")
        vistas_ = [elenco.vista(v) for v in versiones]
        suya = next(v for v in vistas_ if v.cargo.slug == "operativo-general-produccion")
        valores: dict[str, object] = {
            "item": suya.contenido.ids()[-1],
            "codigo": codigo_de(SLUG, suya.version.base_id or 0, suya.base_hash),
            "competencia": "iniciativa",
            "slug": SLUG,
            "cargo": "operativo-general-produccion",
            "etiqueta": "09-2020",
            "numero": "AJD-2020-197",
            "grupo_id": grupo_id,
            "version_id": versiones[0],
            "tipo": "pdf",
            "persona_id": elenco.personas["ana"],
            "punto_id": punto_id,
            "huella": con_adjunto(elenco, app.config["ARCHIVOS"], "AJD-2020-197"),
            "formato": "pdf",
            "cual": 1,
            "lectura_id": subido(app, elenco),
            "trabajo_id": trabajo_hecho(app, elenco.manual_id),
        }
    rutas = {}
    with app.test_request_context():
        for regla in app.url_map.iter_rules():
            permiso = vistas(app)[regla.endpoint]
            if permiso is not None and "GET" in (regla.methods or ()):
                argumentos = {a: valores[a] for a in regla.arguments}
                rutas[regla.endpoint] = (url_for(regla.endpoint, **argumentos), permiso)
    return rutas


@pytest.mark.parametrize("quien", ["", *PERSONAS])
def test_each_person_opens_what_their_role_allows_and_nothing_else(
    app: Flask,
    rutas: dict[str, tuple[str, Permiso]],
    publico: ClienteAparte,
    como: Callable[[str], ClienteAparte],
    quien: str,
) -> None:
    from workflows.formatos import cargar

    cliente = como(quien) if quien else publico
    roles = set(PERSONAS[quien][3]) if quien else set()
    for endpoint, (ruta, permiso) in rutas.items():
        with cliente.get(ruta) as respuesta:
            codigo = respuesta.status_code
        if permiso is MAQUINA:
            assert codigo == 404, endpoint
        elif permiso in (ABIERTO, PUBLICO) or (quien and permiso.roles is None):
            assert codigo == 200, endpoint
        elif not quien:
            assert codigo == 302, endpoint
        else:
            suyo = permiso.roles and roles & permiso.roles(cargar("manual-cargos"))
            assert (codigo == 403) is not bool(suyo), (endpoint, quien, codigo)
