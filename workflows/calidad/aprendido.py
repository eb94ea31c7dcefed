"""What a manual does by custom, learnt from its own majority: códigos and ladders of grades.

Nothing is known beforehand of any institution. A custom holds when almost all the cargos that
can tell follow it; where they cannot tell, there is none and nobody is told anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

#: Part of the cargos that must follow a custom, and cargos or comparisons needed to know it.
PARTE, PRUEBAS = 0.8, 4
#: Other cargos with the same value that must agree on a digit.
TESTIGOS = 2
#: Values of one field beyond which they are no ladder.
PELDANOS = 12

Campos = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Estructura:
    """Which identity field each digit of a code stands for, with the digits of each value."""

    largo: int
    #: (position, field) → value → digit → cargos; only fields that govern the position
    digitos: Mapping[tuple[int, str], Mapping[str, Counter[str]]]

    def esperado(self, posicion: int, campos: Campos, propio: str) -> tuple[str, str] | None:
        """The digit that the others with the same values have there, and the field that says so.

        ``propio`` is the digit this cargo already counts for, or "". None when no field tells,
        or when one that does allows the digit there is.
        """
        hallado = None
        for (n, campo), valores in self.digitos.items():
            if n != posicion:
                continue
            otros = valores.get(campos.get(campo, ""), Counter()).copy()
            otros[propio] -= 1
            digito, votos = _mayoria(otros)
            if digito == propio and votos:
                return None
            if votos >= TESTIGOS and hallado is None:
                hallado = digito, campo
        return hallado


def aprender_codigos(fichas: Sequence[Campos], codigo: str, identidad: Sequence[str]) -> Estructura:
    """What the digits of ``codigo`` stand for, among the codes of the usual length."""
    validas = [f for f in fichas if f.get(codigo, "").isdigit()]
    largos = Counter(len(f[codigo]) for f in validas)
    if not largos:
        return Estructura(0, {})
    largo = max(largos, key=lambda n: (largos[n], n))
    validas = [f for f in validas if len(f[codigo]) == largo]
    digitos = {}
    for n in range(largo):
        for campo in identidad:
            valores: dict[str, Counter[str]] = defaultdict(Counter)
            for f in validas:
                valores[f.get(campo, "")][f[codigo][n]] += 1
            if _gobierna(valores):
                digitos[n, campo] = dict(valores)
    return Estructura(largo, digitos)


def _gobierna(valores: Mapping[str, Counter[str]]) -> bool:
    """Whether knowing the value tells the digit: each cargo is asked of the others like it."""
    aciertos = pruebas = 0
    for cuenta in valores.values():
        for digito, veces in cuenta.items():
            otros = cuenta.copy()
            otros[digito] -= 1
            dicho, votos = _mayoria(otros)
            if votos:
                pruebas += veces
                aciertos += veces * (dicho == digito)
    return pruebas >= PRUEBAS and aciertos >= PARTE * pruebas


def _mayoria(cuenta: Counter[str]) -> tuple[str, int]:
    """What most say and how many do; ("", 0) without a clear one."""
    total = sum(n for n in cuenta.values() if n > 0)
    if not total:
        return "", 0
    digito, votos = max(cuenta.items(), key=lambda x: (x[1], x[0]))
    return (digito, votos) if votos >= PARTE * total else ("", 0)


@dataclass(frozen=True, slots=True)
class Escaleras:
    """Which value stands above which, and the cargos by place, to compare one with its own.

    ``sobre`` has (field, lower, higher); ``grupos`` goes by (field, the other fields), then by
    value: what the cargos there are called and the grades they ask for.
    """

    sobre: frozenset[tuple[str, str, str]] = frozenset()
    grupos: Mapping[tuple[str, ...], Mapping[str, Sequence[tuple[str, Mapping[str, int]]]]] = field(
        default_factory=dict
    )


def aprender_escaleras(
    fichas: Sequence[tuple[Campos, Mapping[str, int], str]],
    identidad: Sequence[str],
    peldanos: Sequence[str],
) -> Escaleras:
    """Compare cargos that differ only in one rank; who asks for more, almost always, is above."""
    grupos: dict[tuple[str, ...], dict[str, list[tuple[str, Mapping[str, int]]]]] = {}
    for campo in peldanos:
        for campos, grados, rotulo in fichas:
            clave = lugar(campo, campos, identidad)
            suyo = grupos.setdefault(clave, {}).setdefault(campos.get(campo, ""), [])
            suyo.append((rotulo, grados))
    ganadas: Counter[tuple[str, str, str]] = Counter()
    for (campo, *_), por_valor in grupos.items():
        if len(por_valor) > PELDANOS:
            continue
        for uno, otro in combinations(sorted(por_valor), 2):
            for (_, de_uno), (_, de_otro) in zip(por_valor[uno], por_valor[otro], strict=False):
                for competencia in de_uno.keys() & de_otro.keys():
                    a, b = de_uno[competencia], de_otro[competencia]
                    if a != b:
                        ganadas[(campo, uno, otro) if a < b else (campo, otro, uno)] += 1
    sobre = {
        (campo, abajo, arriba)
        for (campo, abajo, arriba), n in ganadas.items()
        if n >= PRUEBAS and n >= PARTE * (n + ganadas[campo, arriba, abajo])
    }
    return Escaleras(frozenset(sobre), grupos)


def lugar(campo: str, campos: Campos, identidad: Sequence[str]) -> tuple[str, ...]:
    """The group of the cargos that differ from this one in ``campo`` alone."""
    return (campo, *(campos.get(c, "") for c in identidad if c != campo))
