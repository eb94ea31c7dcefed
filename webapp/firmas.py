"""What a page prints of its signatures: the cells of its header, and who signed what, and when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from webapp.modelos import Acto, Persona
from webapp.roles import EnLugar
from workflows.formatos.modelo import ClaseActo, ClaseInstrumento, Firmante, Formato

_CLASES = {ClaseActo.ELABORACION.value: "elaborado", ClaseActo.REVISION.value: "revisado"}

Firma = dict[str, str]
#: An acto, or the columns of one.
ActoLeido = Acto | Row[Any]


def firmas_de_actos(actos: Iterable[ActoLeido], formato: Formato, zona: str) -> dict[str, Firma]:
    """The signatures that stand, from the actos of one version in order.

    A return to edition takes the earlier ones out of force. Where several people sign a
    revision, the first revisión is the one the page prints.
    """
    firmas: dict[str, Firma] = {}
    for acto in actos:
        if acto.clase in (ClaseActo.DEVOLUCION, ClaseActo.RETIRO):
            firmas.clear()
        elif (clave := _CLASES.get(acto.clase)) and clave not in firmas:
            dia = acto.momento.astimezone(ZoneInfo(zona)).date()
            firmas[clave] = firma_de(acto, getattr(formato.firmas, clave), dia)
    return firmas


def firmado_de_actos(actos: Iterable[ActoLeido], formato: Formato, zona: str) -> list[Firma]:
    """Every signature that stands on a version, in order, from its actos: all of them, where
    several people review."""
    firmado: list[Firma] = []
    for acto in actos:
        if acto.clase in (ClaseActo.DEVOLUCION, ClaseActo.RETIRO):
            firmado.clear()
        elif acto.clase in _CLASES:
            hacia = acto.estado_hacia or ""
            significado = next((e.rotulo for e in formato.estados if e.clave == hacia), acto.acto)
            firmado.append(_firma_del_acto(acto, significado, zona))
    return firmado


def _firma_del_acto(acto: ActoLeido, significado: str, zona: str) -> Firma:
    puesto = ", ".join(filter(None, (acto.puesto, en_lugar_de(acto))))
    return firma_hecha(significado, acto.persona, puesto, acto.unidad, acto.momento, zona)


def firmado_al_aprobar(actos: Sequence[ActoLeido], formato: Formato, zona: str) -> list[Firma]:
    """Every signature of an approved version, from its actos, the last of which approves it.

    That one carries them since they are shown; one from before does not, but the actos it came
    after say the same: who, as what, and when. What was imported was not signed here.
    """
    aprobador = actos[-1]
    datos = json.loads(aprobador.datos)
    if "firmado" in datos or aprobador.clase != ClaseActo.APROBACION:
        firmado: list[Firma] = datos.get("firmado", [])
        return firmado
    significado = que_aprueba(formato, aprobador.estado_hacia or "")
    ultima = _firma_del_acto(aprobador, significado, zona)
    return [*firmado_de_actos(actos, formato, zona), ultima]


def que_aprueba(formato: Formato, estado: str) -> str:
    """What the signature that leads to ``estado`` means: the director's approves; of what a board
    decided, it is of who records it."""
    if formato.instrumento.clase is ClaseInstrumento.ACUERDO:
        return f"Registro de lo aprobado por {formato.instrumento.organo}"
    return formato.estado(estado).rotulo


def firma_hecha(
    significado: str, persona: str, puesto: str, unidad: str, momento: datetime, zona: str
) -> Firma:
    """A signature as 21 CFR 11.50 asks it to be shown: what it means, who made it, as what, and
    when, by the clock of the institution."""
    return {
        "significado": significado,
        "persona": persona,
        "puesto": puesto,
        "unidad": unidad,
        "momento": momento.astimezone(ZoneInfo(zona)).isoformat(timespec="seconds"),
    }


def firma_de(acto: ActoLeido, quien: Firmante, dia: date) -> Firma:
    """One signature as printed: by whom, in what post, on what day (ISO)."""
    unidad = quien is Firmante.UNIDAD and bool(acto.unidad)
    puesto = "" if unidad else acto.puesto
    return {
        "por": acto.unidad if unidad else acto.persona,
        "puesto": ", ".join(filter(None, (puesto, en_lugar_de(acto)))),
        "fecha": dia.isoformat(),
        "persona": acto.persona,
    }


def en_lugar_de(acto: ActoLeido) -> str:
    """In whose place it was done, as it is printed beside whoever did it; "" by one's own role."""
    if not any(f'"{como}"' in acto.datos for como in EnLugar):
        return ""
    datos = json.loads(acto.datos)
    return next((como.de(datos[como]["persona"]) for como in EnLugar if como in datos), "")


def con_titular(puesto: str, titular: tuple[EnLugar, Persona] | None) -> str:
    """The post of who signs today, and in whose place."""
    return ", ".join(filter(None, (puesto, titular[0].de(titular[1].nombre) if titular else "")))
