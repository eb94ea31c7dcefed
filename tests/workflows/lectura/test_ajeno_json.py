"""JSON of other programs: a document inside, or fields and lists. No value of it is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.workflows.lectura.fabrica import (
    AMBOS,
    CONDICIONES,
    MANUAL,
    Ficha,
    imprimir,
    textos,
)
from workflows.lectura import leer
from workflows.lectura.ajeno_json import texto_de_json
from workflows.lectura.modelo import CargoLeido

_TAREAS = ["Conducir con cuidado.", "Lavar el camión."]


def _cargos(datos: object) -> tuple[CargoLeido, ...]:
    return leer(json.dumps(datos).encode(), [CONDICIONES]).cargos


def _por_claves(nombre: str) -> dict[str, Any]:
    return {"nombre_del_puesto": nombre, "codigo": "0401", "objetivo_general": "Llevar carga.",
            "funciones": _TAREAS}  # fmt: skip


def _por_titulos(nombre: str) -> dict[str, Any]:
    secciones = [("OBJETIVO GENERAL", ["Llevar carga."]), ("FUNCIONES", _TAREAS)]
    return {"titulo": nombre, "secciones": [{"titulo": t, "items": x} for t, x in secciones]}


@pytest.mark.parametrize("hechura", [_por_claves, _por_titulos])
@pytest.mark.parametrize("dentro", [True, False])
def test_fields_and_lists_are_labels_headings_andtextos(hechura: Any, *, dentro: bool) -> None:
    puestos = [hechura("CHOFER"), hechura("BODEGUERO")]
    cargos = _cargos({"puestos": puestos} if dentro else puestos)
    assert [c.titulo for c in cargos] == ["CHOFER", "BODEGUERO"]
    for cargo in cargos:
        assert textos(cargo, "naturaleza") == ["Llevar carga."]
        assert textos(cargo, "tareas") == _TAREAS


@pytest.mark.parametrize("clave", ["text", "documento"])
@pytest.mark.parametrize("por_renglon", [True, False])
def test_a_document_inside_is_read_as_itself(clave: str, *, por_renglon: bool) -> None:
    suyo = {"id": 7, clave: imprimir(Ficha())}
    texto = f"{json.dumps(suyo)}\n" if por_renglon else json.dumps([suyo], indent=1)
    lectura = leer(texto.encode(), AMBOS)
    (solo,) = leer(imprimir(Ficha()).encode(), AMBOS).cargos
    (cargo,) = lectura.cargos
    assert cargo.contenido.competencias
    assert [len(s.items) for s in cargo.contenido.secciones] == [
        len(s.items) for s in solo.contenido.secciones
    ]
    assert (cargo.version, cargo.instrumento) == (solo.version, solo.instrumento)


def test_flat_objects_with_the_same_keys_are_the_rows_of_a_table() -> None:
    datos = {
        "manual": "Manual Institucional de Cargos", "código": "30110", "estrato": "OPERATIVO",
        "categoría": "MEDIO", "área": "BODEGAS", "naturaleza": "Cuidar la bodega.",
        "competencias": [{"tipo": "Institucional", "competencia": "Orden", "grado": 3,
                          "concepto": "Deja todo en su sitio."}],
    }  # fmt: skip
    (cargo,) = leer(json.dumps(datos).encode(), [MANUAL]).cargos
    (fila,) = cargo.contenido.competencias
    assert (fila.competencia, fila.grado, fila.concepto) == ("Orden", 3, "Deja todo en su sitio.")


def test_no_value_is_lost_however_deep_or_repeated() -> None:
    hondo: Any = "voz del fondo"
    for _ in range(30):
        hondo = {"mas": hondo}
    texto = '{"a": "primera", "a": "segunda", "b": [1, true, null, ["x"]], "c": '
    dicho = texto_de_json(f"{texto}{json.dumps(hondo)}}}")
    assert dicho is not None
    for palabra in ("primera", "segunda", "1", "true", "x", "voz del fondo"):
        assert palabra in dicho


@pytest.mark.parametrize("texto", ["Nada", "[1]", "{mal", "[" * 5_000, '["a"]', "{}\nno"])
def test_what_is_no_json_of_objects_is_text(texto: str) -> None:
    assert texto_de_json(texto) is None
