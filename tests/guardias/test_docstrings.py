"""What others may call says why it exists."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Definicion = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
#: A method that fulfils somebody else's contract is explained there.
EXENTOS = {"overload", "override", "setter"}


def publicas(cuerpo: list[ast.stmt], dentro: str = "") -> Iterator[tuple[str, Definicion]]:
    """Public functions and classes of a module, and the public methods of those classes."""
    for nodo in cuerpo:
        if isinstance(nodo, Definicion) and not nodo.name.startswith("_"):
            yield dentro + nodo.name, nodo
            if isinstance(nodo, ast.ClassDef):
                yield from publicas(nodo.body, f"{dentro}{nodo.name}.")


def exenta(nodo: Definicion) -> bool:
    """Whether a decorator says the explanation is elsewhere."""
    return any(
        (isinstance(d, ast.Name) and d.id in EXENTOS)
        or (isinstance(d, ast.Attribute) and d.attr in EXENTOS)
        for d in nodo.decorator_list
    )


def test_every_public_function_and_class_has_a_docstring(
    arboles: Callable[[str], dict[str, ast.Module]],
) -> None:
    fallas = [
        f"{modulo}:{nodo.lineno} {nombre}"
        for modulo, arbol in (arboles("workflows/") | arboles("webapp/")).items()
        for nombre, nodo in publicas(arbol.body)
        if not exenta(nodo) and not (ast.get_docstring(nodo) or "").strip()
    ]
    assert not fallas, "Sin docstring:\n" + "\n".join(fallas)
