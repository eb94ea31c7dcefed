"""Several people on the pages of the application, against the model of the nine rules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.webapp.registro.maquina_por_http import MaquinaPorHttp

#: ``make fallas`` asks for more lives.
VECES = int(os.environ.get("VIGENTE_VIDAS") or 1)


@pytest.mark.parametrize(("motor", "vidas", "pasos"), [("sqlite", 4, 20), ("postgresql", 1, 20)])
def test_whatever_people_do_on_the_pages_the_record_keeps_the_rules(
    request: pytest.FixtureRequest, tmp_path: Path, motor: str, vidas: int, pasos: int
) -> None:
    class EnEsteMotor(MaquinaPorHttp):
        fabrica = request.getfixturevalue(f"fabrica_{motor}")
        carpeta = tmp_path

    run_state_machine_as_test(
        EnEsteMotor,
        settings=settings(
            max_examples=vidas * VECES,
            stateful_step_count=pasos,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
        ),
    )
