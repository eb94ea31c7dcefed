"""What changes outside the items: header fields, competencies, notes, list form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflows.diferencias.lectura import marcar
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    con_campos,
    encabezado,
)
from workflows.diferencias import (
    CambioItem,
    CambioSeccion,
    Tipo,
    aplicar,
    comparar,
    es_silencioso,
    resumen,
)
from workflows.errores import VersionDesfasada
from workflows.formatos import Formato, cargar

INICIATIVA = Competencia("c1", "Institucional", "Iniciativa", 3, "Propone mejoras en su área.")
SERVICIO = Competencia("c2", "Institucional", "Servicio", 4, "Atiende con respeto al abonado.")
ANALISIS = Competencia("c3", "Por clase ocupacional y funciones", "Análisis", 2, "Ordena datos.")
BASE = Contenido(
    encabezado(
        {"codigo": "31120", "estrato": "Operador", "categoria": "Avanzado", "area": "Redes"}
    ),
    (
        Seccion("naturaleza", (Item("n1", "Opera válvulas y bombas.", Forma.PARRAFO),)),
        Seccion("experiencia", (Item("e1", "Dos años en acueductos.", Forma.NUMERO, ("*",)),)),
    ),
    (INICIATIVA, SERVICIO, ANALISIS),
    (Nota("*", "O su equivalente en meses."), Nota("**", "Según la ley.")),
)


@pytest.fixture(scope="module")
def formato() -> Formato:
    return cargar("manual-cargos")


def _lineas(propuesto: Contenido, formato: Formato) -> list[str]:
    diferencia = comparar(BASE, propuesto)
    assert aplicar(BASE, diferencia) == propuesto
    lineas = resumen(diferencia, formato)
    assert len(lineas) == diferencia.cuenta
    return lineas


def _con_items(clave: str, *items: Item) -> Contenido:
    return replace(
        BASE,
        secciones=tuple(Seccion(s.clave, items) if s.clave == clave else s for s in BASE.secciones),
    )


def test_header_fields_are_told_by_their_printed_name_in_the_order_of_the_page(
    formato: Formato,
) -> None:
    propuesto = con_campos(BASE, area="Redes y Pozos", codigo="31125")
    assert _lineas(propuesto, formato) == [
        "Código: «31120» → «31125»",
        "Área de Gestión Ocupacional: «Redes» → «Redes y Pozos»",
    ]


def test_a_header_field_that_appears_is_added_and_one_that_goes_is_removed(
    formato: Formato,
) -> None:
    sin_area = replace(BASE, encabezado=BASE.encabezado[1:])
    assert _lineas(sin_area, formato) == ["Área de Gestión Ocupacional: se quita «Redes»"]
    assert comparar(sin_area, BASE).campos[0].tipo is Tipo.AGREGADO
    assert aplicar(sin_area, comparar(sin_area, BASE)) == BASE


def test_a_blank_field_that_appears_is_kept_but_is_nothing_to_look_at(formato: Formato) -> None:
    assert _lineas(con_campos(BASE, jornada=""), formato) == []


def test_a_heading_without_items_is_kept_but_is_nothing_to_look_at(formato: Formato) -> None:
    propuesto = replace(BASE, secciones=(*BASE.secciones, Seccion("requisito_legal")))
    assert _lineas(propuesto, formato) == []


def test_a_section_that_changes_places_is_one_change(formato: Formato) -> None:
    propuesto = replace(BASE, secciones=BASE.secciones[::-1])
    assert isinstance(next(comparar(BASE, propuesto).cambios()), CambioSeccion)
    assert len(_lineas(propuesto, formato)) == 1


def test_a_grade_that_rises_is_told_as_such(formato: Formato) -> None:
    propuesto = replace(BASE, competencias=(replace(INICIATIVA, grado=4), SERVICIO, ANALISIS))
    assert _lineas(propuesto, formato) == ["Competencias, Iniciativa: grado 3 → 4"]
    assert [c.cambia_grado for c in comparar(BASE, propuesto).competencias] == [True, False, False]


def test_the_words_of_a_concept_are_marked(formato: Formato) -> None:
    fila = replace(SERVICIO, concepto="Atiende con respeto y prontitud al abonado.")
    propuesto = replace(BASE, competencias=(INICIATIVA, fila, ANALISIS))
    assert _lineas(propuesto, formato) == [
        "Competencias, Servicio: concepto: se agrega «y prontitud»"
    ]
    cambio = comparar(BASE, propuesto).competencias[1]
    assert marcar(cambio.tramos) == "Atiende con respeto {+y prontitud +}al abonado."


def test_rows_without_known_ids_pair_by_their_name_even_in_capitals_and_under_another_type(
    formato: Formato,
) -> None:
    filas = (
        Competencia("x1", "Institucional", "INICIATIVA", 3, INICIATIVA.concepto),
        Competencia("x2", "Por clase ocupacional y funciones", "Servicio", 4, "Oye."),
        Competencia("x3", ANALISIS.tipo, "Análisis", 2, ANALISIS.concepto),
    )
    assert _lineas(replace(BASE, competencias=filas), formato) == [
        "Competencias, INICIATIVA: antes se llamaba «Iniciativa»",
        (
            "Competencias, Servicio: tipo «Institucional» → «Por clase ocupacional y funciones»; "
            "concepto: «Atiende con respeto al abonado.» → «Oye.»"
        ),
    ]


def test_a_renamed_row_without_a_known_id_pairs_by_likeness(formato: Formato) -> None:
    fila = replace(SERVICIO, id="x2", competencia="Servicio al abonado")
    assert _lineas(replace(BASE, competencias=(INICIATIVA, fila, ANALISIS)), formato) == [
        "Competencias, Servicio al abonado: antes se llamaba «Servicio»"
    ]


def test_two_rows_of_one_name_without_known_ids_pair_with_their_very_words() -> None:
    otra = replace(INICIATIVA, id="c9", grado=5, concepto="Crea servicios nuevos.")
    base = replace(BASE, competencias=(INICIATIVA, otra))
    vuelta = replace(BASE, competencias=(replace(otra, id="x1"), replace(INICIATIVA, id="x2")))
    cambios = [c for c in comparar(base, vuelta).competencias if c.cambia]
    assert [(c.tipo, c.movido) for c in cambios] == [(Tipo.IGUAL, True)]


def test_rows_that_come_go_and_move(formato: Formato) -> None:
    nueva = Competencia("c9", "Institucional", "Trabajo en equipo", 3, "Comparte lo que sabe.")
    assert _lineas(replace(BASE, competencias=(ANALISIS, SERVICIO, nueva)), formato) == [
        "Competencias, Iniciativa: eliminada",
        "Competencias, Análisis: movida, antes 3",
        "Competencias, Trabajo en equipo: nueva, grado 3",
    ]


def test_notes_pair_by_their_mark(formato: Formato) -> None:
    propuesto = replace(BASE, notas=(Nota("*", "O su equivalente en horas."), Nota("a", "Nueva.")))
    assert _lineas(propuesto, formato) == [
        "Nota *: «meses» → «horas»",
        "Nota **: eliminada",
        "Nota a: nueva",
    ]


def test_the_same_words_in_another_list_form_are_an_edit(formato: Formato) -> None:
    propuesto = _con_items(
        "experiencia", Item("e1", "Dos años en acueductos.", Forma.VINETA, ("*",))
    )
    assert _lineas(propuesto, formato) == ["Experiencia: pasa de numeral a viñeta"]
    (cambio,) = comparar(BASE, propuesto).cambios()
    assert isinstance(cambio, CambioItem)
    assert (cambio.tipo, marcar(cambio.tramos)) == (Tipo.EDITADO, "Dos años en acueductos.")


def test_a_note_call_that_disappears_is_an_edit(formato: Formato) -> None:
    propuesto = _con_items("experiencia", replace(BASE.secciones[1].items[0], notas=()))
    assert _lineas(propuesto, formato) == ["Experiencia 1: llamadas de nota: * → ninguna"]


def test_the_only_paragraph_of_a_section_needs_no_position(formato: Formato) -> None:
    propuesto = _con_items("naturaleza", Item("n1", "Opera válvulas y motores.", Forma.PARRAFO))
    assert _lineas(propuesto, formato) == ["Naturaleza: «bombas» → «motores»"]


def test_one_paragraph_of_several_is_told_by_its_place_and_gender(formato: Formato) -> None:
    propuesto = _con_items(
        "naturaleza", *BASE.secciones[0].items, Item("n2", "Vela por los tanques.", Forma.PARRAFO)
    )
    assert _lineas(propuesto, formato) == ["Naturaleza, párrafo 2: nuevo"]


def test_a_long_quotation_keeps_its_beginning_and_its_end(formato: Formato) -> None:
    largo = (
        "Revisa tanques. " + "Anota cada lectura en la bitácora del turno. " * 5 + "Avisa al jefe."
    )
    propuesto = _con_items("naturaleza", Item("n1", largo, Forma.PARRAFO))
    (linea,) = _lineas(propuesto, formato)
    assert len(linea) < 120
    assert "«Revisa tanques." in linea
    assert linea.endswith("Avisa al jefe.»")


def test_many_edits_in_one_item_are_counted_after_the_first_three(formato: Formato) -> None:
    antes = _con_items(
        "experiencia",
        Item("e1", "Lee medidores el lunes, cobra el martes, corta el jueves, anota el viernes."),
    )
    despues = _con_items(
        "experiencia",
        Item("e1", "Lee medidores el sábado, cobra el domingo, corta el feriado, anota el asueto."),
    )
    (linea,) = resumen(comparar(antes, despues), formato)
    assert linea.endswith("«jueves» → «feriado»; y 1 cambio más")


@pytest.mark.parametrize(
    ("antes", "despues", "silencioso"),
    [
        ("Opera  válvulas.", "Opera válvulas.", True),
        ("Opera\u00a0válvulas.", "Opera válvulas.", True),
        ("Opera válvulas ,bombas.", "Opera válvulas, bombas.", True),
        ("Llena la 'boleta'.", "Llena la “boleta”.", True),
        ("Gestio\u0301n de pozos.", "Gestión de pozos.", True),
        ("Llena la «boleta».", "Llena la boleta.", False),
        ("Opera válvulas.", "Opera válvulas", False),
        ("Sub jefe de turno.", "Subjefe de turno.", False),
        ("Gestion de pozos.", "Gestión de pozos.", False),
    ],
)
def test_only_spacing_and_the_style_of_quotes_are_silent(
    antes: str, despues: str, silencioso: bool
) -> None:
    (cambio,) = comparar(
        _con_items("naturaleza", Item("n1", antes)), _con_items("naturaleza", Item("n1", despues))
    ).cambios()
    assert es_silencioso(cambio) is silencioso


def test_a_change_that_is_more_than_spacing_is_not_silent() -> None:
    en_vineta = _con_items("naturaleza", Item("n1", "Opera válvulas  y bombas.", Forma.VINETA))
    nuevo = replace(BASE, notas=(*BASE.notas, Nota("z", "")))
    grado = replace(BASE, competencias=(replace(INICIATIVA, grado=1), SERVICIO, ANALISIS))
    for propuesto in (en_vineta, nuevo, grado, con_campos(BASE, area="Pozos")):
        assert not any(es_silencioso(c) for c in comparar(BASE, propuesto).cambios())


def test_silence_is_heard_in_rows_notes_and_fields_too() -> None:
    propuesto = replace(
        con_campos(BASE, area=" Redes "),
        competencias=(
            replace(INICIATIVA, concepto="Propone  mejoras en su área."),
            SERVICIO,
            ANALISIS,
        ),
        notas=(Nota("*", "O su equivalente en meses. "), BASE.notas[1]),
    )
    cambios = list(comparar(BASE, propuesto).cambios())
    assert len(cambios) == 3
    assert all(es_silencioso(c) for c in cambios)


@pytest.mark.parametrize(
    "otra",
    [
        con_campos(BASE, area="Pozos"),
        _con_items("naturaleza", Item("n1", "Opera pozos.", Forma.PARRAFO)),
        replace(BASE, competencias=(INICIATIVA,)),
        replace(BASE, notas=()),
    ],
)
def test_a_difference_taken_from_another_text_is_refused(otra: Contenido) -> None:
    diferencia = comparar(BASE, con_campos(BASE, area="Tanques"))
    with pytest.raises(VersionDesfasada, match="Compárelas de nuevo"):
        aplicar(otra, diferencia)
