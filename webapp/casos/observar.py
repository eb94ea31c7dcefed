"""Observar: a remark on a piece of an open version, or on words of it. It is not an acto."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.casos._conversacion import Conversacion, abrir_para_observar, anotar_mirada
from webapp.casos._limites import MAXIMO_ITEM
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import ClaseObservacion, Observacion, TipoVersion
from workflows.anclas import anclar, rotulo_de
from workflows.errores import ActoNegado, DatosInvalidos
from workflows.hilos import admite_propuesta, palabras_de

#: What the column of a place holds.
LARGO_LUGAR = 300


@dataclass(frozen=True, slots=True)
class Observado:
    """What somebody remarks. ``desde`` is about where the words ``cita`` begin (characters)."""

    pieza: str
    texto: str
    cita: str = ""
    desde: int | None = None
    propuesta: str | None = None
    interna: bool = False


def observar(session: Session, actor: Actor, version_id: int, observado: Observado) -> int:
    """Keep a remark with its place and what it said there. Returns its id.

    Raises NoEncontrado, ActoNegado (role; a note by an author or by who may not review),
    ActoInvalido (the version has ended), DatosInvalidos naming the field.
    """
    aqui = abrir_para_observar(session, actor, version_id)
    if observado.interna and not aqui.papel.ve_notas:
        raise ActoNegado(
            "Las notas internas son de quien revisa y no escribió esta versión.",
            "Haga una observación, que sí leen quienes escriben.",
        )
    exigir_dicho(observado.texto, "La observación")
    exigir_texto(observado.cita, MAXIMO_ITEM, lugar="Las palabras citadas", campo="cita")
    ancla = anclar(aqui.contenido, observado.pieza, observado.cita, observado.desde)
    propuesta = _propuesta(aqui, observado, palabras_de(observado.pieza, ancla.texto))
    clase = ClaseObservacion.NOTA if observado.interna else ClaseObservacion.OBSERVACION
    fila = Observacion(
        version_id=version_id,
        clase=clase.value,
        pieza=ancla.pieza,
        lugar=rotulo_de(ancla.pieza, aqui.contenido, aqui.formato)[:LARGO_LUGAR],
        texto_pieza=ancla.texto,
        cita=ancla.cita,
        desde=ancla.desde,
        texto=observado.texto.strip(),
        propuesta=propuesta,
        persona_id=actor.persona_id,
        momento=actor.ahora,
    )
    session.add(fila)
    session.flush()
    anotar_mirada(session, actor, aqui.version)
    return fila.id


def exigir_dicho(texto: str, lugar: str) -> None:
    """Raise DatosInvalidos for words that are missing, too many or not printable."""
    if not texto.strip():
        raise DatosInvalidos(f"{lugar} está en blanco.", "Escriba qué observa.", "texto")
    exigir_texto(texto, MAXIMO_MOTIVO, lugar=lugar, campo="texto")


def _propuesta(aqui: Conversacion, observado: Observado, actual: str) -> str | None:
    if observado.propuesta is None:
        return None
    propuesta = observado.propuesta.strip()
    if observado.interna:
        raise DatosInvalidos(
            "Una nota interna no propone un texto: quien escribe no la leería.",
            "Quite la propuesta, o hágala en una observación.",
            "propuesta",
        )
    if not admite_propuesta(observado.pieza) or aqui.version.tipo == TipoVersion.DEROGACION:
        raise DatosInvalidos(
            "Aquí no se propone otro texto.",
            "Proponga el de un ítem o el concepto de una competencia, o dígalo en la observación.",
            "propuesta",
        )
    exigir_texto(propuesta, MAXIMO_ITEM, lugar="El texto propuesto", campo="propuesta")
    if not propuesta:
        raise DatosInvalidos(
            "El texto propuesto está en blanco.",
            "Para pedir que se quite, dígalo en la observación.",
            "propuesta",
        )
    if propuesta == actual.strip():
        raise DatosInvalidos(
            "El texto propuesto es igual al que ya está.",
            "Cámbielo, o deje solo la observación.",
            "propuesta",
        )
    return propuesta
