"""The form of a row of the competency table of a document that is being imported."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from workflows.lectura.correcciones import FilaEscrita

#: What a button of the form does to what is typed, without reading anything again.
AGREGAR, QUITAR = "agregar", "quitar:"
#: Forget what was said of the row.
OLVIDAR = "olvidar"


def leer(form: MultiDict[str, str]) -> list[FilaEscrita]:
    """The rows as they were typed, in one line each and without spaces around."""
    columnas = (form.getlist(c) for c in ("tipo", "competencia", "grado", "concepto"))
    filas = zip(*columnas, strict=False)
    return [(_linea(t), _linea(c), g.strip(), _linea(x)) for t, c, g, x in filas]


def dar_paso(escritas: Sequence[FilaEscrita], hacer: str) -> list[FilaEscrita] | None:
    """What is typed after a button: one more row at the end, or without one; None for the others,
    which say it."""
    if hacer == AGREGAR:
        return [*escritas, (escritas[-1][0] if escritas else "", "", "", "")]
    if hacer.startswith(QUITAR):
        return [e for n, e in enumerate(escritas) if str(n) != hacer.removeprefix(QUITAR)]
    return None


def _linea(texto: str) -> str:
    return " ".join(texto.split())
