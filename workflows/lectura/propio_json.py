"""Cargos in JSON, as this program writes them, read to the letter."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workflows.contenido import Contenido, desde_datos
from workflows.errores import LecturaFallida
from workflows.formatos.modelo import Formato
from workflows.lectura.modelo import CargoLeido, Clase, DetalleItem, FirmaLeida, Lectura, Linea


def leer_json(texto: str, formatos: Sequence[Formato], nombre: str = "") -> Lectura | None:
    """The reading that ``manual leer --json`` or ``manual exportar`` wrote; None if it is not one.

    Raises LecturaFallida when it is one, but of a formato that is not among ``formatos``, or
    damaged.
    """
    if not texto.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        datos = json.loads(texto.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not {"formato", "cargos"} <= datos.keys():
        return None
    archivo = f"«{nombre}»" if nombre else "El archivo"
    formato = next((f for f in formatos if f.clave == datos["formato"]), None)
    if formato is None:
        esperados = ", ".join(f"«{f.clave}»" for f in formatos)
        raise LecturaFallida(
            f"{archivo} es del formato «{datos['formato']}», y aquí se esperaba {esperados}.",
            "Compruebe que sea el documento de este manual.",
        )
    semilla = hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        cargos = tuple(_cargo(c, formato, f"{semilla}/{n}") for n, c in enumerate(datos["cargos"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LecturaFallida(
            f"{archivo} es JSON de este programa, pero está dañado ({error!r}).",
            "Expórtelo de nuevo.",
        ) from error
    lineas = tuple(
        Linea(n, linea, Clase.ITEM if linea.strip() else None)
        for n, linea in enumerate(texto.split("\n"), 1)
    )
    return Lectura(formato.clave, cargos, (), lineas)


def _cargo(datos: Mapping[str, Any], formato: Formato, semilla: str) -> CargoLeido:
    contenido = _contenido(datos, formato, semilla)
    firmas = {
        clave: FirmaLeida(_texto(f["por"]), _texto(f["fecha"]), _texto(f.get("puesto", "")))
        for clave, f in datos.get("firmas", {}).items()
        if f["por"] or f["fecha"]
    }
    return CargoLeido(
        contenido=contenido,
        titulo=formato.titulo_de(contenido),
        version=_texto(datos.get("version", "")),
        instrumento=_texto(datos.get("instrumento", "")),
        firmas=firmas,
        paginas=tuple(_texto(p) for p in datos.get("paginas", ())),
        titulos={s.clave: formato.seccion(s.clave).titulo for s in contenido.secciones},
        detalle={i: DetalleItem(0, 0) for i in contenido.ids()},
        lineas_nota={n.marca: 0 for n in contenido.notas},
    )


def _contenido(datos: Mapping[str, Any], formato: Formato, semilla: str) -> Contenido:
    """``encabezado`` is the whole header where it is given: a blank field is not an absent one."""
    sueltos = {c.clave: datos.get(c.clave, "") for c in formato.campos}
    campos = datos.get("encabezado", {c: v for c, v in sueltos.items() if v})
    leido = desde_datos(
        {
            "encabezado": {clave: _texto(valor) for clave, valor in campos.items()},
            "secciones": [
                {
                    "clave": formato.seccion(s["clave"]).clave,
                    "items": [
                        {
                            "texto": _texto(texto),
                            "forma": detalle["forma"],
                            "notas": [_texto(marca) for marca in detalle["notas"]],
                        }
                        for texto, detalle in zip(s["items"], s["detalle"], strict=True)
                    ],
                }
                for s in datos["secciones"]
            ],
            "competencias": [
                {
                    "tipo": _texto(c["tipo"]),
                    "competencia": _texto(c["competencia"]),
                    "grado": _entero(c["grado"]),
                    "concepto": _texto(c["concepto"]),
                }
                for c in datos["competencias"]
            ],
            "notas": [
                {"marca": _texto(n["marca"]), "texto": _texto(n["texto"])} for n in datos["notas"]
            ],
        }
    )
    ids = {
        viejo: hashlib.sha256(f"{semilla}/{n}".encode()).hexdigest()[:16]
        for n, viejo in enumerate(leido.ids(), 1)
    }
    return replace(
        leido,
        secciones=tuple(
            replace(s, items=tuple(replace(i, id=ids[i.id]) for i in s.items))
            for s in leido.secciones
        ),
        competencias=tuple(replace(c, id=ids[c.id]) for c in leido.competencias),
    )


def _texto(valor: object) -> str:
    if not isinstance(valor, str):
        raise TypeError(f"se esperaba un texto y hay {valor!r}")
    return valor


def _entero(valor: object) -> int:
    if type(valor) is not int:
        raise TypeError(f"se esperaba un grado y hay {valor!r}")
    return valor
