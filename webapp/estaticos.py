"""Our own files, addressed by their content: kept by the browser for a year, never stale."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from markupsafe import Markup

UN_ANO = 365 * 24 * 3600


class FlaskConEstaticos(Flask):
    """Flask that lets a browser keep what was asked for by its content."""

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """A year for an address that carries the hash of what it answers; otherwise ask every
        time: a page of an older release names the hash it had."""
        dicha = request.args.get("v")
        if dicha is None or request.endpoint != "static" or not self.static_folder:
            return UN_ANO if dicha else None
        return UN_ANO if dicha == _huella(Path(self.static_folder) / (filename or "")) else None

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing here is asynchronous: no view and no hook has to be asked whether it is."""
        return func


def iniciar(app: Flask) -> None:
    """Add the hash of the file (or its package's version) to every address of a static file."""

    @app.url_defaults
    def con_huella(endpoint: str, valores: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in valores and app.static_folder:
            valores.setdefault("v", _huella(Path(app.static_folder) / valores["filename"]))
        elif endpoint == "bootstrap.static":
            valores.setdefault("v", _version("bootstrap-flask"))

    app.add_template_global(estilos)


def estilos(*hojas: str) -> Markup:
    """The links to Bootstrap's stylesheet and to ours: every page carries them, all the same."""
    return _estilos(request.script_root, hojas)


@cache
def _estilos(raiz: str, hojas: tuple[str, ...]) -> Markup:
    enlaces = [url_for("bootstrap.static", filename="css/bootstrap.min.css")]
    enlaces += [url_for("static", filename=f"css/{hoja}.css") for hoja in hojas]
    return Markup("\n  ").join(
        Markup('<link rel="stylesheet" href="{}">').format(enlace) for enlace in enlaces
    )


_version = cache(version)


@cache
def _huella(ruta: Path) -> str | None:
    return hashlib.sha256(ruta.read_bytes()).hexdigest()[:12] if ruta.is_file() else None
