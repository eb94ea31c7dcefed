"""Habits of other institutions: forms in tables, numbered labels, feet that count the pages."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import CHOFER, leer_clase, textos


@pytest.mark.parametrize("fila", ["{}\t{}", "| {} | {} |"])
def test_the_rows_of_a_form_are_headings_with_their_text_and_items_with_their_number(
    fila: str,
) -> None:
    filas = [
        ("Nombre del puesto", "Técnico en Bodega"), ("Código", "TB-210"),
        ("Objetivo del puesto", "Cuidar los materiales"), ("FUNCIONES", ""),
        ("1", "Recibir los materiales"), ("2", "Entregarlos a quien los pide"),
        ("Supervisión recibida", "De la jefatura de bodega"),
        ("Consecuencia del error", "Puede causar pérdidas."),
    ]  # fmt: skip
    cargo, lectura = leer_clase("\n".join(fila.format(a, b).rstrip() for a, b in filas))
    assert cargo.contenido.campo("codigo") == "TB-210"
    assert textos(cargo, "tareas") == ["Recibir los materiales", "Entregarlos a quien los pide"]
    assert textos(cargo, "naturaleza") == ["Cuidar los materiales"]
    assert textos(cargo, "supervision_recibida") == ["De la jefatura de bodega"]
    assert textos(cargo, "error") == ["Puede causar pérdidas."]
    assert not lectura.sin_ubicar


def test_labels_of_the_title_may_be_numbered_under_a_heading_of_their_own() -> None:
    cargo, lectura = leer_clase(
        "1. IDENTIFICACIÓN DEL PUESTO\n1.1 Nombre del puesto: Chofer\n1.2 Código: CH-100\n\n"
        "2. OBJETIVO DEL PUESTO\nConducir.\n\n3. FUNCIONES\n3.1 Conducir con cuidado.\n"
    )
    assert (cargo.titulo, cargo.contenido.campo("codigo")) == ("Chofer", "CH-100")
    assert textos(cargo, "tareas") == ["Conducir con cuidado."]
    assert [x.texto for x in lectura.sin_ubicar] == ["1. IDENTIFICACIÓN DEL PUESTO"]


def test_what_each_page_begins_with_is_known_though_only_their_feet_count_them() -> None:
    cuerpos = ("FUNCIONES\n1. Conducir con", "cuidado.\n2. Lavar.", "REQUISITOS\nTercer ciclo.")
    paginas = (
        f"Manual de puestos\n{CHOFER if not n else ''}{c}\nPágina {n + 1} de 3\n"
        for n, c in enumerate(cuerpos)
    )
    cargo, lectura = leer_clase("\n".join(paginas))
    assert textos(cargo, "tareas") == ["Conducir con cuidado.", "Lavar."]
    assert textos(cargo, "requisitos") == ["Tercer ciclo."]
    assert {x.texto for x in lectura.sin_ubicar} <= {"Manual de puestos"}


@pytest.mark.parametrize("signo", list("oØüvqnl"))
def test_a_bullet_whose_font_is_not_there_is_a_bullet(signo: str) -> None:
    cargo, _ = leer_clase(
        f"{CHOFER}FUNCIONES\n{signo} Conducir.\n{signo} Lavar.\n{signo} Avisar.\n"
    )
    assert textos(cargo, "tareas") == ["Conducir.", "Lavar.", "Avisar."]
