"""Building texts from the table of cases, and writing a difference in its notation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.workflows.diferencias.casos import Textos
from workflows.contenido import Contenido, Forma, Item, Seccion
from workflows.diferencias import CambioItem, Diferencia, Tipo, Tramo


def contenido(textos: Textos, prefijo: str = "b") -> Contenido:
    """Numbered items under each heading; ids count through the whole text unless "@n" says."""
    numero = 0
    secciones = []
    for clave, lineas in textos.items():
        items = []
        for linea in lineas:
            numero += 1
            marca, _, texto = linea.partition(" ")
            if marca.startswith("@"):
                items.append(Item(f"b{marca[1:]}", texto, Forma.NUMERO))
            else:
                items.append(Item(f"{prefijo}{numero}", linea, Forma.NUMERO))
        secciones.append(Seccion(clave, tuple(items)))
    return Contenido((), tuple(secciones))


def marcar(tramos: Sequence[Tramo]) -> str:
    """The runs with what was struck and inserted between marks."""
    moldes = {Tipo.IGUAL: "{}", Tipo.QUITADO: "[-{}-]", Tipo.AGREGADO: "{{+{}+}}"}
    return "".join(moldes[t.tipo].format(t.texto) for t in tramos)


def leer(diferencia: Diferencia) -> list[str]:
    """One line for each item that changed, in the order a reader meets them."""
    return [
        f"{seccion.clave} {_linea(cambio)}"
        for seccion in diferencia.secciones
        for cambio in seccion.items
        if cambio.cambia
    ]


def _linea(cambio: CambioItem) -> str:
    if cambio.tipo is Tipo.AGREGADO and cambio.despues:
        return f"{cambio.posicion_despues} + {cambio.despues.texto}"
    if cambio.tipo is Tipo.QUITADO and cambio.antes:
        return f"{cambio.posicion_antes} - {cambio.antes.texto}"
    return " ".join((str(cambio.posicion_despues), *_paso(cambio), marcar(cambio.tramos)))


def _paso(cambio: CambioItem) -> Iterator[str]:
    if cambio.antes_en:
        yield f"<{cambio.antes_en} {cambio.posicion_antes}"
    elif cambio.movido:
        yield f"<{cambio.posicion_antes}"
    yield "~" if cambio.tipo is Tipo.EDITADO else "="
