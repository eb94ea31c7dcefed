"""The process that composes: it answers, tells its faults, and dies with its parent."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.publicacion import obrero
from webapp.publicacion.obrero import FallaAjena, Obrero, ObreroCaido


def test_it_answers_from_another_process_until_it_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(obrero, "CADA", 2)
    with Obrero() as suyo:
        uno, dos, tres = (suyo.hacer(os.getpid) for _ in range(3))
    assert uno == dos != tres
    assert os.getpid() not in (uno, tres)


def test_what_goes_wrong_inside_comes_back_with_its_trace_and_it_goes_on() -> None:
    with Obrero() as suyo:
        with pytest.raises(FallaAjena, match=r"int\('x'\)|invalid literal for int"):
            suyo.hacer(int, "x")
        assert suyo.hacer(int, "7") == 7


def test_one_that_is_killed_is_told_and_another_takes_its_place() -> None:
    with Obrero() as suyo:
        with pytest.raises(ObreroCaido):
            suyo.hacer(signal.raise_signal, signal.SIGKILL)
        assert suyo.hacer(int, "7") == 7


def test_what_a_library_prints_does_not_get_mixed_with_the_answers() -> None:
    with Obrero() as suyo:
        assert suyo.hacer(print, "ruido") is None
        assert suyo.hacer(int, "7") == 7


def test_it_dies_with_its_parent_even_by_kill_9() -> None:
    programa = (
        "import os, signal\n"
        "from webapp.publicacion.obrero import Obrero\n"
        "print(Obrero().hacer(os.getpid), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", programa],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert hecho.returncode == -signal.SIGKILL
    assert _termina(int(hecho.stdout))


def _termina(pid: int) -> bool:
    """Whether a process that is not our child ends in ten seconds."""
    try:
        suyo = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        espera = select.poll()
        espera.register(suyo, select.POLLIN)
        return bool(espera.poll(10_000))
    finally:
        os.close(suyo)
