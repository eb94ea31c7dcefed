"""The institution's provider over the network: what it says of itself, its keys, and its answers.

Discovery and keys are kept a while by each process; the keys are asked for again when a token
names one that is not among them, though not every time somebody sends such a token.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from urllib3.exceptions import HTTPError

from webapp.acceso.institucion import testimonio
from webapp.acceso.institucion.ajustes import Institucion, es_de_fiar
from webapp.acceso.institucion.fallas import caida, cancelada, indigna, vencida
from webapp.acceso.institucion.reparto import valor_de

#: Seconds to wait for it: to connect, and to answer.
ESPERA = (3.05, 8)
#: Seconds that what it says of itself is believed.
VALE = 3600
#: Seconds between two requests for its keys that a token of an unknown key caused.
ENTRE_PEDIDOS = 60
_MAXIMO = 512 * 1024
_CONOCIDO = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Ida:
    """Where to send the browser, and what to remember until it comes back."""

    url: str
    estado: str
    nonce: str
    verificador: str


class Proveedor:
    """One provider, as this process knows it. Raises FallaDeInstitucion everywhere."""

    def __init__(self, quien: Institucion) -> None:
        self.quien = quien
        self._candado = threading.Lock()
        self._metadatos: tuple[float, Mapping[str, Any]] | None = None
        self._llaves: tuple[float, Mapping[str, Any]] | None = None
        self._otra_vez = float("-inf")

    def metadatos(self) -> Mapping[str, Any]:
        """What it says of itself (OpenID Connect Discovery 1.0), checked."""
        with self._candado:
            if self._metadatos is None or time.monotonic() - self._metadatos[0] > VALE:
                dicho = _pedir(self.quien.emisor.rstrip("/") + _CONOCIDO)
                if dicho.get("issuer") != self.quien.emisor:
                    raise caida("discovery: issuer")
                for clave in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    if not es_de_fiar(str(dicho.get(clave, ""))):
                        raise caida(f"discovery: {clave}")
                self._metadatos = (time.monotonic(), dicho)
            return self._metadatos[1]

    def ida(self, vuelta: str, *, otra_vez: bool) -> Ida:
        """Begin: state, nonce and PKCE (S256). ``otra_vez``: the person must say who they are
        even if the provider remembers them."""
        metadatos = self.metadatos()
        verificador, nonce = generate_token(64), generate_token(32)
        ademas = {"prompt": "login", "max_age": "0"} if otra_vez else {}
        with self._cliente(metadatos) as cliente:
            url, estado = cliente.create_authorization_url(
                metadatos["authorization_endpoint"],
                state=generate_token(32),
                nonce=nonce,
                code_verifier=verificador,
                redirect_uri=vuelta,
                **ademas,
            )
        return Ida(url, estado, nonce, verificador)

    def reclamos(
        self, codigo: str, *, nonce: str, verificador: str, vuelta: str, ahora: datetime
    ) -> dict[str, Any]:
        """What it vouches for, of whoever came back with ``codigo``."""
        metadatos = self.metadatos()
        tokens = self._canjear(metadatos, codigo, verificador, vuelta)
        texto = tokens.get("id_token")
        if not isinstance(texto, str):
            raise indigna("sin id_token")
        admite = metadatos.get("id_token_signing_alg_values_supported") or ["RS256"]
        dicho = testimonio.leer(
            texto,
            self._claves,
            emisor=self.quien.emisor,
            cliente=self.quien.cliente,
            nonce=nonce,
            ahora=ahora,
            permitidos=tuple(a for a in testimonio.ALGORITMOS if a in admite),
        )
        return self._completar(metadatos, dicho, str(tokens.get("access_token") or ""))

    def salida(self, vuelta: str) -> str | None:
        """Where to sign out of it too (RP-Initiated Logout 1.0), or None where it has no such."""
        fin = self.metadatos().get("end_session_endpoint")
        if not isinstance(fin, str) or not es_de_fiar(fin):
            return None
        consulta = {"client_id": self.quien.cliente, "post_logout_redirect_uri": vuelta}
        return str(requests.Request("GET", fin, params=consulta).prepare().url)

    def _cliente(self, metadatos: Mapping[str, Any]) -> OAuth2Session:
        metodos = metadatos.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basico = "client_secret_basic" in metodos
        con_clave = "client_secret_basic" if basico else "client_secret_post"
        return OAuth2Session(
            client_id=self.quien.cliente,
            client_secret=self.quien.clave or None,
            scope=self.quien.alcances,
            code_challenge_method="S256",
            token_endpoint_auth_method=con_clave if self.quien.clave else "none",
        )

    def _canjear(
        self, metadatos: Mapping[str, Any], codigo: str, verificador: str, vuelta: str
    ) -> Mapping[str, Any]:
        try:
            with self._cliente(metadatos) as cliente:
                tokens: Mapping[str, Any] = cliente.fetch_token(
                    metadatos["token_endpoint"],
                    code=codigo,
                    code_verifier=verificador,
                    redirect_uri=vuelta,
                    timeout=ESPERA,
                    allow_redirects=False,
                )
                return tokens
        except OAuthError as error:
            causa = f"token: {error.error}"
            raise (vencida if error.error == "invalid_grant" else caida)(causa) from error
        except (requests.RequestException, ValueError, TypeError) as error:
            raise caida(f"token: {type(error).__name__}") from error

    def _claves(self, otra_vez: bool) -> Mapping[str, Any]:
        metadatos = self.metadatos()
        with self._candado:
            ahora = time.monotonic()
            otra_vez = otra_vez and ahora - self._otra_vez > ENTRE_PEDIDOS
            if otra_vez:
                self._otra_vez = ahora
            sabidas = self._llaves
            if sabidas is None or otra_vez or ahora - sabidas[0] > VALE:
                sabidas = self._llaves = (ahora, _pedir(metadatos["jwks_uri"]))
            return sabidas[1]

    def _completar(
        self, metadatos: Mapping[str, Any], dicho: dict[str, Any], ficha: str
    ) -> dict[str, Any]:
        """With what only its userinfo says, when it is of the same person."""
        pedidos = ["email"] + ([self.quien.reparto.claim] if self.quien.reparto.manuales else [])
        donde = metadatos.get("userinfo_endpoint")
        if all(valor_de(dicho, p) is not None for p in pedidos) or not ficha or not donde:
            return dicho
        if not es_de_fiar(str(donde)):
            raise caida("discovery: userinfo_endpoint")
        otro = _pedir(str(donde), ficha)
        if otro.get("sub") != dicho["sub"]:
            raise indigna("userinfo: sub")
        return {**otro, **dicho}


def rechazo(error: str) -> Exception:
    """What the provider said instead of giving a code."""
    if error in ("access_denied", "login_required", "interaction_required", "consent_required"):
        return cancelada(f"authorize: {error}")
    return caida("authorize: error")


def _pedir(direccion: str, ficha: str = "") -> Mapping[str, Any]:
    """A JSON object of the provider's, of a sensible size and from where we asked for it."""
    cabeceras = {"Accept": "application/json"}
    if ficha:
        cabeceras["Authorization"] = f"Bearer {ficha}"
    try:
        with requests.get(
            direccion, headers=cabeceras, timeout=ESPERA, allow_redirects=False, stream=True
        ) as respuesta:
            if respuesta.status_code != 200:
                raise caida(f"http: {respuesta.status_code}")
            cuerpo = respuesta.raw.read(_MAXIMO + 1, decode_content=True)
            if len(cuerpo) > _MAXIMO:
                raise caida("http: demasiado")
            dicho = json.loads(cuerpo)
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise caida(f"http: {type(error).__name__}") from error
    if not isinstance(dicho, dict):
        raise caida("http: no es un objeto")
    return dicho
