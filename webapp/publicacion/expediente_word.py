"""The packet for the board as one Word file: what the PDF has, in sections a person can edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm

from webapp.publicacion.cambios import RUBROS, Comparacion
from webapp.publicacion.expediente import ACUERDO, TEXTO, MaterialDeExpediente, partes_de
from webapp.publicacion.word.cargo import documento_nuevo, escribir_cargo, hoja_carta
from webapp.publicacion.word.estilos import Listas
from webapp.publicacion.word.guardar import en_bytes, poner_propiedades
from webapp.publicacion.word.membrete import poner
from webapp.publicacion.word.xml import (
    Elemento,
    campo,
    celda,
    corrida,
    el,
    parrafo,
    tabla,
)
from workflows.comparativo import Parrafo
from workflows.contenido import Contenido
from workflows.diferencias import Tipo
from workflows.lectura.word.nombres import CELDA, PARRAFO, PIE, SECCION, TITULO

#: Widths of the cuadro comparativo (twentieths of a point): place, in force, proposed, why.
_ANCHOS = (2300, 4100, 4100, 2900)
#: The bookmarks of the índice are numbered from here, beyond those of any text.
_MARCAS = 900_000


def expediente_docx(m: MaterialDeExpediente) -> bytes:
    """The packet. The same material, the same bytes; page numbers are Word's own fields."""
    documento = documento_nuevo(
        m.manifiesto.titulo, m.institucion, m.comparaciones[0].propuesta
    )  # fmt: skip
    poner_propiedades(documento, m.manifiesto.titulo, m.institucion, m.momento)
    listas = Listas(documento)
    hoja_carta(documento)
    _pie(documento, m)
    _escribir(documento, _portada(m))
    _escribir(documento, [_salto(), *_indice(m)])
    _escribir(documento, [_salto(), *_acuerdo(m)])
    for n, (nombre, c) in enumerate(zip(m.nombres, m.comparaciones, strict=True)):
        for k, que in enumerate(partes_de(c)):
            _seccion(documento, apaisada=que == RUBROS["comparativo"])
            _pie(documento, m)
            marca = f"parte_{n}_{k}"
            _escribir(documento, [_titulo(f"{nombre}: {que}", marca, n * 10 + k + 1)])
            if que == RUBROS["comparativo"]:
                _escribir(documento, _cuadro(c))
            else:
                vigente = c.base.contenido if c.base else Contenido()
                base = vigente if que != TEXTO else None
                escribir_cargo(documento, listas, c.propuesta, base, marcada=False)
    return en_bytes(documento)


def _escribir(documento: Document, elementos: Iterable[Elemento]) -> None:
    for elemento in elementos:
        documento.element.body.sectPr.addprevious(elemento)


def _seccion(documento: Document, *, apaisada: bool) -> None:
    documento.add_section(WD_SECTION.NEW_PAGE)
    hoja_carta(documento)
    seccion = documento.sections[-1]
    seccion.header.is_linked_to_previous = False
    poner(seccion.header._element, [])
    seccion.orientation = WD_ORIENT.LANDSCAPE if apaisada else WD_ORIENT.PORTRAIT
    if apaisada:
        seccion.page_width, seccion.page_height = Cm(27.94), Cm(21.59)


def _pie(documento: Document, m: MaterialDeExpediente) -> None:
    seccion = documento.sections[-1]
    seccion.footer.is_linked_to_previous = False
    poner(
        seccion.footer._element,
        [
            parrafo(
                PIE,
                [
                    corrida(f"Expediente {m.manifiesto.hash[:16]} · Página "),
                    campo("PAGE"),
                    corrida(" de "),
                    campo("NUMPAGES"),
                ],
            )
        ],
    )


def _portada(m: MaterialDeExpediente) -> list[Elemento]:
    x = m.manifiesto
    return [
        parrafo(PARRAFO, [corrida(m.institucion)]),
        parrafo(TITULO, [corrida(x.titulo)]),
        *(
            parrafo(PARRAFO, [corrida(t)])
            for t in (f"Expediente para la {m.organo}", m.sesion, m.cuantos)
        ),
        *(
            parrafo(PIE, [corrida(t)])
            for t in (
                f"Preparado por {m.por} el {m.cuando}.",
                f"Huella del expediente (SHA-256): {x.hash}",
                f"Último acto de la bitácora del manual: n.º {x.cadena_seq}, {x.cadena_hash}",
            )
        ),
    ]


