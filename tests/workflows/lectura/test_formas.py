"""Headings that no section has, told by the form of the others; and where paragraphs end."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import CHOFER, leer_clase, textos
from workflows.lectura.parrafos import parrafos_de

_SECCIONES = (
    ("Naturaleza del trabajo", "Conducir camiones de la bodega."),
    ("Tareas", "Llevar la carga a su destino."),
    ("Riesgos laborales", "Choques y caídas en la vía."),
    ("Supervisión recibida", "De la jefatura de transportes."),
    ("Requisitos", "Tercer ciclo aprobado y dos años de experiencia."),
)


@pytest.mark.parametrize(
    "forma",
    ["{}:\n\n{}\n", "{}:\n{}\n", "{}\t{}", "| {} | {} |", "{}: {}\n", "**{}**\n{}"],
)
def test_an_unknown_heading_in_the_form_of_the_others_is_no_item(forma: str) -> None:
    cargo, lectura = leer_clase(CHOFER + "\n".join(forma.format(*x) for x in _SECCIONES))
    assert textos(cargo, "tareas") == ["Llevar la carga a su destino."]
    assert textos(cargo, "supervision_recibida") == ["De la jefatura de transportes."]
    perdidas = " ".join(x.texto for x in lectura.sin_ubicar)
    assert "Riesgos laborales" in perdidas
    assert "Choques y caídas" in perdidas
    assert any("Riesgos laborales" in a.mensaje for a in lectura.avisos)


def test_a_heading_in_capitals_needs_no_blank_line_where_none_has_one() -> None:
    cargo, lectura = leer_clase(CHOFER + "\n".join(f"{t.upper()}\n{x}" for t, x in _SECCIONES))
    assert textos(cargo, "tareas") == ["Llevar la carga a su destino."]
    assert [x.texto for x in lectura.sin_ubicar] == [
        "RIESGOS LABORALES", "Choques y caídas en la vía.",
    ]  # fmt: skip


def test_what_could_be_a_heading_and_could_be_an_item_is_told() -> None:
    cargo, lectura = leer_clase(CHOFER + "\n".join(f"{t}\n\n{x}\n" for t, x in _SECCIONES))
    assert textos(cargo, "tareas")[1:] == ["Riesgos laborales", "Choques y caídas en la vía."]
    dichos = [a.mensaje for a in lectura.avisos if "parece un título" in a.mensaje]
    assert dichos == ["«Riesgos laborales» parece un título: quedó como ítem."]


def test_what_announces_a_list_is_an_item() -> None:
    lista = "Llevar la carga.\n\nDebe llevar lo siguiente:\n\n1. Tubos.\n2. Medidores.\n"
    suyas = [(t, lista if t == "Tareas" else x) for t, x in _SECCIONES if "Riesgos" not in t]
    cargo, lectura = leer_clase(CHOFER + "\n".join(f"{t}:\n\n{x}\n" for t, x in suyas))
    assert "Debe llevar lo siguiente:" in textos(cargo, "tareas")
    assert not lectura.sin_ubicar


@pytest.mark.parametrize("fila", ["{}\t{}", "| {} | {} |"])
def test_the_paragraphs_of_a_cell_aretextos(fila: str) -> None:
    tareas = "Conducir con cuidado.<br>Lavar el camión cada<br>semana.<br>Avisar de los daños."
    filas = [("Objetivo del puesto", "Llevar carga."), ("Funciones", tareas)]
    cargo, lectura = leer_clase(CHOFER + "\n".join(fila.format(*x) for x in filas))
    assert textos(cargo, "tareas") == [
        "Conducir con cuidado.", "Lavar el camión cada semana.", "Avisar de los daños.",
    ]  # fmt: skip
    assert not lectura.sin_ubicar


@pytest.mark.parametrize(
    ("renglones", "parrafos"),
    [
        (["Uno", "Dos", "Tres"], ["Uno", "Dos", "Tres"]),
        (["1. Lavar el", "Toyota", "2. Pintar"], ["1. Lavar el Toyota", "2. Pintar"]),
        (["Conducir los camiones de", "la bodega. Avisar a la", "Dirección."],
         ["Conducir los camiones de la bodega. Avisar a la Dirección."]),
    ],
)  # fmt: skip
def test_the_lines_of_a_cell_are_joined_where_only_its_width_broke_them(
    renglones: list[str], parrafos: list[str]
) -> None:
    assert parrafos_de(renglones) == parrafos


def test_paragraphs_without_blank_lines_are_apart_when_nobody_wrapped_them() -> None:
    lineas = ["Conduce el camión.", "Lava el camión por fuera.", "Anota los viajes.", "Avisa."]
    cargo, _ = leer_clase(f"{CHOFER}FUNCIONES\n" + "\n".join(lineas))
    assert textos(cargo, "tareas") == lineas


def test_a_line_that_leaves_room_for_the_next_word_ended_its_paragraph() -> None:
    cargo, _ = leer_clase(
        f"{CHOFER}FUNCIONES\nConduce el camión de la bodega por los caminos que le\n"
        "indiquen en la oficina.\nLava el camión por dentro y por fuera los días que no sale. Lo\n"
        "Avisa.\n"
    )
    assert textos(cargo, "tareas") == [
        "Conduce el camión de la bodega por los caminos que le indiquen en la oficina.",
        "Lava el camión por dentro y por fuera los días que no sale. Lo Avisa.",
    ]
