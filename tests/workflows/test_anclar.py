"""A remark is made on a part of the cargo that has a name, or on words it really says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.test_anclas import CITA, SIETE, TEXTO, citado, con_items, con_siete
from tests.workflows.test_piezas import contenidos
from workflows.anclas import Ancla, Situacion, anclar, rotulo_de, ubicar
from workflows.contenido import Contenido, Forma, Item
from workflows.errores import DatosInvalidos
from workflows.formatos import cargar

FORMATO = cargar("manual-cargos")


def test_a_selection_need_not_be_spelled_as_the_text() -> None:
    ancla = anclar(TEXTO, "item:a7", " INFORMAR  a los\nvecinos la duracion", None)
    assert (ancla.cita, ancla.desde) == ("informar a los vecinos la duración", SIETE.index(CITA))


@pytest.mark.parametrize("desde", [None, -4, 10**9])
def test_without_a_place_the_first_occurrence_is_the_one(desde: int | None) -> None:
    assert anclar(TEXTO, "item:a7", "la", desde).desde == SIETE.index("la")


def test_an_accent_written_apart_goes_with_its_letter() -> None:
    ancla = anclar(con_siete("Trabaja en la estacio\u0301n."), "item:a7", "estación", None)
    assert ancla.cita == "estacio\u0301n"
    assert anclar(con_siete("Sirve el cafe\u0301."), "item:a7", "CAFÉ", None).cita == "cafe\u0301"


@pytest.mark.parametrize(
    ("pieza", "cita"),
    [
        ("item:otro", ""),
        ("campo:grado", ""),
        ("seccion:otra", ""),
        ("competencia:", ""),
        ("cualquiera", ""),
        ("item:a7", "palabras que el ítem no dice"),
        ("item:a7", "\u0301"),
        ("seccion:naturaleza", "Atender"),
        ("", "Atender"),
    ],
)
def test_a_remark_on_what_is_not_there_is_refused(pieza: str, cita: str) -> None:
    with pytest.raises(DatosInvalidos):
        anclar(TEXTO, pieza, cita, None)


@pytest.mark.parametrize(
    ("pieza", "rotulo"),
    [
        ("item:a7", "Actividades principales, 7"),
        ("item:naturaleza-1", "Naturaleza"),
        ("item:p1", "Experiencia, párrafo 1"),
        ("item:v2", "Experiencia, viñeta 2"),
        ("item:n2", "Experiencia, 2"),
        ("item:otro", "Ítem quitado"),
        ("competencia:c-1", "Competencia: Iniciativa"),
        ("competencia:c-9", "Competencia quitada"),
        ("competencias", "Competencias"),
        ("campo:codigo", "Código"),
        ("campo:otro", "otro"),
        ("seccion:naturaleza", "Naturaleza"),
        ("notas", "Notas"),
        ("", "Todo el cargo"),
    ],
)
def test_a_place_is_called_as_people_call_it(pieza: str, rotulo: str) -> None:
    formas = {"p1": Forma.PARRAFO, "v1": Forma.VINETA, "n1": Forma.NUMERO}
    formas |= {"v2": Forma.VINETA, "n2": Forma.NUMERO}
    mezcla = (Item(id_, id_, forma) for id_, forma in formas.items())
    assert rotulo_de(pieza, con_items(*mezcla, en="experiencia", de=TEXTO), FORMATO) == rotulo


@given(contenidos(), st.data())
def test_in_the_same_text_a_remark_is_on_exactly_its_words(
    texto: Contenido, data: st.DataObject
) -> None:
    pieza = data.draw(st.sampled_from(["", "notas", *(f"item:{i}" for i in _items(texto))]))
    entero = anclar(texto, pieza, "", None)
    inicio, fin = sorted(data.draw(st.tuples(*[st.integers(0, len(entero.texto))] * 2)))
    cita = entero.texto[inicio:fin].strip()
    ancla = anclar(texto, pieza, cita, entero.texto.find(cita, inicio))
    lugar = ubicar(ancla, texto)
    assert (lugar.situacion, lugar.pieza, lugar.texto) == (
        Situacion.EN_SU_SITIO,
        pieza,
        entero.texto,
    )
    assert not lugar.reescrito
    assert (citado(lugar) or "") == cita
    if cita:
        assert lugar.inicio == entero.texto.find(cita, inicio)


def _items(texto: Contenido) -> list[str]:
    return [i.id for s in texto.secciones for i in s.items]


FRAGMENTOS = st.lists(st.sampled_from(SIETE.split()), max_size=14).map(" ".join) | st.text()
ANCLAS = st.builds(
    Ancla,
    st.sampled_from(["item:a7", "item:b", "campo:codigo", "competencia:c-1", "", "x"]) | st.text(),
    FRAGMENTOS,
    FRAGMENTOS,
    st.none() | st.integers(),
)


@given(ANCLAS, st.lists(FRAGMENTOS, max_size=4))
def test_whatever_was_kept_the_place_is_inside_the_text(ancla: Ancla, frases: list[str]) -> None:
    texto = con_items(*(Item(f"a{n}", frase) for n, frase in enumerate(frases, 5)))
    lugar = ubicar(ancla, texto)
    rotulo_de(lugar.pieza, texto, FORMATO)
    if lugar.situacion is Situacion.QUITADO:
        assert (lugar.pieza, lugar.texto, lugar.inicio) == (ancla.pieza, ancla.texto, None)
    if lugar.inicio is None or lugar.fin is None:
        assert lugar.inicio is lugar.fin is None
    else:
        assert 0 <= lugar.inicio < lugar.fin <= len(lugar.texto)
