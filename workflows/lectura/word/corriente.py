"""An ordinary Word document as the lines the reader knows: headings, numbers, rows, notes.

What Word keeps apart (the number of a list, the header of a page, a footnote) is written where
a person would see it, so that one reader serves text, Markdown and Word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflows.lectura.cuentas import sin_cuenta
from workflows.lectura.literal import literal
from workflows.lectura.word.bloques import (
    Celda,
    Corrida,
    Parrafo,
    Tabla,
    Vista,
    W,
    bloques_de,
)
from workflows.lectura.word.bordes import Tramo, tramos
from workflows.lectura.word.listas import Listas
from workflows.lectura.word.nombres import LLAMADA, PIE
from workflows.lectura.word.paquete import Paquete

_MAQUETA = 3  #: cells of a row that lays a page out, at most: a table of words has more
_TITULAR = 90  #: characters of a line that stands out as a heading


def texto_de(paquete: Paquete, vista: Vista = Vista.ACEPTAR) -> str:
    """The document as text, tracked changes accepted unless ``vista`` says otherwise."""
    return "\n".join(_Escriba(paquete, vista).lineas()) + "\n"


@dataclass(slots=True)
class _Nota:
    marca: str
    texto: str


class _Escriba:
    """Writes one document, counting its lists and its notes."""

    def __init__(self, paquete: Paquete, vista: Vista) -> None:
        self.paquete, self.vista = paquete, vista
        self.listas = Listas(paquete.numeracion, paquete.estilos)
        self.notas: dict[str, _Nota] = {}
        self.puestas: list[_Nota] = []
        self.encabezado: list[str] = []  #: the lines of the last page header
        self.dichas: set[str] = set()  #: lines that some edge of a page has said

    def lineas(self) -> Iterator[str]:
        """Header, body, notes."""
        cuerpo = self.paquete.documento.find(f"{W}body")
        if cuerpo is None:
            return
        for tramo in tramos(cuerpo, pares=self.paquete.pares):
            yield from self._bordes(tramo)
            for bloque in bloques_de(tramo.hijos, self.vista):
                yield from self._bloque(bloque)
            yield from self._al_pie()

    def _bordes(self, tramo: Tramo) -> Iterator[str]:
        """What the pages print around the text, where it begins to be so; each line once."""
        lineas = list(self._borde(tramo.encabezado))
        escritas = [x for x in lineas if x]
        if escritas and escritas != self.encabezado:
            self.encabezado = escritas
            self.dichas.update(map(sin_cuenta, lineas))
            yield from lineas
        for clave in tramo.otros:
            for linea in map(sin_cuenta, self._borde(clave)):
                if linea and linea not in self.dichas:
                    self.dichas.add(linea)
                    yield linea
        yield ""

    def _al_pie(self) -> Iterator[str]:
        """The notes cited since the last time: those of the cargo that ends here."""
        nuevas = [n for n in self.notas.values() if n not in self.puestas]
        if nuevas:
            yield from ("", "---", "")
            yield from (f"[^{n.marca}] {n.texto}" for n in nuevas)
            self.puestas += nuevas

    def _borde(self, clave: str) -> Iterator[str]:
        parte = self.paquete.bordes.get(clave)
        if parte is None:
            return
        yield ""
        for bloque in bloques_de(parte, self.vista):
            if not (isinstance(bloque, Parrafo) and bloque.estilo == PIE):
                yield from self._bloque(bloque)

    def _bloque(self, bloque: Parrafo | Tabla) -> Iterator[str]:
        if isinstance(bloque, Tabla):
            yield ""
            for fila in bloque.filas:
                if self._compone(fila):
                    for parrafo in (p for c in fila if not c.sigue for p in c.parrafos):
                        yield from self._bloque(parrafo)
                else:
                    yield "\t".join(x for c in fila for x in self._celdas(c))
            yield ""
            return
        texto = self._palabras(bloque.corridas)
        if not texto.strip():
            yield ""
            return
        marca = self.listas.marca(bloque)
        if marca:
            yield f"{marca} {_seguido(texto)}"
        elif self._es_titular(bloque, texto):
            yield from ("", f"## {_seguido(texto)}", "")
        else:
            yield from (parte.strip() for parte in texto.split("\n"))
            yield ""

    def _compone(self, fila: tuple[Celda, ...]) -> bool:
        """Whether the row only lays the page out: one cell, or few with a list inside."""
        if len(fila) > _MAQUETA:
            return False
        return len(fila) == 1 or any(self.listas.cuenta(p) for c in fila for p in c.parrafos)

    def _celdas(self, celda: Celda) -> list[str]:
        """The cell, its lines stacked, and an empty one for each other column it takes."""
        dichas = (self._palabras(p.corridas).split("\n") for p in celda.parrafos)
        lineas = [_seguido(linea) for partes in dichas for linea in partes]
        dicho = "" if celda.sigue else "<br>".join(x for x in lineas if x)
        return [dicho, *[""] * (min(celda.abarca, 60) - 1)]

    def _es_titular(self, parrafo: Parrafo, texto: str) -> bool:
        if len(texto) > _TITULAR or "\n" in texto:
            return False
        if parrafo.nivel is not None or self.listas.es_titulo(parrafo.estilo):
            return True
        dichas = [c for c in parrafo.corridas if c.texto.strip()]
        return bool(dichas) and all(c.negrita for c in dichas) and not texto.rstrip().endswith(".")

    def _palabras(self, corridas: list[Corrida]) -> str:
        return "".join(self._corrida(c) for c in corridas)

    def _corrida(self, corrida: Corrida) -> str:
        clase, _, clave = corrida.nota.partition(":")
        if clase in self.paquete.notas:
            return self._cita(clase, clave)
        if (corrida.alzada or corrida.estilo == LLAMADA) and corrida.texto.strip():
            return f"<sup>{corrida.texto.strip()}</sup>"
        return literal(corrida.texto).replace("\t", " ")

    def _cita(self, clase: str, clave: str) -> str:
        nota = self.notas.get(f"{clase}:{clave}")
        if nota is None:
            dicho = next((n for n in self.paquete.notas[clase] if n.get(f"{W}id") == clave), None)
            bloques = bloques_de(dicho, self.vista) if dicho is not None else []
            texto = " ".join(b.texto for b in bloques if isinstance(b, Parrafo))
            nota = _Nota(str(len(self.notas) + 1), _seguido(texto))
            self.notas[f"{clase}:{clave}"] = nota
        return f"[^{nota.marca}]"


def _seguido(texto: str) -> str:
    return " ".join(texto.split())
