"""Bytes of text, Word, PDF, a web page or JSON → a Lectura, with every line accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from workflows.errores import LecturaFallida
from workflows.formatos.modelo import Estructura, Formato
from workflows.lectura.ajeno_json import texto_de_json
from workflows.lectura.compuesto import componer
from workflows.lectura.correcciones import Dichos, Que, corregidas
from workflows.lectura.decodificar import decodificar
from workflows.lectura.documento import leer_documento
from workflows.lectura.extraido import Texto
from workflows.lectura.modelo import Aviso, Clase, Lectura, Linea
from workflows.lectura.pdf import PAGINA, Avance, es_pdf, texto_de_pdf
from workflows.lectura.por_paginas import leer_paginas
from workflows.lectura.propio_json import leer_json
from workflows.lectura.reconocer import reconocer
from workflows.lectura.renglones import Renglon, renglones
from workflows.lectura.web import es_web, texto_de_web
from workflows.lectura.word import abrir, de_word, es_word, texto_de

#: Taking the words out of a PDF is the slow part of reading one, and a correction reads it again:
#: the last ones read are remembered.
_de_pdf: dict[tuple[bytes, str], Texto] = {}
_RECORDADOS = 2


def leer(
    datos: bytes,
    formatos: Sequence[Formato],
    *,
    nombre: str = "",
    dichos: Dichos = MappingProxyType({}),
    avance: Avance = lambda _hechas, _total: None,
) -> Lectura:
    """Read a document. With several formatos the family is recognised; with one it is forced.

    Every non-blank line gets exactly one Clase; ``"\\n".join`` of the lines is the decoded text,
    composed (of a Word file, a PDF or JSON of others, what its words come to). ``dichos`` is what
    a person says some lines are; our own JSON, which is read to the letter, has none. ``avance``
    is told how many pages of a PDF were read, and of how many.
    Raises LecturaFallida when the bytes are no text, or no formato fits.
    """
    if not formatos:
        raise LecturaFallida("No hay ningún formato con qué leer el documento.")
    paquete = abrir(datos, nombre) if es_word(datos) else None
    dudas: tuple[tuple[int, str], ...] = ()
    if es_pdf(datos) or es_web(datos):
        if es_pdf(datos):
            hecho = _texto_de_pdf(datos, nombre, avance)
        else:
            hecho = texto_de_web(datos, nombre)
        texto, dudas = hecho.texto, hecho.dudas
    else:
        texto = decodificar(datos, nombre) if paquete is None else texto_de(paquete)
        if (leido := leer_json(texto, formatos, nombre)) is not None:
            return leido
        if paquete is None:
            texto = texto_de_json(texto) or texto
    dicho = paquete.propiedad.get("formato") if paquete is not None else None
    suyos = [f for f in formatos if f.clave == dicho] or formatos
    lectura = _leer_texto(componer(texto), suyos, nombre, dichos)
    if paquete is None:
        return _con_dudas(lectura, dudas)
    corregido = replace(paquete, propiedad={}) if dichos else paquete
    return de_word(lectura, corregido, formatos)


def _texto_de_pdf(datos: bytes, nombre: str, avance: Avance) -> Texto:
    hecho = _de_pdf.get((datos, nombre))
    if hecho is None:
        hecho = texto_de_pdf(datos, nombre, avance)
        while len(_de_pdf) >= _RECORDADOS:
            _de_pdf.pop(next(iter(_de_pdf)), None)
        _de_pdf[datos, nombre] = hecho
    return hecho


def _con_dudas(lectura: Lectura, dudas: Sequence[tuple[int, str]]) -> Lectura:
    """A reading with what is doubtful of some pages said where they begin."""
    paginas = {x.texto: x.numero for x in lectura.lineas if x.clase is Clase.SEPARADOR}
    suyos = (Aviso(paginas.get(PAGINA.format(n), 1), dicho) for n, dicho in dudas)
    avisos = sorted((*lectura.avisos, *suyos), key=lambda a: a.linea)
    return replace(lectura, avisos=tuple(avisos)) if dudas else lectura


def _leer_texto(texto: str, formatos: Sequence[Formato], nombre: str, dichos: Dichos) -> Lectura:
    lineas = renglones(texto)
    formato = formatos[0] if len(formatos) == 1 else reconocer(lineas, formatos, nombre)
    semilla = hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()
    por_paginas = formato.lectura.estructura is Estructura.PAGINAS
    hecho = (leer_paginas if por_paginas else leer_documento)(
        corregidas(lineas, dichos, formato), formato, semilla
    )
    contadas = tuple(Linea(r.numero, r.crudo, _clase(r, hecho.clases, dichos)) for r in lineas)
    avisos = [*hecho.avisos, *_generales(contadas, len(hecho.cargos), formato),
              *_sin_efecto(contadas, dichos)]  # fmt: skip
    avisos.sort(key=lambda a: a.linea)
    return Lectura(formato.clave, tuple(hecho.cargos), tuple(dict.fromkeys(avisos)), contadas)


def _clase(r: Renglon, clases: dict[int, Clase], dichos: Dichos) -> Clase | None:
    if r.blanco:
        return None
    dicho = dichos.get(r.numero)
    if dicho is not None:
        if dicho.que is Que.FUERA:
            return Clase.FUERA
        return clases.get(r.numero, Clase.SIN_UBICAR)
    return clases.get(r.numero, Clase.SEPARADOR if r.regla else Clase.SIN_UBICAR)


def _generales(lineas: Sequence[Linea], cargos: int, formato: Formato) -> list[Aviso]:
    if not cargos:
        return [Aviso(1, f"No se encontró ningún cargo de «{formato.nombre}» en el documento.")]
    previas = []
    for x in lineas:
        if x.clase not in (None, Clase.SIN_UBICAR, Clase.SEPARADOR):
            break
        if x.clase is Clase.SIN_UBICAR:
            previas.append(x.numero)
    if not previas:
        return []
    return [Aviso(previas[0], f"Antes del primer cargo hay {len(previas)} líneas sin ubicar.")]


def _sin_efecto(lineas: Sequence[Linea], dichos: Dichos) -> list[Aviso]:
    """The corrections that could not be done."""
    return [
        Aviso(
            x.numero,
            "No se pudo hacer lo que se dijo de esta línea: ahí no hay un cargo, o antes no hay "
            "ningún ítem.",
        )
        for x in lineas
        if x.numero in dichos and x.clase is Clase.SIN_UBICAR
    ]
