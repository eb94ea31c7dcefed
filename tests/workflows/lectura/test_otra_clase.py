"""Class specifications of another institution: its conditions, its person, its own code."""

from __future__ import annotations

import unicodedata

import pytest

from workflows.formatos import cargar, catalogo
from workflows.lectura import leer
from workflows.lectura.compuesto import sin_cortes
from workflows.lectura.modelo import Lectura

_FORMATO = cargar("especificacion-con-condiciones")
_CUERPO = {
    "naturaleza": ("NATURALEZA DEL TRABAJO", "Ejecución de labores de campo."),
    "tareas": ("TAREAS", "Leer los medidores de su ruta.", "Avisar de las fugas."),
    "condiciones": ("CONDICIONES ORGANIZACIONALES Y AMBIENTALES",),
    "supervision_recibida": ("Supervisión recibida", "Trabaja según instrucciones."),
    "supervision_ejercida": ("Supervisión ejercida", "No ejerce supervisión."),
    "equipo": ("Responsabilidad por equipos y materiales", "Responde por lo que usa."),
    "condiciones_trabajo": ("Condiciones de trabajo", "Camina a la intemperie."),
    "error": ("Consecuencia del error", "Puede causar reclamos."),
    "caracteristicas": ("CARACTERÍSTICAS PERSONALES", "Trato amable.", "Orden."),
    "requisitos": ("REQUISITOS", "Bachillerato en educación media."),
    "requisito_legal": ("REQUISITO LEGAL", "Licencia de conducir."),
}
_FIRMA = "APROBADO POR:\n\nRosa Vega Mora\nDirectora de Personal\n\n3 de marzo de 2016\nFecha\n"


def _texto(portada: str, numerales: bool = False) -> str:
    partes = [portada]
    for n, (titulo, *lineas) in enumerate(_CUERPO.values(), 1):
        partes += [f"**{n}. {titulo}**" if numerales else f"**{titulo}**", *lineas]
    return "\n\n".join([*partes, _FIRMA])


def _esta_entera(lectura: Lectura) -> None:
    assert lectura.formato == _FORMATO.clave
    (clase,) = lectura.cargos
    assert clase.titulo == "LECTOR DE MEDIDORES"
    for clave, (_, *lineas) in _CUERPO.items():
        assert [i.texto for i in clase.contenido.seccion(clave).items] == lineas
    assert clase.firmas["aprobado"].por == "Rosa Vega Mora"
    assert not lectura.sin_ubicar


@pytest.mark.parametrize(
    "portada",
    [
        "**LECTOR DE MEDIDORES**\n**3.02.114**",
        "**LECTOR DE MEDIDORES**\n\nCódigo 3.02.114",
        "Código: 3.02.114\nTítulo de la clase: LECTOR DE MEDIDORES",
        "Nombre de la clase\tLECTOR DE MEDIDORES\nCódigo\t3.02.114",
        "| Título de la clase | LECTOR DE MEDIDORES |\n| Código de la clase | 3.02.114 |",
    ],
)
@pytest.mark.parametrize("numerales", [False, True])
def test_every_part_finds_its_section(portada: str, numerales: bool) -> None:
    lectura = leer(_texto(portada, numerales).encode(), list(catalogo().values()))
    _esta_entera(lectura)
    assert lectura.cargos[0].contenido.campo("codigo") == "3.02.114"


def test_a_class_by_purpose_and_results_is_known_too() -> None:
    texto = (
        "**JEFE DE PROCESO**\n**J-2210**\n\nPropósito de la clase\n\nDirigir el proceso.\n\n"
        "Resultados esperados por proceso\n\nInformes a tiempo.\n\nRango de aplicación\n\nTodo.\n"
    )
    (clase,) = leer(texto.encode(), list(catalogo().values())).cargos
    assert [s.clave for s in clase.contenido.secciones] == ["naturaleza", "resultados", "rango"]


def test_a_numbered_heading_nobody_knows_is_no_item_of_the_section_before() -> None:
    texto = _texto("**LECTOR**\n**C-2210**", True).replace("6. Responsabilidad por", "6. Cuido de")
    lectura = leer(texto.encode(), [_FORMATO])
    assert [x.texto for x in lectura.sin_ubicar] == [
        "**6. Cuido de equipos y materiales**", "Responde por lo que usa."
    ]  # fmt: skip


def test_letters_are_composed_whatever_program_wrote_them() -> None:
    texto = _texto("**LECTOR DE MEDIDORES**\n**C-2210**")
    raro = texto.replace("campo", "cam\u00adpo").replace("fugas", "fu\u00ad\ngas")
    raro = raro.replace("oficina", "o\ufb01cina")
    _esta_entera(leer(unicodedata.normalize("NFD", raro).encode(), list(catalogo().values())))


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    lineas = [
        "Coordinar la coordi-",
        "nación de lo técnico-",
        "administrativo.",
        "La coordinación.",
    ]
    assert sin_cortes(lineas) == [
        "Coordinar la coordinación", "de lo técnico-administrativo.", "", "La coordinación."
    ]  # fmt: skip


@pytest.mark.parametrize("membrete", ["Dirección General de Personal", "LECTOR DE MEDIDORES"])
def test_what_every_page_begins_with_is_no_part_of_the_text(membrete: str) -> None:
    """The running title is the title the first time."""
    portada = "LECTOR DE MEDIDORES\nC-2210"
    if membrete not in portada:
        portada = f"{membrete}\n\n{portada}"
    corte = f"\n\n--- página 2 ---\n\n{membrete}\n\n"
    texto = f"--- página 1 ---\n\n{_texto(portada)}".replace("\n\nAvisar", f"{corte}Avisar")
    lectura = leer(texto.encode(), [_FORMATO])
    (clase,) = lectura.cargos
    assert clase.titulo == "LECTOR DE MEDIDORES"
    for clave, (_, *lineas) in _CUERPO.items():
        assert [i.texto for i in clase.contenido.seccion(clave).items] == lineas
