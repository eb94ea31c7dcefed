"""What a manual as a whole says, that a check of one cargo is judged by.

Counts and small rows only, built in one pass over the texts and brought up to date with the
texts that changed: checking one cargo against them costs the same in a manual of five and in one
of two thousand. What is costly to learn from them (the structure of the códigos, the ladders) is
learnt once, when first asked.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

from workflows.calidad.aprendido import Escaleras, Estructura, aprender_codigos, aprender_escaleras
from workflows.calidad.infinitivo import empieza_en_infinitivo
from workflows.calidad.vecindad import Vocabulario
from workflows.contenido import Contenido, a_datos, encabezado, hash_de
from workflows.texto import plano

if TYPE_CHECKING:
    from workflows.formatos.modelo import Formato

#: Sentences that wait to be looked into together.
_JUNTOS = 50_000


@dataclass(frozen=True, slots=True)
class Ficha:
    """A cargo of the manual, as the others need to know it. ``grados`` by plain competencia."""

    identidad: str
    rotulo: str
    campos: Mapping[str, str]
    secciones: frozenset[str]
    grados: Mapping[str, int]


@dataclass
class Entorno:
    """Facts of a manual, which nobody changes: with other texts there are other facts."""

    formato: Formato
    fichas: Mapping[str, Ficha] = field(default_factory=dict)  #: by identidad
    vocabulario: Vocabulario = field(default_factory=Vocabulario)
    #: (plain competencia, grado) → concepto → the cargos (identidad) that say so
    conceptos: Mapping[tuple[str, int], Mapping[str, frozenset[str]]] = field(default_factory=dict)
    #: section → whether an item begins with an infinitive → items
    verbos: Mapping[str, Counter[bool]] = field(default_factory=dict)
    hashes: Counter[str] = field(default_factory=Counter)

    def cambiado(self, quitados: Iterable[Contenido], puestos: Iterable[Contenido]) -> Entorno:
        """The facts without those texts and with these: it costs what changed, not the manual.

        Nothing may be taken out of a manual where two cargos have one identity
        (:attr:`distingue`): what one of them left would be lost with the other.
        """
        cuentas = _Cuentas(self)
        for veces, textos in ((-1, quitados), (1, puestos)):
            for contenido in textos:
                cuentas.contar(hash_de(contenido), a_datos(contenido), veces)
        return cuentas.entorno()

    @property
    def distingue(self) -> bool:
        """Whether no two texts are of one identity."""
        return len(self.fichas) == self.hashes.total()

    @cached_property
    def huella(self) -> str:
        """Another when any of the texts is another."""
        return huella_de(self.hashes.elements())

    def madurar(self) -> None:
        """Learn now what is otherwise learnt when it is first asked for."""
        for _ in (self.huella, self.por_codigo, self.valores, self.por_grupo, self.estructura,
                  self.escaleras):  # fmt: skip
            pass

    def otras(self, identidad: str) -> list[Ficha]:
        """The cargos of the manual that are not ``identidad``."""
        return [f for clave, f in self.fichas.items() if clave != identidad]

    @cached_property
    def por_codigo(self) -> Mapping[tuple[str, str], tuple[Ficha, ...]]:
        """(field, value) → the cargos that carry it, of the fields with a pattern."""
        por: dict[tuple[str, str], list[Ficha]] = defaultdict(list)
        for ficha in self.fichas.values():
            for campo in campos_de_codigo(self.formato):
                if valor := ficha.campos.get(campo, "").strip():
                    por[campo, valor].append(ficha)
        return {clave: tuple(fichas) for clave, fichas in por.items()}

    @cached_property
    def valores(self) -> Mapping[str, Counter[str]]:
        """Identity field → how many cargos write each value."""
        return {
            campo: Counter(f.campos.get(campo, "") for f in self.fichas.values())
            for campo in self.formato.identidad
        }

    @cached_property
    def por_grupo(self) -> Mapping[str, tuple[Ficha, ...]]:
        """The siblings: cargos with the same first identity field; all, where there is only one."""
        por: dict[str, list[Ficha]] = defaultdict(list)
        for ficha in self.fichas.values():
            por[grupo_de(self.formato, ficha.campos)].append(ficha)
        return {clave: tuple(fichas) for clave, fichas in por.items()}

    @cached_property
    def estructura(self) -> Mapping[str, Estructura]:
        """What the digits of each code field stand for."""
        fichas = [f.campos for f in self.fichas.values()]
        return {
            campo: aprender_codigos(fichas, campo, self.formato.identidad)
            for campo in campos_de_codigo(self.formato)
        }

    @cached_property
    def escaleras(self) -> Escaleras:
        """Which value of an identity field stands above which, by the grades they ask for."""
        return aprender_escaleras(
            [(f.campos, f.grados, f.rotulo) for f in self.fichas.values()],
            self.formato.identidad,
            peldanos(self.formato),
        )


def huella_de(hashes: Iterable[str]) -> str:
    """What names the facts of a manual: another when the hash of any of its texts is another."""
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()


def construir(formato: Formato, textos: Iterable[Contenido]) -> Entorno:
    """The facts of a manual, in one pass over its texts."""
    return Entorno(formato).cambiado((), textos)


def aprender(formato: Formato, textos: Iterable[tuple[str, str]]) -> Entorno:
    """The same, of canonical texts under their hashes: only what is counted is made of them."""
    cuentas = _Cuentas(Entorno(formato))
    for huella, texto in textos:
        cuentas.contar(huella, json.loads(texto), 1)
    return cuentas.entorno()


class _Cuentas:
    """The facts of a manual while texts are taken out of them and put in.

    The cargos of a manual say much the same: each sentence waits in ``_escritos``, under its
    section ("" where it is no item), to be looked into once for all the times that it is said.
    """

    def __init__(self, de: Entorno) -> None:
        self.formato = de.formato
        self.hashes, self.vocabulario = Counter(de.hashes), de.vocabulario.copia()
        self.fichas = dict(de.fichas)
        self.verbos = {clave: Counter(cuenta) for clave, cuenta in de.verbos.items()}
        self.conceptos = dict(de.conceptos)
        self._tocados: dict[tuple[str, int], dict[str, set[str]]] = {}
        self._escritos: Counter[tuple[str, str]] = Counter()

    def contar(self, huella: str, datos: Mapping[str, Any], veces: int) -> None:
        """Put a text (as :func:`a_datos` gives it) in (``veces`` is 1) or take it out (-1)."""
        ficha = _ficha_de(self.formato, datos)
        if veces > 0:
            self.fichas[ficha.identidad] = ficha
        else:
            del self.fichas[ficha.identidad]
        self.hashes[huella] += veces
        for fila in datos["competencias"]:
            quienes = self._concepto(plano(fila["competencia"]), fila["grado"])[
                normal(fila["concepto"])
            ]
            (quienes.add if veces > 0 else quienes.discard)(ficha.identidad)
        for escrito in _escritos(datos, self.formato):
            self._escritos[escrito] += veces
        if len(self._escritos) >= _JUNTOS:
            self._mirar()

    def _mirar(self) -> None:
        textos: Counter[str] = Counter()
        for (seccion, texto), veces in self._escritos.items():
            textos[texto] += veces
            if seccion:
                cuenta = self.verbos.setdefault(seccion, Counter())
                cuenta[empieza_en_infinitivo(texto)] += veces
        self.vocabulario.contar(textos)
        self._escritos.clear()

    def _concepto(self, competencia: str, grado: int) -> dict[str, set[str]]:
        clave = competencia, grado
        if clave not in self._tocados:
            dichos = {t: set(q) for t, q in self.conceptos.get(clave, {}).items()}
            self._tocados[clave] = defaultdict(set, dichos)
        return self._tocados[clave]

    def entorno(self) -> Entorno:
        """The facts, as they are now."""
        self._mirar()
        for clave, dichos in self._tocados.items():
            self.conceptos[clave] = {t: frozenset(q) for t, q in dichos.items() if q}
        return Entorno(
            self.formato,
            self.fichas,
            self.vocabulario,
            {clave: dichos for clave, dichos in self.conceptos.items() if dichos},
            {clave: +cuenta for clave, cuenta in self.verbos.items() if +cuenta},
            +self.hashes,
        )


def _escritos(datos: Mapping[str, Any], formato: Formato) -> Iterator[tuple[str, str]]:
    """Everything written in a cargo, each with its section if it is an item."""
    yield from (("", datos["encabezado"].get(campo.clave, "")) for campo in formato.campos)
    for seccion in datos["secciones"]:
        yield from ((seccion["clave"], item["texto"]) for item in seccion["items"])
    for fila in datos["competencias"]:
        yield from (("", fila[celda]) for celda in ("tipo", "competencia", "concepto"))


def ficha_de(formato: Formato, contenido: Contenido) -> Ficha:
    """A cargo as the others need to know it."""
    return _ficha_de(formato, a_datos(contenido))


def _ficha_de(formato: Formato, datos: Mapping[str, Any]) -> Ficha:
    filas = datos["competencias"]
    con_texto = {
        s["clave"] for s in datos["secciones"] if any(i["texto"].strip() for i in s["items"])
    }
    tabla = formato.seccion_competencias
    if tabla and any(c["concepto"].strip() for c in filas):
        con_texto.add(tabla.clave)
    campos = {intern(clave): intern(valor) for clave, valor in datos["encabezado"].items()}
    distintivo = " · ".join(campos.get(c, "") for c in formato.identidad if campos.get(c))
    codigos = " ".join(v for c in campos_de_codigo(formato) if (v := campos.get(c, "")))
    return Ficha(
        formato.identidad_de(Contenido(encabezado(campos))),
        " ".join(x for x in (codigos, distintivo) if x),
        campos,
        frozenset(con_texto),
        {plano(c["competencia"]): c["grado"] for c in filas if c["competencia"].strip()},
    )


def normal(texto: str) -> str:
    """A concepto as two cargos share it: spacing at its ends and between words aside."""
    return " ".join(texto.split())


def campos_de_codigo(formato: Formato) -> tuple[str, ...]:
    """The header fields that are codes: they have a pattern and are no part of the identity."""
    return tuple(c.clave for c in formato.campos if c.patron and c.clave not in formato.identidad)


def grupo_de(formato: Formato, campos: Mapping[str, str]) -> str:
    """What siblings share."""
    return plano(campos.get(formato.identidad[0], "")) if len(formato.identidad) > 1 else ""


def peldanos(formato: Formato) -> tuple[str, ...]:
    """Identity fields that rank a cargo: those of its title, if others say where it is."""
    rango = tuple(c for c in formato.identidad if f"{{{c}}}" in formato.titulo)
    return rango if len(rango) < len(formato.identidad) else ()
