"""What an agreement says is read as it is said, and what it does not say stays empty."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.lectura.acuerdo import actas
from workflows.borrador_acuerdo import CargoPropuesto, ClaseCambio, Sesion, redactar
from workflows.cifras import en_letras
from workflows.fechas import MESES
from workflows.formatos import cargar
from workflows.lectura.acuerdo import AcuerdoLeido, leer_acuerdo_pegado
from workflows.lectura.acuerdo.leer import MAXIMO

FORMATO = cargar("manual-cargos")
INSTRUMENTO = FORMATO.instrumento
DOCE = date(2026, 11, 12)


def leer(texto: str) -> AcuerdoLeido:
    """Read it against the cargos of the manual."""
    return leer_acuerdo_pegado(INSTRUMENTO, texto, actas.CARGOS)


def test_a_whole_agreement_fills_every_field() -> None:
    dicho = leer(actas.CON_TODO)
    assert dicho.numero == "AJD-2026-112", "the one that heads it, not the one it cites"
    assert (dicho.clase, dicho.sesion, dicho.articulo) == ("ordinaria", "2026-31", "IV")
    assert dicho.fecha == DOCE
    assert dicho.firmeza == DOCE, "«acuerdo firme»: in that same session"
    assert dicho.rige_desde == date(2026, 12, 1)
    assert not dicho.al_publicarse
    assert dicho.cargos.ids == {1, 2}
    assert dicho.dudas == ()


def test_numbers_and_days_written_out_are_numbers_and_days() -> None:
    dicho = leer(actas.EN_LETRAS)
    assert (dicho.clase, dicho.sesion, dicho.articulo) == ("extraordinaria", "31-2026", "segundo")
    assert dicho.fecha == date(2026, 12, 1)
    assert dicho.numero == "AJD-2026-007"
    assert dicho.firmeza is None, "it is not firm yet"
    assert dicho.al_publicarse
    assert dicho.cargos.ids == {6}, "the one of the laboratory"
    assert dicho.cargos.dichos == {6: "con-cambios"}


def test_prose_is_read_too() -> None:
    dicho = leer(actas.EN_PROSA)
    assert (dicho.clase, dicho.sesion, dicho.articulo) == ("ordinaria", "31-2026", "5")
    assert (dicho.fecha, dicho.firmeza) == (DOCE, date(2026, 11, 19))
    assert (dicho.publicacion, dicho.publicado_en) == (date(2026, 11, 20), "La Gaceta N.º 220")
    assert dicho.numero == ""
    assert dicho.cargos.ids == {1, 4}, "the código of two, told by its title"
    assert dicho.cargos.dichos == {1: "devuelto"}
    assert dicho.cargos.sin_cargo == ("99999",)


@pytest.mark.parametrize(
    ("texto", "duda"),
    [
        ("Ver AJD-2026-001 y AJD-2026-002.", "varios números de acuerdo: AJD-2026-001 y AJD-2026-"),
        ("Sesión ordinaria 30-2026. Sesión ordinaria 31-2026.", "Menciona varias sesiones: ordin"),
        ("Artículo 4 de la agenda. Artículo 5 de la agenda.", "varios artículos: 4 y 5"),
        ("Celebrada el 1/2/2026. Celebrada el 2/2/2026.", "1 de febrero de 2026 y 2 de febrero"),
        ("San José, 12 de noviembre de 2026.", "Menciona el 12 de noviembre de 2026, sin decir si"),
        ("ACUERDO FIRME.", "no se sabe de qué día es la sesión"),
    ],
)  # fmt: skip
def test_what_is_said_twice_or_halfway_stays_empty_and_is_said(texto: str, duda: str) -> None:
    dicho = leer(texto)
    assert duda in " ".join(dicho.dudas)
    assert (dicho.numero, dicho.sesion, dicho.articulo, dicho.fecha, dicho.firmeza) == (
        "", "", "", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("texto", "ids", "duda"),
    [
        ("el cargo 23354", set(), "el código 23354, que puede ser 23354 Gestor General, Servicio"),
        ("cargo: Operativo General", set(), "«Operativo General», que puede ser 41110"),
        ("cargo: Operativo General de Producción", {5}, ""),
        ("cargos: operativo general, producción; operativo general, laboratorio.", {5, 6}, ""),
        ("El Director Ejecutivo expuso el tema.", set(), ""),
        ("22154\n22254\n41190", {1, 2, 6}, ""),
        ("los cargos Ejecutivo  Experto", {1}, ""),
        ("factura 122154 y 221549", set(), ""),
    ],
)
def test_a_cargo_is_told_by_codigo_title_and_area(texto: str, ids: set[int], duda: str) -> None:
    dicho = leer(texto).cargos
    assert dicho.ids == ids
    assert duda in " ".join(dicho.dudas)
    assert bool(duda) == bool(dicho.dudas)


@pytest.mark.parametrize(
    ("texto", "firme"),
    [("celebrada el 12 de noviembre de 2026. Acuerdo en firme.", True),
     ("celebrada el 12 de noviembre de 2026. Se declara firme.", True),
     ("celebrada el 12 de noviembre de 2026. Pendiente de firmeza.", False),
     ("celebrada el 12 de noviembre de 2026. El acuerdo no queda en firme.", False),
     ("celebrada el 12 de noviembre de 2026, con mano firme.", False)],
)  # fmt: skip
def test_firm_is_what_says_so(texto: str, firme: bool) -> None:
    assert (leer(texto).firmeza == DOCE) is firme


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.booleans(), st.booleans())
def test_any_day_of_a_session_is_read_in_digits_or_written_out(
    dia: date, letras: bool, del_: bool
) -> None:
    cual = en_letras(dia.day) if letras else str(dia.day)
    anio = en_letras(dia.year) if letras else str(dia.year)
    texto = f"celebrada el {cual} de {MESES[dia.month - 1]} {'del' if del_ else 'de'} {anio}."
    assert leer(texto).fecha == dia


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 99), st.booleans(),
       st.lists(st.sampled_from(actas.CARGOS), min_size=1, unique=True))  # fmt: skip
def test_the_draft_of_this_program_is_read_as_what_it_was_made_of(
    dia: date, n: int, extra: bool, cargos: list[actas.CargoDelManual]
) -> None:
    sesion = Sesion("extraordinaria" if extra else "ordinaria", f"{dia.year}-{n}", dia, str(n))
    propuestos = [CargoPropuesto(c.titulo, {"codigo": c.codigo, "area": c.area},
                                 ClaseCambio.MODIFICAR) for c in cargos]  # fmt: skip
    borrador = redactar(FORMATO, "Manual", "el Acueducto", sesion, propuestos, ["Unidad X"])
    dicho = leer(f"AJD-{dia.year}-{n}\n{borrador.considerandos}\n{borrador.por_tanto}")
    assert dicho.numero == f"AJD-{dia.year}-{n}"
    assert (dicho.clase, dicho.sesion, dicho.articulo) == (sesion.clase, sesion.numero, str(n))
    assert dicho.fecha == dia
    assert dicho.cargos.ids == {c.id for c in cargos}
    assert dicho.cargos.dudas == ()


PALABRAS = st.sampled_from(
    ["acuerdo", "AJD-2026-1", "AJD-", "sesión", "ordinaria", "artículo", "IV", "firme", "rige",
     "22154", "gestor general", "doce", "de", "noviembre", "dos mil", "31", "/", "-", "\n", "º",
     "\x00", "publicación", "la gaceta", "celebrada", "febrero", "2026"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PALABRAS).map(" ".join), st.lists(PALABRAS).map("".join)))
def test_any_text_is_read_without_failing_and_invents_nothing(texto: str) -> None:
    dicho = leer(texto)
    if dicho.numero:
        assert dicho.numero.split("-")[-1] in texto
    assert dicho.fecha is None or any(m in texto for m in ("/", "-", "noviembre", "febrero"))


def test_a_book_is_read_only_at_its_beginning_and_says_so() -> None:
    dicho = leer("a" * MAXIMO + actas.CON_TODO)
    assert dicho.dudas == ("El texto es muy largo: se leyó solo el principio.",)
    assert dicho.numero == ""
