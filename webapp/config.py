"""Settings: defaults that work on a laptop, overridden by the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from webapp.acceso.institucion.ajustes import ajustes_de_institucion
from webapp.acceso.sesiones import ajustes_de_sesiones
from webapp.archivos import MAXIMO_DOCUMENTO
from webapp.correo.ajustes import ajustes_de_correo
from webapp.operacion.produccion import ajustes_de_produccion
from webapp.operacion.sello import ajustes_de_sello

#: What a form weighs besides its file, in bytes.
_RESTO = 5 * 1024 * 1024


_MENSAJES = {
    "GENERIC_AUTHN_FAILED": "El correo o la contraseña no son correctos.",
    "INVALID_EMAIL_ADDRESS": "El correo no está bien escrito: revise que tenga @.",
    "EMAIL_NOT_PROVIDED": "Escriba su correo.",
    "PASSWORD_NOT_PROVIDED": "Escriba su contraseña.",
    "INVALID_PASSWORD": "El correo o la contraseña no son correctos.",
    "DISABLED_ACCOUNT": "El correo o la contraseña no son correctos.",
    "USER_DOES_NOT_EXIST": "El correo o la contraseña no son correctos.",
}


def ajustes(carpeta: Path, entorno: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Flask settings. ``carpeta`` is the instance folder (database, secret key).

    ``DATABASE_URL`` is the application's own user. ``DATABASE_OWNER_URL``, where given, is
    the one that owns the tables and migrates; otherwise both are the same login.
    """
    url = _url(entorno.get("DATABASE_URL") or f"sqlite:///{carpeta / 'vigente.db'}")
    clave = entorno.get("SECRET_KEY") or _clave_propia(carpeta)
    https = entorno.get("VIGENTE_HTTPS") == "1"
    adjunto = int(entorno.get("VIGENTE_ADJUNTO_MB") or 20) * 1024 * 1024
    return {
        "SECRET_KEY": clave,
        "SECRET_KEY_FALLBACKS": (entorno.get("SECRET_KEY_ANTERIORES") or "").split(),
        "SECURITY_PASSWORD_SALT": entorno.get("SECURITY_PASSWORD_SALT") or clave[::-1],
        "SQLALCHEMY_ENGINES": {
            "default": url,
            "dueno": _url(entorno.get("DATABASE_OWNER_URL") or "") or url,
        },
        "RELOJ": lambda: datetime.now(UTC),
        "PRUEBA_MINUTOS": int(entorno.get("VIGENTE_PRUEBA_MINUTOS") or 15),
        "LECTURA_CON_CUENTA": entorno.get("VIGENTE_LECTURA") == "cuenta",
        "ZONA": entorno.get("VIGENTE_ZONA") or "America/Costa_Rica",
        **ajustes_de_produccion(entorno),
        **ajustes_de_sesiones(entorno),
        **ajustes_de_institucion(entorno),
        **ajustes_de_correo(carpeta, entorno),
        **ajustes_de_sello(entorno),
        "ARCHIVOS": carpeta / "archivos",
        "MAXIMO_ADJUNTO": adjunto,
        "MAX_CONTENT_LENGTH": max(MAXIMO_DOCUMENTO, adjunto) + _RESTO,
        "COLA": carpeta / "cola.db",
        "SALIDAS": carpeta / "salidas",
        "COPIAS": carpeta / "copias",
        "AVANCES": carpeta / "avances",
        "RETENCION_DIAS": int(entorno.get("VIGENTE_RETENCION_DIAS") or 0),
        "OBREROS": int(entorno.get("VIGENTE_OBREROS") or min(os.cpu_count() or 1, 4)),
        "TRABAJADORES": int(entorno.get("VIGENTE_TRABAJADORES") or 1),
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 20_000,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_NAME": _galleta("sesion", https),
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "es_CR",
        "BABEL_DEFAULT_TIMEZONE": "America/Costa_Rica",
        "BOOTSTRAP_SERVE_LOCAL": True,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_LOGIN_URL": "/entrar",
        "SECURITY_LOGOUT_URL": "/salir",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "/bandeja",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_UNAUTHORIZED_VIEW": None,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        **{f"SECURITY_MSG_{clave}": (texto, "error") for clave, texto in _MENSAJES.items()},
        # People are made by casos, with an acto; these commands would go around the record.
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_CLI_ROLES_NAME": False,
        "SECURITY_REGISTERABLE": False,
        "SECURITY_RECOVERABLE": False,
        "SECURITY_CHANGEABLE": False,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"email": {"mapper": _correo}}],
    }


def _galleta(nombre: str, https: bool) -> str:
    """The name of a cookie: over HTTPS, one that no other site of the domain can set."""
    return f"__Host-vigente-{nombre}" if https else f"vigente-{nombre}"


def _correo(identidad: str) -> str | None:
    identidad = identidad.strip().lower()
    return identidad if "@" in identidad else None


def _url(url: str) -> str:
    """Accept the spellings of a PostgreSQL address that other programs use."""
    for esquema in ("postgres://", "postgresql://"):
        if url.startswith(esquema):
            return "postgresql+psycopg://" + url.removeprefix(esquema)
    return url


def _clave_propia(carpeta: Path) -> str:
    """A secret key of this installation, made once and kept readable by its owner only."""
    carpeta.mkdir(parents=True, exist_ok=True)
    archivo = carpeta / "clave"
    try:
        descriptor = os.open(archivo, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return archivo.read_text("ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as salida:
        salida.write(secrets.token_urlsafe(48))
    return archivo.read_text("ascii")
