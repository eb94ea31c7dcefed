"""How things are said on a page: dates, titles, and what every template may use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g
from flask_babel import format_timedelta
from flask_security import current_user
from markupsafe import Markup

from webapp import permisos
from webapp.acceso.contrasenas import se_usan
from webapp.bd import db
from webapp.condicional import depende_de_la_hora
from webapp.consultas.manuales import ManualVisto, nombres_de_manuales
from workflows.diferencias import es_silencioso
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseInstrumento
from workflows.texto import titular

#: Seconds of each, as babel counts them.
_UNIDADES = (("year", 31_536_000), ("month", 2_592_000), ("week", 604_800), ("day", 86_400),
             ("hour", 3_600), ("minute", 60))  # fmt: skip
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
    app.add_template_global(se_usan, "se_usan_contrasenas")
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
    return contar_desde_ahora()(valor)


def contar_desde_ahora() -> Callable[[datetime], Markup]:
    """:func:`hace` for a page that says it of many: its clock and its zone are read once."""
    depende_de_la_hora()
    ahora, zona = permisos.ahora(), _zona()
    return lambda valor: _marcar(valor, _cuanto(ahora - valor), zona)


def _cuanto(transcurrido: timedelta) -> str:
    segundos = transcurrido.total_seconds()
    for unidad, suyos in _UNIDADES:
        if segundos >= 1.2 * suyos:
            return _hace_tantos(unidad, suyos * round(segundos / suyos))
    return "hace un momento" if segundos < 60 else _hace_tantos("minute", 60)


@lru_cache(1_024)
def _hace_tantos(unidad: Any, segundos: int) -> str:
    hasta_ahora = timedelta(seconds=-segundos)
    return str(format_timedelta(hasta_ahora, unidad, threshold=inf, add_direction=True))


@lru_cache(2_048)
def _marcar(valor: datetime, dicho: str, zona: ZoneInfo) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        valor.isoformat(), escribir_fecha(valor.astimezone(zona).date()), dicho
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
