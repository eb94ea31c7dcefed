"""The cargos a text names, by their código, their title and their área.

Neither the código nor the title tells one cargo from all others: the real manual prints the
same código on two cargos, and the same title in every área. What stays open is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.texto import enumerar, plano, titular

#: How far from a mention its código, title or área may stand, in characters.
CERCA = 160
_DEVUELVE = re.compile(r"\b(?:devolver|devuelv\w+|devuelto\w*|devuelta\w*|rechaz\w+)\b")
_POSPONE = re.compile(r"\b(?:pospon\w+|pospuest\w+|aplaz\w+|posterg\w+)\b")
_CON_CAMBIOS = re.compile(
    r"\bcon (?:los |las )?(?:siguientes )?(?:cambios|modificaciones|observaciones|ajustes)\b"
)
_EN_LISTA = re.compile(
    r"(?:(?:^| )[a-z0-9]{1,3}[).]|[-•–·*;:]|\b(?:cargos?|clases?)(?: del?)?)[ «\"']*$"
)
_OTRO_CODIGO = re.compile(r"\b(?:cargo|codigo|clase)s?(?: n[°ºo.]+)?:? (\d{4,6})\b")


@dataclass(frozen=True, slots=True)
class CargoDelManual:
    """A cargo, as it may be named. ``area`` is what tells it from others of its title, or ""."""

    id: int
    titulo: str
    codigo: str = ""
    area: str = ""

    def __str__(self) -> str:
        """``22154 Ejecutivo Experto, Servicio al Cliente``."""
        partes = [f"{self.codigo} {titular(self.titulo)}".strip(), titular(self.area)]
        return ", ".join(p for p in partes if p)


@dataclass(frozen=True, slots=True)
class Nombrados:
    """The ids of the cargos a text names; those it speaks of returning, postponing or changing;
    the códigos it gives that no cargo has; and what could not be told apart, in sentences."""

    ids: frozenset[int] = frozenset()
    dichos: dict[int, str] = field(default_factory=dict)
    sin_cargo: tuple[str, ...] = ()
    dudas: tuple[str, ...] = ()


def nombrados_en(p: str, cargos: Sequence[CargoDelManual]) -> Nombrados:
    """The cargos that ``p`` (plain: lower case, no accents, single spaces) names."""
    lugares: dict[int, int] = {}
    dudas: dict[str, None] = {}
    por_codigo: dict[str, list[CargoDelManual]] = {}
    por_titulo: dict[str, list[CargoDelManual]] = {}
    for c in cargos:
        if c.codigo:
            por_codigo.setdefault(plano(c.codigo), []).append(c)
        por_titulo.setdefault(plano(c.titulo), []).append(c)
    menciones = sorted(
        (donde, codigo) for codigo in por_codigo for donde in _donde(p, codigo)
    )  # fmt: skip
    fines = [0, *(donde + len(codigo) for donde, codigo in menciones)]
    inicios = [*(donde for donde, _ in menciones[1:]), len(p)]
    for (donde, codigo), desde, hasta in zip(menciones, fines, inicios, strict=False):
        lugar = _Lugar(p, donde, donde + len(codigo), desde, hasta)
        _anotar(por_codigo[codigo], lugar, f"el código {codigo}", lugares, dudas)
    con_codigo, sin_leer = dict(lugares), p
    for titulo in sorted(por_titulo, key=len, reverse=True):
        suyos = por_titulo[titulo]
        for donde in _donde(sin_leer, titulo):
            fin = donde + len(titulo)
            sin_leer = sin_leer[:donde] + "\x00" * len(titulo) + sin_leer[fin:]
            dicho = any(abs(donde - con_codigo.get(c.id, -CERCA * 2)) <= CERCA for c in suyos)
            if not dicho and _parece_mencion(p, donde, titulo):
                lugar = _Lugar(p, donde, fin, fin, len(p))
                _anotar(suyos, lugar, f"«{titular(suyos[0].titulo)}»", lugares, dudas)
    conocidos = set(por_codigo)
    sin_cargo = dict.fromkeys(
        c for c in _OTRO_CODIGO.findall(p) if c not in conocidos and not c.startswith(("19", "20"))
    )
    return Nombrados(
        frozenset(lugares), _dichos(p, lugares), tuple(sin_cargo), tuple(dudas)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Lugar:
    """A mention: characters ``inicio`` to ``fin``; its words stand between ``desde`` and
    ``hasta``."""

    texto: str
    inicio: int
    fin: int
    desde: int
    hasta: int

    def lejos(self, palabras: str) -> int:
        """How far from the mention the words stand, in characters; CERCA + 1 if not near."""
        desde = max(self.desde, self.inicio - CERCA)
        cerca = self.texto[desde : min(self.hasta, self.fin + CERCA)]
        distancias = [
            desde + d - self.fin
            if desde + d >= self.fin
            else self.inicio - desde - d - len(palabras)
            for d in _donde(cerca, palabras)
        ]
        return min(distancias, default=CERCA + 1)


def _anotar(
    posibles: Sequence[CargoDelManual],
    lugar: _Lugar,
    como: str,
    lugares: dict[int, int],
    dudas: dict[str, None],
) -> None:
    """Which of the possible cargos the nearest words tell, or a duda."""
    quedan = list(posibles)
    for dato in ("titulo", "area"):
        if len(quedan) == 1:
            break
        lejos = {c.id: lugar.lejos(plano(getattr(c, dato))) for c in quedan}
        if (cerca := min(lejos.values())) <= CERCA:
            quedan = [c for c in quedan if lejos[c.id] == cerca]
            largo = max(len(getattr(c, dato)) for c in quedan)
            quedan = [c for c in quedan if len(getattr(c, dato)) == largo]
    if len(quedan) == 1:
        lugares.setdefault(quedan[0].id, lugar.inicio)
    else:
        opciones = enumerar([str(c) for c in quedan[:6]])
        dudas[f"Nombra {como}, que puede ser {opciones}."] = None


def _parece_mencion(p: str, donde: int, titulo: str) -> bool:
    """Whether a title without its código is named as a cargo, and not a word of the prose."""
    return " " in titulo and bool(_EN_LISTA.search(p[max(0, donde - 30) : donde]))


def _donde(p: str, palabras: str) -> list[int]:
    """Where the words stand whole."""
    if not palabras:
        return []
    lugares, desde = [], p.find(palabras)
    while desde >= 0:
        fin = desde + len(palabras)
        if not p[desde - 1 : desde].isalnum() and not p[fin : fin + 1].isalnum():
            lugares.append(desde)
        desde = p.find(palabras, fin)
    return lugares


def _dichos(p: str, lugares: dict[int, int]) -> dict[int, str]:
    """What the text says of a cargo besides approving it: the last such words before its name."""
    dichos = {}
    for cargo_id, donde in lugares.items():
        desde = max(p.rfind(c, 0, donde) for c in (". ", " aprob", "acuerda"))
        antes = p[max(0, desde, donde - 1200) : donde]
        despues = re.split(r"[.;]", p[donde : donde + CERCA], maxsplit=1)[0]
        for resultado, patron in (("devuelto", _DEVUELVE), ("pospuesto", _POSPONE)):
            if patron.search(antes):
                dichos[cargo_id] = resultado
        if _CON_CAMBIOS.search(f"{antes} {despues}") and cargo_id not in dichos:
            dichos[cargo_id] = "con-cambios"
    return dichos
