"""The process that reads what strangers send is stopped in time and short of memory."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp import lectores
from webapp.lectores import Lector
from workflows.errores import DatosInvalidos, LecturaFallida

MB = 2**20


@pytest.fixture(scope="module")
def lector() -> Iterator[Lector]:
    """One that gives up soon."""
    nuevo = Lector(memoria=300 * MB, plazo=1.0, espera=4.0)
    yield nuevo
    nuevo.cerrar()


def test_what_takes_too_long_is_stopped_and_the_next_file_is_read(lector: Lector) -> None:
    empezo = time.monotonic()
    with pytest.raises(LecturaFallida, match=r"«a.pdf» tardó más de 4 segundos") as caida:
        lector.hacer("a.pdf", time.sleep, 300)
    assert time.monotonic() - empezo < 60
    assert "Divídalo" in caida.value.remedio
    assert lector.hacer("b.pdf", int, "7") == 7


@pytest.fixture
def paciente() -> Iterator[Lector]:
    """One that waits for a busy machine, and gives no more processor."""
    nuevo = Lector(memoria=300 * MB, plazo=1.0, espera=90.0)
    yield nuevo
    nuevo.cerrar()


def test_what_takes_too_much_processor_is_stopped_and_the_next_file_has_its_own(
    paciente: Lector,
) -> None:
    with pytest.raises(LecturaFallida, match=r"«a.pdf» tardó más de 1 segundo"):
        paciente.hacer("a.pdf", _gasta, 60.0)
    for _ in range(3):
        assert paciente.hacer("b.pdf", _gasta, 0.6) >= 0.6


def test_a_machine_that_does_other_things_refuses_no_honest_file(paciente: Lector) -> None:
    assert paciente.hacer("a.pdf", time.sleep, 1.5) is None


def test_what_takes_too_much_memory_is_refused_and_the_server_does_not_grow(
    lector: Lector,
) -> None:
    antes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(LecturaFallida, match=r"demasiado grande por dentro"):
        lector.hacer("a.pdf", bytes, 4096 * MB)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - antes < 50 * 1024  # KiB
    assert lector.hacer("b.pdf", int, "7") == 7


def test_one_that_dies_on_a_file_is_told_as_a_file_that_cannot_be_read(lector: Lector) -> None:
    with pytest.raises(LecturaFallida, match="demasiado grande por dentro"):
        lector.hacer("a.pdf", os.abort)
    assert lector.hacer("b.pdf", int, "7") == 7


def test_a_refusal_comes_whole_and_a_fault_without_a_word_of_the_file_in_the_log(
    lector: Lector, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(DatosInvalidos, match="Así no") as caida:
        lector.hacer("a", _niega)
    assert (caida.value.remedio, caida.value.campo) == ("De otro modo.", "archivo")
    with pytest.raises(LecturaFallida, match=r"«a\.docx» no se pudo leer"):
        lector.hacer("a.docx", int, "lo que decía el archivo")
    assert "ValueError" in caplog.text
    assert "lo que decía" not in caplog.text


def test_it_writes_no_file(lector: Lector, tmp_path: Path) -> None:
    with pytest.raises(LecturaFallida):
        lector.hacer("a", (tmp_path / "huella").write_bytes, b"x")
    assert not (tmp_path / "huella").exists() or not (tmp_path / "huella").read_bytes()


def test_when_nobody_needs_it_it_gives_its_memory_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lectores, "OCIO", 0.01)
    suyo = Lector(memoria=600 * MB, plazo=30, espera=30)
    pid = suyo.hacer("a", os.getpid)
    for _ in range(500):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.01)
    assert not Path(f"/proc/{pid}").exists()
    assert suyo.hacer("a", os.getpid) != pid
    suyo.cerrar()


def _gasta(segundos: float) -> float:
    empezo = time.process_time()
    while time.process_time() - empezo < segundos:
        pass
    return segundos


def _niega() -> None:
    raise DatosInvalidos("Así no.", "De otro modo.", "archivo")
