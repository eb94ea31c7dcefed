"""An acuerdo of the board: what it says of itself, and how later actos change what it says.

The original is never touched: what it says today is the original and its later actos, read in
order (domain.md, rule 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.fechas import escribir_fecha


class Resultado(StrEnum):
    """How a cargo left the session (domain.md, *A session's outcome for each cargo*)."""

    APROBADO = "aprobado"  #: as it was put before the board
    CON_CAMBIOS = "con-cambios"  #: its author enters the board's words; completed afterwards
    DEVUELTO = "devuelto"  #: back to its author, with the board's reason
    POSPUESTO = "pospuesto"  #: it stays reviewed, for another session

    @property
    def rotulo(self) -> str:
        """How it is printed."""
        return _RESULTADOS[self]

    @property
    def pide_motivo(self) -> bool:
        """Whether the board's words must be written down."""
        return self in (Resultado.CON_CAMBIOS, Resultado.DEVUELTO)


_RESULTADOS = {
    Resultado.APROBADO: "Aprobado",
    Resultado.CON_CAMBIOS: "Aprobado con cambios",
    Resultado.DEVUELTO: "Devuelto",
    Resultado.POSPUESTO: "Pospuesto",
}


class ActoDeAcuerdo(StrEnum):
    """What is done on a recorded acuerdo."""

    FIRMEZA = "firmeza"  #: it became final
    PUBLICACION = "publicacion"  #: it was published; what awaited that is in force from then
    RIGE = "rige"  #: what it approved is in force from another day
    SIN_EFECTO = "sin-efecto"  #: what it approved no longer counts, all or some of it
    ERRATA = "errata"  #: something it says of itself was mistyped
    SOLTAR = "soltar"  #: what was approved with changes will not be completed

    @property
    def rotulo(self) -> str:
        """How it is printed."""
        return _ACTOS[self]


_ACTOS = {
    ActoDeAcuerdo.FIRMEZA: "Firmeza",
    ActoDeAcuerdo.PUBLICACION: "Publicación",
    ActoDeAcuerdo.RIGE: "Cambio de desde cuándo rige",
    ActoDeAcuerdo.SIN_EFECTO: "Dejado sin efecto",
    ActoDeAcuerdo.ERRATA: "Fe de erratas",
    ActoDeAcuerdo.SOLTAR: "Ya no se completará",
}

#: What an acuerdo says of itself, as it is printed.
CAMPOS = (
    "numero",
    "sesion",
    "articulo",
    "fecha",
    "firmeza",
    "publicacion",
    "publicado_en",
    "rige_desde",
    "adjunto",
)
#: What an acuerdo says of itself that a fe de erratas may correct, and how each is called.
CORREGIBLES: Mapping[str, str] = {
    "numero": "Número",
    "sesion": "Sesión",
    "articulo": "Artículo",
    "fecha": "Fecha de la sesión",
    "firmeza": "Firmeza",
    "publicacion": "Fecha de publicación",
    "publicado_en": "Dónde se publicó",
    "adjunto": "Acuerdo firmado (archivo)",
}
FECHAS = frozenset({"fecha", "firmeza", "publicacion", "rige_desde"})


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


@dataclass(frozen=True, slots=True)
class Novedad:
    """A later acto on an acuerdo: ``cambios`` by field, dates as ISO; ``versiones`` it names;
    ``todo`` when it leaves the whole acuerdo without effect."""

    acto: ActoDeAcuerdo
    seq: int
    quien: str
    momento: datetime
    motivo: str = ""
    cambios: Mapping[str, str] = field(default_factory=dict)
    versiones: tuple[int, ...] = ()
    todo: bool = False
    decidido_en: str = ""


def escribir_datos(datos: DatosDeAcuerdo) -> dict[str, str]:
    """The fields as an acto keeps them."""
    return {clave: _escribir(getattr(datos, clave)) for clave in CAMPOS}


def con_cambios(datos: DatosDeAcuerdo, cambios: Mapping[str, str]) -> DatosDeAcuerdo:
    """The same acuerdo, saying what ``cambios`` say. Raises ValueError for what is no date."""
    nuevos: dict[str, Any] = {}
    for clave, valor in cambios.items():
        nuevos[clave] = date.fromisoformat(valor) if clave in FECHAS and valor else valor
        if clave in FECHAS and not valor:
            nuevos[clave] = None
    return replace(datos, **nuevos)


def al_dia(original: DatosDeAcuerdo, novedades: Iterable[Novedad]) -> DatosDeAcuerdo:
    """What an acuerdo says today: the original and, in order, its later actos."""
    for novedad in novedades:
        original = con_cambios(original, novedad.cambios)
    return original


def exigir_coherente(
    datos: DatosDeAcuerdo, anio: int, hoy: date, *, tocados: Iterable[str] = ()
) -> None:
    """Raise DatosInvalidos, by its field, for what cannot be true together.

    ``anio`` is the year its number says, ``hoy`` the day it is for the institution. With
    ``tocados``, only what those fields say is looked at: the rest was recorded so.
    """
    mira = set(tocados) or set(CAMPOS)
    firmeza, publicacion = datos.firmeza, datos.publicacion
    for campos, falla, mensaje, remedio in (
        ({"sesion"}, not datos.sesion.strip(), "Falta la sesión.", "Por ejemplo: ordinaria 31."),
        (
            {"fecha"},
            datos.fecha > hoy,
            "La fecha de la sesión todavía no ha llegado.",
            "Registre el acuerdo cuando la sesión se haya celebrado.",
        ),
        (
            {"fecha", "numero"},
            datos.fecha.year != anio,
            f"El acuerdo es de {anio} y la sesión de {datos.fecha.year}.",
            "Corrija el número o la fecha.",
        ),
        (
            {"firmeza", "fecha"},
            firmeza is not None and firmeza < datos.fecha,
            "La firmeza no puede ser anterior a la sesión.",
            "Corrija una de las dos.",
        ),
        (
            {"firmeza"},
            firmeza is not None and firmeza > hoy,
            "La fecha de firmeza todavía no ha llegado.",
            "Regístrela cuando el acuerdo haya quedado firme.",
        ),
        (
            {"publicacion", "fecha"},
            publicacion is not None and publicacion < datos.fecha,
            "La publicación no puede ser anterior a la sesión.",
            "Corrija una de las dos.",
        ),
        (
            {"publicacion"},
            publicacion is not None and publicacion > hoy,
            "La fecha de publicación todavía no ha llegado.",
            "Regístrela cuando se haya publicado.",
        ),
    ):
        if falla and campos & mira:
            propio = next(c for c in ("firmeza", "publicacion", "fecha", "sesion") if c in campos)
            raise DatosInvalidos(mensaje, remedio, propio)


def publicar(datos: DatosDeAcuerdo, dia: date, donde: str) -> dict[str, str]:
    """What a publication changes: also the first day of what was waiting for it."""
    if datos.publicacion:
        raise ActoInvalido(
            f"La publicación ya está registrada: {escribir_fecha(datos.publicacion)}.",
            "Si se escribió mal, corríjala con una fe de erratas.",
        )
    cambios = {"publicacion": dia.isoformat(), "publicado_en": donde}
    if datos.rige_desde is None:
        cambios["rige_desde"] = dia.isoformat()
    return cambios


def dar_firmeza(datos: DatosDeAcuerdo, dia: date) -> dict[str, str]:
    """What becoming final changes."""
    if datos.firmeza:
        raise ActoInvalido(
            f"La firmeza ya está registrada: {escribir_fecha(datos.firmeza)}.",
            "Si se escribió mal, corríjala con una fe de erratas.",
        )
    return {"firmeza": dia.isoformat()}


def cambiar_rige(datos: DatosDeAcuerdo, dia: date) -> dict[str, str]:
    """What another first day changes."""
    if datos.rige_desde == dia:
        raise ActoInvalido(f"Ya rige desde el {escribir_fecha(dia)}.", "Escriba otra fecha.")
    return {"rige_desde": dia.isoformat()}


def corregir(datos: DatosDeAcuerdo, campo: str, valor: str) -> dict[str, str]:
    """What a fe de erratas changes: one field. Raises DatosInvalidos, or ActoInvalido when
    there is nothing there to correct."""
    if campo not in CORREGIBLES:
        raise DatosInvalidos("Elija qué dato se corrige.", "Márquelo en la lista.", "campo")
    valor = valor.strip()
    ahora = _escribir(getattr(datos, campo))
    if campo in ("firmeza", "publicacion") and not ahora:
        raise ActoInvalido(
            f"{CORREGIBLES[campo]}: todavía no está registrada, así que no hay qué corregir.",
            "Regístrela con su propio formulario, en esta misma página.",
        )
    if not valor and campo in ("numero", "sesion", "fecha", "adjunto"):
        raise DatosInvalidos(f"{CORREGIBLES[campo]}: falta lo correcto.", "Escríbalo.", "valor")
    if campo in FECHAS and valor:
        try:
            date.fromisoformat(valor)
        except ValueError:
            raise DatosInvalidos("Escriba una fecha: día, mes y año.", "", "valor") from None
    if valor == ahora:
        raise DatosInvalidos(
            f"{CORREGIBLES[campo]}: ya dice eso.", "Escriba lo que debe decir.", "valor"
        )
    return {campo: valor}


def _escribir(valor: object) -> str:
    if valor is None:
        return ""
    return valor.isoformat() if isinstance(valor, date) else str(valor)
