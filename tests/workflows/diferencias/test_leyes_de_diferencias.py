"""What holds for any two texts whatsoever."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    a_datos,
    desde_datos,
    encabezado,
    hash_de,
)
from workflows.diferencias import (
    CambioItem,
    Diferencia,
    Tipo,
    aplicar,
    comparar,
    es_silencioso,
    heredar_ids,
    resumen,
    texto_antes,
    texto_despues,
    tramos,
)
from workflows.formatos import cargar

FORMATO = cargar("manual-cargos")
PALABRAS = ["operar", "la", "planta", "de", "pozos", "y", "tanques", "leer", "fugas", ",", "."]
CLAVES = ["naturaleza", "actividades_generales", "actividades_principales", "experiencia"]

frases = st.lists(st.sampled_from(PALABRAS), max_size=12).map(" ".join)
textos = frases | st.text(max_size=30)


@st.composite
def contenidos(draw: st.DrawFn) -> Contenido:
    """Small texts full of coincidences: few words, few ids, repeated items."""
    ids = iter(draw(st.permutations([f"i{n}" for n in range(24)])))
    secciones = [
        Seccion(
            clave,
            tuple(
                Item(next(ids), texto, forma, notas)
                for texto, forma, notas in draw(
                    st.lists(
                        st.tuples(
                            textos,
                            st.sampled_from(Forma),
                            st.lists(st.sampled_from("*a"), max_size=1).map(tuple),
                        ),
                        max_size=5,
                    )
                )
            ),
        )
        for clave in draw(st.lists(st.sampled_from(CLAVES), unique=True))
    ]
    filas = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["Institucional", "institucional", "Otra"]),
                st.sampled_from(["Iniciativa", "INICIATIVA", "Servicio"]) | textos,
                st.integers(1, 5),
                textos,
            ),
            max_size=4,
        )
    )
    return Contenido(
        encabezado(draw(st.dictionaries(st.sampled_from(["codigo", "area"]), st.text(max_size=4)))),
        tuple(secciones),
        tuple(Competencia(next(ids), *fila) for fila in filas),
        tuple(draw(st.lists(st.builds(Nota, st.sampled_from("*ab"), textos), max_size=3))),
    )


@st.composite
def vecinos(draw: st.DrawFn) -> tuple[Contenido, Contenido]:
    """A text and a revision of it: shuffled, dropped, retouched, under the same ids or not."""
    base = draw(contenidos())
    azar = draw(st.randoms(use_true_random=False))
    retoques = draw(st.lists(textos, max_size=3))
    items = [i for s in base.secciones for i in s.items]
    if azar.random() < 0.5:
        azar.shuffle(items)
    for texto in retoques:
        if items:
            n = azar.randrange(len(items))
            items[n] = replace(items[n], texto=texto)
    if items and azar.random() < 0.3:
        items.pop(azar.randrange(len(items)))
    claves = [s.clave for s in base.secciones if azar.random() < 0.9] or ["naturaleza"]
    if azar.random() < 0.3:
        azar.shuffle(claves)
    tamanos = [len(base.seccion(clave).items) for clave in claves]
    reparto = iter(items)
    secciones = [
        Seccion(c, tuple(i for i, _ in zip(reparto, range(n), strict=False)))
        for c, n in zip(claves, tamanos, strict=True)
    ]
    secciones[-1] = replace(secciones[-1], items=(*secciones[-1].items, *reparto))
    filas = list(base.competencias)
    notas = list(base.notas)
    if azar.random() < 0.3:
        azar.shuffle(filas)
        azar.shuffle(notas)
    propuesto = replace(
        base, secciones=tuple(secciones), competencias=tuple(filas), notas=tuple(notas)
    )
    return base, _sin_nombres(propuesto) if azar.random() < 0.3 else propuesto


@st.composite
def casi_iguales(draw: st.DrawFn) -> tuple[Contenido, Contenido]:
    """The same texts, or nearly, under ids that changed hands."""
    base, propuesto = draw(vecinos())
    if draw(st.booleans()):
        propuesto = base
    ids = iter(draw(st.permutations(propuesto.ids())))
    return base, desde_datos(a_datos(propuesto), list(ids))


pares = vecinos() | casi_iguales() | st.tuples(contenidos(), contenidos())


def _cuenta(diferencia: Diferencia, tipo: Tipo) -> tuple[int, int, int]:
    return (
        sum(i.tipo is tipo for s in diferencia.secciones for i in s.items),
        sum(c.tipo is tipo for c in diferencia.competencias),
        sum(n.tipo is tipo for n in diferencia.notas),
    )


def _sin_nombres(contenido: Contenido) -> Contenido:
    """The same text as it would come back from outside, with ids that mean nothing."""
    return desde_datos(a_datos(contenido))


@settings(deadline=None)
@given(contenidos())
def test_a_text_does_not_differ_from_itself_nor_from_a_copy_with_other_ids(x: Contenido) -> None:
    assert comparar(x, x).cuenta == 0
    heredado = heredar_ids(x, _sin_nombres(x))
    assert heredado == x


@settings(deadline=None, max_examples=200)
@given(pares)
def test_applying_a_difference_gives_the_proposal_ids_included(
    par: tuple[Contenido, Contenido],
) -> None:
    base, propuesto = par
    assert aplicar(base, comparar(base, propuesto)) == propuesto


@settings(deadline=None)
@given(pares)
def test_what_one_direction_adds_the_other_removes(par: tuple[Contenido, Contenido]) -> None:
    a, b = par
    ida, vuelta = comparar(a, b), comparar(b, a)
    assert _cuenta(ida, Tipo.AGREGADO) == _cuenta(vuelta, Tipo.QUITADO)
    assert _cuenta(ida, Tipo.QUITADO) == _cuenta(vuelta, Tipo.AGREGADO)
    assert _cuenta(ida, Tipo.EDITADO) == _cuenta(vuelta, Tipo.EDITADO)


@settings(deadline=None)
@given(pares)
def test_the_same_two_texts_always_differ_the_same_way(par: tuple[Contenido, Contenido]) -> None:
    a, b = par
    assert comparar(a, b) == comparar(a, b)


@settings(deadline=None)
@given(pares)
def test_no_change_to_look_at_means_the_same_text_blanks_aside(
    par: tuple[Contenido, Contenido],
) -> None:
    a, b = par
    assert (comparar(a, b).cuenta == 0) == (hash_de(_sin_blancos(a)) == hash_de(_sin_blancos(b)))


def _sin_blancos(x: Contenido) -> Contenido:
    return replace(
        x,
        encabezado=tuple((k, v) for k, v in x.encabezado if v),
        secciones=tuple(s for s in x.secciones if s.items),
    )


@settings(deadline=None)
@given(pares)
def test_every_change_has_a_line_in_the_summary(par: tuple[Contenido, Contenido]) -> None:
    a, b = par
    diferencia = comparar(a, b)
    lineas = resumen(diferencia, FORMATO)
    assert len(lineas) == diferencia.cuenta
    assert all(linea.strip() and "\n" not in linea for linea in lineas)


@settings(deadline=None)
@given(pares)
def test_each_piece_appears_once_and_its_runs_give_both_its_texts(
    par: tuple[Contenido, Contenido],
) -> None:
    a, b = par
    diferencia = comparar(a, b)
    items = [i for s in diferencia.secciones for i in s.items]
    assert sorted(i.antes.id for i in items if i.antes) == sorted(
        i.id for s in a.secciones for i in s.items
    )
    for cambio in items:
        assert texto_antes(cambio.tramos) == (cambio.antes.texto if cambio.antes else "")
        assert texto_despues(cambio.tramos) == (cambio.despues.texto if cambio.despues else "")
    for fila in diferencia.competencias:
        assert texto_antes(fila.tramos) == (fila.antes.concepto if fila.antes else "")


@settings(deadline=None)
@given(contenidos(), st.randoms(use_true_random=False))
def test_shuffling_items_only_moves_them(x: Contenido, azar: Random) -> None:
    items = [i for s in x.secciones for i in s.items]
    azar.shuffle(items)
    reparto = iter(items)
    barajado = replace(
        x,
        secciones=tuple(
            Seccion(s.clave, tuple(next(reparto) for _ in s.items)) for s in x.secciones
        ),
    )
    cambios = list(comparar(x, barajado).cambios())
    assert all(isinstance(c, CambioItem) and c.tipo is Tipo.IGUAL and c.movido for c in cambios)


@settings(deadline=None)
@given(st.lists(frases.filter(bool), min_size=1, max_size=8, unique=True), st.integers(0, 8))
def test_an_insertion_moves_nothing(lista: list[str], lugar: int) -> None:
    base = Contenido((), (Seccion("s", tuple(Item(f"i{n}", t) for n, t in enumerate(lista))),))
    items = list(base.secciones[0].items)
    items.insert(lugar, Item("nuevo", "Custodiar el archivo de gestión."))
    (cambio,) = comparar(base, Contenido((), (Seccion("s", tuple(items)),))).cambios()
    assert isinstance(cambio, CambioItem)
    assert (cambio.tipo, cambio.movido) == (Tipo.AGREGADO, False)


@settings(deadline=None, max_examples=200)
@given(textos, textos)
def test_the_runs_of_any_two_texts_give_both_back(antes: str, despues: str) -> None:
    runs = tramos(antes, despues)
    assert texto_antes(runs) == antes
    assert texto_despues(runs) == despues
    assert all(run.texto for run in runs)
    assert not any(uno.tipo is otro.tipo for uno, otro in pairwise(runs))


@settings(deadline=None)
@given(frases)
def test_spacing_alone_is_silent(texto: str) -> None:
    base = Contenido((), (Seccion("s", (Item("i", texto),)),))
    ancho = Contenido((), (Seccion("s", (Item("i", texto.replace(" ", "  ") + "\n"),)),))
    (cambio,) = comparar(base, ancho).cambios()
    assert es_silencioso(cambio)


@settings(deadline=None)
@given(pares)
def test_inherited_ids_are_never_repeated_and_the_words_stay(
    par: tuple[Contenido, Contenido],
) -> None:
    a, b = par
    heredado = heredar_ids(a, b)
    assert a_datos(heredado) == a_datos(b)
    assert len(set(heredado.ids())) == len(heredado.ids())
