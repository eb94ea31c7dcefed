"""What the checks find in a text, with what somebody decided about each finding.

In one statement while nothing is approved in the manual, and without checking again a text that
this process has checked: a save of a draft costs no more in a large manual than in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.decisiones import Clave, Decision, sabido_de
from webapp.entornos import entorno_de
from webapp.hechos import VersionVista
from workflows import reglas
from workflows.calidad import Entorno, Hallazgo, revisar
from workflows.calidad.arreglo import palabras_de
from workflows.contenido import Contenido
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseEstado

#: Texts whose findings a process remembers.
_RECORDADOS = 256


@dataclass(frozen=True, slots=True)
class Hallado:
    """A finding and, when somebody decided it is no mistake, their decision."""

    hallazgo: Hallazgo
    huella: str
    decision: Decision | None = None


def hallados_de(
    session: Session,
    formato: Formato,
    vista: VersionVista,
    contenido: Contenido | None = None,
) -> tuple[Hallado, ...]:
    """What is found in a version, or in other words for it that are not saved."""
    manual_id, cargo_id = vista.version.manual_id, vista.cargo.id
    sabido = vista.sabido or sabido_de(session, manual_id, cargo_id)
    entorno = entorno_de(session, manual_id, formato, sabido.sello)
    return hallar(entorno, contenido or vista.contenido, sabido.decisiones.get(cargo_id, {}))


def hallar(
    entorno: Entorno, contenido: Contenido, decisiones: Mapping[Clave, Decision]
) -> tuple[Hallado, ...]:
    """The findings of a text among the others of its manual, each with its decision if it has."""
    return con_decisiones(
        [(h, h.huella(palabras_de(contenido, h))) for h in _revisado(entorno, contenido)],
        decisiones,
    )


def con_decisiones(
    hallazgos: Iterable[tuple[Hallazgo, str]], decisiones: Mapping[Clave, Decision]
) -> tuple[Hallado, ...]:
    """Findings and their huellas, each with what was decided about it."""
    return tuple(Hallado(h, huella, decisiones.get((h.regla, huella))) for h, huella in hallazgos)


def conteos(
    session: Session, formato: Formato, vistas: Iterable[VersionVista]
) -> dict[int, dict[str, int]]:
    """Findings that stand, by severity, of the versions in edition: what a rule may bar.

    Nothing is looked at (and none is given) when no acto of the formato asks.
    """
    if not any(set(a.reglas) & reglas.DE_CALIDAD for a in formato.actos):
        return {}
    en_edicion = [v for v in vistas if v.version.estado_clase == ClaseEstado.EDICION]
    return {v.version.id: contar(hallados_de(session, formato, v)) for v in en_edicion}


def aprender(session: Session, manual_id: int, formato: Formato, acto: str) -> None:
    """Learn what a rule of ``acto`` may ask of the whole manual, before its transaction begins.

    It lasts seconds in a large one, and only in a process that has not seen the last approval.
    """
    if any(a.clave == acto and set(a.reglas) & reglas.DE_CALIDAD for a in formato.actos):
        entorno_de(session, manual_id, formato, sabido_de(session, manual_id, 0).sello)


def contar(hallados: Iterable[Hallado]) -> dict[str, int]:
    """Those that stand, by severity."""
    return dict(Counter(h.hallazgo.severidad.value for h in hallados if h.decision is None))


_revisados: dict[tuple[str, str, Contenido], tuple[Hallazgo, ...]] = {}


def _revisado(entorno: Entorno, contenido: Contenido) -> tuple[Hallazgo, ...]:
    """What the checks find, remembered for the texts last asked about."""
    clave = (entorno.formato.clave, entorno.huella, contenido)
    dichos = _revisados.get(clave)
    if dichos is None:
        while len(_revisados) >= _RECORDADOS:
            _revisados.pop(next(iter(_revisados)), None)
        dichos = _revisados[clave] = revisar(entorno.formato, contenido, entorno)
    return dichos
