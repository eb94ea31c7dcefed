"""Sessions as rows: what the cookie's key opens, for how long, and why it no longer does.

OWASP ASVS 5, chapter 7: an idle and an absolute life, a new key at every sign-in, and the
server, not the cookie, as the one who says whether it is still good.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from webapp.modelos import MedioSesion, MotivoCierre, Persona, Sesion
from workflows.reloj import TOLERANCIA, por_venir

#: «Last seen» is written no more often than this.
CADA = timedelta(minutes=5)
#: How long a session is kept after it was last used, beyond the longest life.
GUARDADA = timedelta(days=30)

_POR_QUE = {
    MotivoCierre.SALIDA: "Usted salió de Vigente en este equipo.",
    MotivoCierre.PROPIO: "Esta sesión se cerró desde la lista de sesiones de su cuenta.",
    MotivoCierre.ADMINISTRACION: "Quien administra el manual cerró esta sesión.",
    MotivoCierre.CONTRASENA: "La contraseña de su cuenta cambió y esta sesión se cerró.",
    MotivoCierre.CUENTA: "Esta cuenta se cerró.",
}
_VENCIDA = "Su sesión terminó porque pasó mucho tiempo desde que entró o sin usarse."


@dataclass(frozen=True, slots=True)
class Vida:
    """How long a session lasts without use, in all, and in all when it is remembered."""

    inactiva: timedelta
    maxima: timedelta
    recordada: timedelta

    def vigente(self, ahora: datetime) -> ColumnElement[bool]:
        """Criterion: sessions that are open and have not run out."""
        return and_(
            Sesion.cerrada.is_(None),
            Sesion.abierta <= ahora + TOLERANCIA,
            or_(
                and_(
                    Sesion.recordada.is_(False),
                    Sesion.vista > ahora - self.inactiva,
                    Sesion.abierta > ahora - self.maxima,
                ),
                and_(Sesion.recordada.is_(True), Sesion.abierta > ahora - self.recordada),
            ),
        )

    def vencida(self, sesion: Sesion, ahora: datetime) -> bool:
        """Whether it has run out; what a clock that ran ahead opened has, or it would last as much
        longer."""
        if por_venir(sesion.abierta, ahora):
            return True
        if sesion.recordada:
            return ahora - sesion.abierta >= self.recordada
        return ahora - sesion.vista >= self.inactiva or ahora - sesion.abierta >= self.maxima

    @property
    def mas_larga(self) -> timedelta:
        """No session outlives this."""
        return max(self.maxima, self.recordada)


@dataclass(frozen=True, slots=True)
class Hallada:
    """What a cookie opens: the person, or nobody and the sentence that says why."""

    persona: Persona | None
    sesion: Sesion
    por_que: str = ""
    filas: Sequence[Any] = ()  #: as they were read, with what was asked besides


def ajustes_de_sesiones(entorno: Mapping[str, str]) -> dict[str, Any]:
    """Settings, in hours and (remembered) days; 0 days: nobody is remembered."""
    vida = Vida(
        timedelta(hours=float(entorno.get("VIGENTE_SESION_INACTIVA") or 8)),
        timedelta(hours=float(entorno.get("VIGENTE_SESION_MAXIMA") or 24)),
        timedelta(days=float(entorno.get("VIGENTE_SESION_RECORDADA") or 30)),
    )
    return {
        "SESION_VIDA": vida,
        # The signature of the cookie is looked at too: it need not outlive the row.
        "PERMANENT_SESSION_LIFETIME": vida.mas_larga,
        "SESSION_REFRESH_EACH_REQUEST": False,
    }


#: Composed once: every page of somebody signed in begins with it.
CON_LLAVE: Any = (
    select(Persona, Sesion)
    .join(Sesion, Sesion.persona_id == Persona.id)
    .where(Sesion.clave == bindparam("clave"))
)
#: The id of that person, for what is asked with it.
DE_LA_LLAVE = select(Sesion.persona_id).where(Sesion.clave == bindparam("clave")).scalar_subquery()


def clave_de(llave: str) -> str:
    """What is kept of the key in a cookie."""
    return hashlib.sha256(llave.encode()).hexdigest()


def abrir(
    session: Session,
    persona_id: int,
    *,
    ahora: datetime,
    dispositivo: str,
    medio: MedioSesion,
    recordada: bool,
    vida: Vida,
) -> str:
    """Open one, and forget those nobody has used for long. Returns the key for the cookie."""
    session.execute(delete(Sesion).where(Sesion.vista < ahora - vida.mas_larga - GUARDADA))
    llave = secrets.token_urlsafe(32)
    session.execute(
        insert(Sesion),
        {
            "clave": clave_de(llave),
            "persona_id": persona_id,
            "abierta": ahora,
            "vista": ahora,
            "dispositivo": dispositivo,
            "medio": medio.value,
            "recordada": recordada,
        },
    )
    return llave


@dataclass(frozen=True, slots=True)
class Ademas:
    """What a page asks with who opens it: :data:`CON_LLAVE`, with more columns and parameters."""

    consulta: Select[Any] = CON_LLAVE
    pide: Mapping[str, Any] = field(default_factory=dict)


def buscar(
    session: Session,
    llave: str,
    sello: str,
    ahora: datetime,
    vida: Vida,
    ademas: Ademas = Ademas(),  # it is frozen
) -> Hallada | None:
    """Whom a cookie with this key and account's seal lets in. One statement, nothing written.

    ``sello`` is the account's seal when it came in: changing it ends whatever was open. None
    when the key is not of any session.
    """
    filas = session.execute(ademas.consulta, {"clave": clave_de(llave), **ademas.pide}).all()
    if not filas:
        return None
    persona, sesion = filas[0][:2]
    if sesion.cerrada is not None:
        return Hallada(None, sesion, _POR_QUE[MotivoCierre(sesion.motivo)])
    if not persona.active:
        return Hallada(None, sesion, _POR_QUE[MotivoCierre.CUENTA])
    if persona.fs_uniquifier != sello or vida.vencida(sesion, ahora):
        return Hallada(None, sesion, _VENCIDA)
    return Hallada(persona, sesion, filas=filas)


def dejar(session: Session, llave: str, ahora: datetime) -> None:
    """Its owner signed out, or in again, in that browser."""
    session.execute(
        update(Sesion)
        .where(Sesion.clave == clave_de(llave), Sesion.cerrada.is_(None))
        .values(cerrada=ahora, motivo=MotivoCierre.SALIDA.value)
    )


def tocar(session: Session, sesion_id: int, ahora: datetime) -> None:
    """Write that it was used; of several processes that would, one does."""
    session.execute(
        update(Sesion)
        .where(Sesion.id == sesion_id, Sesion.vista <= ahora - CADA, Sesion.cerrada.is_(None))
        .values(vista=ahora)
    )
