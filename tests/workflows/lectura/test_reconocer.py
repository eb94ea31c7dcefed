"""Which family a document belongs to."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import AMBOS, CLASE, MANUAL, Ficha, imprimir, pagina
from workflows.errores import LecturaFallida
from workflows.lectura import leer

_CLASE = (
    "LECTOR\nU-2201\n\nCONCEPTO DE CLASE\n\nTrabajo.\n\nDESCRIPCIÓN GENERAL DEL TRABAJO\n\nLee.\n"
)


def test_each_document_finds_its_own_formato() -> None:
    assert leer(imprimir(Ficha()).encode(), AMBOS).formato == MANUAL.clave
    assert leer(_CLASE.encode(), AMBOS).formato == CLASE.clave
    assert leer(_CLASE.encode(), AMBOS[::-1]).formato == CLASE.clave


def test_a_manual_is_known_by_its_sections_when_its_banner_is_gone() -> None:
    texto = imprimir(Ficha()).replace("MANUAL INSTITUCIONAL DE CARGOS", "")
    lectura = leer(texto.encode(), AMBOS)
    assert lectura.formato == MANUAL.clave
    assert len(lectura.cargos) == 1


def test_a_refusal_names_the_formatos_it_tried() -> None:
    with pytest.raises(LecturaFallida) as refusal:
        leer("Estimada señora:\n\nReciba un saludo.\n".encode(), AMBOS, nombre="carta.txt")
    for formato in AMBOS:
        assert formato.nombre in refusal.value.mensaje
    assert "«carta.txt»" in refusal.value.mensaje
    assert refusal.value.remedio


def test_one_formato_is_forced_and_says_that_it_found_nothing() -> None:
    lectura = leer("Estimada señora:\n".encode(), [MANUAL])
    assert lectura.cargos == ()
    assert [x.texto for x in lectura.sin_ubicar] == ["Estimada señora:"]
    assert "No se encontró ningún cargo" in lectura.avisos[0].mensaje


def test_reading_without_formatos_is_refused() -> None:
    with pytest.raises(LecturaFallida):
        leer(pagina(1).encode(), [])
