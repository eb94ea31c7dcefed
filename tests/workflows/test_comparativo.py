"""The cuadro comparativo and the redline: every change once, in words, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.comparativo import Fila, comparativo
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    con_campos,
    encabezado,
)
from workflows.diferencias import Tipo, comparar, texto_antes, texto_despues
from workflows.formatos import cargar
from workflows.tachado import tachado

MANUAL = cargar("manual-cargos")
CAMPOS = {"codigo": "22154", "estrato": "EJECUTIVO", "categoria": "EXPERTO", "area": "REDES"}
FRASES = (
    "Supervisar las cuadrillas de la red.",
    "Informar cada mes de las averías.",
    "Proponer mejoras al plan anual.",
    "Atender consultas de otras áreas.",
    "Llevar el inventario de válvulas.",
)
BASE = Contenido(
    encabezado(CAMPOS),
    (
        Seccion("naturaleza", (Item("n1", "Trabajo de campo.", Forma.PARRAFO),)),
        Seccion("actividades_principales", tuple(Item(f"a{n}", t) for n, t in enumerate(FRASES))),
    ),
    (
        Competencia("c1", "Institucional", "Iniciativa", 3, "Propone ideas."),
        Competencia("c2", "Institucional", "Orden", 2, "Deja cada cosa en su lugar."),
    ),
    (Nota("1", "Con incorporación."),),
)


def cambiada() -> Contenido:
    """One of each: edited, new, removed, moved, a row's grade, a field, a note."""
    naturaleza, actividades = BASE.secciones
    a = list(actividades.items)
    items = (
        replace(a[0], texto="Coordinar las cuadrillas de la red."),
        a[2],
        a[1],
        replace(a[3], forma=Forma.VINETA),
        Item("nueva", "Capacitar al personal nuevo."),
    )
    filas = (replace(BASE.competencias[0], grado=4),)
    texto = replace(
        BASE,
        secciones=(naturaleza, replace(actividades, items=items)),
        competencias=filas,
        notas=(Nota("1", "Con incorporación al colegio."),),
    )
    return con_campos(texto, area="REDES Y ACUEDUCTOS")


def filas(porques: dict[str, str] | None = None) -> dict[str, Fila]:
    """The rows of that change, by piece."""
    return {f.pieza: f for f in comparativo(BASE, cambiada(), MANUAL, porques or {})}


def dicho(parrafos: tuple[tuple[object, ...], ...]) -> str:
    """The words of a cell."""
    return " / ".join("".join(t.texto for t in p) for p in parrafos)  # type: ignore[attr-defined]


def test_each_change_is_one_row_with_its_place_and_what_happens_in_words() -> None:
    hechas = filas()
    contados = {p: (f.lugar, f.hecho) for p, f in hechas.items()}
    assert contados["campo:area"] == ("Área de Gestión Ocupacional", "cambia")
    assert contados["item:a0"] == ("Actividades principales, 1", "cambia el texto")
    assert contados["item:nueva"] == ("Actividades principales, 4", "se agrega")
    assert contados["item:a4"] == ("Actividades principales, 5", "se elimina")
    assert contados["item:a3"][1] == "pasa de numeral a viñeta"
    movidos = [h for _, h in contados.values() if h.startswith("cambia de lugar, antes: ")]
    assert len(movidos) == 1
    assert contados["competencia:c1"] == ("Competencias, Iniciativa", "cambia el grado, 3 → 4")
    assert contados["competencia:c2"] == ("Competencias, Orden", "se elimina")
    assert contados["notas"] == ("Nota al pie 1", "cambia el texto")


def test_changed_words_are_marked_and_each_side_reads_whole() -> None:
    fila = filas()["item:a0"]
    assert dicho(fila.vigente) == "1. Supervisar las cuadrillas de la red."
    assert dicho(fila.propuesto) == "1. Coordinar las cuadrillas de la red."
    assert [t.texto for t in fila.vigente[0] if t.tipo is Tipo.QUITADO] == ["Supervisar"]
    assert [t.texto for t in fila.propuesto[0] if t.tipo is Tipo.AGREGADO] == ["Coordinar"]


def test_what_is_new_has_nothing_on_the_left_and_what_goes_nothing_on_the_right() -> None:
    hechas = filas()
    assert hechas["item:nueva"].vigente == ()
    assert hechas["item:a4"].propuesto == ()
    assert all(t.tipo is Tipo.AGREGADO for t in hechas["item:nueva"].propuesto[0][1:])


def test_a_row_shows_its_own_reason_or_else_the_one_of_the_whole_version() -> None:
    hechas = filas({"": "Reorganización.", "item:a0": "El verbo es otro."})
    assert hechas["item:a0"].justificacion == "El verbo es otro."
    assert hechas["item:nueva"].justificacion == "Reorganización."


def test_an_abolition_is_one_row() -> None:
    (fila,) = comparativo(BASE, BASE, MANUAL, {"": "Se fusiona."}, derogacion=True)
    assert (fila.lugar, fila.hecho, fila.propuesto) == ("Todo el cargo", "se deroga", ())
    assert dicho(fila.vigente) == "EJECUTIVO EXPERTO"
    assert fila.justificacion == "Se fusiona."


def test_equal_texts_have_no_rows() -> None:
    assert comparativo(BASE, BASE, MANUAL, {}) == ()


textos = st.lists(
    st.sampled_from([*FRASES, "Coordinar las cuadrillas de la red.", "Atender al público."]),
    max_size=6,
)


@given(textos, textos, st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=80)
def test_the_redline_says_both_texts_to_the_letter(
    unos: list[str], otros: list[str], grado: int, otro_grado: int
) -> None:
    def armado(dichos: list[str], grado: int) -> Contenido:
        items = tuple(Item(f"i{n}", t) for n, t in enumerate(dichos))
        fila = Competencia("c", "Institucional", "Iniciativa", grado, " ".join(dichos))
        return Contenido(encabezado(CAMPOS), (Seccion("experiencia", items),), (fila,))

    base, propuesta = armado(unos, grado), armado(otros, otro_grado)
    (parte,) = tachado(base, propuesta, MANUAL).partes
    antes = sorted(t for r in parte.renglones if (t := texto_antes(r.tramos)))
    despues = [t for r in parte.renglones if (t := texto_despues(r.tramos))]
    assert antes == sorted(unos)
    assert despues == otros
    (fila,) = tachado(base, propuesta, MANUAL).competencias
    assert texto_antes(fila.grado) == str(grado)
    assert texto_despues(fila.concepto) == " ".join(otros)
    rows = comparativo(base, propuesta, MANUAL, {})
    assert len(rows) == comparar(base, propuesta).cuenta
