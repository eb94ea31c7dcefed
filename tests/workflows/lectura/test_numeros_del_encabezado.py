"""The version and the acuerdo of a header, however an institution writes them."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import FIRMAS, MANUAL, Ficha, imprimir
from workflows.lectura import leer
from workflows.lectura.modelo import Lectura


def _leer(version: str, acuerdo: str) -> Lectura:
    firma = f"{version} {acuerdo} Fecha: Mayo 2021"
    return leer(imprimir(Ficha()).replace(FIRMAS[2], firma).encode(), [MANUAL])


@pytest.mark.parametrize(
    ("version", "leida"),
    [
        ("Versión: No. 04-2021", "04-2021"), ("Versión N° 4-2021", "4-2021"),
        ("VERSION: Nº. 04 — 2021", "04—2021"), ("V. 04-2021", "04-2021"),
        ("Ver. 04-2021", "04-2021"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "acuerdo",
    [
        "Aprobado Acuerdo: AJD-2021-088", "Aprobado acuerdo No. AJD 2021-088",
        "Acuerdos: AJD2021-088",
        "Acuerdo de Junta Directiva: AJD – 2021 – 088",
    ],
)  # fmt: skip
def test_version_and_acuerdo_are_found_and_nothing_else_is_taken_for_them(
    version: str, leida: str, acuerdo: str
) -> None:
    lectura = _leer(version, acuerdo)
    (cargo,) = lectura.cargos
    assert (cargo.version, cargo.instrumento) == (leida, "AJD-2021-088")
    assert {f: x.fecha for f, x in cargo.firmas.items()} == {
        "elaborado": "Mayo 2021", "revisado": "Mayo 2021", "aprobado": "Mayo 2021",
    }  # fmt: skip
    assert not any("no es de ningún campo" in a.mensaje for a in lectura.avisos)


@pytest.mark.parametrize(
    ("acuerdo", "otro"),
    [
        ("Aprobado Acuerdos: AJD-2021-088 y AJD-2022-014", "y AJD-2022-014"),
        ("Aprobado Acuerdo: AJD-2021-088 Reformado Acuerdo: AJD-2022-014", "AJD-2022-014"),
    ],
)
def test_a_second_acuerdo_is_told(acuerdo: str, otro: str) -> None:
    lectura = _leer("Versión: No. 04-2021", acuerdo)
    assert lectura.cargos[0].instrumento == "AJD-2021-088"
    assert any(f"«{otro}» no es de ningún campo" in a.mensaje for a in lectura.avisos)


def test_a_grade_may_say_out_of_how_many_between_brackets() -> None:
    texto = imprimir(Ficha()).replace("\t2\t", "\t2 (de 5)\t")
    assert leer(texto.encode(), [MANUAL]).cargos[0].contenido.competencias[0].grado == 2


@pytest.mark.parametrize(
    "tras",
    [("y", "z", "aa", "ab"), ("y", "z", "aa", "bb"), ("m", "n", "ñ", "o"), ("k", "l", "ll", "m")],
)
def test_a_list_of_letters_goes_on_past_z_and_has_the_spanish_ones(tras: tuple[str, ...]) -> None:
    marcas = [chr(n) for n in range(ord("a"), ord(tras[0]))] + [*tras]
    tareas = "\n".join(f"{m}) Hacer lo que dice la letra {m} en la bodega" for m in marcas)
    antes, _, resto = imprimir(Ficha()).partition("1. Ordenar")
    texto = f"{antes}{tareas}\n\n{resto[resto.index('## FORM') :]}"
    hallados = leer(texto.encode(), [MANUAL]).cargos[0].contenido
    assert [
        i.texto.split()[-4] for i in hallados.seccion("actividades_principales").items
    ] == marcas
