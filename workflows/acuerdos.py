"""What a session of the board leaves: an outcome for each cargo it saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.errores import DatosInvalidos


class Resultado(StrEnum):
    """How a cargo left the session (domain.md, *A session's outcome for each cargo*)."""

    APROBADO = "aprobado"  #: as it was put before the board
    CON_CAMBIOS = "con-cambios"  #: its author enters the board's words; completed afterwards
    DEVUELTO = "devuelto"  #: back to its author, with the board's reason
    POSPUESTO = "pospuesto"  #: it stays reviewed, for another session

    @property
    def rotulo(self) -> str:
        """How it is printed."""
        return _ROTULOS[self]

    @property
    def pide_motivo(self) -> bool:
        """Whether the board's words must be written down."""
        return self in (Resultado.CON_CAMBIOS, Resultado.DEVUELTO)


_ROTULOS = {
    Resultado.APROBADO: "Aprobado",
    Resultado.CON_CAMBIOS: "Aprobado con cambios",
    Resultado.DEVUELTO: "Devuelto",
    Resultado.POSPUESTO: "Pospuesto",
}


@dataclass(frozen=True, slots=True)
class DatosDeAcuerdo:
    """What an acuerdo says of itself. ``rige_desde`` None: from the day it is published, not
    known yet; ``adjunto`` is the hash of the signed agreement, or ""."""

    numero: str
    sesion: str
    fecha: date
    articulo: str = ""
    firmeza: date | None = None
    publicacion: date | None = None
    publicado_en: str = ""
    rige_desde: date | None = None
    adjunto: str = ""


def exigir_coherente(datos: DatosDeAcuerdo, anio: int, hoy: date) -> None:
    """Raise DatosInvalidos, by its field, for what cannot be true together.

    ``anio`` is the year its number says; ``hoy`` the day it is for the institution.
    """
    if not datos.sesion.strip():
        raise DatosInvalidos("Falta la sesión.", "Por ejemplo: ordinaria 2026-31.", "sesion")
    if datos.fecha > hoy:
        raise DatosInvalidos(
            "La fecha de la sesión todavía no ha llegado.",
            "Registre el acuerdo cuando la sesión se haya celebrado.",
            "fecha",
        )
    if datos.fecha.year != anio:
        raise DatosInvalidos(
            f"El acuerdo es de {anio} y la sesión de {datos.fecha.year}.",
            "Corrija el número o la fecha.",
            "fecha",
        )
    if datos.firmeza and datos.firmeza < datos.fecha:
        raise DatosInvalidos(
            "La firmeza no puede ser anterior a la sesión.", "Corrija una de las dos.", "firmeza"
        )
    if datos.publicacion and datos.publicacion < datos.fecha:
        raise DatosInvalidos(
            "La publicación no puede ser anterior a la sesión.",
            "Corrija una de las dos.",
            "publicacion",
        )
    if datos.publicacion and datos.publicacion > hoy:
        raise DatosInvalidos(
            "La fecha de publicación todavía no ha llegado.",
            "Regístrela cuando se haya publicado.",
            "publicacion",
        )
