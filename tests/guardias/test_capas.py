"""Imports point down only: vistas → casos/consultas → modelos → workflows."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Arboles = Callable[[str], dict[str, ast.Module]]

MARCO = ("flask", "flask_*", "werkzeug", "wtforms")
PRESENTACION = ("webapp.vistas", "webapp.formularios", "webapp.presentacion", "webapp.cli")

#: Folder → what its modules may not import (``x_*`` is a family of packages).
VEDADO: dict[str, tuple[str, ...]] = {
    "workflows/": (*MARCO, "sqlalchemy", "alembic", "jinja2", "webapp"),
    # Flask-Security's mixins are columns of a person, so its package is let into the models.
    "webapp/modelos/": ("flask", *PRESENTACION, "webapp.casos", "webapp.consultas"),
    "webapp/casos/": (*MARCO, *PRESENTACION, "webapp.consultas"),
    "webapp/consultas/": (*MARCO, *PRESENTACION),
    "webapp/publicacion/": (*MARCO, *PRESENTACION, "webapp.casos"),
    "webapp/formularios/": ("webapp.vistas", "webapp.cli"),
    "webapp/vistas/": ("webapp.cli",),
}


def importados(modulo: str, arbol: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything ``modulo`` imports, relative imports resolved."""
    partes = modulo.removesuffix(".py").split("/")[:-1]
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Import):
            yield from ((nodo.lineno, alias.name) for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom):
            base = partes[: len(partes) - nodo.level + 1] if nodo.level else []
            origen = ".".join([*base, *([nodo.module] if nodo.module else [])])
            yield from ((nodo.lineno, f"{origen}.{alias.name}") for alias in nodo.names)


def cae_en(nombre: str, vedado: str) -> bool:
    """Whether the import ``nombre`` is ``vedado``, or something inside it."""
    if vedado.endswith("*"):
        return nombre.startswith(vedado[:-1])
    return nombre == vedado or nombre.startswith(vedado + ".")


def test_imports_point_down(arboles: Arboles) -> None:
    fallas = [
        f"{modulo}:{linea} importa {nombre}, que está vedado en {carpeta}"
        for carpeta, vedados in VEDADO.items()
        for modulo, arbol in arboles(carpeta).items()
        for linea, nombre in importados(modulo, arbol)
        if any(cae_en(nombre, vedado) for vedado in vedados)
    ]
    assert not fallas, "\n".join(fallas)


def test_a_caso_never_commits_because_its_caller_opened_the_transaction(arboles: Arboles) -> None:
    fallas = [
        f"{modulo}:{nodo.lineno} llama a commit()"
        for modulo, arbol in arboles("webapp/casos/").items()
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Call)
        and isinstance(nodo.func, ast.Attribute)
        and nodo.func.attr == "commit"
    ]
    assert not fallas, "\n".join(fallas)
