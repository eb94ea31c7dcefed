"""A cargo as plain text, in the shape in which its institution's documents are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from webapp.consultas.hojas import FirmaImpresa
from webapp.publicacion.datos import datos_de, firmado_impreso
from webapp.publicacion.documento import Documento
from workflows.contenido import Contenido, Forma
from workflows.formatos.modelo import ClaseInstrumento, Estructura, Formato

TEXTO = "text/plain"
#: The longest comment that is read back as one, in letters.
_LARGO_DE_COMENTARIO = 380
_SIN_ANGULOS = str.maketrans("<>", "‹›")


def texto_de(documentos: Iterable[Documento]) -> str:
    """The cargos one after another; read back, each gives the contenido it came from."""
    return "\n".join("\n".join(_lineas(d)) + "\n" for d in documentos)


def _lineas(d: Documento) -> Iterator[str]:
    final = d.formato.lectura.estructura is Estructura.DOCUMENTO
    yield from _portada(d) if final else _membrete(d)
    yield from _cuerpo(d.contenido, d.formato)
    if final:
        yield from _firmas(d)
    yield from _firmado(d)


def _membrete(d: Documento) -> Iterator[str]:
    datos = datos_de(d)
    yield f"\t<b>{d.formato.pagina.encabezado}</b>"
    for rotulo, valor in datos["codigos"]:
        yield f"\t\t{rotulo}: {_renglon(valor)}"
    yield "\t\tPágina: 1 de 1"
    yield "\t" + "\t".join(f"<b>{_renglon(valor)}</b>" for _, valor in datos["identidad"])
    yield "\t" + "\t".join(rotulo for rotulo, _ in datos["identidad"])
    celdas = [_firma(f) for f in d.firmas[:2] if f.por]
    aprobacion = [f"Versión: No. {d.numero}"] if d.numero else []
    if d.formato.instrumento.clase is ClaseInstrumento.ACUERDO and d.instrumento:
        aprobacion.append(f"Aprobado {d.formato.instrumento.rotulo}: {d.instrumento}")
    if aprobacion and d.firmas and d.firmas[-1].fecha:
        aprobacion.append(f"Fecha: {d.firmas[-1].fecha}")
    celdas += [" ".join(aprobacion)] if aprobacion else []
    if celdas:
        yield "\t".join(celdas)
    yield ""


def _portada(d: Documento) -> Iterator[str]:
    datos = datos_de(d)
    for _, valor in (*datos["identidad"], *datos["codigos"]):
        if valor:
            yield f"**{_renglon(valor)}**"
    yield ""


def _cuerpo(contenido: Contenido, formato: Formato) -> Iterator[str]:
    presentes = {s.clave: s for s in contenido.secciones}
    tabla = formato.seccion_competencias
    for seccion in formato.secciones:
        if tabla is not None and seccion.clave == tabla.clave:
            if contenido.competencias and formato.competencias is not None:
                yield from ("## " + seccion.titulo.upper(), "")
                yield "\t".join(formato.competencias.columnas)
                anterior = ""
                for c in contenido.competencias:
                    tipo = c.tipo if c.tipo != anterior else ""
                    anterior = c.tipo
                    celdas = (tipo, c.competencia, str(c.grado), c.concepto)
                    yield "\t".join(_renglon(x) for x in celdas)
                yield ""
        elif seccion.clave in presentes:
            yield from ("## " + seccion.titulo.upper(), "")
            numero = 0
            for item in presentes[seccion.clave].items:
                numero += item.forma is Forma.NUMERO
                signo = {Forma.NUMERO: f"{numero}. ", Forma.VINETA: "- "}.get(item.forma, "")
                notas = "".join(f" <sup>{marca}</sup>" for marca in item.notas)
                yield from (signo + _renglon(item.texto) + notas, "")
    for nota in contenido.notas:
        yield from (f"<sup>{nota.marca}</sup> {_renglon(nota.texto)}".rstrip(), "")


def _firmas(d: Documento) -> Iterator[str]:
    rotulo = d.formato.instrumento.rotulo
    for n, firma in enumerate(d.firmas, 1):
        if firma.por:
            yield f"{rotulo if n == len(d.firmas) else firma.rotulo}:".upper()
            yield from ("", firma.por)
            if firma.puesto:
                yield firma.puesto
            yield from ("", firma.fecha, "Fecha", "")


def _firmado(d: Documento) -> Iterator[str]:
    """Who signed it, as what and when, and its whole hash, as comments: they are no part of the
    text, and whoever reads it back takes them for nothing."""
    dicho = firmado_impreso(d)
    if not dicho["filas"]:
        return
    lineas = ["Firmas de este texto"]
    lineas += [f"{que}: {quien}, {cuando}" for que, quien, cuando in dicho["filas"]]
    lineas.append(f"Huella del texto firmado (SHA-256): {dicho['huella']}")
    for linea in lineas:
        for parte in wrap(linea.translate(_SIN_ANGULOS), _LARGO_DE_COMENTARIO):
            yield f"<!-- {parte} -->"
    yield ""


def _firma(f: FirmaImpresa) -> str:
    return f"{f.rotulo}: {f.por} Fecha: {f.fecha}" if f.fecha else f"{f.rotulo}: {f.por}"


def _renglon(texto: str) -> str:
    return " ".join(texto.split())
