"""Two texts of one draft, side by side, when a save met another one."""

from __future__ import annotations

from typing import Any

from webapp.casos.guardar import TextoAjeno
from workflows.contenido import Contenido
from workflows.diferencias import comparar
from workflows.formatos import Formato


def choques(formato: Formato, ajeno: TextoAjeno, mio: Contenido) -> list[dict[str, Any]]:
    """Where what somebody else saved and what this person typed differ: place, and both texts."""
    d = comparar(ajeno.contenido, mio)
    lugares: list[dict[str, Any]] = []

    def anotar(lugar: str, actual: str, suyo: str) -> None:
        lugares.append(
            {"lugar": lugar, "suyo": suyo, "actual": actual, "de": ajeno.persona, "momento": None}
        )

    rotulos = {c.clave: c.rotulo for c in formato.campos}
    for campo in (c for c in d.campos if c.cambia):
        anotar(rotulos.get(campo.clave, campo.clave), campo.antes, campo.despues)
    for seccion in d.secciones:
        for item in (i for i in seccion.items if i.cambia):
            n = item.posicion_despues or item.posicion_antes
            anotar(
                f"{formato.seccion(seccion.clave).titulo}, {n}",
                item.antes.texto if item.antes else "",
                item.despues.texto if item.despues else "",
            )
    for fila in (c for c in d.competencias if c.cambia):
        queda = fila.despues or fila.antes
        nombre = queda.competencia if queda else ""
        anotar(f"Competencia: {nombre}", _fila(fila.antes), _fila(fila.despues))
    for nota in (n for n in d.notas if n.antes != n.despues):
        anotar(
            "Nota al pie",
            nota.antes.texto if nota.antes else "",
            nota.despues.texto if nota.despues else "",
        )
    return lugares


def _fila(fila: Any) -> str:
    return f"{fila.tipo} · {fila.competencia} · grado {fila.grado}: {fila.concepto}" if fila else ""
