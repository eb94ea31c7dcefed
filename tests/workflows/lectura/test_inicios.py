"""Where one class ends and the next one begins, however each institution says it."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import CONDICIONES
from workflows.lectura import leer
from workflows.lectura.modelo import Lectura

_CUERPO = """
NATURALEZA DEL TRABAJO

{} con los vehículos del taller.

FUNCIONES

1. {} por la mañana.
2. Anotar lo hecho.

REQUISITOS

Tercer ciclo aprobado.
"""


def _leer(texto: str) -> Lectura:
    return leer(texto.encode(), [CONDICIONES])


def _titulos(lectura: Lectura) -> list[str]:
    return [c.titulo for c in lectura.cargos]


def _dos(primera: str, segunda: str) -> Lectura:
    return _leer(f"{primera}\n{_CUERPO.format(*['Lavar'] * 2)}\n{segunda}\n"
                 f"{_CUERPO.format(*['Pintar'] * 2)}")  # fmt: skip


def _cada_uno_tiene_lo_suyo(lectura: Lectura) -> None:
    assert _titulos(lectura) == ["LAVADOR 1", "PINTOR 1"]
    for cargo, verbo in zip(lectura.cargos, ("Lavar", "Pintar"), strict=True):
        assert [s.clave for s in cargo.contenido.secciones] == [
            "naturaleza", "tareas", "requisitos",
        ]  # fmt: skip
        dichas = [i.texto for i in cargo.contenido.seccion("tareas").items]
        assert dichas == [f"{verbo} por la mañana.", "Anotar lo hecho."]


@pytest.mark.parametrize(
    "portada",
    [
        "{}",
        "**{}**",
        "## {}",
        "Denominación del empleo: {}",
        "Nombre del puesto\t{}",
        "| Denominación del cargo: | {} |",
        "Nombre del puesto:\n{}",
        "I. IDENTIFICACIÓN DEL EMPLEO\n\nNombre del puesto: {}\n\nNivel: Operativo",
        "I. Identificación\nNivel\tOperativo\nNombre del puesto\t{}\nSede\tDonde se le ubique",
    ],
)
def test_a_class_begins_where_its_sections_start_again(portada: str) -> None:
    _cada_uno_tiene_lo_suyo(_dos(portada.format("LAVADOR 1"), portada.format("PINTOR 1")))


def test_rows_of_a_form_nobody_asked_for_are_left_for_a_person_and_no_part_of_the_name() -> None:
    portada = "Nombre del puesto: {}\nGrupo: Segundo\nNúmero de plazas: Cuatro (4)\nCódigo: 0{}"
    lectura = _dos(portada.format("LAVADOR 1", 401), portada.format("PINTOR 1", 402))
    _cada_uno_tiene_lo_suyo(lectura)
    assert [c.contenido.campo("codigo") for c in lectura.cargos] == ["0401", "0402"]
    assert {x.texto for x in lectura.sin_ubicar} == {
        "Grupo: Segundo",
        "Número de plazas: Cuatro (4)",
    }
    lineas = {a.linea for a in lectura.avisos if "no es de ningún campo" in a.mensaje}
    assert lineas == {x.numero for x in lectura.sin_ubicar}


def test_values_may_stand_under_their_labels() -> None:
    portada = "| Código | Nombre del puesto |\n|---|---|\n| 0{} | {} |"
    lectura = _dos(portada.format(401, "LAVADOR 1"), portada.format(402, "PINTOR 1"))
    _cada_uno_tiene_lo_suyo(lectura)
    assert [c.contenido.campo("codigo") for c in lectura.cargos] == ["0401", "0402"]


def test_a_value_beside_those_of_the_title_is_told() -> None:
    lectura = _dos("Nombre del puesto: LAVADOR 1\nCódigo: 0401\tGrado 7",
                   "Nombre del puesto: PINTOR 1\nCódigo: 0402\tGrado 7")  # fmt: skip
    _cada_uno_tiene_lo_suyo(lectura)
    assert any("«Grado 7» no es de ningún campo" in a.mensaje for a in lectura.avisos)


def test_a_name_that_takes_two_lines_is_one_name() -> None:
    lectura = _leer(f"Nombre del puesto: ENCARGADO DE\nBODEGA\n{_CUERPO.format('Lavar', 'Lavar')}")
    assert _titulos(lectura) == ["ENCARGADO DE BODEGA"]


def test_a_form_may_come_after_text_without_a_blank_line_between() -> None:
    apretado = "\n".join(
        x
        for n, v in (("LAVADOR 1", "Lavar"), ("PINTOR 1", "Pintar"))
        for x in (f"Nombre del puesto: {n}", *_CUERPO.format(v, v).split("\n"))
        if x.strip()
    )
    _cada_uno_tiene_lo_suyo(_leer(apretado))


def test_a_form_printed_again_on_each_page_cuts_nothing() -> None:
    ficha = "Nombre del puesto: LAVADOR 1\nCódigo: 0401"
    roto = _CUERPO.format("Lavar", "Lavar").replace("1. Lavar por", f"1. Lavar por\n\n{ficha}\n\n")
    lectura = _leer(f"{ficha}\n{roto}")
    (cargo,) = lectura.cargos
    dichas = [i.texto for i in cargo.contenido.seccion("tareas").items]
    assert dichas == ["Lavar por la mañana.", "Anotar lo hecho."]
    assert not lectura.sin_ubicar


def test_a_class_whose_title_was_lost_is_another_class_without_a_signature_too() -> None:
    lectura = _leer(f"LAVADOR 1\n{_CUERPO.format(*['Lavar'] * 2)}{_CUERPO.format(*['Pintar'] * 2)}")
    assert _titulos(lectura) == ["LAVADOR 1", ""]
    assert any("no trae su título" in a.mensaje for a in lectura.avisos)


def test_a_letterhead_over_each_form_is_no_text_of_the_class_before() -> None:
    portada = "Municipalidad del Valle\nNombre del puesto: {}"
    lectura = _dos(portada.format("LAVADOR 1"), portada.format("PINTOR 1"))
    _cada_uno_tiene_lo_suyo(lectura)
    assert [i.texto for i in lectura.cargos[0].contenido.seccion("requisitos").items] == [
        "Tercer ciclo aprobado."
    ]


def test_a_code_like_the_one_before_begins_a_class_though_its_first_heading_is_unknown() -> None:
    cuerpo = _CUERPO.replace("NATURALEZA DEL TRABAJO", "ALCANCES PROPIOS").replace(
        "FUNCIONES", "TAREAS"
    )
    lectura = _leer(f"0401 LAVADOR 1\n{_CUERPO.format(*['Lavar'] * 2)}\n"
                    f"0402 PINTOR 1\n{cuerpo.format(*['Pintar'] * 2)}")  # fmt: skip
    assert _titulos(lectura) == ["LAVADOR 1", "PINTOR 1"]
