"""Where one cargo ends and the next begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflows.lectura.fabrica import Ficha, imprimir, leer_texto, leido, pagina

_A = Ficha(identidad=("OPERATIVO", "GENERAL A", "BODEGAS"))
_B = Ficha(identidad=("OPERATIVO", "GENERAL B", "BODEGAS"))


def _categorias(texto: str) -> list[str]:
    return [c["categoria"] for c in leido(texto)["cargos"]]


def test_two_cargos_may_share_one_code() -> None:
    leida = leido(imprimir(_A, _B))
    assert [(c["codigo"], c["categoria"]) for c in leida["cargos"]] == [
        ("30110", "GENERAL A"),
        ("30110", "GENERAL B"),
    ]
    assert leida["cobertura"] == 1


def test_the_second_cargo_is_found_without_its_page_counts() -> None:
    texto = "\n".join(x for x in imprimir(_A, _B).split("\n") if "Página" not in x)
    assert _categorias(texto) == ["GENERAL A", "GENERAL B"]


def test_the_second_cargo_is_found_when_its_first_page_is_missing() -> None:
    primero, segundo = imprimir(_A), imprimir(_B)
    desde = segundo.index("Página: 2")
    desde = segundo.rindex("\t<b>MANUAL", 0, desde)
    assert _categorias(f"{primero}\n{segundo[desde:]}") == ["GENERAL A", "GENERAL B"]


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        (("Página: 4 de 7", "Página: 5 de 4"), "no cuadra"),
        (("de 7", "de 8"), "Dice tener 8 páginas"),
        (("Página: 4 de 7", "Página: 4 de 9"), "totales distintos"),
        (("\t\tPágina: 4 de 7", ""), "no trae número de página"),
        (("Página: 4 de 7", "Página: 1 de 7"), "viene después"),
    ],
)
def test_a_wrong_page_count_is_reported_and_changes_nothing_else(
    cambio: tuple[str, str], dice: str
) -> None:
    bueno = imprimir(_A)
    assert "Página: 7 de 7" in bueno
    leida = leido(bueno.replace(*cambio))
    assert [s["items"] for s in leida["cargos"][0]["secciones"]] == [
        s["items"] for s in leido(bueno)["cargos"][0]["secciones"]
    ]
    assert len(leida["cargos"]) == 1
    assert any(dice in a["mensaje"] for a in leida["avisos"])


def test_a_missing_page_is_reported() -> None:
    texto = imprimir(_A)
    ini = texto.rindex("\t<b>MANUAL", 0, texto.index("Página: 3"))
    fin = texto.rindex("\t<b>MANUAL", 0, texto.index("Página: 4"))
    leida = leido(texto[:ini] + texto[fin:])
    assert len(leida["cargos"]) == 1
    mensajes = " ".join(a["mensaje"] for a in leida["avisos"])
    assert "falta alguna" in mensajes
    assert "Falta la sección «Actividades principales»" in mensajes


def test_the_same_cargo_twice_is_two_cargos_and_a_remark() -> None:
    leida = leido(imprimir(_A, _A))
    assert len(leida["cargos"]) == 2
    assert any("dos veces" in a["mensaje"] for a in leida["avisos"])


def test_a_cover_and_an_index_before_the_first_header_find_no_place() -> None:
    portada = "MANUAL INSTITUCIONAL DE CARGOS\n\nÍNDICE\n30110 Operativo ... 3\n\n"
    leida = leido(portada + imprimir(_A))
    assert [x["linea"] for x in leida["sin_ubicar"]] == [1, 3, 4]
    assert len(leida["cargos"]) == 1
    assert 0.9 < leida["cobertura"] < 1


def test_text_before_the_first_heading_of_a_page_finds_no_place() -> None:
    leida = leido(pagina(1, 1) + "\nFrase sin título encima.\n\n## NATURALEZA\n\nCuidar.\n")
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["Frase sin título encima."]
    assert any("antes del primer título" in a["mensaje"] for a in leida["avisos"])


def test_ids_are_unique_and_the_same_each_time() -> None:
    texto = imprimir(_A, replace(_B, codigo="30111"))
    una, otra = leer_texto(texto), leer_texto(texto)
    ids = [i for c in una.cargos for i in c.contenido.ids()]
    assert len(ids) == len(set(ids))
    assert una == otra
