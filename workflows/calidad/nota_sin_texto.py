"""A footnote that says nothing, or that is cited and is not at the foot."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.anclas import NOTAS, rotulo_de
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import ITEM

REGLA = "nota-sin-texto"


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each mark, saying where the text cites it."""
    contenido = examen.contenido
    citas: dict[str, tuple[str, str]] = {}
    for seccion in contenido.secciones:
        for item in seccion.items:
            for marca in item.notas:
                citas.setdefault(marca, (f"{ITEM}{item.id}", item.texto))
    dichas = {n.marca for n in contenido.notas}
    for nota in contenido.notas:
        if not nota.texto.strip():
            pieza, texto = citas.get(nota.marca, ("", ""))
            donde = rotulo_de(pieza, contenido, examen.formato) if pieza else ""
            mensaje = f"La nota {nota.marca} no dice nada"
            mensaje += f"; la cita «{donde}»." if donde else "."
            lineas = _lineas(examen, nota.marca)
            yield Hallazgo(
                REGLA, Severidad.MEDIA, NOTAS, mensaje, sobre=(nota.marca, texto), lineas=lineas
            )
    for marca, (pieza, _) in citas.items():
        if marca not in dichas:
            mensaje = f"Cita la nota {marca}, que no está al pie."
            yield Hallazgo(REGLA, Severidad.MEDIA, pieza, mensaje, sobre=(marca,))


def _lineas(examen: Examen, marca: str) -> tuple[int, int] | None:
    linea = examen.leido.lineas_nota.get(marca) if examen.leido else None
    return (linea, linea) if linea else None
