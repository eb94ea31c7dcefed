"""Dejar sin efecto: what an acuerdo approved no longer counts, and the former versions do again."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.casos._avisos import Dicho
from webapp.casos._avisos_acuerdos import avisar_interesados
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo, anotar, empezar, vivas
from webapp.casos.actor import Actor
from webapp.modelos import ResultadoRegistrado, Version, Vigencia
from workflows.acuerdos import ActoDeAcuerdo, Resultado
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.formatos.modelo import ClaseEstado
from workflows.numeracion import leer_acuerdo

_ABIERTAS = (ClaseEstado.EDICION, ClaseEstado.TRAMITE)


def dejar_sin_efecto(
    session: Session,
    actor: Actor,
    pedido: PedidoDeAcuerdo,
    versiones: Collection[int],
    decidido_en: str = "",
) -> bool:
    """Annul these versions of the acuerdo, for good. Returns whether all of it is annulled.

    When nothing is left, what was still to be completed is let go too. ``decidido_en`` is the
    number of the acuerdo that decided it, or "". Raises what ``_sobre_acuerdo.empezar`` raises,
    DatosInvalidos for what was chosen or typed.
    """
    registro, leido, acto = empezar(
        session, actor, pedido, motivo="por qué queda sin efecto y quién lo decidió"
    )
    if decidido_en.strip():
        try:
            decidido_en = leer_acuerdo(registro.formato.instrumento, decidido_en).texto
        except DatosInvalidos as error:
            error.campo = "decidido_en"
            raise
    quedan = vivas(session, leido.instrumento.id)
    pendientes = pendientes_de(session, leido.instrumento.id)
    if not quedan and not pendientes:
        raise ActoInvalido("Este acuerdo no tiene nada en pie que dejar sin efecto.")
    elegidas = [v for v in quedan if v in set(versiones)]
    if set(versiones) - set(quedan):
        raise DatosInvalidos(
            "Uno de los cargos elegidos ya no está en pie en este acuerdo.",
            "Recargue la página y elija de nuevo.",
            "versiones",
        )
    if quedan and not elegidas:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    todo = len(elegidas) == len(quedan)
    nombradas = [*elegidas, *(pendientes if todo else ())]
    seq = anotar(
        registro,
        leido,
        acto,
        ActoDeAcuerdo.SIN_EFECTO,
        motivo=pedido.razon,
        versiones=nombradas,
        todo=todo,
        decidido_en=decidido_en.strip(),
    )
    session.execute(
        update(Vigencia)
        .where(Vigencia.version_id.in_(elegidas))
        .values(anulada=True, seq=seq)
        .execution_options(synchronize_session=False)
    )
    if todo:
        cerrar_pendientes(session, leido.instrumento.id, pendientes, seq)
    numero = leido.datos.numero
    avisar_interesados(
        registro,
        nombradas,
        Dicho(ActoDeAcuerdo.SIN_EFECTO, f"Quedó sin efecto: acuerdo {numero}.", pedido.razon),
    )
    abiertas = session.scalars(
        select(Version.id).where(Version.base_id.in_(elegidas), Version.estado_clase.in_(_ABIERTAS))
    ).all()
    frase = (
        f"La versión de la que parte quedó sin efecto ({numero}): hay que compararla con la que "
        "cuenta antes de seguir."
    )
    avisar_interesados(registro, abiertas, Dicho(ActoDeAcuerdo.SIN_EFECTO, frase, pedido.razon))
    return todo


def pendientes_de(session: Session, instrumento_id: int) -> list[int]:
    """The versions an acuerdo approved with changes that are not complete."""
    return list(
        session.scalars(
            select(ResultadoRegistrado.version_id)
            .where(
                ResultadoRegistrado.instrumento_id == instrumento_id,
                ResultadoRegistrado.resultado == Resultado.CON_CAMBIOS,
                ResultadoRegistrado.cierre.is_(None),
            )
            .order_by(ResultadoRegistrado.version_id)
        )
    )


def cerrar_pendientes(
    session: Session, instrumento_id: int, versiones: Collection[int], seq: int
) -> None:
    """Say with which acto each of these stopped being pending."""
    if versiones:
        session.execute(
            update(ResultadoRegistrado)
            .where(
                ResultadoRegistrado.instrumento_id == instrumento_id,
                ResultadoRegistrado.version_id.in_(versiones),
            )
            .values(cierre=seq)
            .execution_options(synchronize_session=False)
        )
