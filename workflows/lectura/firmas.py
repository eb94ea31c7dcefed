"""The signature cells of a page header: who, when, which version and which acuerdo.

Cells come in any layout: one line, one line a signer, or three columns whose second row
has the names and whose third has the dates. What a cell without a label means depends on
its column when the rows above had as many cells, and on the cell before it when not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.lectura.fechas import es_fecha
from workflows.lectura.modelo import FirmaLeida
from workflows.lectura.numero import hallar
from workflows.lectura.rotulos import Pieza, Que

FIRMANTES = ("elaborado", "revisado", "aprobado")
_VERSION = re.compile(
    r"(?:v(?:ers?)?\b[.:\s]*)?(?:n\s*(?:[o°ºúu]\s*m?)?\s*[.:°º]*\s*)?"
    r"(\d[\w.]*(?:\s*[-–—/]\s*\w[\w.]*)*)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMERO = re.compile(r"\A\s*n(?:[o°ºúu]m?(?:ero)?)?\b[.°º:\s]*", re.IGNORECASE)
_GUION = re.compile(r"\s*([-–—/])\s*")


@dataclass(slots=True)
class FirmasLeidas:
    """What the signature cells said, as printed."""

    version: str = ""
    instrumento: str = ""
    firmas: dict[str, FirmaLeida] = field(default_factory=dict)
    sobras: list[str] = field(default_factory=list)  #: words beside a value that are no part of it


def leer_firmas(
    filas: Sequence[Sequence[tuple[int, Sequence[Pieza]]]], patron: str
) -> FirmasLeidas:
    """Read rows of (column, pieces) cells; ``patron`` is the formato's acuerdo number."""
    lector = _Lector()
    for fila in filas:
        lector.fila(fila)
    return lector.resultado(patron)


class _Lector:
    def __init__(self) -> None:
        self.valores: dict[tuple[str, str], list[str]] = {}
        self.orden: list[tuple[str, str]] = []
        self.columnas: dict[int, tuple[str, str]] = {}
        self.actual = ("", "")

    def fila(self, fila: Sequence[tuple[int, Sequence[Pieza]]]) -> None:
        previas = list(self.columnas.values())
        iguales = len(fila) > 1 and len(fila) == len(previas)
        debajo = len(previas) > 1 and all(n in self.columnas for n, _ in fila) and fila[0][0] > 0
        nuevas = {}
        for orden, (n, celda) in enumerate(fila):
            lugar = previas[orden] if iguales else self.columnas[n] if debajo else self.actual
            for pieza in celda:
                lugar = self._pieza(pieza, lugar)
            nuevas[n] = lugar
            self.actual = lugar
        self.columnas = {**self.columnas, **nuevas} if debajo else nuevas

    def _pieza(self, pieza: Pieza, lugar: tuple[str, str]) -> tuple[str, str]:
        if pieza.que is Que.FIRMA:
            lugar = self._rotulo(pieza.clave, lugar[0])
            self.orden.append(lugar)
        if pieza.texto and lugar[0]:
            self.valores.setdefault(lugar, []).append(pieza.texto)
        return lugar

    def _rotulo(self, clave: str, firmante: str) -> tuple[str, str]:
        if clave in FIRMANTES:
            return (clave, "por")
        if clave == "fecha":
            if (firmante, "fecha") in self.orden:
                libres = [f for f in FIRMANTES if (f, "fecha") not in self.orden]
                firmante = libres[0] if libres else firmante
            return (firmante or "aprobado", "fecha")
        return ("aprobado", clave)

    def resultado(self, patron: str) -> FirmasLeidas:
        sobras = self._sin_fecha()
        textos = {k: " ".join(" ".join(v).split()) for k, v in self.valores.items()}
        self._fechas_al_final(textos)
        firmas = {
            f: FirmaLeida(textos.get((f, "por"), ""), textos.get((f, "fecha"), ""))
            for f in FIRMANTES
            if any(k in self.orden for k in ((f, "por"), (f, "fecha")))
        }
        instrumento, aparte = _instrumento(textos.get(("aprobado", "acuerdo"), ""), patron)
        impresa = textos.get(("aprobado", "version"), "")
        if not impresa:
            impresa = next((x for x in sobras if _VERSION.fullmatch(x)), "")
            sobras = [x for x in sobras if x != impresa]
        version, tras = _version(impresa)
        return FirmasLeidas(version, instrumento, firmas, [*filter(None, (*sobras, aparte, tras))])

    def _sin_fecha(self) -> list[str]:
        """Take out of each date the words that are no part of it."""
        sobras = []
        for clave, dichos in self.valores.items():
            if clave[1] != "fecha" or len(dichos) < 2 or es_fecha(" ".join(dichos)):
                continue
            if es_fecha(dichos[0]):
                sobras.extend(dichos[1:])
                del dichos[1:]
        return sobras

    def _fechas_al_final(self, textos: dict[tuple[str, str], str]) -> None:
        """Three signers and then three dates, one a line: the dates come in their order."""
        fechas = [k for k in self.orden if k[1] == "fecha"]
        firmantes = [k[0] for k in self.orden if k[1] == "por"]
        if len(fechas) < 2 or self.orden[-len(fechas) :] != fechas:
            return
        if "aprobado" in {k[0] for k in self.orden[: -len(fechas)]} - set(firmantes):
            firmantes.append("aprobado")
        if len(firmantes) == len(fechas):
            impresas = [textos.get(k, "") for k in fechas]
            for firmante, fecha in zip(firmantes, impresas, strict=True):
                textos[(firmante, "fecha")] = fecha


def _version(impresa: str) -> tuple[str, str]:
    """The number of a version, as printed, and whatever was printed after it."""
    m = _VERSION.fullmatch(impresa)
    if m is None:
        return impresa, ""
    return _GUION.sub(r"\1", m[1]).strip(" ."), m[2].strip(" .,;:-–()")


def _instrumento(impreso: str, patron: str) -> tuple[str, str]:
    """The acuerdo's number, its letters closed up, and whatever was printed beside it."""
    hallado = hallar(impreso, re.compile(patron)) if patron else None
    if hallado is None:
        return impreso, ""
    resto = _NUMERO.sub("", hallado.resto, count=1)
    return hallado.numero, resto.strip(" .,;:-–()")
