"""The manual people read: no account needed, only what is approved."""

from __future__ import annotations

from math import ceil

from flask import Blueprint, g, render_template, request

from webapp.bd import db
from webapp.consultas.historia import historia as contar_historia
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.mapa import (
    LINEAS,
    TOPE_DE_GRUPO,
    en_curso,
    en_paginas,
    grupos,
    proximos,
)
from webapp.consultas.vigencia import Abierta, cargo_visto
from webapp.direcciones import url_for
from webapp.permisos import PUBLICO, TRAMITE, ahora, mis_roles, permiso
from webapp.vistas._acciones import acciones
from webapp.vistas._dia import Dia, dia_pedido, pagina_pedida
from webapp.vistas._impresa import (
    hoja_impresa,
    linea_de_tiempo,
    lista_dibujada,
    mapas_dibujados,
)
from workflows.mapa import ejes

bp = Blueprint("manual", __name__, url_prefix="/manual/<slug>")


@bp.get("/")
@permiso(PUBLICO)
def indice(slug: str) -> str:
    """The cargos in force today, or on ``?fecha=``."""
    manual: ManualVisto = g.manual
    dia, pagina = dia_pedido(), pagina_pedida()
    por = ejes(manual.formato)
    comunes = {
        "dia": dia,
        "pagina": pagina,
        "por": por,
        "en_curso": en_curso(db.session, manual) if _interno(manual) and dia.es_hoy else (),
        "proximos": proximos(db.session, manual, dia.fecha),
        **acciones(manual),
    }
    if por is None or request.args.get("ver") == "lista":
        dibujo, total = lista_dibujada(db.session, manual, dia, pagina)
        paginas = ceil(total / LINEAS)
        return render_template(
            "manual/indice.html",
            es_lista=True,
            dibujo=dibujo,
            total=total,
            paginas=paginas,
            **comunes,
        )
    todos = grupos(db.session, manual, dia.fecha)
    elegido = request.args.get(por.grupo, "") if por.grupo else ""
    paginas_ = en_paginas([grupo for grupo in todos if not elegido or grupo.clave == elegido])
    en_pagina = paginas_[pagina - 1] if pagina <= len(paginas_) else []
    return render_template(
        "manual/indice.html",
        todos=todos if por.grupo and len(todos) > 1 else (),
        elegido=elegido,
        paginas=len(paginas_),
        total=sum(grupo.cargos for grupo in todos),
        dibujo=mapas_dibujados(db.session, manual, dia, en_pagina, por),
        sin_dibujar=[g for g in en_pagina if g.cargos > TOPE_DE_GRUPO],
        tope=TOPE_DE_GRUPO,
        **comunes,
    )


@bp.get("/cargos/<cargo>")
@permiso(PUBLICO)
def cargo(slug: str, cargo: str) -> str:
    """A cargo as it stands today, or stood on ``?fecha=``."""
    return _pagina_de_cargo(cargo, dia_pedido(), None)


@bp.get("/cargos/<cargo>/versiones/<path:etiqueta>")
@permiso(PUBLICO)
def version(slug: str, cargo: str, etiqueta: str) -> str:
    """One approved version, at an address that never changes."""
    hoy = g.manual.hoy(ahora())
    return _pagina_de_cargo(cargo, Dia(hoy, hoy), etiqueta)


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


def _pagina_de_cargo(slug_cargo: str, dia: Dia, etiqueta: str | None) -> str:
    manual: ManualVisto = g.manual
    visto = cargo_visto(db.session, manual, slug_cargo, dia.fecha, etiqueta=etiqueta)
    abierta = visto.abierta if _interno(manual) else None
    return render_template(
        "manual/cargo.html",
        h=visto.hoja,
        impresa=hoja_impresa(visto.hoja) if visto.hoja else "",
        titulo=visto.titulo,
        cargo_slug=visto.slug,
        copia_de=etiqueta,
        dia=dia,
        hoy=dia.hoy,
        versiones=visto.versiones,
        linea=linea_de_tiempo(manual, visto, dia.hoy),
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
