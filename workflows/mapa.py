"""The map of a manual: cargos on two axes of their identity, in the order their códigos tell.

Which axes is the formato's business: the first two fields of its identity cross, the rest
make the groups. A formato whose identity is less than that has no map, but a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from workflows.formatos import Formato
from workflows.texto import plano

_C = TypeVar("_C")
#: The share of códigos that must agree before their digits are believed.
_MAYORIA = 0.75


@dataclass(frozen=True, slots=True)
class Ejes:
    """Claves of header fields: ``filas`` × ``columnas``, one map per ``grupo`` ("": one map)."""

    filas: str
    columnas: str
    grupo: str


@dataclass(frozen=True, slots=True)
class Fila(Generic[_C]):
    """A row: its name, and under each column the cargos there (most often one, or none)."""

    nombre: str
    celdas: tuple[tuple[_C, ...], ...]


@dataclass(frozen=True, slots=True)
class Mapa(Generic[_C]):
    """One group drawn: its name, the names of its columns, its rows."""

    nombre: str
    columnas: tuple[str, ...]
    filas: tuple[Fila[_C], ...]


def campos_de_eje(formato: Formato) -> tuple[str, ...]:
    """The fields by which cargos are grouped and chosen; none when each names one cargo."""
    claves = tuple(c for c in formato.identidad if c != "codigo")
    return claves if len(claves) > 1 else ()


def ejes(formato: Formato) -> Ejes | None:
    """The axes of the map, or None for a formato that has only a list."""
    claves = campos_de_eje(formato)
    if not claves:
        return None
    return Ejes(claves[0], claves[1], claves[2] if len(claves) > 2 else "")


def trazar(nombre: str, cargos: Iterable[tuple[Mapping[str, str], _C]], por: Ejes) -> Mapa[_C]:
    """Draw a group: each cargo with its header fields and whatever its cell will show."""
    filas, columnas = _Eje(por.filas), _Eje(por.columnas)
    puestos: dict[tuple[str, str], list[tuple[str, _C]]] = defaultdict(list)
    for campos, cargo in cargos:
        codigo = plano(campos.get("codigo", ""))
        lugar = filas.anotar(campos, codigo), columnas.anotar(campos, codigo)
        puestos[lugar].append((codigo, cargo))
    orden = columnas.orden()
    return Mapa(
        nombre,
        tuple(columnas.nombres[c] for c in orden),
        tuple(
            Fila(
                filas.nombres[f],
                tuple(
                    tuple(c for _, c in sorted(puestos[f, col], key=lambda x: x[0]))
                    for col in orden
                ),
            )
            for f in filas.orden()
        ),
    )


class _Eje:
    """The values of one field, and the códigos of the cargos that have each."""

    def __init__(self, campo: str) -> None:
        self.campo = campo
        self.nombres: dict[str, str] = {}
        self._codigos: dict[str, list[str]] = defaultdict(list)

    def anotar(self, campos: Mapping[str, str], codigo: str) -> str:
        valor = campos.get(self.campo, "")
        clave = plano(valor)
        self.nombres.setdefault(clave, valor)
        self._codigos[clave].append(codigo)
        return clave

    def orden(self) -> Sequence[str]:
        """By the digit of the código that tells these values apart; else by the first código."""
        digito = self._digito()
        return sorted(
            self.nombres,
            key=lambda c: (_usual(self._codigos[c], digito), min(self._codigos[c]), c),
        )

    def _digito(self) -> int | None:
        """The place where each value has a character of its own, in most of its códigos."""
        todos = [c for suyos in self._codigos.values() for c in suyos]
        mejor, lugar = 0.0, None
        for k in range(min(map(len, todos), default=0)):
            usuales = {clave: _usual(suyos, k) for clave, suyos in self._codigos.items()}
            if len(set(usuales.values())) < len(usuales):
                continue
            acuerdo = sum(
                c[k] == usuales[clave] for clave, suyos in self._codigos.items() for c in suyos
            ) / len(todos)
            if acuerdo > max(mejor, _MAYORIA):
                mejor, lugar = acuerdo, k
        return lugar


def _usual(codigos: Sequence[str], lugar: int | None) -> str:
    if lugar is None:
        return ""
    return max(sorted({c[lugar] for c in codigos}), key=[c[lugar] for c in codigos].count)
