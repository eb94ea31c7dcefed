"""What a packet froze, and why what it says is no longer what goes to the board."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True, slots=True)
class CargoCongelado:
    """A cargo as the packet has it: which version, its text and the text it would replace."""

    version_id: int
    nombre: str
    contenido: str
    base: str


@dataclass(frozen=True, slots=True)
class Manifiesto:
    """Everything a packet is made from. ``cadena`` is the last acto of the manual (seq, hash)
    when it was produced; ``momento`` is ISO, UTC."""

    manual: str
    momento: str
    sesion: str
    fecha: str
    articulo: str
    titulo: str
    considerandos: str
    por_tanto: str
    cargos: tuple[CargoCongelado, ...]
    cadena_seq: int
    cadena_hash: str

    @property
    def texto(self) -> str:
        """Its canonical JSON (RFC 8785)."""
        return rfc8785.dumps(asdict(self) | {"cargos": [asdict(c) for c in self.cargos]}).decode()

    @property
    def hash(self) -> str:
        """What names the packet (SHA-256, hexadecimal)."""
        return hashlib.sha256(self.texto.encode()).hexdigest()


def leer_manifiesto(datos: Mapping[str, Any]) -> Manifiesto:
    """The inverse of :attr:`Manifiesto.texto`, once parsed."""
    cargos = tuple(CargoCongelado(**c) for c in datos["cargos"])
    return Manifiesto(**{**datos, "cargos": cargos})


def distinto_de(
    antes: Manifiesto, decididos: Mapping[int, str], nombres: Mapping[int, str]
) -> tuple[str, ...]:
    """Why a packet is not what its session decided on, in sentences; empty when it is.

    ``decididos`` is the text that was decided on of each version, by its hash, and ``nombres``
    how each is called.
    """
    trae = {c.version_id for c in antes.cargos}
    return (
        *(
            f"El texto de {c.nombre} que se decidió es otro: cambió después."
            if c.version_id in decididos
            else f"No se decidió sobre {c.nombre}."
            for c in antes.cargos
            if decididos.get(c.version_id) != c.contenido
        ),
        *(f"No trae {nombres.get(v, 'un cargo')}." for v in decididos if v not in trae),
    )


_DEL_PUNTO = {
    "sesion": "La sesión es otra.",
    "fecha": "La fecha de la sesión es otra.",
    "articulo": "El artículo es otro.",
    "titulo": "El título del borrador del acuerdo es otro.",
    "considerandos": "Los considerandos son otros.",
    "por_tanto": "El por tanto es otro.",
}


def superado_por(
    antes: Manifiesto, ahora: Manifiesto, impedidos: Mapping[int, str]
) -> tuple[str, ...]:
    """Why a packet is no longer what goes to the board, in sentences; empty while it is.

    ``impedidos`` says, by version, where one that moved stands now.
    """
    razones: list[str] = []
    hay = {c.version_id: c for c in ahora.cargos}
    for c in antes.cargos:
        nuevo = hay.get(c.version_id)
        if nuevo is None:
            razones.append(f"Se quitó {c.nombre}.")
        elif nuevo.contenido != c.contenido:
            razones.append(f"Cambió el texto de {c.nombre}. {impedidos.get(c.version_id, '')}")
        elif c.version_id in impedidos:
            razones.append(f"{c.nombre}: {impedidos[c.version_id]}")
        elif nuevo.base != c.base:
            razones.append(f"Cambió el texto vigente de {c.nombre}.")
    estaban = {c.version_id for c in antes.cargos}
    razones += [f"Se agregó {c.nombre}." for c in ahora.cargos if c.version_id not in estaban]
    if not razones and _orden(antes.cargos) != _orden(ahora.cargos):
        razones.append("Cambió el orden de los cargos.")
    razones += [d for c, d in _DEL_PUNTO.items() if getattr(antes, c) != getattr(ahora, c)]
    return tuple(r.strip() for r in razones)


def _orden(cargos: Sequence[CargoCongelado]) -> list[int]:
    return [c.version_id for c in cargos]
