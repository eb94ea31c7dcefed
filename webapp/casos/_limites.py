"""What a text must satisfy to be stored at all, finished or not."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.casos._textos import exigir_texto
from workflows.contenido import Contenido
from workflows.errores import DatosInvalidos
from workflows.formatos import Formato
from workflows.piezas import NOTAS

#: Longest item and largest cargo that fit a page of an institution many times over.
MAXIMO_ITEM, MAXIMO_ITEMS = 20_000, 400
MAXIMO_CAMPO, MAXIMO_ID = 300, 60


def exigir_guardable(formato: Formato, contenido: Contenido) -> None:
    """Raise DatosInvalidos, naming the place, for a text that cannot be stored as it is.

    It must be of this formato, printable, and of a size that pages can show; whether it is
    complete is asked when somebody signs it.
    """
    _exigir_partes(formato, contenido)
    for lugar, texto, maximo, campo in _textos(formato, contenido):
        exigir_texto(texto, maximo, lugar=lugar, campo=campo)
    ids = contenido.ids()
    if len(ids) + len(contenido.notas) > MAXIMO_ITEMS:
        raise DatosInvalidos(
            f"El cargo tiene {len(ids) + len(contenido.notas)} líneas y caben {MAXIMO_ITEMS}.",
            "Una o quite algunas.",
        )
    if len(set(ids)) != len(ids) or any(not 0 < len(i) <= MAXIMO_ID for i in ids):
        raise DatosInvalidos("Dos líneas tienen la misma identificación.", "Recargue la página.")


def _exigir_partes(formato: Formato, contenido: Contenido) -> None:
    claves = [s.clave for s in contenido.secciones]
    ajenas = set(claves) - {s.clave for s in formato.secciones}
    ajenas |= {c for c in claves if claves.count(c) > 1}
    ajenas |= {c for c, _ in contenido.encabezado} - {c.clave for c in formato.campos}
    if contenido.competencias and formato.competencias is None:
        ajenas.add("competencias")
    if ajenas:
        raise DatosInvalidos(
            f"El texto trae partes que este manual no tiene: {', '.join(sorted(ajenas))}.",
            "Recargue la página.",
        )


def _textos(formato: Formato, contenido: Contenido) -> Iterator[tuple[str, str, int, str]]:
    """Every text: where it is, what it says, how long it may be, and how a form names it."""
    for campo in formato.campos:
        yield campo.rotulo, contenido.campo(campo.clave), MAXIMO_CAMPO, campo.clave
    for seccion in contenido.secciones:
        titulo = formato.seccion(seccion.clave).titulo
        for n, item in enumerate(seccion.items, 1):
            yield f"{titulo}, {n}", item.texto, MAXIMO_ITEM, item.id
            yield f"{titulo}, {n}, llamadas", " ".join(item.notas), MAXIMO_CAMPO, item.id
    for fila in contenido.competencias:
        lugar = fila.competencia[:60] or "Competencia"
        yield "Competencia", fila.tipo + fila.competencia, MAXIMO_CAMPO, fila.id
        yield lugar, fila.concepto, MAXIMO_ITEM, fila.id
    for nota in contenido.notas:
        yield "Nota al pie", nota.marca, MAXIMO_CAMPO, NOTAS
        yield f"Nota al pie {nota.marca}", nota.texto, MAXIMO_ITEM, NOTAS
