"""Untagged PDF set in columns, and tables without rules: told apart by where the words stand."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import AMBOS, MANUAL
from tests.workflows.lectura.test_pdf_ajeno import _pdf
from workflows.lectura import leer
from workflows.lectura.modelo import Lectura

_MEMBRETE = """MANUAL INSTITUCIONAL DE CARGOS #h(1fr) Código: 30110\\
#h(1fr) Página: 1 de 1\\
OPERATIVO #h(1fr) MEDIO #h(1fr) GESTIÓN DE BODEGAS\\
Estrato #h(1fr) Categoría #h(1fr) Área de Gestión Ocupacional

"""
_TAREAS = (
    "Recibir los materiales que entregan los proveedores y comprobar que sean los pedidos.",
    "Contar las piezas cada semana.",
    "Informar de lo que falta, lo que sobra y lo que está por vencer en los meses que siguen.",
    "Entregar materiales a quien los pide con su boleta.",
)
_TABLA = """#table(stroke: none, ALINEA columns: (2.2cm, 2.3cm, 1.6cm, 1fr),
  [Tipo], [Competencia], [Grado], [Concepto según el grado],
  [Institucional], [Iniciativa], [2], [Propone mejoras al trabajo de la bodega y actúa sin esperar],
  [Por clase ocupacional y funciones], [Trabajo en equipo], [3],
  [Deja todo en su sitio y ayuda a las demás personas.],
  [], [Orden], [4], [Atiende con respeto a quien llega.])
