"""A section that the formato requires and that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflows.calidad.modelo import Hallazgo, Severidad
from workflows.contenido import Contenido
from workflows.diferencias.piezas_de import SECCION

if TYPE_CHECKING:
    from workflows.formatos.modelo import Formato

REGLA = "seccion-vacia"


def revisar(formato: Formato, contenido: Contenido) -> Iterator[Hallazgo]:
    """One finding for each of them, in the order of the formato."""
    for seccion in formato.secciones:
        if seccion == formato.seccion_competencias:
            textos = [c.concepto for c in contenido.competencias]
        else:
            textos = [i.texto for i in contenido.seccion(seccion.clave).items]
        if seccion.requerida and not any(texto.strip() for texto in textos):
            yield Hallazgo(
                REGLA,
                Severidad.ALTA,
                f"{SECCION}{seccion.clave}",
                f"La sección «{seccion.titulo}» es obligatoria y está vacía.",
            )
