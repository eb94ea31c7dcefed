"""What the programs of others are told of the API: its OpenAPI document."""

from __future__ import annotations

from typing import Any

#: Largest page, and the largest number any parameter takes.
MAXIMO, TOPE = 100, 1_000_000_000

Esquema = dict[str, Any]


def documento(raiz: str) -> Esquema:
    """The document; ``raiz`` is where the API lives, such as ``/api/v1``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vigente",
            "version": "1",
            "description": (
                "Los cargos aprobados de cada manual, en cualquier fecha. Solo lectura. "
                "Cada respuesta lleva ETag: envíela en If-None-Match y recibirá 304 si nada "
                "cambió. El «id» de un manual, de un cargo, de una versión y de un ítem no cambia."
            ),
        },
        "servers": [{"url": raiz}],
        "paths": {ruta: {"get": _operacion(*dicho)} for ruta, dicho in _RUTAS.items()},
        "components": {"schemas": _ESQUEMAS},
    }


def _texto(**mas: Any) -> Esquema:
    return {"type": "string", **mas}


def _objeto(**campos: Esquema) -> Esquema:
    return {
        "type": "object",
        "properties": campos,
        "required": list(campos),
        "additionalProperties": False,
    }


def _lista(de: Esquema) -> Esquema:
    return {"type": "array", "items": de}


def _ref(nombre: str) -> Esquema:
    return {"$ref": f"#/components/schemas/{nombre}"}


_DIA = _texto(format="date")
_DIA_O_NADA = {"type": ["string", "null"], "format": "date"}
_ENTERO = {"type": "integer"}
_SITUACION = _texto(enum=["vigente", "sustituida", "futura", "derogada", "anulada"])

_ESQUEMAS: Esquema = {
    "Error": _objeto(error=_texto(), remedio=_texto(), campo=_texto()),
    "Manual": _objeto(id=_texto(), nombre=_texto(), institucion=_texto(), url=_texto()),
    "Manuales": _objeto(manuales=_lista(_ref("Manual"))),
    "Version": _objeto(
        id=_texto(), rotulo=_texto(), instrumento=_texto(), rige_desde=_DIA_O_NADA,
        situacion=_SITUACION, url=_texto(),
    ),
    "Versiones": _objeto(cargo=_texto(), versiones=_lista(_ref("Version"))),
    "CargoEnLista": _objeto(
        id=_texto(), titulo=_texto(), campos={"type": "object"}, version=_texto(),
        rige_desde=_DIA_O_NADA, situacion=_SITUACION, hash=_texto(), url=_texto(),
    ),
    "Cargos": _objeto(
        fecha=_DIA, total=_ENTERO, pagina=_ENTERO, por_pagina=_ENTERO,
        siguiente={"type": ["string", "null"]}, cargos=_lista(_ref("CargoEnLista")),
    ),
    "Contenido": _objeto(
        campos={"type": "object"},
        secciones=_lista(_objeto(clave=_texto(), titulo=_texto(), items=_lista(_objeto(
            id=_texto(), texto=_texto(), forma=_texto(), notas=_lista(_texto()))))),
        competencias=_lista(_objeto(
            id=_texto(), tipo=_texto(), competencia=_texto(), grado=_ENTERO, concepto=_texto())),
        notas=_lista(_objeto(marca=_texto(), texto=_texto())),
    ),
    "Cargo": _objeto(
        id=_texto(), titulo=_texto(), fecha=_DIA, version=_ref("Version"),
        firmas=_lista(_objeto(rotulo=_texto(), por=_texto(), puesto=_texto(), fecha=_texto())),
        hash=_texto(), contenido=_ref("Contenido"),
    ),
    "Novedad": _objeto(
        orden=_ENTERO, cargo=_texto(), titulo=_texto(), version=_texto(),
        deroga={"type": "boolean"}, anulada={"type": "boolean"}, instrumento=_texto(),
        rige_desde=_DIA_O_NADA, hash=_texto(),
        registrada=_texto(format="date-time"), url=_texto(),
    ),
    "Novedades": _objeto(
        novedades=_lista(_ref("Novedad")), hasta=_ENTERO, siguiente={"type": ["string", "null"]},
    ),
}  # fmt: skip

_FECHA = ("fecha", "query", _DIA, "El día del que se pregunta; sin ella, hoy.")
_PAGINA = ("pagina", "query", {"type": "integer", "minimum": 1, "maximum": TOPE}, "Desde 1.")
_POR_PAGINA = (
    "por_pagina", "query", {"type": "integer", "minimum": 1, "maximum": MAXIMO}, "Cuántos."
)  # fmt: skip
_DESPUES = (
    "despues_de", "query", {"type": "integer", "minimum": 0, "maximum": TOPE},
    "El «hasta» de la respuesta anterior; 0 para empezar.",
)  # fmt: skip
_SLUG = {"type": "string", "pattern": "^[^/]+$"}
_M = ("slug", "path", _SLUG, "El id del manual.")
_C = ("cargo", "path", _SLUG, "El id del cargo.")
_V = ("etiqueta", "path", _SLUG, "El id de la versión.")

_RUTAS: dict[str, tuple[str, str, str, list[tuple[str, str, Esquema, str]]]] = {
    "/manuales": ("manuales", "Los manuales que hay.", "Manuales", []),
    "/manuales/{slug}/cargos": (
        "cargos", "Los cargos que regían un día.", "Cargos", [_M, _FECHA, _PAGINA, _POR_PAGINA],
    ),
    "/manuales/{slug}/cargos/{cargo}": (
        "cargo", "Un cargo entero como regía un día.", "Cargo", [_M, _C, _FECHA],
    ),
    "/manuales/{slug}/cargos/{cargo}/versiones": (
        "versiones", "Las versiones aprobadas de un cargo.", "Versiones", [_M, _C],
    ),
    "/manuales/{slug}/cargos/{cargo}/versiones/{etiqueta}": (
        "version", "Una versión aprobada, entera.", "Cargo", [_M, _C, _V],
    ),
    "/manuales/{slug}/novedades": (
        "novedades", "Lo aprobado después de un punto, en orden.", "Novedades",
        [_M, _DESPUES, _POR_PAGINA],
    ),
}  # fmt: skip


def _operacion(
    clave: str, resumen: str, esquema: str, parametros: list[tuple[str, str, Esquema, str]]
) -> Esquema:
    errores = {
        codigo: {"description": dice, "content": {"application/json": {"schema": _ref("Error")}}}
        for codigo, dice in (
            ("401", "La institución pide una cuenta para leer"),
            ("404", "No existe, o no está aprobado"),
            ("422", "Un parámetro no se entiende"),
        )
    }
    return {
        "operationId": clave,
        "summary": resumen,
        "parameters": [
            {
                "name": nombre,
                "in": donde,
                "required": donde == "path",
                "schema": esquema_suyo,
                "description": dice,
            }
            for nombre, donde, esquema_suyo, dice in parametros
        ],
        "responses": {
            "200": {
                "description": resumen,
                "headers": {"ETag": {"schema": _texto()}},
                "content": {"application/json": {"schema": _ref(esquema)}},
            },
            "304": {"description": "Nada cambió desde la ETag enviada"},
            **errores,
        },
    }
