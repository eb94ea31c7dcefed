"""Where an agreement disagrees with what was put before the board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflows.borrador_acuerdo import Sesion
from workflows.fechas import escribir_fecha
from workflows.lectura.acuerdo.leer import AcuerdoLeido
from workflows.lectura.acuerdo.nombrados import CargoDelManual
from workflows.texto import plano

_SE_DICE = {
    "devuelto": "que se devuelve",
    "pospuesto": "que se pospone",
    "con-cambios": "que se aprueba con cambios",
}


@dataclass(frozen=True, slots=True)
class Lote:
    """What was put before the board, and what is known here: ``usado`` says who recorded the
    number that was read (or ""), ``hoy`` is the day it is for the institution."""

    sesion: Sesion
    cargos: Sequence[CargoDelManual]
    hoy: date
    usado: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancia:
    """A disagreement in words; ``campo`` is the field of the form, ``cargo_id`` the cargo."""

    mensaje: str
    campo: str = ""
    cargo_id: int | None = None


def cotejar(
    leido: AcuerdoLeido, lote: Lote, del_manual: Sequence[CargoDelManual], anio: int | None
) -> tuple[Discrepancia, ...]:
    """Every disagreement, the cargos first. ``anio`` is the year its number says, if it has one."""
    return (*_de_cargos(leido, lote, del_manual), *_de_datos(leido, lote, anio))


def _de_cargos(
    leido: AcuerdoLeido, lote: Lote, del_manual: Sequence[CargoDelManual]
) -> Iterator[Discrepancia]:
    del_lote = {c.id for c in lote.cargos}
    for c in del_manual:
        if c.id in leido.cargos.ids - del_lote:
            yield Discrepancia(f"El texto nombra {c}, que no está en este punto.", cargo_id=c.id)
    for c in lote.cargos:
        if c.id not in leido.cargos.ids:
            yield Discrepancia(f"El texto no nombra {c}, que está en este punto.", cargo_id=c.id)
        elif dicho := leido.cargos.dichos.get(c.id):
            yield Discrepancia(
                f"El texto parece decir de {c} {_SE_DICE[dicho]}: revise cómo salió de la sesión.",
                f"resultado-{c.id}",
                c.id,
            )
    for codigo in leido.cargos.sin_cargo:
        yield Discrepancia(f"El texto nombra el código {codigo}, que no es de ningún cargo.")


def _de_datos(leido: AcuerdoLeido, lote: Lote, anio: int | None) -> Iterator[Discrepancia]:
    sesion, fecha = lote.sesion, leido.fecha
    if lote.usado:
        yield Discrepancia(lote.usado, "numero")
    if anio is not None and fecha and fecha.year != anio:
        yield Discrepancia(
            f"El número es de {anio} y la sesión fue el {escribir_fecha(fecha)}.", "numero"
        )
    if leido.clase and sesion.clase and leido.clase != sesion.clase:
        yield Discrepancia(
            f"El texto dice sesión {leido.clase} y el punto se preparó para una {sesion.clase}.",
            "clase",
        )
    if leido.sesion and sesion.numero and plano(leido.sesion) != plano(sesion.numero):
        yield Discrepancia(
            f"El texto dice sesión {leido.sesion} y el punto se preparó para la {sesion.numero}.",
            "sesion_numero",
        )
    if leido.articulo and sesion.articulo and not _mismo(leido.articulo, sesion.articulo):
        yield Discrepancia(
            f"El texto dice artículo {leido.articulo} y el punto, {sesion.articulo}.", "articulo"
        )
    if fecha and sesion.fecha and fecha != sesion.fecha:
        yield Discrepancia(
            f"El texto dice que la sesión fue el {escribir_fecha(fecha)} y el punto se preparó para"
            f" el {escribir_fecha(sesion.fecha)}.",
            "fecha",
        )
    if fecha and fecha > lote.hoy:
        yield Discrepancia(
            f"El texto dice que la sesión fue el {escribir_fecha(fecha)}, que todavía no llega.",
            "fecha",
        )
    if fecha and leido.firmeza and leido.firmeza < fecha:
        yield Discrepancia("La firmeza que dice es anterior a la sesión.", "firmeza")


def _mismo(uno: str, otro: str) -> bool:
    return plano(uno) == plano(otro).removeprefix("articulo ").strip()
