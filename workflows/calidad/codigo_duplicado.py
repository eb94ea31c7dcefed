"""One código on two different cargos."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.calidad.entorno import campos_de_codigo
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import CAMPO

REGLA = "codigo-duplicado"


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each code that another cargo of the manual carries too."""
    formato, contenido = examen.formato, examen.contenido
    suya = formato.identidad_de(contenido)
    for campo in campos_de_codigo(formato):
        valor = contenido.campo(campo).strip()
        otras = [
            f.rotulo
            for f in examen.entorno.por_codigo.get((campo, valor), ())
            if f.identidad != suya
        ]
        if otras:
            rotulo = next(c.rotulo for c in formato.campos if c.clave == campo)
            yield Hallazgo(
                REGLA,
                Severidad.ALTA,
                f"{CAMPO}{campo}",
                f"{rotulo} {valor} también lo lleva otro cargo: {'; '.join(sorted(otras)[:3])}.",
                sobre=tuple(sorted(otras)),
            )
