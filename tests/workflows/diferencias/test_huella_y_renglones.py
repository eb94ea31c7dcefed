"""A change has a name, a fingerprint of what was seen of it, and a line that tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.workflows.diferencias.lectura import contenido
from tests.workflows.diferencias.test_leyes_de_diferencias import FORMATO, pares
from workflows.contenido import Competencia, Contenido, Nota, con_campos
from workflows.diferencias import (
    Tipo,
    comparar,
    es_silencioso,
    huella,
    pieza_de,
    renglones,
    resumen,
)

AP, AG = "actividades_principales", "actividades_generales"
BASE = replace(
    con_campos(
        contenido({AG: ["Rendir informes."], AP: ["Leer medidores.", "Reparar fugas."]}),
        codigo="31120",
    ),
    competencias=(Competencia("c1", "Institucional", "Iniciativa", 3, "Propone mejoras."),),
    notas=(Nota("*", "Según la ley."),),
)


def _con(**textos: list[str]) -> Contenido:
    return replace(BASE, secciones=contenido(textos, "p").secciones)


def _huellas(propuesto: Contenido, base: Contenido = BASE) -> dict[str, str]:
    return {pieza_de(c): huella(c) for c in comparar(base, propuesto).cambios()}


def test_every_kind_of_change_is_named_by_its_piece() -> None:
    propuesto = replace(
        con_campos(BASE, codigo="31125"),
        secciones=contenido(
            {AP: ["@2 Leer los medidores.", "Purgar hidrantes."], AG: ["@1 Rendir informes."]}, "p"
        ).secciones,
        competencias=(Competencia("c9", "Institucional", "Servicio", 2, "Atiende."),),
        notas=(Nota("*", "Según el reglamento."),),
    )
    assert list(_huellas(propuesto)) == [
        "campo:codigo",
        f"seccion:{AP}",
        "item:b2",
        "item:b3",
        "item:p2",
        "competencia:c1",
        "competencia:c9",
        "notas",
    ]


def test_renumbering_leaves_the_fingerprint_as_it_was() -> None:
    antes = _huellas(_con(**{AG: ["@1 Rendir informes."], AP: ["@2 Leer.", "@3 Reparar fugas."]}))
    despues = _huellas(
        _con(**{AG: ["@1 Rendir informes."], AP: ["Purgar.", "@2 Leer.", "@3 Reparar fugas."]})
    )
    assert antes["item:b2"] == despues["item:b2"]


def test_ids_leave_it_too() -> None:
    con_ids = _con(
        **{AG: ["@1 Rendir informes."], AP: ["@2 Leer.", "@3 Reparar fugas.", "Purgar."]}
    )
    otros = _con(**{AG: ["Rendir informes."], AP: ["Leer.", "Reparar fugas.", "Purgar."]})
    assert sorted(_huellas(con_ids).values()) == sorted(_huellas(otros).values())


@pytest.mark.parametrize(
    "principales",
    [
        ["@2 Lee.", "@3 Reparar fugas."],
        ["@3 Reparar fugas."],
        ["@2 leer.", "@3 Reparar fugas."],
    ],
)
def test_another_edit_of_the_same_item_is_another_fingerprint(principales: list[str]) -> None:
    antes = _huellas(_con(**{AG: ["@1 Rendir informes."], AP: ["@2 Leer.", "@3 Reparar fugas."]}))
    ahora = _huellas(_con(**{AG: ["@1 Rendir informes."], AP: principales}))
    assert antes["item:b2"] != ahora.get("item:b2")


def test_the_text_it_started_from_and_the_section_it_came_from_count() -> None:
    movido = _con(
        **{AG: [], AP: ["@2 Leer medidores.", "@3 Reparar fugas.", "@1 Rendir informes."]}
    )
    en_su_sitio = _con(
        **{AP: ["@1 Rendir informes.", "@2 Leer medidores.", "@3 Reparar fugas."], AG: []}
    )
    movido_dentro = _con(
        **{AP: ["@2 Leer medidores.", "@3 Reparar fugas.", "@1 Rendir informes."], AG: []}
    )
    assert _huellas(movido)["item:b1"] != _huellas(movido_dentro, en_su_sitio)["item:b1"]
    otra_base = _con(
        **{AG: ["@1 Rendir cuentas."], AP: ["@2 Leer medidores.", "@3 Reparar fugas."]}
    )
    propuesto = _con(**{AG: ["@1 Rendir."], AP: ["@2 Leer medidores.", "@3 Reparar fugas."]})
    assert _huellas(propuesto)["item:b1"] != _huellas(propuesto, otra_base)["item:b1"]


def test_moving_it_is_another_fingerprint() -> None:
    base = _con(**{AP: ["@1 Leer medidores.", "@2 Reparar fugas.", "@3 Purgar hidrantes."]})
    quieto = _con(**{AP: ["@1 Leer.", "@2 Reparar fugas.", "@3 Purgar hidrantes."]})
    movido = _con(**{AP: ["@2 Reparar fugas.", "@3 Purgar hidrantes.", "@1 Leer."]})
    (sin_mover,), (al_final,) = _huellas(quieto, base).values(), _huellas(movido, base).values()
    assert sin_mover != al_final


def test_fields_rows_and_notes_have_theirs() -> None:
    uno = replace(
        con_campos(BASE, codigo="31125"),
        competencias=(replace(BASE.competencias[0], grado=4),),
        notas=(Nota("*", "Según el reglamento."),),
    )
    otro = replace(
        con_campos(BASE, codigo="31126"),
        competencias=(replace(BASE.competencias[0], grado=5),),
        notas=(Nota("*", "Según el decreto."),),
    )
    a, b = _huellas(uno), _huellas(otro)
    assert a.keys() == b.keys()
    assert all(len(h) == 64 and h != b[pieza] for pieza, h in a.items())


def test_each_line_knows_its_change() -> None:
    propuesto = _con(
        **{AG: ["@1 Rendir  informes."], AP: ["@2 Leer medidores.", "Purgar hidrantes."]}
    )
    lineas = renglones(comparar(BASE, propuesto), FORMATO)
    assert [(r.pieza, r.tipo, r.silencioso) for r in lineas] == [
        ("item:b1", Tipo.EDITADO, True),
        ("item:b3", Tipo.QUITADO, False),
        ("item:p3", Tipo.AGREGADO, False),
    ]
    assert lineas[1].linea == "Actividades principales 2: eliminada"


@settings(deadline=None)
@given(pares)
def test_lines_and_changes_are_one_to_one(par: tuple[Contenido, Contenido]) -> None:
    diferencia = comparar(*par)
    lineas = renglones(diferencia, FORMATO)
    assert [r.linea for r in lineas] == resumen(diferencia, FORMATO)
    assert sorted((r.pieza, r.tipo, r.silencioso) for r in lineas) == sorted(
        (pieza_de(c), c.tipo, es_silencioso(c)) for c in diferencia.cambios()
    )
