"""The cuadro comparativo and the redline as PDF: what the board is given."""

from __future__ import annotations

import io

import pdfplumber
import pikepdf

from tests.apoyo.documentos import FRASE, cargo, documento, paginas, seccion
from webapp.publicacion.cambios import Comparacion, cambios_pdf, comparativo_pdf

PORQUES = {"": "Reorganización de la red.", "item:experiencia0": "El verbo es otro."}


def _comparacion(cuantos: int = 1, *, de: str = "Coordinar", a: str = "Supervisar") -> Comparacion:
    textos = [f"{FRASE} Punto {n}." for n in range(cuantos)]
    filas = (("Institucional", "Iniciativa", 3, FRASE),)
    base = cargo(seccion("experiencia", *textos), filas=filas)
    cambiados = [t.replace(de, a) for t in textos]
    propuesta = cargo(
        seccion("experiencia", *cambiados, "Capacitar al personal."),
        filas=(("Institucional", "Iniciativa", 4, FRASE),),
    )
    return Comparacion(documento(base), documento(propuesta, situacion="tramite"), PORQUES)


def test_the_comparativo_is_landscape_and_repeats_its_heading_row() -> None:
    datos = comparativo_pdf(_comparacion(60))
    with pikepdf.open(io.BytesIO(datos)) as pdf:
        assert pdf.check_pdf_syntax() == []
        ancho, alto = (float(x) for x in pdf.pages[0].MediaBox[2:])
        assert ancho > alto
        assert pdf.Root.MarkInfo.Marked
    hechas = paginas(datos)
    assert len(hechas) > 3
    for n, pagina in enumerate(hechas, 1):
        assert "Lugar Texto vigente Texto propuesto Justificación" in pagina
        assert f"Página {n} de {len(hechas)}" in pagina


def test_each_row_says_the_place_both_texts_and_why() -> None:
    (pagina,) = paginas(comparativo_pdf(_comparacion()))
    for dicho in (
        "Justificación del cambio: Reorganización de la red.", "Experiencia, 1", "cambia el texto",
        "El verbo es otro.", "Experiencia, 2", "se agrega", "Capacitar al personal.",
        "cambia el grado, 3 → 4", "Texto vigente: versión No. 09-2026.",
    ):  # fmt: skip
        assert dicho in pagina


def test_changed_words_are_marked_by_line_and_colour() -> None:
    for hacer in (comparativo_pdf, cambios_pdf):
        with pdfplumber.open(io.BytesIO(hacer(_comparacion()))) as pdf:
            letras = [c for p in pdf.pages for c in p.chars]
            colores = {}
            for c in letras:
                clave = tuple(c["non_stroking_color"] or ())
                colores[clave] = colores.get(clave, "") + c["text"]
        dichos = " ".join(colores.values())
        assert len(colores) > 2
        assert any("Coordinar" in t and "atención" not in t for t in colores.values()), dichos
        assert any("Supervisar" in t and "atención" not in t for t in colores.values()), dichos


def test_the_redline_keeps_the_whole_text() -> None:
    todo = " ".join(paginas(cambios_pdf(_comparacion(30))))
    assert all(f"Punto {n}." in todo for n in range(30))
    assert "CoordinarSupervisar la atención" in todo


def test_a_new_cargo_and_an_abolition_have_their_own_words() -> None:
    nueva = _comparacion()
    (pagina,) = paginas(comparativo_pdf(Comparacion(None, nueva.propuesta, {})))
    assert "ninguno, es un cargo nuevo" in pagina
    derogada = documento(nueva.propuesta.contenido, situacion="tramite", derogacion=True)
    (pagina,) = paginas(comparativo_pdf(Comparacion(nueva.base, derogada, {"": "Se fusiona."})))
    assert "Todo el cargo" in pagina
    assert "se deroga" in pagina
    assert "Se fusiona." in pagina


def test_the_same_comparison_gives_the_same_bytes_and_runs_nothing() -> None:
    mala = _comparacion(de="Coordinar", a='#panic("x") *a*')
    assert comparativo_pdf(mala) == comparativo_pdf(mala)
    assert '#panic("x") *a*' in paginas(comparativo_pdf(mala))[0]


def test_equal_texts_are_told_to_be_equal() -> None:
    igual = documento(cargo(seccion("experiencia", FRASE)))
    assert (
        "Los dos textos dicen lo mismo." in paginas(comparativo_pdf(Comparacion(igual, igual)))[0]
    )


def test_both_say_who_signed_the_proposal_and_its_hash() -> None:
    hecho = _comparacion()
    for hacer in (comparativo_pdf, cambios_pdf):
        todo = " ".join(" ".join(paginas(hacer(hecho))).split())
        assert "Elaborado Ana Mora, Analista, Unidad de Producción" in todo
        assert hecho.propuesta.contenido_hash in todo
