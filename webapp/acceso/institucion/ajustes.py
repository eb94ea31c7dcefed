"""The institution's provider, as the environment names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from webapp.acceso.institucion.reparto import Reparto, leer_reparto

_CONOCIDO = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Institucion:
    """Who vouches for people, and what this installation is to it.

    ``emisor`` is its issuer, to the letter; ``nombre`` finishes «Entrar con…»;
    ``con_contrasena``, whether a password of ours still lets in.
    """

    emisor: str
    cliente: str
    clave: str = field(repr=False)
    alcances: str
    nombre: str
    con_contrasena: bool
    reparto: Reparto


def ajustes_de_institucion(entorno: Mapping[str, str]) -> dict[str, Any]:
    """Settings: None without ``VIGENTE_OIDC_URL``. Raises ValueError, saying how it is written."""
    emisor = (entorno.get("VIGENTE_OIDC_URL") or "").removesuffix(_CONOCIDO)
    if not emisor:
        return {"INSTITUCION": None}
    if not es_de_fiar(emisor):
        raise ValueError(
            "VIGENTE_OIDC_URL debe ser la dirección https:// de quien emite, por ejemplo "
            "https://login.institucion.cr/realms/empleados."
        )
    cliente = entorno.get("VIGENTE_OIDC_CLIENTE") or ""
    if not cliente:
        raise ValueError("Con VIGENTE_OIDC_URL hace falta VIGENTE_OIDC_CLIENTE: el client_id.")
    alcances = entorno.get("VIGENTE_OIDC_ALCANCES") or "openid email profile"
    if "openid" not in alcances.split():
        raise ValueError("VIGENTE_OIDC_ALCANCES debe llevar openid.")
    contrasena = entorno.get("VIGENTE_OIDC_CONTRASENA") or "si"
    if contrasena not in ("si", "no"):
        raise ValueError("VIGENTE_OIDC_CONTRASENA puede ser si o no.")
    return {
        "INSTITUCION": Institucion(
            emisor=emisor,
            cliente=cliente,
            clave=entorno.get("VIGENTE_OIDC_CLAVE") or "",
            alcances=alcances,
            nombre=entorno.get("VIGENTE_OIDC_NOMBRE") or "la cuenta de la institución",
            con_contrasena=contrasena == "si",
            reparto=_reparto(entorno.get("VIGENTE_OIDC_ROLES") or ""),
        )
    }


def es_de_fiar(direccion: str) -> bool:
    """Whether what goes to an address is not read on the way: HTTPS, or this same machine."""
    partes = urlsplit(direccion)
    local = partes.hostname in ("127.0.0.1", "localhost", "::1")
    return bool(partes.hostname) and (
        partes.scheme == "https" or (partes.scheme == "http" and local)
    )


def _reparto(archivo: str) -> Reparto:
    if not archivo:
        return Reparto()
    try:
        return leer_reparto(Path(archivo).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"VIGENTE_OIDC_ROLES ({archivo}) no sirve: {error}") from error
