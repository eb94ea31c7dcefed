"""The page count that a document prints: «5 de 4», a missing page, a wrong total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.calidad.modelo import Examen, Hallazgo, Severidad

REGLA = "pagina-total"

_CUENTA = re.compile(r"(\d+)(?: de (\d+))?$")


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """Only where a document was read: one finding for each thing its count says wrong."""
    leido = examen.leido
    if leido is None:
        return
    contadas = [
        (int(m[1]), int(m[2] or 0), e.lineas)
        for e in leido.encabezados
        if (m := _CUENTA.match(e.pagina))
    ]
    if not contadas:
        return
    todas = contadas[0][2][0], contadas[-1][2][1]
    for pagina, total, lineas in contadas:
        if total and pagina > total:
            yield _hallazgo(f"Dice «{pagina} de {total}».", lineas)
    faltan = sorted(set(range(1, contadas[-1][0])) - {p for p, _, _ in contadas})
    if faltan:
        cuales = ", ".join(map(str, faltan))
        yield _hallazgo(
            f"{'Falta la página' if len(faltan) == 1 else 'Faltan las páginas'} {cuales}.", todas
        )
    totales = sorted({t for _, t, _ in contadas if t})
    mayor = max(p for p, _, _ in contadas)
    if len(totales) > 1:
        dichos = " y ".join(str(t) for t in totales)
        yield _hallazgo(f"Sus páginas dicen totales distintos: {dichos}.", todas)
    elif totales and mayor < totales[0]:
        yield _hallazgo(
            f"Sus páginas dicen que son {totales[0]} y el documento trae {len(contadas)}: falta "
            "alguna, o el total está mal.",
            contadas[-1][2],
        )


def _hallazgo(mensaje: str, lineas: tuple[int, int]) -> Hallazgo:
    return Hallazgo(REGLA, Severidad.MEDIA, "", mensaje, lineas=lineas, sobre=(mensaje,))
