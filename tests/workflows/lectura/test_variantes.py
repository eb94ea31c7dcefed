"""The same cargo as other people write it: other marks, other grades, other titles, an index."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import (
    MANUAL,
    Estilo,
    Ficha,
    con_items,
    encabezado,
    items,
    leer_texto,
    leido,
)
from workflows.lectura import a_json, leer

_ITEMS = ["Recibir materiales.", "Entregar lo pedido.", "Contar las piezas."]
_CABEZA = "\n".join(encabezado(Ficha(), 1, 1, Estilo()))
_COLUMNAS = "Tipo\tCompetencia\tGrado\tConcepto según el grado"


def _filas(*lineas: str) -> list[tuple[object, ...]]:
    leida = leido(f"{_CABEZA}\n\n## COMPETENCIAS\n\n" + "\n".join(lineas))
    assert leida["sin_ubicar"] == []
    (cargo,) = leida["cargos"]
    return [tuple(c.values()) for c in cargo["competencias"]]


@pytest.mark.parametrize(
    "marca",
    ["[{}] ", "2.{} ", "2.{}. ", "3.2.{}.- ", "→ ", "◆ ", "❖ ", "★ ", "⬧ ", "⦁ ", "\uf02d ",
     "\uf0a8", "* ", "\\* "],
)  # fmt: skip
def test_whatever_sign_draws_a_list_is_no_part_of_its_items(marca: str) -> None:
    lineas = [f"{marca.format(n)}{t}\n" for n, t in enumerate(_ITEMS, 1)]
    leida = leido(con_items("actividades_generales", *lineas))
    assert items(leida["cargos"][0], "actividades_generales") == _ITEMS
    assert leida["sin_ubicar"] == []


def test_an_amount_that_begins_an_item_is_no_number_of_it() -> None:
    lineas = ["2.5 años de experiencia.\n", "1.5 metros.\n"]
    leida = leido(con_items("actividades_generales", *lineas))
    assert items(leida["cargos"][0], "actividades_generales") == [x.strip() for x in lineas]


@pytest.mark.parametrize(
    "grado", ["III", "3.", "(3)", "3°", "G3", "3/5", "Nivel 3", "Grado: III", "tres", "3 de 5"]
)
def test_a_grade_is_read_however_it_is_written(grado: str) -> None:
    concepto = "Deja cada cosa en su sitio todos los días."
    filas = _filas(_COLUMNAS, f"Institucional\tOrden\t{grado}\t{concepto}")
    assert filas == [("Institucional", "Orden", 3, concepto)]


@pytest.mark.parametrize("cruz", ["X", "x", "✓"])
@pytest.mark.parametrize("en_dos", [False, True])
def test_a_grade_may_be_ticked_in_a_column_of_five(cruz: str, en_dos: bool) -> None:
    una = ["Tipo\tCompetencia\t1\t2\t3\t4\t5\tConcepto según el grado"]
    dos = ["Tipo\tCompetencia\tGrado\t\t\t\t\tConcepto según el grado", "\t\t1\t2\t3\t4\t5\t"]
    filas = _filas(
        *(dos if en_dos else una),
        f"Institucional\tOrden\t\t{cruz}\t\t\t\tDeja cada cosa en su sitio.",
        f"\tServicio\t\t\t\t\t{cruz}\tAtiende a quien llega.",
    )
    assert filas == [
        ("Institucional", "Orden", 2, "Deja cada cosa en su sitio."),
        ("Institucional", "Servicio", 5, "Atiende a quien llega."),
    ]


def test_a_row_ticked_twice_is_left_for_a_person() -> None:
    lineas = ["Tipo\tCompetencia\t1\t2\t3\t4\t5\tConcepto según el grado",
              "Institucional\tOrden\tX\tX\t\t\t\tDeja cada cosa en su sitio."]  # fmt: skip
    leida = leido(f"{_CABEZA}\n\n## COMPETENCIAS\n\n" + "\n".join(lineas))
    assert [x["texto"] for x in leida["sin_ubicar"]] == lineas[1:]


@pytest.mark.parametrize("forma", ["{}", "## {}", "**{}**", "{}\t\t"])
def test_a_tipo_may_stand_over_its_rows(forma: str) -> None:
    filas = _filas(
        "Competencia\tGrado\tConcepto según el grado",
        forma.format("INSTITUCIONAL"),
        "Orden\t3\tDeja cada cosa en su sitio.",
        "",
        forma.format("POR CLASE OCUPACIONAL Y FUNCIONES"),
        "Servicio\t4\tAtiende a quien llega.",
    )
    assert [f[0] for f in filas] == ["Institucional", "Por clase ocupacional y funciones"]


def test_a_column_that_counts_the_rows_is_no_part_of_them() -> None:
    filas = _filas(
        f"N°\t{_COLUMNAS}",
        "1\tInstitucional\tOrden\t3\tDeja cada cosa en su sitio.",
        "2\tInstitucional\tServicio\t4\tAtiende a quien llega.",
    )
    assert [f[:3] for f in filas] == [
        ("Institucional", "Orden", 3),
        ("Institucional", "Servicio", 4),
    ]


@pytest.mark.parametrize(
    ("titulo", "clave"),
    [
        ("1.1 NATURALEZA", "naturaleza"),
        ("2.3.- EXPERIENCIA", "experiencia"),
        ("Sección 4. EXPERIENCIA", "experiencia"),
        ("ACTIVIDADES PRINCIPALES DEL PUESTO", "actividades_principales"),
        ("REQUISITOS LEGALES OBLIGATORIOS", "requisito_legal"),
        ("EXPERIENCIAS MÍNIMAS REQUERIDAS", "experiencia"),
        ("FUNCIONES PRINCIPALES", "actividades_principales"),
        ("PROPÓSITO DEL CARGO", "naturaleza"),
    ],
)
def test_a_title_is_known_with_other_words_around(titulo: str, clave: str) -> None:
    leida = leido(f"{_CABEZA}\n\n## {titulo}\n\nCuidar la bodega.\n")
    assert items(leida["cargos"][0], clave) == ["Cuidar la bodega."]


def test_an_index_is_no_section() -> None:
    indice = "ÍNDICE\n\nNATURALEZA ........ 3\n\nACTIVIDADES GENERALES\t4\n\nEXPERIENCIA 5\n"
    lectura = leer_texto(f"{_CABEZA}\n\n{indice}\n## NATURALEZA\n\nCuidar todo.\n")
    (cargo,) = lectura.cargos
    assert list(cargo.titulos) == ["naturaleza"]
    assert [x.texto for x in lectura.sin_ubicar] == [x for x in indice.split("\n") if x]


@pytest.mark.parametrize(
    "filas",
    [
        "Código\t30110\nEstrato\tOPERATIVO\nCategoría\tMEDIO\nÁrea de Gestión\tBODEGAS",
        "Código\t30110\tEstrato\tOPERATIVO\nCategoría\tMEDIO\tÁrea\tBODEGAS",
        "Código\tEstrato\tCategoría\tÁrea de Gestión Ocupacional\n30110\tOPERATIVO\tMEDIO\tBODEGAS",
        "| Código | Estrato | Categoría | Área |\n| 30110 | OPERATIVO | MEDIO | BODEGAS |",
    ],
)
def test_labels_may_stand_beside_or_over_their_values(filas: str) -> None:
    texto = f"{filas}\n\n## NATURALEZA\n\nCuidar la bodega.\n"
    leida = a_json(leer(texto.encode(), [MANUAL]), MANUAL)
    (cargo,) = leida["cargos"]
    identidad = [cargo[c] for c in ("codigo", "estrato", "categoria", "area")]
    assert identidad == ["30110", "OPERATIVO", "MEDIO", "BODEGAS"]
    assert leida["sin_ubicar"] == []
