"""Importar a mano: a document waits, its lines are corrected, and it enters whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.casos.actor import Actor
from webapp.casos.asentar import Avance, asentar
from webapp.casos.importar_borradores import importar_borradores
from webapp.modelos import LecturaEnCurso
from workflows.errores import ActoInvalido, DatosInvalidos, NoEncontrado
from workflows.lectura import CargoLeido
from workflows.lectura.correcciones import Dicho, a_texto, de_texto

#: Documents one person may have waiting in one manual.
EN_ESPERA = 10
#: How long one waits after it was last touched.
GUARDA = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Pedido:
    """How a document enters. ``visto`` are the corrections whose reading the person looked at."""

    como: str  #: "vigente" or "borrador"
    visto: str
    rige: date | None = None


def recibir(session: Session, actor: Actor, manual_id: int, datos: bytes, nombre: str) -> int:
    """Keep a document that can be read. Returns its id.

    What nobody touched for long is forgotten. Raises ActoInvalido when too many wait.
    """
    session.execute(
        delete(LecturaEnCurso).where(
            LecturaEnCurso.manual_id == manual_id, LecturaEnCurso.tocado < actor.ahora - GUARDA
        )
    )
    mias = select(func.count()).where(
        LecturaEnCurso.manual_id == manual_id, LecturaEnCurso.persona_id == actor.persona_id
    )
    if (session.scalar(mias) or 0) >= EN_ESPERA:
        raise ActoInvalido(
            f"Ya tiene {EN_ESPERA} documentos a medio importar en este manual.",
            "Acepte o descarte alguno de la lista y suba este de nuevo.",
        )
    nueva = LecturaEnCurso(
        manual_id=manual_id,
        persona_id=actor.persona_id,
        hash=hashlib.sha256(datos).hexdigest(),
        nombre=nombre,
        datos=datos,
        correcciones=a_texto({}),
        creado=actor.ahora,
        tocado=actor.ahora,
    )
    session.add(nueva)
    session.flush()
    return nueva.id


def corregir(
    session: Session, actor: Actor, manual_id: int, id_: int, linea: int, dicho: Dicho | None
) -> None:
    """Keep what somebody says a line is; None forgets what they had said."""
    fila = _suya(session, actor, manual_id, id_)
    dichos = de_texto(fila.correcciones)
    dichos.pop(linea, None)
    if dicho is not None:
        dichos[linea] = dicho
    fila.correcciones, fila.tocado = a_texto(dichos), actor.ahora


def descartar(session: Session, actor: Actor, manual_id: int, id_: int) -> None:
    """Forget the document and its corrections. Nothing entered the manual."""
    session.delete(_suya(session, actor, manual_id, id_))


def aceptar(
    session: Session,
    actor: Actor,
    manual_id: int,
    id_: int,
    leidos: Sequence[CargoLeido],
    pedido: Pedido,
    *,
    avance: Avance = lambda _: None,
) -> int:
    """The cargos enter as history in force or as drafts; the document no longer waits.

    Returns how many; ``avance`` is told how many are done. Raises what asentar and
    importar_borradores raise, DatosInvalidos without a choice, and ActoInvalido when the
    corrections are no longer those that were looked at.
    """
    fila = _suya(session, actor, manual_id, id_)
    if fila.correcciones != pedido.visto:
        raise ActoInvalido(
            "Mientras miraba esta página se corrigió otra línea, y lo leído ya no es lo que vio.",
            "Mírelo como está ahora y acéptelo. No se guardó nada.",
        )
    if pedido.como == "vigente":
        n = asentar(session, actor, manual_id, leidos, rige=pedido.rige, avance=avance)
    elif pedido.como == "borrador":
        n = importar_borradores(session, actor, manual_id, leidos, avance=avance)
    else:
        raise DatosInvalidos(
            "No se dijo cómo entra el documento.", "Elija si ya rige o si son borradores.", "como"
        )
    session.delete(fila)
    return n


def _suya(session: Session, actor: Actor, manual_id: int, id_: int) -> LecturaEnCurso:
    """The row, held. Raises NoEncontrado for somebody else's, and when it is over."""
    fila = session.scalar(
        select(LecturaEnCurso)
        .where(
            LecturaEnCurso.id == id_,
            LecturaEnCurso.manual_id == manual_id,
            LecturaEnCurso.persona_id == actor.persona_id,
        )
        .with_for_update()
    )
    if fila is None:
        raise NoEncontrado(
            "Ese documento ya no está a medio importar: se aceptó, se descartó o es de otra "
            "persona.",
            "Vea la lista de los suyos en Importar un documento.",
        )
    return fila
