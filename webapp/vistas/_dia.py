"""The day a page is about: ``?fecha=``, or today where the institution is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import g, request

from webapp.consultas.manuales import ManualVisto
from webapp.formularios.fechas import leer_fecha
from webapp.permisos import ahora


@dataclass(frozen=True, slots=True)
class Dia:
    """``fecha`` of the page; ``enlace`` is what its links carry on: the date, or None today."""

    fecha: date
    hoy: date

    @property
    def es_hoy(self) -> bool:
        """Whether the page is about today."""
        return self.fecha == self.hoy

    @property
    def enlace(self) -> str | None:
        """The value of ``fecha`` for the links of the page."""
        return None if self.es_hoy else self.fecha.isoformat()


def dia_pedido() -> Dia:
    """The day asked for. Raises DatosInvalidos (``campo`` "fecha") for what is none."""
    manual: ManualVisto = g.manual
    hoy = manual.hoy(ahora())
    return Dia(leer_dia("fecha") or hoy, hoy)


def leer_dia(campo: str) -> date | None:
    """The date in a parameter of the address, or None. Raises DatosInvalidos naming it."""
    return leer_fecha(request.args.get(campo, ""), campo)


def pagina_pedida() -> int:
    """The number in ``?pagina=``; the first for anything that is not one."""
    texto = request.args.get("pagina", "")
    return max(1, int(texto)) if texto.isascii() and texto.isdigit() and len(texto) < 7 else 1
