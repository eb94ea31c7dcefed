"""One part of a document that is being imported, ready to be shown: its lines and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.consultas.importacion import Leido
from workflows.calidad.informe import Renglon
from workflows.contenido import Competencia
from workflows.formatos import Formato
from workflows.lectura.correcciones import Dicho, Dichos, FilaEscrita, Que
from workflows.lectura.enlaces import ENCABEZADO, Parte, enlaces, lineas_de
from workflows.lectura.modelo import Aviso, Clase, Linea
from workflows.lectura.renglones import presentar
from workflows.lectura.titulos import desconocido
from workflows.nombres import distintivo
from workflows.texto import titular

#: What each class of line is called, to people.
CLASES = {
    Clase.ENCABEZADO: "encabezado",
    Clase.TITULO: "título",
    Clase.ITEM: "ítem",
    Clase.TABLA: "tabla",
    Clase.NOTA: "nota",
    Clase.SEPARADOR: "raya",
    Clase.FUERA: "fuera",
    Clase.SIN_UBICAR: "sin ubicar",
}
#: The choices for a line, in the order people need them.
OPCIONES = {
    Que.ITEM: "Empieza un ítem de la sección…",
    Que.SIGUE: "Sigue el ítem anterior",
    Que.TITULO: "Es el título de la sección…",
    Que.FUERA: "No es parte del texto: dejarla fuera",
    Que.FILA: "Es una fila de la tabla de competencias…",
}


def opciones_de(formato: Formato) -> dict[Que, str]:
    """Those there are in a formato: without a table, no line is a row of it."""
    return {q: r for q, r in OPCIONES.items() if q is not Que.FILA or formato.competencias}


@dataclass(frozen=True, slots=True)
class LineaVista:
    """A source line; ``ancla`` is where its words went, "" when nowhere; ``fila``, the line by
    which its row of the table is corrected, 0 when it is in none."""

    numero: int
    texto: str
    clase: str
    rotulo: str
    ancla: str
    dicho: Dicho | None
    sugerido: Que = Que.ITEM
    fila: int = 0


@dataclass(frozen=True, slots=True)
class PiezaVista:
    """A piece of what was read and the source lines it came from; ``fila`` as a line has it."""

    ancla: str
    texto: str
    lineas: Sequence[int]
    marca: str = ""
    notas: tuple[str, ...] = ()
    fila: int = 0


@dataclass(frozen=True, slots=True)
class SeccionVista:
    """A section with its heading (as a piece) and what is under it."""

    titulo: PiezaVista
    piezas: tuple[PiezaVista, ...]


@dataclass(frozen=True, slots=True)
class ParteVista:
    """Everything the page shows of one part of the document."""

    lineas: tuple[LineaVista, ...]
    encabezado: tuple[tuple[str, str], ...]
    del_encabezado: Sequence[int]
    secciones: tuple[SeccionVista, ...]
    avisos: tuple[Aviso, ...]
    hallados: Sequence[Renglon]


def parte_vista(leido: Leido, n: int, formato: Formato, dichos: Dichos) -> ParteVista:
    """Part ``n`` of a reading: each line leads to its piece and each piece to its lines."""
    parte = leido.partes[n]
    hallados = enlaces(parte, formato, dichos)
    de = lineas_de(hallados)
    filas = filas_de(parte, dichos)
    lineas = tuple(
        LineaVista(
            x.numero,
            x.texto,
            x.clase.value if x.clase else "",
            CLASES[x.clase] if x.clase else "",
            ancla(hallados[x.numero]) if x.numero in hallados else "",
            dichos.get(x.numero),
            _sugerido(x),
            x.numero
            if _es_fila(dichos.get(x.numero))
            else filas.get(hallados.get(x.numero, ""), 0),
        )
        for x in parte.lineas
    )
    suyas = {x.numero for x in parte.lineas}
    return ParteVista(
        lineas,
        _encabezado(leido, n, formato),
        de.get(ENCABEZADO, ()),
        _secciones(leido, n, formato, de, filas),
        tuple(a for a in leido.lectura.avisos if a.linea in suyas),
        leido.hallados(formato, n),
    )


def filas_de(parte: Parte, dichos: Dichos) -> dict[str, int]:
    """Row of the table (``item:id``) → the line by which it is corrected: the one something was
    said of, or its first. None in what was read to the letter, which has no lines."""
    if parte.cargo is None:
        return {}
    filas = parte.cargo.contenido.competencias
    lugares = [(c.id, d) for c in filas if (d := parte.cargo.detalle.get(c.id))]
    return {
        f"item:{id_}": next(
            (n for n in range(d.primera, d.ultima + 1) if _es_fila(dichos.get(n))), d.primera
        )
        for id_, d in lugares
    }


def filas_abiertas(parte: Parte, linea: int, formato: Formato, dichos: Dichos) -> list[FilaEscrita]:
    """What the form of the row of a line begins with: what was said of it, what was read, or
    else what its cells look like."""
    dicho = dichos.get(linea)
    if dicho is not None and dicho.que is Que.FILA:
        return [(f.tipo, f.competencia, str(f.grado), f.concepto) for f in dicho.filas]
    if parte.cargo is not None:
        for c in parte.cargo.contenido.competencias:
            d = parte.cargo.detalle.get(c.id)
            if d and d.primera <= linea <= d.ultima:
                return [(c.tipo, c.competencia, str(c.grado), c.concepto)]
    texto = next((x.texto for x in parte.lineas if x.numero == linea), "")
    celdas = list(presentar(linea, texto).llenas)
    tipos = formato.competencias.tipos if formato.competencias else ()
    tipo = celdas.pop(0) if celdas and celdas[0] in tipos else ""
    grado = next((c for c in celdas if c.isdecimal()), "")
    palabras = [c for c in celdas if c != grado]
    nombre = palabras.pop(0) if len(palabras) > 1 else ""
    return [(tipo, nombre, grado, " ".join(palabras))]


def _es_fila(dicho: Dicho | None) -> bool:
    return dicho is not None and dicho.que is Que.FILA


def rotulos(leido: Leido, formato: Formato) -> list[str]:
    """What each part is called in the list: two cargos may have the same title."""
    dichos = []
    for parte in leido.partes:
        nombre = "Antes del primer cargo"
        if parte.cargo is not None:
            campos = dict(parte.cargo.contenido.encabezado)
            titulo = parte.cargo.titulo
            aparte = distintivo(formato, campos, titulo)
            nombre = " · ".join(titular(x) for x in (titulo, aparte) if x)
            nombre = f"{campos.get('codigo', '')} {nombre}".strip()
        dichos.append(nombre or "Sin título")
    return dichos


def ancla(pieza: str) -> str:
    """The id, in the page, of a piece of what was read."""
    return "leido-" + "".join(c if c.isalnum() or c in "-_" else f"_{ord(c)}" for c in pieza)


def _sugerido(x: Linea) -> Que:
    """What an unplaced line most likely is, for the form to begin with."""
    suelta = x.clase is Clase.SIN_UBICAR
    return Que.TITULO if suelta and desconocido(presentar(x.numero, x.texto)) else Que.ITEM


def _encabezado(leido: Leido, n: int, formato: Formato) -> tuple[tuple[str, str], ...]:
    cargo = leido.partes[n].cargo
    if cargo is None:
        return ()
    firmas = [
        (f"{clave.capitalize()} por", ", ".join(x for x in (f.por, f.puesto, f.fecha) if x))
        for clave, f in cargo.firmas.items()
    ]
    todo = [
        *((c.rotulo, cargo.contenido.campo(c.clave)) for c in formato.campos),
        ("Versión", cargo.version),
        (formato.instrumento.rotulo, cargo.instrumento),
        *firmas,
    ]
    return tuple((rotulo, valor) for rotulo, valor in todo if valor)


def _secciones(
    leido: Leido,
    n: int,
    formato: Formato,
    de: dict[str, Sequence[int]],
    filas: dict[str, int],
) -> tuple[SeccionVista, ...]:
    cargo = leido.partes[n].cargo
    if cargo is None:
        return ()
    texto = cargo.contenido
    vistas = []
    for s in formato.secciones:
        if s is formato.seccion_competencias:
            piezas = [_de_la_tabla(c, de, filas) for c in texto.competencias]
        else:
            items = texto.seccion(s.clave).items
            piezas = [_pieza(f"item:{i.id}", i.texto, de, notas=i.notas) for i in items]
        clave = f"seccion:{s.clave}"
        if piezas or clave in de:
            titulo = _pieza(clave, s.titulo, de)
            vistas.append(SeccionVista(titulo, tuple(piezas)))
    if texto.notas:
        notas = [_pieza(f"nota:{x.marca}", x.texto, de, x.marca) for x in texto.notas]
        vistas.append(SeccionVista(PiezaVista("leido-notas", "Notas", ()), tuple(notas)))
    return tuple(vistas)


def _de_la_tabla(c: Competencia, de: dict[str, Sequence[int]], filas: dict[str, int]) -> PiezaVista:
    clave = f"item:{c.id}"
    pieza = _pieza(clave, f"{c.competencia}. {c.concepto}", de, f"Grado {c.grado}")
    return replace(pieza, fila=filas.get(clave, 0))


def _pieza(
    clave: str,
    texto: str,
    de: dict[str, Sequence[int]],
    marca: str = "",
    notas: tuple[str, ...] = (),
) -> PiezaVista:
    return PiezaVista(ancla(clave), texto, de.get(clave, ()), marca, notas)
