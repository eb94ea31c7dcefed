"""Which piece of what was read each source line went to, and the parts a document is shown in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflows.formatos.modelo import Formato
from workflows.lectura.correcciones import Dichos
from workflows.lectura.modelo import CargoLeido, Clase, Lectura, Linea
from workflows.lectura.renglones import presentar
from workflows.lectura.titulos import Titulos

#: The piece of the lines of a title block, a page header or a signature.
ENCABEZADO = "encabezado"


@dataclass(frozen=True, slots=True)
class Parte:
    """A cargo with its source lines, up to the next cargo; without one, what comes before."""

    lineas: tuple[Linea, ...]
    cargo: CargoLeido | None = None

    @property
    def sin_ubicar(self) -> int:
        """How many of its lines found no place."""
        return sum(x.clase is Clase.SIN_UBICAR for x in self.lineas)


def partes(lectura: Lectura) -> tuple[Parte, ...]:
    """The whole document in parts: every line is in exactly one."""
    inicios = [c.lineas[0] - 1 for c in lectura.cargos]
    cortes = [*(max(i, 0) for i in inicios), len(lectura.lineas)]
    hechas = [
        Parte(lectura.lineas[cortes[n] : cortes[n + 1]], c) for n, c in enumerate(lectura.cargos)
    ]
    antes = lectura.lineas[: cortes[0]]
    if any(x.clase is not None for x in antes) or not hechas:
        return (Parte(antes), *hechas)
    if antes and hechas:
        hechas[0] = Parte(antes + hechas[0].lineas, hechas[0].cargo)
    return tuple(hechas)


def enlaces(parte: Parte, formato: Formato, dichos: Dichos) -> dict[int, str]:
    """Line → the piece it went to: ``item:id``, ``nota:marca``, ``seccion:clave`` or the header."""
    cargo = parte.cargo
    if cargo is None:
        return {}
    titulos = Titulos(formato)
    tabla = formato.seccion_competencias
    anchas = sorted(cargo.detalle.items(), key=lambda p: p[1].primera - p[1].ultima)
    de_linea = {
        n: f"item:{id_}" for id_, d in anchas if d.primera for n in range(d.primera, d.ultima + 1)
    }
    notas = sorted((n, f"nota:{m}") for m, n in cargo.lineas_nota.items())
    hallados: dict[int, str] = {}
    for x in parte.lineas:
        pieza = ""
        if x.clase is Clase.TITULO:
            pieza = _titulo(x, titulos, dichos)
        elif x.clase is Clase.ITEM:
            pieza = de_linea.get(x.numero, "")
        elif x.clase is Clase.TABLA and tabla is not None:
            pieza = de_linea.get(x.numero, f"seccion:{tabla.clave}")
        elif x.clase is Clase.NOTA:
            pieza = next((p for n, p in reversed(notas) if n <= x.numero), "")
        elif x.clase is Clase.ENCABEZADO:
            pieza = ENCABEZADO
        if pieza:
            hallados[x.numero] = pieza
    return hallados


def lineas_de(hallados: dict[int, str]) -> dict[str, Sequence[int]]:
    """The other way: piece → its lines, in order."""
    de: dict[str, list[int]] = {}
    for numero, pieza in sorted(hallados.items()):
        de.setdefault(pieza, []).append(numero)
    return dict(de)


def _titulo(x: Linea, titulos: Titulos, dichos: Dichos) -> str:
    if x.numero in dichos:
        return f"seccion:{dichos[x.numero].seccion}"
    titular = titulos.reconocer(presentar(x.numero, x.texto))
    return f"seccion:{titular.clave}" if titular is not None else ""
