"""Search across what was in force on a day: which cargos, in which words, and how many of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp.consultas.hojas import numero_impreso
from webapp.consultas.indice_de_texto import forma_de, valores
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.quienes_contestan import contestan
from webapp.textos import RECORDADOS, Recientes, contenidos_de
from workflows.formatos import Formato
from workflows.indice import plegar_campo
from workflows.mapa import campos_de_eje
from workflows.nombres import distintivo
from workflows.palabras import CAMPO, NOTAS, Trozo, plegar, trozos
from workflows.pregunta import Clausula, Marca, Pregunta, en_contexto, marcar
from workflows.textos import TABLA

_Plegados = tuple[tuple[Trozo, str], ...]
POR_PAGINA = 20
#: Places shown of one cargo.
_LUGARES = 3


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a cargo says it: the section, the item's id ("" for a header field), the words."""

    seccion: str
    item: str
    palabras: tuple[Marca, ...]


@dataclass(frozen=True, slots=True)
class Hallado:
    """A cargo that answers; ``mas`` counts the places that are not shown."""

    slug: str
    titulo: str
    codigo: str
    distintivo: str
    numero: str
    lugares: tuple[Lugar, ...]
    mas: int


@dataclass(frozen=True, slots=True)
class Faceta:
    """A field of the identity: the values of the cargos found, with how many have each."""

    clave: str
    rotulo: str
    valores: tuple[tuple[str, str, int], ...]  #: (folded, as printed, cargos)


@dataclass(frozen=True, slots=True)
class Resultado:
    """One page of what was found."""

    total: int
    hallados: tuple[Hallado, ...]
    facetas: tuple[Faceta, ...]


def buscar(
    session: Session,
    manual: ManualVisto,
    dia: date,
    pregunta: Pregunta,
    elegidos: Mapping[str, str],
    pagina: int = 1,
) -> Resultado:
    """The cargos in force on ``dia`` that answer, best first.

    ``elegidos`` narrows by fields of the identity, folded as in :class:`Faceta`. In one statement
    and another for the texts that are not remembered, once a process for each record of the
    manual, day and question.
    """
    solo = tuple(sorted(elegidos.items()))
    clave = (manual.id, manual.cabeza, dia, pregunta.clausulas, solo, pagina)
    hallado = _resultados.dar(clave)
    if hallado is None:
        hallado = _buscar(session, manual, dia, pregunta, elegidos, pagina)
    return _resultados.guardar(clave, hallado)


_resultados: Recientes[Resultado] = Recientes(64)


def _buscar(
    session: Session,
    manual: ManualVisto,
    dia: date,
    pregunta: Pregunta,
    elegidos: Mapping[str, str],
    pagina: int,
) -> Resultado:
    dialecto = session.get_bind().dialect.name
    primero = (pagina - 1) * POR_PAGINA + 1
    pide = valores(dialecto, pregunta.clausulas, elegidos) | {
        "manual": manual.id,
        "dia": dia,
        "primero": primero,
        "ultimo": primero + POR_PAGINA - 1,
    }
    consulta = contestan(dialecto, forma_de(pregunta.clausulas, elegidos))
    filas = session.connection().execute(consulta, pide).all()
    suyas = sorted((f for f in filas if f.lugar_en_pagina), key=lambda f: f.lugar_en_pagina)
    plegados = _plegados(session, [(f.contenido_hash or "", f.ids or "[]") for f in suyas])
    return Resultado(
        # A page that is not there has nothing, nor does it say how many there are.
        len(filas) if suyas else 0,
        tuple(
            _hallado(manual.formato, fila, trozos, pregunta.clausulas)
            for fila, trozos in zip(suyas, plegados, strict=True)
        ),
        _facetas(manual.formato, [f.encabezado for f in filas]),
    )


def _facetas(formato: Formato, encabezados: Sequence[str]) -> tuple[Faceta, ...]:
    claves = campos_de_eje(formato)
    cargos = json.loads(f"[{','.join(encabezados)}]")  # read all at once
    cuentas: dict[str, Counter[str]] = {clave: Counter() for clave in claves}
    impresos: dict[tuple[str, str], str] = {}
    for clave in claves:
        dichos = Counter(campos[clave] for campos in cargos if clave in campos)
        for valor, suyos in sorted(dichos.items()):
            if plegado := plegar_campo(valor):
                cuentas[clave][plegado] += suyos
                impresos.setdefault((clave, plegado), valor)
    rotulos = {c.clave: c.rotulo for c in formato.campos}
    return tuple(
        Faceta(
            clave,
            rotulos[clave],
            tuple(
                (plegado, impresos[clave, plegado], suyos)
                for plegado, suyos in sorted(cuenta.items(), key=lambda par: (-par[1], par[0]))
            ),
        )
        for clave, cuenta in cuentas.items()
    )


def _hallado(
    formato: Formato, fila: Any, plegados: _Plegados, clausulas: Sequence[Clausula]
) -> Hallado:
    campos: dict[str, str] = json.loads(fila.encabezado)
    dichos = [
        trozo
        for trozo, plegado in plegados
        if any(
            c.se_dice_en(plegado)
            for c in clausulas
            if c.secciones is None or trozo.seccion in c.secciones
        )
        and not (trozo.seccion.startswith(CAMPO) and _esta_en(trozo.texto, fila.titulo))
    ]
    return Hallado(
        fila.slug,
        fila.titulo,
        campos.get("codigo", ""),
        distintivo(formato, campos, fila.titulo),
        numero_impreso(formato, fila),
        tuple(_lugar(formato, trozo, clausulas) for trozo in dichos[:_LUGARES]),
        max(0, len(dichos) - _LUGARES),
    )


def _lugar(formato: Formato, trozo: Trozo, clausulas: Sequence[Clausula]) -> Lugar:
    suyas = [c for c in clausulas if c.secciones is None or trozo.seccion in c.secciones]
    return Lugar(_rotulo(formato, trozo.seccion), trozo.id, en_contexto(marcar(trozo.texto, suyas)))


def _esta_en(texto: str, titulo: str) -> bool:
    return texto.casefold() in titulo.casefold()


_trozos: Recientes[_Plegados] = Recientes(RECORDADOS)


def _plegados(session: Session, cuales: Sequence[tuple[str, str]]) -> list[_Plegados]:
    """Everything some texts say, piece by piece, each as it is and folded."""
    contenidos = contenidos_de(session, cuales)
    return [
        _trozos.dar(cual)
        or _trozos.guardar(cual, tuple((t, plegar(t.texto)) for t in trozos(contenido)))
        for cual, contenido in zip(cuales, contenidos, strict=True)
    ]


def _rotulo(formato: Formato, seccion: str) -> str:
    if seccion.startswith(CAMPO):
        clave = seccion.removeprefix(CAMPO)
        return next((c.rotulo for c in formato.campos if c.clave == clave), clave)
    if seccion == NOTAS:
        return "Notas"
    if seccion == TABLA and formato.seccion_competencias:
        return formato.seccion_competencias.titulo
    return formato.seccion(seccion).titulo
