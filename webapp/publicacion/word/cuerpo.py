"""Sections, competency table and notes, written piece by piece with their marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webapp.publicacion.word.estilos import Listas
from webapp.publicacion.word.identidad import entre_marcas, nombre_de
from webapp.publicacion.word.revisiones import Revisiones
from webapp.publicacion.word.xml import Elemento, celda, corrida, el, parrafo, tabla
from workflows.contenido import Forma
from workflows.diferencias.enlazado import Enlazado, Fila, Parrafo, PiePagina, Titulo
from workflows.diferencias.modelo import Tipo, Tramo
from workflows.formatos.modelo import Formato
from workflows.lectura.word.nombres import (
    CELDA,
    DE_FILA,
    DE_ITEM,
    DE_SECCION,
    LLAMADA,
    NOTA,
    NUMERO,
    PARRAFO,
    PIE,
    SECCION,
    SEPARA,
    VINETA,
)

#: The text's width on a letter page with margins of 2 cm, in twentieths of a point.
ANCHO = 9972
_ANCHOS = (1695, 2094, 898, ANCHO - 1695 - 2094 - 898)
_ESTILOS = {Forma.NUMERO: NUMERO, Forma.VINETA: VINETA, Forma.PARRAFO: PARRAFO}


@dataclass(slots=True)
class Escritor:
    """Writes one cargo; ``listas`` belong to the whole document.

    Its pieces are ``marcada`` (each under a bookmark) in a file that may come back. Where several
    cargos share a file they are not: a bookmark's name may stand only once.
    """

    formato: Formato
    revisiones: Revisiones
    listas: Listas
    marcada: bool = True
    _marcas: int = field(default=100, init=False)

    def cuerpo(self, texto: Enlazado) -> Iterator[Elemento]:
        """Everything under the header, in the order of the text; the table where it is printed."""
        titulos = {s.clave: s.titulo for s in self.formato.secciones}
        orden = [s.clave for s in self.formato.secciones]
        tabla_en = self.formato.seccion_competencias
        pendiente = bool(texto.filas) and tabla_en is not None
        lista = ""
        for pieza in texto.cuerpo:
            if isinstance(pieza, Titulo):
                if pendiente and tabla_en and _tras(orden, pieza.clave, tabla_en.clave):
                    yield from self._competencias(texto)
                    pendiente = False
                yield self._titulo(pieza.tipo, titulos.get(pieza.clave, pieza.clave), pieza.clave)
                lista = ""
            else:
                if pieza.forma is Forma.NUMERO and not lista:
                    lista = self.listas.nueva()
                yield self._item(pieza, lista)
        if pendiente:
            yield from self._competencias(texto)
        yield from (self._nota(nota) for nota in texto.notas)

    def marcado(self, nombre: str, corridas: Iterable[Elemento]) -> list[Elemento]:
        """The runs under a bookmark of their own, where they have a name for it."""
        if not nombre or not self.marcada:
            return list(corridas)
        self._marcas += 1
        return entre_marcas(self._marcas, nombre, corridas)

    def _titulo(self, tipo: Tipo, texto: str, clave: str) -> Elemento:
        corridas = self.revisiones.corridas([Tramo(tipo, texto.upper())])
        nombre = nombre_de(DE_SECCION, clave) if tipo is not Tipo.QUITADO else ""
        return parrafo(SECCION, self.marcado(nombre, corridas), *self.revisiones.de_parrafo(tipo))

    def _item(self, item: Parrafo, lista: str) -> Elemento:
        nombre = nombre_de(DE_ITEM, item.id) if item.tipo is not Tipo.QUITADO else ""
        hijos = self.marcado(nombre, self.revisiones.corridas(item.tramos))
        hijos += self._llamadas(item.notas)
        propiedades = []
        if item.forma is not Forma.PARRAFO:
            propiedades.append(Listas.en(lista) if item.forma is Forma.NUMERO else Listas.en())
        propiedades += self.revisiones.de_parrafo(item.tipo)
        return parrafo(_ESTILOS[item.forma], hijos, *propiedades)

    def _llamadas(self, notas: Iterable[Tramo]) -> list[Elemento]:
        """Each mark in a run of its own, a comma between: two marks never melt into one."""
        hechas: list[Elemento] = []
        previa: Tipo | None = None
        for marca in notas:
            separa = [Tramo(marca.tipo, ",")] if previa is marca.tipo else []
            hechas += self.revisiones.corridas(separa, SEPARA)
            hechas += self.revisiones.corridas([marca], LLAMADA)
            previa = marca.tipo
        return hechas

    def _nota(self, nota: PiePagina) -> Elemento:
        hijos = list(self.revisiones.corridas([Tramo(nota.tipo, nota.marca)], LLAMADA))
        hijos += self.revisiones.corridas([Tramo(nota.tipo, " ")], SEPARA)
        hijos += self.revisiones.corridas(nota.tramos)
        return parrafo(NOTA, hijos, *self.revisiones.de_parrafo(nota.tipo))

    def _competencias(self, texto: Enlazado) -> Iterator[Elemento]:
        seccion = self.formato.seccion_competencias
        assert seccion is not None
        assert self.formato.competencias is not None
        tipos = {f.tipo for f in texto.filas}
        de_todas = tipos.pop() if len(tipos) == 1 else Tipo.IGUAL
        yield self._titulo(de_todas, seccion.titulo, seccion.clave)
        rotulos = [
            celda(
                ancho,
                parrafo(CELDA, [corrida(rotulo)], el("w:jc", {"w:val": "center"})),
                propiedades=[
                    el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "E7E7E7"})
                ],
            )
            for ancho, rotulo in zip(_ANCHOS, self.formato.competencias.columnas, strict=True)
        ]
        repite = [el("w:cantSplit"), el("w:tblHeader"), *self.revisiones.de_fila(de_todas)]
        cabeza = el("w:tr", None, el("w:trPr", None, *repite), *rotulos)
        filas = [self._fila(f) for f in texto.filas]
        yield tabla(_ANCHOS, cabeza, *filas, titulo=seccion.titulo)
        yield parrafo(PIE, [], *self.revisiones.de_parrafo(de_todas))

    def _fila(self, fila: Fila) -> Elemento:
        nombre = nombre_de(DE_FILA, fila.id) if fila.tipo is not Tipo.QUITADO else ""
        celdas = []
        for n, (ancho, tramos) in enumerate(zip(_ANCHOS, fila.celdas, strict=True)):
            corridas = list(self.revisiones.corridas(tramos))
            hijos = self.marcado(nombre, corridas) if n == 1 else corridas
            centro = [el("w:jc", {"w:val": "center"})] if n == 2 else []
            fin = self.revisiones.de_parrafo(fila.tipo)
            celdas.append(celda(ancho, parrafo(CELDA, hijos, *centro, *fin)))
        propiedades = [el("w:cantSplit"), *self.revisiones.de_fila(fila.tipo)]
        return el("w:tr", None, el("w:trPr", None, *propiedades), *celdas)


def _tras(orden: list[str], clave: str, tabla_en: str) -> bool:
    """Whether a section is printed after the competency table."""
    return clave in orden and orden.index(clave) > orden.index(tabla_en)
