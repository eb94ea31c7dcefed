"""The rows of the table that were read are corrected, added and taken away before they enter."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from tests.apoyo.importacion import NUEVO, aceptar, leido, subir
from tests.apoyo.reparto import SLUG
from tests.conftest import ClienteAparte

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")

MALO = NUEVO.replace("\tOrden\t2\t", "\tOrden\t8\t")
_FILA = "Propone mejoras a su propio trabajo."
INICIATIVA = ("Institucional", "Iniciativa", "3", _FILA)
ORDEN = ("Por clase ocupacional y funciones", "Orden", "4", "Deja cada cosa en su lugar.")


def linea(frase: str) -> int:
    """The number of the line that says it."""
    return next(n for n, x in enumerate(MALO.split("\n"), 1) if frase in x)


def escrita(que: str, *filas: tuple[str, str, str, str], hacer: str = "leer") -> dict[str, object]:
    """The form of the row of a line, as a browser would send it."""
    columnas = ("tipo", "competencia", "grado", "concepto")
    escritas = {c: [f[i] for f in filas] for i, c in enumerate(columnas)}
    return {"linea": linea(que), "que": "fila", "hacer": hacer, **escritas}


def valores(pagina: str) -> list[tuple[str, str, str]]:
    """What the form has typed in it: competencia, grado, concepto."""
    nombres = re.findall(r'name="competencia"[^>]*value="([^"]*)"', pagina)
    grados = [
        (re.findall(r'<option value="(\d*)" selected', x) or [""])[0]
        for x in re.findall(r'<select [^>]*name="grado".*?</select>', pagina, re.DOTALL)
    ]
    conceptos = re.findall(r'name="concepto"[^>]*>([^<]*)</textarea>', pagina)
    return [
        (html.unescape(a), b, html.unescape(c))
        for a, b, c in zip(nombres, grados, conceptos, strict=True)
    ]


def test_a_row_is_corrected_and_enters_as_it_was_said(como: Como) -> None:
    marcos = como("marcos")
    ruta = subir(marcos, NUEVO.encode())[1]
    n = linea("Iniciativa")
    assert f'href="{ruta}?fila={n}#l-{n}"' in marcos.get(ruta).text
    pagina = marcos.get(f"{ruta}?fila={n}").text
    assert valores(pagina) == [INICIATIVA[1:]]
    dicha = ("Institucional", "Empuje", "5", "Propone y hace.")
    respuesta = marcos.post(f"{ruta}/corregir", data=escrita("Iniciativa", dicha))
    assert respuesta.location.endswith(f"?en={n}#l-{n}")
    assert "Grado 5 Empuje. Propone y hace." in leido(marcos, ruta)
    assert "tabla, dicho por usted" in leido(marcos, ruta)
    assert aceptar(marcos, ruta, "vigente")[0] == 302
    vigente = leido(marcos, f"/manual/{SLUG}/cargos/operativo-avanzado-produccion")
    assert "Empuje" in vigente
    assert "Iniciativa" not in vigente


def test_a_row_with_a_grade_that_there_is_not_begins_with_what_its_cells_say(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, MALO.encode())[1]
    n = linea("Orden")
    assert "Una línea sin ubicar" in leido(ana, ruta)
    elegida = ana.post(f"{ruta}/corregir", data={"linea": n, "que": "fila"})
    assert elegida.location.endswith(f"?fila={n}#l-{n}")
    assert valores(ana.get(elegida.location).text) == [
        ("Orden", "", "Mantiene su puesto y sus registros al día.")
    ]
    ana.post(f"{ruta}/corregir", data=escrita("Orden", ORDEN))
    assert "sin ubicar" not in leido(ana, ruta)
    assert "Grado 4 Orden. Deja cada cosa en su lugar." in leido(ana, ruta)


def test_a_row_is_added_under_another_and_taken_away(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, NUEVO.encode())[1]
    mas = ana.post(f"{ruta}/corregir", data=escrita("Iniciativa", INICIATIVA, hacer="agregar"))
    assert mas.status_code == 200
    assert valores(mas.text) == [INICIATIVA[1:], ("", "", "")]
    escucha = ("Institucional", "Escucha", "2", "Oye antes de responder.")
    ana.post(f"{ruta}/corregir", data=escrita("Iniciativa", INICIATIVA, escucha))
    pagina = leido(ana, ruta)
    assert "Grado 3 Iniciativa." in pagina
    assert "Grado 2 Escucha." in pagina
    una = ana.post(
        f"{ruta}/corregir", data=escrita("Iniciativa", INICIATIVA, escucha, hacer="quitar:0")
    )
    assert valores(una.text) == [escucha[1:]]
    ninguna = ana.post(f"{ruta}/corregir", data=escrita("Iniciativa", escucha, hacer="quitar:0"))
    assert "Esta fila no entra en el manual." in ninguna.text
    n = linea("Iniciativa")
    ana.post(f"{ruta}/corregir", data={"linea": n, "que": "fila", "hacer": "leer"})
    assert "Grado 3" not in leido(ana, ruta)
    assert "fuera, dicho por usted" in leido(ana, ruta)
    ana.post(f"{ruta}/corregir", data={"linea": n, "que": "fila", "hacer": "olvidar"})
    assert "Grado 3 Iniciativa." in leido(ana, ruta)
    assert "dicho por usted" not in leido(ana, ruta)


def test_what_is_wrong_is_said_on_its_field_and_nothing_typed_is_lost(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, NUEVO.encode())[1]
    mala = ("Institucional", "", "9", "Lo que escribió Ana <b>.")
    respuesta = ana.post(f"{ruta}/corregir", data=escrita("Iniciativa", INICIATIVA, mala))
    assert respuesta.status_code == 422
    assert valores(respuesta.text) == [INICIATIVA[1:], ("", "", "Lo que escribió Ana <b>.")]
    for campo in ("competencia-1", "grado-1"):
        assert f'id="{campo}-error"' in respuesta.text
        assert f'href="#{campo}"' in respuesta.text
    assert "dicho por usted" not in leido(ana, ruta)
    fuera = ana.post(f"{ruta}/corregir", data=escrita("Iniciativa", mala) | {"linea": 99_999})
    assert fuera.status_code == 422
    assert "no está en el documento" in fuera.text
