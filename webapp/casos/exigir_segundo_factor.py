"""Exigir segundo factor: which roles of a manual must have one to come in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from webapp.casos._personas import abrir_registro
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, RolConSegundoFactor
from workflows.errores import DatosInvalidos


def exigir_segundo_factor(
    session: Session, actor: Actor, manual_id: int, roles: Iterable[str]
) -> bool:
    """From now on it is those roles, and no other. Returns whether that changes anything.

    Who holds one and has no device gets it the next time they come in. Raises ActoNegado
    (role), DatosInvalidos for a role the manual does not have.
    """
    registro = abrir_registro(session, actor, manual_id)
    pedidos = set(roles)
    conocidos = {r.clave for r in registro.formato.roles} | {"administrador", "lector"}
    if desconocidos := pedidos - conocidos:
        raise DatosInvalidos(
            f"Este manual no tiene el rol «{min(desconocidos)}».", "Recargue la página.", "roles"
        )
    de_este = RolConSegundoFactor.manual_id == manual_id
    antes = set(session.scalars(select(RolConSegundoFactor.rol).where(de_este)))
    if pedidos == antes:
        return False
    session.execute(delete(RolConSegundoFactor).where(de_este))
    if pedidos:
        session.execute(
            insert(RolConSegundoFactor),
            [{"manual_id": manual_id, "rol": rol} for rol in sorted(pedidos)],
        )
    registro.asunto(
        ClaseAsunto.MANUAL,
        "exigir-segundo-factor",
        rol="administrador",
        datos={"antes": sorted(antes), "roles": sorted(pedidos)},
    )
    return True
