"""The mark at the end of a form that says all of a text.

What such a form leaves out reads as empty, which is how people delete. So one of a page of another
release, or of a page that did not arrive whole, is refused before it is read.
"""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from workflows.errores import VersionDesfasada

#: The name of the hidden field, the last of its form.
CAMPO = "hasta-aqui"
#: The shape of each form. It changes with the names of its fields, or with what they mean.
EDITOR = "editor-1"
PUNTO = "punto-1"


def exigir_entera(form: MultiDict[str, str], forma: str) -> None:
    """Raise VersionDesfasada unless the form is whole and of today's shape."""
    if form.get(CAMPO) != forma:
        raise VersionDesfasada(
            "Esta página es de una versión anterior de Vigente, o no terminó de llegar. "
            "No se guardó nada.",
            "Copie de aquí lo que escribió, abra la página de nuevo y péguelo.",
        )
