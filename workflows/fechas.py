"""Dates as Spanish documents print them: «Junio 2020», «3 de agosto de 2015»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workflows.texto import plano

MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_NUMERO_DE_MES = {mes: n for n, mes in enumerate(MESES, 1)} | {"setiembre": 9}
_NUMERO_DE_MES |= {mes[:3]: n for mes, n in _NUMERO_DE_MES.items()} | {"sept": 9}

_MES = r"(?P<mes>[a-z]+)\.?"
_ANIO = r"(?P<anio>[12]\d{3})"
_DE = r"(?:\s*,\s*|\s+)(?:del?\s+)?(?:ano\s+)?"
_FORMAS = tuple(
    re.compile(forma, re.ASCII)
    for forma in (
        rf"(?P<dia>\d{{1,2}})\s?\.?(?:°|o|ro|er)?\.?(?:\s+de)?\s+{_MES}{_DE}{_ANIO}",
        rf"{_MES}{_DE}{_ANIO}",
        rf"(?P<dia>\d{{1,2}})\s?(?P<s>[/.-])\s?(?P<mes>\d{{1,2}})\s?(?P=s)\s?{_ANIO}",
        rf"{_ANIO}-(?P<mes>\d{{1,2}})-(?P<dia>\d{{1,2}})",
        rf"{_ANIO}-(?P<mes>\d{{1,2}})",
        rf"(?P<mes>\d{{1,2}})\s?[/-]\s?{_ANIO}",
        _ANIO,
    )
)
_ADORNOS = re.compile(
    r"^(?:fecha:?\s+)?(?:el\s+)?(?:(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo),?\s+)?"
)


@dataclass(frozen=True, slots=True)
class Fecha:
    """A date as precise as it was printed. Raises ValueError when there is no such day."""

    anio: int
    mes: int | None = None
    dia: int | None = None

    def __post_init__(self) -> None:
        if self.dia is not None and self.mes is None:
            raise ValueError("un día sin mes")
        _ = self.primer_dia

    @property
    def primer_dia(self) -> date:
        """The first day it covers: «Junio 2020» is in force from 1 June 2020."""
        mes, dia = (1 if parte is None else parte for parte in (self.mes, self.dia))
        return date(self.anio, mes, dia)

    def __str__(self) -> str:
        if self.mes is None:
            return f"{self.anio:04d}"
        if self.dia is None:
            return escribir_mes(self.primer_dia)
        return escribir_fecha(self.primer_dia)


def leer_fecha(texto: str) -> Fecha | None:
    """The date a document prints, or None when it cannot be read without guessing.

    Day comes before month, as in Spanish; a year has four digits, from 1000 to 2999.
    """
    escrito = _ADORNOS.sub("", plano(texto).strip(" .,;:"))
    escrito = re.sub(r"^primero\b", "1", escrito)
    for forma in _FORMAS:
        hallado = forma.fullmatch(escrito)
        if hallado is None:
            continue
        partes = hallado.groupdict()
        mes = partes.get("mes")
        numero = None if mes is None else int(mes) if mes.isdigit() else _NUMERO_DE_MES.get(mes)
        if mes is not None and numero is None:
            continue
        dia = partes.get("dia")
        try:
            return Fecha(int(partes["anio"]), numero, None if dia is None else int(dia))
        except ValueError:
            return None
    return None


@lru_cache(maxsize=4_096)
def escribir_fecha(dia: date) -> str:
    """«12 de noviembre de 2026»."""
    return f"{dia.day} de {escribir_mes(dia)}"


def escribir_mes(dia: date) -> str:
    """«noviembre de 2026», the month of a day."""
    return f"{MESES[dia.month - 1]} de {dia.year:04d}"
