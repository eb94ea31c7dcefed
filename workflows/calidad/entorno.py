"""What a manual as a whole says, that a check of one cargo is judged by.

Counts and small rows only, built in one pass over the texts: checking one cargo against them
costs the same in a manual of five and in one of two thousand. What is costly to learn from
them (the structure of the códigos, the ladders) is learnt once, when first asked.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workflows.calidad.aprendido import Escaleras, Estructura, aprender_codigos, aprender_escaleras
from workflows.calidad.infinitivo import empieza_en_infinitivo
from workflows.calidad.palabras import escritos, palabras
from workflows.calidad.vecindad import Vocabulario
from workflows.contenido import Contenido, hash_de
from workflows.texto import plano

if TYPE_CHECKING:
    from workflows.formatos.modelo import Formato


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
    """Facts of a manual; ``huella`` changes when any of its texts does."""

    formato: Formato
    fichas: Mapping[str, Ficha] = field(default_factory=dict)  #: by identidad
    vocabulario: Vocabulario = field(default_factory=Vocabulario)
    #: (plain competencia, grado) → concepto → the cargos (identidad) that say so
    conceptos: Mapping[tuple[str, int], Mapping[str, frozenset[str]]] = field(default_factory=dict)
    #: section → (items that begin with an infinitive, items)
    verbos: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    huella: str = ""

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


def construir(formato: Formato, textos: Iterable[Contenido]) -> Entorno:
    """The facts of a manual, in one pass over its texts."""
    fichas: dict[str, Ficha] = {}
    vocabulario = Vocabulario()
    conceptos: dict[tuple[str, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    verbos: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    hashes = []
    for contenido in textos:
        ficha = ficha_de(formato, contenido)
        fichas[ficha.identidad] = ficha
        hashes.append(hash_de(contenido))
        for escrito in escritos(contenido, formato):
            vocabulario.contar(palabras(escrito.texto))
        for fila in contenido.competencias:
            clave = plano(fila.competencia), fila.grado
            conceptos[clave][normal(fila.concepto)].add(ficha.identidad)
        for seccion in contenido.secciones:
            cuenta = verbos[seccion.clave]
            for item in seccion.items:
                cuenta[0] += empieza_en_infinitivo(item.texto)
                cuenta[1] += 1
    return Entorno(
        formato,
        fichas,
        vocabulario,
        {k: {t: frozenset(q) for t, q in v.items()} for k, v in conceptos.items()},
        {k: (v[0], v[1]) for k, v in verbos.items()},
        hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest(),
    )


def ficha_de(formato: Formato, contenido: Contenido) -> Ficha:
    """A cargo as the others need to know it."""
    con_texto = {s.clave for s in contenido.secciones if any(i.texto.strip() for i in s.items)}
    tabla = formato.seccion_competencias
    if tabla and any(c.concepto.strip() for c in contenido.competencias):
        con_texto.add(tabla.clave)
    campos = dict(contenido.encabezado)
    distintivo = " · ".join(campos.get(c, "") for c in formato.identidad if campos.get(c))
    codigos = " ".join(v for c in campos_de_codigo(formato) if (v := campos.get(c, "")))
    return Ficha(
        formato.identidad_de(contenido),
        " ".join(x for x in (codigos, distintivo) if x),
        campos,
        frozenset(con_texto),
        {plano(c.competencia): c.grado for c in contenido.competencias if c.competencia.strip()},
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
