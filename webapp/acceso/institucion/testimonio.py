"""The ID token: a text the provider signed, believed only if every part of it is as it must be.

OpenID Connect Core 1.0, 3.1.3.7; RFC 8725. Only asymmetric signatures: the secret that we share
with the provider signs nothing, and ``none`` is no signature.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from webapp.acceso.institucion.fallas import indigna, reloj

ALGORITMOS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519",
    "EdDSA",
)  # fmt: skip
#: What the clocks of two servers may differ by.
HOLGURA = timedelta(minutes=2)

Llaves = Callable[[bool], Mapping[str, Any]]


def leer(
    texto: str,
    llaves: Llaves,
    *,
    emisor: str,
    cliente: str,
    nonce: str,
    ahora: datetime,
    permitidos: tuple[str, ...] = ALGORITMOS,
) -> dict[str, Any]:
    """The claims. ``llaves(True)`` asks the provider for its keys again: it may have new ones.

    Raises FallaDeInstitucion.
    """
    registro = JWSRegistry(algorithms=list(permitidos), strict_check_header=False)
    try:
        try:
            dicho = jwt.decode(texto, _juego(llaves(False)), registry=registro)
        except InvalidKeyIdError:
            dicho = jwt.decode(texto, _juego(llaves(True)), registry=registro)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise indigna(f"firma: {type(error).__name__}") from error
    reclamos = dict(dicho.claims)
    _de_quien(reclamos, emisor, cliente, nonce)
    _de_cuando(reclamos, ahora)
    return reclamos


def momento_de(valor: Any) -> datetime | None:
    """A NumericDate, or None for what is none."""
    if isinstance(valor, bool) or not isinstance(valor, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(valor, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _juego(llaves: Mapping[str, Any]) -> KeySet:
    """Its keys for signing; those of a kind that is not known here are let be."""
    todas = llaves.get("keys")
    firman = [k for k in todas if k.get("use", "sig") == "sig"] if isinstance(todas, list) else []
    return KeySet.import_key_set({"keys": firman})


def _de_quien(reclamos: Mapping[str, Any], emisor: str, cliente: str, nonce: str) -> None:
    if reclamos.get("iss") != emisor:
        raise indigna("iss")
    audiencia = reclamos.get("aud")
    para = [audiencia] if isinstance(audiencia, str) else audiencia
    if not isinstance(para, list) or cliente not in para:
        raise indigna("aud")
    if (len(para) > 1 or "azp" in reclamos) and reclamos.get("azp") != cliente:
        raise indigna("azp")
    dicho = reclamos.get("nonce")
    if not isinstance(dicho, str) or not hmac.compare_digest(dicho.encode(), nonce.encode()):
        raise indigna("nonce")
    sujeto = reclamos.get("sub")
    if not isinstance(sujeto, str) or not 0 < len(sujeto) <= 255:
        raise indigna("sub")


def _de_cuando(reclamos: Mapping[str, Any], ahora: datetime) -> None:
    vence, emitido = momento_de(reclamos.get("exp")), momento_de(reclamos.get("iat"))
    if vence is None or emitido is None:
        raise indigna("exp")
    if vence + HOLGURA <= ahora:
        raise reloj("exp")
    desde = momento_de(reclamos.get("nbf")) or emitido
    if max(emitido, desde) - HOLGURA > ahora:
        raise reloj("iat")
