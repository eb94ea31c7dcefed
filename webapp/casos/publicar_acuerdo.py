"""Publicar acuerdo: what waited for its publication is in force from that day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo, anotar, empezar
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from workflows.acuerdos import ActoDeAcuerdo, con_cambios, exigir_coherente, publicar


def publicar_acuerdo(
    session: Session, actor: Actor, pedido: PedidoDeAcuerdo, dia: date, donde: str
) -> None:
    """Record where and when it was published. Raises what ``_sobre_acuerdo.empezar`` raises,
    ActoInvalido when it was already, DatosInvalidos for a day that cannot be."""
    registro, leido, acto = empezar(session, actor, pedido)
    exigir_texto(donde, 200, lugar="Dónde se publicó", campo="publicado_en")
    cambios = publicar(leido.datos, dia, donde.strip())
    dicho = con_cambios(leido.datos, cambios)
    exigir_coherente(dicho, leido.instrumento.anio, registro.hoy, tocados=cambios)
    anotar(registro, leido, acto, ActoDeAcuerdo.PUBLICACION, motivo=pedido.razon, cambios=cambios)
