"""The manual for other programs: JSON to read, with an OpenAPI document and conditional answers."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, json, request, url_for

from webapp.bd import db
from webapp.consultas.hojas import Hoja
from webapp.consultas.manuales import ManualVisto, nombres_de_manuales
from webapp.consultas.mapa import lista
from webapp.consultas.novedades import novedades as leer_novedades
from webapp.consultas.vigencia import CargoVisto, VersionEnLista, cargo_visto
from webapp.permisos import ABIERTO, PUBLICO, permiso
from webapp.vistas._dia import dia_pedido
from webapp.vistas._openapi import MAXIMO, TOPE, documento
from workflows.contenido import Contenido, hash_de
from workflows.errores import DatosInvalidos, NoEncontrado

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.get("/openapi.json")
@permiso(ABIERTO)
def openapi() -> Response:
    """What can be asked here, and what is answered."""
    return _responder(documento(url_for("api.openapi").removesuffix("/openapi.json")))


@bp.get("/manuales")
@permiso(PUBLICO)
def manuales() -> Response:
    """Every manual."""
    return _responder(
        {
            "manuales": [
                {
                    "id": m.slug,
                    "nombre": m.nombre,
                    "institucion": m.institucion,
                    "url": url_for("api.cargos", slug=m.slug),
                }
                for m in nombres_de_manuales(db.session)
            ]
        }
    )


@bp.get("/manuales/<slug>/cargos")
@permiso(PUBLICO)
def cargos(slug: str) -> Response:
    """A page of the cargos of a day, abolished ones marked."""
    dia = dia_pedido().fecha
    pagina, por = _entero("pagina", 1, 1, TOPE), _entero("por_pagina", 50, 1, MAXIMO)
    filas, total = lista(db.session, g.manual, dia, pagina, por)
    siguiente = None
    if pagina * por < total:
        siguiente = url_for("api.cargos", slug=slug, fecha=dia.isoformat(), pagina=pagina + 1,
                            por_pagina=por)  # fmt: skip
    return _responder(
        {
            "fecha": dia.isoformat(),
            "total": total,
            "pagina": pagina,
            "por_pagina": por,
            "siguiente": siguiente,
            "cargos": [
                {
                    "id": c.slug,
                    "titulo": c.titulo,
                    "campos": c.campos,
                    "version": c.etiqueta,
                    "rige_desde": _dia(c.desde),
                    "situacion": c.situacion,
                    "hash": c.contenido_hash,
                    "url": url_for("api.version", slug=slug, cargo=c.slug, etiqueta=c.etiqueta),
                }
                for c in filas
            ],
        },
        siguiente,
    )


@bp.get("/manuales/<slug>/cargos/<cargo>")
@permiso(PUBLICO)
def cargo(slug: str, cargo: str) -> Response:
    """A cargo as it stood on a day, whole."""
    dia = dia_pedido().fecha
    return _entero_de(cargo_visto(db.session, g.manual, cargo, dia), dia)


@bp.get("/manuales/<slug>/cargos/<cargo>/versiones")
@permiso(PUBLICO)
def versiones(slug: str, cargo: str) -> Response:
    """The approved versions of a cargo, the one that prevails first."""
    visto = cargo_visto(db.session, g.manual, cargo, dia_pedido().hoy)
    return _responder(
        {
            "cargo": visto.slug,
            "versiones": [_version(g.manual, visto.slug, v) for v in visto.versiones],
        }
    )


@bp.get("/manuales/<slug>/cargos/<cargo>/versiones/<etiqueta>")
@permiso(PUBLICO)
def version(slug: str, cargo: str, etiqueta: str) -> Response:
    """One approved version, whole."""
    hoy = dia_pedido().hoy
    return _entero_de(cargo_visto(db.session, g.manual, cargo, hoy, etiqueta=etiqueta), hoy)


@bp.get("/manuales/<slug>/novedades")
@permiso(PUBLICO)
def novedades(slug: str) -> Response:
    """What was approved after ``?despues_de=``, in the order of recording."""
    despues, por = _entero("despues_de", 0, 0, TOPE), _entero("por_pagina", 50, 1, MAXIMO)
    hay = leer_novedades(db.session, g.manual, despues_de=despues, limite=por)
    hasta = hay[-1].orden if hay else despues
    siguiente = None
    if len(hay) == por:
        siguiente = url_for("api.novedades", slug=slug, despues_de=hasta, por_pagina=por)
    return _responder(
        {
            "novedades": [
                {
                    "orden": n.orden,
                    "cargo": n.cargo,
                    "titulo": n.titulo,
                    "version": n.etiqueta,
                    "deroga": n.deroga,
                    "anulada": n.anulada,
                    "instrumento": n.instrumento,
                    "rige_desde": _dia(n.rige_desde),
                    "hash": n.contenido_hash,
                    "registrada": n.momento.isoformat(),
                    "url": url_for("api.version", slug=slug, cargo=n.cargo, etiqueta=n.etiqueta),
                }
                for n in hay
            ],
            "hasta": hasta,
            "siguiente": siguiente,
        },
        siguiente,
    )


def _entero_de(visto: CargoVisto, dia: date) -> Response:
    hoja = visto.hoja
    suya = next((v for v in visto.versiones if hoja and v.etiqueta == visto.etiqueta), None)
    if hoja is None or suya is None:
        raise NoEncontrado("Ese día el cargo no tenía un texto vigente.", "Vea sus versiones.")
    return _responder(
        {
            "id": visto.slug,
            "titulo": visto.titulo,
            "fecha": dia.isoformat(),
            "version": _version(g.manual, visto.slug, suya),
            "firmas": [
                {"rotulo": f.rotulo, "por": f.por, "puesto": f.puesto, "fecha": f.fecha}
                for f in hoja.firmas
                if not f.pendiente
            ],
            "hash": hash_de(hoja.contenido),
            "contenido": _contenido(hoja, hoja.contenido),
        }
    )


def _version(manual: ManualVisto, cargo: str, v: VersionEnLista) -> dict[str, Any]:
    return {
        "id": v.etiqueta,
        "rotulo": v.rotulo,
        "instrumento": v.instrumento,
        "rige_desde": _dia(v.rige_desde),
        "situacion": v.situacion,
        "url": url_for("api.version", slug=manual.slug, cargo=cargo, etiqueta=v.etiqueta),
    }


def _contenido(hoja: Hoja, c: Contenido) -> dict[str, Any]:
    titulos = {s.clave: s.titulo for s in hoja.formato.secciones}
    return {
        "campos": dict(c.encabezado),
        "secciones": [
            {
                "clave": s.clave,
                "titulo": titulos.get(s.clave, s.clave),
                "items": [
                    {"id": i.id, "texto": i.texto, "forma": i.forma.value, "notas": list(i.notas)}
                    for i in s.items
                ],
            }
            for s in c.secciones
        ],
        "competencias": [
            {
                "id": f.id,
                "tipo": f.tipo,
                "competencia": f.competencia,
                "grado": f.grado,
                "concepto": f.concepto,
            }
            for f in c.competencias
        ],
        "notas": [{"marca": n.marca, "texto": n.texto} for n in c.notas],
    }


def _entero(nombre: str, sin_el: int, minimo: int, maximo: int) -> int:
    texto = request.args.get(nombre, str(sin_el))
    if not (texto.isascii() and texto.isdigit() and minimo <= int(texto[:12]) <= maximo):
        raise DatosInvalidos(
            f"«{texto[:40]}» no sirve como {nombre}.",
            f"Es un número entre {minimo} y {maximo}.",
            nombre,
        )
    return int(texto)


def _dia(dia: date | None) -> str | None:
    return dia.isoformat() if dia else None


def _responder(datos: dict[str, Any], siguiente: str | None = None) -> Response:
    """JSON with an ETag of what it says; 304 for whoever has it already."""
    texto = json.dumps(datos, ensure_ascii=False, sort_keys=True)
    respuesta = Response(texto, content_type="application/json")
    respuesta.set_etag(hashlib.sha256(texto.encode()).hexdigest()[:32])
    respuesta.headers["Cache-Control"] = "no-cache"
    if siguiente:
        respuesta.headers["Link"] = f'<{siguiente}>; rel="next"'
    respuesta.make_conditional(request)
    return respuesta
