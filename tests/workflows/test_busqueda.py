"""A phrase is found as a reader would find it, and replaced without breaking the sentence."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.apoyo import manualito
from workflows.busqueda import Busqueda, aplicar, hallar, patron, reemplazar
from workflows.contenido import a_datos
from workflows.errores import DatosInvalidos, VersionDesfasada

PEGADA = ["pozo", "Pozos", "operación", "operacion", "años", "ano", ",", ".", "  ", "(", ")", "y"]
textos = st.lists(st.sampled_from(PEGADA), max_size=12).map(" ".join) | st.text(max_size=40)


def _hallados(texto: str, frase: str, **opciones: bool) -> list[str]:
    return [m[0] for m in patron(Busqueda(frase, **opciones)).finditer(texto)]


def _suelto(texto: str) -> str:
    return unicodedata.normalize("NFD", texto)


@pytest.mark.parametrize(
    ("frase", "texto", "hallado"),
    [
        ("supervisar", "Supervisar cuadrillas.", "Supervisar"),
        ("gestion", "Dar gestión al reclamo.", "gestión"),
        ("gestión", "Dar gestion al reclamo.", "gestion"),
        ("GESTIÓN", "dar gestion al reclamo", "gestion"),
        ("desague", "Limpiar el desagüe.", "desagüe"),
        ("año", "Un AÑO de labores.", "AÑO"),
        ("linea de conducción", "La línea  de\nconduccion norte.", "línea  de\nconduccion"),
        ("agua potable", "El agua\u00a0potable.", "agua\u00a0potable"),
        ("  agua   potable ", "El agua potable.", "agua potable"),
        ("tipo B-1 (vigente)", "Licencia tipo B-1 (vigente).", "tipo B-1 (vigente)"),
        ("y/o", "Pozos y/o tanques.", "y/o"),
        ("100 %", "Al 100 % del caudal.", "100 %"),
        ("A.y.A", "El A.y.A. responde.", "A.y.A"),
        ("pozo", "Limpiar pozos.", "pozo"),
    ],
)
def test_it_finds_what_a_reader_takes_for_the_same_phrase(
    frase: str, texto: str, hallado: str
) -> None:
    assert _hallados(texto, frase) == [hallado]
    assert _hallados(_suelto(texto), frase) == [_suelto(hallado)]
    assert _hallados(texto, _suelto(frase)) == [hallado]


@pytest.mark.parametrize(
    ("frase", "texto"),
    [
        ("ano", "Un año de labores."),
        ("año", "El plano del ano."),
        ("A.y.A", "La playa."),
        ("agua potable", "El aguapotable."),
        ("pozo", "Limpiar tanques."),
    ],
)
def test_it_leaves_alone_what_is_another_word(frase: str, texto: str) -> None:
    assert _hallados(texto, frase) == []
    assert _hallados(_suelto(texto), frase) == []


def test_accents_case_and_whole_words_matter_when_asked() -> None:
    texto = "Pozo, pozo, pózo y pozos."
    assert _hallados(texto, "pozo") == ["Pozo", "pozo", "pózo", "pozo"]
    assert _hallados(texto, "pozo", acentos=True) == ["Pozo", "pozo", "pozo"]
    assert _hallados(_suelto(texto), "pozo", acentos=True) == ["Pozo", "pozo", "pozo"]
    assert _hallados(_suelto(texto), "pózo", acentos=True) == [_suelto("pózo")]
    assert _hallados(texto, "pozo", mayusculas=True) == ["pozo", "pózo", "pozo"]
    assert _hallados(texto, "pozo", palabra=True) == ["Pozo", "pozo", "pózo"]
    assert _hallados(texto, "ozo", palabra=True) == []


def test_a_whole_word_may_begin_or_end_with_a_sign() -> None:
    assert _hallados("Tipo B(1), B(12).", "B(1)", palabra=True) == ["B(1)"]
    assert _hallados("Pague en ₡ o en $.", "$", palabra=True) == ["$"]


@pytest.mark.parametrize("frase", ["", "   ", "\n", "a" * 2_001])
def test_an_empty_or_endless_phrase_is_refused_by_name(frase: str) -> None:
    with pytest.raises(DatosInvalidos) as negado:
        patron(Busqueda(frase))
    assert negado.value.campo == "frase"


def test_hits_come_in_reading_order_from_items_and_conceptos_never_from_names() -> None:
    x = manualito.contenido()
    hallados = hallar(x, patron(Busqueda("a su")))
    assert [h.pieza for h in hallados] == ["competencia:c-1"]
    assert hallados[0].texto[hallados[0].inicio : hallados[0].fin] == "a su"
    assert hallar(x, patron(Busqueda("iniciativa"))) == ()
    varios = [h.pieza for h in hallar(x, patron(Busqueda("de")))]
    assert varios[0] == "item:naturaleza-1"
    assert varios == sorted(varios, key=lambda p: p.startswith("competencia"))


def test_a_search_can_be_narrowed_to_some_sections() -> None:
    x, p = manualito.contenido(), patron(Busqueda("de", palabra=True))
    assert {h.pieza for h in hallar(x, p, frozenset({"experiencia"}))} == {"item:experiencia-1"}
    assert hallar(x, patron(Busqueda("propone")), frozenset({"competencias"}))
    assert not hallar(x, patron(Busqueda("propone")), frozenset({"experiencia"}))


@pytest.mark.parametrize(
    ("texto", "frase", "nuevo", "queda"),
    [
        ("Supervisar pozos.", "supervisar", "coordinar", "Coordinar pozos."),
        ("No supervisar pozos.", "supervisar", "Coordinar", "No Coordinar pozos."),
        ("VELAR POR EL ASEO.", "velar", "responder", "RESPONDER POR EL ASEO."),
        ("Y pozos.", "y", "además de", "Además de pozos."),
        ("Operar la red.", "operar", "«operar»", "«Operar» la red."),
        ("Limpia pozos y pozos.", "pozos", "tanques", "Limpia tanques y tanques."),
    ],
)
def test_a_replacement_keeps_the_capitals_of_what_it_replaces(
    texto: str, frase: str, nuevo: str, queda: str
) -> None:
    assert _todos(texto, frase, nuevo) == queda


@pytest.mark.parametrize(
    ("texto", "frase", "queda"),
    [
        ("Operar la planta nueva de agua.", "nueva", "Operar la planta de agua."),
        ("Operar la planta nueva.", "nueva", "Operar la planta."),
        ("Operar la planta nueva", "nueva", "Operar la planta"),
        ("Hoy operar la planta.", "hoy", "operar la planta."),
        ("Hoy, operar la planta.", "hoy", "operar la planta."),
        ("Lavar pozos, tanques, redes.", "tanques", "Lavar pozos, redes."),
        ("Lavar pozos, tanques.", "tanques", "Lavar pozos."),
        ("Lavar pozos, tanques", "tanques", "Lavar pozos"),
        ("Lavar pozos; tanques, y redes.", "tanques", "Lavar pozos; y redes."),
        ("Lavar. Anotar. Avisar.", "Anotar", "Lavar. Avisar."),
        ("Lavar pozos (nuevos) y redes.", "nuevos", "Lavar pozos y redes."),
        ("Lavar (pozos, redes).", "pozos", "Lavar (redes)."),
        ("Lavar (nuevos pozos).", "nuevos", "Lavar (pozos)."),
        ("¿Lavar ya?", "ya", "¿Lavar?"),
        ("Lavar.", "lavar", ""),
        ("Lavar  pozos y redes.", "y redes", "Lavar  pozos."),
        ("Leer todos los días todos los medidores.", "todos", "Leer los días los medidores."),
    ],
)
def test_what_is_taken_out_leaves_neither_a_hole_nor_a_stray_sign(
    texto: str, frase: str, queda: str
) -> None:
    assert _todos(texto, frase, "") == queda


def _todos(texto: str, frase: str, nuevo: str) -> str:
    return reemplazar(texto, [m.span() for m in patron(Busqueda(frase)).finditer(texto)], nuevo)


def test_the_chosen_places_change_and_ids_and_the_rest_stay() -> None:
    x = manualito.contenido()
    hallados = hallar(x, patron(Busqueda("plan anual")))
    (hallado,) = hallados
    y = aplicar(x, {hallado.pieza: [(hallado.inicio, hallado.fin)]}, "programa anual")
    assert y.ids() == x.ids()
    textos_y = [i.texto for i in y.seccion("actividades_generales").items]
    assert textos_y[0] == "Preparar el programa anual de la dependencia."
    vuelta = hallar(y, patron(Busqueda("programa anual")))[0]
    assert aplicar(y, {vuelta.pieza: [(vuelta.inicio, vuelta.fin)]}, "plan anual") == x


def test_a_concepto_can_be_changed_too() -> None:
    x = manualito.contenido()
    y = aplicar(x, {"competencia:c-1": [(0, 7)]}, "sugiere")
    assert y.competencias[0] == replace(
        x.competencias[0], concepto="Sugiere mejoras a su propio trabajo."
    )


@pytest.mark.parametrize(
    "elegidos",
    [
        {"item:nadie": [(0, 1)]},
        {"item:experiencia-1": [(0, 900)]},
        {"item:experiencia-1": [(-1, 2)]},
        {"item:experiencia-1": [(5, 5)]},
        {"item:experiencia-1": [(0, 5), (3, 8)]},
    ],
)
def test_places_in_a_text_that_changed_meanwhile_are_refused(
    elegidos: dict[str, list[tuple[int, int]]],
) -> None:
    with pytest.raises(VersionDesfasada, match="Búsquela de nuevo"):
        aplicar(manualito.contenido(), elegidos, "x")


@settings(deadline=None)
@given(st.data(), textos)
def test_replacing_by_itself_changes_nothing(data: st.DataObject, texto: str) -> None:
    for inicio, fin in _lugares(data, texto):
        assert reemplazar(texto, [(inicio, fin)], texto[inicio:fin]) == texto


@settings(deadline=None)
@given(st.data(), textos)
def test_outside_the_places_not_a_letter_changes(data: st.DataObject, texto: str) -> None:
    lugares = _lugares(data, texto)
    fuera = "".join(c for n, c in enumerate(texto) if not any(i <= n < f for i, f in lugares))
    puesto = reemplazar(texto, lugares, "1")
    assert len(puesto) == len(fuera) + len(lugares)
    quitado = reemplazar(texto, lugares, "")
    assert _letras(quitado) == _letras(fuera)
    assert len(quitado) <= len(fuera)


@example("\uf900", "", True, True)
@example("\u212b", "", False, False)
@settings(deadline=None)
@given(textos.filter(str.strip), textos, st.booleans(), st.booleans())
def test_a_phrase_is_found_wherever_it_is_written(
    frase: str, resto: str, acentos: bool, mayusculas: bool
) -> None:
    p = patron(Busqueda(frase, acentos=acentos, mayusculas=mayusculas))
    limpia = " ".join(frase.split())
    assert p.search(f"{resto} {limpia} {resto}")
    assert p.search(unicodedata.normalize("NFD", f"{resto} {limpia} {resto}"))


def test_an_endless_word_is_searched_in_the_time_of_reading_it() -> None:
    p = patron(Busqueda("a" * 60 + "b"))
    q = patron(Busqueda("a a a a a b"))
    inicio = time.process_time()
    assert not p.search("á" * 20_000)
    assert not p.search(_suelto("á" * 20_000))
    assert not q.search("a   " * 20_000)
    assert not q.search("a" + " " * 100_000)
    assert time.process_time() - inicio < 2


def _lugares(data: st.DataObject, texto: str) -> list[tuple[int, int]]:
    cortes = sorted(data.draw(st.sets(st.integers(0, len(texto)), max_size=6)))
    return list(zip(cortes[::2], cortes[1::2], strict=False))


def _letras(texto: str) -> str:
    return "".join(c for c in texto if c.isalnum())


def test_the_header_is_never_touched() -> None:
    x = manualito.contenido(area="PRODUCCIÓN")
    assert hallar(x, patron(Busqueda("producción"))) == ()
    assert a_datos(aplicar(x, {}, "x")) == a_datos(x)
