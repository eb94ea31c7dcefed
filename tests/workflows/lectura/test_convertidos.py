"""What programs that turn a page into Markdown leave of it: loose page numbers, tables in HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, groupby

import pytest

from tests.workflows.lectura.fabrica import Ficha, con_items, imprimir, items, leido

_DOS = (Ficha(), replace(Ficha(), codigo="30220", identidad=("TÉCNICO", "ALTO", "LABORATORIO")))
_LECTURA = leido(imprimir(*_DOS))


def _numerado(texto: str, forma: str, desde: int) -> str:
    """The document with the number of each page at its foot."""
    paginas = count(desde)
    return re.sub(
        r"(?m)^\t<b>MANUAL", lambda m: f"{forma.format(next(paginas))}\n\n{m[0]}", texto
    ) + forma.format(next(paginas))


@pytest.mark.parametrize("forma", ["{}", "- {} -", "– {} –", "| {} |", "**{}**"])
@pytest.mark.parametrize("desde", [0, 1, 37])
def test_the_number_of_a_page_alone_on_its_line_is_no_part_of_the_text(
    forma: str, desde: int
) -> None:
    dicho = leido(_numerado(imprimir(*_DOS), forma, desde))
    assert [c["secciones"] for c in _sin_lineas(dicho)] == [
        c["secciones"] for c in _sin_lineas(_LECTURA)
    ]
    assert [c["competencias"] for c in dicho["cargos"]] == [
        c["competencias"] for c in _LECTURA["cargos"]
    ]
    assert not dicho["sin_ubicar"]


def test_numbers_that_do_not_count_the_pages_are_not_taken_for_their_feet() -> None:
    texto = imprimir(Ficha()).replace("Un año con inventarios.", "Los años de la tabla:\n\n25")
    assert items(leido(texto)["cargos"][0], "experiencia")[-1].endswith("25")


@pytest.mark.parametrize("une", ["", " "])
def test_a_table_in_html_may_come_on_one_line(une: str) -> None:
    lineas: list[str] = []
    for es_tabla, grupo in groupby(imprimir(*_DOS).split("\n"), lambda x: "\t" in x):
        if es_tabla:
            lineas.append(f"<table>{une.join(map(_fila, grupo))}</table>")
        else:
            lineas += grupo
    dicho = leido("\n".join(lineas))
    assert [(c["codigo"], c["estrato"], c["firmas"]) for c in dicho["cargos"]] == [
        (c["codigo"], c["estrato"], c["firmas"]) for c in _LECTURA["cargos"]
    ]
    assert [c["competencias"] for c in dicho["cargos"]] == [
        c["competencias"] for c in _LECTURA["cargos"]
    ]


def test_a_row_of_a_table_in_html_may_come_on_many_lines() -> None:
    def celdas(linea: str) -> str:
        return "\n".join(["  <tr>", *(f"    <td>{c}</td>" for c in linea.split("\t")), "  </tr>"])

    texto = re.sub(r"(?m)^.*\t.*$", lambda m: celdas(m[0]), imprimir(*_DOS))
    assert _sin_lineas(leido(texto)) == _sin_lineas(_LECTURA)


def _fila(linea: str) -> str:
    return "<tr>" + "".join(f"<td>{c}</td>" for c in linea.split("\t")) + "</tr>"


def test_a_list_whose_numbers_are_all_one_is_remarked_once() -> None:
    dicho = leido(con_items("experiencia", *(f"1. Un año en {x}." for x in "abcd")))
    assert items(dicho["cargos"][0], "experiencia") == [f"Un año en {x}." for x in "abcd"]
    assert len([a for a in dicho["avisos"] if "numeración" in a["mensaje"]]) == 1


@pytest.mark.parametrize("sangria", ["    ", "\t"])
def test_a_heading_may_be_indented_as_far_as_its_text(sangria: str) -> None:
    texto = re.sub(r"(?m)^## ", f"{sangria}## ", imprimir(Ficha()))
    dicho = leido(texto)
    assert _sin_lineas(dicho) == _sin_lineas(leido(imprimir(Ficha())))
    assert not dicho["avisos"]


@pytest.mark.parametrize(
    "forma",
    ["- {} (Grado {}): {}", "{} (grado {}): {}", "{}. Grado {}. {}", "• {} – Grado: {} – {}",
     "{}, grado {}: {}", "**{}** (Grado {}): {}", "{} ({}): {}"],
)  # fmt: skip
def test_the_competencias_may_be_a_list(forma: str) -> None:
    base = Ficha()
    texto = imprimir(replace(base, competencias=()))
    tipos = dict.fromkeys(t for t, *_ in base.competencias)
    lista = "\n".join(
        f"\n{tipo}\n\n" + "\n".join(forma.format(*c) for t, *c in base.competencias if t == tipo)
        for tipo in tipos
    )
    dicho = leido(f"{texto}\n## COMPETENCIAS\n{lista}\n")["cargos"][0]["competencias"]
    assert [(c["tipo"], c["competencia"], c["grado"], c["concepto"]) for c in dicho] == [
        *base.competencias
    ]


def test_a_one_that_a_scanner_read_as_a_letter_is_a_one() -> None:
    dicho = leido(con_items("experiencia", "l. Un año en bodegas.", "2. Un año en talleres."))
    assert items(dicho["cargos"][0], "experiencia") == [
        "Un año en bodegas.", "Un año en talleres.",
    ]  # fmt: skip
    assert "«l.» se leyó como 1." in [a["mensaje"] for a in dicho["avisos"]]


@pytest.mark.parametrize(
    "cabecera",
    ["Tipo de competencia\tCompetencia\tNivel\tDefinición del grado",
     "TIPO\tCOMPETENCIAS\tNIVEL\tDESCRIPCIÓN"],
)  # fmt: skip
def test_the_columns_of_the_competencias_may_have_other_names(cabecera: str) -> None:
    de = "Tipo\tCompetencia\tGrado\tConcepto según el grado"
    texto = imprimir(Ficha())
    assert de in texto
    dicho = leido(texto.replace(de, cabecera))
    assert dicho["cargos"][0]["competencias"] == leido(texto)["cargos"][0]["competencias"]
    assert not dicho["sin_ubicar"]


def test_the_fence_of_a_block_of_markdown_is_drawn_not_said() -> None:
    dicho = leido(f"```markdown\n{imprimir(Ficha())}\n```\n")
    assert not dicho["sin_ubicar"]
    assert not dicho["avisos"]


def test_the_sign_of_a_number_before_that_of_the_acuerdo_is_no_word() -> None:
    texto = imprimir(Ficha()).replace("Acuerdo: AJD", "Acuerdo: N° AJD")
    dicho = leido(texto)
    assert dicho["cargos"][0]["instrumento"] == "AJD-2021-088"
    assert not dicho["avisos"]


def _sin_lineas(lectura: dict[str, object]) -> list[dict[str, object]]:
    """The cargos, without where each thing stood."""
    return [_quitar(c) for c in lectura["cargos"]]  # type: ignore[attr-defined]


def _quitar(dato: object) -> object:
    if isinstance(dato, dict):
        return {k: _quitar(v) for k, v in dato.items() if k not in ("lineas", "linea")}
    return [_quitar(x) for x in dato] if isinstance(dato, list) else dato
