"""Sugerir cambios: what somebody changed in Word, as remarks that propose it. It is no acto."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from webapp.casos._conversacion import abrir_para_observar, bloquear_borrador
from webapp.casos.actor import Actor
from webapp.casos.observar import Observado, observar
from workflows.contenido import Contenido
from workflows.diferencias import (
    Cambio,
    CambioCompetencia,
    CambioItem,
    Tipo,
    comparar,
    pieza_de,
    renglones,
)
from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import Formato

_DE_WORD = "Cambio hecho en Word."


def sugerir_cambios(
    session: Session,
    actor: Actor,
    version_id: int,
    base: Contenido,
    nuevo: Contenido,
    piezas: Collection[str],
) -> int:
    """Propose, in the name of ``actor``, the changes of ``piezas`` from ``base`` to ``nuevo``.

    Another wording of an item or a concepto becomes a sugerencia on it; whatever else changed, a
    remark that tells it. Returns how many. Raises what :func:`observar` raises.
    """
    bloquear_borrador(session, version_id)
    aqui = abrir_para_observar(session, actor, version_id)
    hechas = 0
    for observado in _observados(aqui.formato, base, nuevo, piezas):
        try:
            observar(session, actor, version_id, observado)
        except DatosInvalidos as error:
            if error.campo not in ("pieza", "propuesta"):
                raise
            # The piece is gone, or says that already: the words are kept on the whole cargo.
            propuesto = f" Texto: «{observado.propuesta}»" if observado.propuesta else ""
            observar(session, actor, version_id, Observado("", f"{observado.texto}{propuesto}"))
        hechas += 1
    return hechas


def _observados(
    formato: Formato, base: Contenido, nuevo: Contenido, piezas: Collection[str]
) -> Iterator[Observado]:
    diferencia = comparar(base, nuevo)
    dichos = {r.pieza: r.linea for r in renglones(diferencia, formato)}
    de_seccion = {i.id: s.clave for s in nuevo.secciones for i in s.items}
    for cambio in diferencia.cambios():
        pieza = pieza_de(cambio)
        if pieza not in piezas:
            continue
        texto = f"{_DE_WORD} {dichos[pieza]}"
        propuesta = _propuesta(cambio)
        if propuesta is None and isinstance(cambio, CambioItem) and cambio.antes is None:
            assert cambio.despues is not None
            clave = de_seccion[cambio.despues.id]
            lugar = f"seccion:{clave}" if any(s.clave == clave for s in base.secciones) else ""
            yield Observado(lugar, f"{_DE_WORD} Se agrega: «{cambio.despues.texto}»")
        elif isinstance(cambio, CambioCompetencia) and cambio.antes is None and cambio.despues:
            fila = cambio.despues
            dicho = f"{fila.competencia}, grado {fila.grado}: «{fila.concepto}»"
            yield Observado("competencias", f"{_DE_WORD} Se agrega la competencia {dicho}")
        else:
            yield Observado(pieza, texto, propuesta=propuesta)


def _propuesta(cambio: Cambio) -> str | None:
    """The words that would stand in place of those of the piece, when only words change."""
    if isinstance(cambio, CambioItem) and cambio.antes and cambio.despues:
        return cambio.despues.texto if cambio.tipo is Tipo.EDITADO else None
    if isinstance(cambio, CambioCompetencia) and cambio.antes and cambio.despues:
        distinto = cambio.antes.concepto != cambio.despues.concepto
        return cambio.despues.concepto if distinto and cambio.despues.concepto else None
    return None
