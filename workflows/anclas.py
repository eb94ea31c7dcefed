"""Where a remark stands now: on the same sentence, however the text around it changed.

By the id of its piece first, which survives moving and rewording; when the id is gone, by its
words, if there are enough of them to be unmistakable; otherwise it says that they were removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflows.citas import Tramo, continuidad, letras, localizar, localizar_parecido
from workflows.contenido import Competencia, Contenido, Forma, Seccion
from workflows.diferencias.silencio import se_lee_igual
from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import Formato

TODO_EL_CARGO, TABLA, NOTAS = "", "competencias", "notas"
#: Words that were cut out of their item and are in another that has nothing else of it: shorter
#: ones are formulas («de conformidad con la normativa vigente») that many items share.
LETRAS_INCONFUNDIBLES = 60
#: What a split takes away is a sentence: fewer letters are in any text.
LETRAS_DE_UNA_PARTE = 12

_CON_SUCESOR = ("item", "competencia")
_NOMBRES = {Forma.VINETA: "viñeta", Forma.PARRAFO: "párrafo"}


class Situacion(StrEnum):
    """What became of the words a remark was made on."""

    EN_SU_SITIO = "en_su_sitio"  #: the piece is there
    PASO_A_OTRO = "paso_a_otro"  #: joined, split or pasted: they are in another piece
    QUITADO = "quitado"  #: the piece is gone


@dataclass(frozen=True, slots=True)
class Ancla:
    """What is kept of the place of a remark when it is made.

    ``pieza`` is "item:ID", "competencia:ID", "campo:CLAVE", "seccion:CLAVE", "competencias"
    (the table), "notas" or "" (the whole cargo).
    """

    pieza: str
    texto: str  #: what the piece said; "" of a section, the table or the whole
    cita: str  #: the words selected, as the text spells them; "" for the whole piece
    desde: int | None  #: where they began in ``texto``; None when none were


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a remark stands in a text: ``texto[inicio:fin]`` are its words."""

    situacion: Situacion
    pieza: str  #: where it is now; where it was when QUITADO
    texto: str  #: what that piece says now; what it said when QUITADO
    inicio: int | None  #: None when none were cited, or they are gone
    fin: int | None
    reescrito: bool  #: the piece reads otherwise than when the remark was made


def anclar(contenido: Contenido, pieza: str, cita: str, desde: int | None) -> Ancla:
    """The place of a remark on ``pieza``, or on the words ``cita`` that begin near ``desde``.

    Spacing, case and accents of ``cita`` need not be exact; without ``desde``, or with one
    outside the text, the first occurrence counts. Raises DatosInvalidos when the text has
    no such piece or the piece no such words.
    """
    texto = dict(_textos(contenido)).get(pieza)
    if texto is None:
        raise DatosInvalidos(
            "Esa parte del cargo ya no está en el texto.",
            "Actualice la página y haga la observación donde corresponda.",
            campo="pieza",
        )
    if not cita.strip():
        return Ancla(pieza, texto, "", None)
    cerca = desde if desde is not None and 0 <= desde <= len(texto) else None
    tramo = localizar(texto, cita.strip(), cerca)
    if tramo is None:
        raise DatosInvalidos(
            "Las palabras seleccionadas ya no están en esa parte del texto.",
            "Actualice la página y selecciónelas de nuevo.",
            campo="cita",
        )
    return Ancla(pieza, texto, texto[tramo.inicio : tramo.fin], tramo.inicio)


def ubicar(ancla: Ancla, contenido: Contenido) -> Lugar:
    """Where the remark kept in ``ancla`` stands in ``contenido``, whatever was done to it."""
    textos = dict(_textos(contenido))
    otros = {
        pieza: texto
        for pieza, texto in textos.items()
        if pieza != ancla.pieza and _clase(pieza) == _clase(ancla.pieza) in _CON_SUCESOR
    }
    texto = textos.get(ancla.pieza)
    if texto is None:
        return _en_sucesor(ancla, otros) or Lugar(
            Situacion.QUITADO, ancla.pieza, ancla.texto, None, None, False
        )
    tramo = localizar(texto, ancla.cita, ancla.desde)
    if tramo is None and ancla.cita:
        parte = _en_la_parte(ancla, texto, otros)
        if parte is not None:
            return parte
        tramo = localizar_parecido(texto, ancla.cita)
    return _lugar(Situacion.EN_SU_SITIO, ancla, ancla.pieza, texto, tramo)


