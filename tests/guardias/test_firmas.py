"""No signature without a proof of identity: default-deny, wherever a page may sign from."""

from __future__ import annotations

import ast
from collections.abc import Callable

from webapp.casos.actor import FIRMAS
from webapp.modelos import ClaseAsunto
from workflows.formatos.modelo import ClaseActo

Arboles = Callable[[str], dict[str, ast.Module]]

#: The one place that makes an Actor of who is at a page, with their proof.
DE_PAGINA = "webapp/permisos.py"
#: Those who act without a page: the command line of the server, and the demonstration data.
SIN_PAGINA = ("webapp/cli/", "webapp/demo/")
#: Makes one only to say in whose name a notice is; it records nothing.
SOLO_AVISA = "webapp/casos/_sugerencias.py"
#: Clases of acto that move a version or tell of the manual, and that nobody signs.
SIN_FIRMA = {
    ClaseActo.APERTURA,
    ClaseActo.RETIRO,
    ClaseActo.DEVOLUCION,
    ClaseActo.DESCARTE,
    ClaseActo.DEROGACION,
    ClaseAsunto.MANUAL,
    ClaseAsunto.PERSONA,
}


def _sin_probar(nodo: ast.Call) -> bool:
    """Whether it says outright that nothing was proved: who is a job's, and signs nothing."""
    return any(getattr(a, "id", "") == "SIN_PRUEBA" for a in nodo.args)


def test_whoever_acts_from_a_page_comes_with_their_proof(arboles: Arboles) -> None:
    hacen = {
        f"{modulo}:{nodo.lineno}"
        for modulo, arbol in arboles("webapp/").items()
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") == "Actor"
        if not _sin_probar(nodo)
        if not modulo.startswith((*SIN_PAGINA, DE_PAGINA, SOLO_AVISA))
    }
    assert not hacen, f"un Actor sin prueba de identidad en {hacen}: use permisos.actor()"


def test_every_clase_of_acto_says_whether_it_is_a_signature() -> None:
    todas = {c.value for c in (*ClaseActo, *ClaseAsunto)}
    assert todas - SIN_FIRMA == FIRMAS


def test_only_a_page_that_shows_what_would_happen_rehearses(arboles: Arboles) -> None:
    ensayan = {
        modulo
        for modulo, arbol in arboles("webapp/").items()
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Call) and any(k.arg == "ensayo" for k in nodo.keywords)
    }
    assert ensayan == {"webapp/vistas/acuerdos.py"}
