"""When something is due, and how near that is, in words."""

from __future__ import annotations

from datetime import date, timedelta


def vence_el(desde: date, plazo: int) -> date | None:
    """The last day of a term of ``plazo`` days from ``desde``; None where there is no term."""
    return desde + timedelta(days=plazo) if plazo else None


def decir_vencimiento(vence: date | None, hoy: date) -> str:
    """«vence mañana», «venció hace 2 días»; "" where nothing is due."""
    if vence is None:
        return ""
    faltan = (vence - hoy).days
    cercanos = {1: "vence mañana", 0: "vence hoy", -1: "venció ayer"}
    if faltan in cercanos:
        return cercanos[faltan]
    return f"vence en {faltan} días" if faltan > 0 else f"venció hace {-faltan} días"
