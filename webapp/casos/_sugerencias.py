"""The sugerencias that a cambio masivo leaves on the versions that were open already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, select

from webapp.casos._avisos_observaciones import avisar_sugerencias
from webapp.casos._masivo import Cambiada
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.modelos import ClaseObservacion, Observacion
from workflows.anclas import anclar, rotulo_de
from workflows.formatos import Formato
from workflows.textos import textos_de

_QUITAR = "Se sugiere quitar este ítem."


def sugerir(registro: Registro, cambiadas: Sequence[Cambiada], porque: str) -> int:
    """Propose on each marked piece the text it would have. Returns how many were made.

    Suggesting is not writing: nobody becomes an author by it (rule 3). What this person
    suggested already in the same words is not repeated.
    """
    if not cambiadas:
        return 0
    session, quien = registro.session, registro.persona.id
    hechas = {
        tuple(fila)
        for fila in session.execute(
            select(Observacion.version_id, Observacion.pieza, Observacion.propuesta).where(
                Observacion.version_id.in_([c.vista.version.id for c in cambiadas]),
                Observacion.persona_id == quien,
            )
        )
    }
    nuevas = [
        fila
        for c in cambiadas
        for fila in _filas(registro.formato, c, porque)
        if (fila["version_id"], fila["pieza"], fila["propuesta"]) not in hechas
    ]
    if nuevas:
        firma = {"persona_id": quien, "momento": registro.ahora}
        session.execute(insert(Observacion), [fila | firma for fila in nuevas])
        hechas_ahora = session.scalars(select(Observacion).filter_by(**firma)).all()
        avisar_sugerencias(session, Actor(quien, registro.ahora), hechas_ahora)
    return len(nuevas)


def _filas(formato: Formato, cambiada: Cambiada, porque: str) -> Iterator[dict[str, Any]]:
    vista = cambiada.vista
    antes = dict(textos_de(vista.contenido))
    for pieza, propuesto in cambiada.textos.items():
        entera = anclar(vista.contenido, pieza, "", None).texto
        una = cambiada.marcas[pieza][0] if len(cambiada.marcas[pieza]) == 1 else None
        yield {
            "version_id": vista.version.id,
            "clase": ClaseObservacion.OBSERVACION.value,
            "pieza": pieza,
            "lugar": rotulo_de(pieza, vista.contenido, formato),
            "texto_pieza": entera,
            "cita": antes[pieza][una[0] : una[1]] if una else "",
            # Of a row of competencies only the concepto is searched, and it is its last cell.
            "desde": una[0] + len(entera) - len(antes[pieza]) if una else None,
            "texto": porque if propuesto.strip() else f"{porque} {_QUITAR}",
            "propuesta": propuesto if propuesto.strip() else None,
            "unidad": "",
            "vence": None,
        }
