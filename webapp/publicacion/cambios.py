"""What changes from one version to another, on paper: the cuadro comparativo and the redline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from webapp.publicacion.datos import firmado_impreso, qr
from webapp.publicacion.documento import Documento
from webapp.publicacion.imprenta import imprimir
from workflows.comparativo import Fila, comparativo
from workflows.contenido import Contenido
from workflows.diferencias import Tramo
from workflows.nombres import distintivo
from workflows.tachado import tachado
from workflows.verificacion import agrupado

RUBROS = {"comparativo": "Cuadro comparativo", "cambios": "Texto con los cambios marcados"}


@dataclass(frozen=True, slots=True)
class Comparacion:
    """A proposal beside the text it would replace. ``base`` is None for a new cargo.

    ``porques`` are the reasons by piece, "" being that of the whole version.
    """

    base: Documento | None
    propuesta: Documento
    porques: Mapping[str, str] = field(default_factory=dict)

    @property
    def filas(self) -> tuple[Fila, ...]:
        """The rows of the cuadro comparativo."""
        return comparativo(
            self._texto_base,
            self.propuesta.contenido,
            self.propuesta.formato,
            self.porques,
            derogacion=self.propuesta.derogacion,
        )

    @property
    def _texto_base(self) -> Contenido:
        return self.base.contenido if self.base is not None else Contenido()


def comparativo_pdf(c: Comparacion) -> bytes:
    """The cuadro comparativo, landscape: a row for each change, with its reason."""
    general = c.porques.get("", "")
    filas = [
        {
            "lugar": f.lugar,
            "hecho": f.hecho,
            "vigente": [_tramos(p) for p in f.vigente],
            "propuesto": [_tramos(p) for p in f.propuesto],
            "justificacion": "" if f.justificacion == general else f.justificacion,
        }
        for f in c.filas
    ]
    return _imprimir(c, "comparativo", {"general": general, "filas": filas})


def cambios_pdf(c: Comparacion) -> bytes:
    """The redline: the whole text, insertions underlined and deletions struck."""
    hecho = tachado(c._texto_base, c.propuesta.contenido, c.propuesta.formato)
    tabla = c.propuesta.formato.competencias
    return _imprimir(
        c,
        "cambios",
        {"tachado": asdict(hecho), "columnas": list(tabla.columnas) if tabla else []},
    )


def _imprimir(c: Comparacion, modo: str, datos: dict[str, Any]) -> bytes:
    d = c.propuesta
    campos = dict(d.contenido.encabezado)
    propio = {
        "modo": modo,
        "rubro": RUBROS[modo],
        "titulo": d.titulo,
        "rotulo": RUBROS[modo].lower(),
        "codigo": d.contenido.campo("codigo"),
        "distintivo": distintivo(d.formato, campos, d.titulo),
        "institucion": d.institucion,
        "manual": d.manual_nombre,
        "pie": d.formato.pagina.pie,
        "marca": d.marca,
        "de": _version(c.base),
        "hacia": "derogar el cargo" if d.derogacion else _version(d),
        "firmado": firmado_impreso(d),
        "verificacion": {"codigo": agrupado(d.codigo_verificacion), "url": d.url_verificacion},
        **datos,
    }
    return imprimir("comparativo", propio, d.momento, dibujos={"qr": qr(d.url_verificacion)})


def _version(d: Documento | None) -> str:
    if d is None:
        return "ninguno, es un cargo nuevo"
    return f"versión {d.rotulo}" if d.aprobado else "en trámite, sin número"


def _tramos(parrafo: Sequence[Tramo]) -> list[dict[str, str]]:
    return [{"tipo": t.tipo.value, "texto": t.texto} for t in parrafo]
