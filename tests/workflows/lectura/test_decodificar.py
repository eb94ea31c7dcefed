"""Bytes that are text in any encoding are read; anything else is refused by its content."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.lectura.fabrica import AMBOS, MANUAL, Ficha, imprimir
from workflows.errores import LecturaFallida
from workflows.lectura import decodificar, leer


@pytest.mark.parametrize("codigo", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-32"])
def test_accents_survive_any_encoding(codigo: str) -> None:
    assert decodificar("Código: años\n".encode(codigo)) == "Código: años\n"


@pytest.mark.parametrize("codigo", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_their_mark_are_read(codigo: str) -> None:
    assert decodificar(("Código: años\n" * 9).encode(codigo)) == "Código: años\n" * 9


def test_windows_quotes_survive() -> None:
    assert decodificar("“Uno” – dos…".encode("cp1252")) == "“Uno” – dos…"


def test_a_file_joined_from_two_encodings_keeps_both_halves() -> None:
    mezcla = "Categoría\n".encode() + "Área\n".encode("latin-1")
    assert decodificar(mezcla) == "Categoría\nÁrea\n"


@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r", "\x85", "\u2028", "\v"])
def test_every_kind_of_line_end_is_one_line_end(fin: str) -> None:
    assert decodificar(f"uno{fin}dos".encode()) == "uno\ndos"


_FRASES = (
    "Código: 30110\nFormación académica en producción\nDos años de experiencia, según la más alta",
    "GESTIÓN DEL ÁREA TÉCNICA\nFORMACIÓN Y ADMINISTRACIÓN PÚBLICA\nNIÑEZ",
    "El trámite ágil del páramo está más allá, quizá mañana",
)


@pytest.mark.parametrize("texto", _FRASES)
@pytest.mark.parametrize("codigo", ["mac_roman", "cp850"])
def test_the_alphabets_before_windows_are_told_by_the_words_they_make(
    codigo: str, texto: str
) -> None:
    assert decodificar(texto.encode(codigo)) == texto


@given(
    st.lists(
        st.sampled_from(
            [*"\n".join(_FRASES).split(), "“Uno”", "d’Or", "1º", "ª", "–", "—", "…", "•", "«sí»",
             "¿Qué?", "¡No!", "®", "€", "Peña\xa0Ruiz", "mes–año", "D’Ávila", "§", "Ñ", "pingüino"]
        ),
        min_size=1,
    ).map(" ".join)
)  # fmt: skip
def test_correct_text_of_today_is_never_taken_for_another(texto: str) -> None:
    assert decodificar(texto.encode("cp1252")) == texto
    assert decodificar(texto.encode()) == texto


def _zip(nombre: str) -> bytes:
    caja = BytesIO()
    with zipfile.ZipFile(caja, "w") as z:
        z.writestr(nombre, "x")
    return caja.getvalue()


@pytest.mark.parametrize(
    ("datos", "parece"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (_zip("xl/workbook.xml"), "Excel"),
        (_zip("fotos/1.txt"), "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "antiguo"),
        (b"{\\rtf1 hola}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_other_kinds_of_file_are_refused_by_what_they_look_like(datos: bytes, parece: str) -> None:
    with pytest.raises(LecturaFallida) as refusal:
        leer(datos, AMBOS, nombre="manual.txt")
    assert parece in refusal.value.mensaje
    assert "«manual.txt»" in refusal.value.mensaje
    assert "texto" in refusal.value.remedio


@pytest.mark.parametrize("datos", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(datos: bytes) -> None:
    with pytest.raises(LecturaFallida, match="vacío"):
        leer(datos, AMBOS)


@pytest.mark.parametrize("datos", [b"abc\x00def" * 50, bytes(range(1, 32)) * 20])
def test_binary_is_refused(datos: bytes) -> None:
    with pytest.raises(LecturaFallida, match="binarios"):
        leer(datos, AMBOS)


def test_a_huge_file_is_refused_at_once() -> None:
    datos = b"a" * (21 * 1024 * 1024)
    inicio = time.process_time()
    with pytest.raises(LecturaFallida, match="20 MB"):
        leer(datos, AMBOS)
    assert time.process_time() - inicio < 1


def test_ten_times_the_document_takes_about_ten_times_as_long() -> None:
    una = imprimir(*[Ficha(codigo=str(30000 + n)) for n in range(20)]).encode()

    def tarda(veces: int) -> float:
        inicio = time.process_time()
        leer(una * veces, [MANUAL])
        return time.process_time() - inicio

    tarda(1)
    assert tarda(10) < 40 * max(tarda(1), 0.02)


@pytest.mark.parametrize(
    "linea",
    ["*" * 200_000, "<b " * 60_000, "# " + " " * 200_000 + "x", "| " * 90_000, "**a " * 60_000,
     "_a" * 90_000, "1. " * 60_000, "- - " * 60_000 + "x", "^1^" * 60_000, "Fecha:" * 40_000],
)  # fmt: skip
def test_no_line_however_strange_takes_long(linea: str) -> None:
    inicio = time.process_time()
    leer(f"{imprimir(Ficha())}\n{linea}\n".encode(), [MANUAL])
    assert time.process_time() - inicio < 5
