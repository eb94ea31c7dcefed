"""PDF that other programs made: drawn tables, feet, headers that the tags leave out."""

from __future__ import annotations

import io

import pikepdf
import pytest
import typst

from tests.workflows.lectura.fabrica import AMBOS, MANUAL
from workflows.lectura import leer
from workflows.lectura.modelo import Lectura

_MEMBRETE = """#let membrete(codigo) = table(columns: (1fr, 1fr, 1fr),
  [], [MANUAL INSTITUCIONAL\\ DE CARGOS],
  [Código: #codigo\\ Página: #context counter(page).display() de 2],
  [OPERATIVO], [MEDIO], [GESTIÓN DE BODEGAS],
  [Estrato], [Categoría], [Área de Gestión\\ Ocupacional],
  [Elaborado por: Ana Mora\\ Fecha: Mayo 2021], [Revisado por: Unidad de\\ Personal Fecha: Mayo
  2021], [Versión: No. 04-2021 Aprobado\\ Acuerdo: AJD-\\ 2021-088 Fecha: Mayo 2021])
"""
_FRASE = "Ordenar los estantes de la bodega según el plan de la institución para todo el año"
_TABLA = """#table(columns: (2.4cm, 2.5cm, 1.5cm, 4cm),
  [Tipo], [Competencia], [Grado], [Concepto según el grado],
  table.cell(rowspan: 2)[Por clase ocupacional y funciones],
  [Trabajo en equipo], [3], [Deja todo en su sitio y ayuda a las demás personas.],
  [Orden], [4], [Atiende con respeto a quien llega.])
"""


def _cuerpo(items: int) -> str:
    lista = "\n".join(f"{n}. {_FRASE}, punto {n}.\n" for n in range(1, items + 1))
    return f"= NATURALEZA\nCuidar la bodega.\n= ACTIVIDADES PRINCIPALES\n{lista}\n= COMPETENCIAS\n"


def _pdf(fuente: str, *, etiquetas: bool = True) -> bytes:
    hecho = typst.compile(("#set page(width: 14cm, height: 18cm)\n" + fuente).encode())
    assert isinstance(hecho, bytes)
    if etiquetas:
        return hecho
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(hecho)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(salida)
    return salida.getvalue()


def _esta_entero(lectura: Lectura, items: int) -> None:
    (cargo,) = lectura.cargos
    contenido = cargo.contenido
    assert contenido.campo("codigo") == "30110"
    assert contenido.campo("area") == "GESTIÓN DE BODEGAS"
    assert (cargo.version, cargo.instrumento) == ("04-2021", "AJD-2021-088")
    dichos = [i.texto for i in contenido.seccion("actividades_principales").items]
    assert dichos == [f"{_FRASE}, punto {n}." for n in range(1, items + 1)]
    filas = [(c.tipo, c.competencia, c.grado, c.concepto) for c in contenido.competencias]
    tipo = "Por clase ocupacional y funciones"
    assert filas == [
        (tipo, "Trabajo en equipo", 3, "Deja todo en su sitio y ayuda a las demás personas."),
        (tipo, "Orden", 4, "Atiende con respeto a quien llega."),
    ]


def test_the_cells_of_a_drawn_table_are_told_apart() -> None:
    pdf = _pdf(f'{_MEMBRETE}#membrete("30110")\n{_cuerpo(2)}{_TABLA}', etiquetas=False)
    lectura = leer(pdf, AMBOS)
    _esta_entero(lectura, 2)
    assert not lectura.sin_ubicar


@pytest.mark.parametrize("etiquetas", [True, False])
def test_a_header_is_read_from_each_page_when_the_tags_leave_it_out(etiquetas: bool) -> None:
    pagina = '#set page(margin: (top: 9cm), header-ascent: 5%, header: membrete("30110"))\n'
    lectura = leer(_pdf(_MEMBRETE + pagina + _cuerpo(3) + _TABLA, etiquetas=etiquetas), AMBOS)
    _esta_entero(lectura, 3)
    assert not lectura.sin_ubicar


@pytest.mark.parametrize("etiquetas", [True, False])
@pytest.mark.parametrize(
    ("pie", "dice"),
    [
        ('"Página " + str(n) + " de 9"', []),
        ('"- " + str(n) + " -"', []),
        ('"Documento de Archivo   Pág. " + str(n)', ["Documento de Archivo"]),
    ],
)  # fmt: skip
def test_the_foot_of_the_pages_is_never_taken_for_text(
    etiquetas: bool, pie: str, dice: list[str]
) -> None:
    pagina = f"#set page(footer: context {{ let n = counter(page).get().first(); text({pie}) }})\n"
    fuente = _MEMBRETE + pagina + f'#membrete("30110")\n{_cuerpo(14)}{_TABLA}'
    lectura = leer(_pdf(fuente, etiquetas=etiquetas), [MANUAL])
    _esta_entero(lectura, 14)
    assert [x.texto for x in lectura.sin_ubicar] == dice
