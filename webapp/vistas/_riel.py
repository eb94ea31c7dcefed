"""The rail beside a draft: what changes and why, and what the checks found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.consultas.tramite import ActoOfrecido
from webapp.hallazgos import Hallado
from webapp.hechos import VersionVista
from workflows.anclas import rotulo_de
from workflows.contenido import Contenido
from workflows.diferencias import comparar, renglones
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseActo


def en_el_editor(actos: Sequence[ActoOfrecido]) -> list[ActoOfrecido]:
    """Signing happens where the changes are seen (docs/decisions/0008); here, what bars it."""
    return [a for a in actos if a.clase != ClaseActo.ELABORACION or a.impedimentos]


def riel(
    formato: Formato,
    vista: VersionVista,
    contenido: Contenido,
    porques: Mapping[str, str],
    hallados: Sequence[Hallado],
) -> dict[str, Any]:
    """What the template of the rail is given; ``contenido`` is what the page shows."""
    es_nuevo = vista.base is None
    cambios = [] if vista.base is None else renglones(comparar(vista.base, contenido), formato)
    en_pie = [h for h in hallados if h.decision is None]
    return {
        "es_nuevo": es_nuevo,
        "cambios": cambios,
        "porques": porques,
        "sin_porque": [
            c for c in cambios if c.pieza not in porques and "" not in porques and not c.silencioso
        ],
        "hallazgos": [
            (h.hallazgo, rotulo_de(h.hallazgo.pieza, contenido, formato), h.huella) for h in en_pie
        ],
        "desestimados": len(hallados) - len(en_pie),
        "version_id": vista.version.id,
    }
