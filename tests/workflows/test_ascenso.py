"""What one has to add to move up: competencias and requirements, before the tasks."""

from __future__ import annotations

from dataclasses import replace

from tests.apoyo import manualito
from workflows.ascenso import ascenso
from workflows.contenido import Competencia, Contenido, Item
from workflows.formatos import cargar

FORMATO = cargar("manual-cargos")


def con(texto: Contenido, clave: str, *items: str) -> Contenido:
    """The same text with other items in one section."""
    return replace(
        texto,
        secciones=tuple(
            replace(s, items=tuple(Item(f"otro-{n}", t) for n, t in enumerate(items)))
            if s.clave == clave
            else s
            for s in texto.secciones
        ),
    )


def test_the_grades_to_reach_come_first_and_what_is_met_is_told_apart() -> None:
    de = manualito.contenido()
    a = replace(
        de,
        competencias=(
            Competencia("x", "Institucional", "INICIATIVA", 4, "Propone a otros."),
            Competencia("y", "Institucional", "Orden", 1, "Mantiene."),
            Competencia("z", "Institucional", "Liderazgo", 2, "Guía."),
        ),
    )
    pasos = ascenso(de, a, FORMATO).competencias
    assert [(p.competencia, p.antes, p.despues, p.falta) for p in pasos] == [
        ("INICIATIVA", 3, 4, True),
        ("Liderazgo", None, 2, True),
        ("Orden", 2, 1, False),
    ]


def test_a_requirement_that_is_the_same_asks_for_nothing() -> None:
    de = manualito.contenido()
    a = con(de, "formacion", "Bachillerato en educación media.", "Técnico en topografía.")
    a = con(a, "actividades_principales", "Coordinar a todos.")
    camino = ascenso(de, a, FORMATO)
    pide = {r.titulo: [i.despues.texto for i in r.agrega if i.despues] for r in camino.requisitos}
    assert pide == {
        "Formación académica": ["Técnico en topografía."],
        "Experiencia": [],
        "Requisito legal": [],
    }
    assert [s.clave for s in camino.diferencia.secciones][:3] == [
        "formacion",
        "experiencia",
        "requisito_legal",
    ]
