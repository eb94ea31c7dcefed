"""The words a formato gives for the draft agreement, and the blanks that may stand in them.

A blank is a name, ``{organo}``, or two wordings, ``{el cargo|los cargos}``: the first is used
for one cargo, the second for several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_HUECO = re.compile(r"\{([^{}]*)\}")
#: What the texts of an agreement may name.
DEL_ACUERDO = frozenset(
    {"organo", "manual", "institucion", "sesion", "articulo", "fecha", "cuantos", "revisaron"}
)


@dataclass(frozen=True, slots=True)
class PlantillaAcuerdo:
    """The template of ``[acuerdo]``. The defaults serve any institution with a board, so that a
    formato pinned before this table existed still drafts.

    ``crear``, ``modificar``, ``restablecer`` and ``derogar`` open the lists of cargos; ``cargo``
    is a line of them and may name any header field, ``titulo`` among them.
    """

    titulo: str = "Cambios en {cuantos} {cargo|cargos}: {manual}"
    considerandos: tuple[str, ...] = (
        "Que corresponde a la {organo} aprobar los cambios del {manual}.",
        "Que {el cargo que se somete|los cargos que se someten} a aprobación"
        " {fue revisado y firmado|fueron revisados y firmados} por {revisaron}.",
        "Que el expediente de este punto contiene, de {ese cargo|cada cargo}, el cuadro comparativo"
        " entre el texto vigente y el texto propuesto, con su justificación, y el texto íntegro"
        " que se somete a aprobación.",
    )
    por_tanto: str = "La {organo}, en la {sesion}, celebrada el {fecha}, acuerda:"
    crear: str = "Crear {el siguiente cargo|los siguientes cargos} en el {manual}:"
    modificar: str = (
        "Aprobar {la modificación del siguiente cargo|las modificaciones de los siguientes cargos}"
        " del {manual}:"
    )
    restablecer: str = "Restablecer {el siguiente cargo|los siguientes cargos} del {manual}:"
    derogar: str = "Derogar {el siguiente cargo|los siguientes cargos} del {manual}:"
    cargo: str = "{titulo}"
    ademas: tuple[str, ...] = ()

    def textos(self) -> Iterator[tuple[str, str]]:
        """Every text but the line of a cargo, with the key a fault names it by."""
        yield "titulo", self.titulo
        yield from ((f"considerandos[{n}]", t) for n, t in enumerate(self.considerandos, 1))
        yield "por_tanto", self.por_tanto
        for clave in ("crear", "modificar", "restablecer", "derogar"):
            yield clave, getattr(self, clave)
        yield from ((f"ademas[{n}]", t) for n, t in enumerate(self.ademas, 1))


def llenar(texto: str, valores: dict[str, str], cuantos: int) -> str:
    """``texto`` with its blanks filled, for so many cargos; one without a value is left empty."""

    def hueco(hallado: re.Match[str]) -> str:
        dicho = hallado.group(1)
        uno, barra, varios = dicho.partition("|")
        return (uno if cuantos == 1 else varios) if barra else valores.get(dicho.strip(), "")

    return _HUECO.sub(hueco, texto)


def faltas_de(texto: str, nombres: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the blanks of a text: (fault, remedy)."""
    hay = ", ".join(f"{{{n}}}" for n in sorted(nombres))
    if "{" in (resto := _HUECO.sub("", texto)) or "}" in resto:
        yield "las llaves no cierran", "escriba cada hueco entre llaves: {organo}"
    for dicho in _HUECO.findall(texto):
        if dicho.count("|") > 1:
            yield f"«{{{dicho}}}» tiene más de dos formas", "deje {una|varias}"
        elif "|" not in dicho and dicho.strip() not in nombres:
            yield f"no se sabe llenar «{{{dicho}}}»", f"use uno de: {hay}"
