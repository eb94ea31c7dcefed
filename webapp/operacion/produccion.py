"""What an installation that people rely on may not do without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

#: Shorter keys can be tried out.
LARGO_CLAVE = 32
_DE_ESTA_MAQUINA = ("127.0.0.1", "localhost")
_COMO = 'Haga una con: python -c "import secrets; print(secrets.token_urlsafe(48))"'


def faltas(entorno: Mapping[str, str]) -> list[str]:
    """Every reason not to start with ``VIGENTE_PRODUCCION=1``, each with its remedy."""
    dichas = []
    clave = entorno.get("SECRET_KEY") or ""
    if len(clave) < LARGO_CLAVE or len(set(clave)) < LARGO_CLAVE // 4:
        dichas.append(f"SECRET_KEY falta o se puede adivinar. {_COMO}")
    if entorno.get("VIGENTE_HTTPS") != "1":
        dichas.append("VIGENTE_HTTPS=1 falta: sin HTTPS las sesiones viajan a la vista de todos.")
    if not (entorno.get("VIGENTE_URL") or "").startswith("https://"):
        dichas.append(
            "VIGENTE_URL debe ser la dirección https:// que usa la gente: va en los correos."
        )
    if not entorno.get("DATABASE_URL"):
        dichas.append("DATABASE_URL falta: diga en qué base de datos queda la bitácora.")
    return dichas


def ajustes_de_produccion(entorno: Mapping[str, str]) -> dict[str, Any]:
    """Settings of an installation behind ``VIGENTE_PROXIES`` proxies (0: none).

    Raises ValueError with every fault when ``VIGENTE_PRODUCCION=1`` and something is missing.
    """
    en_serio = entorno.get("VIGENTE_PRODUCCION") == "1"
    if en_serio and (dichas := faltas(entorno)):
        raise ValueError("Vigente no arranca así en producción:\n- " + "\n- ".join(dichas))
    return {
        "TRUSTED_HOSTS": _nombres(entorno) if en_serio else None,
        "PROXIES": int(entorno.get("VIGENTE_PROXIES") or 0),
        "METRICAS_CLAVE": entorno.get("VIGENTE_METRICAS") or "",
        "REGISTRO": entorno.get("VIGENTE_REGISTRO") or "",
    }


def _nombres(entorno: Mapping[str, str]) -> list[str]:
    """The names it answers to: that of ``VIGENTE_URL``, those of ``VIGENTE_NOMBRES`` (what a
    load balancer asks by), and the machine's own, which nobody else can be led to."""
    propio = urlsplit(entorno["VIGENTE_URL"]).hostname or ""
    return [propio, *(entorno.get("VIGENTE_NOMBRES") or "").split(), *_DE_ESTA_MAQUINA]


def iniciar(app: Flask) -> None:
    """Believe the address and scheme that the last proxies say, and no other."""
    if n := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way
            app.wsgi_app, x_for=n, x_proto=n, x_host=n
        )
