"""What a person says of a line is done to it, and to no other; and no line is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.lectura.fabrica import CLASE, MANUAL, Ficha, con_items, imprimir, items
from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import Formato
from workflows.lectura import Lectura, a_json, leer
from workflows.lectura.correcciones import Dicho, Que, a_texto, de_texto, decir
from workflows.lectura.enlaces import enlaces, lineas_de, partes
from workflows.lectura.modelo import Clase
from workflows.lectura.renglones import FilaDicha

CLASE_DE_PRUEBA = """LECTOR
U-2201

CONCEPTO DE CLASE

Trabajo de campo.

## AMBIENTE

Lluvia y sol.

DESCRIPCIÓN GENERAL DEL TRABAJO

Leer medidores de agua.
"""
DOCUMENTOS = (
    (MANUAL, imprimir(Ficha(), Ficha(codigo="30111", identidad=("OPERATIVO", "ALTO", "BODEGAS")))),
    (MANUAL, con_items("naturaleza", "Cuidar la bodega.", "## TÍTULO AJENO", "Barrer el piso.")),
    (CLASE, CLASE_DE_PRUEBA),
)


def linea(texto: str, frase: str) -> int:
    """The number of the line that says ``frase``."""
    return next(n for n, x in enumerate(texto.split("\n"), 1) if frase in x)


def con(texto: str, dichos: dict[int, Dicho], formato: Formato = MANUAL) -> Lectura:
    """The reading with those corrections."""
    return leer(texto.encode(), [formato], dichos=dichos)


AJENO = DOCUMENTOS[1][1]


def test_a_heading_nobody_knows_takes_what_follows_once_somebody_says_its_section() -> None:
    assert [x.texto for x in con(AJENO, {}).sin_ubicar] == ["## TÍTULO AJENO", "Barrer el piso."]
    dicho = Dicho(Que.TITULO, "actividades_generales")
    lectura = con(AJENO, {linea(AJENO, "AJENO"): dicho})
    cargo = a_json(lectura, MANUAL)["cargos"][0]
    assert items(cargo, "naturaleza") == ["Cuidar la bodega."]
    assert items(cargo, "actividades_generales") == ["Barrer el piso."]
    assert lectura.cobertura == 1
    assert lectura.lineas[linea(AJENO, "AJENO") - 1].texto == "## TÍTULO AJENO"


def test_one_line_becomes_an_item_of_another_section_and_its_neighbours_stay() -> None:
    texto = con_items("naturaleza", "1. Cuidar la bodega.", "2. Barrer.", "3. Contar.")
    lectura = con(texto, {linea(texto, "Barrer"): Dicho(Que.ITEM, "experiencia")})
    cargo = a_json(lectura, MANUAL)["cargos"][0]
    assert items(cargo, "naturaleza") == ["Cuidar la bodega.", "Contar."]
    assert items(cargo, "experiencia") == ["Barrer."]


def test_two_items_become_one_and_one_becomes_two() -> None:
    texto = con_items("naturaleza", "1. Cuidar la bodega.", "2. Barrer.", "3. Contar")
    unida = con(texto, {linea(texto, "Barrer"): Dicho(Que.SIGUE)})
    assert items(a_json(unida, MANUAL)["cargos"][0], "naturaleza") == [
        "Cuidar la bodega. 2. Barrer.", "Contar",
    ]  # fmt: skip
    texto = con_items("naturaleza", "1. Cuidar la bodega y", "barrer.")
    partida = con(texto, {linea(texto, "barrer"): Dicho(Que.ITEM, "naturaleza")})
    assert items(a_json(partida, MANUAL)["cargos"][0], "naturaleza") == [
        "Cuidar la bodega y", "barrer.",
    ]  # fmt: skip


def test_what_is_left_out_reads_as_if_it_had_never_been_there() -> None:
    texto = con_items("naturaleza", "1. Cuidar la", "mancha del papel 77", "bodega.")
    lectura = con(texto, {linea(texto, "mancha"): Dicho(Que.FUERA)})
    assert items(a_json(lectura, MANUAL)["cargos"][0], "naturaleza") == ["Cuidar la bodega."]
    assert lectura.lineas[linea(texto, "mancha") - 1].clase is Clase.FUERA


def test_a_line_can_go_on_with_the_one_that_was_placed_by_hand() -> None:
    ajeno = linea(AJENO, "AJENO")
    dichos = {ajeno: Dicho(Que.ITEM, "experiencia"), ajeno + 1: Dicho(Que.SIGUE)}
    cargo = a_json(con(AJENO, dichos), MANUAL)["cargos"][0]
    assert items(cargo, "experiencia") == ["TÍTULO AJENO Barrer el piso."]


def test_what_cannot_be_done_leaves_the_line_unplaced_and_says_so() -> None:
    texto = "Una carta.\nSin ningún cargo.\n"
    lectura = con(texto, {1: Dicho(Que.ITEM, "naturaleza")})
    assert [x.numero for x in lectura.sin_ubicar] == [1, 2]
    assert any(a.linea == 1 and "No se pudo hacer" in a.mensaje for a in lectura.avisos)


@pytest.mark.parametrize(
    ("que", "seccion", "frase"),
    [
        ("", "", "qué es esa línea"),
        ("otra", "naturaleza", "qué es esa línea"),
        ("item", "", "de qué sección"),
        ("titulo", "../..", "de qué sección"),
        ("item", "competencias", "es una tabla"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(que: str, seccion: str, frase: str) -> None:
    with pytest.raises(DatosInvalidos, match=frase):
        decir(que, seccion, MANUAL)


@st.composite
def corregidos(draw: st.DrawFn) -> tuple[Formato, str, dict[int, Dicho]]:
    formato, texto = draw(st.sampled_from(DOCUMENTOS))
    posibles = [
        *(Dicho(Que.TITULO, s.clave) for s in formato.secciones),
        *(
            Dicho(Que.ITEM, s.clave)
            for s in formato.secciones
            if s is not formato.seccion_competencias
        ),
        Dicho(Que.SIGUE),
        Dicho(Que.FUERA),
        Dicho(Que.FILA, "", (FilaDicha("Institucional", "Orden", 3, "Ordena."),)),
    ]
    numeros = st.integers(0, texto.count("\n") + 3)
    dichos = draw(st.dictionaries(numeros, st.sampled_from(posibles), max_size=12))
    return formato, texto, dichos


@settings(max_examples=150, deadline=None)
@given(corregidos())
def test_no_correction_loses_a_line(caso: tuple[Formato, str, dict[int, Dicho]]) -> None:
    formato, texto, dichos = caso
    lectura = con(texto, dichos, formato)
    assert "\n".join(x.texto for x in lectura.lineas) == texto
    assert [x.numero for x in lectura.lineas] == [*range(1, len(lectura.lineas) + 1)]
    assert all((x.clase is None) == (not x.texto.strip()) for x in lectura.lineas)
    fuera = {n for n, d in dichos.items() if d.que is Que.FUERA}
    assert {x.numero for x in lectura.lineas if x.clase is Clase.FUERA} == {
        x.numero for x in lectura.lineas if x.numero in fuera and x.texto.strip()
    }
    assert con(texto, de_texto(a_texto(dichos)), formato) == lectura
    _todo_enlazado(lectura, formato, dichos)


def _todo_enlazado(lectura: Lectura, formato: Formato, dichos: dict[int, Dicho]) -> None:
    """Every line is in one part, and each placed line leads to a piece that leads back."""
    todas = partes(lectura)
    assert tuple(x for p in todas for x in p.lineas) == lectura.lineas
    for parte in todas:
        hallados = enlaces(parte, formato, dichos)
        vuelta = lineas_de(hallados)
        assert all(n in vuelta[pieza] for n, pieza in hallados.items())
        if parte.cargo is None:
            continue
        for x in parte.lineas:
            if x.clase in (Clase.ITEM, Clase.TITULO, Clase.NOTA):
                assert x.numero in hallados, x
        for id_ in parte.cargo.contenido.ids():
            assert f"item:{id_}" in vuelta, id_
