"""Corregir el reloj: the last moments of the record were of a wrong clock; it goes on from now."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.bd import escribir_instante
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.reloj import RELOJ


def corregir_reloj(session: Session, actor: Actor, manual_id: int, motivo: str) -> int:
    """Record that the clock was ahead. Returns the seq of the acto; what it corrects stays as it
    was recorded.

    Raises DatosInvalidos without a reason, ActoInvalido when the clock is not behind the record.
    """
    registro = Registro(session, actor, manual_id)
    exigir_texto(motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    if not motivo.strip():
        raise DatosInvalidos("Falta decir qué pasó con el reloj.", "Escríbalo.", "motivo")
    antes = registro.ultimo
    if antes is None or antes <= registro.ahora:
        raise ActoInvalido(
            "El reloj no está atrás de la bitácora: no hay nada que corregir.",
            "Los actos se registran con normalidad.",
        )
    return registro.asunto(
        ClaseAsunto.MANUAL,
        RELOJ,
        motivo=motivo.strip(),
        datos={"decia": escribir_instante(antes), "ahora": escribir_instante(registro.ahora)},
    )
