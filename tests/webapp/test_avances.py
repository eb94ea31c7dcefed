"""How far something is, told in a file while it lasts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from webapp import avances
from webapp.avances import Avance, contando, leer_avance


def test_it_says_how_many_are_done_while_it_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avances, "_CADA", 0.0)
    ruta = tmp_path / "avances" / "importar-1"
    with contando(ruta) as anotar:
        assert leer_avance(ruta) is None
        anotar(0, 500)
        assert leer_avance(ruta) == Avance(0, 500)
        anotar(120, 500)
        assert leer_avance(ruta) == Avance(120, 500)
    assert leer_avance(ruta) is None
    assert list(ruta.parent.iterdir()) == []


def test_it_writes_no_more_than_somebody_could_read(tmp_path: Path) -> None:
    with contando(tmp_path / "x") as anotar:
        anotar(0, 500)
        anotar(120, 500)
        assert leer_avance(tmp_path / "x") == Avance(0, 500)


def test_what_somebody_who_died_left_or_is_no_note_says_nothing(tmp_path: Path) -> None:
    ruta = tmp_path / "x"
    for texto in ("", "a b", "1"):
        ruta.write_text(texto)
        assert leer_avance(ruta) is None
    ruta.write_text("1 2")
    assert leer_avance(ruta) == Avance(1, 2)
    os.utime(ruta, (1, 1))
    assert leer_avance(ruta) is None


def test_it_goes_though_what_was_done_fails(tmp_path: Path) -> None:
    def falla() -> None:
        with contando(tmp_path / "x") as anotar:
            anotar(1, 2)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        falla()
    assert leer_avance(tmp_path / "x") is None


def test_nobody_fails_for_not_having_said_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "avances").write_text("no es una carpeta")
    with contando(tmp_path / "avances" / "x") as anotar:
        anotar(1, 2)
