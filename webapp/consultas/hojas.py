"""The institution's page of a cargo: what every screen and print of it shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from webapp.modelos import TipoVersion, Version, Vigencia
from workflows.contenido import Contenido
from workflows.fechas import escribir_fecha
from workflows.formatos import Formato
from workflows.formatos.modelo import Alcance

_ROTULOS = {"elaborado": "Elaborado por", "revisado": "Revisado por", "aprobado": "Aprobado"}


@dataclass(frozen=True, slots=True)
class FirmaImpresa:
    """A signature cell; ``fecha`` is ready to print, ``pendiente`` when nobody signed yet."""

    rotulo: str
    por: str
    puesto: str
    fecha: str
    pendiente: bool


@dataclass(frozen=True, slots=True)
class FirmaHecha:
    """One signature as it was made: what it means, who made it, as what, and when."""

    significado: str
    quien: str
    momento: datetime

    @property
    def cuando(self) -> str:
        """``12 de noviembre de 2026, 09:04``, by the clock of the institution."""
        return f"{escribir_fecha(self.momento.date())}, {self.momento:%H:%M}"


@dataclass(frozen=True, slots=True)
class Firmado:
    """The signatures a text carries, and the hash of the text they were made on."""

    huella: str
    firmas: tuple[FirmaHecha, ...]


@dataclass(frozen=True, slots=True)
class Hoja:
    """One cargo as a page. ``situacion`` is vigente, sustituida, futura, derogada, anulada, or the
    clase of an open estado; ``aviso`` a sentence over the sheet, or ""."""

    formato: Formato
    contenido: Contenido
    titulo: str
    cargo_slug: str
    firmas: tuple[FirmaImpresa, ...]
    numero: str
    instrumento: str
    rige_desde: date | None
    situacion: str
    aviso: str
    contenido_hash: str = ""  #: of an approved text, which does not change
    firmado: Firmado | None = None  #: None where nobody signed here


def firmas_impresas(firmas: Mapping[str, Mapping[str, Any]]) -> tuple[FirmaImpresa, ...]:
    """The three signature cells, from what the approving acto (or the open version) carries."""
    return tuple(
        FirmaImpresa(
            rotulo,
            str(firmas.get(clave, {}).get("por", "")),
            str(firmas.get(clave, {}).get("puesto", "")),
            _fecha(str(firmas.get(clave, {}).get("fecha", ""))),
            clave not in firmas,
        )
        for clave, rotulo in _ROTULOS.items()
    )


def firmado_de(firmas: Iterable[Mapping[str, str]], huella: str) -> Firmado | None:
    """What is shown of the signatures on the text of that hash, as they were recorded."""
    hechas = tuple(
        FirmaHecha(
            f["significado"],
            ", ".join(p for p in (f["persona"], f["puesto"], f["unidad"]) if p),
            datetime.fromisoformat(f["momento"]),
        )
        for f in firmas
    )
    return Firmado(huella, hechas) if hechas else None


def numero_impreso(formato: Formato, version: Version | Row[Any]) -> str:
    """The version number as printed, or "" where the formato prints none."""
    if formato.numeracion.alcance is Alcance.NINGUNA:
        return ""
    return version.etiqueta or ""


def rotulo_de_version(formato: Formato, version: Version | Row[Any]) -> str:
    """How an approved version is called: by its number, or by the day it is in force from."""
    if numero := numero_impreso(formato, version):
        return f"No. {numero}"
    dia = version.rige_registrado
    return f"del {escribir_fecha(dia)}" if dia else version.etiqueta or ""


def situacion_de(
    version: Version | Row[Any], vigencia: Vigencia | Row[Any], vigente_id: int | None, hoy: date
) -> str:
    """What an approved version is on ``hoy``, given the id of the one in force."""
    if vigencia.anulada:
        return "anulada"
    if vigencia.desde is None or vigencia.desde > hoy:
        return "futura"
    if version.id != vigente_id:
        return "sustituida"
    return "derogada" if version.tipo == TipoVersion.DEROGACION else "vigente"


def leer_encabezado(version: Version) -> dict[str, str]:
    """The header fields a version repeats."""
    campos: dict[str, str] = json.loads(version.encabezado)
    return campos


def _fecha(texto: str) -> str:
    try:
        return escribir_fecha(date.fromisoformat(texto))
    except ValueError:
        return texto
