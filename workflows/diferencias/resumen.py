"""The difference told in short lines, for a panel, a message or the board's agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflows.contenido import Forma, Item
from workflows.diferencias.frases import SOLO_ESPACIOS, cita, edicion, es_femenino, reemplazo
from workflows.diferencias.modelo import (
    Cambio,
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioNota,
    CambioSeccion,
    Diferencia,
    Tipo,
)
from workflows.diferencias.piezas_de import pieza_de
from workflows.diferencias.silencio import es_silencioso, se_lee_igual

if TYPE_CHECKING:  # the rules a formato may name compare texts: nothing here may need a formato
    from workflows.formatos.modelo import Formato

_FORMAS = {Forma.NUMERO: "numeral", Forma.VINETA: "viñeta", Forma.PARRAFO: "párrafo"}


@dataclass(frozen=True, slots=True)
class Renglon:
    """One line of the summary, and the change it tells.

    ``pieza`` is named as ``pieza_de`` does; ``silencioso`` when a reader may leave it folded.
    """

    pieza: str
    linea: str
    tipo: Tipo
    silencioso: bool


def renglones(diferencia: Diferencia, formato: Formato) -> list[Renglon]:
    """One for each change, in reading order and in the words of ``formato``.

    Positions are those of the proposal; of what is removed, those of the base.
    """
    return [
        Renglon(pieza_de(cambio), linea, cambio.tipo, es_silencioso(cambio))
        for cambio, linea in _contar(diferencia, formato)
    ]


def resumen(diferencia: Diferencia, formato: Formato) -> list[str]:
    """The lines of :func:`renglones` alone."""
    return [r.linea for r in renglones(diferencia, formato)]


def _contar(diferencia: Diferencia, formato: Formato) -> Iterator[tuple[Cambio, str]]:
    narrador = _Narrador({s.clave: s.titulo for s in formato.secciones})
    tabla = formato.seccion_competencias
    titulo_tabla = tabla.titulo if tabla else "Competencias"
    yield from _campos(diferencia.campos, formato)
    for seccion in diferencia.secciones:
        yield from narrador.seccion(seccion)
    for fila in diferencia.competencias:
        if fila.cambia:
            yield fila, f"{titulo_tabla}, {_nombre(fila)}: {_fila(fila)}"
    for nota in diferencia.notas:
        if nota.cambia:
            yield nota, _nota(nota)


def _campos(campos: Iterable[CambioCampo], formato: Formato) -> Iterator[tuple[Cambio, str]]:
    rotulos = {c.clave: c.rotulo for c in formato.campos}
    orden = {clave: n for n, clave in enumerate(rotulos)}
    for campo in sorted(campos, key=lambda c: orden.get(c.clave, len(orden))):
        if campo.cambia:
            rotulo = rotulos.get(campo.clave, campo.clave)
            silencioso = es_silencioso(campo)
            hecho = SOLO_ESPACIOS if silencioso else reemplazo(campo.antes, campo.despues)
            yield campo, f"{rotulo}: {hecho}"


@dataclass(frozen=True, slots=True)
class _Narrador:
    """Tells the items of a section by the titles the formato prints."""

    titulos: dict[str, str]

    def seccion(self, seccion: CambioSeccion) -> Iterator[tuple[Cambio, str]]:
        if seccion.movida:
            yield seccion, f"{self._titulo(seccion.clave)}: cambia de lugar"
        unica = len(seccion.items) == 1
        for cambio in seccion.items:
            if cambio.cambia:
                yield cambio, self._item(cambio, seccion.clave, unica)

    def _item(self, cambio: CambioItem, clave: str, unico: bool) -> str:
        titulo = self._titulo(clave)
        if cambio.despues is None and cambio.antes is not None:
            lugar = _lugar(titulo, cambio.antes.forma, cambio.posicion_antes, False)
            return f"{lugar}: {_genero(titulo, cambio.antes.forma, 'eliminad')}"
        if cambio.antes is None and cambio.despues is not None:
            lugar = _lugar(titulo, cambio.despues.forma, cambio.posicion_despues, False)
            return f"{lugar}: {_genero(titulo, cambio.despues.forma, 'nuev')}"
        if cambio.antes is None or cambio.despues is None:
            return titulo
        lugar = _lugar(titulo, cambio.despues.forma, cambio.posicion_despues, unico)
        return f"{lugar}: {'; '.join(self._hechos(cambio, titulo, cambio.antes, cambio.despues))}"

    def _hechos(self, cambio: CambioItem, titulo: str, antes: Item, despues: Item) -> Iterator[str]:
        if cambio.antes_en:
            yield f"viene de {self._titulo(cambio.antes_en)} {cambio.posicion_antes}"
        elif cambio.movido:
            yield f"{_genero(titulo, despues.forma, 'movid')}, antes {cambio.posicion_antes}"
        if antes.texto != despues.texto:
            silencioso = se_lee_igual(antes.texto, despues.texto)
            yield SOLO_ESPACIOS if silencioso else edicion(cambio.tramos)
        if antes.forma is not despues.forma:
            yield f"pasa de {_FORMAS[antes.forma]} a {_FORMAS[despues.forma]}"
        if antes.notas != despues.notas:
            yield f"llamadas de nota: {_marcas(antes.notas)} → {_marcas(despues.notas)}"

    def _titulo(self, clave: str) -> str:
        return self.titulos.get(clave, clave)


def _lugar(titulo: str, forma: Forma, posicion: int | None, unico: bool) -> str:
    if forma is Forma.NUMERO:
        return f"{titulo} {posicion}"
    return titulo if unico else f"{titulo}, {_FORMAS[forma]} {posicion}"


def _genero(titulo: str, forma: Forma, raiz: str) -> str:
    femenino = forma is Forma.VINETA or (forma is Forma.NUMERO and es_femenino(titulo))
    return raiz + ("a" if femenino else "o")


def _marcas(notas: tuple[str, ...]) -> str:
    return ", ".join(notas) or "ninguna"


def _nombre(cambio: CambioCompetencia) -> str:
    fila = cambio.despues or cambio.antes
    return " ".join(fila.competencia.split()) if fila is not None else ""


def _fila(cambio: CambioCompetencia) -> str:
    antes, despues = cambio.antes, cambio.despues
    if antes is None or despues is None:
        return f"nueva, grado {despues.grado}" if despues is not None else "eliminada"
    hechos = [f"movida, antes {cambio.posicion_antes}"] if cambio.movido else []
    if es_silencioso(cambio):
        return SOLO_ESPACIOS
    if antes.competencia != despues.competencia:
        hechos.append(f"antes se llamaba {cita(antes.competencia)}")
    if antes.tipo != despues.tipo:
        hechos.append(f"tipo {reemplazo(antes.tipo, despues.tipo)}")
    if cambio.cambia_grado:
        hechos.append(f"grado {antes.grado} → {despues.grado}")
    if antes.concepto != despues.concepto:
        hechos.append(f"concepto: {edicion(cambio.tramos)}")
    return "; ".join(hechos)


def _nota(cambio: CambioNota) -> str:
    nota = cambio.despues or cambio.antes
    lugar = f"Nota {nota.marca}".strip() if nota is not None else "Nota"
    if cambio.antes is None:
        return f"{lugar}: nueva"
    if cambio.despues is None:
        return f"{lugar}: eliminada"
    hechos = ["cambia de lugar"] if cambio.movido else []
    if cambio.antes.texto != cambio.despues.texto:
        hechos.append(SOLO_ESPACIOS if es_silencioso(cambio) else edicion(cambio.tramos))
    return f"{lugar}: {'; '.join(hechos)}"
