"""Where e-mail goes out, from the environment; without a server it is left in files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

#: Seconds to wait for a mail server before trying later.
ESPERA = 20


def ajustes_de_correo(carpeta: Path, entorno: Mapping[str, str]) -> dict[str, Any]:
    """Flask-Mailman's settings and ours. Messages without a server go to ``carpeta``/correo.

    Raises ValueError, saying how it is written, for an address that is not of a mail server.
    """
    anfitrion = entorno.get("HOST") or "127.0.0.1"
    puerto = entorno.get("PORT") or "8000"
    return {
        "URL": (entorno.get("VIGENTE_URL") or f"http://{anfitrion}:{puerto}").rstrip("/"),
        "CORREO_CADA": float(entorno.get("VIGENTE_CORREO_CADA") or 30),
        "HORA_RESUMEN": int(entorno.get("VIGENTE_HORA_RESUMEN") or 7),
        "MAIL_DEFAULT_SENDER": entorno.get("VIGENTE_REMITENTE") or "Vigente <vigente@localhost>",
        "MAIL_FILE_PATH": str(carpeta / "correo"),
        "MAIL_TIMEOUT": ESPERA,
        **_servidor(entorno.get("VIGENTE_SMTP") or ""),
    }


def _servidor(url: str) -> dict[str, Any]:
    if not url:
        return {"MAIL_BACKEND": "file"}
    partes = urlsplit(url)
    if partes.scheme not in ("smtp", "smtps") or not partes.hostname:
        raise ValueError(
            "VIGENTE_SMTP no se entiende: escríbalo como smtp://usuario:clave@servidor:587, "
            "o smtps:// si el servidor cifra desde el principio."
        )
    cifrado = partes.scheme == "smtps"
    con_clave = bool(partes.username)
    return {
        "MAIL_BACKEND": "webapp.correo.smtp",
        "MAIL_SERVER": partes.hostname,
        "MAIL_PORT": partes.port or (465 if cifrado else 587 if con_clave else 25),
        "MAIL_USERNAME": unquote(partes.username or "") or None,
        "MAIL_PASSWORD": unquote(partes.password or "") or None,
        "MAIL_USE_SSL": cifrado,
        "MAIL_USE_TLS": con_clave and not cifrado,
    }
