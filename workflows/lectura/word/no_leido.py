"""What a Word document says where the reader does not read: told, so that nothing goes unseen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from workflows.lectura.word.bloques import W, esta_oculta

#: Folders of a file → what is in them.
_AJENOS = (
    ("word/charts/", "un gráfico"),
    ("word/diagrams/", "un diagrama"),
    ("word/embeddings/", "otro documento dentro"),
    ("word/afchunk", "otro documento dentro"),
)
_LARGO = 300


def no_leido(
    arboles: Iterable[Any], comentarios: Any | None, nombres: Collection[str]
) -> tuple[str, ...]:
    """A sentence for each: images, what is embedded, hidden words, comments in the margin."""
    return tuple(dict.fromkeys(_dichos(list(arboles), comentarios, nombres)))


def _dichos(arboles: list[Any], comentarios: Any | None, nombres: Collection[str]) -> Iterator[str]:
    imagenes = sum(n.startswith("word/media/") for n in nombres)
    if imagenes:
        cuantas = "una imagen" if imagenes == 1 else f"{imagenes} imágenes"
        yield f"El documento trae {cuantas}: no se leen."
    for carpeta, que in _AJENOS:
        if any(n.startswith(carpeta) for n in nombres):
            yield f"El documento trae {que}: no se lee."
    if any(True for a in arboles for _ in a.iter(f"{W}altChunk")):
        yield "El documento trae otro documento dentro: no se lee."
    for arbol in arboles:
        for parrafo in arbol.iter(f"{W}p"):
            oculto = "".join(map(_texto, filter(esta_oculta, parrafo.iter(f"{W}r"))))
            if oculto.strip():
                yield f"Hay texto oculto, que no se lee: {_citado(oculto)}."
    for comentario in comentarios if comentarios is not None else ():
        dicho = " ".join(map(_texto, comentario.iter(f"{W}p")))
        if dicho.strip():
            yield f"Hay un comentario al margen, que no se lee: {_citado(dicho)}."


def _texto(elemento: Any) -> str:
    return "".join(t.text or "" for t in elemento.iter(f"{W}t"))


def _citado(texto: str) -> str:
    seguido = " ".join(texto.split())
    return f"«{seguido if len(seguido) <= _LARGO else seguido[: _LARGO - 1] + '…'}»"
