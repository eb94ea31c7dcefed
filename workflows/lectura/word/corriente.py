"""An ordinary Word document as the lines the reader knows: headings, numbers, rows, notes.

What Word keeps apart (the number of a list, the header of a page, a footnote) is written where
a person would see it, so that one reader serves text, Markdown and Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflows.lectura.word.bloques import (
    Celda,
    Corrida,
    Parrafo,
    Tabla,
    Vista,
    W,
    bloques_de,
)
from workflows.lectura.word.listas import Listas
from workflows.lectura.word.nombres import LLAMADA
from workflows.lectura.word.paquete import Paquete

#: What the grammar would take for markup, and Word does not.
_MARCADO = re.compile(r"([\\*_`|~^\[\]])")
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

    def lineas(self) -> Iterator[str]:
        """Header, body, notes."""
        cuerpo = self.paquete.documento.find(f"{W}body")
        if cuerpo is None:
            return
        for tramo, encabezado in _secciones(cuerpo):
            yield from self._encabezado(encabezado)
            for bloque in bloques_de(tramo, self.vista):
                yield from self._bloque(bloque)
            yield from self._al_pie()

    def _al_pie(self) -> Iterator[str]:
        """The notes cited since the last time: those of the cargo that ends here."""
        nuevas = [n for n in self.notas.values() if n not in self.puestas]
        if nuevas:
            yield from ("", "---", "")
            yield from (f"[^{n.marca}] {n.texto}" for n in nuevas)
            self.puestas += nuevas

    def _encabezado(self, clave: str) -> Iterator[str]:
        parte = self.paquete.encabezados.get(clave)
        if parte is None:
            return
        yield ""
        for bloque in bloques_de(parte, self.vista):
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
        """Whether the row only lays the page out: one cell, or one with a list inside."""
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
        texto = _MARCADO.sub(r"\\\1", corrida.texto).replace("&", "&amp;").replace("<", "&lt;")
        if texto.count("*") > 1:  # in pairs they point to no note
            texto = texto.replace("\\*", "&#42;")
        return texto.replace("\t", " ")

    def _cita(self, clase: str, clave: str) -> str:
        nota = self.notas.get(f"{clase}:{clave}")
        if nota is None:
            dicho = next((n for n in self.paquete.notas[clase] if n.get(f"{W}id") == clave), None)
            bloques = bloques_de(dicho, self.vista) if dicho is not None else []
            texto = " ".join(b.texto for b in bloques if isinstance(b, Parrafo))
            nota = _Nota(str(len(self.notas) + 1), _seguido(texto))
            self.notas[f"{clase}:{clave}"] = nota
        return f"[^{nota.marca}]"


def _secciones(cuerpo: Any) -> Iterator[tuple[list[Any], str]]:
    """The parts of the body that have a page header each, and the id of that header's part."""
    tramo: list[Any] = []
    hechos: list[tuple[list[Any], str]] = []
    anterior = ""
    for hijo in list(cuerpo):
        propiedades = hijo if hijo.tag == f"{W}sectPr" else hijo.find(f"{W}pPr/{W}sectPr")
        if hijo.tag != f"{W}sectPr":
            tramo.append(hijo)
        if propiedades is not None:
            anterior = _encabezado_de(propiedades) or anterior
            hechos.append((tramo, anterior))
            tramo = []
    if tramo:
        hechos.append((tramo, anterior))
    yield from hechos


def _encabezado_de(propiedades: Any) -> str:
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    referencias = {
        e.get(f"{W}type", "default"): e.get(r, "")
        for e in propiedades.findall(f"{W}headerReference")
    }
    return referencias.get("default") or referencias.get("first") or ""


def _seguido(texto: str) -> str:
    return " ".join(texto.split())
