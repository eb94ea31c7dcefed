"""JSON of other programs, as the text that its values make: a document, or fields and lists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

_MARCAS = ("{", "[")
_LARGO = 200  #: letters; a longer value is text, not the value of a label
_FONDO = 12  #: levels of one value inside another that are read
#: What programs call the heading of what comes with it.
_TITULOS = ("titulo", "título", "title", "seccion", "sección", "heading", "encabezado")
#: What programs call the words themselves.
_TEXTOS = ("text", "texto", "content", "contenido", "body", "cuerpo", "markdown")


def texto_de_json(texto: str) -> str | None:
    """The words of a JSON document (or of one a line); None when ``texto`` is no such thing.

    A string with line ends is a document as it stands; a short one is a label with its value; a
    list is a list; flat objects with the same keys are the rows of a table. No value is left out.
    """
    limpio = texto.lstrip("\ufeff \t\r\n")
    if not limpio.startswith(_MARCAS):
        return None
    try:
        datos = _leer(limpio)
        suyos = datos if isinstance(datos, list) else [datos]
        if not suyos or not all(isinstance(x, dict) for x in suyos):
            return None
        return "\n".join(_lineas(datos, 0))
    except RecursionError:
        return None


def _leer(texto: str) -> object:
    try:
        return json.loads(texto, object_pairs_hook=_pares)
    except ValueError:
        pass
    try:
        lineas = (x for x in texto.splitlines() if x.strip())
        return [json.loads(linea, object_pairs_hook=_pares) for linea in lineas]
    except ValueError:
        return None


def _pares(pares: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object with each of its values, also those whose key is there twice."""
    veces: Counter[str] = Counter()
    objeto: dict[str, object] = {}
    for clave, valor in pares:
        veces[clave] += 1
        objeto[clave if veces[clave] == 1 else f"{clave} ({veces[clave]})"] = valor
    return objeto


def _lineas(valor: object, fondo: int) -> Iterator[str]:
    if fondo > _FONDO:
        yield json.dumps(valor, ensure_ascii=False)
    elif isinstance(valor, dict):
        yield from _objeto(valor, fondo)
    elif isinstance(valor, list):
        yield from _lista(valor, fondo)
    else:
        yield from _dicho(valor).split("\n")


def _objeto(objeto: Mapping[str, object], fondo: int) -> Iterator[str]:
    """Its heading, if it has one; then its short values; then the rest, each under its key."""
    claves = list(objeto)
    titulo = next((c for c in claves if c.casefold() in _TITULOS and _corto(objeto[c])), None)
    if titulo is not None:
        yield from ("", f"## {_dicho(objeto[titulo])}", "")
        claves.remove(titulo)
    cortos = [c for c in claves if _corto(objeto[c]) and c.casefold() not in _TEXTOS]
    yield from (f"{_rotulo(c)}: {_dicho(objeto[c])}" for c in cortos if _dicho(objeto[c]))
    for clave in (c for c in claves if c not in cortos):
        valor = objeto[clave]
        suelto = isinstance(valor, str) and ("\n" in valor or clave.casefold() in _TEXTOS)
        objetos = isinstance(valor, list) and any(isinstance(v, dict) for v in valor)
        lista_propia = titulo is not None and isinstance(valor, list)
        if not (suelto or lista_propia or (objetos and not _tabla(valor))):
            yield from ("", f"## {_rotulo(clave)}", "")
        yield from ("", *_lineas(valor, fondo + 1), "")


def _lista(lista: Sequence[object], fondo: int) -> Iterator[str]:
    columnas = _tabla(lista)
    if columnas:
        yield "\t".join(map(_rotulo, columnas))
        for fila in lista:
            assert isinstance(fila, dict)
            yield "\t".join(" ".join(_dicho(fila[c]).split()) for c in columnas)
        return
    for valor in lista:
        if isinstance(valor, str) and "\n" not in valor and len(lista) > 1:
            yield f"- {valor}"
        else:
            yield from ("", *_lineas(valor, fondo + 1), "")


def _tabla(valor: object) -> list[str]:
    """The columns of a list of flat objects that have the same three keys or more."""
    if not isinstance(valor, list) or not valor or not isinstance(valor[0], dict):
        return []
    columnas = list(valor[0])
    iguales = all(isinstance(v, dict) and list(v) == columnas for v in valor)
    if len(columnas) < 3 or not iguales:
        return []
    planos = all(not isinstance(x, (dict, list)) for v in valor for x in v.values())
    return columnas if planos else []


def _corto(valor: object) -> bool:
    if isinstance(valor, str):
        return len(valor) <= _LARGO and "\n" not in valor
    return not isinstance(valor, (dict, list))


def _dicho(valor: object) -> str:
    return valor if isinstance(valor, str) else "" if valor is None else json.dumps(valor)


def _rotulo(clave: str) -> str:
    palabras = clave.replace("_", " ").strip()
    return palabras[:1].upper() + palabras[1:]
