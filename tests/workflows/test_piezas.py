"""A text survives being taken apart and put together: ids, order, forms and notes included."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.apoyo import manualito
from workflows.contenido import Competencia, Contenido, Forma, Item, Nota, Seccion, encabezado
from workflows.piezas import de_piezas, en_piezas

textos = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@st.composite
def contenidos(draw: st.DrawFn) -> Contenido:
    """Any text, with ids that differ."""
    nombres = iter(f"i{n}" for n in range(1000))
    return Contenido(
        encabezado(draw(st.dictionaries(st.sampled_from(["codigo", "area"]), textos))),
        tuple(
            Seccion(
                clave,
                tuple(
                    Item(next(nombres), texto, draw(st.sampled_from(Forma)), ("1",))
                    for texto in draw(st.lists(textos, max_size=4))
                ),
            )
            for clave in draw(st.lists(st.sampled_from("abc"), unique=True))
        ),
        tuple(
            Competencia(next(nombres), "T", texto, 3, texto)
            for texto in draw(st.lists(textos, max_size=3))
        ),
        tuple(Nota("1", texto) for texto in draw(st.lists(textos, max_size=2))),
    )


@given(contenidos())
def test_the_pieces_make_the_text_again(contenido: Contenido) -> None:
    assert de_piezas(en_piezas(contenido)) == contenido


@given(contenidos(), contenidos())
def test_taking_a_save_back_gives_the_text_before_it(antes: Contenido, despues: Contenido) -> None:
    viejas, nuevas = en_piezas(antes), en_piezas(despues)
    guardado = {p: viejas.get(p) for p in viejas | nuevas if viejas.get(p) != nuevas.get(p)}
    vuelta = {p: v for p, v in {**nuevas, **guardado}.items() if v is not None}
    assert de_piezas(vuelta) == antes


def test_moving_an_item_changes_only_the_order_of_its_section() -> None:
    texto = manualito.contenido()
    secciones = tuple(replace(s, items=s.items[::-1]) for s in texto.secciones)
    antes, despues = en_piezas(texto), en_piezas(replace(texto, secciones=secciones))
    distintas = {p for p in antes if antes[p] != despues[p]}
    assert distintas == {
        "orden:seccion:actividades_generales",
        "orden:seccion:actividades_principales",
    }
