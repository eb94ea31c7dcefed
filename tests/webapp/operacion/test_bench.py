"""The bench runs: at a tiny size it measures everything over HTTP and says which target is met."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.metas import TAREAS

RAIZ = Path(__file__).parents[3]
#: What a manual of so few cargos has no room for, and what takes minutes.
NO_CABEN = {"acuerdo-50", "acuerdo-500", "manual-pdf", "manual-pdf-igual", "manual-pdf-otra",
            "version", "texto"}  # fmt: skip
CARGOS = "60"


def test_it_measures_every_task_of_the_table_and_saves_it(tmp_path: Path) -> None:
    hecho = subprocess.run(
        [sys.executable, "-m", "bench", CARGOS, "--motores", "sqlite", "--rondas", "1",
         "--peticiones", "2", "--solo", "paginas,vida,importar,textos",
         "--salida", str(tmp_path / "tabla")],
        cwd=RAIZ, env={**os.environ, "BENCH_CARPETA": str(tmp_path / "bases")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stderr
    medidas = json.loads((tmp_path / "tabla" / "velocidad.json").read_text("utf-8"))["medidas"]
    assert {m["tarea"] for m in medidas} == TAREAS.keys() - NO_CABEN
    tabla = (tmp_path / "tabla" / "velocidad.md").read_text("utf-8")
    assert all(TAREAS[m["tarea"]].rotulo in tabla for m in medidas)
