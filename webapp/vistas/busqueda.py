"""The search box of the manual: no account needed, only what was in force on the day."""

from __future__ import annotations

from math import ceil

from flask import Blueprint, g, render_template, request

from webapp.bd import db
from webapp.consultas.buscar import POR_PAGINA, Resultado, buscar
from webapp.consultas.manuales import ManualVisto
from webapp.direcciones import enlaces
from webapp.permisos import PUBLICO, permiso
from webapp.vistas._dia import dia_pedido, pagina_pedida
from workflows.mapa import campos_de_eje
from workflows.pregunta import LARGO, leer_pregunta

bp = Blueprint("busqueda", __name__, url_prefix="/manual/<slug>")


@bp.get("/buscar")
@permiso(PUBLICO)
def ver(slug: str) -> str:
    """What was found for ``?q=``, narrowed by the fields of the identity."""
    manual: ManualVisto = g.manual
    dia, pagina = dia_pedido(), pagina_pedida()
    escrito = request.args.get("q", "")
    pregunta = leer_pregunta(escrito, manual.formato)
    elegidos = {
        clave: request.args[clave]
        for clave in campos_de_eje(manual.formato)
        if request.args.get(clave)
    }
    base = {"slug": slug, "q": escrito[:LARGO], "fecha": dia.enlace, **elegidos}
    resultado = Resultado(0, (), ())
    pidio = bool(pregunta.clausulas or elegidos)
    if pidio:
        resultado = buscar(db.session, manual, dia.fecha, pregunta, elegidos, pagina)
    return render_template(
        "manual/buscar.html",
        escrito=escrito[:LARGO],
        pregunta=pregunta,
        pidio=pidio,
        elegidos=elegidos,
        r=resultado,
        dia=dia,
        pagina=pagina,
        paginas=ceil(resultado.total / POR_PAGINA),
        base=base,
        ficha=enlaces("manual.cargo", "cargo", slug=slug, fecha=dia.enlace),
        acotar={
            f.clave: enlaces("busqueda.ver", f.clave, **base)
            for f in resultado.facetas
            if len(f.valores) > 1
        },
    )
