"""Words broken in two, and words spelled otherwise than the manual spells them."""

from __future__ import annotations

import pytest

from tests.workflows.calidad.textos import AP, FORMATO, hallazgos, texto
from workflows.calidad import Hallazgo, construir
from workflows.contenido import Competencia, Contenido, Item, Seccion

MANUAL = [
    texto(
        "Formar parte de la clase ocupacional y de su contratación, con actividades de campo.",
        "Revisar instalaciones intradomiciliarias y dar mantenimiento preventivo a los planos.",
        "Atender a la clase de Relaciones Públicas y a la de facturación del sistema comercial.",
        "Preparar la contratación de obras, el mantenimiento de redes y la facturación mensual.",
        "Llevar los planos de obra, y demostrar el dominio de la técnica de medición empleada.",
    )
] * 4


def hallados(regla: str, dicho: str) -> list[Hallazgo]:
    return hallazgos(regla, texto(dicho), MANUAL)


@pytest.mark.parametrize(
    ("malo", "bueno"),
    [
        ("Servir a la clas e ocupacional.", "Servir a la clase ocupacional."),
        ("Vigilar la contra tación de obras.", None),
        ("Vigilar la contrat ación de obras.", "Vigilar la contratación de obras."),
        ("Dar mante nimiento y llevar la factu ración.",
         "Dar mantenimiento y llevar la facturación."),
        ("Hacer a ctividades de campo.", "Hacer actividades de campo."),
        ("Dar mante- nimiento.", "Dar mantenimiento."),
    ],
)  # fmt: skip
def test_a_word_the_manual_uses_is_put_together(malo: str, bueno: str | None) -> None:
    dichos = hallados("palabra-partida", malo)
    assert [h.arreglo for h in dichos] == [bueno] * (bueno is not None) or bueno is None


@pytest.mark.parametrize(
    "bueno",
    [
        "Saber de mostrar los resultados.",
        "Redactar un plan o programa de obras.",
        "Ser de la clase e integrar comisiones.",
        "Vigilar la clase, e informar.",
        "Atender la facturación mensual del sistema comercial.",
        "Separar con tra zos de pintura.",
    ],
)
def test_two_words_that_are_two_are_left_alone(bueno: str) -> None:
    assert hallados("palabra-partida", bueno) == []


def test_a_cell_of_the_table_is_looked_at_and_mended_too() -> None:
    malo = Contenido((), (), (Competencia("c1", "Por clas e ocupacional", "Orden", 3, "Ordena."),))
    (hallado,) = hallazgos("palabra-partida", malo, MANUAL)
    assert (hallado.pieza, hallado.parte) == ("competencia:c1", "tipo")
    assert hallado.arreglo == "Por clase ocupacional"


@pytest.mark.parametrize(
    ("malo", "bueno"),
    [
        ("Llevar las Relaciones Publicas.", "Llevar las Relaciones Públicas."),
        ("Vigilar la facturacion.", "Vigilar la facturación."),
        ("Hacer revisiones en instalaciones intradomiciliares.",
         "Hacer revisiones en instalaciones intradomiciliarias."),
        ("Dar mantenimento preventivo.", "Dar mantenimiento preventivo."),
        ("Revisar la contartación de obras.", "Revisar la contratación de obras."),
        ("Dar Matenimiento preventivo.", "Dar Mantenimiento preventivo."),
        ("Usar la tecnica de medición.", "Usar la técnica de medición."),
    ],
)  # fmt: skip
def test_a_rare_spelling_beside_the_usual_one_is_found(malo: str, bueno: str | None) -> None:
    dichos = hallados("variante-ortografica", malo)
    assert [h.arreglo for h in dichos] == ([bueno] if bueno else [])


@pytest.mark.parametrize(
    "bueno",
    [
        "Publicas no es la palabra, y practica tampoco.",
        "Llevar la relación pública de la facturación mensual.",
        "Llevar el plano de obra.",
        "Dar mantenimientos preventivos.",
        "RELACIONES PUBLICAS.",
        "Vigilar la refacturación.",
        "Servir en el sistema comercia.",
        "Preparar contrataciones de obras.",
        "Tener técnicas de medición, y técnico dominio.",
    ],
)
def test_another_form_or_another_word_is_left_alone(bueno: str) -> None:
    dichos = [h.mensaje for h in hallados("variante-ortografica", bueno)]
    assert dichos == [] or "comercia" in dichos[0]


def test_a_spelling_the_manual_uses_both_ways_is_nobodys_mistake() -> None:
    mitad = [Contenido((), (Seccion(AP, (Item("p1", f"Dar trato {x} siempre."),)),))
             for x in ("período", "periodo") * 4]  # fmt: skip
    assert all(hallazgos("variante-ortografica", c, mitad) == [] for c in mitad)


def test_the_words_of_a_large_manual_are_counted_once() -> None:
    entorno = construir(FORMATO, MANUAL)
    assert entorno.vocabulario.cuenta["clase"] == 8
    assert entorno.huella == construir(FORMATO, reversed(MANUAL)).huella
