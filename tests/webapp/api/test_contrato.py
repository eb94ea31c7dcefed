"""The API answers what its own document says, whatever is asked of it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from tests.apoyo.reparto import SLUG, Elenco

NOMBRES = {"slug": SLUG, "cargo": "operativo-general-produccion", "etiqueta": "01-2026"}


@pytest.mark.parametrize("modo", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_the_document_says(
    app: Flask, elenco: Elenco, modo: GenerationMode
) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-010", elenco.revisada("Lo nuevo."))
        elenco.abrir()
    contrato = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operaciones = [hallada.ok() for hallada in contrato.get_all_operations()]
    assert len(operaciones) == 6
    for operacion in operaciones:
        donde = {str(p.location.value) for p in operacion.iter_parameters()}
        if modo is GenerationMode.NEGATIVE and "query" not in donde:
            continue  # any text is a name: there is nothing to get wrong

        @settings(
            max_examples=20,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operacion.as_strategy(generation_mode=modo))
        def preguntar(case: Any) -> None:
            # Half of the guesses are about what there is, or all would be told it is not there.
            if len(str(case.query)) % 2 and modo is GenerationMode.POSITIVE:
                for clave in case.path_parameters or {}:
                    case.path_parameters[clave] = NOMBRES[clave]
            case.call_and_validate()

        preguntar()
