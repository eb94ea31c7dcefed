"""Fijar la numeración: where a year's version numbers stand when the manual comes to Vigente."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.casos._instrumentos import MAXIMO_CONSECUTIVO
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, Numero
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.formatos.modelo import Alcance


def fijar_numeracion(
    session: Session, actor: Actor, manual_id: int, anio: int, ultimo: int
) -> None:
    """Say that the numbers of ``anio`` up to ``ultimo`` are used; the next one follows it.

    Raises ActoNegado (role), DatosInvalidos, ActoInvalido where that year has a later number.
    """
    registro = Registro(session, actor, manual_id)
    registro.exigir_rol("administrador", para="Fijar la numeración")
    if registro.formato.numeracion.alcance is Alcance.NINGUNA:
        raise ActoInvalido("Este manual no numera sus versiones.")
    if not 1 <= ultimo <= MAXIMO_CONSECUTIVO or not 1900 <= anio <= 2999:
        raise DatosInvalidos("El año o el número no son posibles.", "Revíselos.", "ultimo")
    mayor = registro.session.scalar(
        select(func.max(Numero.consecutivo)).where(
            Numero.manual_id == manual_id, Numero.anio == anio
        )
    )
    if mayor is not None and mayor >= ultimo:
        raise ActoInvalido(f"En {anio} ya se usó el número {mayor}.", "Indique uno posterior.")
    session.add(
        Numero(
            manual_id=manual_id,
            anio=anio,
            consecutivo=ultimo,
            origen="asentado",
            instrumento_id=None,
        )
    )
    registro.asunto(
        ClaseAsunto.MANUAL,
        "fijar-numeracion",
        rol="administrador",
        datos={"anio": anio, "ultimo": ultimo},
    )
