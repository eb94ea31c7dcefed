"""The seal of this installation, where there is one: opened once, when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

if TYPE_CHECKING:
    from webapp.publicacion.sello import Sello


def ajustes_de_sello(entorno: Mapping[str, str]) -> dict[str, Any]:
    """Settings: a PKCS#12 file and its password; without the file nothing is sealed."""
    return {
        "SELLO_P12": entorno.get("VIGENTE_SELLO_P12") or "",
        "SELLO_CLAVE": entorno.get("VIGENTE_SELLO_CLAVE") or "",
    }


def iniciar(app: Flask) -> None:
    """Open it. Raises ValueError, so that nothing starts that would publish without its seal."""
    app.extensions["sello"] = None
    if not app.config["SELLO_P12"]:
        return
    from webapp.publicacion.sello import SelloInservible, abrir  # heavy: only for who has one

    try:
        app.extensions["sello"] = abrir(
            Path(app.config["SELLO_P12"]), app.config["SELLO_CLAVE"], app.config["RELOJ"]()
        )
    except SelloInservible as error:
        raise ValueError(f"Vigente no arranca con este sello: {error}") from error


def sello() -> Sello | None:
    """The seal of the current application, or None."""
    suyo: Sello | None = current_app.extensions["sello"]
    return suyo
