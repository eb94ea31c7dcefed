"""Documents in our own words, printed in any of the layouts the real ones come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.formatos import cargar
from workflows.lectura import a_json, leer
from workflows.lectura.modelo import CargoLeido, Lectura

MANUAL = cargar("manual-cargos")
CLASE = cargar("especificacion-clase")
CONDICIONES = cargar("especificacion-con-condiciones")
#: The title of a class of the latter.
CHOFER = "Nombre del puesto: Chofer\nCódigo: CH-100\n\n"
AMBOS = [CLASE, MANUAL]
FIRMAS = (
    "Elaborado por: Ana Mora Solís Fecha: Mayo 2021",
    "Revisado por: Unidad de Personal Fecha: Mayo 2021",
    "Versión: No. 04-2021 Aprobado Acuerdo: AJD-2021-088 Fecha: Mayo 2021",
)
TITULOS = {s.clave: s.titulo for s in MANUAL.secciones}
Renglon = tuple[str, str]


@dataclass(frozen=True)
class Ficha:
    """A cargo to print. Items are (mark style, text): ``1``, ``-`` or ``""``."""

    codigo: str = "30110"
    identidad: tuple[str, str, str] = ("OPERATIVO", "MEDIO", "GESTIÓN DE BODEGAS")
    secciones: tuple[tuple[str, tuple[Renglon, ...]], ...] = (
        ("naturaleza", (("", "Cuidar la bodega y llevar cuenta de lo que entra y sale."),)),
        (
            "actividades_generales",
            (("1", "Recibir materiales."), ("1", "Entregar materiales a quien los pide")),
        ),
        (
            "actividades_principales",
            (
                ("1", "Ordenar los estantes según el plan de la bodega y de la institución."),
                ("1", "Contar las piezas cada semana"),
                ("1", "Informar de lo que falta, lo que sobra y lo que está por vencer."),
            ),
        ),
        ("formacion", (("", "Bachillerato en Educación Media."),)),
        ("experiencia", (("1", "Dos años en bodegas."), ("1", "Un año con inventarios."))),
        ("requisito_legal", (("1", "Licencia para conducir montacargas."),)),
    )
    competencias: tuple[tuple[str, str, int, str], ...] = (
        ("Institucional", "Iniciativa", 2, "Propone mejoras. Actúa sin esperar a otros."),
        ("Institucional", "Servicio", 3, "Atiende con respeto a quien llega a la ventanilla."),
        ("Por clase ocupacional y funciones", "Orden", 4, "Deja cada cosa en su lugar."),
    )


@dataclass(frozen=True)
class Estilo:
    """How to print it."""

    separa: str = "\t"  #: tab, pipe or spaces between cells
    realce: str = "<b>{}</b>"
    titulo: str = "## {}"
    caja: str = "alta"  #: alta, baja, plana (no accents)
    marca: str = "{}. "
    vineta: str = "- "
    encabezado: str = "seguido"  #: seguido, partido, renglones, columnas
    fin: str = "\n"
    blancos: bool = True
    tipo_repetido: bool = False
    cada: int = 0  #: lines of body to a page; 0 keeps a page to a section
    codificacion: str = "utf-8"


def celdas(partes: Sequence[str], separa: str) -> str:
    """One row of cells."""
    if separa == "|":
        return "| " + " | ".join(partes) + " |"
    return separa.join(partes)


def encabezado(f: Ficha, pagina: int, total: int, e: Estilo) -> list[str]:
    """A page header in the layout the style asks for."""
    vacia = [""] if e.separa != "   " else []
    filas = [
        [*vacia, e.realce.format(MANUAL.pagina.encabezado), *vacia, f"Código: {f.codigo}", *vacia],
        [*vacia, *vacia, f"Página: {pagina} de {total}"],
        [*vacia, *(e.realce.format(x) for x in f.identidad)],
        [*vacia, "Estrato", "Categoría", "Área de Gestión Ocupacional"],
    ]
    if e.encabezado == "seguido":
        filas.append(list(FIRMAS))
    elif e.encabezado == "partido":
        filas += [list(FIRMAS[:2]), [*vacia, *vacia, FIRMAS[2]]]
    elif e.encabezado == "columnas":
        filas += [
            ["Elaborado por:", "Revisado por:", "Versión: No. 04-2021"],
            ["Ana Mora Solís", "Unidad de Personal", "Aprobado Acuerdo: AJD-2021-088"],
            ["Fecha: Mayo 2021"] * 3,
        ]
    else:
        filas += [[x] for x in FIRMAS]
        filas = [[c] for fila in filas for c in fila if c]
    return [celdas(fila, e.separa) if len(fila) > 1 else fila[0] for fila in filas]


def cuerpo(f: Ficha, e: Estilo) -> list[list[str]]:
    """The sections, each a block of lines."""
    bloques = []
    for clave, items in f.secciones:
        lineas = [_titulo(TITULOS[clave], e), ""]
        numero = 0
        for forma, texto in items:
            numero += forma == "1"
            marca = {"1": e.marca.format(numero), "-": e.vineta, "": ""}[forma]
            if not forma and lineas[-1]:
                lineas.append("")
            lineas.append(marca + texto)
        bloques.append([*lineas, ""])
    if f.competencias and MANUAL.competencias:
        lineas = [_titulo(TITULOS["competencias"], e), ""]
        lineas.append(celdas(MANUAL.competencias.columnas, e.separa))
        if e.separa == "|":
            lineas.append("|---|---|---|---|")
        previo = ""
        for tipo, nombre, grado, concepto in f.competencias:
            dicho = tipo if e.tipo_repetido or tipo != previo else ""
            lineas.append(celdas([dicho, nombre, f" {grado} ", concepto], e.separa))
            previo = tipo
        bloques.append([*lineas, ""])
    return bloques


def imprimir(*fichas: Ficha, estilo: Estilo | None = None) -> str:
    """The whole document as text."""
    e = estilo or Estilo()
    paginas = []
    for f in fichas:
        bloques = cuerpo(f, e)
        if e.cada:
            todas = [x for b in bloques for x in b]
            bloques = [todas[i : i + e.cada] for i in range(0, len(todas), e.cada)]
        for n, bloque in enumerate(bloques, 1):
            paginas += ["", *encabezado(f, n, len(bloques), e), "", *bloque]
    lineas = paginas if e.blancos else [x for x in paginas if x.strip()]
    return e.fin.join(lineas)


def en_bytes(texto: str, estilo: Estilo) -> bytes:
    """The document as a file of that style."""
    return texto.encode(estilo.codificacion)


def leer_texto(texto: str) -> Lectura:
    """Read a text with every formato of the house."""
    return leer(texto.encode(), AMBOS)


def leido(texto: str) -> dict[str, Any]:
    """The JSON of a reading."""
    lectura = leer_texto(texto)
    return a_json(lectura, MANUAL if lectura.formato == MANUAL.clave else CLASE)


def leer_clase(texto: str) -> tuple[CargoLeido, Lectura]:
    """The only class of a text of the formato with conditions, and the reading."""
    lectura = leer(texto.encode(), [CONDICIONES])
    (cargo,) = lectura.cargos
    return cargo, lectura


def textos(cargo: CargoLeido, clave: str) -> list[str]:
    """The item texts of one section of a cargo."""
    return [i.texto for i in cargo.contenido.seccion(clave).items]


def items(cargo: dict[str, Any], clave: str) -> list[str]:
    """The item texts of one section of a cargo as JSON."""
    halladas: list[list[str]] = [s["items"] for s in cargo["secciones"] if s["clave"] == clave]
    return halladas[0] if halladas else []


def con_items(clave: str, *renglones: str) -> str:
    """A one-cargo document whose section ``clave`` has these lines, as they are."""
    base = Ficha(secciones=(), competencias=())
    lineas = [*encabezado(base, 1, 1, Estilo()), "", f"## {TITULOS[clave].upper()}", ""]
    return "\n".join([*lineas, *renglones, ""])


def pagina(n: int, total: int = 5, ficha: Ficha | None = None, **cambios: str) -> str:
    """A page header as text, with labels or values changed."""
    base = "\n".join(encabezado(ficha or Ficha(), n, total, Estilo()))
    for antes, despues in cambios.items():
        base = base.replace(antes.replace("_", " "), despues)
    return f"\n{base}\n"


def _titulo(titulo: str, e: Estilo) -> str:
    if e.caja == "baja":
        return e.titulo.format(titulo)
    if e.caja == "plana":
        return e.titulo.format(titulo.upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU")))
    return e.titulo.format(titulo.upper())
