"""The *cuadro comparativo*: what changes, row by row, as the board reads it.

Data only: a PDF and a Word file are drawn from the same rows, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflows.contenido import Competencia, Contenido, Forma, Item
from workflows.diferencias import (
    Cambio,
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioNota,
    CambioSeccion,
    Diferencia,
    Tipo,
    Tramo,
    comparar,
    es_silencioso,
    pieza_de,
)
from workflows.formatos.modelo import Formato

Parrafo = tuple[Tramo, ...]
_FORMAS = {Forma.NUMERO: "numeral", Forma.VINETA: "viñeta", Forma.PARRAFO: "párrafo"}
_HECHOS = {Tipo.AGREGADO: "se agrega", Tipo.QUITADO: "se elimina"}
#: Place, what happens there, and each side.
_Partes = tuple[str, list[str], tuple[Parrafo, ...], tuple[Parrafo, ...]]
SOLO_ESPACIOS = "solo cambian espacios o comillas"


@dataclass(frozen=True, slots=True)
class Fila:
    """One change. ``vigente`` is empty for what is new, ``propuesto`` for what goes.

    ``lugar`` is the place by its printed name and number; ``hecho`` what happens there, in
    words, for whoever cannot see the marks. Runs are IGUAL or QUITADO in ``vigente``, IGUAL or
    AGREGADO in ``propuesto``. ``pieza`` is named as ``diferencias.pieza_de`` does.
    """

    pieza: str
    lugar: str
    hecho: str
    vigente: tuple[Parrafo, ...]
    propuesto: tuple[Parrafo, ...]
    justificacion: str


def comparativo(
    base: Contenido,
    propuesta: Contenido,
    formato: Formato,
    porques: Mapping[str, str],
    *,
    derogacion: bool = False,
) -> tuple[Fila, ...]:
    """A row for each change, in the order of the page.

    ``porques`` are the reasons by piece; a change without one of its own is explained by the
    reason of the whole version, under "". An abolition is one row.
    """
    if derogacion:
        titulo = formato.titulo_de(base)
        dicho = ((Tramo(Tipo.QUITADO, titulo),),)
        return (Fila("", "Todo el cargo", "se deroga", dicho, (), porques.get("", "")),)
    armador = _Armador(formato, numeros(base), numeros(propuesta), porques)
    diferencia = comparar(base, propuesta).en_orden([c.clave for c in formato.campos])
    return tuple(armador.fila(cambio, seccion) for cambio, seccion in _con_seccion(diferencia))


def numeros(contenido: Contenido) -> dict[str, str]:
    """What the page prints before each item, by id: ``7.``, ``•``, or nothing."""
    signos: dict[str, str] = {}
    for seccion in contenido.secciones:
        n = 0
        for item in seccion.items:
            n += item.forma is Forma.NUMERO
            signos[item.id] = {Forma.NUMERO: f"{n}.", Forma.VINETA: "•"}.get(item.forma, "")
    return signos


def _con_seccion(diferencia: Diferencia) -> Iterator[tuple[Cambio, str]]:
    yield from ((c, "") for c in diferencia.campos if c.cambia)
    for seccion in diferencia.secciones:
        if seccion.movida:
            yield seccion, seccion.clave
        yield from ((i, seccion.clave) for i in seccion.items if i.cambia)
    yield from ((c, "") for c in diferencia.competencias if c.cambia)
    yield from ((n, "") for n in diferencia.notas if n.cambia)


@dataclass(frozen=True, slots=True)
class _Armador:
    formato: Formato
    antes: Mapping[str, str]
    despues: Mapping[str, str]
    porques: Mapping[str, str]

    def fila(self, cambio: Cambio, seccion: str) -> Fila:
        pieza = pieza_de(cambio)
        porque = self.porques.get(pieza) or self.porques.get("", "")
        lugar, hechos, vigente, propuesto = self._partes(cambio, seccion)
        if es_silencioso(cambio):
            hechos = [SOLO_ESPACIOS]
        dicho = "; ".join(hechos) or "cambia el texto"
        return Fila(pieza, lugar, dicho, vigente, propuesto, porque)

    def _partes(self, cambio: Cambio, seccion: str) -> _Partes:
        if isinstance(cambio, CambioCampo):
            rotulo = {c.clave: c.rotulo for c in self.formato.campos}.get(cambio.clave, "")
            vigente, propuesto = _valor(cambio.antes, cambio.despues)
            hechos = [_HECHOS.get(cambio.tipo, "cambia")]
            return rotulo or cambio.clave, hechos, _parrafos(vigente), _parrafos(propuesto)
        if isinstance(cambio, CambioSeccion):
            return self._titulo(seccion), ["la sección cambia de lugar"], (), ()
        if isinstance(cambio, CambioItem):
            return self._item(cambio, seccion)
        if isinstance(cambio, CambioCompetencia):
            return self._competencia(cambio)
        return _nota(cambio)

    def _item(self, cambio: CambioItem, seccion: str) -> _Partes:
        antes, despues = cambio.antes, cambio.despues
        donde = _signo(despues, self.despues) if despues else _signo(antes, self.antes)
        lugar = f"{self._titulo(seccion)}, {donde}" if donde else self._titulo(seccion)
        hechos = [_HECHOS[cambio.tipo]] if cambio.tipo in _HECHOS else []
        if cambio.movido and antes is not None:
            de = f"{self._titulo(cambio.antes_en)}, " if cambio.antes_en else ""
            hechos.append(f"cambia de lugar, antes: {de}{_signo(antes, self.antes)}".rstrip(", "))
        if antes is not None and despues is not None:
            if antes.texto != despues.texto:
                hechos.append("cambia el texto")
            if antes.forma is not despues.forma:
                hechos.append(f"pasa de {_FORMAS[antes.forma]} a {_FORMAS[despues.forma]}")
            if antes.notas != despues.notas:
                notas = (", ".join(i.notas) or "ninguna" for i in (antes, despues))
                hechos.append("llamadas a notas: " + " → ".join(notas))
        vigente, propuesto = _lados(cambio.tramos, cambio.tipo)
        return (
            lugar,
            hechos,
            _parrafos(_con_signo(antes, self.antes, vigente)),
            _parrafos(_con_signo(despues, self.despues, propuesto)),
        )

    def _competencia(self, cambio: CambioCompetencia) -> _Partes:
        antes, despues = cambio.antes, cambio.despues
        fila = despues or antes
        tabla = self.formato.seccion_competencias
        lugar = f"{tabla.titulo if tabla else 'Competencias'}, {fila.competencia if fila else ''}"
        hechos = [_HECHOS[cambio.tipo]] if cambio.tipo in _HECHOS else []
        if cambio.movido:
            hechos.append(f"cambia de lugar, antes: {cambio.posicion_antes}")
        if antes is not None and despues is not None:
            if antes.competencia != despues.competencia:
                hechos.append("cambia el nombre")
            if antes.tipo != despues.tipo:
                hechos.append("cambia el tipo")
            if cambio.cambia_grado:
                hechos.append(f"cambia el grado, {antes.grado} → {despues.grado}")
            if antes.concepto != despues.concepto:
                hechos.append("cambia el concepto")
        vigente, propuesto = _lados(cambio.tramos, cambio.tipo)
        columnas = self.formato.competencias.columnas if self.formato.competencias else ("",) * 4
        return (
            lugar,
            hechos,
            _parrafos(_cabeza(antes, despues, Tipo.QUITADO, columnas[2]), vigente),
            _parrafos(_cabeza(despues, antes, Tipo.AGREGADO, columnas[2]), propuesto),
        )

    def _titulo(self, clave: str) -> str:
        return {s.clave: s.titulo for s in self.formato.secciones}.get(clave, clave)


def _nota(cambio: CambioNota) -> _Partes:
    nota = cambio.despues or cambio.antes
    hechos = [_HECHOS[cambio.tipo]] if cambio.tipo in _HECHOS else []
    if cambio.movido:
        hechos.append("cambia de lugar")
    vigente, propuesto = _lados(cambio.tramos, cambio.tipo)
    lugar = f"Nota al pie {nota.marca if nota else ''}"
    return lugar.strip(), hechos, _parrafos(vigente), _parrafos(propuesto)


def _cabeza(fila: Competencia | None, otra: Competencia | None, tipo: Tipo, grado: str) -> Parrafo:
    """Name, grade and tipo of a row, marked where the other side says something else."""
    if fila is None:
        return ()

    def dicho(valor: object, suyo: object) -> Tramo:
        return Tramo(Tipo.IGUAL if otra is not None and valor == suyo else tipo, str(valor))

    return (
        dicho(fila.competencia, otra and otra.competencia),
        Tramo(Tipo.IGUAL, f" · {grado} "),
        dicho(fila.grado, otra and otra.grado),
        Tramo(Tipo.IGUAL, " · "),
        dicho(fila.tipo, otra and otra.tipo),
    )


def _valor(antes: str, despues: str) -> tuple[Parrafo, Parrafo]:
    return (
        (Tramo(Tipo.QUITADO, antes),) if antes else (),
        (Tramo(Tipo.AGREGADO, despues),) if despues else (),
    )


def _lados(tramos: Parrafo, tipo: Tipo) -> tuple[Parrafo, Parrafo]:
    """The words of each side; a piece that is only on one side is marked whole there."""
    vigente = tuple(t for t in tramos if t.tipo is not Tipo.AGREGADO)
    propuesto = tuple(t for t in tramos if t.tipo is not Tipo.QUITADO)
    if tipo is Tipo.AGREGADO:
        return (), tuple(Tramo(tipo, t.texto) for t in propuesto)
    if tipo is Tipo.QUITADO:
        return tuple(Tramo(tipo, t.texto) for t in vigente), ()
    return vigente, propuesto


def _con_signo(item: Item | None, signos: Mapping[str, str], parrafo: Parrafo) -> Parrafo:
    if item is None:
        return ()
    signo = signos.get(item.id, "")
    return (Tramo(Tipo.IGUAL, f"{signo} "), *parrafo) if signo else parrafo


def _signo(item: Item | None, signos: Mapping[str, str]) -> str:
    if item is None:
        return ""
    return {"•": "viñeta", "": "párrafo"}.get(s := signos.get(item.id, ""), s.rstrip("."))


def _parrafos(*parrafos: Parrafo) -> tuple[Parrafo, ...]:
    return tuple(p for p in parrafos if any(t.texto for t in p))
