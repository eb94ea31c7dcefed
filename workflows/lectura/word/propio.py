"""Our own document, however much it was edited in Word: each line finds its piece again.

Styles say what a line is; bookmarks, which one. A line without a bookmark is new; a piece whose
bookmark is gone was deleted. Formatting says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workflows.contenido import Competencia, Contenido, Forma, Item, Nota, Seccion, encabezado
from workflows.formatos.modelo import Formato
from workflows.lectura.plegado import compacto
from workflows.lectura.word import nombres
from workflows.lectura.word.bloques import Bloque, Corrida, Parrafo, Tabla, Vista, W, bloques_de
from workflows.lectura.word.paquete import Paquete

_FORMAS = {
    nombres.NUMERO: Forma.NUMERO,
    nombres.VINETA: Forma.VINETA,
    nombres.PARRAFO: Forma.PARRAFO,
}
_CALLADOS = {nombres.TITULO, nombres.ROTULO, nombres.PIE, nombres.FIRMA}


@dataclass(slots=True)
class Propio:
    """The text read. ``ids`` are those whose bookmark was found; ``sueltas``, lines that are
    under no section and could not be placed; ``grados``, cells that hold no grade."""

    contenido: Contenido
    ids: frozenset[str]
    sueltas: list[str] = field(default_factory=list)
    grados: list[str] = field(default_factory=list)


def leer_propio(paquete: Paquete, formato: Formato, vista: Vista = Vista.ACEPTAR) -> Propio:
    """Read a document that this program wrote. New pieces get ids by position (``n1``, ``n2``…)."""
    lector = _Lector(formato)
    cuerpo = paquete.documento.find(f"{W}body")
    lector.campos_de(b for parte in paquete.bordes.values() for b in bloques_de(parte, vista))
    if cuerpo is not None:
        bloques = bloques_de(cuerpo, vista)
        lector.campos_de(bloques)
        lector.cuerpo(bloques)
    return lector.hecho()


class _Lector:
    """Gathers pieces as the lines come."""

    def __init__(self, formato: Formato) -> None:
        self.formato = formato
        self.campos: dict[str, str] = {}
        self.secciones: list[tuple[str, list[Item]]] = []
        self.filas: list[Competencia] = []
        self.notas: list[Nota] = []
        self.sueltas: list[str] = []
        self.grados: list[str] = []
        self.ids: set[str] = set()
        self._titulos = {
            compacto(t): s.clave for s in formato.secciones for t in (*s.variantes, s.titulo)
        }
        self._nuevas = 0
        self._en_tabla = False

    def hecho(self) -> Propio:
        """What was read."""
        secciones = tuple(Seccion(clave, tuple(items)) for clave, items in self.secciones)
        texto = Contenido(encabezado(self.campos), secciones, tuple(self.filas), tuple(self.notas))
        return Propio(texto, frozenset(self.ids), self.sueltas, self.grados)

    def campos_de(self, bloques: Iterable[Bloque]) -> None:
        """The header fields, each between the ends of its bookmark."""
        for parrafo in _parrafos(bloques):
            for marca in parrafo.marcas:
                prefijo, _, clave = marca.partition("_")
                if prefijo == nombres.DE_CAMPO and clave not in self.campos:
                    self.campos[clave] = _tras_marca(parrafo, marca)

    def cuerpo(self, bloques: Iterable[Bloque]) -> None:
        """Everything under the header."""
        for bloque in bloques:
            if isinstance(bloque, Tabla):
                self._tabla(bloque)
            elif bloque.estilo == nombres.SECCION:
                self._seccion(bloque)
            elif bloque.estilo == nombres.NOTA:
                self._nota(bloque)
            elif bloque.estilo not in _CALLADOS and bloque.texto.strip():
                self._item(bloque)

    def _seccion(self, parrafo: Parrafo) -> None:
        if not parrafo.texto.strip():
            return
        clave = self._titulos.get(compacto(parrafo.texto)) or _clave(parrafo, nombres.DE_SECCION)
        tabla = self.formato.seccion_competencias
        self._en_tabla = tabla is not None and clave == tabla.clave
        if self._en_tabla:
            return
        if clave:
            self.secciones.append((clave, []))
        else:
            self.sueltas.append(parrafo.texto)

    def _item(self, parrafo: Parrafo) -> None:
        if self._en_tabla or not self.secciones:
            self.sueltas.append(parrafo.texto)
            return
        seccion, items = self.secciones[-1]
        forma = _FORMAS.get(parrafo.estilo) or (items[-1].forma if items else self._forma(seccion))
        if parrafo.estilo not in _FORMAS and parrafo.lista is not None:
            forma = Forma.NUMERO if forma is Forma.PARRAFO else forma
        texto, notas = _texto_y_notas(parrafo.corridas)
        items.append(Item(self._id(_clave(parrafo, nombres.DE_ITEM)), texto, forma, notas))

    def _forma(self, clave: str) -> Forma:
        formas = {s.clave: s.forma.value for s in self.formato.secciones}
        return {"parrafo": Forma.PARRAFO, "vinetas": Forma.VINETA}.get(
            formas.get(clave, ""), Forma.NUMERO
        )

    def _nota(self, parrafo: Parrafo) -> None:
        marca = "".join(c.texto for c in parrafo.corridas if c.estilo == nombres.LLAMADA)
        texto = "".join(
            c.texto for c in parrafo.corridas if c.estilo not in (nombres.LLAMADA, nombres.SEPARA)
        )
        if marca or texto.strip():
            self.notas.append(Nota(marca, texto))

    def _tabla(self, tabla: Tabla) -> None:
        terminos = self.formato.competencias
        if terminos is None:
            self.sueltas += [" ".join(c.texto for c in f) for f in tabla.filas]
            return
        rotulos = [compacto(c) for c in terminos.columnas]
        for fila in tabla.filas:
            textos = [c.texto for c in fila]
            if [compacto(t) for t in textos] == rotulos or not any(t.strip() for t in textos):
                continue
            if len(textos) != 4 or not textos[2].strip().isdecimal():
                self.grados.append(" · ".join(textos))
                continue
            clave = next(
                (k for c in fila for p in c.parrafos if (k := _clave(p, nombres.DE_FILA))), ""
            )
            tipo, competencia, grado, concepto = textos
            self.filas.append(Competencia(self._id(clave), tipo, competencia, int(grado), concepto))

    def _id(self, clave: str) -> str:
        if clave and clave not in self.ids:
            self.ids.add(clave)
            return clave
        self._nuevas += 1
        return f"n{self._nuevas}"


def _parrafos(bloques: Iterable[Bloque]) -> Iterator[Parrafo]:
    for bloque in bloques:
        if isinstance(bloque, Parrafo):
            yield bloque
        else:
            yield from (p for fila in bloque.filas for celda in fila for p in celda.parrafos)


def _clave(parrafo: Parrafo, prefijo: str) -> str:
    """The key of the first bookmark of that kind in a paragraph, or ""."""
    return next((m.partition("_")[2] for m in parrafo.marcas if m.startswith(f"{prefijo}_")), "")


def _tras_marca(parrafo: Parrafo, marca: str) -> str:
    """The words after the beginning of a bookmark: a value stands last in its line."""
    dentro, palabras = False, []
    for corrida in parrafo.corridas:
        if corrida.nota.startswith("#"):
            dentro = dentro or corrida.nota == f"#{marca}"
        elif dentro:
            palabras.append(corrida.texto)
    return "".join(palabras)


def _texto_y_notas(corridas: Iterable[Corrida]) -> tuple[str, tuple[str, ...]]:
    texto, notas = [], []
    for corrida in corridas:
        if corrida.estilo == nombres.LLAMADA:
            notas.append(corrida.texto)
        elif corrida.estilo != nombres.SEPARA:
            texto.append(corrida.texto)
    return "".join(texto), tuple(notas)
