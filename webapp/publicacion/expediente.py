"""The packet for the board as one PDF: cover, índice, draft agreement, and each cargo whole."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from webapp.publicacion.cambios import RUBROS, Comparacion, cambios_pdf, comparativo_pdf
from webapp.publicacion.completo import paginas_de
from webapp.publicacion.imprenta import imprimir
from webapp.publicacion.pdf import pdf_de
from webapp.publicacion.union import ESQUEMA, Conjunto, Parte, unir
from workflows.expediente import Manifiesto

TEXTO = "Texto propuesto, como se imprimirá"
ACUERDO = "Borrador del acuerdo"
#: Parts before the cargos: cover, índice, draft agreement.
_ANTES = 3


@dataclass(frozen=True, slots=True)
class MaterialDeExpediente:
    """Everything a packet is made from, and nothing else: the same material, the same bytes.

    ``comparaciones`` go with the cargos of the manifiesto; ``cuando`` and ``sesion`` as printed.
    """

    manifiesto: Manifiesto
    institucion: str
    organo: str
    sesion: str
    por: str
    cuando: str
    momento: datetime
    comparaciones: tuple[Comparacion, ...]

    @property
    def nombres(self) -> tuple[str, ...]:
        """The cargos, as the índice calls them."""
        return tuple(c.nombre for c in self.manifiesto.cargos)

    @property
    def cuantos(self) -> str:
        """How many cargos, in words for the cover."""
        n = len(self.comparaciones)
        return f"{n} {'cargo' if n == 1 else 'cargos'}"


def partes_de(c: Comparacion) -> tuple[str, ...]:
    """What is shown of a cargo, in order; of one that is abolished, only the comparison."""
    return (
        (RUBROS["comparativo"],)
        if c.propuesta.derogacion
        else (RUBROS["comparativo"], RUBROS["cambios"], TEXTO)
    )


def expediente_pdf(
    m: MaterialDeExpediente, compuesto: Callable[[int], None] = lambda _: None
) -> bytes:
    """The packet. Its pages are numbered as one; every cargo keeps its own header and foot.

    ``compuesto`` is told how many cargos are done, each time one is.
    """
    with tempfile.TemporaryDirectory(prefix="expediente-") as temporal:
        carpeta = Path(temporal)
        letras = _parte(
            carpeta, "cifras", _imprimir("pie-del-conjunto", m, {"conjunto": "expediente"})
        )
        portada = _parte(carpeta, "portada", _imprimir("expediente-portada", m, _portada(m)),
                         "Portada", numerada=False)  # fmt: skip
        acuerdo = _parte(carpeta, "acuerdo", _imprimir("expediente-acuerdo", m, _acuerdo(m)),
                         ACUERDO)  # fmt: skip
        cargos = _cargos(m, carpeta, compuesto)
        indice, hojas = None, 1
        while indice is None or indice.paginas != hojas:
            hojas = indice.paginas if indice else hojas
            datos = _indice(m, [acuerdo, *cargos], portada.paginas + hojas)
            indice = _parte(carpeta, "indice", _imprimir("expediente-indice", m, datos), "Índice")
        salida = io.BytesIO()
        conjunto = Conjunto(m.manifiesto.titulo, m.institucion, m.momento)
        for _ in unir(salida, conjunto, [portada, indice, acuerdo, *cargos], letras.ruta):
            pass
        return salida.getvalue()


def _cargos(
    m: MaterialDeExpediente, carpeta: Path, compuesto: Callable[[int], None]
) -> list[Parte]:
    hacer: dict[str, Callable[[Comparacion], bytes]] = {
        RUBROS["comparativo"]: comparativo_pdf,
        RUBROS["cambios"]: cambios_pdf,
        TEXTO: lambda c: pdf_de(c.propuesta),
    }
    partes = []
    for n, (nombre, c) in enumerate(zip(m.nombres, m.comparaciones, strict=True)):
        for k, que in enumerate(partes_de(c)):
            marcas = ((0, nombre), (1, que)) if k == 0 else ((1, que),)
            ruta = carpeta / f"cargo-{n}-{k}.pdf"
            ruta.write_bytes(hacer[que](c))
            partes.append(Parte(ruta, paginas_de(ruta), marcas))
        compuesto(n + 1)
    return partes


def _parte(carpeta: Path, nombre: str, pdf: bytes, *marcas: str, numerada: bool = True) -> Parte:
    ruta = carpeta / f"{nombre}.pdf"
    ruta.write_bytes(pdf)
    return Parte(ruta, paginas_de(ruta), tuple((0, m) for m in marcas), numerada)


def _imprimir(plantilla: str, m: MaterialDeExpediente, datos: Mapping[str, Any]) -> bytes:
    return imprimir(plantilla, {"institucion": m.institucion, **datos}, m.momento)


def _portada(m: MaterialDeExpediente) -> dict[str, Any]:
    return {
        "titulo": m.manifiesto.titulo,
        "organo": m.organo,
        "sesion": m.sesion,
        "cuantos": m.cuantos,
        "por": m.por,
        "cuando": m.cuando,
        "hash": m.manifiesto.hash,
        "acto": {"seq": str(m.manifiesto.cadena_seq), "hash": m.manifiesto.cadena_hash},
    }


def _acuerdo(m: MaterialDeExpediente) -> dict[str, Any]:
    x = m.manifiesto
    return {"titulo": x.titulo, "considerandos": x.considerandos, "por_tanto": x.por_tanto}


def _indice(m: MaterialDeExpediente, partes: Sequence[Parte], antes: int) -> dict[str, Any]:
    """The lines, when ``antes`` pages come before the draft agreement."""
    lineas, pagina = [], antes + 1
    for n, parte in enumerate(partes):
        lineas += [
            {
                "nivel": nivel,
                "titulo": titulo,
                "pagina": str(pagina),
                "destino": f"{ESQUEMA}{n + _ANTES - 1}",
            }
            for nivel, titulo in parte.marcas
        ]
        pagina += parte.paginas
    textos = [{"nombre": c.nombre, "hash": c.contenido} for c in m.manifiesto.cargos]
    return {"lineas": lineas, "textos": textos}
