"""What is declared, what is locked and what the docs promise are one thing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
_FIJADO = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", re.MULTILINE)
_PEDIDO = re.compile(r"^([\w.-]+)")


def normal(nombre: str) -> str:
    """PEP 503: how a package's name is compared."""
    return re.sub(r"[-_.]+", "-", nombre).lower()


def fijados(candado: str) -> dict[str, str]:
    """Package → version of a lock file."""
    texto = (RAIZ / "requirements" / candado).read_text("utf-8")
    return {normal(n): v for n, v in _FIJADO.findall(texto)}


def test_everything_that_is_installed_is_in_the_lock() -> None:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))
    pedidos = {
        "run.lock": proyecto["project"]["dependencies"],
        "test.lock": proyecto["dependency-groups"]["test"],
    }
    for candado, nombres in pedidos.items():
        hay = fijados(candado)
        dichos = [m[1] for n in nombres if (m := _PEDIDO.match(n))]
        assert [n for n in dichos if normal(n) not in hay] == [], candado


def test_what_is_tested_is_what_is_run() -> None:
    corre, prueba = fijados("run.lock"), fijados("test.lock")
    assert {n: (v, prueba.get(n)) for n, v in corre.items() if prueba.get(n) != v} == {}


def test_ruffs_security_rules_are_on_and_what_they_let_pass_says_why() -> None:
    reglas = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in reglas["select"]
    assert [r for r in reglas["ignore"] if r.startswith("S") and r != "S101"] == []
    mudos = []
    for carpeta in ("webapp", "workflows", "migrations"):
        for ruta in (RAIZ / carpeta).rglob("*.py"):
            for n, linea in enumerate(ruta.read_text("utf-8").splitlines(), 1):
                if re.search(r"# noqa: S\d+\s*$", linea):
                    mudos.append(f"{ruta.relative_to(RAIZ)}:{n}")
    assert mudos == [], "diga por qué, tras «# noqa: S…  # »"


def test_every_test_that_the_threat_model_names_is_there() -> None:
    dichas = set(re.findall(r"`(test_\w+)`", (RAIZ / "docs/threat-model.md").read_text("utf-8")))
    assert len(dichas) > 30
    todas: set[str] = set()
    for ruta in (RAIZ / "tests").rglob("test_*.py"):
        todas.update(re.findall(r"^def (test_\w+)", ruta.read_text("utf-8"), re.MULTILINE))
    assert sorted(dichas - todas) == []
