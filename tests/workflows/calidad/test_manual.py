"""What a cargo says beside the others of its manual: códigos, conceptos, grades, headers."""

from __future__ import annotations

import pytest

from tests.workflows.calidad.textos import cargo, hallazgos
from workflows.calidad import Severidad, construir, revisar
from workflows.contenido import Contenido, con_campos
from workflows.formatos import cargar

ESTRATOS = {"DIRECTOR": "1", "EJECUTIVO": "2", "TÉCNICO": "3"}
CATEGORIAS = {"EXPERTO": "1", "AVANZADO": "2", "GENERAL": "3"}
AREAS = {"AGUAS": "54", "FINANZAS": "61", "PERSONAL": "77"}


def manual() -> list[Contenido]:
    """Twenty-seven cargos whose código says who they are: 2, estrato, categoría, área."""
    return [
        cargo(f"2{e}{c}{a}", estrato, categoria, area)
        for estrato, e in ESTRATOS.items()
        for categoria, c in CATEGORIAS.items()
        for area, a in AREAS.items()
    ]


def con(textos: list[Contenido], n: int, **campos: str) -> tuple[Contenido, list[Contenido]]:
    """The n-th cargo with other header fields, and the manual with it."""
    malo = con_campos(textos[n], **campos)
    return malo, [*textos[:n], malo, *textos[n + 1 :]]


def test_a_codigo_on_two_cargos_is_found_on_both() -> None:
    malo, todos = con(manual(), 0, codigo="22254")
    (hallado,) = hallazgos("codigo-duplicado", malo, todos)
    assert (hallado.pieza, hallado.severidad) == ("campo:codigo", Severidad.ALTA)
    assert "EJECUTIVO · AVANZADO · AGUAS" in hallado.mensaje
    assert len(hallazgos("codigo-duplicado", todos[12], todos)) == 1


def test_the_same_cargo_in_the_manual_and_in_a_draft_is_not_two() -> None:
    todos = manual()
    assert all(hallazgos("codigo-duplicado", c, todos) == [] for c in todos)


@pytest.mark.parametrize(
    ("codigo", "cifra"), [("23154", "2"), ("21354", "3"), ("21161", "4"), ("31154", "1")]
)
def test_a_digit_that_disagrees_with_what_it_stands_for_is_found(codigo: str, cifra: str) -> None:
    malo, todos = con(manual(), 0, codigo=codigo)
    (hallado,) = hallazgos("codigo-estructura", malo, todos)
    assert f"la cifra {cifra} es" in hallado.mensaje
    assert hallado.arreglo == "21154"


def test_a_code_of_another_length_is_found_and_the_right_one_is_not_invented() -> None:
    malo, todos = con(manual(), 0, codigo="2115")
    (hallado,) = hallazgos("codigo-estructura", malo, todos)
    assert hallado.arreglo is None


def test_the_code_proposed_is_never_one_that_another_cargo_carries() -> None:
    todos = manual()
    malo, todos = con(todos, 0, codigo="22154")
    _, todos = con(todos, 9, codigo="21154")
    (hallado,) = hallazgos("codigo-estructura", malo, todos)
    assert hallado.arreglo is None


def test_a_draft_is_judged_by_the_manual_it_is_not_yet_in() -> None:
    nuevo = cargo("24154", "EJECUTIVO", "EXPERTO", "SALUD")
    (hallado,) = hallazgos("codigo-estructura", nuevo, manual())
    assert "con estrato EJECUTIVO la cifra 2 es 2" in hallado.mensaje


def test_codes_that_follow_no_custom_are_left_alone() -> None:
    seguidos = [con_campos(c, codigo=str(40000 + 7919 * n % 9999)) for n, c in enumerate(manual())]
    assert all(hallazgos("codigo-estructura", c, seguidos) == [] for c in seguidos)
    pocos = manual()[:2]
    assert hallazgos("codigo-estructura", con_campos(pocos[0], codigo="99999"), pocos) == []


def test_codes_that_follow_it_are_left_alone() -> None:
    todos = manual()
    assert all(hallazgos("codigo-estructura", c, todos) == [] for c in todos)


def _con_conceptos(*dichos: str) -> list[Contenido]:
    return [
        cargo(str(n), "TÉCNICO", f"C{n}", "AGUAS", competencias=[("Orden", 3, dicho)])
        for n, dicho in enumerate(dichos)
    ]


