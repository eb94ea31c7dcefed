"""Two people write in one borrador: both stand, or both are told; no word is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.apoyo import manualito
from workflows.contenido import Contenido, Item, Nota, con_campos
from workflows.fusion import Choque, Edicion, Fusion, ediciones_entre, fusionar
from workflows.piezas import de_piezas, en_piezas

BASE = manualito.contenido()
PRINCIPALES = "actividades_principales"
LISTA = f"orden:seccion:{PRINCIPALES}"


def con_items(texto: Contenido, *items: Item, en: str = PRINCIPALES) -> Contenido:
    """The text with other items in one section."""
    secciones = (replace(s, items=items) if s.clave == en else s for s in texto.secciones)
    return replace(texto, secciones=tuple(secciones))


def unir(base: Contenido, ajeno: Contenido, mio: Contenido) -> Fusion:
    """What comes out when ``ajeno`` was saved first, and ``mio`` arrives."""
    return fusionar(en_piezas(ajeno), ediciones_entre(en_piezas(base), en_piezas(mio)))


def ids(texto: Contenido, clave: str = PRINCIPALES) -> list[str]:
    """The ids of a section without the name of it: «1», «2»…"""
    return [i.id.removeprefix(f"{clave}-") for i in texto.seccion(clave).items]


UNO, DOS, TRES, CUATRO = BASE.seccion(PRINCIPALES).items
EQUIS, YE = Item("x", "Cerrar las válvulas dañadas."), Item("y", "Medir el cloro libre.")


def test_edits_of_different_items_both_stand() -> None:
    ajeno = con_items(BASE, replace(UNO, texto="Operar los equipos."), DOS, TRES, CUATRO)
    mio = con_items(BASE, UNO, DOS, TRES, replace(CUATRO, texto="Avisar las fallas."))
    fusion = unir(BASE, ajeno, mio)
    textos = [i.texto for i in de_piezas(fusion.piezas).seccion(PRINCIPALES).items]
    assert textos == ["Operar los equipos.", DOS.texto, TRES.texto, "Avisar las fallas."]
    assert fusion.aplicadas == (f"item:{CUATRO.id}",)
    assert fusion.choques == ()


def test_the_second_to_change_an_item_is_given_the_three_texts() -> None:
    ajeno = con_items(BASE, replace(UNO, texto="Operar los equipos."), DOS, TRES, CUATRO)
    mio = con_items(BASE, replace(UNO, texto="Vigilar los equipos."), DOS, TRES, CUATRO)
    fusion = unir(BASE, ajeno, mio)
    assert de_piezas(fusion.piezas) == ajeno
    (choque,) = fusion.choques
    assert choque.pieza == f"item:{UNO.id}"
    textos = [json.loads(t or "")["texto"] for t in (choque.base, choque.actual, choque.suyo)]
    assert textos == [UNO.texto, "Operar los equipos.", "Vigilar los equipos."]


def test_two_who_make_the_same_change_do_not_clash() -> None:
    mismo = con_campos(BASE, codigo="41999")
    assert unir(BASE, mismo, mismo) == Fusion(en_piezas(mismo), (), ())


@pytest.mark.parametrize(
    ("ajeno", "mio"),
    [
        (con_campos(BASE, codigo="1"), con_campos(BASE, codigo="2")),
        (replace(BASE, notas=(Nota("1", "a"),)), replace(BASE, notas=(Nota("1", "b"),))),
        (
            replace(BASE, competencias=(replace(BASE.competencias[0], grado=1),)),
            replace(BASE, competencias=(replace(BASE.competencias[0], grado=2),)),
        ),
    ],
)
def test_a_field_the_notes_and_a_row_of_the_table_clash_too(
    ajeno: Contenido, mio: Contenido
) -> None:
    fusion = unir(BASE, ajeno, mio)
    assert de_piezas(fusion.piezas) == ajeno
    assert len(fusion.choques) == 1


def test_what_each_adds_follows_the_item_it_was_added_after() -> None:
    ajeno = con_items(BASE, EQUIS, UNO, DOS, TRES, CUATRO)
    mio = con_items(BASE, UNO, DOS, YE, TRES, CUATRO)
    fusion = unir(BASE, ajeno, mio)
    assert ids(de_piezas(fusion.piezas)) == ["x", "1", "2", "y", "3", "4"]
    assert fusion.choques == ()


def test_what_i_removed_goes() -> None:
    fusion = unir(BASE, con_items(BASE, UNO, DOS, TRES, CUATRO, EQUIS), con_items(BASE, UNO, DOS))
    assert ids(de_piezas(fusion.piezas)) == ["1", "2", "x"]
    assert fusion.choques == ()


def test_what_i_removed_stays_when_somebody_was_writing_in_it() -> None:
    otro = replace(DOS, texto="Registrar caudales.")
    fusion = unir(
        BASE, con_items(BASE, UNO, otro, TRES, CUATRO), con_items(BASE, UNO, TRES, CUATRO)
    )
    assert ids(de_piezas(fusion.piezas)) == ["1", "2", "3", "4"]
    (choque,) = fusion.choques
    assert (choque.pieza, choque.suyo) == (f"item:{DOS.id}", None)


def test_what_i_wrote_in_an_item_somebody_removed_comes_back_to_me() -> None:
    mio = con_items(BASE, UNO, replace(DOS, texto="Registrar caudales."), TRES, CUATRO)
    fusion = unir(BASE, con_items(BASE, UNO, TRES, CUATRO), mio)
    assert ids(de_piezas(fusion.piezas)) == ["1", "3", "4"]
    (choque,) = fusion.choques
    assert choque.actual is None
    assert json.loads(choque.suyo or "")["texto"] == "Registrar caudales."


@pytest.mark.parametrize(
    ("ajeno", "mio", "esperado"),
    [
        ((UNO, DOS, TRES, EQUIS, CUATRO), (CUATRO, UNO, DOS, TRES), ["4", "1", "2", "3", "x"]),
        ((DOS, UNO, TRES, CUATRO), (UNO, DOS, YE, TRES, CUATRO), ["2", "y", "1", "3", "4"]),
        ((DOS, UNO, TRES, CUATRO), (UNO, DOS, CUATRO, TRES), ["1", "2", "4", "3"]),
    ],
    ids=["only I", "only they", "both: mine"],
)
def test_the_order_is_that_of_who_changed_it(
    ajeno: tuple[Item, ...], mio: tuple[Item, ...], esperado: list[str]
) -> None:
    fusion = unir(BASE, con_items(BASE, *ajeno), con_items(BASE, *mio))
    assert ids(de_piezas(fusion.piezas)) == esperado
    assert fusion.choques == ()


def _movido(a: str) -> Contenido:
    """Item 2 at the end of another section."""
    sin = con_items(BASE, UNO, TRES, CUATRO)
    return con_items(sin, *BASE.seccion(a).items, DOS, en=a)


def test_an_item_moved_to_another_section_keeps_what_was_written_in_it() -> None:
    ajeno = con_items(BASE, UNO, replace(DOS, texto="Registrar caudales."), TRES, CUATRO)
    texto = de_piezas(unir(BASE, ajeno, _movido("experiencia")).piezas)
    assert ids(texto) == ["1", "3", "4"]
    assert texto.seccion("experiencia").items[-1].texto == "Registrar caudales."


def test_an_item_somebody_moved_stays_where_they_put_it_when_i_only_added_beside_it() -> None:
    mio = con_items(BASE, UNO, DOS, YE, TRES, CUATRO)
    texto = de_piezas(unir(BASE, _movido("experiencia"), mio).piezas)
    assert ids(texto) == ["1", "y", "3", "4"]
    assert texto.seccion("experiencia") == _movido("experiencia").seccion("experiencia")


def test_an_item_moved_by_both_stands_once_where_the_second_put_it() -> None:
    fusion = unir(BASE, _movido("experiencia"), _movido("formacion"))
    assert de_piezas(fusion.piezas) == _movido("formacion")
    assert fusion.choques == ()


def test_an_item_missing_from_an_order_but_not_removed_stays() -> None:
    edicion = Edicion(en_piezas(BASE)[LISTA], json.dumps([UNO.id]))
    assert de_piezas(fusionar(en_piezas(BASE), {LISTA: edicion}).piezas) == BASE


def test_a_section_closed_while_somebody_wrote_in_it_stays_with_what_they_wrote() -> None:
    mio = replace(BASE, secciones=tuple(s for s in BASE.secciones if s.clave != PRINCIPALES))
    fusion = unir(BASE, con_items(BASE, UNO, DOS, TRES, CUATRO, EQUIS), mio)
    assert ids(de_piezas(fusion.piezas)) == ["x"]


def test_what_i_added_to_a_section_somebody_closed_comes_back_to_me() -> None:
    ajeno = replace(BASE, secciones=tuple(s for s in BASE.secciones if s.clave != PRINCIPALES))
    fusion = unir(BASE, ajeno, con_items(BASE, UNO, DOS, TRES, CUATRO, EQUIS))
    assert de_piezas(fusion.piezas) == ajeno
    assert [(c.pieza, c.actual) for c in fusion.choques] == [("item:x", None)]
    assert json.loads(fusion.choques[0].suyo or "")["texto"] == EQUIS.texto


def test_the_spelling_of_the_json_is_not_a_change() -> None:
    pieza = f"item:{UNO.id}"
    ancho = json.dumps(json.loads(en_piezas(BASE)[pieza]), indent=4, ensure_ascii=True)
    nuevo = '{"texto": "Operar.", "notas": [], "forma": "numero"}'
    fusion = fusionar(en_piezas(BASE), {pieza: Edicion(ancho, nuevo)})
    assert fusion.choques == ()
    assert fusion.piezas[pieza] == '{"forma": "numero", "notas": [], "texto": "Operar."}'


def test_half_an_emoji_does_not_spoil_the_rest_of_the_sentence() -> None:
    edicion = Edicion(en_piezas(BASE)["campo:codigo"], '"41110 \\ud83d"')
    texto = de_piezas(fusionar(en_piezas(BASE), {"campo:codigo": edicion}).piezas)
    assert texto.campo("codigo") == "41110 ?"


def test_a_new_item_that_no_list_names_is_kept_out_and_told() -> None:
    suyo = en_piezas(con_items(BASE, EQUIS))["item:x"]
    fusion = fusionar(en_piezas(BASE), {"item:x": Edicion(None, suyo)})
    assert de_piezas(fusion.piezas) == BASE
    assert fusion.choques == (Choque("item:x", None, None, suyo),)
