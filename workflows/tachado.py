"""The redline: a whole text with what goes struck and what comes inserted, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.comparativo import SOLO_ESPACIOS, Parrafo, numeros
from workflows.contenido import Contenido
from workflows.diferencias import (
    CambioCompetencia,
    CambioItem,
    CambioNota,
    CambioSeccion,
    Tipo,
    Tramo,
    comparar,
    es_silencioso,
    tramos,
)
from workflows.formatos.modelo import Formato


@dataclass(frozen=True, slots=True)
class Renglon:
    """An item: what the page prints before it, its words, and a remark (``antes: 7``)."""

    signo: str
    tramos: Parrafo
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class FilaTachada:
    """A competency row, cell by cell."""

    tipo: Parrafo
    competencia: Parrafo
    grado: Parrafo
    concepto: Parrafo
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Parte:
    """A section; its heading is itself inserted or struck where only one text has it."""

    titulo: Tramo
    renglones: tuple[Renglon, ...]
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Tachado:
    """The whole text, in the order of the page; ``campos`` are (label, value)."""

    campos: tuple[tuple[str, Parrafo], ...]
    partes: tuple[Parte, ...]
    titulo_tabla: str
    competencias: tuple[FilaTachada, ...]
    notas: tuple[Renglon, ...]


def tachado(base: Contenido, propuesta: Contenido, formato: Formato) -> Tachado:
    """From ``base`` to ``propuesta``: nothing of either is left out."""
    diferencia = comparar(base, propuesta)
    antes, despues = numeros(base), numeros(propuesta)
    titulos = {s.clave: s.titulo for s in formato.secciones}
    orden = {s.clave: n for n, s in enumerate(formato.secciones)}
    secciones = sorted(diferencia.secciones, key=lambda s: orden.get(s.clave, len(orden)))
    tabla = formato.seccion_competencias
    return Tachado(
        tuple(
            (c.rotulo, tramos(base.campo(c.clave), propuesta.campo(c.clave)))
            for c in formato.campos
        ),
        tuple(_parte(s, titulos, antes, despues) for s in secciones),
        tabla.titulo if tabla else "Competencias",
        tuple(_fila(c) for c in diferencia.competencias),
        tuple(_nota(n) for n in diferencia.notas),
    )


def _parte(
    seccion: CambioSeccion,
    titulos: Mapping[str, str],
    antes: Mapping[str, str],
    despues: Mapping[str, str],
) -> Parte:
    return Parte(
        Tramo(seccion.tipo, titulos.get(seccion.clave, seccion.clave)),
        tuple(_item(i, titulos, antes, despues) for i in seccion.items),
        "la sección cambia de lugar" if seccion.movida else "",
    )


def _item(
    cambio: CambioItem,
    titulos: Mapping[str, str],
    antes: Mapping[str, str],
    despues: Mapping[str, str],
) -> Renglon:
    suyo = despues if cambio.despues is not None else antes
    vivo = cambio.despues or cambio.antes
    signo = suyo.get(vivo.id, "") if vivo is not None else ""
    avisos = []
    if cambio.movido and cambio.antes is not None:
        de = f"{titulos.get(cambio.antes_en, cambio.antes_en)}, " if cambio.antes_en else ""
        numero = antes.get(cambio.antes.id, "").rstrip(".") or str(cambio.posicion_antes)
        avisos.append(f"antes: {de}{numero}")
    if es_silencioso(cambio):
        avisos.append(SOLO_ESPACIOS)
    llamadas = vivo.notas if vivo is not None else ()
    marcas = tuple(Tramo(Tipo.IGUAL, f" [{marca}]") for marca in llamadas)
    return Renglon(signo, (*_entero(cambio.tipo, cambio.tramos), *marcas), "; ".join(avisos))


def _fila(cambio: CambioCompetencia) -> FilaTachada:
    a, b = cambio.antes, cambio.despues
    avisos = [f"antes: {cambio.posicion_antes}"] if cambio.movido else []
    if es_silencioso(cambio):
        avisos.append(SOLO_ESPACIOS)
    return FilaTachada(
        _celda(a and a.tipo, b and b.tipo),
        _celda(a and a.competencia, b and b.competencia),
        _celda(a and a.grado, b and b.grado),
        _entero(cambio.tipo, cambio.tramos),
        "; ".join(avisos),
    )


def _nota(cambio: CambioNota) -> Renglon:
    nota = cambio.despues or cambio.antes
    aviso = "cambia de lugar" if cambio.movido else ""
    marca = nota.marca if nota is not None else ""
    return Renglon(marca, _entero(cambio.tipo, cambio.tramos), aviso)


def _entero(tipo: Tipo, runs: Parrafo) -> Parrafo:
    """The runs, all of them inserted or struck where only one text has the piece."""
    if tipo in (Tipo.AGREGADO, Tipo.QUITADO):
        return tuple(Tramo(tipo, t.texto) for t in runs)
    return runs


def _celda(antes: object, despues: object) -> Parrafo:
    """A short cell is replaced whole: half a word struck says nothing."""
    if antes == despues:
        return (Tramo(Tipo.IGUAL, str(despues)),)
    dichos = ((Tipo.QUITADO, antes), (Tipo.AGREGADO, despues))
    return tuple(Tramo(tipo, str(dicho)) for tipo, dicho in dichos if dicho not in (None, ""))
