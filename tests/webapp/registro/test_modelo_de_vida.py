"""The life of versions as the rules tell it, against the life they have in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.webapp.registro.maquina_de_vida import Maquina


@pytest.mark.parametrize(("motor", "vidas", "pasos"), [("sqlite", 10, 25), ("postgresql", 2, 20)])
def test_whatever_people_do_the_record_keeps_the_rules(
    request: pytest.FixtureRequest, tmp_path: Path, motor: str, vidas: int, pasos: int
) -> None:
    class EnEsteMotor(Maquina):
        fabrica = request.getfixturevalue(f"fabrica_{motor}")
        carpeta = tmp_path

    run_state_machine_as_test(
        EnEsteMotor,
        settings=settings(
            max_examples=vidas,
            stateful_step_count=pasos,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
        ),
    )
