"""webapp/casos/_registrar.py is the only writer of an estado and of an acto."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

UNICO = "webapp/casos/_registrar.py"
RESERVADOS = {"estado", "estado_clase"}


def nombre_de(nodo: ast.AST | None) -> str:
    """The last word of a dotted expression, or of a literal string; "" for anything else."""
    match nodo:
        case ast.Name(id=nombre) | ast.Attribute(attr=nombre):
            return nombre
        case ast.Constant(value=str(nombre)):
            return nombre
        case _:
            return ""


def asignados(nodo: ast.AST) -> Iterator[ast.expr]:
    """The targets of an assignment, tuples opened."""
    pendientes: list[ast.expr]
    match nodo:
        case ast.Assign(targets=destinos):
            pendientes = list(destinos)
        case ast.AugAssign(target=unico) | ast.AnnAssign(target=unico):
            pendientes = [unico]
        case _:
            return
    while pendientes:
        destino = pendientes.pop()
        if isinstance(destino, ast.Tuple | ast.List):
            pendientes.extend(destino.elts)
        else:
            yield destino


def escribe(nodo: ast.AST) -> str:
    """What ``nodo`` writes that only the recorder may, or "" when it writes nothing of the kind."""
    for destino in asignados(nodo):
        if isinstance(destino, ast.Attribute) and destino.attr in RESERVADOS:
            return f"asigna .{destino.attr}"
    if not isinstance(nodo, ast.Call):
        return ""
    funcion = nombre_de(nodo.func)
    if funcion == "Acto":
        return "construye un Acto"
    nombrados = set(map(nombre_de, nodo.args))
    if funcion in {"insert", "delete", "update", "insertar"} and "Acto" in nombrados:
        return f"hace {funcion}(Acto)"
    if funcion == "actualizar" and nombrados & {"Acto", "Version"}:
        return "hace actualizar() de lo que solo el registro escribe"
    if funcion == "setattr" and len(nodo.args) > 1 and nombre_de(nodo.args[1]) in RESERVADOS:
        return "asigna un estado con setattr"
    if funcion in {"values", "update"}:
        claves = {k.arg or "" for k in nodo.keywords}
        dicts = [a for a in nodo.args if isinstance(a, ast.Dict)]
        claves |= {nombre_de(k) for d in dicts for k in d.keys}
        if claves & RESERVADOS:
            return f"escribe un estado con {funcion}()"
    return ""


def test_only_the_recorder_writes_an_estado_or_an_acto(
    arboles: Callable[[str], dict[str, ast.Module]],
) -> None:
    fallas = [
        f"{modulo}:{getattr(nodo, 'lineno', 0)} {que}"
        for modulo, arbol in arboles("webapp/").items()
        if modulo != UNICO
        for nodo in ast.walk(arbol)
        if (que := escribe(nodo))
    ]
    assert not fallas, "\n".join(fallas)
