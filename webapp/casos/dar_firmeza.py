"""Dar firmeza: a recorded acuerdo became final."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo, anotar, empezar
from webapp.casos.actor import Actor
from workflows.acuerdos import ActoDeAcuerdo, con_cambios, exigir_coherente
from workflows.acuerdos import dar_firmeza as cambios_de


def dar_firmeza(session: Session, actor: Actor, pedido: PedidoDeAcuerdo, dia: date) -> None:
    """Record the day it became final. Raises what ``_sobre_acuerdo.empezar`` raises, ActoInvalido
    when it has one, DatosInvalidos for a day that cannot be."""
    registro, leido, acto = empezar(session, actor, pedido)
    cambios = cambios_de(leido.datos, dia)
    dicho = con_cambios(leido.datos, cambios)
    exigir_coherente(dicho, leido.instrumento.anio, registro.hoy, tocados=cambios)
    anotar(registro, leido, acto, ActoDeAcuerdo.FIRMEZA, motivo=pedido.razon, cambios=cambios)
