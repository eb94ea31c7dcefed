"""How things are said on a page: dates, titles, and what every template may use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g
from flask_babel import format_timedelta
from flask_security import current_user
from markupsafe import Markup, escape

from webapp import permisos
from webapp.bd import db
from webapp.condicional import depende_de_la_hora
from webapp.consultas.manuales import ManualVisto, nombres_de_manuales
from workflows.diferencias import es_silencioso
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseInstrumento
from workflows.texto import titular

_MESES = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"]


def iniciar(app: Flask) -> None:
    """Filters, and the common context of templates."""
    app.add_template_filter(fecha)
    app.add_template_filter(fecha_corta)
    app.add_template_filter(hora)
    app.add_template_filter(hace)
    app.add_template_filter(titular)
    app.add_template_filter(tamano)
    app.add_template_test(es_silencioso, "silencioso")
    app.context_processor(_comun)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _local(valor: date | datetime) -> date:
    if isinstance(valor, datetime):
        return valor.astimezone(_zona()).date()
    return valor


def _zona() -> ZoneInfo:
    manual: ManualVisto | None = g.get("manual")
    return ZoneInfo(manual.zona if manual else current_app.config["ZONA"])


def fecha(valor: date | datetime | None) -> str:
    """``12 de noviembre de 2026``, in the institution's zone; "" for None."""
    return escribir_fecha(_local(valor)) if valor is not None else ""


def fecha_corta(valor: date | datetime | None) -> str:
    """``12 nov 2026``; "" for None."""
    if valor is None:
        return ""
    dia = _local(valor)
    return f"{dia.day} {_MESES[dia.month - 1]} {dia.year}"


def hora(valor: datetime) -> str:
    """``10:42``, in the institution's zone."""
    return valor.astimezone(_zona()).strftime("%H:%M")


def hace(valor: datetime) -> Markup:
    """``hace 3 días``, with the date on hover and for screen readers."""
    depende_de_la_hora()
    transcurrido = permisos.ahora() - valor.astimezone(UTC)
    if transcurrido.total_seconds() < 60:
        texto = "hace un momento"
    else:
        texto = format_timedelta(-transcurrido, add_direction=True, threshold=1.2)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        valor.isoformat(), fecha(valor), escape(texto)
    )


def tamano(valor: int) -> str:
    """``1,2 MB`` or ``340 kB``, of a number of bytes."""
    if valor < 1024 * 1024:
        return f"{max(1, round(valor / 1024))} kB"
    return f"{valor / 1024 / 1024:.1f} MB".replace(".", ",")


def _comun() -> dict[str, Any]:
    manual: ManualVisto | None = g.get("manual")
    yo = current_user if current_user.is_authenticated else None
    if "manuales" not in g:
        g.manuales = nombres_de_manuales(db.session)
    roles = permisos.mis_roles(manual) if manual else frozenset()
    puede: dict[str, bool] = {}
    if manual and yo:
        por_acuerdo = manual.formato.instrumento.clase is ClaseInstrumento.ACUERDO
        puede = {
            "junta": por_acuerdo and _pasa(permisos.APRUEBA, manual, roles),
            "escribir": _pasa(permisos.ESCRIBE, manual, roles),
            "administrar": _pasa(permisos.ADMINISTRA, manual, roles),
            "auditar": _pasa(permisos.AUDITA, manual, roles),
            "tramite": _pasa(permisos.TRAMITE, manual, roles),
        }
    return {"yo": yo, "manual": manual, "manuales": g.manuales, "puede": puede}


def _pasa(quien: permisos.Permiso, manual: ManualVisto, roles: frozenset[str]) -> bool:
    return bool(quien.roles and roles & quien.roles(manual.formato))
