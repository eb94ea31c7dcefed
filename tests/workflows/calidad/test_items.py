"""Items inside others, cut sentences, first verbs, empty notes, missing sections."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflows.calidad.textos import AP, FORMATO, cargo, hallazgos, texto
from workflows.calidad import Severidad, construir, revisar
from workflows.contenido import Contenido, Item, Nota, Seccion

CORTO = "Preparar informes mensuales sobre la calidad del agua."


@pytest.mark.parametrize(
    "largo",
    [
        "Preparar informes mensuales sobre la calidad del agua, y exponerlos ante la jefatura.",
        "Preparar boletines, así como informes mensuales sobre la calidad del agua y del suelo.",
    ],
)
def test_an_item_that_another_says_whole_is_found(largo: str) -> None:
    (hallado,) = hallazgos("item-contenido-en-otro", texto(CORTO, "Lavar tanques.", largo))
    assert (hallado.pieza, hallado.severidad) == ("item:p1", Severidad.MEDIA)
    assert hallado.mensaje == "Ya lo dice, con más, el ítem 3 de «Actividades principales»."


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        (CORTO, CORTO),
        ("Lavar tanques.", "Lavar tanques y purgar hidrantes."),
        (CORTO, "Revisar informes mensuales sobre la calidad del agua y firmarlos."),
        (CORTO, "Preparar informes anuales sobre la calidad del agua y del suelo."),
    ],
)
def test_an_item_that_only_resembles_another_is_left_alone(uno: str, otro: str) -> None:
    assert hallazgos("item-contenido-en-otro", texto(uno, otro)) == []


def test_a_phrase_of_another_section_is_no_repetition() -> None:
    otra = (f"{CORTO[:-1]} y archivarlos.",)
    assert hallazgos("item-contenido-en-otro", texto(CORTO, generales=otra)) == []


@pytest.mark.parametrize(
    ("malo", "dicho"),
    [
        ("Leer los medidores de la", "«la»"),
        ("Leer los medidores y", "«y»"),
        ("Leer los medidores con.", "«con»"),
        ("Leer los medi-", "«medi-»"),
        ("Designar a quien fiscalice la y coordinar lo demás.", "«la y»"),
    ],
)
def test_a_sentence_that_lacks_words_is_found(malo: str, dicho: str) -> None:
    (hallado,) = hallazgos("frase-truncada", texto("Lavar tanques.", malo))
    assert hallado.pieza == "item:p2"
    assert dicho in hallado.mensaje
    assert hallado.arreglo is None


@pytest.mark.parametrize(
    "bueno",
    [
        "Licencia B-1 o",
        "Licencia B-1; y",
        "Designar la o las personas que leen.",
        "Convocar a el o la responsable y a los y las vecinas.",
        "Trabajar con o sin vehículo, de y hacia la planta.",
        "Pertenecer al turno A.",
        "Aplicar la norma Y.",
        "",
    ],
)
def test_what_leads_on_to_the_next_item_or_names_two_genders_is_whole(bueno: str) -> None:
    assert hallazgos("frase-truncada", texto(bueno, "Licencia B-2.")) == []


ACTIVIDADES = tuple(f"{v} tanques." for v in ("Lavar", "Pintar", "Vaciar", "Medir", "Abrir"))


@pytest.mark.parametrize(
    "malo", ["Apoyo a las cuadrillas.", "Coordina las cuadrillas.", "El lavado."]
)
def test_an_activity_without_its_infinitive_is_found(malo: str) -> None:
    (hallado,) = hallazgos("verbo-inicial", texto(*ACTIVIDADES, malo))
    assert hallado.pieza == "item:p6"
    assert f"«{malo.split(maxsplit=1)[0]}»" in hallado.mensaje


@pytest.mark.parametrize(
    "bueno",
    ["Encargarse del taller.", "No autorizar visitas.", "Además, servir de enlace.",
     "Anualmente rendir cuentas.", "Ir a la planta.", ""],
)  # fmt: skip
def test_an_infinitive_is_one_after_an_adverb_and_with_its_pronoun(bueno: str) -> None:
    assert hallazgos("verbo-inicial", texto(*ACTIVIDADES, bueno)) == []


def test_where_activities_do_not_begin_so_none_has_to() -> None:
    otras = ("Lava tanques.", "Pinta tanques.", "Vacía tanques.", "Mide.", "Abre.", "Leer pozos.")
    assert hallazgos("verbo-inicial", texto(*otras)) == []


def test_a_note_that_says_nothing_tells_where_it_is_cited() -> None:
    malo = Contenido(
        (),
        (Seccion(AP, (Item("p1", "Leer pozos.", notas=("1",)), Item("p2", "Ir.", notas=("2",)))),),
        notas=(Nota("1", " "), Nota("3", "Con carné.")),
    )
    vacia, perdida = hallazgos("nota-sin-texto", malo)
    assert vacia.mensaje == "La nota 1 no dice nada; la cita «Actividades principales, 1»."
    assert (perdida.pieza, perdida.mensaje) == ("item:p2", "Cita la nota 2, que no está al pie.")


def test_notes_with_their_text_are_left_alone() -> None:
    bueno = Contenido(
        (), (Seccion(AP, (Item("p1", "Leer.", notas=("1",)),)),), notas=(Nota("1", "Con carné."),)
    )
    assert hallazgos("nota-sin-texto", bueno) == []


def test_a_section_that_all_the_siblings_have_is_missed_though_nobody_requires_it() -> None:
    libre = replace(
        FORMATO, secciones=tuple(replace(s, requerida=False) for s in FORMATO.secciones)
    )

    def faltas(hermanos: int) -> list[str]:
        manual = [cargo(str(n), "TÉCNICO", f"C{n}", "AGUAS", "Leer.") for n in range(hermanos)]
        suyo = cargo("9", "TÉCNICO", "C9", "AGUAS")
        entorno = construir(libre, [*manual, suyo])
        return [h.mensaje for h in revisar(libre, suyo, entorno) if h.regla == "seccion-faltante"]

    assert faltas(3) == ["No tiene «Actividades principales», y los 3 cargos parecidos sí."]
    assert faltas(2) == []
