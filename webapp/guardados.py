"""The saves of a draft, walked backwards: the text as any of them left it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.hechos import VersionVista
from webapp.modelos import Guardado
from workflows.contenido import Contenido
from workflows.errores import NoEncontrado
from workflows.piezas import de_piezas, en_piezas

#: How many changed pieces to walk back before giving up.
LIMITE = 20_000
#: Marks, in the name of a piece, a text that did not enter because another stood there.
CHOQUE = "choque:"


def texto_en(session: Session, vista: VersionVista, serie: int) -> Contenido:
    """The draft as the save ``serie`` left it; 1 is the text it was opened with.

    Raises NoEncontrado when there was no such save.
    """
    if not 1 <= serie <= vista.serie:
        raise NoEncontrado(
            "Ese guardado no está en la historia del borrador.", "Elija uno de la lista."
        )
    if serie == vista.serie:
        return vista.contenido
    texto = vista.contenido
    for hasta, anterior in hacia_atras(session, vista):
        if hasta < serie:
            break
        texto = anterior
    return texto


def hacia_atras(session: Session, vista: VersionVista) -> Iterator[tuple[int, Contenido]]:
    """The draft now, then before its last save, and so on: (last serie that says it, text)."""
    yield vista.serie, vista.contenido
    piezas = en_piezas(vista.contenido)
    guardados = session.scalars(
        select(Guardado)
        .where(Guardado.version_id == vista.version.id)
        .order_by(Guardado.serie.desc(), Guardado.id.desc())
        .limit(LIMITE)
    )
    for serie, suyos in groupby(guardados, key=lambda g: g.serie):
        for guardado in suyos:
            if guardado.pieza.startswith(CHOQUE):
                continue
            if guardado.antes is None:
                piezas.pop(guardado.pieza, None)
            else:
                piezas[guardado.pieza] = guardado.antes
        yield serie - 1, de_piezas(piezas)
