"""The application: see the README for its layout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

RAIZ = Path(__file__).resolve().parent.parent


def create_app(cambios: Mapping[str, Any] | None = None) -> Flask:
    """The application, with ``cambios`` over the settings of the environment.

    Its parts are imported here: a child that only prints documents imports this package too.
    """
    from webapp import (
        cabeceras,
        cli,
        direcciones,
        entrada,
        errores,
        estaticos,
        extensiones,
        presentacion,
        vistas,
    )
    from webapp.config import ajustes
    from webapp.operacion import metricas, produccion, registros, sello
    from webapp.trabajos import cola

    app = estaticos.FlaskConEstaticos(
        __name__,
        instance_path=str((cambios or {}).get("INSTANCIA") or RAIZ / "instance"),
        template_folder=str(RAIZ / "templates"),
    )
    app.config.update(ajustes(Path(app.instance_path)))
    app.config.update(cambios or {})
    cabeceras.iniciar(app)
    produccion.iniciar(app)
    registros.iniciar(app)
    metricas.iniciar(app)
    extensiones.iniciar(app)
    estaticos.iniciar(app)
    presentacion.iniciar(app)
    direcciones.iniciar(app)
    errores.iniciar(app)
    entrada.iniciar(app)
    cola.iniciar(app)
    sello.iniciar(app)
    vistas.iniciar(app)
    cli.iniciar(app)
    return app
