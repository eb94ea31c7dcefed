"""Building texts from the table of cases, and writing a difference in its notation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.workflows.diferencias.casos import Textos
from workflows.contenido import Contenido, Forma, Item, Seccion
from workflows.diferencias import (
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioNota,
    Diferencia,
    Tipo,
    Tramo,
)


def contenido(textos: Textos | Contenido, prefijo: str = "b") -> Contenido:
    """Numbered items under each heading; ids count through the whole text unless "@n" says.

    A text that is whole already is left as it is.
    """
    if isinstance(textos, Contenido):
        return textos
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
    """One line for each change, in the order a reader meets them."""
    lineas = [_campo(c) for c in diferencia.campos if c.cambia]
    for seccion in diferencia.secciones:
        if seccion.movida:
            lineas.append(f"{seccion.clave} <>")
        lineas += [f"{seccion.clave} {_linea(c)}" for c in seccion.items if c.cambia]
    lineas += [_fila(c) for c in diferencia.competencias if c.cambia]
    return lineas + [_nota(c) for c in diferencia.notas if c.cambia]


def _campo(cambio: CambioCampo) -> str:
    valores = [
        Tramo(tipo, valor)
        for tipo, valor in ((Tipo.QUITADO, cambio.antes), (Tipo.AGREGADO, cambio.despues))
        if valor
    ]
    return f"{cambio.clave} ~ {marcar(valores)}"


def _fila(cambio: CambioCompetencia) -> str:
    antes, despues = cambio.antes, cambio.despues
    if antes is None or despues is None:
        fila, signo = (antes, "-") if antes else (despues, "+")
        return f"{signo} {fila.competencia} {fila.grado}: {fila.concepto}" if fila else signo
    grado = f"{antes.grado} → {despues.grado}" if cambio.cambia_grado else str(antes.grado)
    paso = f"<{cambio.posicion_antes} " if cambio.movido else ""
    signo = "~" if cambio.tipo is Tipo.EDITADO else "="
    return f"{paso}{signo} {despues.competencia} {grado}: {marcar(cambio.tramos)}"


def _nota(cambio: CambioNota) -> str:
    nota = cambio.despues or cambio.antes
    signos = {Tipo.AGREGADO: "+", Tipo.QUITADO: "-", Tipo.EDITADO: "~", Tipo.IGUAL: "="}
    paso = "<" if cambio.movido else ""
    texto = marcar(cambio.tramos) if cambio.tipo is Tipo.EDITADO else nota.texto if nota else ""
    return f"{paso}{signos[cambio.tipo]} nota {nota.marca if nota else ''}: {texto}"


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
