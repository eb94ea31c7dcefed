"""One page header: the parts its lines bring, and what they say put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workflows.formatos.modelo import Formato
from workflows.lectura.firmas import FirmasLeidas, leer_firmas
from workflows.lectura.renglones import Renglon
from workflows.lectura.rotulos import Pieza, Que, cuenta


@dataclass(slots=True)
class Encabezado:
    """One page header. ``lineas`` are indexes into the document's lines."""

    lineas: list[int]
    campos: dict[str, str] = field(default_factory=dict)
    rotulos: list[str] = field(default_factory=list)
    filas: list[list[str]] = field(default_factory=list)  #: values without a label, by row
    indices: list[int] = field(default_factory=list)  #: the line of each of those rows
    sobrantes: list[str] = field(default_factory=list)
    pagina: int = 0
    de: int = 0
    impresa: str = ""
    firmas: FirmasLeidas = field(default_factory=FirmasLeidas)
    numero: int = 0  #: first source line, from 1
    trae: set[str] = field(default_factory=set)  #: the parts it was made of
    dentro: list[int] = field(default_factory=list)  #: lines that tear it, foreign to it

    @property
    def valores(self) -> list[str]:
        """Every value without a label, in order."""
        return [v for fila in self.filas for v in fila]

    @property
    def dice_algo(self) -> bool:
        """Whether it says more than a cover does: the banner, some words and a version."""
        return bool(self.campos or self.rotulos or self.pagina or self.firmas.firmas)


@dataclass(frozen=True, slots=True)
class Parte:
    """A line as part of a header: pieces by cell, and what it brings."""

    celdas: tuple[tuple[int, list[Pieza]], ...]
    trae: frozenset[str]
    espaciada: bool = False  #: its cells are numbered by letters from the margin, not by order

    @property
    def fuerte(self) -> bool:
        """Whether it has a label: something only a header says."""
        return bool(self.trae)

    @property
    def ancla(self) -> bool:
        """Whether a header may begin here."""
        anclas = {"banda", "codigo", "pagina", "elaborado", "revisado", "rotulos"}
        return bool(self.trae & anclas) or {"version", "acuerdo"} <= self.trae

    @property
    def sigue(self) -> bool:
        """Whether it belongs in the middle or the end of a header, never at its beginning."""
        return self.fuerte and not self.trae & {"banda", "codigo", "pagina"}


def leer_encabezado(
    lineas: Sequence[Renglon],
    partes: Mapping[int, Parte | None],
    propias: list[int],
    trae: set[str],
    *,
    formato: Formato,
) -> Encabezado:
    """What the lines ``propias`` (indexes) say together."""
    e = Encabezado(propias, numero=lineas[propias[0]].numero, trae=trae)
    suyas = set(propias)
    e.dentro = [
        n
        for n in range(propias[0], propias[-1])
        if n not in suyas and not (lineas[n].blanco or lineas[n].regla)
    ]
    lector = _Lector(e, len(formato.pagina.columnas))
    for i in propias:
        parte = partes[i]
        if parte is not None:
            lector.parte(i, parte)
    e.firmas = leer_firmas(lector.firmas, formato.instrumento.patron)
    e.sobrantes.extend(e.firmas.sobras)
    return e


class _Lector:
    """Shares the pieces of a header out: labelled fields, rows of values, signatures."""

    def __init__(self, e: Encabezado, columnas: int) -> None:
        self.e, self.columnas = e, columnas
        self.firmas: list[Sequence[tuple[int, list[Pieza]]]] = []
        self.lugares: dict[int, int] = {}
        self.pide = ""

    def parte(self, i: int, parte: Parte) -> None:
        antes = len(self.e.filas)
        self._parte(parte)
        self.e.indices.extend([i] * (len(self.e.filas) - antes))

    def _parte(self, parte: Parte) -> None:
        piezas = [p for _, celda in parte.celdas for p in celda]
        if any(p.que is Que.FIRMA for p in piezas) or (self.firmas and not parte.fuerte):
            self.firmas.append(parte.celdas)
            piezas = [p for p in piezas if p.que not in (Que.FIRMA, Que.VALOR)]
        elif not parte.fuerte and not self.pide:
            self._fila(parte)
            return
        self._piezas(piezas)

    def _fila(self, parte: Parte) -> None:
        """A row of values; when shorter than the first, its cells go on with those above."""
        e = self.e
        textos = [(n, " ".join(" ".join(p.texto for p in c).split())) for n, c in parte.celdas]
        corta = len(textos) < len(self.lugares) and not e.rotulos
        if corta and all(n > 0 and n in self.lugares for n, _ in textos):
            for n, texto in textos:
                e.filas[0][self.lugares[n]] += f" {texto}"
            return
        if not e.filas:
            self.lugares = {n: lugar for lugar, (n, _) in enumerate(textos)}
        e.filas.append([texto for _, texto in textos])

    def _piezas(self, piezas: Sequence[Pieza]) -> None:
        e, sueltos = self.e, []
        for p in piezas:
            texto = " ".join(p.texto.split())
            if p.que is Que.PAGINA:
                e.pagina, e.de = cuenta(texto)
                e.impresa = f"{e.pagina} de {e.de}" if e.de else str(e.pagina)
            elif p.que is Que.ROTULO:
                e.rotulos.append(p.clave)
            elif p.que is Que.CAMPO:
                self.pide = "" if texto else p.clave
                if texto:
                    e.campos[p.clave] = texto
            elif p.que is Que.VALOR and self.pide:
                e.campos[self.pide], self.pide = texto, ""
            elif p.que is Que.VALOR:
                sueltos.append(texto)
        if sueltos and len(sueltos) == self.columnas and not e.filas:
            e.filas.append(sueltos)
        else:
            e.sobrantes.extend(sueltos)
