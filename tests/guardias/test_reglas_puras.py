"""workflows/ is given its facts: it reads neither the clock nor the disk nor the network."""

from __future__ import annotations

import ast
from collections.abc import Callable

Arboles = Callable[[str], dict[str, ast.Module]]

#: The one module that opens files: the formatos are data beside it.
LECTOR_DE_FORMATOS = "workflows/formatos/cargador.py"
RELOJ = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "localtime"}
DUENOS_DEL_RELOJ = {"datetime", "date", "time", "dt"}
ARCHIVO = {
    *("read_text", "read_bytes", "write_text", "write_bytes"),
    *("iterdir", "rglob", "unlink", "mkdir", "touch"),
}
ABREN = {"io", "os", "codecs", "Path", "builtins"}
MODULOS_DE_DISCO = {"os", "pathlib", "shutil", "tempfile", "glob", "importlib"}
MODULOS_DE_RED = {"socket", "ssl", "http", "urllib", "requests", "httpx", "subprocess", "time"}


def raiz_de(nodo: ast.expr) -> str:
    """The word left of the last dot: ``datetime`` in ``datetime.now`` and ``dt.datetime.now``."""
    match nodo:
        case ast.Name(id=nombre) | ast.Attribute(attr=nombre):
            return nombre
        case ast.Call(func=funcion):
            return raiz_de(funcion)
        case _:
            return ""


def importa(nodo: ast.AST) -> set[str]:
    """The top packages ``nodo`` imports from outside."""
    match nodo:
        case ast.Import(names=nombres):
            return {alias.name.split(".")[0] for alias in nombres}
        case ast.ImportFrom(module=str(origen), level=0):
            return {origen.split(".")[0]}
        case _:
            return set()


def test_workflows_never_reads_the_clock(arboles: Arboles) -> None:
    fallas = [
        f"{modulo}:{nodo.lineno} lee el reloj: {ast.unparse(nodo)}"
        for modulo, arbol in arboles("workflows/").items()
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Attribute)
        and nodo.attr in RELOJ
        and raiz_de(nodo.value) in DUENOS_DEL_RELOJ
    ]
    assert not fallas, "\n".join(fallas)


def test_workflows_never_touches_the_network_or_another_process(arboles: Arboles) -> None:
    fallas = [
        f"{modulo}: importa {', '.join(sorted(vistos))}"
        for modulo, arbol in arboles("workflows/").items()
        for nodo in ast.walk(arbol)
        if (vistos := importa(nodo) & MODULOS_DE_RED)
    ]
    assert not fallas, "\n".join(fallas)


def abre_archivo(nodo: ast.AST) -> bool:
    """Whether ``nodo`` opens a file or reaches for a package that does."""
    if importa(nodo) & MODULOS_DE_DISCO:
        return True
    match nodo:
        case ast.Call(func=ast.Name(id="open")):
            return True
        case ast.Call(func=ast.Attribute(attr="open", value=dueno)):
            return raiz_de(dueno) in ABREN
        case ast.Call(func=ast.Attribute(attr=nombre)):
            return nombre in ARCHIVO
        case _:
            return False


def test_only_the_loader_of_formatos_opens_files(arboles: Arboles) -> None:
    fallas = [
        f"{modulo}:{getattr(nodo, 'lineno', 0)} abre archivos"
        for modulo, arbol in arboles("workflows/").items()
        if modulo != LECTOR_DE_FORMATOS
        for nodo in ast.walk(arbol)
        if abre_archivo(nodo)
    ]
    assert not fallas, "\n".join(fallas)
