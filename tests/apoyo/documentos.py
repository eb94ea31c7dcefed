"""Documents to print, in our own words, without a database; and what their PDF says."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pdfplumber

from webapp.consultas.hojas import firmado_de, firmas_impresas
from webapp.publicacion.documento import Documento
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    encabezado,
    hash_de,
)
from workflows.formatos import cargar

MANUAL = cargar("manual-cargos")
CLASE = cargar("especificacion-clase")
CAMPOS = {
    "codigo": "22154",
    "estrato": "EJECUTIVO",
    "categoria": "EXPERTO",
    "area": "SERVICIO AL CLIENTE",
}
FIRMAS = {
    "elaborado": {"por": "Ana Mora Solís", "fecha": "2026-11-03"},
    "revisado": {"por": "Dirección de Capital Humano", "fecha": "2026-11-10"},
    "aprobado": {"por": "Junta Directiva", "fecha": "2026-11-12"},
}
FRASE = "Coordinar la atención de las personas usuarias y/o vecinas, según el plan anual."


#: Who signed here, as the approving acto carries it.
FIRMADO = [
    {
        "significado": "Elaborado", "persona": "Ana Mora", "puesto": "Analista",
        "unidad": "Unidad de Producción", "momento": "2026-11-10T09:04:07-06:00",
    },
    {
        "significado": "Registro de lo aprobado por Junta Directiva", "persona": "Sofía Brenes",
        "puesto": "Secretaria", "unidad": "", "momento": "2026-11-12T16:30:00-06:00",
    },
]  # fmt: skip


def seccion(clave: str, *textos: str, forma: str = "numero") -> Seccion:
    """A section of items of one form."""
    items = (Item(f"{clave}{n}", t, Forma(forma)) for n, t in enumerate(textos))
    return Seccion(clave, tuple(items))


def cargo(
    *secciones: Seccion,
    filas: tuple[tuple[str, str, int, str], ...] = (),
    notas: tuple[Nota, ...] = (),
    **campos: str,
) -> Contenido:
    """A text of the manual of cargos."""
    competencias = tuple(Competencia(f"c{n}", *fila) for n, fila in enumerate(filas))
    return Contenido(encabezado({**CAMPOS, **campos}), secciones, competencias, notas)


def clase(*secciones: Seccion, **campos: str) -> Contenido:
    """A text of a class specification."""
    fijos = {"titulo": "INSPECTOR DE CONEXIONES", "codigo": "U-2210"}
    return Contenido(encabezado({**fijos, **campos}), secciones)


def documento(contenido: Contenido, **otros: Any) -> Documento:
    """A Documento in force, of the formato its header fields belong to."""
    formato = CLASE if contenido.campo("titulo") else MANUAL
    datos: dict[str, Any] = {
        "formato": formato,
        "manual": "pruebas",
        "manual_nombre": "Manual de pruebas",
        "institucion": "Acueducto de pruebas",
        "cargo": "ejecutivo-experto",
        "titulo": formato.titulo_de(contenido),
        "version_id": 7,
        "contenido": contenido,
        "contenido_hash": hash_de(contenido),
        "firmas": firmas_impresas(FIRMAS),
        "numero": "09-2026" if formato is MANUAL else "",
        "etiqueta": "09-2026",
        "instrumento": "AJD-2026-112" if formato is MANUAL else "",
        "rige_desde": date(2026, 12, 1),
        "situacion": "vigente",
        "derogacion": False,
        "momento": datetime(2026, 11, 12, 15, tzinfo=UTC),
        "sitio": "https://vigente.example",
        "firmado": firmado_de(FIRMADO, hash_de(contenido)),
    }
    return Documento(**{**datos, **otros})


def paginas(pdf: bytes) -> list[str]:
    """The upright words of each page, one space between them (a watermark is slanted)."""
    with pdfplumber.open(io.BytesIO(pdf)) as abierto:
        return [" ".join((p.filter(_derecho).extract_text() or "").split()) for p in abierto.pages]


def marca_de_agua(pdf: bytes) -> str:
    """The slanted letters of the first page, without spaces."""
    with pdfplumber.open(io.BytesIO(pdf)) as abierto:
        letras = [c["text"] for c in abierto.pages[0].chars if not _derecho(c)]
        return "".join(letras).replace(" ", "")


def _derecho(cosa: dict[str, Any]) -> bool:
    return not cosa["matrix"][1] if "matrix" in cosa else True
