"""A formato, read: what one institution's documents and workflow look like, as frozen data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from workflows.contenido import Contenido
from workflows.formatos.plantilla_acuerdo import PlantillaAcuerdo
from workflows.texto import plano


class ClaseEstado(StrEnum):
    """What an estado means to the rules and to the database, whatever its name."""

    EDICION = "edicion"  #: the text may change
    TRAMITE = "tramite"  #: frozen, on its way
    APROBADA = "aprobada"  #: immutable, counts for what is in force
    CERRADA = "cerrada"  #: ended without approval


class ClaseActo(StrEnum):
    """What an acto means to the rules and to the database, whatever its name."""

    APERTURA = "apertura"  #: a version is born
    DEROGACION = "derogacion"  #: a version is born that would abolish its cargo
    ELABORACION = "elaboracion"  #: its author signs
    RETIRO = "retiro"  #: its author takes it back
    REVISION = "revision"  #: somebody else signs
    DEVOLUCION = "devolucion"  #: back to edition, with a reason
    DESCARTE = "descarte"  #: nobody wants it
    APROBACION = "aprobacion"  #: the board or the director approves
    ASIENTO = "asiento"  #: history that arrives by import


class FormaSeccion(StrEnum):
    """How a section is printed by default; its items may differ (the real manual's do)."""

    PARRAFO = "parrafo"
    NUMERADA = "numerada"
    VINETAS = "vinetas"
    COMPETENCIAS = "competencias"


class ClaseInstrumento(StrEnum):
    """What approves a version."""

    ACUERDO = "acuerdo"  #: a decision of the board: one approves many versions
    FIRMA = "firma"  #: a named director signs one version


class Alcance(StrEnum):
    """What one version number covers (rule 5)."""

    ACUERDO = "acuerdo"  #: every cargo the acuerdo approves shares it
    CARGO = "cargo"  #: each cargo gets its own
    NINGUNA = "ninguna"  #: none is printed: a version is addressed by its date


class Estructura(StrEnum):
    """How the source prints a cargo, for the reader."""

    PAGINAS = "paginas"  #: a header table on every page
    DOCUMENTO = "documento"  #: a title, a code, and a signature block at the end


class Plantilla(StrEnum):
    """Which printed form a copy of a cargo takes."""

    MANUAL = "manual-cargos"  #: a header table on every page
    CLASE = "especificacion-clase"  #: a title, a code, and a signature block at the end


class Firmante(StrEnum):
    """What a printed signature names."""

    PERSONA = "persona"
    UNIDAD = "unidad"


@dataclass(frozen=True, slots=True)
class Campo:
    """A header field. ``patron`` is a full-match regular expression, or "" for any text."""

    clave: str
    rotulo: str
    patron: str = ""
    requerido: bool = True
    variantes: tuple[str, ...] = ()

    def acepta(self, valor: str) -> bool:
        """Whether ``valor`` has the shape this field asks for."""
        if not valor:
            return not self.requerido
        return not self.patron or re.fullmatch(self.patron, valor) is not None


@dataclass(frozen=True, slots=True)
class SeccionFormato:
    """A section: its printed title, the other titles real documents give it, and its form.

    ``requisito`` says that it is what the cargo asks of whoever holds it.
    """

    clave: str
    titulo: str
    forma: FormaSeccion
    requerida: bool = True
    variantes: tuple[str, ...] = ()
    requisito: bool = False


@dataclass(frozen=True, slots=True)
class TablaCompetencias:
    """The terms of the competency table; grades run from ``minimo`` to ``maximo`` inclusive."""

    tipos: tuple[str, ...]
    minimo: int
    maximo: int
    columnas: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Instrumento:
    """What approves. ``patron`` has groups ``anio`` and ``consecutivo`` when it is an acuerdo."""

    clase: ClaseInstrumento
    rotulo: str
    organo: str
    patron: str = ""
    ejemplo: str = ""


@dataclass(frozen=True, slots=True)
class Numeracion:
    """What a version number covers, and its printed form (``{consecutivo:02d}-{anio}``)."""

    alcance: Alcance
    forma: str = ""


@dataclass(frozen=True, slots=True)
class Firmas:
    """Whether a printed signature names the person or their unit."""

    elaborado: Firmante
    revisado: Firmante
    aprobado: Firmante


@dataclass(frozen=True, slots=True)
class Pagina:
    """What every printed page carries: the banner, the identity cells and the foot."""

    encabezado: str
    columnas: tuple[str, ...]
    pie: str = ""


@dataclass(frozen=True, slots=True)
class Rotulos:
    """The words that announce a value in a page header or a signature block.

    Plain Spanish by default; a formato whose documents say it otherwise names its own.
    """

    pagina: tuple[str, ...] = ("Página", "Pág", "Hoja")
    version: tuple[str, ...] = ("Versión", "Número de versión")
    elaborado: tuple[str, ...] = ("Elaborado por", "Elaborado", "Preparado por")
    revisado: tuple[str, ...] = ("Revisado por", "Revisado")
    aprobado: tuple[str, ...] = ("Aprobado por", "Aprobado", "Aprobada por")
    acuerdo: tuple[str, ...] = ("Acuerdo", "Aprobado Acuerdo", "Acuerdo No", "Acuerdo de Junta")
    fecha: tuple[str, ...] = ("Fecha", "Fecha de aprobación", "Fecha de efectividad")
    firma: tuple[str, ...] = ("Firma", "Nombre", "Firma autorizada")


@dataclass(frozen=True, slots=True)
class ReglaLectura:
    """How to recognise this family of documents and where its header stands."""

    estructura: Estructura
    reconoce: tuple[str, ...]
    firma: tuple[str, ...] = ()  #: headings that open the signature block of a ``documento``
    membrete: tuple[str, ...] = ()  #: letterhead lines above a title: the institution, the genre
    rotulos: Rotulos = field(default_factory=Rotulos)


@dataclass(frozen=True, slots=True)
class Rol:
    """Something a person is appointed to in a manual; ``delegable``, whether whoever holds it
    may have somebody do it in their name for some days."""

    clave: str
    rotulo: str
    delegable: bool = True


@dataclass(frozen=True, slots=True)
class Estado:
    """Where a version can stand, and in how many days somebody should move it on (0: no term)."""

    clave: str
    clase: ClaseEstado
    rotulo: str
    plazo: int = 0


@dataclass(frozen=True, slots=True)
class Acto:
    """One thing a role may do: from which estados, to which, under which extra rules.

    ``unidad`` narrows it to the people of one unit; "" to nobody in particular.
    """

    clave: str
    clase: ClaseActo
    rotulo: str
    desde: tuple[str, ...]
    hacia: str
    roles: tuple[str, ...]
    reglas: tuple[str, ...] = ()
    pide: tuple[str, ...] = ()
    firma: bool = False
    unidad: str = ""

    def es_de(self, unidad: str) -> bool:
        """Whether somebody of ``unidad`` may do it, as far as units go."""
        return not self.unidad or plano(self.unidad) == plano(unidad)


_Pieza = TypeVar("_Pieza", Campo, SeccionFormato, Rol, Estado, Acto)


@dataclass(frozen=True, slots=True)
class Formato:
    """One institution's kind of manual, whole."""

    clave: str
    nombre: str
    institucion: str
    identidad: tuple[str, ...]
    titulo: str
    campos: tuple[Campo, ...]
    secciones: tuple[SeccionFormato, ...]
    competencias: TablaCompetencias | None
    instrumento: Instrumento
    numeracion: Numeracion
    firmas: Firmas
    pagina: Pagina
    lectura: ReglaLectura
    roles: tuple[Rol, ...]
    estados: tuple[Estado, ...]
    actos: tuple[Acto, ...]
    acuerdo: PlantillaAcuerdo = field(default_factory=PlantillaAcuerdo)
    plantilla: Plantilla = Plantilla.MANUAL

    def __hash__(self) -> int:
        """Of its name: a process knows a few of them, and asks for this hash all the time."""
        return hash((self.clave, self.nombre, self.institucion))

    def estado(self, clave: str) -> Estado:
        """The estado named ``clave``. Raises KeyError."""
        return _por_clave(self.estados, clave)

    def acto(self, clave: str) -> Acto:
        """The acto named ``clave``. Raises KeyError."""
        return _por_clave(self.actos, clave)

    def actos_de(self, clase: ClaseActo) -> tuple[Acto, ...]:
        """Every acto of one clase, in the order of the file."""
        return tuple(a for a in self.actos if a.clase is clase)

    def seccion(self, clave: str) -> SeccionFormato:
        """The section named ``clave``. Raises KeyError."""
        return _por_clave(self.secciones, clave)

    def rol(self, clave: str) -> Rol:
        """The role named ``clave``. Raises KeyError."""
        return _por_clave(self.roles, clave)

    def titulo_de(self, contenido: Contenido) -> str:
        """The cargo's title, from its header fields (``{estrato} {categoria}``)."""
        campos = {c.clave: contenido.campo(c.clave) for c in self.campos}
        return " ".join(self.titulo.format(**campos).split())

    def identidad_de(self, contenido: Contenido) -> str:
        """What makes two texts the same cargo: accents, case and spacing aside."""
        return " | ".join(plano(contenido.campo(clave)) for clave in self.identidad)

    @property
    def seccion_competencias(self) -> SeccionFormato | None:
        """The section whose body is the competency table, if the formato has one."""
        return next((s for s in self.secciones if s.forma is FormaSeccion.COMPETENCIAS), None)


def _por_clave(piezas: tuple[_Pieza, ...], clave: str) -> _Pieza:
    return {pieza.clave: pieza for pieza in piezas}[clave]
