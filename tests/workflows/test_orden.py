"""The order of a whole manual: by estrato and categoría, which are kept together."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from workflows.formatos import cargar
from workflows.orden import columnas_de_orden, en_orden

Cargo = tuple[dict[str, str], str]
COLUMNAS = ("estrato", "categoria")


def cargo(codigo: str, estrato: str, categoria: str, titulo: str = "x") -> Cargo:
    """A cargo as the order sees it."""
    return {"codigo": codigo, "estrato": estrato, "categoria": categoria}, titulo


CARGOS = st.lists(
    st.builds(
        cargo,
        st.sampled_from(["", "1", "2", "3", "4", "5"]),
        st.sampled_from(["DIRECTOR", "EJECUTIVO", "OPERATIVO", ""]),
        st.sampled_from(["EXPERTO", "GENERAL"]),
        st.sampled_from("abc"),
    )
)


def test_estratos_go_as_the_institution_numbered_them() -> None:
    director, ejecutivo = (
        cargo("21154", "DIRECTOR", "EXPERTO"),
        cargo("22154", "EJECUTIVO", "EXPERTO"),
    )
    avanzado = cargo("21354", "DIRECTOR", "AVANZADO")
    assert en_orden([ejecutivo, avanzado, director], COLUMNAS, lambda c: c) == [
        director,
        avanzado,
        ejecutivo,
    ]


def test_what_has_no_codigo_goes_last_by_title() -> None:
    uno, dos, tres = (
        cargo("9", "A", "B"),
        cargo("", "A", "B", "Árbitro"),
        cargo("", "A", "B", "zoo"),
    )
    assert en_orden([tres, dos, uno], COLUMNAS, lambda c: c) == [uno, dos, tres]


@given(CARGOS)
def test_nobody_is_lost_and_what_is_of_one_group_stays_together(cargos: list[Cargo]) -> None:
    puestos = en_orden(cargos, COLUMNAS, lambda c: c)
    assert sorted(map(repr, puestos)) == sorted(map(repr, cargos))
    for clave in (lambda c: c[0]["estrato"], lambda c: (c[0]["estrato"], c[0]["categoria"])):
        grupos = [k for k, _ in groupby(puestos, clave)]
        assert len(grupos) == len(set(grupos))


@given(CARGOS)
def test_the_order_does_not_depend_on_how_they_came(cargos: list[Cargo]) -> None:
    al_derecho = en_orden(cargos, COLUMNAS, lambda c: c)
    assert en_orden(cargos[::-1], COLUMNAS, lambda c: c) == al_derecho


def test_the_last_field_of_the_identity_tells_cargos_apart_and_does_not_group_them() -> None:
    assert columnas_de_orden(cargar("manual-cargos")) == ("estrato", "categoria")
    assert columnas_de_orden(cargar("especificacion-clase")) == ()
