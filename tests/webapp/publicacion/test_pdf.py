"""The PDF of a cargo says what the page says, on every page, and stands up to odd texts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from tests.apoyo.documentos import (
    FRASE,
    cargo,
    clase,
    documento,
    marca_de_agua,
    paginas,
    seccion,
)
from webapp.consultas.hojas import firmas_impresas
from webapp.publicacion.pdf import pdf_de
from workflows.contenido import Forma, Item, Nota, Seccion

FILA = ("Institucional", "Iniciativa", 4, "Propone mejoras y las pone en práctica. " * 10)


def test_every_page_carries_the_header_and_its_own_count() -> None:
    texto = cargo(seccion("actividades_principales", *[f"{FRASE} {n}" for n in range(160)]))
    hechas = paginas(pdf_de(documento(texto)))
    assert len(hechas) >= 5
    for n, pagina in enumerate(hechas, 1):
        assert f"Página: {n} de {len(hechas)}" in pagina
        for dicho in (
            "MANUAL INSTITUCIONAL DE CARGOS", "Código: 22154", "EJECUTIVO", "EXPERTO",
            "SERVICIO AL CLIENTE", "Estrato", "Categoría", "Área de Gestión Ocupacional",
            "Elaborado por: Ana Mora Solís", "Fecha: 3 de noviembre de 2026",
            "Dirección de Capital", "Versión: No. 09-2026", "AJD-2026-112",
        ):  # fmt: skip
            assert dicho in pagina, (n, dicho)


def test_the_same_document_gives_the_same_bytes() -> None:
    hecho = documento(cargo(seccion("naturaleza", FRASE), filas=(FILA,)))
    assert pdf_de(hecho) == pdf_de(hecho)


def test_it_is_archival_and_accessible_and_says_so() -> None:
    datos = pdf_de(documento(cargo(seccion("naturaleza", FRASE, forma="parrafo"), filas=(FILA,))))
    with pikepdf.open(io.BytesIO(datos)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("es")
        assert len(pdf.Root.OutputIntents) == 1
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadatos:
            assert metadatos["pdfaid:part"] == "2"
            assert metadatos["pdfaid:conformance"] == "A"
            assert metadatos["pdfuaid:part"] == "1"
            assert "EJECUTIVO EXPERTO" in str(metadatos["dc:title"])
            assert metadatos["dc:creator"] == ["Acueducto de pruebas"]
        with pdf.open_outline() as indice:
            assert [str(entrada.title) for entrada in indice.root] == ["NATURALEZA", "COMPETENCIAS"]


def test_items_keep_their_form_and_their_numbers_go_on() -> None:
    items = (
        Item("a", "Primera.", Forma.NUMERO),
        Item("b", "Entre las dos.", Forma.PARRAFO),
        Item("c", "Segunda.", Forma.NUMERO),
        Item("d", "Un punto.", Forma.VINETA),
    )
    (pagina,) = paginas(pdf_de(documento(cargo(Seccion("experiencia", items)))))
    assert "1. Primera. Entre las dos. 2. Segunda. • Un punto." in pagina


def test_a_row_is_not_torn_and_the_heading_row_is_repeated() -> None:
    filas = tuple((*FILA[:1], f"Nombre{n}", 3, f"inicio{n} {FILA[3]} final{n}") for n in range(24))
    hechas = paginas(pdf_de(documento(cargo(filas=filas))))
    assert len(hechas) > 2
    for pagina in hechas:
        assert "Concepto según el grado" in pagina or "inicio" not in pagina
    for n in range(24):
        (donde,) = [p for p in hechas if f"inicio{n} " in p]
        assert f"final{n}" in donde


def test_the_last_page_says_who_signed_what_as_what_and_when() -> None:
    hecho = documento(cargo(seccion("naturaleza", FRASE, forma="parrafo")))
    (pagina,) = paginas(pdf_de(hecho))
    for dicho in (
        "Elaborado Ana Mora, Analista, Unidad de Producción 10 de noviembre de 2026, 09:04",
        "Sofía Brenes, Secretaria 12 de noviembre de 2026, 16:30",
        f"Huella del texto firmado (SHA-256): {hecho.contenido_hash}",
    ):
        assert dicho in pagina
    assert "Huella del texto" not in paginas(pdf_de(replace(hecho, firmado=None)))[0]


def test_a_row_taller_than_a_page_is_printed_whole() -> None:
    palabras = [f"palabra{n}" for n in range(1700)]
    hechas = paginas(pdf_de(documento(cargo(filas=((*FILA[:3], " ".join(palabras)), FILA)))))
    todo = " ".join(hechas)
    assert len(hechas) > 2
    assert all(f"{palabra} " in todo or f"{palabra}\n" in todo for palabra in palabras)


def test_an_item_of_twenty_thousand_letters_is_printed_whole() -> None:
    palabras = [f"termino{n:05d}" for n in range(1500)]
    texto = cargo(seccion("naturaleza", " ".join(palabras), forma="parrafo"))
    todo = " ".join(paginas(pdf_de(documento(texto))))
    assert all(palabra in todo for palabra in palabras)


def test_a_title_of_ninety_letters_fits() -> None:
    largo = (
        "ESPECIALISTA EN OPERACIÓN Y MANTENIMIENTO DE SISTEMAS DE POTABILIZACIÓN Y DE SANEAMIENTO X"
    )
    assert len(largo) == 90
    hechas = paginas(pdf_de(documento(cargo(seccion("naturaleza", FRASE), estrato=largo))))
    assert len(hechas) == 1
    assert all(palabra in hechas[0] for palabra in largo.split())
    (una,) = paginas(pdf_de(documento(clase(seccion("concepto", FRASE), titulo=largo))))
    assert largo in una


@pytest.mark.parametrize(
    "raro",
    [
        "Con un 😀 y una familia 👩‍👩‍👧 y un ❤️",
        "שלום וברכה, en hebreo, y مرحبا en árabe",
        "con \u202eal revés\u202c y \u200bcero\u200d y \ufeffmarca",
        "tabulador\ty renglón\nnuevo",
        "𝔉𝔯𝔞𝔨𝔱𝔲𝔯 y 漢字 y \ue000",
        "á por partes: a\u0301, y ₡1 500 · ½ · «así» — x² ≤ ∞",
        "sinespacios" * 200,
    ],
)
def test_odd_signs_never_stop_a_document(raro: str) -> None:
    texto = cargo(
        seccion("naturaleza", f"Antes. {raro}. Después."), filas=((*FILA[:3], raro),), area=raro
    )
    todo = " ".join(paginas(pdf_de(documento(texto))))
    assert "Antes." in todo
    assert "Después." in todo


def test_a_sign_without_a_drawing_is_told() -> None:
    (pagina,) = paginas(pdf_de(documento(cargo(seccion("naturaleza", "Un 😀 aquí")))))
    assert "Un □ aquí" in pagina
    assert "un signo del texto que la tipografía de impresión no tiene" in pagina


def test_nothing_that_was_typed_is_executed() -> None:
    malo = '#panic("x") *negrita* _cursiva_ $x^2$ `codigo` @cita <etiqueta> \\ #read("/etc/passwd")'
    texto = cargo(seccion("naturaleza", malo), filas=((*FILA[:3], malo),), area="#pagebreak()")
    (pagina,) = paginas(pdf_de(documento(texto)))
    assert malo in pagina
    assert "#pagebreak()" in pagina


def test_notes_stand_at_the_foot_of_the_page_that_cites_them() -> None:
    items = (
        Item("a", "Topografía", Forma.NUMERO, ("1",)),
        Item("b", "Geodesia", Forma.NUMERO, ("1", "2")),
    )
    notas = (Nota("1", "Solo con incorporación."), Nota("2"), Nota("9", "Que nadie cita."))
    (pagina,) = paginas(pdf_de(documento(cargo(Seccion("experiencia", items), notas=notas))))
    assert pagina.count("Solo con incorporación.") == 1
    assert "Que nadie cita." in pagina
    assert pagina.index("Geodesia") < pagina.index("Solo con incorporación.")


@pytest.mark.parametrize(
    ("situacion", "marca"),
    [
        ("borrador", "BORRADOR"),
        ("tramite", "BORRADOR"),
        ("vigente", ""),
        ("sustituida", "SUSTITUIDO"),
        ("derogada", "DEROGADO"),
        ("anulada", "SINEFECTO"),
        ("futura", "Rigeapartirdel1dediciembrede2026"),
    ],
)
def test_a_copy_cannot_pass_for_what_is_in_force(situacion: str, marca: str) -> None:
    hecho = documento(cargo(seccion("naturaleza", FRASE)), situacion=situacion)
    assert marca_de_agua(pdf_de(hecho)) == marca


def test_each_copy_says_how_to_check_it() -> None:
    hecho = documento(cargo(seccion("naturaleza", FRASE)))
    (pagina,) = paginas(pdf_de(hecho))
    assert f"https://vigente.example/verificar/{hecho.codigo_verificacion}" in pagina
    assert hecho.archivo("pdf") == "22154-ejecutivo-experto-v09-2026.pdf"


def test_the_class_specification_prints_in_its_own_form() -> None:
    texto = clase(
        seccion("concepto", "Trabajo de campo.", forma="parrafo"),
        seccion("salvedad", "Esta descripción es general.", forma="parrafo"),
    )
    firmas = {"aprobado": {"por": "Rosa Vélez", "puesto": "Directora", "fecha": "2026-03-14"}}
    hecho = documento(texto, firmas=firmas_impresas(firmas), rige_desde=date(2026, 3, 14))
    (pagina,) = paginas(pdf_de(hecho))
    orden = [
        "INSPECTOR DE CONEXIONES", "U-2210", "CONCEPTO DE CLASE", "Trabajo de campo.",
        "CLÁUSULA DE SALVEDAD", "Esta descripción es general.", "APROBADO POR:", "Rosa Vélez",
        "Directora", "14 de marzo de 2026", "Fecha",
    ]  # fmt: skip
    lugares = [pagina.index(dicho) for dicho in orden]
    assert lugares == sorted(lugares)
    assert "Versión" not in pagina
