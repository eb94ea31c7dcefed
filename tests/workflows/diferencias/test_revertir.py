"""Undoing one change of a draft, and only that one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.workflows.diferencias.casos import Caso
from tests.workflows.diferencias.casos_de_hoja import TODOS
from tests.workflows.diferencias.lectura import contenido, leer
from tests.workflows.diferencias.test_leyes_de_diferencias import pares
from workflows.contenido import Competencia, Contenido, Item, Nota, Seccion, con_campos
from workflows.diferencias import comparar, pieza_de, revertir
from workflows.errores import NoEncontrado
from workflows.piezas import en_piezas

AP, AG = "actividades_principales", "actividades_generales"
BASE = contenido(
    {
        AG: ["Rendir informes.", "Asistir a reuniones."],
        AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques.", "Purgar hidrantes."],
    }
)


def _principales(*lineas: str) -> Contenido:
    return contenido({AG: ["@1 Rendir informes.", "@2 Asistir a reuniones."], AP: lineas}, "p")


def _textos(x: Contenido, clave: str = AP) -> list[str]:
    return [i.texto for i in x.seccion(clave).items]


def _piezas(base: Contenido, propuesto: Contenido) -> list[str]:
    return list(dict.fromkeys(pieza_de(c) for c in comparar(base, propuesto).cambios()))


def test_an_edited_item_says_what_the_base_said_and_its_neighbour_keeps_its_edit() -> None:
    borrador = _principales(
        "@3 Leer los medidores.", "@4 Reparar las fugas.", "@5 Limpiar tanques.", "@6 Purgar."
    )
    vuelta = revertir(BASE, borrador, "item:b4")
    assert _textos(vuelta) == [
        "Leer los medidores.",
        "Reparar fugas.",
        "Limpiar tanques.",
        "Purgar.",
    ]


def test_a_removed_item_comes_back_after_the_neighbour_that_still_stands() -> None:
    borrador = _principales("Notificar cortas.", "@3 Leer medidores.", "@6 Purgar hidrantes.")
    vuelta = revertir(BASE, borrador, "item:b5")
    assert _textos(vuelta) == [
        "Notificar cortas.",
        "Leer medidores.",
        "Limpiar tanques.",
        "Purgar hidrantes.",
    ]
    assert _piezas(BASE, vuelta) == ["item:p3", "item:b4"]


def test_a_removed_first_item_comes_back_first() -> None:
    borrador = _principales("@4 Reparar fugas.", "@5 Limpiar tanques.", "@6 Purgar hidrantes.")
    assert revertir(BASE, borrador, "item:b3") == BASE


def test_an_added_item_goes() -> None:
    borrador = _principales(
        "@3 Leer medidores.",
        "Notificar cortas.",
        "@4 Reparar fugas.",
        "@5 Limpiar tanques.",
        "@6 Purgar hidrantes.",
    )
    assert revertir(BASE, borrador, "item:p4") == BASE


def test_a_moved_item_returns_to_its_place_among_the_kept() -> None:
    borrador = _principales(
        "@6 Purgar hidrantes.",
        "@3 Leer medidores.",
        "Notificar cortas.",
        "@4 Reparar fugas.",
        "@5 Limpiar tanques.",
    )
    vuelta = revertir(BASE, borrador, "item:b6")
    assert _textos(vuelta) == [
        "Leer medidores.",
        "Notificar cortas.",
        "Reparar fugas.",
        "Limpiar tanques.",
        "Purgar hidrantes.",
    ]


def test_of_two_that_moved_either_goes_back_alone_and_not_after_the_other() -> None:
    base = contenido({AP: ["Leer.", "Reparar.", "Limpiar.", "Purgar.", "Lavar."]})
    borrador = contenido(
        {AP: ["@4 Purgar.", "@2 Reparar.", "@3 Limpiar.", "@5 Lavar.", "@1 Leer."]}
    )
    assert _piezas(base, borrador) == ["item:b4", "item:b1"]
    sin_una = revertir(base, borrador, "item:b4")
    assert _textos(sin_una) == ["Reparar.", "Limpiar.", "Purgar.", "Lavar.", "Leer."]
    assert revertir(base, sin_una, "item:b1") == base
    sin_otra = revertir(base, borrador, "item:b1")
    assert _piezas(base, sin_otra) == ["item:b4"]
    assert revertir(base, sin_otra, "item:b4") == base


def test_an_item_that_crossed_sections_and_changed_goes_home_as_it_was() -> None:
    borrador = contenido(
        {
            AG: ["@2 Asistir a reuniones."],
            AP: [
                "@3 Leer medidores.",
                "@1 Rendir los informes mensuales.",
                "@4 Reparar fugas.",
                "@5 Limpiar tanques.",
                "@6 Purgar hidrantes.",
            ],
        }
    )
    assert revertir(BASE, borrador, "item:b1") == BASE


def test_the_only_item_of_a_section_that_is_gone_brings_its_section_back_in_order() -> None:
    borrador = replace(BASE, secciones=BASE.secciones[1:])
    vuelta = revertir(BASE, borrador, "item:b2")
    assert [s.clave for s in vuelta.secciones] == [AG, AP]
    assert revertir(BASE, vuelta, "item:b1") == BASE


def test_the_last_item_of_a_new_section_takes_its_heading_along() -> None:
    nueva = Seccion("requisito_legal", (Item("n", "Licencia B-1 al día."),))
    borrador = replace(BASE, secciones=(*BASE.secciones, nueva))
    assert revertir(BASE, borrador, "item:n") == BASE


def test_fields_rows_notes_and_whole_sections_are_undone_too() -> None:
    filas = (
        Competencia("c1", "Institucional", "Iniciativa", 3, "Propone mejoras."),
        Competencia("c2", "Institucional", "Servicio", 4, "Atiende con respeto."),
    )
    base = replace(con_campos(BASE, codigo="31120"), competencias=filas, notas=(Nota("*", "Una."),))
    borrador = replace(
        con_campos(base, codigo="31125", area="Redes"),
        secciones=base.secciones[::-1],
        competencias=(replace(filas[1], grado=5), filas[0]),
        notas=(Nota("*", "Otra."), Nota("**", "Más.")),
    )
    piezas = _piezas(base, borrador)
    assert {"campo:codigo", "campo:area", "competencia:c2", "notas"} < set(piezas)
    assert any(p.startswith("seccion:") for p in piezas)
    for pieza in piezas:
        borrador = revertir(base, borrador, pieza)
    assert borrador == base


@pytest.mark.parametrize("pieza", ["item:b3", "item:nadie", "campo:codigo", "notas", ""])
def test_what_does_not_differ_cannot_be_undone(pieza: str) -> None:
    with pytest.raises(NoEncontrado, match="ya no está"):
        revertir(BASE, _principales(*(f"@{n} {t}" for n, t in enumerate(_textos(BASE), 3))), pieza)


@pytest.mark.parametrize("caso", TODOS, ids=lambda c: c.nombre)
def test_every_case_of_the_table_can_be_undone_from_the_last_change_to_the_first(
    caso: Caso,
) -> None:
    base, borrador = contenido(caso.antes), contenido(caso.despues, "p")
    for pieza in reversed(_piezas(base, borrador)):
        borrador = revertir(base, borrador, pieza)
    assert leer(comparar(base, borrador)) == []


@settings(deadline=None, max_examples=300)
@given(pares, st.data())
def test_one_change_is_undone_and_the_words_of_the_rest_stay(
    par: tuple[Contenido, Contenido], data: st.DataObject
) -> None:
    base, borrador = par
    piezas = _piezas(base, borrador)
    assume(piezas)
    pieza = data.draw(st.sampled_from(piezas))
    vuelta = revertir(base, borrador, pieza)
    assert pieza not in _piezas(base, vuelta)
    antes, despues = en_piezas(borrador), en_piezas(vuelta)
    distintas = {p for p in antes.keys() & despues.keys() if antes[p] != despues[p]}
    assert {p for p in distintas if not p.startswith(("orden:", "secciones"))} <= {pieza}
    de_la_base = en_piezas(base)
    for otra in antes.keys() - despues.keys() - {pieza}:
        assert otra.startswith("orden:")
    for otra in despues.keys() - antes.keys():
        assert otra.startswith("orden:") or despues[otra] == de_la_base[otra]


@settings(deadline=None, max_examples=300)
@given(pares, st.randoms(use_true_random=False))
def test_undoing_everything_in_any_order_ends_where_the_base_is(
    par: tuple[Contenido, Contenido], azar: Random
) -> None:
    base, borrador = par
    for _ in range(len(_piezas(base, borrador))):
        piezas = _piezas(base, borrador)
        if not piezas:
            break
        borrador = revertir(base, borrador, azar.choice(piezas))
    assert comparar(base, borrador).cuenta == 0
