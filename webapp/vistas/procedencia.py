"""Whose words these are: who brought each piece of a cargo, and the life of one piece."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from webapp.bd import db
from webapp.consultas.procedencia import VersionFirmada, linaje
from webapp.permisos import PUBLICO, permiso
from workflows.contenido import Contenido
from workflows.errores import NoEncontrado
from workflows.formatos import Formato
from workflows.procedencia import vidas

bp = Blueprint("procedencia", __name__, url_prefix="/manual/<slug>/cargos/<cargo>")


@bp.get("/procedencia")
@permiso(PUBLICO)
def ver(slug: str, cargo: str) -> str:
    """For each piece of a version (``?version=``, or the last), the one that brought it."""
    suyo = linaje(db.session, g.manual, cargo)
    etiqueta = request.args.get("version") or suyo.versiones[-1].etiqueta
    elegida = next((v for v in suyo.versiones if v.etiqueta == etiqueta), None)
    if elegida is None:
        raise NoEncontrado(f"{suyo.titulo} no tiene una versión {etiqueta}.", "Elija otra.")
    versiones = suyo.que_llevan_a(elegida)
    contadas = vidas([v.contenido for v in versiones])
    return render_template(
        "manual/procedencia.html",
        titulo=suyo.titulo,
        cargo_slug=cargo,
        todas=suyo.versiones,
        version=elegida,
        contenido=elegida.contenido,
        de={id_: versiones[pasos[-1].version] for id_, pasos in contadas.items()},
        vidas=contadas,
    )


@bp.get("/items/<item>")
@permiso(PUBLICO)
def pieza(slug: str, cargo: str, item: str) -> str:
    """The life of one piece through every approved version: its permanent address."""
    suyo = linaje(db.session, g.manual, cargo)
    pasos = vidas([v.contenido for v in suyo.versiones]).get(item)
    if pasos is None:
        raise NoEncontrado("Ese texto no está en ninguna versión aprobada.", "Vea el cargo.")
    return render_template(
        "manual/pieza.html",
        titulo=suyo.titulo,
        cargo_slug=cargo,
        item=item,
        seccion=_seccion(g.manual.formato, suyo.versiones, item),
        pasos=[(suyo.versiones[p.version], p) for p in reversed(pasos)],
    )


def _seccion(formato: Formato, versiones: tuple[VersionFirmada, ...], item: str) -> str:
    """Where it stands, or last stood."""
    for version in reversed(versiones):
        for seccion in version.contenido.secciones:
            if any(i.id == item for i in seccion.items):
                return formato.seccion(seccion.clave).titulo
        if _es_competencia(version.contenido, item):
            tabla = formato.seccion_competencias
            return tabla.titulo if tabla else "Competencias"
    return ""


def _es_competencia(contenido: Contenido, item: str) -> bool:
    return any(c.id == item for c in contenido.competencias)