def _indice(m: MaterialDeExpediente) -> list[Elemento]:
    lineas = [(0, ACUERDO, "parte_acuerdo")]
    for n, (nombre, c) in enumerate(zip(m.nombres, m.comparaciones, strict=True)):
        for k, que in enumerate(partes_de(c)):
            lineas += [(0, nombre, f"parte_{n}_{k}")] if k == 0 else []
            lineas.append((1, que, f"parte_{n}_{k}"))
    return [
        parrafo(SECCION, [corrida("Índice")]),
        *(_linea(*linea) for linea in lineas),
        parrafo(SECCION, [corrida("Textos que contiene")]),
        *(parrafo(PIE, [corrida(f"{c.nombre}: {c.contenido}")]) for c in m.manifiesto.cargos),
    ]


def _linea(nivel: int, titulo: str, marca: str) -> Elemento:
    tabulador = el("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": "9900"})
    sangria = el("w:ind", {"w:left": str(400 * nivel)})
    pagina = campo(f"PAGEREF {marca} \\h", "—")
    pagina.set(qn("w:dirty"), "true")
    return parrafo(
        PARRAFO, [corrida(f"{titulo}\t"), pagina], el("w:tabs", None, tabulador), sangria
    )


def _acuerdo(m: MaterialDeExpediente) -> list[Elemento]:
    x = m.manifiesto
    escritos: list[Elemento] = [_titulo(ACUERDO, "parte_acuerdo"), _parrafo(x.titulo)]
    for rotulo, texto in (("Considerando", x.considerandos), ("Por tanto", x.por_tanto)):
        if texto:
            escritos.append(parrafo(SECCION, [corrida(rotulo)]))
            escritos += [_parrafo(p) for p in texto.split("\n\n") if p.strip()]
    return escritos


def _titulo(texto: str, marca: str, n: int = 0) -> Elemento:
    """A heading that the índice can point to; ``n`` tells its bookmark from the others."""
    numero = str(_MARCAS + n)
    return parrafo(
        SECCION,
        [
            el("w:bookmarkStart", {"w:id": numero, "w:name": marca}),
            corrida(texto),
            el("w:bookmarkEnd", {"w:id": numero}),
        ],
    )


def _cuadro(c: Comparacion) -> list[Elemento]:
    general = c.porques.get("", "")
    rotulos = ("Lugar", "Texto vigente", "Texto propuesto", "Justificación")
    filas = [
        _fila(
            [[_parrafo(r, CELDA)] for r in rotulos],
            el("w:cantSplit"),
            el("w:tblHeader"),
        )
    ]
    for f in c.filas:
        porque = "" if f.justificacion == general else f.justificacion
        lugar = f"{f.lugar} ({f.hecho})" if f.hecho else f.lugar
        filas.append(
            _fila(
                [
                    [_parrafo(lugar, CELDA)],
                    _marcados(f.vigente),
                    _marcados(f.propuesto),
                    [_parrafo(porque, CELDA)],
                ]
            )
        )
    antes = [_parrafo(f"Justificación general: {general}")] if general else []
    return [*antes, tabla(_ANCHOS, *filas, titulo=RUBROS["comparativo"]), parrafo(PARRAFO)]


def _fila(celdas: Sequence[Sequence[Elemento]], *propiedades: Elemento) -> Elemento:
    hechas = [celda(a, *parrafos) for a, parrafos in zip(_ANCHOS, celdas, strict=True)]
    return el("w:tr", None, el("w:trPr", None, *propiedades), *hechas)


def _marcados(parrafos: Sequence[Parrafo]) -> list[Elemento]:
    """What changes in each paragraph: struck in red, or underlined in green."""
    return [parrafo(CELDA, [_tramo(t.texto, t.tipo) for t in p]) for p in parrafos] or [
        parrafo(CELDA, [corrida("—")])
    ]


def _tramo(texto: str, tipo: Tipo) -> Elemento:
    hecha = corrida(texto)
    marca = {
        Tipo.QUITADO: (el("w:strike"), el("w:color", {"w:val": "8C1C13"})),
        Tipo.AGREGADO: (el("w:color", {"w:val": "0A5527"}), el("w:u", {"w:val": "single"})),
    }.get(tipo)
    if marca:
        hecha.insert(0, el("w:rPr", None, *marca))
    return hecha


def _parrafo(texto: str, estilo: str = PARRAFO) -> Elemento:
    return parrafo(estilo, [corrida(texto)])


def _salto() -> Elemento:
    return parrafo(PARRAFO, [el("w:r", None, el("w:br", {"w:type": "page"}))])
