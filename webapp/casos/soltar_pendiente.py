"""Soltar: what the board approved with changes will not be completed (it withdrew it)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._avisos import Dicho
from webapp.casos._avisos_acuerdos import avisar_interesados
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo, anotar, empezar
from webapp.casos.actor import Actor
from webapp.casos.dejar_sin_efecto import cerrar_pendientes, pendientes_de
from workflows.acuerdos import ActoDeAcuerdo
from workflows.errores import ActoInvalido


def soltar_pendiente(
    session: Session, actor: Actor, pedido: PedidoDeAcuerdo, version_id: int
) -> None:
    """Let a pending version go: it stays as it is, a draft like any other; its number is not
    used again. Raises what ``_sobre_acuerdo.empezar`` raises; ActoInvalido if it is not pending.
    """
    registro, leido, acto = empezar(session, actor, pedido, motivo="por qué ya no se completará")
    if version_id not in pendientes_de(session, leido.instrumento.id):
        raise ActoInvalido("Ese cargo ya no está pendiente en este acuerdo.", "Recargue la página.")
    seq = anotar(
        registro,
        leido,
        acto,
        ActoDeAcuerdo.SOLTAR,
        motivo=pedido.razon,
        versiones=[version_id],
    )
    cerrar_pendientes(session, leido.instrumento.id, [version_id], seq)
    frase = f"El acuerdo {leido.datos.numero} ya no espera sus cambios: sigue como borrador común."
    avisar_interesados(registro, [version_id], Dicho(ActoDeAcuerdo.SOLTAR, frase, pedido.razon))
