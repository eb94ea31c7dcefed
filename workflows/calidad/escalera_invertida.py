"""A cargo that stands higher and asks for less of the same competencia."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.calidad.aprendido import lugar
from workflows.calidad.entorno import peldanos
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import FILA
from workflows.texto import plano

REGLA = "escalera-invertida"


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each row with a lower grade than a cargo below, told on the higher one.

    Compared with the cargos that differ in one rank alone, where the manual as a whole shows
    which of the two is above.
    """
    escaleras = examen.entorno.escaleras
    campos = dict(examen.contenido.encabezado)
    abajo: list[tuple[str, dict[str, int]]] = []
    for campo in peldanos(examen.formato):
        mio = campos.get(campo, "")
        hay = escaleras.grupos.get(lugar(campo, campos, examen.formato.identidad), {})
        for valor, fichas in hay.items():
            if (campo, valor, mio) in escaleras.sobre:
                abajo.extend((rotulo, dict(grados)) for rotulo, grados in fichas)
    for fila in examen.contenido.competencias:
        competencia = plano(fila.competencia)
        mayores = [(g[competencia], r) for r, g in abajo if g.get(competencia, 0) > fila.grado]
        if mayores:
            grado, rotulo = max(mayores)
            yield Hallazgo(
                REGLA,
                Severidad.MEDIA,
                f"{FILA}{fila.id}",
                f"Pide grado {fila.grado} de «{fila.competencia}», y un cargo inferior pide "
                f"{grado}: {rotulo}.",
                sobre=(str(fila.grado), str(grado), rotulo),
            )
