"""The competencias of a manual: the matrix of grades, and the dictionary."""

from __future__ import annotations

from math import ceil

from flask import Blueprint, g, render_template, request

from webapp.bd import db
from webapp.consultas.competencias import COLUMNAS, definicion, diccionario, matriz
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.mapa import grupos
from webapp.permisos import PUBLICO, permiso
from webapp.vistas._dia import dia_pedido, pagina_pedida
from workflows.busqueda import LARGO_FRASE
from workflows.errores import NoEncontrado
from workflows.mapa import ejes

bp = Blueprint("competencias", __name__, url_prefix="/manual/<slug>/competencias")


@bp.get("/")
@permiso(PUBLICO)
def ver(slug: str) -> str:
    """The matrix of one group of cargos, and every competencia of the dictionary."""
    manual: ManualVisto = g.manual
    dia, pagina, por = dia_pedido(), pagina_pedida(), ejes(manual.formato)
    if manual.formato.competencias is None:
        return render_template("manual/sin_competencias.html")
    todos = grupos(db.session, manual, dia.fecha)
    pedido = request.args.get(por.grupo, "") if por and por.grupo else ""
    grupo = next((x for x in todos if not pedido or x.clave == pedido), None)
    if pedido and grupo is None:
        raise NoEncontrado("Ese día no había cargos así.", "Elija otro de la lista.")
    tabla = matriz(db.session, manual, dia.fecha, grupo, pagina)
    base = {"slug": slug, "fecha": dia.enlace}
    if por and por.grupo and grupo:
        base[por.grupo] = grupo.clave
    return render_template(
        "manual/competencias.html",
        dia=dia,
        por=por,
        grupos=todos,
        grupo=grupo,
        m=tabla,
        pagina=pagina,
        paginas=ceil(tabla.total / COLUMNAS),
        base=base,
        entradas=diccionario(db.session, manual, dia.fecha),
    )


@bp.get("/<competencia>")
@permiso(PUBLICO)
def una(slug: str, competencia: str) -> str:
    """What one competencia means at each grade, and which cargos use each text."""
    manual: ManualVisto = g.manual
    dia = dia_pedido()
    return render_template(
        "manual/competencia.html",
        dia=dia,
        clave=competencia,
        c=definicion(db.session, manual, dia.fecha, competencia.replace("-", " ")),
        largo_frase=LARGO_FRASE,
    )
