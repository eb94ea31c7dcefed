"""Which family of documents a text belongs to, by the words each formato says it prints."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.errores import LecturaFallida
from workflows.formatos.modelo import Formato
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import Titulos

_PESO_FRASE = 3  #: one phrase of ``reconoce`` says as much as three section headings
_MINIMO = 3


def reconocer(lineas: Sequence[Renglon], formatos: Sequence[Formato], nombre: str = "") -> Formato:
    """The formato whose words the text prints most.

    Raises LecturaFallida naming the formatos tried, and what each one missed.
    """
    puntos = [(_evidencia(lineas, f), f) for f in formatos]
    mejor = max(puntos, key=lambda p: p[0], default=None)
    if mejor is not None and mejor[0] >= _MINIMO:
        return mejor[1]
    archivo = f"«{nombre}»" if nombre else "el documento"
    ensayos = "; ".join(f"{f.nombre}: {_falta(p, f)}" for p, f in puntos)
    raise LecturaFallida(
        f"No se reconoce a qué familia pertenece {archivo}. Se probó con {ensayos or 'ninguna'}.",
        "Elija el formato a mano, o compruebe que sea el documento correcto.",
    )


def _evidencia(lineas: Sequence[Renglon], formato: Formato) -> int:
    frases = {compacto(f) for f in formato.lectura.reconoce}
    halladas: set[str] = set()
    secciones: set[str] = set()
    titulos = Titulos(formato)
    for r in lineas:
        if not r.limpio or len(r.limpio) > 600:
            continue
        if len(halladas) < len(frases):
            clave = compacto(r.limpio[:300])
            halladas |= {f for f in frases - halladas if f in clave}
        if len(secciones) < len(formato.secciones) and len(r.limpio) <= 120:
            titular = titulos.reconocer(r)
            if titular is not None:
                secciones.add(titular.clave)
    return _PESO_FRASE * len(halladas) + len(secciones)


def _falta(puntos: int, formato: Formato) -> str:
    if not puntos:
        return f"no aparece «{formato.lectura.reconoce[0]}» ni ninguno de sus títulos de sección"
    return f"no aparece «{formato.lectura.reconoce[0]}» y apenas hay {puntos} de sus títulos"
