"""The cuadro comparativo in Word: the same rows as the PDF, landscape, for the board's packet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from webapp.publicacion.cambios import RUBROS, Comparacion
from webapp.publicacion.word.cargo import documento_nuevo
from webapp.publicacion.word.guardar import en_bytes
from webapp.publicacion.word.xml import Elemento, campo, celda, corrida, el, parrafo, tabla
from workflows.comparativo import Fila
from workflows.comparativo import Parrafo as Renglon
from workflows.diferencias import Tipo, Tramo
from workflows.lectura.word.nombres import CELDA, PARRAFO, PIE, ROTULO, TITULO, VALOR

#: Twentieths of a point: place, in force, proposed, why. A letter on its side, 1.5 cm margins.
_ANCHOS = (2100, 4500, 4500, 3000)
_ROTULOS = ("Lugar", "Texto vigente", "Texto propuesto", "Justificación")
_COLORES = {Tipo.QUITADO: "9C1C1C", Tipo.AGREGADO: "0B5D2A"}


def comparativo_docx(c: Comparacion) -> bytes:
    """The cuadro comparativo alone, as a file. The same comparison gives the same bytes."""
    d = c.propuesta
    documento = documento_nuevo(f"{RUBROS['comparativo']}: {d.titulo}", d.institucion, d)
    escribir_comparativo(documento, c)
    return en_bytes(documento)


def escribir_comparativo(documento: Document, c: Comparacion) -> None:
    """Write it at the end of ``documento``, in its last section, which becomes landscape.

    The styles must be there (``documento_nuevo``).
    """
    hoja_apaisada(documento)
    seccion = documento.sections[-1]
    seccion.header.is_linked_to_previous = seccion.footer.is_linked_to_previous = False
    final = documento.element.body.sectPr
    for elemento in _cuerpo(c):
        final.addprevious(elemento)
    pie = seccion.footer._element
    for viejo in list(pie):
        pie.remove(viejo)
    dicho = f"{c.propuesta.institucion} · {RUBROS['comparativo']} · Página "
    pie.append(parrafo(PIE, [corrida(dicho), campo("PAGE")]))


def hoja_apaisada(documento: Document) -> None:
    """The last section as a letter on its side."""
    s = documento.sections[-1]
    s.orientation = WD_ORIENT.LANDSCAPE
    s.page_width, s.page_height = Cm(27.94), Cm(21.59)
    s.left_margin = s.right_margin = s.top_margin = s.bottom_margin = Cm(1.5)
    s.header_distance = s.footer_distance = Cm(0.8)


def _cuerpo(c: Comparacion) -> Iterator[Elemento]:
    d = c.propuesta
    yield parrafo(TITULO, [corrida(f"{RUBROS['comparativo']}: {d.titulo}")])
    base = f"versión {c.base.rotulo}" if c.base is not None else "ninguno, es un cargo nuevo"
    codigo = d.contenido.campo("codigo")
    dichos = [f"Código {codigo}. " if codigo else "", f"Texto vigente: {base}. "]
    yield parrafo(PARRAFO, [corrida("".join(dichos)), corrida(d.marca, VALOR)])
    general = c.porques.get("", "")
    if general:
        yield parrafo(PARRAFO, [corrida("Motivo: ", VALOR), corrida(general)])
    filas = c.filas
    if not filas:
        yield parrafo(PARRAFO, [corrida("Los dos textos dicen lo mismo.")])
        return
    cabeza = [celda(a, parrafo(CELDA, [corrida(r, VALOR)])) for a, r in _con_ancho(_ROTULOS)]
    hechas = [_fila(cabeza, repite=True), *(_de(f, general) for f in filas)]
    yield tabla(_ANCHOS, *hechas, titulo=RUBROS["comparativo"])
    yield parrafo(PIE)


def _de(f: Fila, general: str) -> Elemento:
    porque = "" if f.justificacion == general else f.justificacion
    lugar = [parrafo(CELDA, [corrida(f.lugar, VALOR)]), parrafo(ROTULO, [corrida(f.hecho)])]
    return _fila(
        [
            celda(_ANCHOS[0], *lugar),
            celda(_ANCHOS[1], *_lado(f.vigente)),
            celda(_ANCHOS[2], *_lado(f.propuesto)),
            celda(_ANCHOS[3], parrafo(CELDA, [corrida(porque)])),
        ]
    )


def _lado(renglones: Sequence[Renglon]) -> list[Elemento]:
    return [parrafo(CELDA, map(_tramo, r)) for r in renglones] or [parrafo(CELDA, [corrida("—")])]


def _tramo(tramo: Tramo) -> Elemento:
    """Changed words by colour and by line, for whoever prints in black."""
    r = corrida(tramo.texto)
    if tramo.tipo in _COLORES:
        raya = el("w:strike") if tramo.tipo is Tipo.QUITADO else el("w:u", {"w:val": "single"})
        color = el("w:color", {"w:val": _COLORES[tramo.tipo]})
        orden = [raya, color] if tramo.tipo is Tipo.QUITADO else [color, raya]
        r.insert(0, el("w:rPr", None, *orden))
    return r


def _fila(celdas: Sequence[Elemento], *, repite: bool = False) -> Elemento:
    propiedades = el("w:trPr", None, el("w:cantSplit"))
    if repite:
        propiedades.append(el("w:tblHeader"))
    return el("w:tr", None, propiedades, *celdas)


def _con_ancho(textos: Sequence[str]) -> Iterator[tuple[int, str]]:
    return zip(_ANCHOS, textos, strict=True)
