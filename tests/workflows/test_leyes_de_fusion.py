"""What holds for any two people, and for whatever a browser sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.test_fusion import BASE, PRINCIPALES, UNO, con_items, unir
from tests.workflows.test_piezas import contenidos
from workflows.contenido import Contenido, Item, Nota, Seccion
from workflows.fusion import Choque, Edicion, Fusion, ediciones_entre, fusionar
from workflows.piezas import de_piezas, en_piezas


@pytest.mark.parametrize(
    ("pieza", "escrita"),
    [
        (f"item:{UNO.id}", '{"texto": "x", "forma": "circulo", "notas": []}'),
        (f"item:{UNO.id}", '{"texto": "x", "forma": [], "notas": []}'),
        (f"item:{UNO.id}", '{"texto": "x", "forma": "numero"}'),
        ("item:", '{"texto": "x", "forma": "numero", "notas": []}'),
        ("competencia:c-1", '{"tipo": "", "competencia": "", "grado": true, "concepto": ""}'),
        ("competencia:c-1", '{"tipo": "", "competencia": "", "grado": "3", "concepto": ""}'),
        ("notas", '[{"marca": "1", "texto": "x", "color": "rojo"}]'),
        ("notas", '[["1", "x"]]'),
        ("campo:codigo", "41110"),
        ("campo:codigo", '"41110'),
        ("secciones", "[" * 100_000),
        ("otra", '"x"'),
    ],
)
def test_what_has_not_the_shape_of_its_piece_is_left_out(pieza: str, escrita: str) -> None:
    edicion = Edicion(en_piezas(BASE).get(pieza), escrita)
    assert fusionar(en_piezas(BASE), {pieza: edicion}) == Fusion(en_piezas(BASE), (), ())


def test_words_that_start_from_an_unreadable_text_clash_with_what_stands() -> None:
    fusion = fusionar(en_piezas(BASE), {"campo:codigo": Edicion("{", '"41999"')})
    assert fusion.choques == (Choque("campo:codigo", "{", '"41110"', '"41999"'),)


NOMBRES = st.sampled_from(
    [*en_piezas(BASE), "item:x", "item:", "competencia:x", "orden:seccion:z", "campo:z", "z", ""]
)
IDS = st.lists(st.sampled_from([*BASE.ids(), "x", "z", "naturaleza", PRINCIPALES]), max_size=6)
ESCRITOS = (
    IDS.map(json.dumps)
    | st.sampled_from([*en_piezas(BASE).values(), "[" * 9000, "{", "null", "[[]]", '"z"', "NaN"])
    | st.text(max_size=5)
)
BASURA = st.dictionaries(
    NOMBRES, st.builds(Edicion, st.none() | ESCRITOS, st.none() | ESCRITOS), max_size=6
)


@given(BASURA)
def test_whatever_is_sent_the_text_can_be_read_and_names_each_id_once(
    ediciones: dict[str, Edicion],
) -> None:
    fusion = fusionar(en_piezas(BASE), ediciones)
    texto = de_piezas(fusion.piezas)
    assert en_piezas(texto) == fusion.piezas
    assert len(set(texto.ids())) == len(texto.ids())
    _se_repite_sin_cambiar_nada(fusion, ediciones)


def _se_repite_sin_cambiar_nada(fusion: Fusion, ediciones: dict[str, Edicion]) -> None:
    otra = fusionar(fusion.piezas, ediciones)
    assert (otra.piezas, otra.aplicadas) == (fusion.piezas, ())
    assert {c.pieza for c in otra.choques} <= {c.pieza for c in fusion.choques}


@given(contenidos(), contenidos())
def test_over_a_text_nobody_touched_my_edits_give_my_text(base: Contenido, mio: Contenido) -> None:
    fusion = unir(base, base, mio)
    assert de_piezas(fusion.piezas) == mio
    assert fusion.piezas == en_piezas(mio)
    assert fusion.choques == ()


@st.composite
def revisiones(draw: st.DrawFn, base: Contenido, quien: str) -> Contenido:
    """What ``quien`` could make of ``base``: retouched, added, removed, moved, in new sections."""
    azar = draw(st.randoms(use_true_random=False))
    items = [
        replace(i, texto=f"{quien} {i.texto}") if azar.random() < 0.3 else i
        for s in base.secciones
        for i in s.items
        if azar.random() < 0.8
    ]
    items += [Item(f"{quien}{n}", f"{quien} nuevo {n}") for n in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        azar.shuffle(items)
    claves = [s.clave for s in base.secciones if azar.random() < 0.8]
    claves += [c for c in ("d", "e") if azar.random() < 0.2] or ["f"]
    listas: dict[str, list[Item]] = {clave: [] for clave in claves}
    for item in items:
        listas[azar.choice(claves)].append(item)
    filas = [replace(f, concepto=quien) if azar.random() < 0.3 else f for f in base.competencias]
    azar.shuffle(filas)
    return replace(
        base,
        secciones=tuple(Seccion(clave, tuple(suyos)) for clave, suyos in listas.items()),
        competencias=tuple(filas[: draw(st.integers(0, 3))]),
        notas=(Nota("1", quien),) if azar.random() < 0.5 else base.notas,
    )


@st.composite
def encuentros(draw: st.DrawFn) -> tuple[Contenido, Contenido, Contenido]:
    """A text, and what two people made of it."""
    base = draw(contenidos())
    return base, draw(revisiones(base, "ajeno")), draw(revisiones(base, "mio"))


def _escritos(texto: Contenido) -> Iterator[tuple[str, str]]:
    """The pieces with words, orders aside."""
    for pieza, escrita in en_piezas(texto).items():
        if pieza.startswith(("item:", "competencia:", "campo:")) or pieza == "notas":
            yield pieza, escrita


@given(encuentros())
def test_every_word_either_wrote_is_in_the_text_or_in_a_clash(
    caso: tuple[Contenido, Contenido, Contenido],
) -> None:
    base, ajeno, mio = caso
    fusion = unir(base, ajeno, mio)
    assert en_piezas(de_piezas(fusion.piezas)) == fusion.piezas
    guardados = set(fusion.piezas.items())
    guardados |= {(c.pieza, t) for c in fusion.choques for t in (c.actual, c.suyo) if t}
    antes = set(_escritos(base))
    assert set(_escritos(ajeno)) - antes <= guardados
    assert set(_escritos(mio)) - antes <= guardados
    _se_repite_sin_cambiar_nada(fusion, ediciones_entre(en_piezas(base), en_piezas(mio)))


@given(st.permutations(range(4)), st.lists(st.booleans(), min_size=4, max_size=4), st.data())
def test_who_is_saved_first_does_not_matter_when_they_touch_different_items(
    reparto: list[int], agregan: list[bool], data: st.DataObject
) -> None:
    corte = data.draw(st.integers(0, 4))
    items = BASE.seccion(PRINCIPALES).items

    def revision(quien: str, suyos: list[int]) -> Contenido:
        lista: list[Item] = []
        for n, item in enumerate(items):
            lista.append(replace(item, texto=f"{quien} {n}") if n in suyos else item)
            if n in suyos and agregan[n]:
                lista.append(Item(f"tras-{n}", quien))
        return con_items(BASE, *lista)

    una, otra = revision("una", reparto[:corte]), revision("otra", reparto[corte:])
    ida, vuelta = unir(BASE, una, otra), unir(BASE, otra, una)
    assert ida.piezas == vuelta.piezas
    assert ida.choques == vuelta.choques == ()
    textos = {i.texto for i in de_piezas(ida.piezas).seccion(PRINCIPALES).items}
    assert not textos & {i.texto for i in items}
