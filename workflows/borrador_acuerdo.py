"""The draft agreement that goes before the board, from the words of the formato."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.cifras import en_letras
from workflows.fechas import MESES
from workflows.formatos.modelo import Formato
from workflows.formatos.plantilla_acuerdo import llenar
from workflows.texto import enumerar, plano, titular

#: Where the draft has nothing to say yet.
RAYA = "________"
_FEMENINAS = ("dad", "cion", "sion", "tria", "tura", "cina", "ria", "cia", "sa")
_MASCULINAS = ("area", "departamento", "proceso", "despacho", "consejo", "comite", "instituto")


class ClaseCambio(StrEnum):
    """What the agreement does to a cargo."""

    CREAR = "crear"  #: it did not exist
    MODIFICAR = "modificar"  #: its text changes
    RESTABLECER = "restablecer"  #: it had been abolished
    DEROGAR = "derogar"  #: it is abolished


@dataclass(frozen=True, slots=True)
class CargoPropuesto:
    """A cargo put before the board; ``campos`` are its header fields."""

    titulo: str
    campos: Mapping[str, str]
    clase: ClaseCambio


@dataclass(frozen=True, slots=True)
class Sesion:
    """The session of the board, as far as it is known. ``clase`` is ordinaria or extraordinaria."""

    clase: str = ""
    numero: str = ""
    fecha: date | None = None
    articulo: str = ""

    def __str__(self) -> str:
        """``ordinaria 2026-31``."""
        return f"{self.clase} {self.numero}".strip()


@dataclass(frozen=True, slots=True)
class BorradorAcuerdo:
    """A draft agreement: paragraphs are parted by an empty line."""

    titulo: str
    considerandos: str
    por_tanto: str


def redactar(
    formato: Formato,
    manual: str,
    institucion: str,
    sesion: Sesion,
    cargos: Sequence[CargoPropuesto],
    revisaron: Sequence[str],
) -> BorradorAcuerdo:
    """The formato's words with the facts in them. ``revisaron`` are the units that signed.

    What is not known yet is a rule to write on (:data:`RAYA`), never a guess.
    """
    plantilla, n = formato.acuerdo, len(cargos)
    valores = {
        "organo": formato.instrumento.organo,
        "manual": manual,
        "institucion": institucion,
        "sesion": f"sesión {sesion.clase or RAYA} {sesion.numero or RAYA}",
        "articulo": articulo_de(sesion.articulo) if sesion.articulo else f"artículo {RAYA}",
        "fecha": fecha_en_letras(sesion.fecha) if sesion.fecha else RAYA,
        "cuantos": _apocopado(n),
        "revisaron": enumerar([con_articulo(u) for u in revisaron]) or RAYA,
    }
    dispone = []
    for clase in ClaseCambio:
        suyos = [c for c in cargos if c.clase is clase]
        if suyos:
            abre = llenar(getattr(plantilla, clase.value), valores, len(suyos))
            lineas = [f"{_letra(i)}) {_linea(plantilla.cargo, c)}" for i, c in enumerate(suyos)]
            dispone.append("\n".join([abre, *lineas]))
    dispone += [llenar(t, valores, n) for t in plantilla.ademas]
    return BorradorAcuerdo(
        _limpio(llenar(plantilla.titulo, valores, n)),
        _numerados([llenar(t, valores, n) for t in plantilla.considerandos]),
        "\n\n".join([_limpio(llenar(plantilla.por_tanto, valores, n)), _numerados(dispone)]),
    )


def fecha_en_letras(dia: date) -> str:
    """«doce de noviembre de dos mil veintiséis»."""
    numero = "primero" if dia.day == 1 else en_letras(dia.day)
    return f"{numero} de {MESES[dia.month - 1]} de {en_letras(dia.year)}"


def articulo_de(texto: str) -> str:
    """The article of the agenda as it is quoted: «IV» → «artículo IV»."""
    return texto if plano(texto).startswith("articulo") else f"artículo {texto}"


def con_articulo(nombre: str) -> str:
    """A unit with its article, where its first word tells which: «la Unidad de Producción»."""
    primera = plano(nombre).split(" ")[0]
    if primera in _MASCULINAS:
        return f"el {nombre}"
    if primera.endswith(_FEMENINAS):
        return f"la {nombre}"
    return nombre


def _linea(forma: str, cargo: CargoPropuesto) -> str:
    valores = {k: titular(v) for k, v in cargo.campos.items()} | {"titulo": titular(cargo.titulo)}
    return _limpio(llenar(forma, valores, 1)).strip(" ,;")


def _apocopado(n: int) -> str:
    """The number before «cargos»: «un», «veintiún», «treinta y un»."""
    letras = en_letras(n)
    if letras.endswith("veintiuno"):
        return f"{letras[:-3]}ún"
    return letras[:-1] if letras.endswith("uno") else letras


def _letra(n: int) -> str:
    """a, b… z, aa, ab…: the mark of a line of a list."""
    letras = ""
    n += 1
    while n:
        n, resto = divmod(n - 1, 26)
        letras = chr(97 + resto) + letras
    return letras


def _numerados(parrafos: Sequence[str]) -> str:
    limpios = ["\n".join(_limpio(linea) for linea in p.split("\n")) for p in parrafos]
    return "\n\n".join(f"{n}. {p}" for n, p in enumerate(limpios, 1))


def _limpio(texto: str) -> str:
    """One space between words, none before a comma: a blank left empty leaves no hole."""
    return " ".join(texto.split()).replace(" ,", ",").replace(" .", ".")
