"""A text is named by what it says: the same words have the same hash, whatever their ids."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.apoyo import manualito
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    a_datos,
    canonico,
    con_campos,
    desde_datos,
    encabezado,
    hash_de,
    leer_canonico,
    nuevo_id,
)

PALABRAS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CLAVES = st.text("abcdefgh_", min_size=1, max_size=8)


@st.composite
def contenidos(draw: st.DrawFn) -> Contenido:
    """Texts of any shape a formato could ask for."""

    def item() -> Item:
        return Item(
            nuevo_id(),
            draw(PALABRAS),
            draw(st.sampled_from(Forma)),
            tuple(draw(st.lists(PALABRAS, max_size=2))),
        )

    def fila() -> Competencia:
        grado = draw(st.integers(-(2**53) + 1, 2**53 - 1))
        return Competencia(nuevo_id(), draw(PALABRAS), draw(PALABRAS), grado, draw(PALABRAS))

    claves = draw(st.lists(CLAVES, max_size=3, unique=True))
    return Contenido(
        encabezado(draw(st.dictionaries(CLAVES, PALABRAS, max_size=3))),
        tuple(Seccion(c, tuple(item() for _ in range(draw(st.integers(0, 3))))) for c in claves),
        tuple(fila() for _ in range(draw(st.integers(0, 3)))),
        tuple(Nota(draw(PALABRAS), draw(PALABRAS)) for _ in range(draw(st.integers(0, 2)))),
    )


@given(contenidos())
def test_a_text_comes_back_from_its_canonical_form_with_the_ids_it_had(texto: Contenido) -> None:
    assert leer_canonico(canonico(texto).decode(), texto.ids()) == texto


@given(contenidos())
def test_the_hash_is_of_the_words_and_not_of_the_ids(texto: Contenido) -> None:
    otro = desde_datos(a_datos(texto))
    assert hash_de(otro) == hash_de(texto)
    assert canonico(otro) == canonico(texto)
    assert len(hash_de(texto)) == 64


@given(contenidos(), contenidos())
def test_two_texts_share_a_hash_only_when_they_say_the_same(
    uno: Contenido, otro: Contenido
) -> None:
    assert (hash_de(uno) == hash_de(otro)) == (a_datos(uno) == a_datos(otro))


@given(contenidos())
def test_ids_are_counted_piece_by_piece_in_the_order_of_the_text(texto: Contenido) -> None:
    piezas = sum(len(s.items) for s in texto.secciones) + len(texto.competencias)
    assume(piezas)
    por_lugar = desde_datos(a_datos(texto))
    assert por_lugar.ids() == tuple(f"i{n}" for n in range(1, piezas + 1))
    with pytest.raises(ValueError, match="menos ids"):
        desde_datos(a_datos(texto), texto.ids()[:-1])
    with pytest.raises(ValueError, match="más ids"):
        desde_datos(a_datos(texto), [*texto.ids(), "otro"])


def test_the_canonical_form_is_the_one_anybody_can_recompute() -> None:
    texto = Contenido(
        encabezado({"area": "Ñ", "codigo": "1"}),
        (Seccion("naturaleza", (Item("x", "Atender.", Forma.PARRAFO, ("1",)),)),),
        (Competencia("y", "T", "Orden", 2, "Ordena."),),
        (Nota("1", "Una nota."),),
    )
    a_mano = json.dumps(a_datos(texto), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonico(texto).decode() == a_mano
    assert '"forma":"parrafo","notas":["1"],"texto":"Atender."' in a_mano


def _primera(de: Contenido, **cambios: Any) -> Contenido:
    primera, *resto = de.secciones
    item = replace(primera.items[0], **cambios)
    return replace(de, secciones=(replace(primera, items=(item,)), *resto))


TEXTO = manualito.contenido()
DISTINTOS = {
    "a word": _primera(TEXTO, texto="Otra cosa."),
    "a space": _primera(TEXTO, texto=TEXTO.secciones[0].items[0].texto + " "),
    "the form of the list": _primera(TEXTO, forma=Forma.VINETA),
    "a footnote mark": _primera(TEXTO, notas=("1",)),
    "the order of the items": replace(
        TEXTO,
        secciones=tuple(replace(s, items=s.items[::-1]) for s in TEXTO.secciones),
    ),
    "the order of the sections": replace(TEXTO, secciones=TEXTO.secciones[::-1]),
    "a grade": replace(
        TEXTO, competencias=(replace(TEXTO.competencias[0], grado=4), *TEXTO.competencias[1:])
    ),
    "a header field": con_campos(TEXTO, codigo="41111"),
    "a note": replace(TEXTO, notas=(Nota("1", "Nueva."),)),
}


@pytest.mark.parametrize("que", DISTINTOS)
def test_whatever_a_reader_would_notice_changes_the_hash(que: str) -> None:
    assert hash_de(DISTINTOS[que]) != hash_de(TEXTO)


def test_header_fields_have_one_order_however_they_were_given() -> None:
    uno = Contenido(encabezado([("b", "2"), ("a", "1")]))
    assert uno == Contenido(encabezado({"a": "1", "b": "2"}))
    assert con_campos(uno, b="3").campo("b") == "3"
    assert uno.campo("c") == ""
    assert uno.seccion("otra") == Seccion("otra")


@pytest.mark.parametrize("falta", ["encabezado", "secciones", "competencias", "notas"])
def test_data_without_a_part_is_not_a_text(falta: str) -> None:
    datos = a_datos(TEXTO)
    del datos[falta]
    with pytest.raises(KeyError, match=falta):
        desde_datos(datos)


def test_a_form_that_does_not_exist_is_not_a_text() -> None:
    datos = a_datos(TEXTO)
    datos["secciones"][0]["items"][0]["forma"] = "romano"
    with pytest.raises(ValueError, match="romano"):
        desde_datos(datos)


def test_new_ids_do_not_repeat() -> None:
    assert len({nuevo_id() for _ in range(1000)}) == 1000
