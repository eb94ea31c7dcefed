"""Page headers an honest reader could get wrong: values like labels, covers, torn layouts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.workflows.lectura.fabrica import (
    Estilo,
    Ficha,
    encabezado,
    imprimir,
    items,
    leido,
)

_CUERPO = "\n## NATURALEZA\n\nCuidar la bodega.\n"
_ROTULOS = "\tEstrato\tCategoría\tÁrea de Gestión Ocupacional"


def _con(*identidad: str) -> dict[str, Any]:
    """The cargo of a document whose identity lines are these."""
    todo = encabezado(Ficha(), 1, 1, Estilo())
    cargo: dict[str, Any] = leido("\n".join([*todo[:2], *identidad, todo[4], _CUERPO]))["cargos"][0]
    return cargo


def _quien(cargo: dict[str, Any]) -> tuple[str, str, str]:
    return cargo["estrato"], cargo["categoria"], cargo["area"]


@pytest.mark.parametrize(
    "valores",
    [
        ("TÉCNICO", "CATEGORÍA A", "GESTIÓN"),
        ("ESTRATO 1", "CATEGORÍA 1", "ÁREA 1"),
        ("ESTRATO 1", "BÁSICO", "ÁREA DE GESTIÓN"),
        ("ESTRATO", "CATEGORÍA", "ÁREA"),
    ],
)
def test_a_value_may_look_like_a_label(valores: tuple[str, str, str]) -> None:
    fila = "\t" + "\t".join(valores)
    assert _quien(_con(fila, _ROTULOS)) == valores
    assert _quien(_con(_ROTULOS, fila)) == valores
    assert _quien(_con(*(x for v, r in zip(valores, _ROTULOS.split("\t")[1:], strict=True)
                         for x in (v, r)))) == valores  # fmt: skip


def test_a_labelled_value_may_repeat_its_label() -> None:
    lineas = ("Estrato: ESTRATO 2", "Categoría: CATEGORÍA B", "Área: ÁREA DE GESTIÓN")
    assert _quien(_con(*lineas)) == ("ESTRATO 2", "CATEGORÍA B", "ÁREA DE GESTIÓN")


def test_the_rows_of_a_header_may_begin_with_the_labels() -> None:
    todo = encabezado(Ficha(), 1, 1, Estilo())
    lineas = [todo[3], todo[2], todo[0], todo[1], todo[4]]
    cargo = leido("\n".join([*lineas, _CUERPO]))["cargos"][0]
    assert _quien(cargo) == Ficha().identidad
    assert (cargo["codigo"], cargo["paginas"]) == ("30110", ["1 de 1"])


@pytest.mark.parametrize(
    "lineas",
    [
        ("GESTOR", "GENERAL B", "REDES DE", "AGUA", "Estrato", "Categoría", "Área"),
        ("GESTOR    GENERAL B    REDES DE", "                       AGUA",
         "Estrato   Categoría    Área"),
        ("| **GESTOR**<br>Estrato | **GENERAL B**<br>Categoría | REDES DE<br>AGUA<br>Área |",),
        ("**GESTOR** **GENERAL B** **REDES DE AGUA**", "Estrato Categoría Área"),
        ("GESTOR GENERAL B REDES DE AGUA", "Estrato Categoría Área"),
    ],
)  # fmt: skip
def test_a_value_broken_in_lines_or_glued_to_others_is_one_value(lineas: tuple[str, ...]) -> None:
    assert _quien(_con(*lineas)) == ("GESTOR", "GENERAL B", "REDES DE AGUA")


def test_a_cover_with_its_index_is_no_cargo() -> None:
    portada = (
        "MANUAL INSTITUCIONAL DE CARGOS\n\nUNIDAD DE PERSONAL\n\nVersión 04-2021\n\nÍNDICE\n\n"
    )
    indice = "NATURALEZA ........ 3\nCOMPETENCIAS ........ 9\n\n"
    leida = leido(portada + indice + imprimir(Ficha()))
    assert [c["codigo"] for c in leida["cargos"]] == ["30110"]
    assert [x["linea"] for x in leida["sin_ubicar"]] == [1, 3, 5, 7, 9, 10]


def test_a_letterhead_and_a_foot_on_every_page_are_no_part_of_the_text() -> None:
    limpio = leido(imprimir(Ficha()))
    texto = imprimir(Ficha()).replace(
        "\n\t<b>MANUAL", "\nCopia controlada\n\nSERVICIO DE AGUAS\n\t<b>MANUAL"
    )
    sucio = leido(f"{texto}\nCopia controlada\n")
    assert sucio["cobertura"] == 1
    for clave in ("naturaleza", "actividades_generales", "requisito_legal"):
        assert items(sucio["cargos"][0], clave) == items(limpio["cargos"][0], clave)
    assert sucio["cargos"][0]["competencias"] == limpio["cargos"][0]["competencias"]


def test_a_stray_line_inside_a_header_is_left_for_a_person() -> None:
    uno = Ficha()
    texto = imprimir(uno, replace(uno, identidad=("OPERATIVO", "ALTO", "TALLERES")))
    leida = leido(texto.replace("\t<b>OPERATIVO", "Sello de entrada\n\t<b>OPERATIVO", 1))
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["Sello de entrada"]
    assert leida["cargos"][0]["area"] == uno.identidad[2]


@pytest.mark.parametrize("marca", ["--- page 3 ---", "<!-- página 3 -->", "![](_page_3_foto.png)"])
def test_a_mark_of_the_converter_is_drawn_not_said(marca: str) -> None:
    texto = imprimir(Ficha()).replace("1. Recibir", f"{marca}\n\n1. Recibir")
    leida = leido(texto)
    assert leida["cobertura"] == 1
    assert items(leida["cargos"][0], "actividades_generales")[0] == "Recibir materiales."


@pytest.mark.parametrize("mancha", ["~~..;'_ |\\", "li |:. ,;_ ¬ °"])
def test_what_a_scanner_made_of_a_stain_is_left_for_a_person(mancha: str) -> None:
    texto = imprimir(Ficha()).replace(
        "1. Recibir materiales.", f"1. Recibir materiales.\n\n{mancha}\n"
    )
    leida = leido(texto)
    assert [x["texto"] for x in leida["sin_ubicar"]] == [mancha]
    assert len(items(leida["cargos"][0], "actividades_generales")) == 2
