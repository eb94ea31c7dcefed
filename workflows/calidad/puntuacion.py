"""Stops and commas: how an item ends where the others end with a full stop, and inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflows.calidad.arreglo import enmendar
from workflows.calidad.frase_truncada import se_corta
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.diferencias.alineacion import es_enlace
from workflows.piezas import FILA, ITEM
from workflows.texto import plano

REGLA = "puntuacion"

#: Other items needed to know the custom of a section, and the part of them that must follow it.
MINIMO_DE_OTROS = 2
PARTE_CON_PUNTO = 0.75
_RECORDADOS = 2_048

_CERRADO = re.compile(r"(?:[.…!?:]|[.…!?][)\]»”\"'])$")
_ENLAZA = re.compile(r"(?:;|[\s,](?:[oyeu]|y/o))$", re.IGNORECASE)
_SIGNOS_DE_MAS = re.compile(r"\s*(?:[,;]\s*|\.\s*[.,;]|\.\s*[,;]\s*\.)$")
_TERMINA_EN_PALABRA = re.compile(r"[\w)\]»”\"%°]$")
#: «otros., evacuados», «agua,, suelo», «agua.. Suelo»: but not an ellipsis.
_DOBLE = re.compile(r"(?<=\w)(?:\.(?P<coma>[,;])|(?P<dos>,)\s?,|\.\.(?!\.))(?=\s+\S)")
#: A stop before a small letter.
_PUNTO_Y_MINUSCULA = re.compile(
    r"(?<![\w./])(?P<antes>[\w./]+[)»”\"]?)(?P<punto>\.)\s+(?P<sigue>[^\W\d_]+)"
)
_TEXTO_ABREVIATURAS = (
    "adm admon afp apdo aprox arq art arts asoc aux av avda bach cant cap cf cia cit coord"
    " depto dept dir dist doc dpto dr dra ed ej etc ext fig gral hno ing inc incl lic licda"
    " ltda m max min msc n nac no nro num obs op p pag pags par pp prof prov ref reg rel res"
    " sec sr sra sres srta ss tel telef tit tlf ud uds ug uu vol vs"
)
_ABREVIATURAS = frozenset(_TEXTO_ABREVIATURAS.split())


@dataclass(frozen=True, slots=True)
class _Falta:
    inicio: int
    fin: int
    mensaje: str
    nuevo: str | None


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """For each piece: one finding with all that can be mended, one for each doubt."""
    listas = [[(f"{ITEM}{i.id}", i.texto) for i in s.items] for s in examen.contenido.secciones]
    listas.append([(f"{FILA}{c.id}", c.concepto) for c in examen.contenido.competencias])
    for lista in listas:
        finales = _finales(tuple(texto for _, texto in lista))
        for (pieza, texto), final in zip(lista, finales, strict=True):
            faltas = [*_dentro(texto), *final]
            claras = [f for f in faltas if f.nuevo is not None]
            if claras:
                yield _hallazgo(
                    pieza,
                    claras,
                    enmendar(texto, [(f.inicio, f.fin, f.nuevo or "") for f in claras]),
                )
            for duda in faltas:
                if duda.nuevo is None:
                    yield _hallazgo(pieza, [duda], None)


def _hallazgo(pieza: str, faltas: Sequence[_Falta], arreglo: str | None) -> Hallazgo:
    mensajes = " ".join(dict.fromkeys(f.mensaje for f in faltas))
    primera = faltas[0]
    return Hallazgo(REGLA, Severidad.BAJA, pieza, mensajes, primera.inicio, primera.fin, arreglo)


@lru_cache(_RECORDADOS)
def _finales(lista: tuple[str, ...]) -> tuple[tuple[_Falta, ...], ...]:
    """What is wrong at the end of each item, where the custom of the others is known; of the last
    lists, remembered."""
    escritos = [(lugar, texto.rstrip()) for lugar, texto in enumerate(lista) if texto.strip()]
    con_punto = sum(bool(_CERRADO.search(texto)) for _, texto in escritos)
    otros = len(escritos) - 1
    faltas: list[tuple[_Falta, ...]] = [()] * len(lista)
    for n, (lugar, texto) in enumerate(escritos):
        otros_con_punto = con_punto - bool(_CERRADO.search(texto))
        if otros < MINIMO_DE_OTROS or otros_con_punto < PARTE_CON_PUNTO * otros:
            continue
        if (n < otros and _ENLAZA.search(texto)) or se_corta(texto, n == otros):
            continue
        if falta := _final(texto):
            faltas[lugar] = (falta,)
    return tuple(faltas)


def _final(texto: str) -> _Falta | None:
    de_mas = None if texto.endswith("...") else _SIGNOS_DE_MAS.search(texto)
    if de_mas:
        mensaje = f"Termina en «{de_mas[0].strip()}» y los demás terminan en punto."
        return _Falta(de_mas.start(), len(texto), mensaje, ".")
    if _TERMINA_EN_PALABRA.search(texto) and not _CERRADO.search(texto):
        mensaje = "Le falta el punto final que los demás tienen."
        return _Falta(len(texto), len(texto), mensaje, ".")
    return None


@lru_cache(_RECORDADOS)
def _dentro(texto: str) -> tuple[_Falta, ...]:
    """Doubled signs, and stops that end no sentence; of the last texts, remembered."""
    return (*_signos(texto), *_paradas(texto))


def _signos(texto: str) -> Iterator[_Falta]:
    for doble in _DOBLE.finditer(texto):
        anterior = _palabra_hasta(texto, doble.start())
        if doble[0].startswith(".") and _es_abreviatura(anterior):
            continue
        sigue = texto[doble.end() :].lstrip()[:1]
        nuevo = doble["coma"] or doble["dos"] or ("." if sigue.isupper() else None)
        mensaje = f"Sobra un signo en «{anterior}{doble[0]}»."
        yield _Falta(doble.start(), doble.end(), mensaje, nuevo)


def _paradas(texto: str) -> Iterator[_Falta]:
    for parada in _PUNTO_Y_MINUSCULA.finditer(texto):
        sigue = parada["sigue"]
        if not sigue[0].islower() or _es_abreviatura(parada["antes"]):
            continue
        inicio, fin = parada.span("punto")
        mensaje = f"Hay un punto antes de «{sigue}», que empieza con minúscula."
        yield _Falta(inicio, fin, mensaje, "" if es_enlace(sigue) else None)


def _palabra_hasta(texto: str, fin: int) -> str:
    return re.split(r"[\s(«“]", texto[:fin])[-1]


def _es_abreviatura(palabra: str) -> bool:
    """«etc», «S.A», «Lic», a letter or a number: a stop after it ends no sentence."""
    desnuda = palabra.strip('.)»”"')
    llana = plano(desnuda)
    return (
        not llana
        or len(llana) == 1
        or "." in palabra
        or any(c.isdigit() for c in llana)
        or llana in _ABREVIATURAS
        or (desnuda.isupper() and len(desnuda) <= 4)
    )
