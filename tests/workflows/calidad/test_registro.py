"""All the checks together: their names, their order, and their silence on a good text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apoyo import manualito
from tests.workflows.calidad.textos import FORMATO, texto
from workflows.calidad import CONTROLES, Severidad, revisar
from workflows.contenido import Contenido
from workflows.formatos import cargar
from workflows.lectura.leer import leer
from workflows.textos import textos_de

DEMO = Path(__file__).parents[3] / "webapp" / "demo"
MALO = texto(
    "Leer  medidores.",
    "Operar la planta de tratamiento de agua.",
    "Operar la planta de tratamiento de agua.",
    "Reparar fugas",
    "Purgar hidrantes.",
    "Limpiar tanques.",
)


def test_each_finding_bears_the_name_its_check_is_registered_by() -> None:
    assert {h.regla for h in revisar(FORMATO, MALO)} == set(CONTROLES)
    for nombre, control in CONTROLES.items():
        assert {h.regla for h in control(FORMATO, MALO)} == {nombre}


def test_findings_come_check_by_check_and_always_the_same() -> None:
    hallados = revisar(FORMATO, MALO)
    assert hallados == revisar(FORMATO, MALO)
    assert list(dict.fromkeys(h.regla for h in hallados)) == list(CONTROLES)


def test_every_finding_says_where_and_why() -> None:
    textos = dict(textos_de(MALO))
    for h in revisar(FORMATO, MALO):
        assert h.mensaje.endswith(".")
        assert h.pieza in textos or h.pieza.startswith("seccion:")
        if h.inicio is not None and h.fin is not None:
            assert 0 <= h.inicio <= h.fin <= len(textos[h.pieza])


def _buenos() -> list[Contenido]:
    clases = cargar("especificacion-clase")
    return [
        *(c.contenido for c in leer((DEMO / "manual.md").read_bytes(), [FORMATO]).cargos),
        manualito.contenido(),
        *(
            cargo.contenido
            for ruta in sorted((DEMO / "clases").glob("*.md"))
            for cargo in leer(ruta.read_bytes(), [clases]).cargos
        ),
    ]


@pytest.mark.parametrize("bueno", _buenos(), ids=lambda c: dict(c.encabezado).get("codigo", ""))
def test_a_good_text_gives_nothing_to_mend(bueno: Contenido) -> None:
    seccion = {s.clave for s in bueno.secciones}
    formato = FORMATO if "naturaleza" in seccion else cargar("especificacion-clase")
    assert revisar(formato, bueno) == ()


def test_what_can_be_mended_is_right_once_mended() -> None:
    textos = dict(textos_de(MALO))
    for h in revisar(FORMATO, MALO):
        if h.arreglo is not None:
            assert h.arreglo != textos[h.pieza]
            mejor = texto(
                *(h.arreglo if p == h.pieza else t for p, t in textos.items()),
            )
            assert (h.regla, h.pieza) not in {(x.regla, x.pieza) for x in revisar(FORMATO, mejor)}
    assert Severidad.ALTA in {h.severidad for h in revisar(FORMATO, MALO)}
