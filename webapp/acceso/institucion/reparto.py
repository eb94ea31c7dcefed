"""Which role of which manual a group of the institution's directory gives; a TOML file says.

claim = "groups"              # a dotted path: realm_access.roles
verificado = "email_verified" # the claim that vouches for the address
crear = false                 # whether who has a role here gets an account by coming in

[manual.mi-manual]
"vigente-autores" = ["autor"]
"vigente-capital-humano" = ["revisor", "autor"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SABIDAS = {"claim", "verificado", "crear", "manual"}


@dataclass(frozen=True, slots=True)
class Reparto:
    """Manual (its slug) → group → roles. Empty: roles are given here, by whoever administers."""

    claim: str = "groups"
    verificado: str = "email_verified"
    crear: bool = False
    manuales: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def roles(self, reclamos: Mapping[str, Any]) -> dict[str, frozenset[str]]:
        """Manual → the roles its groups give, none included, of every manual the file names."""
        valor = valor_de(reclamos, self.claim)
        grupos = {valor} if isinstance(valor, str) else set(map(str, _lista(valor)))
        return {
            slug: frozenset().union(*(roles for grupo, roles in mapa.items() if grupo in grupos))
            for slug, mapa in self.manuales.items()
        }


def leer_reparto(texto: str) -> Reparto:
    """The file. Raises ValueError saying what is wrong in it."""
    datos = tomllib.loads(texto)
    if extra := set(datos) - _SABIDAS:
        raise ValueError(f"no se conoce «{sorted(extra)[0]}»")
    for clave, tipo in (("claim", str), ("verificado", str), ("crear", bool), ("manual", dict)):
        if clave in datos and not isinstance(datos[clave], tipo):
            raise ValueError(f"«{clave}» no es del tipo que debe")
    manuales: dict[str, dict[str, frozenset[str]]] = {}
    for slug, mapa in datos.get("manual", {}).items():
        if not isinstance(mapa, dict):
            raise ValueError(f"«manual.{slug}» debe ser una tabla de grupos")
        for grupo, roles in mapa.items():
            if not isinstance(roles, list) or not all(isinstance(r, str) for r in roles):
                raise ValueError(f"«{grupo}», en manual.{slug}, debe dar una lista de roles")
            manuales.setdefault(slug, {})[grupo] = frozenset(roles)
    return Reparto(
        claim=datos.get("claim", "groups"),
        verificado=datos.get("verificado", "email_verified"),
        crear=datos.get("crear", False),
        manuales=manuales,
    )


def valor_de(reclamos: Mapping[str, Any], camino: str) -> Any:
    """What a claim says, by its name or by a dotted path into it; None when it is not there."""
    if camino in reclamos:
        return reclamos[camino]
    valor: Any = reclamos
    for parte in camino.split("."):
        valor = valor.get(parte) if isinstance(valor, Mapping) else None
    return valor


def _lista(valor: Any) -> list[Any]:
    return valor if isinstance(valor, list) else []