def test_the_text_that_fewer_cargos_use_is_found_and_the_usual_one_proposed() -> None:
    todos = _con_conceptos("Ordena.", "Ordena.", "Pone orden.")
    (hallado,) = hallazgos("concepto-distinto", todos[2], todos)
    assert (hallado.pieza, hallado.arreglo) == ("competencia:c1", "Ordena.")
    assert hallazgos("concepto-distinto", todos[0], todos) == []


def test_between_two_equals_both_are_told_and_nothing_is_proposed() -> None:
    todos = _con_conceptos("Ordena.", "Pone orden.")
    for c in todos:
        (hallado,) = hallazgos("concepto-distinto", c, todos)
        assert hallado.arreglo is None


def test_spacing_another_grade_and_another_competencia_make_no_difference() -> None:
    assert hallazgos("concepto-distinto", *_uno_y_todos("Ordena  todo.", "Ordena todo.")) == []
    otra = cargo("8", competencias=[("Orden", 4, "Ordena y manda."), ("Calma", 3, "Espera.")])
    assert hallazgos("concepto-distinto", otra, [*_con_conceptos("Ordena."), otra]) == []


def _uno_y_todos(*dichos: str) -> tuple[Contenido, list[Contenido]]:
    todos = _con_conceptos(*dichos)
    return todos[0], todos


def test_a_grade_that_does_not_exist_is_found() -> None:
    malo = cargo(competencias=[("Orden", 0, "a"), ("Calma", 5, "b"), ("Trato", 6, "c")])
    assert [h.pieza for h in hallazgos("grado-fuera-de-rango", malo)] == [
        "competencia:c1",
        "competencia:c3",
    ]


def _escalera(**mal: int) -> list[Contenido]:
    """Three ranks in three areas; the higher asks for more, but where ``mal`` says otherwise."""
    nombres = ("Orden", "Calma", "Trato")
    return [
        cargo(
            "1", "DIRECTOR", categoria, area,
            competencias=[
                (n, mal.get(f"{categoria}_{area}_{n}", grado), f"{n} {grado}") for n in nombres
            ],
        )
        for categoria, grado in (("EXPERTO", 5), ("AVANZADO", 4), ("GENERAL", 3))
        for area in AREAS
    ]  # fmt: skip


def test_a_higher_cargo_that_asks_for_less_is_found() -> None:
    todos = _escalera(EXPERTO_AGUAS_Calma=2)
    (hallado,) = hallazgos("escalera-invertida", todos[0], todos)
    assert hallado.pieza == "competencia:c2"
    assert "Pide grado 2 de «Calma», y un cargo inferior pide 4" in hallado.mensaje


def test_equal_grades_and_ladders_that_go_up_are_left_alone() -> None:
    for todos in (_escalera(), _escalera(EXPERTO_AGUAS_Calma=4)):
        assert all(hallazgos("escalera-invertida", c, todos) == [] for c in todos)


def test_where_the_manual_does_not_show_who_is_above_nobody_is_told() -> None:
    todos = _escalera(EXPERTO_AGUAS_Calma=1, EXPERTO_FINANZAS_Orden=1, EXPERTO_PERSONAL_Trato=1,
                      EXPERTO_AGUAS_Orden=1, EXPERTO_FINANZAS_Calma=1)  # fmt: skip
    assert hallazgos("escalera-invertida", todos[0], todos) == []


@pytest.mark.parametrize("area", ["FINANZA", "Finanzas", "FINÁNZAS"])
def test_a_header_value_that_only_one_cargo_spells_so_is_found(area: str) -> None:
    malo, todos = con(manual(), 1, area=area)
    (hallado,) = hallazgos("encabezado-inconsistente", malo, todos)
    assert (hallado.pieza, hallado.arreglo) == ("campo:area", "FINANZAS")


def test_a_value_of_its_own_is_left_alone_and_a_field_of_a_wrong_shape_is_not() -> None:
    malo, todos = con(manual(), 1, area="SALUD")
    assert hallazgos("encabezado-inconsistente", malo, todos) == []
    (hallado,) = hallazgos("encabezado-inconsistente", con_campos(malo, codigo="2A154"), todos)
    assert hallado.severidad is Severidad.ALTA


def test_classes_that_are_no_ladder_are_not_compared() -> None:
    clases = cargar("especificacion-clase")
    textos = [
        Contenido((("codigo", str(n)), ("titulo", f"Oficial {n}"))) for n in range(2000, 2040)
    ]
    entorno = construir(clases, textos)
    assert entorno.escaleras.sobre == frozenset()
    assert {h.regla for c in textos for h in revisar(clases, c, entorno)} == {"seccion-faltante"}
