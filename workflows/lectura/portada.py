"""The title block of a class specification: its title, its code, and the letterhead above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.formatos.modelo import Formato
from workflows.lectura.fechas import es_fecha
from workflows.lectura.listas import marca
from workflows.lectura.notas import en_linea
from workflows.lectura.plegado import compacto, en_mayusculas
from workflows.lectura.renglones import Renglon
from workflows.lectura.rotulos import Que, Rotulador

_LARGO, _PALABRAS, _RENGLONES = 120, 14, 6
_GUION = re.compile(r"\s*([-–])\s*")
_NUMERAL = re.compile(r"(?:\d{1,2}\.)*\d{1,2}[.)\-–]{0,2}\s+")
#: What forms write over the labels of the title.
_ANTESALA = re.compile(
    r"(?:[\dIVX.]+[.)\-–]*\s+)?"
    r"(?:identificaci[oó]n|datos(?: generales)?|informaci[oó]n(?: general)?)"
    r"(?: del? (?:la )?(?:puesto|cargo|clase|trabajo))?",
    re.IGNORECASE,
)
_ANIO = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Titulo:
    """What a run of lines says if it is a title block."""

    campos: dict[str, str] = field(default_factory=dict)
    palabras: list[str] = field(default_factory=list)
    ajenas: list[int] = field(default_factory=list)  #: lines above a labelled title, not of it
    destacado: bool = False
    codigo: bool = False

    @property
    def texto(self) -> str:
        """The title, its lines joined by one space."""
        return " ".join(self.palabras)


class LectorTitulo:
    """Reads runs of lines as title blocks, for one formato."""

    def __init__(self, formato: Formato, rotulador: Rotulador) -> None:
        self.rotulador = rotulador
        self.principal = next((c.clave for c in formato.campos if not c.patron), "")
        self._codigos = [
            (c.clave, re.compile(rf"(?<![\w-])(?:{c.patron})(?![\w-])"))
            for c in formato.campos
            if c.patron
        ]

    def leer(self, run: Sequence[Renglon]) -> Titulo | None:
        """The title block ``run`` is, or None when a line of it could not be in one."""
        if len(run) > _RENGLONES or not all(self._cabe(r) for r in run):
            return None
        titulo = Titulo(destacado=any(r.destacado for r in run))
        pide = ""
        previas: list[int] = []  #: the line of each loose word so far
        for r in run:
            for celda in self.rotulador.emparejadas([(c,) for c in r.llenas]):
                for texto in celda:
                    pide = self._celda(titulo, en_linea(self._sin_numeral(texto)), r, pide)
            if self.principal in titulo.campos and not titulo.ajenas and previas:
                titulo.ajenas, titulo.palabras = previas, titulo.palabras[len(previas) :]
            elif self.principal not in titulo.campos and len(titulo.palabras) > len(previas):
                previas = [*previas, *[r.numero] * (len(titulo.palabras) - len(previas))]
        if self.principal and titulo.palabras:
            dicho = titulo.campos.get(self.principal, "")
            titulo.campos[self.principal] = f"{dicho} {titulo.texto}".strip()
        titulo.codigo = any(c in titulo.campos for c, _ in self._codigos)
        return titulo if titulo.campos else None

    def _cabe(self, r: Renglon) -> bool:
        texto = self._sin_numeral(" ".join(r.llenas))
        if r.regla or len(texto) > _LARGO or len(texto.split()) > _PALABRAS or es_fecha(texto):
            return False
        if self.rotulador.es_banda(texto):
            return True
        if _ANTESALA.fullmatch(texto):
            return True
        if marca(texto) is not None or texto[-1:] in tuple(".;,:") or not texto:
            return False
        return r.destacado or texto[0].isupper() or texto[0].isdigit() or texto[0] == "("

    def _sin_numeral(self, texto: str) -> str:
        """A label without the number of its place (``1.2 Código: A-3``); any other as it is."""
        hallada = _NUMERAL.match(texto)
        if hallada is None:
            return texto
        resto = texto[hallada.end() :]
        piezas = self.rotulador.piezas(resto)
        return resto if piezas and piezas[0].que in (Que.CAMPO, Que.ROTULO) else texto

    def _celda(self, titulo: Titulo, celda: str, r: Renglon, pide: str) -> str:
        for pieza in self.rotulador.piezas(celda):
            texto = " ".join(pieza.texto.split())
            if pieza.que is Que.ROTULO or (pieza.que is Que.CAMPO and not texto):
                pide = pieza.clave
            elif pieza.que is Que.CAMPO:
                self._poner(titulo, pieza.clave, texto)
            elif pide and pieza.que is Que.VALOR:
                self._poner(titulo, pide, texto)
                pide = ""
            elif pieza.que is not Que.BANDA:
                self._suelto(titulo, pieza.texto, r)
        return pide

    def _poner(self, titulo: Titulo, clave: str, texto: str) -> None:
        """Set a labelled field; a second, different value stays in sight, in the title."""
        compuesto = _GUION.sub(r"\1", texto) if any(c == clave for c, _ in self._codigos) else texto
        if titulo.campos.setdefault(clave, compuesto) != compuesto:
            titulo.palabras.append(texto)

    def _suelto(self, titulo: Titulo, texto: str, r: Renglon) -> None:
        """Words of a title, with the code before them, after them, or alone."""
        for clave, patron in self._codigos:
            for m in patron.finditer(texto):
                antes, despues = texto[: m.start()], texto[m.end() :]
                antes, despues = antes.strip(" (-–—\t"), despues.strip(" ).-–—\t")
                sola = not antes and not despues
                numero = m[0].isdigit()
                dudoso = numero and not sola and (_ANIO.fullmatch(m[0]) or not r.destacado)
                if (antes and despues) or clave in titulo.campos or dudoso:
                    continue
                titulo.campos[clave] = _GUION.sub(r"\1", m[0])
                texto = antes or despues
                break
        if texto.strip():
            titulo.palabras.append(texto.strip())

    def repite(self, run: Sequence[Renglon], campos: dict[str, str]) -> bool:
        """Whether ``run`` is the running head of the cargo these fields belong to."""
        propio = compacto(campos.get(self.principal, ""))
        if not propio or len(run) > _RENGLONES:
            return False
        otro = self.leer(run)
        if otro is None or not en_mayusculas(otro.texto or "ABC"):
            return False
        dicho = compacto(otro.campos.get(self.principal, ""))
        codigos = all(
            compacto(campos.get(c, "")) == compacto(v)
            for c, v in otro.campos.items()
            if c != self.principal
        )
        return codigos and (dicho == propio or (not dicho and otro.codigo))
