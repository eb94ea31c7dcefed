"""A reading as plain JSON values: for the command line, the import screen and other programs."""

from __future__ import annotations

from typing import Any

from workflows.contenido import a_datos
from workflows.formatos.modelo import Formato
from workflows.lectura.firmas import FIRMANTES
from workflows.lectura.modelo import CargoLeido, FirmaLeida, Lectura


def a_json(lectura: Lectura, formato: Formato) -> dict[str, Any]:
    """The whole reading, as ``json.dumps`` takes it."""
    return {
        "formato": lectura.formato,
        "cobertura": lectura.cobertura,
        "cargos": [cargo_a_json(c, formato) for c in lectura.cargos],
        "avisos": [{"linea": a.linea, "mensaje": a.mensaje} for a in lectura.avisos],
        "sin_ubicar": [{"linea": x.numero, "texto": x.texto} for x in lectura.sin_ubicar],
    }


def cargo_a_json(cargo: CargoLeido, formato: Formato) -> dict[str, Any]:
    """One cargo: header fields by their claves, signatures, sections, competencies and notes."""
    contenido = cargo.contenido
    return {
        **{c.clave: contenido.campo(c.clave) for c in formato.campos},
        "titulo": cargo.titulo,
        "version": cargo.version,
        "instrumento": cargo.instrumento,
        "firmas": {f: _firma(cargo.firmas.get(f, FirmaLeida())) for f in FIRMANTES},
        "secciones": [
            {
                "clave": s.clave,
                "titulo": cargo.titulos.get(s.clave, ""),
                "items": [i.texto for i in s.items],
                "detalle": [
                    {
                        "forma": i.forma.value,
                        "notas": list(i.notas),
                        "lineas": [cargo.detalle[i.id].primera, cargo.detalle[i.id].ultima],
                    }
                    for i in s.items
                ],
            }
            for s in contenido.secciones
        ],
        "competencias": a_datos(contenido)["competencias"],
        "notas": [
            {"marca": n.marca, "texto": n.texto, "linea": cargo.lineas_nota.get(n.marca, 0)}
            for n in contenido.notas
        ],
        "paginas": list(cargo.paginas),
        "lineas": list(cargo.lineas),
    }


def _firma(firma: FirmaLeida) -> dict[str, str]:
    datos = {"por": firma.por, "fecha": firma.fecha}
    return {**datos, "puesto": firma.puesto} if firma.puesto else datos
