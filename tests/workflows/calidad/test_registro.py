"""All the checks together: their names, their order, their place, and what they propose."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apoyo import manualito
from tests.workflows.calidad.textos import AG, AP, FORMATO, cargo
from workflows.anclas import rotulo_de
from workflows.calidad import (
    CONTROLES,
    Entorno,
    Hallazgo,
    Severidad,
    aprender,
    construir,
    revisar,
    revisar_lectura,
)
from workflows.calidad.arreglo import aplicar, palabras_de
from workflows.calidad.explicaciones import EXPLICACIONES
from workflows.calidad.infinitivo import empieza_en_infinitivo
from workflows.calidad.palabras import escritos, palabras
from workflows.calidad.vecindad import es_llena
from workflows.contenido import (
    Competencia,
    Contenido,
    Item,
    Nota,
    Seccion,
    canonico,
    encabezado,
    hash_de,
)
from workflows.formatos import cargar
from workflows.lectura.leer import leer

DEMO = Path(__file__).parents[3] / "webapp" / "demo"
#: Fragments that a check may stumble on, joined at random.
RETAZOS = [
    "Leer", "medidores", "  ", " ", ",", ".", "..", ".,", " a nivel", "Publicas", "Públicas",
    "clas e", "clase", "y", "o", "la y coordinar", "de la", "etc.", "S.A.", "\u00a0", "\u0301",
    "-", "ñ", "1.5", "mantenimiento", "matenimiento", "(…)", "«", "»", "\n", "\t", "\U0001f4a7",
    "İ", "ß",
]  # fmt: skip
FRASES = st.lists(st.sampled_from(RETAZOS), max_size=12).map("".join) | st.text(max_size=30)


@st.composite
def cargos(draw: st.DrawFn) -> Contenido:
    """Any text that could be typed, well formed or not."""

    def items(letra: str) -> tuple[Item, ...]:
        frases = draw(st.lists(FRASES, max_size=6))
        marcas = st.lists(st.sampled_from(["1", "*"]), max_size=2).map(tuple)
        return tuple(Item(f"{letra}{n}", t, notas=draw(marcas)) for n, t in enumerate(frases))

    cosas = st.sampled_from(["A", "B", "AGUAS", "AGUA", "DIRECTOR", ""])
    codigos = st.sampled_from(["", "21154", "22154", "9", "2A"])
    return Contenido(
        encabezado({"codigo": draw(codigos), "estrato": draw(cosas), "categoria": draw(cosas),
                    "area": draw(cosas)}),
        (Seccion(AG, items("g")), Seccion(AP, items("p"))),
        tuple(
            Competencia(f"c{n}", draw(FRASES), draw(cosas), draw(st.integers(0, 6)), draw(FRASES))
            for n in range(draw(st.integers(0, 3)))
        ),
        tuple(Nota(m, draw(FRASES)) for m in draw(st.lists(st.sampled_from("12*"), max_size=2))),
    )  # fmt: skip


MANUALES = st.lists(cargos(), min_size=1, max_size=6, unique_by=FORMATO.identidad_de)


@given(MANUALES)
def test_no_text_makes_a_check_fail_and_every_finding_says_where_and_why(
    textos: list[Contenido],
) -> None:
    entorno = construir(FORMATO, textos)
    for texto in textos:
        for h in revisar(FORMATO, texto, entorno):
            assert h.regla in CONTROLES
            assert h.mensaje.endswith(".")
            assert rotulo_de(h.pieza, texto, FORMATO) or not h.pieza
            dichas = palabras_de(texto, h)
            if h.inicio is not None and h.fin is not None:
                assert 0 <= h.inicio <= h.fin <= len(dichas)
            assert h.arreglo is None or h.arreglo != dichas


@given(MANUALES)
def test_what_is_mended_as_proposed_is_not_found_again(textos: list[Contenido]) -> None:
    entorno = construir(FORMATO, textos)
    for texto in textos:
        for h in revisar(FORMATO, texto, entorno):
            if h.arreglo is not None:
                queda = {_nombre(x) for x in revisar(FORMATO, aplicar(texto, h), entorno)}
                assert _nombre(h) not in queda


def _nombre(h: Hallazgo) -> tuple[str, str, str, str]:
    return h.regla, h.pieza, h.parte, h.mensaje


@given(MANUALES)
def test_findings_come_check_by_check_and_always_the_same(textos: list[Contenido]) -> None:
    reglas = list(CONTROLES)
    for texto in textos:
        hallados = revisar(FORMATO, texto, construir(FORMATO, textos))
        assert hallados == revisar(FORMATO, texto, construir(FORMATO, list(reversed(textos))))
        lugares = [reglas.index(h.regla) for h in hallados]
        assert lugares == sorted(lugares)


@given(MANUALES, MANUALES)
def test_facts_brought_up_to_date_are_those_learnt_anew(
    antes: list[Contenido], luego: list[Contenido]
) -> None:
    sabido = construir(FORMATO, antes)
    al_dia = sabido.cambiado(
        [t for t in antes if t not in luego], [t for t in luego if t not in antes]
    )
    de_nuevo = construir(FORMATO, luego)
    assert _hechos(al_dia) == _hechos(de_nuevo)
    assert al_dia.huella == de_nuevo.huella
    assert _hechos(sabido) == _hechos(construir(FORMATO, antes)), "what was known does not change"


@given(MANUALES)
def test_what_is_looked_into_once_counts_as_often_as_it_is_said(textos: list[Contenido]) -> None:
    entorno = construir(FORMATO, textos)
    assert _hechos(aprender(FORMATO, [(hash_de(t), canonico(t).decode()) for t in textos])) == (
        _hechos(entorno)
    )
    usos: Counter[str] = Counter()
    verbos: Counter[tuple[str, bool]] = Counter()
    for texto in textos:
        for escrito in escritos(texto, FORMATO):
            dichas = palabras(escrito.texto)
            usos.update(p.llana for p in dichas if not p.en_mayusculas)
            llenas = [p.llana for p in dichas if es_llena(p.llana)]
            assert all(entorno.vocabulario.van_juntas(*par) for par in pairwise(llenas))
        verbos.update(
            (s.clave, empieza_en_infinitivo(i.texto)) for s in texto.secciones for i in s.items
        )
    assert entorno.vocabulario.cuenta == usos
    assert {(s, b): n for s, c in entorno.verbos.items() for b, n in c.items()} == verbos


def _hechos(e: Entorno) -> tuple[object, ...]:
    return (e.fichas, vars(e.vocabulario), e.conceptos, e.verbos, e.hashes, e.distingue)


def test_two_cargos_of_one_identity_are_not_told_apart() -> None:
    uno, otro = cargo("11101"), cargo("11102")
    assert construir(FORMATO, [uno]).distingue
    assert not construir(FORMATO, [uno, otro]).distingue


def test_every_check_is_explained() -> None:
    assert list(EXPLICACIONES) == list(CONTROLES)


def test_each_finding_bears_the_name_its_check_is_registered_by() -> None:
    malo = Contenido((), (Seccion(AP, (Item("p1", "Leer  pozos."), Item("p2", "Leer  pozos."))),))
    for nombre in CONTROLES:
        hallados = [h for h in revisar(FORMATO, malo) if h.regla == nombre]
        assert {h.regla for h in hallados} <= {nombre}
    assert Severidad.ALTA in {h.severidad for h in revisar(FORMATO, malo)}


def test_a_finding_is_known_by_its_words_and_not_by_the_name_of_its_piece() -> None:
    def huellas(*items: Item) -> set[str]:
        texto = Contenido((), (Seccion(AP, items),))
        return {
            h.huella(palabras_de(texto, h))
            for h in revisar(FORMATO, texto)
            if h.regla == "espacios"
        }

    una = huellas(Item("p1", "Leer  pozos."))
    assert una == huellas(Item("x9", "Lavar."), Item("p7", "Leer  pozos."))
    assert una.isdisjoint(huellas(Item("p1", "Leer  muchos pozos.")))


def _buenos() -> list[tuple[str, Contenido]]:
    clases = cargar("especificacion-clase")
    return [
        ("manual-cargos", manualito.contenido()),
        *(
            (clases.clave, cargo.contenido)
            for ruta in sorted((DEMO / "clases").glob("*.md"))
            for cargo in leer(ruta.read_bytes(), [clases]).cargos
        ),
    ]


@pytest.mark.parametrize(("formato", "bueno"), _buenos(), ids=lambda x: str(x)[:12])
def test_a_good_text_gives_nothing_to_mend(formato: str, bueno: Contenido) -> None:
    assert revisar(cargar(formato), bueno) == ()


def test_the_demonstration_has_a_few_slips_to_show_and_nothing_else() -> None:
    lectura = leer((DEMO / "manual.md").read_bytes(), [FORMATO])
    hallados = {c.contenido.campo("codigo"): hs for c, hs in revisar_lectura(FORMATO, lectura)}
    assert {codigo for codigo, hs in hallados.items() if hs} == {"34410"}
    assert [h.regla for h in hallados["34410"]] == [
        "variante-ortografica",
        "puntuacion",
        "puntuacion",
        "espacios",
    ]
