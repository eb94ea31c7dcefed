"""The two real documents, read whole; and the same documents mistreated."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.lectura.fabrica import AMBOS, CLASE, MANUAL, leido
from workflows.lectura import a_json, leer

_SEMILLAS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
_MANUAL = _SEMILLAS / "000_f5c4ceb4bd0209db.part1.txt"
_CLASE = _SEMILLAS / "002_ff8a04f48de483dc.txt"
pytestmark = pytest.mark.skipif(
    not (_MANUAL.exists() and _CLASE.exists()), reason="the real documents are not here"
)
_SECCIONES = (
    "naturaleza",
    "actividades_generales",
    "actividades_principales",
    "formacion",
    "experiencia",
    "requisito_legal",
)
_CUENTAS = {
    "21154": ([1, 8, 12, 1, 2, 4], 8),
    "21454": ([1, 8, 12, 1, 2, 4], 8),
    "22154": ([1, 8, 18, 1, 2, 4], 9),
    "22254": ([1, 8, 13, 1, 2, 4], 9),
    "22354": ([1, 8, 12, 1, 1, 3], 8),
}


@pytest.fixture(scope="module")
def texto() -> str:
    return _MANUAL.read_text("utf-8")


@pytest.fixture(scope="module")
def manual(texto: str) -> dict[str, Any]:
    return leido(texto)


def _cuentas(leida: dict[str, Any]) -> dict[str, tuple[list[int], int]]:
    return {
        c["codigo"]: ([len(s["items"]) for s in c["secciones"]], len(c["competencias"]))
        for c in leida["cargos"]
    }


def _textos(leida: dict[str, Any]) -> list[Any]:
    return [
        (c["titulo"], [s["items"] for s in c["secciones"]], c["competencias"], c["firmas"])
        for c in leida["cargos"]
    ]


def test_the_manual_has_five_cargos_with_every_line_placed(manual: dict[str, Any]) -> None:
    assert manual["formato"] == "manual-cargos"
    assert manual["cobertura"] == 1
    assert manual["sin_ubicar"] == []
    assert _cuentas(manual) == _CUENTAS
    for cargo in manual["cargos"]:
        assert tuple(s["clave"] for s in cargo["secciones"]) == _SECCIONES


def test_every_cargo_carries_the_same_version_acuerdo_and_signers(manual: dict[str, Any]) -> None:
    for cargo in manual["cargos"]:
        assert cargo["version"] == "09-2020"
        assert cargo["instrumento"] == "AJD-2020-197"
        assert cargo["firmas"]["elaborado"] == {"por": "Vera Arroyo Alvarez", "fecha": "Junio 2020"}
        assert cargo["firmas"]["aprobado"]["fecha"] == "Junio 2020"
        assert cargo["area"] == "SERVICIO AL CLIENTE"


def test_sentences_cut_by_a_page_header_are_whole(manual: dict[str, Any]) -> None:
    actividades = manual["cargos"][2]["secciones"][2]
    septima, decimoseptima = actividades["items"][6], actividades["items"][16]
    assert septima.endswith("sostenibilidad del sistema y su plataforma tecnológica.")
    assert "funcionalidad y sostenibilidad" in septima
    assert "relacionadas con el registro de pagos por servicios" in " ".join(
        decimoseptima.split()
    ).replace("acciones relacionadas", "relacionadas")
    primera, ultima = actividades["detalle"][6]["lineas"]
    assert ultima - primera > 5


def test_footnote_marks_stay_with_their_word_and_the_third_has_no_note(
    manual: dict[str, Any],
) -> None:
    marcas = [
        d["notas"] for c in manual["cargos"] for d in c["secciones"][3]["detalle"] if d["notas"]
    ]
    assert marcas == [["1"], ["2"], ["3"]]
    assert [[n["marca"] for n in c["notas"]] for c in manual["cargos"]] == [
        [], [], ["1"], ["2"], ["3"],
    ]  # fmt: skip
    assert "Topografía, Relaciones" in manual["cargos"][4]["secciones"][3]["items"][0]


def test_the_fourth_requirement_is_a_bullet_after_three_numbers(manual: dict[str, Any]) -> None:
    formas = [d["forma"] for d in manual["cargos"][2]["secciones"][5]["detalle"]]
    assert formas == ["numero", "numero", "numero", "vineta"]


def test_a_wrong_page_count_and_a_broken_term_are_reported(manual: dict[str, Any]) -> None:
    mensajes = " ".join(a["mensaje"] for a in manual["avisos"])
    assert "Dice tener 6 páginas" in mensajes
    assert "«Por clas e ocupacional y funciones» se leyó como" in mensajes


def test_the_class_specification_is_read_whole() -> None:
    lectura = leer(_CLASE.read_bytes(), AMBOS)
    leida = a_json(lectura, CLASE)
    (cargo,) = leida["cargos"]
    assert leida["cobertura"] == 1
    assert cargo["codigo"] == "U-3105"
    assert cargo["titulo"] == "OFICINISTA DE SERVICIOS AL CLIENTE"
    assert [len(s["items"]) for s in cargo["secciones"]] == [1, 15, 1, 2, 13, 1]
    assert cargo["firmas"]["aprobado"] == {
        "por": "Alberto Feliciano Nieves, M.A., M.S.",
        "puesto": "Director de Recursos Humanos y Relaciones Laborales",
        "fecha": "3 de agosto de 2015",
    }


def _sin_acentos(texto: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c))


def _titulos(cambio: Callable[[str], str]) -> Callable[[str], str]:
    return lambda t: re.sub(r"(?m)^## (.*)$", lambda m: cambio(m[1]), t)


_MALTRATOS: dict[str, Callable[[str], str]] = {
    "headings without accents": _titulos(lambda t: f"## {_sin_acentos(t)}"),
    "headings in bold": _titulos(lambda t: f"**{t}**"),
    "headings in html with a colon": _titulos(lambda t: f"<b>{t}</b>:"),
    "headings bare": _titulos(lambda t: t),
    "headings in lower case": _titulos(lambda t: t.capitalize()),
    "headings numbered": _titulos(lambda t: f"### IV. {t}"),
    "pipes for tabs": lambda t: re.sub(
        r"(?m)^.*\t.*$", lambda m: "| " + m[0].replace("\t", " | ") + " |", t
    ),
    "bare pipes for tabs": lambda t: t.replace("\t", "|"),
    "spaces for tabs": lambda t: t.replace("\t", "    "),
    "no bold": lambda t: t.replace("<b>", "").replace("</b>", ""),
    "stars for bold": lambda t: t.replace("<b>", "**").replace("</b>", "**"),
    "parentheses for dots": lambda t: re.sub(r"(?m)^(\d+)\. ", r"\1) ", t),
    "a tab after the number": lambda t: re.sub(r"(?m)^(\d+)\. ", "\\1.\t", t),
    "a blank line after every line": lambda t: t.replace("\n", "\n\n"),
    "no blank lines": lambda t: "\n".join(x for x in t.split("\n") if x.strip()),
    "broken labels": lambda t: (
        t.replace("Página", "Págin a")
        .replace("Código:", "Có digo:")
        .replace("COMPETENCIAS", "COMPETEN CIAS")
    ),
    "form feeds": lambda t: t.replace("\t<b>MANUAL", "\f\t<b>MANUAL"),
    "raised digits": lambda t: re.sub("<sup>(.)</sup>", lambda m: "⁰¹²³"[int(m[1])], t),
    "markdown notes": lambda t: re.sub("<sup>(.)</sup>", r"[^\1]", t),
    "no last line end": lambda t: t.rstrip("\n"),
}


@pytest.mark.parametrize("maltrato", _MALTRATOS)
def test_the_manual_says_the_same_however_it_is_printed(
    maltrato: str, texto: str, manual: dict[str, Any]
) -> None:
    leida = leido(_MALTRATOS[maltrato](texto))
    assert _textos(leida) == _textos(manual)
    assert leida["cobertura"] == 1


@pytest.mark.parametrize("codigo", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("fin", ["\r\n", "\r"])
def test_the_manual_says_the_same_in_any_encoding(
    codigo: str, fin: str, texto: str, manual: dict[str, Any]
) -> None:
    lectura = leer(texto.replace("\n", fin).encode(codigo), AMBOS)
    assert _textos(a_json(lectura, MANUAL)) == _textos(manual)


def _encabezado_de(lineas: list[str], i: int) -> list[str]:
    inicio = max(n for n in range(i) if "MANUAL INSTITUCIONAL" in lineas[n])
    return [x for x in lineas[inicio : inicio + 7] if "\t" in x]


@pytest.mark.parametrize("semilla", range(12))
def test_a_header_dropped_into_any_sentence_changes_nothing(
    semilla: int, texto: str, manual: dict[str, Any]
) -> None:
    azar = random.Random(semilla)
    lineas = texto.split("\n")
    i = azar.choice([n for n, x in enumerate(lineas) if len(x) > 120 and "Elaborado" not in x])
    palabras = lineas[i].split(" ")
    cortes = [
        k
        for k in range(3, len(palabras) - 1)
        if not palabras[k - 1].endswith((".", ";", ":")) and "\t" not in palabras[k]
    ]
    k = max(cortes) if "\t" in lineas[i] else azar.choice(cortes)
    partida = [" ".join(palabras[:k]), "", *_encabezado_de(lineas, i), "", " ".join(palabras[k:])]
    leida = leido("\n".join([*lineas[:i], *partida, *lineas[i + 1 :]]))
    assert [t[1:3] for t in _textos(leida)] == [t[1:3] for t in _textos(manual)]


def test_losing_any_line_of_a_header_loses_no_cargo_and_no_word(
    texto: str, manual: dict[str, Any]
) -> None:
    lineas = texto.split("\n")
    for i in [n for n, x in enumerate(lineas[:60]) if "\t" in x]:
        leida = leido("\n".join([*lineas[:i], *lineas[i + 1 :]]))
        assert _textos(leida) == _textos(manual), lineas[i]


def test_a_stray_line_inside_a_header_makes_no_new_cargo(texto: str) -> None:
    lineas = texto.split("\n")
    for i in range(2, 6):
        leida = leido("\n".join([*lineas[:i], "Copia sin valor", *lineas[i:]]))
        assert _cuentas(leida) == _CUENTAS, lineas[i]
