"""What the guards read: the working tree as text and as syntax, never the running program."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def textos() -> dict[str, str]:
    """Every text file git keeps or is about to keep, by its path from the root."""
    orden = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        salida = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: the list of tracked files is unknown")
    leidos = {}
    for nombre in sorted(set(filter(None, salida.stdout.split("\0")))):
        try:
            leidos[nombre] = (RAIZ / nombre).read_bytes().decode("utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return leidos


@pytest.fixture(scope="session")
def arboles(textos: dict[str, str]) -> Callable[[str], dict[str, ast.Module]]:
    """A function from a folder or file prefix to the syntax trees of its Python modules."""
    analizados: dict[str, ast.Module] = {}

    def de(prefijo: str) -> dict[str, ast.Module]:
        nombres = [n for n in textos if n.startswith(prefijo) and n.endswith(".py")]
        for nombre in nombres:
            if nombre not in analizados:
                analizados[nombre] = ast.parse(textos[nombre], nombre)
        return {nombre: analizados[nombre] for nombre in nombres}

    return de
