"""Class specifications: a title and a code, sections, and a signature at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.workflows.lectura.fabrica import CLASE, items
from workflows.lectura import a_json, leer

_CUERPO = """
CONCEPTO DE CLASE

Trabajo de campo que consiste en
leer medidores de agua.

DESCRIPCIÓN GENERAL DEL TRABAJO

Lee medidores y anota lo leído.

Informa de los daños que encuentra

Conduce un vehículo de la institución.

EDUCACIÓN Y EXPERIENCIA MÍNIMA REQUERIDA

Escuela superior. Un (1) año de experiencia.

CLÁUSULA DE SALVEDAD

Esta descripción no es un inventario de tareas.
"""
_FIRMA = """
APROBADO POR:

Rosa Vélez Ortiz, Ph.D.
Directora de Personal y
Asuntos Laborales

14 de marzo de 2016
Fecha
"""


def _leer(texto: str) -> dict[str, Any]:
    return a_json(leer(texto.encode(), [CLASE]), CLASE)


def _uno(texto: str) -> dict[str, Any]:
    leida = _leer(texto)
    assert leida["cobertura"] == 1, leida["sin_ubicar"]
    cargo: dict[str, Any]
    (cargo,) = leida["cargos"]
    return cargo


@pytest.mark.parametrize(
    "portada",
    [
        "**LECTOR DE MEDIDORES\nU - 2201**",
        "LECTOR DE MEDIDORES\nU-2201",
        "LECTOR DE MEDIDORES\n\nU – 2201".replace("–", "-"),
        "U-2201\n\nLECTOR DE MEDIDORES",
        "# LECTOR DE MEDIDORES (U-2201)",
        "LECTOR DE MEDIDORES   U-2201",
        "LECTOR DE\nMEDIDORES\nU - 2201",
        "<b>LECTOR DE MEDIDORES</b> - <b>U-2201</b>",
        "Título de la clase: LECTOR DE MEDIDORES\nCódigo: U-2201",
        "| LECTOR DE MEDIDORES | U-2201 |",
        "ESPECIFICACIÓN DE CLASE\n\nLECTOR DE MEDIDORES\nU-2201",
    ],
)
def test_title_and_code_are_found_in_any_layout(portada: str) -> None:
    cargo = _uno(f"\n\n{portada}\n{_CUERPO}{_FIRMA}")
    assert (cargo["titulo"], cargo["codigo"]) == ("LECTOR DE MEDIDORES", "U-2201")


def test_a_mixed_case_title_and_a_numeric_code_are_found() -> None:
    cargo = _uno(f"2201\nLector de Medidores\n{_CUERPO}{_FIRMA}")
    assert (cargo["titulo"], cargo["codigo"]) == ("Lector de Medidores", "2201")


def test_a_class_without_code_is_read() -> None:
    cargo = _uno(f"LECTOR DE MEDIDORES\n{_CUERPO}{_FIRMA}")
    assert (cargo["titulo"], cargo["codigo"]) == ("LECTOR DE MEDIDORES", "")


def test_paragraphs_are_items_and_wrapped_lines_are_not() -> None:
    cargo = _uno(f"LECTOR\nU-2201\n{_CUERPO}{_FIRMA}")
    assert items(cargo, "concepto") == ["Trabajo de campo que consiste en leer medidores de agua."]
    assert len(items(cargo, "descripcion")) == 3
    assert items(cargo, "salvedad") == ["Esta descripción no es un inventario de tareas."]


@pytest.mark.parametrize(
    "firma",
    [
        _FIRMA,
        _FIRMA.rstrip("\n"),
        _FIRMA.replace("APROBADO POR:", "**Aprobado por:** ______________"),
        _FIRMA.replace("\nFecha\n", "\n").replace("14 de marzo", "______\n\nFecha: 14 de marzo"),
        _FIRMA.replace("Rosa", "______________________\nRosa"),
        "APROBADA POR: Rosa Vélez Ortiz, Ph.D.\nDirectora de Personal y Asuntos Laborales\n"
        "Fecha: 14 de marzo de 2016\n",
        "Aprobado por:\n\nRosa Vélez Ortiz, Ph.D.\t14 de marzo de 2016\n"
        "Directora de Personal y Asuntos Laborales\tFecha\n",
        "Aprobado por:\n14 de marzo de 2016\nRosa Vélez Ortiz, Ph.D.\n"
        "Directora de Personal y\nAsuntos Laborales\n",
    ],
)  # fmt: skip
def test_the_signature_block_says_who_what_post_and_when(firma: str) -> None:
    cargo = _uno(f"LECTOR\nU-2201\n{_CUERPO}\n{firma}")
    assert cargo["firmas"]["aprobado"] == {
        "por": "Rosa Vélez Ortiz, Ph.D.",
        "puesto": "Directora de Personal y Asuntos Laborales",
        "fecha": "14 de marzo de 2016",
    }


def test_lines_after_a_whole_signature_are_left_for_a_person() -> None:
    leida = _leer(f"LECTOR\nU-2201\n{_CUERPO}{_FIRMA}\nCopia para el expediente.\n")
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["Copia para el expediente."]


@pytest.mark.parametrize("cierre", [_FIRMA, ""])
@pytest.mark.parametrize(
    "segunda", ["PLOMERO\nU-2301", "**PLOMERO**\n\nU - 2301", "# PLOMERO (U-2301)"]
)
def test_a_new_title_and_code_begin_another_class(cierre: str, segunda: str) -> None:
    leida = _leer(f"LECTOR\nU-2201\n{_CUERPO}{cierre}\n{segunda}\n{_CUERPO}{_FIRMA}")
    assert [c["codigo"] for c in leida["cargos"]] == ["U-2201", "U-2301"]
    assert (
        leida["cargos"][0]["secciones"][0]["items"] == leida["cargos"][1]["secciones"][0]["items"]
    )
    assert leida["cobertura"] == 1


def test_a_class_whose_title_was_lost_is_still_another_class() -> None:
    leida = _leer(f"LECTOR\nU-2201\n{_CUERPO}{_FIRMA}{_CUERPO}{_FIRMA}")
    assert [c["titulo"] for c in leida["cargos"]] == ["LECTOR", ""]
    assert any("no trae su título" in a["mensaje"] for a in leida["avisos"])


@pytest.mark.parametrize(
    "cabeza",
    ["LECTOR\nU-2201", "LECTOR   U-2201   Página 2 de 3", "2", "- 2 -", "Página 2", "LECTOR"],
)
def test_a_running_head_does_not_break_a_sentence(cabeza: str) -> None:
    roto = _CUERPO.replace("en\nleer", f"en\n\n{cabeza}\n\nleer")
    cargo = _uno(f"LECTOR\nU-2201\n{roto}{_FIRMA}")
    assert items(cargo, "concepto") == ["Trabajo de campo que consiste en leer medidores de agua."]


def test_lists_inside_a_class_are_lists() -> None:
    lista = _CUERPO.replace("Lee medidores", "1. Lee medidores").replace("Informa", "2) Informa")
    cargo = _uno(f"LECTOR\nU-2201\n{lista}{_FIRMA}")
    formas = [d["forma"] for d in cargo["secciones"][1]["detalle"]]
    assert formas == ["numero", "numero", "parrafo"]


@pytest.mark.parametrize(
    ("titulo", "clave"),
    [
        ("NATURALEZA DEL TRABAJO", "concepto"), ("EJEMPLOS TIPICOS DEL TRABAJO", "descripcion"),
        ("PREPARACION ACADEMICA Y EXPERIENCIA MINIMA", "educacion"),
        ("CONOCIMIENTOS, HABILIDADES Y DESTREZAS MÍNIMAS", "conocimientos"),
        ("PERIODO PROBATORIO", "probatorio"), ("ASPECTOS DISTINTIVOS DEL TRABAJO", "aspectos"),
        ("## Requisitos especiales:", "otros_requisitos"),
    ],
)  # fmt: skip
def test_the_titles_of_the_family_are_known(titulo: str, clave: str) -> None:
    cargo = _uno(f"LECTOR\nU-2201\n\n{titulo}\n\nAlgo que decir.\n{_FIRMA}")
    assert items(cargo, clave) == ["Algo que decir."]


def test_an_unknown_heading_in_a_class_is_not_an_item() -> None:
    leida = _leer(f"LECTOR\nU-2201\n{_CUERPO}\nESCALA DE RETRIBUCIÓN\n\nDoce.\n{_FIRMA}")
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["ESCALA DE RETRIBUCIÓN", "Doce."]
    assert leida["cargos"][0]["firmas"]["aprobado"]["por"].startswith("Rosa")


def test_the_letterhead_a_formato_names_is_no_title() -> None:
    membrete = replace(CLASE.lectura, membrete=("Gobierno de la Isla", "Autoridad del Agua"))
    formato = replace(CLASE, lectura=membrete)
    texto = f"GOBIERNO DE LA ISLA\nAUTORIDAD DEL AGUA\nLECTOR\nU-2201\n{_CUERPO}{_FIRMA}"
    leida = a_json(leer(texto.encode(), [formato]), formato)
    assert [c["titulo"] for c in leida["cargos"]] == ["LECTOR"]
    assert leida["cobertura"] == 1


def test_a_class_without_blank_lines_keeps_its_paragraphs_apart() -> None:
    larga = f"Trabajo de campo {'que recorre la ciudad y ' * 8}lee medidores."
    texto = f"LECTOR\nU-2201\n{_CUERPO}{_FIRMA}".replace("Trabajo de campo que", larga + "\n\nQue")
    apretado = "\n".join(x for x in texto.split("\n") if x.strip())
    suelto, junto = _uno(texto), _uno(apretado)
    assert items(junto, "concepto")[:2] == items(suelto, "concepto")[:2]
    assert items(junto, "descripcion")[0] == "Lee medidores y anota lo leído."
    assert junto["firmas"] == suelto["firmas"]
