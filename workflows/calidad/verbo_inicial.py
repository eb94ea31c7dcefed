"""An activity that does not begin with an infinitive, where the manual's activities do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workflows.calidad.infinitivo import empieza_en_infinitivo
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.formatos.modelo import FormaSeccion
from workflows.piezas import ITEM

REGLA = "verbo-inicial"

#: Items needed to know the custom of a section, and the part of them that follows it.
MINIMO, PARTE = 6, 0.8


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each such item, in the lists whose items begin so in the whole manual."""
    formas = {s.clave: s.forma for s in examen.formato.secciones}
    for seccion in examen.contenido.secciones:
        empiezan = examen.entorno.verbos.get(seccion.clave, Counter[bool]())
        con, todos = empiezan[True], empiezan.total()
        es_lista = formas.get(seccion.clave) in (FormaSeccion.NUMERADA, FormaSeccion.VINETAS)
        if not es_lista or todos < MINIMO or con < PARTE * todos:
            continue
        for item in seccion.items:
            palabras = item.texto.split()
            if palabras and not empieza_en_infinitivo(item.texto):
                primera = palabras[0].strip(".,;:")
                yield Hallazgo(
                    REGLA,
                    Severidad.BAJA,
                    f"{ITEM}{item.id}",
                    f"Empieza con «{primera}», y las demás empiezan con un verbo en infinitivo.",
                    item.texto.index(palabras[0]),
                    item.texto.index(palabras[0]) + len(palabras[0]),
                )
