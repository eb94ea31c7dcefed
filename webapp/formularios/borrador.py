"""The editor's form → a Contenido, and the small steps its buttons take without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from workflows.calidad import Hallazgo
from workflows.calidad.arreglo import aplicar
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    encabezado,
    nuevo_id,
)
from workflows.formatos.modelo import FormaSeccion, Formato
from workflows.piezas import FILA, ITEM
from workflows.textos import con_textos

#: Control characters, halves of one, and the invisible marks of direction and order that a
#: paste brings and that would make a text read otherwise than it is written.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff"
    r"\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_FORMAS = {FormaSeccion.NUMERADA: Forma.NUMERO, FormaSeccion.VINETAS: Forma.VINETA}
_NOMBRES = {f.value: f for f in Forma}
_Pieza = TypeVar("_Pieza", Item, Competencia)


def leer(form: MultiDict[str, str], formato: Formato) -> Contenido:
    """Everything the form says. A line break inside an item makes two items of it.

    A grade that is not a number reads as 0, which no formato accepts.
    """
    return Contenido(
        encabezado({c.clave: limpio(form.get(f"campo-{c.clave}", "")) for c in formato.campos}),
        tuple(
            Seccion(s.clave, tuple(_items(form, s.clave)))
            for s in formato.secciones
            if s.forma is not FormaSeccion.COMPETENCIAS
        ),
        tuple(_competencias(form)) if formato.competencias else (),
        tuple(
            Nota(limpio(marca), limpio(texto))
            for marca, texto in zip(
                form.getlist("nota-marca"), form.getlist("nota-texto"), strict=False
            )
            if limpio(marca) or limpio(texto)
        ),
    )


def porques(form: MultiDict[str, str]) -> dict[str, str]:
    """The reasons given for each change, by piece."""
    return {
        nombre.removeprefix("porque:"): limpio(texto)
        for nombre, texto in form.items()
        if nombre.startswith("porque:")
    }


def sin_vacios(contenido: Contenido) -> Contenido:
    """Without the items and rows that say nothing, which is how people delete them."""
    return replace(
        contenido,
        secciones=tuple(
            replace(s, items=tuple(i for i in s.items if i.texto)) for s in contenido.secciones
        ),
        competencias=tuple(c for c in contenido.competencias if c.competencia or c.concepto),
    )


def dar_paso(
    contenido: Contenido, formato: Formato, accion: str, hallazgos: Iterable[Hallazgo] = ()
) -> tuple[Contenido, str]:
    """The text after a button of the editor, and the id of the line to go to.

    ``accion`` is agregar:<section>:<position>, quitar|subir|bajar:<id>, agregar-comp,
    agregar-nota, quitar-nota:<position> or corregir:<check>:<piece>[@cell], which does what one of
    ``hallazgos`` proposes; anything else changes nothing.
    """
    verbo, _, resto = accion.partition(":")
    if verbo == "agregar":
        clave, _, posicion = resto.partition(":")
        return _agregar(contenido, formato, clave, int(posicion) if posicion.isdigit() else 10**6)
    if verbo == "agregar-comp" and formato.competencias:
        tabla = formato.competencias
        tipo = contenido.competencias[-1].tipo if contenido.competencias else tabla.tipos[0]
        fila = Competencia(nuevo_id(), tipo, "", tabla.minimo, "")
        return replace(contenido, competencias=(*contenido.competencias, fila)), fila.id
    if verbo == "agregar-nota":
        marca = str(len(contenido.notas) + 1)
        return replace(contenido, notas=(*contenido.notas, Nota(marca))), "notas"
    if verbo == "quitar-nota" and resto.isdigit():
        notas = [n for i, n in enumerate(contenido.notas) if i != int(resto)]
        return replace(contenido, notas=tuple(notas)), "notas"
    if verbo == "corregir":
        return _corregir(contenido, resto, hallazgos)
    if verbo in ("quitar", "subir", "bajar"):
        return _mover(contenido, verbo, resto), resto
    return contenido, ""


def con_concepto(contenido: Contenido, id_: str, concepto: str) -> Contenido:
    """The text with another concepto in the competency row ``id_``."""
    return con_textos(contenido, {f"{FILA}{id_}": concepto})


def limpio(texto: str) -> str:
    """Without what nobody sees or spaces around; what is inside stays as typed."""
    return _CONTROL.sub("", texto).strip()


def _items(form: MultiDict[str, str], clave: str) -> Iterable[Item]:
    columnas = [form.getlist(f"seccion-{clave}-{c}") for c in ("id", "forma", "notas", "texto")]
    for id_, forma, notas, texto in zip(*columnas, strict=False):
        partes = [limpio(p) for p in texto.splitlines() if limpio(p)] or [""]
        for n, parte in enumerate(partes):
            yield Item(
                (id_ or nuevo_id()) if n == 0 else nuevo_id(),
                parte,
                _NOMBRES.get(forma, Forma.NUMERO),
                tuple(x for x in re.split(r"[,\s]+", notas) if x) if n == 0 else (),
            )


def _competencias(form: MultiDict[str, str]) -> Iterable[Competencia]:
    columnas = [
        form.getlist(f"comp-{c}") for c in ("id", "tipo", "competencia", "grado", "concepto")
    ]
    for id_, tipo, competencia, grado, concepto in zip(*columnas, strict=False):
        yield Competencia(
            id_ or nuevo_id(),
            limpio(tipo),
            limpio(competencia),
            int(grado) if grado.isdecimal() and len(grado) < 4 else 0,
            " ".join(limpio(concepto).split("\n")).replace("\r", ""),
        )


def _agregar(
    contenido: Contenido, formato: Formato, clave: str, posicion: int
) -> tuple[Contenido, str]:
    seccion = contenido.seccion(clave)
    vecino = seccion.items[min(posicion, len(seccion.items)) - 1] if seccion.items else None
    declarada = next((s.forma for s in formato.secciones if s.clave == clave), None)
    if declarada is None:
        return contenido, ""
    forma = vecino.forma if vecino else _FORMAS.get(declarada, Forma.PARRAFO)
    nuevo = Item(nuevo_id(), "", forma)
    items = list(seccion.items)
    items.insert(posicion, nuevo)
    otras = [replace(s, items=tuple(items)) if s.clave == clave else s for s in contenido.secciones]
    if clave not in {s.clave for s in contenido.secciones}:
        otras.append(Seccion(clave, (nuevo,)))
    return replace(contenido, secciones=tuple(otras)), nuevo.id


def _corregir(
    contenido: Contenido, pedido: str, hallazgos: Iterable[Hallazgo]
) -> tuple[Contenido, str]:
    regla, _, lugar = pedido.partition(":")
    pieza, _, parte = lugar.partition("@")
    buscado = (regla, pieza, parte)
    hallado = next(
        (h for h in hallazgos if (h.regla, h.pieza, h.parte) == buscado and h.arreglo is not None),
        None,
    )
    id_ = pieza.removeprefix(ITEM).removeprefix(FILA)
    return (aplicar(contenido, hallado) if hallado else contenido), id_


def _mover(contenido: Contenido, verbo: str, id_: str) -> Contenido:
    return replace(
        contenido,
        secciones=tuple(replace(s, items=_paso(s.items, verbo, id_)) for s in contenido.secciones),
        competencias=_paso(contenido.competencias, verbo, id_),
    )


def _paso(piezas: Sequence[_Pieza], verbo: str, id_: str) -> tuple[_Pieza, ...]:
    lugar = next((n for n, p in enumerate(piezas) if p.id == id_), None)
    if lugar is None:
        return tuple(piezas)
    lista = list(piezas)
    pieza = lista.pop(lugar)
    if verbo != "quitar":
        lista.insert(max(0, lugar + (-1 if verbo == "subir" else 1)), pieza)
    return tuple(lista)
