"""What cannot be imported is refused with its reason, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.apoyo.importacion import AJENO, IMPORTAR, LINEA, cuantas, leido, subir
from tests.conftest import ClienteAparte

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")


@pytest.mark.parametrize(
    ("linea", "que", "seccion", "frase"),
    [
        ("99999", "fuera", "", "no está en el documento"),
        ("-1", "fuera", "", "no está en el documento"),
        ("6", "fuera", "", "no está en el documento"),
        (str(LINEA), "item", "", "No se dijo de qué sección"),
        (str(LINEA), "item", "competencias", "es una tabla"),
        (str(LINEA), "<b>", "x", "No se dijo qué es esa línea"),
    ],
)
def test_a_correction_without_sense_is_refused_and_the_page_stays(
    como: Como, linea: str, que: str, seccion: str, frase: str
) -> None:
    ana = como("ana")
    ruta = subir(ana, AJENO.encode())[1]
    datos = {"linea": linea, "que": que, "seccion": seccion}
    respuesta = ana.post(f"{ruta}/corregir", data=datos)
    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "El documento y lo corregido siguen aquí." in respuesta.text


@pytest.mark.parametrize(
    ("datos", "nombre", "frase"),
    [
        (b"", "vacio.txt", "está vacío"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "manual.txt", "no"),
        (b"%PDF-1.7 nada", "manual.pdf", "PDF"),
        (b"PK\x03\x04 nada", "manual.docx", "Word"),
        (b"x" * (10 * 1024 * 1024 + 1), "manual.txt", "más de 10 MB"),
        (b"Linea\n" * 60_001, "manual.txt", "más de 60000 líneas"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(
    como: Como, datos: bytes, nombre: str, frase: str
) -> None:
    codigo, pagina = subir(como("ana"), datos, nombre)
    assert codigo == 422
    assert frase in pagina
    assert "En el manual no cambió nada." in pagina
    assert cuantas() == 0


def test_no_file_at_all(como: Como) -> None:
    respuesta = como("ana").post(IMPORTAR, data={})
    assert respuesta.status_code == 422
    assert "No eligió ningún archivo." in respuesta.text


def test_a_document_without_cargos_is_shown_and_cannot_be_accepted(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, b"Estimados senores:\n\nUna carta cualquiera.\n")[1]
    pagina = leido(ana, ruta)
    assert "No se reconoció ningún cargo" in pagina
    assert "Aceptar e importar" not in pagina
    respuesta = ana.post(
        f"{ruta}/aceptar", data={"visto": "[]", "como": "borrador", "sin_ubicar": "2"}
    )
    assert respuesta.status_code == 422
    assert "no trae ningún cargo" in respuesta.text
