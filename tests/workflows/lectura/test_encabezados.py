"""The page header: any layout of it is the same header."""

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
    pagina,
)

_CUERPO = "\n## NATURALEZA\n\nCuidar la bodega.\n"


def _primero(texto: str) -> dict[str, Any]:
    return leido(texto)["cargos"][0]


@pytest.mark.parametrize(
    "lineas",
    [
        ["MANUAL INSTITUCIONAL DE CARGOS Código:30110", "Página: 1/1"],
        ["**MANUAL INSTITUCIONAL DE CARGOS**  Código 30110", "Pág. 1 de 1"],
        ["| MANUAL INSTITUCIONAL DE CARGOS | CÓDIGO: 30110 | Página 1 de 1 |", "|---|---|---|"],
        ["Manual Institucional de Cargos", "", "Código:", "30110", "", "Página:1 de 1"],
        ["MAN UAL INSTITUCIONAL DE CARGO S\tCód igo : 30110", "Págin a: 1 d e 1"],
        ["Código: 30110\tPágina: 1 de 1\t<b>MANUAL INSTITUCIONAL DE CARGOS</b>"],
    ],
)  # fmt: skip
def test_banner_code_and_page_are_found_in_any_layout(lineas: list[str]) -> None:
    resto = encabezado(Ficha(), 1, 1, Estilo())[2:]
    cargo = _primero("\n".join([*lineas, *resto, _CUERPO]))
    assert (cargo["codigo"], cargo["paginas"]) == ("30110", ["1 de 1"])


@pytest.mark.parametrize(
    "lineas",
    [
        ["OPERATIVO\tMEDIO\tGESTIÓN DE BODEGAS", "Estrato\tCategoría\tÁrea de Gestión Ocupacional"],
        ["Estrato | Categoría | Área de Gestión", "OPERATIVO | MEDIO | GESTIÓN DE BODEGAS"],
        ["Estrato: OPERATIVO", "Categoría: MEDIO", "Área: GESTIÓN DE BODEGAS"],
        ["OPERATIVO", "Estrato", "MEDIO", "Categoría", "GESTIÓN DE BODEGAS", "Área"],
        ["OPERATIVO", "MEDIO", "GESTIÓN DE BODEGAS", "Estrato", "Categoría", "Área"],
        ["\tOPERATIVO\tMEDIO\tGESTIÓN DE", "\t\t\tBODEGAS", "\tEstrato\tCategoría\tÁrea"],
        ["OPERATIVO   MEDIO   GESTIÓN DE BODEGAS", "Estra to   Categ oría   Área de Gestion"],
        ["\tOPERATIVO\tMEDIO\tGESTIÓN DE BODEGAS"],
    ],
)
def test_estrato_categoria_and_area_are_found_in_any_layout(lineas: list[str]) -> None:
    todo = encabezado(Ficha(), 1, 1, Estilo())
    cargo = _primero("\n".join([*todo[:2], *lineas, todo[4], _CUERPO]))
    assert cargo["estrato"] == "OPERATIVO"
    assert cargo["categoria"] == "MEDIO"
    assert cargo["area"] == "GESTIÓN DE BODEGAS"


@pytest.mark.parametrize(
    "lineas",
    [
        ["Elaborado por: Ana Mora Fecha: Mayo 2021", "Revisado por: Personal Fecha: Junio 2021",
         "Versión: No. 04-2021", "Aprobado Acuerdo: AJD-2021-088 Fecha: Julio 2021"],
        ["Elaborado por:", "Ana Mora", "Fecha:", "Mayo 2021", "Revisado por:", "Personal", "Fecha:",
         "Junio 2021", "Versión:", "No. 04-2021", "Aprobado", "Acuerdo:", "AJD-2021-088", "Fecha:",
         "Julio 2021"],
        ["Elaborado por:\tRevisado por:\tVersión: N° 04-2021",
         "Ana Mora\tPersonal\tAprobado Acuerdo: AJD-2021-088",
         "Fecha: Mayo 2021\tFecha: Junio 2021\tFecha: Julio 2021"],
        ["Elaborado por: Ana Mora", "Revisado por: Personal",
         "Versión 04 - 2021 Aprobado Acuerdo AJD - 2021 - 088",
         "Fecha: Mayo 2021", "Fecha: Junio 2021", "Fecha: Julio 2021"],
        ["| Elaborado por: Ana | Revisado por: Personal | Versión: No. 04-2021 |",
         "| Mora Fecha: Mayo 2021 | Fecha: Junio 2021 | Acuerdo: AJD-2021-088 Fecha: Julio 2021 |"],
    ],
)  # fmt: skip
def test_signatures_version_and_acuerdo_are_found_in_any_layout(lineas: list[str]) -> None:
    todo = encabezado(Ficha(), 1, 1, Estilo())
    leida = leido("\n".join([*todo[:4], *lineas, _CUERPO]))
    cargo = leida["cargos"][0]
    assert cargo["version"] == "04-2021"
    assert cargo["instrumento"] == "AJD-2021-088"
    assert cargo["firmas"]["elaborado"] == {"por": "Ana Mora", "fecha": "Mayo 2021"}
    assert cargo["firmas"]["revisado"] == {"por": "Personal", "fecha": "Junio 2021"}
    assert cargo["firmas"]["aprobado"]["fecha"] == "Julio 2021"
    assert leida["cobertura"] == 1
    assert items(cargo, "naturaleza") == ["Cuidar la bodega."]


