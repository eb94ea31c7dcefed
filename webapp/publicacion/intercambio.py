"""Cargos for other programs: JSON in the shape in which a document is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from webapp.publicacion.documento import Documento
from workflows.lectura import CargoLeido, cargo_a_json
from workflows.lectura.modelo import DetalleItem, FirmaLeida

JSON = "application/json"


def json_de(documentos: Sequence[Documento]) -> bytes:
    """One or several cargos of one manual, as ``manual leer --json`` writes them."""
    datos: dict[str, Any] = {
        "formato": documentos[0].formato.clave if documentos else "",
        "cobertura": 1.0,
        "cargos": [_cargo(d) for d in documentos],
        "avisos": [],
        "sin_ubicar": [],
    }
    return (json.dumps(datos, ensure_ascii=False, indent=2) + "\n").encode()


def _cargo(d: Documento) -> dict[str, Any]:
    """The whole header besides, so that reading it back gives the same contenido, to its hash."""
    return {
        **cargo_a_json(_leido(d), d.formato),
        "encabezado": dict(d.contenido.encabezado),
        "hash": d.contenido_hash,
    }


def _leido(d: Documento) -> CargoLeido:
    return CargoLeido(
        contenido=d.contenido,
        titulo=d.titulo,
        version=d.numero,
        instrumento=d.instrumento,
        firmas={
            clave: FirmaLeida(f.por, f.fecha, f.puesto)
            for clave, f in zip(("elaborado", "revisado", "aprobado"), d.firmas, strict=False)
            if f.por
        },
        titulos={s.clave: s.titulo for s in d.formato.secciones},
        detalle={i.id: DetalleItem(0, 0) for s in d.contenido.secciones for i in s.items},
    )
