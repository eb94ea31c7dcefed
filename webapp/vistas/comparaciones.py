"""Comparing what is public: two versions, two cargos, the manual on two days."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from flask import Blueprint, g, render_template, request

from webapp.bd import db
from webapp.consultas.comparables import (
    POR_PAGINA,
    cambios_del_manual,
    cargos_con_texto,
    cargos_del_dia,
    textos_de,
    vispera_del_ultimo_cambio,
)
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import VersionEnLista, cargo_visto
from webapp.permisos import PUBLICO, permiso
from webapp.vistas._dia import dia_pedido, leer_dia, pagina_pedida
from webapp.vistas._impresa import cambios_dibujados, comparados
from workflows.ascenso import ascenso
from workflows.errores import NoEncontrado

bp = Blueprint("comparaciones", __name__, url_prefix="/manual/<slug>")


@bp.get("/cargos/<cargo>/comparar")
@permiso(PUBLICO)
def versiones(slug: str, cargo: str) -> str:
    """What changed from version ``?de=`` to ``?a=``; the last change when they aren't said."""
    manual: ManualVisto = g.manual
    dia = dia_pedido()
    visto = cargo_visto(db.session, manual, cargo, dia.fecha)
    etiquetas = [v.etiqueta for v in visto.versiones]
    a = request.args.get("a") or _primera(visto.versiones)
    de = request.args.get("de") or _anterior(etiquetas, a)
    dibujados = ""
    if a and de:
        textos = textos_de(db.session, manual, cargo, sorted({de, a}))
        dibujados = comparados(db.session, manual.formato, textos[de], textos[a])
    elif a and a not in etiquetas:
        raise NoEncontrado(f"{visto.titulo} no tiene una versión {a}.", "Elija una de la lista.")
    return render_template(
        "manual/comparar_versiones.html",
        titulo=visto.titulo,
        cargo_slug=cargo,
        versiones=visto.versiones,
        de=next((v for v in visto.versiones if v.etiqueta == de), None),
        a=next((v for v in visto.versiones if v.etiqueta == a), None),
        comparados=dibujados,
    )


@bp.get("/cambios")
@permiso(PUBLICO)
def fechas(slug: str) -> str:
    """What entered, changed and left between ``?de=`` and ``?a=``: the last change by default."""
    manual: ManualVisto = g.manual
    hoy = dia_pedido().hoy
    a = leer_dia("a") or hoy
    de = leer_dia("de") or vispera_del_ultimo_cambio(db.session, manual, a)
    de, a = min(de, a), max(de, a)
    pagina = pagina_pedida()
    cambios = cambios_del_manual(db.session, manual, de, a, pagina)
    return render_template(
        "manual/cambios.html",
        de=de,
        a=a,
        hoy=hoy,
        cambios=cambios,
        dibujo=cambios_dibujados(manual, de, a, pagina, cambios.cargos),
        pagina=pagina,
        paginas=ceil(sum(cambios.cuentas.values()) / POR_PAGINA),
        base={"slug": slug, "de": de.isoformat(), "a": a.isoformat()},
    )


@bp.get("/comparar-cargos")
@permiso(PUBLICO)
def cargos(slug: str) -> str:
    """What one has to add to go from the cargo ``?de=`` to ``?a=``."""
    manual: ManualVisto = g.manual
    dia = dia_pedido()
    de, a = request.args.get("de", ""), request.args.get("a", "")
    pedidos = [s for s in (de, a) if s]
    textos = cargos_con_texto(db.session, manual, pedidos, dia.fecha) if pedidos else {}
    for pedido in pedidos:
        if pedido not in textos:
            raise NoEncontrado("Ese cargo no regía ese día.", "Elija otro de la lista.")
    camino = None
    if de and a and de != a:
        camino = ascenso(textos[de].contenido, textos[a].contenido, manual.formato)
    return render_template(
        "manual/comparar_cargos.html",
        dia=dia,
        todos=cargos_del_dia(db.session, manual, dia.fecha),
        de=textos.get(de),
        a=textos.get(a),
        camino=camino,
    )


def _primera(versiones: Sequence[VersionEnLista]) -> str:
    """The version in force, or else the last one approved."""
    vigentes = [v.etiqueta for v in versiones if v.situacion == "vigente"]
    return next(iter([*vigentes, *(v.etiqueta for v in versiones)]), "")


def _anterior(etiquetas: list[str], a: str) -> str:
    """The one before it, or ""."""
    if a not in etiquetas:
        return ""
    siguientes = etiquetas[etiquetas.index(a) + 1 :]
    return siguientes[0] if siguientes else ""
