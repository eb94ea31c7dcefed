"""Texts and pairs of texts as hypothesis thinks of them, of both formatos of the house."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from workflows.contenido import Competencia, Contenido, Forma, Item, Nota, Seccion, encabezado
from workflows.formatos.modelo import FormaSeccion, Formato

_PALABRAS = (
    *("atender", "revisar", "informes", "bodega", "según", "técnico", "15%", "A&B", "m²"),
    *("«propio»", "<todo>", "*pide*", "_raya_", "1.", "7)", "-", "COMPETENCIAS", "Experiencia:"),
    *("año", "₡500", "a  b", "señal\u00a0fija", "c:\\ruta", "[^1]", "&amp;", "\u201ccita\u201d"),
)
frases = st.lists(st.sampled_from(_PALABRAS), min_size=1, max_size=12).map(" ".join)
marcas = st.sampled_from(("1", "2", "*", "a", "12"))


@st.composite
def _items(draw: st.DrawFn, clave: str) -> tuple[Item, ...]:
    cuantos = draw(st.integers(0, 4))
    return tuple(
        Item(
            f"{clave[:4]}{n}",
            draw(frases),
            draw(st.sampled_from(tuple(Forma))),
            tuple(draw(st.lists(marcas, max_size=2, unique=True))),
        )
        for n in range(cuantos)
    )


@st.composite
def contenidos(draw: st.DrawFn, formato: Formato) -> Contenido:
    """A text of ``formato``: any of its sections, empty ones too, in order."""
    claves = [s.clave for s in formato.secciones if s.forma is not FormaSeccion.COMPETENCIAS]
    secciones = [Seccion(c, draw(_items(c))) for c in claves if draw(st.integers(0, 3))]
    filas: tuple[Competencia, ...] = ()
    if formato.competencias:
        tipos = sorted(draw(st.lists(st.sampled_from(formato.competencias.tipos), max_size=4)))
        filas = tuple(
            Competencia(f"r{n}", t, draw(frases), draw(st.integers(1, 5)), draw(frases))
            for n, t in enumerate(tipos)
        )
    notas = draw(st.lists(marcas, max_size=3, unique=True))
    return Contenido(
        encabezado({c.clave: draw(frases) for c in formato.campos}),
        tuple(secciones),
        filas,
        tuple(Nota(m, draw(st.one_of(st.just(""), frases))) for m in notas),
    )


@st.composite
def parejas(draw: st.DrawFn, formato: Formato) -> tuple[Contenido, Contenido]:
    """A text in force and a proposal: words edited, pieces added, removed, moved, renumbered."""
    antes = draw(contenidos(formato))
    despues = draw(contenidos(formato))
    if draw(st.booleans()):
        despues = replace(
            antes,
            secciones=tuple(draw(_editada(s)) for s in antes.secciones),
            competencias=tuple(draw(_filas_editadas(antes.competencias))),
            notas=tuple(draw(st.permutations(antes.notas))),
            encabezado=tuple((c, draw(st.one_of(st.just(v), frases))) for c, v in antes.encabezado),
        )
    return antes, despues


@st.composite
def _editada(draw: st.DrawFn, seccion: Seccion) -> Seccion:
    items: list[Item] = []
    for item in draw(st.permutations(seccion.items)) if draw(st.booleans()) else seccion.items:
        que = draw(st.sampled_from(("igual", "editado", "quitado", "agregado", "forma", "notas")))
        if que == "agregado":
            items.append(Item(f"n{item.id}", draw(frases), draw(st.sampled_from(tuple(Forma)))))
        if que == "editado":
            items.append(replace(item, texto=f"{item.texto} {draw(frases)}"[3:] or "otro"))
        elif que == "forma":
            items.append(replace(item, forma=draw(st.sampled_from(tuple(Forma)))))
        elif que == "notas":
            notas = tuple(draw(st.lists(marcas, max_size=2, unique=True)))
            items.append(replace(item, notas=notas))
        elif que != "quitado":
            items.append(item)
    return replace(seccion, items=tuple(items))


@st.composite
def _filas_editadas(draw: st.DrawFn, filas: tuple[Competencia, ...]) -> list[Competencia]:
    quedan: list[Competencia] = []
    for fila in draw(st.permutations(filas)):
        que = draw(st.sampled_from(("igual", "quitada", "grado", "concepto", "otra")))
        if que == "otra":
            quedan.append(replace(fila, id=f"n{fila.id}", concepto=draw(frases)))
        if que == "grado":
            quedan.append(replace(fila, grado=draw(st.integers(1, 5)), tipo=draw(frases)))
        elif que == "concepto":
            quedan.append(replace(fila, concepto=draw(frases)))
        elif que != "quitada":
            quedan.append(fila)
    return quedan
