"""What an approved text says, as the index keeps it: each thing once, under a number made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from workflows.contenido import Contenido
from workflows.palabras import plegadas, trozos

_LARGO_CAMPO = 200
#: Things said that are remembered: the cargos of a manual share the rows of their tables.
_RECORDADOS = 1_024


@dataclass(frozen=True, slots=True)
class Dicho:
    """``huella``: 64 bits of what it says; two things that say the same are one."""

    huella: int


@dataclass(frozen=True, slots=True)
class TrozoPlegado(Dicho):
    """The folded words, with a space between them, of something somebody reads in one go."""

    seccion: str
    plegado: str


@dataclass(frozen=True, slots=True)
class CompetenciaPlegada(Dicho):
    """A row of the competency table; ``lugar`` is its place there."""

    lugar: int
    plegado: str
    nombre: str
    tipo: str
    grado: int
    concepto: str

    def fila(self) -> dict[str, Any]:
        """Its row, wherever it stands."""
        return {
            "huella": self.huella,
            "plegado": self.plegado,
            "nombre": self.nombre,
            "tipo": self.tipo,
            "grado": self.grado,
            "concepto": self.concepto,
        }


def trozos_de(contenido: Contenido) -> list[TrozoPlegado]:
    """What it says, each once; what has no words is left."""
    dichos: dict[int, TrozoPlegado] = {}
    for trozo in trozos(contenido):
        if plegado := _plegado(trozo.seccion, trozo.texto):
            dichos[plegado.huella] = plegado
    return list(dichos.values())


@lru_cache(_RECORDADOS)
def _plegado(seccion: str, texto: str) -> TrozoPlegado | None:
    """One thing that is said; None without words."""
    plegado = " ".join(plegadas(texto))
    return TrozoPlegado(_huella(seccion, plegado), seccion, plegado) if plegado else None


def competencias_de(contenido: Contenido) -> list[CompetenciaPlegada]:
    """The rows of its competency table; nameless ones are left."""
    return [
        CompetenciaPlegada(
            _huella(fila.competencia, fila.tipo, str(fila.grado), fila.concepto),
            lugar,
            plegado,
            fila.competencia,
            fila.tipo,
            fila.grado,
            fila.concepto,
        )
        for lugar, fila in enumerate(contenido.competencias)
        if (plegado := " ".join(plegadas(fila.competencia))[:_LARGO_CAMPO])
    ]


def campos_de(contenido: Contenido) -> Iterator[dict[str, str]]:
    """The header fields that say something: ``clave``, ``valor`` and ``plegado``."""
    for clave, valor in contenido.encabezado:
        if plegado := plegar_campo(valor):
            yield {"clave": clave, "valor": valor, "plegado": plegado}


def plegar_campo(valor: str) -> str:
    """What a header field is grouped and chosen by: "" where it has no words."""
    return " ".join(plegadas(valor))[:_LARGO_CAMPO]


def _huella(*partes: str) -> int:
    dicho = "\0".join(partes).encode()
    return int.from_bytes(blake2b(dicho, digest_size=8).digest(), signed=True)