def rotulo_de(pieza: str, contenido: Contenido, formato: Formato) -> str:
    """How a person would say which part of the cargo that is: «Actividades principales, 7»."""
    clase, _, nombre = pieza.partition(":")
    titulos = {s.clave: s.titulo for s in formato.secciones}
    if clase == "item":
        return next(
            (
                _rotulo_de_item(seccion, lugar, titulos.get(seccion.clave, seccion.clave))
                for seccion in contenido.secciones
                for lugar, item in enumerate(seccion.items)
                if item.id == nombre
            ),
            "Ítem quitado",
        )
    if clase == "competencia":
        fila = next((f for f in contenido.competencias if f.id == nombre), None)
        if fila is None:
            return "Competencia quitada"
        return f"Competencia: {' '.join(fila.competencia.split()) or 'sin nombre'}"
    if clase == TABLA:
        tabla = formato.seccion_competencias
        return tabla.titulo if tabla else "Competencias"
    if clase == "campo":
        return next((c.rotulo for c in formato.campos if c.clave == nombre), nombre)
    if clase == "seccion":
        return titulos.get(nombre, nombre)
    return "Notas" if clase == NOTAS else "Todo el cargo"


def _rotulo_de_item(seccion: Seccion, lugar: int, titulo: str) -> str:
    """Numbered items by the number the page prints; the others by their turn, if not alone."""
    forma = seccion.items[lugar].forma
    turno = sum(item.forma is forma for item in seccion.items[: lugar + 1])
    if forma is Forma.NUMERO:
        return f"{titulo}, {turno}"
    return titulo if len(seccion.items) == 1 else f"{titulo}, {_NOMBRES[forma]} {turno}"


def _textos(contenido: Contenido) -> Iterator[tuple[str, str]]:
    """What each piece that a remark can be made on says."""
    yield TODO_EL_CARGO, ""
    yield TABLA, ""
    yield NOTAS, "\n".join(f"{nota.marca} {nota.texto}".strip() for nota in contenido.notas)
    for clave, valor in contenido.encabezado:
        yield f"campo:{clave}", valor
    for seccion in contenido.secciones:
        yield f"seccion:{seccion.clave}", ""
        for item in seccion.items:
            yield f"item:{item.id}", item.texto
    for fila in contenido.competencias:
        yield f"competencia:{fila.id}", _texto_de(fila)


def _texto_de(fila: Competencia) -> str:
    """The cells of the row as a selection across them copies them."""
    return "\t".join((fila.tipo, fila.competencia, str(fila.grado), fila.concepto))


def _en_la_parte(ancla: Ancla, texto: str, otros: dict[str, str]) -> Lugar | None:
    """Where the words went when their item, still there, was split and they left with a part."""
    if len(texto) >= len(ancla.texto):
        return None
    partes = {
        pieza: otro
        for pieza, otro in otros.items()
        if letras(otro) >= LETRAS_DE_UNA_PARTE and localizar(ancla.texto, otro.strip())
    }
    for pieza, parte in partes.items():
        tramo = localizar(parte, ancla.cita)
        if tramo is not None:
            return _lugar(Situacion.PASO_A_OTRO, ancla, pieza, parte, tramo)
    return None


def _en_sucesor(ancla: Ancla, otros: dict[str, str]) -> Lugar | None:
    """The piece that has the words of one that is gone: the one that kept most of it."""
    inconfundible = letras(ancla.cita) >= LETRAS_INCONFUNDIBLES
    mejor: tuple[float, Lugar] | None = None
    for pieza, texto in otros.items():
        queda = continuidad(ancla.texto, texto)
        tramo = localizar(texto, ancla.cita) if queda or inconfundible else None
        if tramo is None and ancla.cita and queda:
            tramo = localizar_parecido(texto, ancla.cita)
        if tramo is None and (ancla.cita or not queda):
            continue
        if mejor is None or queda > mejor[0]:
            mejor = queda, _lugar(Situacion.PASO_A_OTRO, ancla, pieza, texto, tramo)
    return mejor[1] if mejor else None


def _lugar(
    situacion: Situacion, ancla: Ancla, pieza: str, texto: str, tramo: Tramo | None
) -> Lugar:
    inicio, fin = (tramo.inicio, tramo.fin) if tramo else (None, None)
    reescrito = not se_lee_igual(ancla.texto, texto)
    return Lugar(situacion, pieza, texto, inicio, fin, reescrito)


def _clase(pieza: str) -> str:
    return pieza.partition(":")[0]
