"""Desestimar: a finding of the checks is no mistake, and why. It is not an acto.

The decision is about the words it was found in: other words are another finding.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.casos.operador import exigir_cuenta
from webapp.hallazgos import Hallado, hallados_de
from webapp.hechos import VersionVista, formato_de, hoy_en, ver_versiones
from webapp.modelos import ClaseDesestimacion, Desestimacion, FormatoGuardado, Manual, Persona
from webapp.roles import roles_en
from workflows.anclas import rotulo_de
from workflows.errores import ActoNegado, DatosInvalidos, NoEncontrado
from workflows.formatos import Formato

#: What the column of a place holds.
LARGO_LUGAR = 300


def desestimar(session: Session, actor: Actor, version_id: int, huella: str, motivo: str) -> None:
    """Keep that a finding of this version is no mistake. Dismissing it again changes nothing.

    Raises NoEncontrado (no such finding any more), ActoNegado (role), DatosInvalidos (reason).
    """
    if not motivo.strip():
        raise DatosInvalidos(
            "Falta el motivo.", "Diga por qué no es un error; queda en el registro.", "motivo"
        )
    exigir_texto(motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    vista, formato, hallado = _hallado(session, actor, version_id, huella)
    if hallado.decision is None:
        _decidir(
            session, actor, vista, formato, hallado, ClaseDesestimacion.DESESTIMADO, motivo.strip()
        )


def reponer(session: Session, actor: Actor, version_id: int, huella: str) -> None:
    """Tell a dismissed finding again. Raises NoEncontrado and ActoNegado."""
    vista, formato, hallado = _hallado(session, actor, version_id, huella)
    if hallado.decision is not None:
        _decidir(session, actor, vista, formato, hallado, ClaseDesestimacion.REPUESTO, "")


def _hallado(
    session: Session, actor: Actor, version_id: int, huella: str
) -> tuple[VersionVista, Formato, Hallado]:
    vista = ver_versiones(session, [version_id])[0]
    manual, guardado = session.execute(
        select(Manual, FormatoGuardado)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .where(Manual.id == vista.version.manual_id)
    ).one()
    formato = formato_de(guardado)
    exigir_cuenta(session.get_one(Persona, actor.persona_id))
    roles = roles_en(session, actor.persona_id, manual.id, hoy_en(manual, actor.ahora))
    if not roles & {r.clave for r in formato.roles}:
        quienes = " o ".join(r.rotulo for r in formato.roles)
        raise ActoNegado(
            "Desestimar un hallazgo le toca a quien tiene parte en el trámite del manual.",
            f"Puede hacerlo: {quienes}.",
        )
    hallado = next((h for h in hallados_de(session, formato, vista) if h.huella == huella), None)
    if hallado is None:
        raise NoEncontrado(
            "Ese hallazgo ya no está: el texto cambió, o dejó de ser un error.",
            "Actualice la página para ver lo que encuentra ahora la revisión.",
        )
    return vista, formato, hallado


def _decidir(
    session: Session,
    actor: Actor,
    vista: VersionVista,
    formato: Formato,
    hallado: Hallado,
    clase: ClaseDesestimacion,
    motivo: str,
) -> None:
    hallazgo = hallado.hallazgo
    session.add(
        Desestimacion(
            manual_id=vista.version.manual_id,
            cargo_id=vista.cargo.id,
            regla=hallazgo.regla,
            huella=hallado.huella,
            clase=clase.value,
            lugar=rotulo_de(hallazgo.pieza, vista.contenido, formato)[:LARGO_LUGAR],
            mensaje=hallazgo.mensaje,
            motivo=motivo,
            persona_id=actor.persona_id,
            momento=actor.ahora,
        )
    )
    session.flush()
