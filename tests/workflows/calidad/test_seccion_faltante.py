"""Required sections that say nothing."""

from __future__ import annotations

from dataclasses import replace

from tests.apoyo import manualito
from tests.workflows.calidad.textos import FORMATO, hallazgos
from workflows.calidad import Severidad, revisar
from workflows.contenido import Contenido, Item, Seccion
from workflows.formatos import cargar

BUENO = manualito.contenido()


def _vacia(contenido: Contenido, clave: str, *items: Item) -> Contenido:
    return replace(
        contenido,
        secciones=tuple(
            Seccion(clave, items) if s.clave == clave else s for s in contenido.secciones
        ),
    )


def test_a_required_section_without_items_or_with_blank_ones_is_found() -> None:
    for malo in (
        _vacia(BUENO, "experiencia"),
        _vacia(BUENO, "experiencia", Item("x", "  ")),
        replace(BUENO, secciones=BUENO.secciones[:4] + BUENO.secciones[5:]),
    ):
        (hallado,) = hallazgos("seccion-faltante", malo)
        assert (hallado.pieza, hallado.severidad) == ("seccion:experiencia", Severidad.ALTA)
        assert hallado.mensaje == "La sección «Experiencia» es obligatoria y está vacía."


def test_a_table_without_rows_is_found_too() -> None:
    (hallado,) = hallazgos("seccion-faltante", replace(BUENO, competencias=()))
    assert hallado.pieza == "seccion:competencias"


def test_a_section_that_the_formato_does_not_require_may_be_empty() -> None:
    libre = replace(
        FORMATO, secciones=tuple(replace(s, requerida=False) for s in FORMATO.secciones)
    )
    assert revisar(libre, Contenido()) == ()
    clases = cargar("especificacion-clase")
    vacias = {h.pieza for h in revisar(clases, Contenido())}
    assert vacias == {f"seccion:{s.clave}" for s in clases.secciones if s.requerida}
