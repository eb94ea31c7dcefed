"""The whole manual: cover, índice, the cargos already printed, annex; joined on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

from webapp.publicacion.union import ESQUEMA, Conjunto, Parte, unir
from workflows.fechas import escribir_fecha

#: Prints a template with its data, dated then: ``imprenta.imprimir``, in a process of its own.
Imprime = Callable[[str, Mapping[str, Any], datetime], bytes]
#: The cover and the índice come before the first cargo.
_ANTES = 2
_ANEXO = "Anexo de acuerdos"


@dataclass(frozen=True, slots=True)
class Entrada:
    """A cargo in the índice; ``grupo`` is what it stands under, ``distintivo`` its área."""

    grupo: str
    codigo: str
    titulo: str
    distintivo: str


@dataclass(frozen=True, slots=True)
class AcuerdoEnAnexo:
    """What approved some of the texts; everything ready to print."""

    numero: str
    sesion: str
    fecha: str
    rige: str
    cargos: str


@dataclass(frozen=True, slots=True)
class ManualCompleto:
    """What the pages around the cargos say; ``seq`` and ``hash`` are the head of the chain.

    ``rotulo`` is how the formato calls what approves; without ``acuerdos`` there is no annex.
    """

    manual: str
    institucion: str
    dia: date
    sitio: str
    seq: int
    hash: str
    entradas: Sequence[Entrada]
    rotulo: str
    acuerdos: Sequence[AcuerdoEnAnexo]

    @property
    def titulo(self) -> str:
        """The title of the file."""
        return f"{self.manual}, vigente al {escribir_fecha(self.dia)}"

    @property
    def momento(self) -> datetime:
        """The date inside the file: that of the day it tells, so that it is always the same."""
        return datetime.combine(self.dia, time(), UTC)


def encuadernar(
    salida: BinaryIO,
    que: ManualCompleto,
    cuerpos: Sequence[Path],
    carpeta: Path,
    imprime: Imprime,
) -> Iterator[int]:
    """Write the whole; yields how many of its parts are in, as it goes.

    ``cuerpos`` are the PDFs of the entradas, in their order; ``carpeta`` is for what it makes on
    the way. Same input, same bytes.
    """

    def parte(nombre: str, datos: Mapping[str, Any], *marcas: str, numerada: bool = True) -> Parte:
        ruta = carpeta / f"{nombre}.pdf"
        ruta.write_bytes(imprime(nombre, {"institucion": que.institucion, **datos}, que.momento))
        return Parte(ruta, paginas_de(ruta), tuple((0, m) for m in marcas), numerada)

    cargos = _cargos(que.entradas, cuerpos)
    letras = parte("pie-del-conjunto", {"conjunto": "manual"}).ruta
    portada = parte("completo-portada", _portada(que), "Portada", numerada=False)
    indice, hojas = None, 1
    while indice is None or indice.paginas != hojas:
        hojas = indice.paginas if indice else hojas
        datos = {"grupos": _grupos(que.entradas, cargos, portada.paginas + hojas)}
        indice = parte("completo-indice", datos, "Índice")
    partes = [portada, indice, *cargos]
    if que.acuerdos:
        partes.append(parte("completo-anexo", _anexo(que), _ANEXO))
    conjunto = Conjunto(que.titulo, que.institucion, que.momento)
    yield from unir(salida, conjunto, partes, letras)


def paginas_de(ruta: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(ruta) as pdf:
        return len(pdf.pages)


def _cargos(entradas: Sequence[Entrada], cuerpos: Sequence[Path]) -> list[Parte]:
    """The cargos as parts: the bookmark of a group stands with its first cargo."""
    partes = []
    antes = ""
    for entrada, ruta in zip(entradas, cuerpos, strict=True):
        nombre = " · ".join(x for x in (entrada.titulo, entrada.distintivo) if x)
        propia = (1 if entrada.grupo else 0, f"{entrada.codigo} {nombre}".strip())
        grupo = ((0, entrada.grupo),) if entrada.grupo and entrada.grupo != antes else ()
        partes.append(Parte(ruta, paginas_de(ruta), (*grupo, propia)))
        antes = entrada.grupo
    return partes


def _portada(que: ManualCompleto) -> dict[str, Any]:
    n = len(que.entradas)
    return {
        "titulo": que.titulo,
        "manual": que.manual,
        "dia": escribir_fecha(que.dia),
        "cuantos": f"{n} {'cargo' if n == 1 else 'cargos'}",
        "sitio": que.sitio,
        "acto": {
            "seq": str(que.seq),
            "hash": " ".join(que.hash[n : n + 16] for n in range(0, 64, 16)),
        },
    }


def _grupos(
    entradas: Sequence[Entrada], cargos: Sequence[Parte], antes: int
) -> list[dict[str, Any]]:
    """The lines of the índice, when ``antes`` pages come before the first cargo."""
    lineas, pagina = [], antes + 1
    for n, (entrada, parte) in enumerate(zip(entradas, cargos, strict=True)):
        linea = {
            "codigo": entrada.codigo,
            "titulo": entrada.titulo,
            "distintivo": entrada.distintivo,
            "pagina": str(pagina),
            "destino": f"{ESQUEMA}{n + _ANTES}",
        }
        lineas.append((entrada.grupo, linea))
        pagina += parte.paginas
    return [
        {"titulo": grupo, "lineas": [linea for _, linea in suyas]}
        for grupo, suyas in groupby(lineas, key=lambda par: par[0])
    ]


def _anexo(que: ManualCompleto) -> dict[str, Any]:
    return {
        "titulo": _ANEXO,
        "rotulo": que.rotulo,
        "acuerdos": [asdict(a) for a in que.acuerdos],
    }