def test_merged_cells_are_split_by_what_the_other_pages_say() -> None:
    texto = imprimir(Ficha())
    cabeza, cola = texto.split("Página: 3", 1)
    junta = cola.replace("<b>OPERATIVO</b>\t<b>MEDIO</b>\t", "<b>OPERATIVO MEDIO</b>\t", 1)
    assert leido(f"{cabeza}Página: 3{junta}")["cargos"] == leido(texto)["cargos"]


def test_a_header_with_one_odd_value_stays_with_its_cargo_and_is_reported() -> None:
    texto = imprimir(Ficha())
    cabeza, cola = texto.split("Página: 3", 1)
    leida = leido(f"{cabeza}Página: 3{cola.replace('MEDIO', 'MEDIANO', 1)}")
    assert [c["categoria"] for c in leida["cargos"]] == ["MEDIO"]
    assert any("«MEDIANO»" in a["mensaje"] for a in leida["avisos"])


def test_words_nobody_asked_for_in_a_header_are_reported() -> None:
    texto = imprimir(Ficha()).replace("Código: 30110", "Copia controlada\tCódigo: 30110", 1)
    leida = leido(texto)
    assert len(leida["cargos"]) == 1
    assert any("«Copia controlada»" in a["mensaje"] for a in leida["avisos"])


def test_a_missing_code_or_a_malformed_acuerdo_is_reported_not_invented() -> None:
    texto = imprimir(Ficha()).replace("Código: 30110", "").replace("AJD-2021-088", "AJD-XX")
    leida = leido(texto)
    assert leida["cargos"][0]["codigo"] == ""
    assert leida["cargos"][0]["instrumento"] == "AJD-XX"
    mensajes = " ".join(a["mensaje"] for a in leida["avisos"])
    assert "No se encontró «Código»" in mensajes
    assert "AJD-XX" in mensajes


def test_an_item_that_talks_about_versions_or_dates_is_no_header() -> None:
    ficha = Ficha(
        secciones=(
            ("naturaleza", (
                ("", "Informe elaborado por la persona, con fecha y versión, en la página 3 de 4."),
                ("", "Código: lo asigna la unidad de personal según el área."),
            )),
        ),
        competencias=(),
    )  # fmt: skip
    leida = leido(imprimir(ficha))
    assert len(items(leida["cargos"][0], "naturaleza")) == 2


def test_two_headers_with_nothing_between_are_two_pages() -> None:
    texto = pagina(1, 2) + _CUERPO + pagina(2, 2) + pagina(3, 2) + "\n## EXPERIENCIA\n\nUn año.\n"
    leida = leido(texto)
    assert leida["cargos"][0]["paginas"] == ["1 de 2", "2 de 2", "3 de 2"]
    assert any("no cuadra" in a["mensaje"] for a in leida["avisos"])


@pytest.mark.parametrize("forma", ["seguido", "partido", "renglones", "columnas"])
@pytest.mark.parametrize("separa", ["\t", "|", "   "])
def test_the_factory_layouts_all_read_the_same(forma: str, separa: str) -> None:
    estilo = replace(Estilo(), encabezado=forma, separa=separa)
    leida, igual = leido(imprimir(Ficha(), estilo=estilo)), leido(imprimir(Ficha()))
    assert leida["cobertura"] == 1
    for cargo in (leida["cargos"][0], igual["cargos"][0]):
        for s in cargo["secciones"]:
            s["detalle"] = []
        cargo["lineas"] = []
    assert leida["cargos"] == igual["cargos"]


_ANCHO_FIJO = """
             MANUAL INSTITUCIONAL DE CARGOS                       Código: 30110
                                                                  Página: 1 de 1
        OPERATIVO                 MEDIO                 GESTIÓN DE BODEGAS
        Estrato                   Categoría             Área de Gestión Ocupacional
Elaborado por: Ana Mora        Revisado por: Unidad           Versión: No. 04-2021
Fecha: Mayo 2021               de Personal                    Aprobado Acuerdo: AJD-2021-088
                               Central Fecha: Mayo 2021       Fecha: Mayo 2021

                                   NATURALEZA

   Cuidar la bodega y llevar la cuenta
   de lo que entra.

                                  COMPETENCIAS

Tipo              Competencia          Grado   Concepto según el grado
Institucional     Iniciativa           2       Propone mejoras.
                  Orientación de       3       Atiende con respeto a la
                  servicio                     gente.
"""


def test_a_page_laid_out_with_spaces_is_read_by_its_columns() -> None:
    leida = leido(_ANCHO_FIJO)
    (cargo,) = leida["cargos"]
    assert leida["cobertura"] == 1
    assert (cargo["codigo"], cargo["area"]) == ("30110", "GESTIÓN DE BODEGAS")
    assert cargo["firmas"]["revisado"] == {
        "por": "Unidad de Personal Central",
        "fecha": "Mayo 2021",
    }
    assert items(cargo, "naturaleza") == ["Cuidar la bodega y llevar la cuenta de lo que entra."]
    assert cargo["competencias"][1] == {
        "tipo": "Institucional",
        "competencia": "Orientación de servicio",
        "grado": 3,
        "concepto": "Atiende con respeto a la gente.",
    }
