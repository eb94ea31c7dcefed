"""The manual people read: no account needed, only what is approved."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, g, render_template, request, url_for

from webapp.bd import db
from webapp.consultas.historia import historia as contar_historia
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import Abierta, cargo_visto
from webapp.consultas.vigencia import indice as leer_indice
from webapp.permisos import PUBLICO, TRAMITE, ahora, mis_roles, permiso
from webapp.vistas._acciones import acciones
from workflows.errores import DatosInvalidos

bp = Blueprint("manual", __name__, url_prefix="/manual/<slug>")


@bp.get("/")
@permiso(PUBLICO)
def indice(slug: str) -> str:
    """The cargos in force today, or on ``?fecha=``."""
    manual: ManualVisto = g.manual
    hoy = manual.hoy(ahora())
    dia = _dia(hoy)
    interno = _interno(manual)
    grupos = leer_indice(db.session, manual, dia, con_abiertas=interno and dia == hoy)
    return render_template(
        "manual/indice.html",
        fecha=dia,
        es_hoy=dia == hoy,
        grupos=[
            {
                "titulo": grupo.titulo,
                "cargos": [
                    {
                        "slug": c.slug,
                        "titulo": c.titulo,
                        "codigo": c.codigo,
                        "campos": c.campos,
                        "numero": c.numero,
                        "rige_desde": c.rige_desde,
                        "situacion": c.situacion,
                        "abierta": _con_url(c.abierta),
                    }
                    for c in grupo.cargos
                ],
            }
            for grupo in grupos
        ],
        **acciones(manual),
    )


@bp.get("/cargos/<cargo>")
@permiso(PUBLICO)
def cargo(slug: str, cargo: str) -> str:
    """A cargo as it stands today, or stood on ``?fecha=``."""
    dia = _dia(g.manual.hoy(ahora()))
    return _pagina_de_cargo(cargo, dia, None)


@bp.get("/cargos/<cargo>/versiones/<path:etiqueta>")
@permiso(PUBLICO)
def version(slug: str, cargo: str, etiqueta: str) -> str:
    """One approved version, at an address that never changes."""
    return _pagina_de_cargo(cargo, g.manual.hoy(ahora()), etiqueta)


@bp.get("/cargos/<cargo>/historia")
@permiso(PUBLICO)
def historia(slug: str, cargo: str) -> str:
    """Who did what to a cargo; insiders also see what is still on its way."""
    manual: ManualVisto = g.manual
    interno = _interno(manual)
    contada = contar_historia(db.session, manual, cargo, publica=not interno)
    return render_template(
        "manual/historia.html",
        titulo=contada.titulo,
        distintivo=contada.distintivo,
        cargo_slug=cargo,
        actos=contada.actos,
        interno=interno,
    )


def _pagina_de_cargo(slug_cargo: str, dia: date, etiqueta: str | None) -> str:
    manual: ManualVisto = g.manual
    hoy = manual.hoy(ahora())
    visto = cargo_visto(db.session, manual, slug_cargo, dia, etiqueta=etiqueta)
    abierta = visto.abierta if _interno(manual) else None
    return render_template(
        "manual/cargo.html",
        h=visto.hoja,
        titulo=visto.titulo,
        cargo_slug=visto.slug,
        fecha=dia,
        es_hoy=dia == hoy,
        versiones=[
            {
                "etiqueta": v.rotulo,
                "url": url_for(
                    "manual.version", slug=manual.slug, cargo=visto.slug, etiqueta=v.etiqueta
                ),
                "rige_desde": v.rige_desde,
                "situacion": v.situacion,
                "instrumento": v.instrumento,
            }
            for v in visto.versiones
        ],
        abierta=_con_url(abierta),
        acciones=acciones(manual),
    )


def _interno(manual: ManualVisto) -> bool:
    roles = mis_roles(manual)
    return bool(TRAMITE.roles and roles & TRAMITE.roles(manual.formato))


def _con_url(abierta: Abierta | None) -> dict[str, str] | None:
    if abierta is None:
        return None
    return {
        "estado_rotulo": abierta.estado_rotulo,
        "url": url_for("versiones.ver", version_id=abierta.version_id),
    }


def _dia(hoy: date) -> date:
    texto = request.args.get("fecha", "").strip()
    if not texto:
        return hoy
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise DatosInvalidos(
            f"«{texto}» no es una fecha.", "Escríbala como año-mes-día: 2023-06-30.", "fecha"
        ) from None