"""


def _tareas(items: int, marca: str) -> list[str]:
    return [marca.format(n + 1) + _TAREAS[n % 4] for n in range(items)]


def _leer(fuente: str) -> Lectura:
    ajuste = "#set page(width: 18cm, height: 22cm)\n#set text(size: 10pt, hyphenate: false)\n"
    return leer(_pdf(ajuste + fuente, etiquetas=False), AMBOS)


def _principales(lectura: Lectura) -> list[str]:
    (cargo,) = lectura.cargos
    return [i.texto for i in cargo.contenido.seccion("actividades_principales").items]


@pytest.mark.parametrize("justificado", ["true", "false"])
@pytest.mark.parametrize(
    ("marca", "donde"),
    [
        ("{}\\. ", "la página 1"),
        ("+ ", "las páginas 1 y 2"),
        ("• ", "la página 1"),
        ("", "la página 1"),
    ],
)
def test_a_text_in_two_columns_is_read_one_after_the_other(
    marca: str, donde: str, justificado: str
) -> None:
    tareas = "\n\n".join(_tareas(40, marca))
    lectura = _leer(
        f"#set par(justify: {justificado})\n{_MEMBRETE}#columns(2)[\n= NATURALEZA\nCuidar la bodega"
        f" y llevar cuenta de lo que entra.\n\n= ACTIVIDADES PRINCIPALES\n{tareas}\n]\n"
        "= FORMACIÓN ACADÉMICA\nBachillerato en Educación Media.\n"
    )
    assert lectura.cargos[0].contenido.campo("area") == "GESTIÓN DE BODEGAS"
    dichas = _principales(lectura)
    assert " ".join(dichas) == " ".join(_tareas(40, ""))
    assert len(dichas) == 40 or not marca
    assert not lectura.sin_ubicar
    (aviso,) = (a for a in lectura.avisos if "columnas" in a.mensaje)
    assert f"Hay texto en columnas en {donde}:" in aviso.mensaje
    assert "página 1" in lectura.lineas[aviso.linea - 1].texto


def test_three_columns_keep_their_order_and_a_heading_that_takes_two_lines() -> None:
    tareas = "\n\n".join(_tareas(38, "{}\\. "))
    lectura = _leer(
        f"{_MEMBRETE}#columns(3)[\n= NATURALEZA\nCuidar la bodega.\n\n"
        f"= ACTIVIDADES PRINCIPALES\n{tareas}\n]\n"
    )
    assert _principales(lectura) == _tareas(38, "")


@pytest.mark.parametrize("alinea", ["", "align: horizon, row-gutter: 4pt,"])
def test_a_table_without_rules_is_read_row_by_row(alinea: str) -> None:
    lectura = _leer(
        f"{_MEMBRETE}= NATURALEZA\nCuidar la bodega.\n= COMPETENCIAS\n"
        f"{_TABLA.replace('ALINEA', alinea)}= REQUISITO LEGAL\nLicencia para conducir.\n"
    )
    (cargo,) = lectura.cargos
    clase = "Por clase ocupacional y funciones"
    assert [(c.tipo, c.competencia, c.grado, c.concepto) for c in cargo.contenido.competencias] == [
        ("Institucional", "Iniciativa", 2, "Propone mejoras al trabajo de la bodega y actúa sin"
         " esperar"),
        (clase, "Trabajo en equipo", 3, "Deja todo en su sitio y ayuda a las demás personas."),
        (clase, "Orden", 4, "Atiende con respeto a quien llega."),
    ]  # fmt: skip
    assert [i.texto for i in cargo.contenido.seccion("requisito_legal").items] == [
        "Licencia para conducir."
    ]
    assert not lectura.sin_ubicar


def test_a_label_that_takes_two_lines_stays_with_its_text() -> None:
    fuente = _MEMBRETE + (
        "= NATURALEZA\nCuidar la bodega.\n#table(stroke: none, columns: (3cm, 1fr),\n"
        "[Formación que pide el puesto], [Bachillerato en Educación Media, o un título que la"
        " autoridad del ramo haya reconocido antes como equivalente.],\n"
        "[Experiencia en labores así], [Dos años en bodegas de una institución pública, con"
        " personal a cargo o sin él, según lo que diga la clase.],\n"
        "[Licencias que se le exigen], [De montacargas, al día, y sin ninguna restricción que le"
        " impida trabajar de noche o en los fines de semana.])\n"
    )
    dicho = "\n".join(x.texto for x in _leer(fuente).lineas)
    assert "Formación que<br>pide el puesto\tBachillerato en Educación Media, o un" in dicho
    assert "Licencias que se<br>le exigen\tDe montacargas, al día" in dicho


def test_labels_with_their_values_stay_on_their_line() -> None:
    fuente = (
        f"{_MEMBRETE}= NATURALEZA\nCuidar la bodega.\n#table(stroke: none, columns: (4cm, 1fr), "
        + ("".join(f"[Dato {n}], [Valor {n}]," for n in range(12)) + ")\n")
    )
    lectura = _leer(fuente)
    dicho = "\n".join(x.texto for x in lectura.lineas)
    assert all(f"Dato {n}\tValor {n}" in dicho for n in range(12))
    assert MANUAL.clave == lectura.formato
    assert not [a for a in lectura.avisos if "columnas" in a.mensaje]


def test_a_ticked_grade_is_of_its_column_though_the_cells_beside_it_are_empty() -> None:
    columnas = "#table(stroke: none, columns: (2.4cm, 3cm, 1fr, .8cm, .8cm, .8cm, .8cm, .8cm),"
    lectura = _leer(
        f"{_MEMBRETE}= NATURALEZA\nCuidar la oficina.\n= COMPETENCIAS\n"
        f"{columnas}[Tipo], [Competencia], [Concepto], [1], [2], [3], [4], [5])\n#pagebreak()\n"
        f"{columnas}[Institucional], [Iniciativa], [Propone mejoras.], [], [X], [], [], [],\n"
        "[], [Orden], [Atiende con respeto.], [], [], [], [X], [])\n"
    )
    (cargo,) = lectura.cargos
    assert [(c.competencia, c.grado, c.concepto) for c in cargo.contenido.competencias] == [
        ("Iniciativa", 2, "Propone mejoras."),
        ("Orden", 4, "Atiende con respeto."),
    ]
    (naturaleza,) = cargo.contenido.seccion("naturaleza").items
    assert naturaleza.texto == "Cuidar la oficina."  # ``fi`` is drawn as one letter
