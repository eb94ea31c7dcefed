"""Every piece knows the versions that brought it, changed it, or let it go."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workflows.contenido import Competencia, Contenido, Item, Seccion
from workflows.procedencia import Suceso, vidas


def version(*items: tuple[str, str], grado: int = 2) -> Contenido:
    """A text of one section and one competencia."""
    return Contenido(
        (),
        (Seccion("naturaleza", tuple(Item(i, t) for i, t in items)),),
        (Competencia("c", "Institucional", "Orden", grado, "Ordena."),),
    )


def test_a_piece_enters_changes_leaves_and_may_come_back() -> None:
    suyas = vidas(
        [version(("a", "Uno.")), version(("a", "Uno más.")), version(), version(("a", "Uno."))]
    )
    assert [(p.version, p.suceso, p.texto) for p in suyas["a"]] == [
        (0, Suceso.ENTRA, "Uno."),
        (1, Suceso.CAMBIA, "Uno más."),
        (2, Suceso.SALE, "Uno más."),
        (3, Suceso.ENTRA, "Uno."),
    ]


def test_a_grade_is_something_it_says_and_a_place_is_not() -> None:
    suyas = vidas([version(("a", "A"), ("b", "B")), version(("b", "B"), ("a", "A"), grado=3)])
    assert [p.detalle for p in suyas["c"]] == ["Orden, grado 2", "Orden, grado 2 → Orden, grado 3"]
    assert len(suyas["a"]) == len(suyas["b"]) == 1


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from(["x", "y", "z"])),
                min_size=1, max_size=8))  # fmt: skip
def test_the_last_step_of_each_piece_is_what_the_last_version_says(
    historia: list[dict[str, str]],
) -> None:
    suyas = vidas([replace(version(*v.items()), competencias=()) for v in historia])
    for id_, pasos in suyas.items():
        assert [p.version for p in pasos] == sorted({p.version for p in pasos})
        if id_ in historia[-1]:
            assert pasos[-1].texto == historia[-1][id_]
            assert pasos[-1].suceso is not Suceso.SALE
        else:
            assert pasos[-1].suceso is Suceso.SALE
