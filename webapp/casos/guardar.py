"""Guardar: what changed of a draft, piece by piece, joined to what others saved meanwhile.

It is not an acto: saving never signs, sends on or tells anybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, update
from sqlalchemy.orm import Session

from webapp.bd import insertar
from webapp.casos._borradores import encabezado_de
from webapp.casos._edicion import EnEdicion, abrir_edicion
from webapp.casos._limites import exigir_guardable
from webapp.casos.actor import Actor
from webapp.guardados import CHOQUE, texto_en
from webapp.hechos import VersionVista
from webapp.modelos import Autoria, Borrador, Cargo, Guardado
from workflows.contenido import Contenido, canonico, hash_de_canonico
from workflows.diferencias import revertir
from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import Formato
from workflows.fusion import Choque, Edicion, ediciones_entre, fusionar
from workflows.piezas import de_piezas, en_piezas

_CUAL, _ERA = bindparam("cual", type_=Integer), bindparam("era", type_=Integer)


class _Adelantado(Exception):
    """Somebody wrote on the draft, or signed it, after it was read."""


#: No draft has had so many saves; what a form may claim.
_MAYOR = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Guardada:
    """How a save was left.

    ``edicion`` holds the draft as it now stands. ``choques`` are the pieces somebody else had
    changed: their text stands, this person's is in the history. ``ajenas`` are the pieces
    (JSON, None when gone) that differ from what the page that saved believes.
    """

    edicion: EnEdicion
    choques: tuple[Choque, ...]
    ajenas: Mapping[str, str | None]

    @property
    def serie(self) -> int:
        """The number of this save."""
        return self.edicion.vista.serie

    @property
    def de(self) -> str:
        """Who wrote the first text that stands where there are choques; "" without them."""
        return self.quien(self.choques[0].pieza) if self.choques else ""

    def quien(self, pieza: str) -> str:
        """Who had saved what stands in a piece, for the person who saves now."""
        ultimo = self.edicion.ultimos.get(pieza)
        if ultimo is None:
            return "Otra persona"
        propio = ultimo.persona_id == self.edicion.persona.id
        return "usted en otra pestaña" if propio else ultimo.persona


def guardar(
    session: Session,
    actor: Actor,
    version_id: int,
    contenido: Contenido,
    serie: int,
    dejar: Set[str] = frozenset(),
) -> Guardada:
    """Save a whole text, written over what the save ``serie`` left.

    The pieces ``dejar`` stay as the draft has them: this person chose the other text.
    Raises what :func:`guardar_piezas` raises, NoEncontrado for a serie there never was.
    """
    edicion = abrir_edicion(session, actor, version_id, min(max(serie, 0), _MAYOR))
    _exigir_valido(edicion.formato, edicion.vista.cargo, contenido)
    base = texto_en(session, edicion.vista, serie)
    ediciones = {
        pieza: edicion
        for pieza, edicion in ediciones_entre(en_piezas(base), en_piezas(contenido)).items()
        if pieza not in dejar
    }
    return _guardar(session, actor, edicion, serie, ediciones, {})


def guardar_piezas(
    session: Session,
    actor: Actor,
    version_id: int,
    ediciones: Mapping[str, Edicion],
    serie: int,
) -> Guardada:
    """Save some pieces of a draft; ``serie`` is the last save that the page knows.

    Edits of different pieces by different people both stand; of the same piece, see
    :class:`Guardada`. The same edits sent twice count once. Raises NoEncontrado, ActoNegado
    (role), ActoInvalido (not in edition), DatosInvalidos naming the piece.
    """
    creidas = {pieza: e.despues for pieza, e in ediciones.items()}
    while True:
        edicion = abrir_edicion(session, actor, version_id, serie, ediciones.keys(), cerrar=False)
        try:
            return _guardar(session, actor, edicion, serie, ediciones, creidas)
        except _Adelantado:
            continue  # somebody saved or signed in between: it is judged again on what they left


def deshacer_cambio(
    session: Session, actor: Actor, version_id: int, pieza: str, serie: int
) -> Guardada:
    """Leave one piece as the base has it, as one more save.

    Raises what :func:`guardar_piezas` raises, NoEncontrado when that piece does not differ.
    """
    edicion = abrir_edicion(session, actor, version_id, serie)
    ahora = edicion.vista.contenido
    antes = revertir(edicion.vista.base or Contenido(), ahora, pieza)
    ediciones = ediciones_entre(en_piezas(ahora), en_piezas(antes))
    return _guardar(session, actor, edicion, serie, ediciones, {})


def _guardar(
    session: Session,
    actor: Actor,
    edicion: EnEdicion,
    serie: int,
    ediciones: Mapping[str, Edicion],
    creidas: Mapping[str, str | None],
) -> Guardada:
    vista = edicion.vista
    actual = en_piezas(vista.contenido)
    fusion = fusionar(actual, ediciones)
    ajenas = [p for p, ultimo in edicion.ultimos.items() if ultimo.serie > serie]
    filas = [(p, actual.get(p), fusion.piezas.get(p)) for p in fusion.aplicadas]
    filas += [(f"{CHOQUE}{c.pieza}", c.actual, c.suyo) for c in fusion.choques]
    if filas:
        contenido = de_piezas(fusion.piezas)
        _exigir_valido(edicion.formato, vista.cargo, contenido)
        edicion = _escribir(session, actor, edicion, contenido, filas)
    distintas = {
        p: fusion.piezas.get(p)
        for p in {*ajenas, *fusion.aplicadas, *creidas}
        if p not in creidas or _valor(fusion.piezas.get(p)) != _valor(creidas[p])
    }
    return Guardada(edicion, fusion.choques, distintas)


def _escribir(
    session: Session,
    actor: Actor,
    edicion: EnEdicion,
    contenido: Contenido,
    filas: Iterable[tuple[str, str | None, str | None]],
) -> EnEdicion:
    vista = edicion.vista
    serie, texto, encabezado = vista.serie + 1, canonico(contenido).decode(), ""
    copia: dict[str, Any] = {
        "serie": serie,
        "persona_id": actor.persona_id,
        "momento": actor.ahora,
    }
    if contenido != vista.contenido:
        copia |= {"texto": texto, "ids": json.dumps(contenido.ids())}
        encabezado = encabezado_de(contenido)
    _poner(session, vista, copia)
    if encabezado and encabezado != vista.version.encabezado:
        vista.version.encabezado = encabezado
    insertar(
        session,
        Guardado,
        [
            {
                "version_id": vista.version.id,
                "serie": serie,
                "persona_id": actor.persona_id,
                "momento": actor.ahora,
                "pieza": pieza,
                "antes": antes,
                "despues": despues,
            }
            for pieza, antes, despues in filas
        ],
    )
    return replace(
        edicion,
        vista=replace(
            vista,
            contenido=contenido,
            contenido_hash=hash_de_canonico(texto),
            serie=serie,
        ),
    )


def _poner(session: Session, vista: VersionVista, copia: dict[str, Any]) -> None:
    """Write a draft over what was read of it; who does is its author, first. Raises _Adelantado
    when what was read is not there any more: nothing is written then.

    Nothing was locked to read it: the row is, from here to the end of the transaction.
    """
    cual = {"cual": vista.version.id, "era": vista.serie}
    conexion = session.connection()
    if copia["persona_id"] not in vista.autores:
        autor = cual | {"persona": copia["persona_id"]}
        if not conexion.execute(_escribe_en(), autor).rowcount:
            raise _Adelantado
    if not conexion.execute(_sobre(tuple(copia)), copia | cual).rowcount:
        raise _Adelantado


@cache
def _escribe_en() -> Any:
    persona: Any = bindparam("persona", type_=Integer)
    b: Any = Borrador.__table__
    leido = select(b.c.version_id, persona).where(b.c.version_id == _CUAL, b.c.serie == _ERA)
    return insert(Autoria).from_select(["version_id", "persona_id"], leido.with_for_update())


@cache
def _sobre(columnas: tuple[str, ...]) -> Any:
    """Composed once: every save is one."""
    b: Any = Borrador.__table__
    nuevas: dict[str, Any] = {c: bindparam(c) for c in columnas}
    return update(b).where(b.c.version_id == _CUAL, b.c.serie == _ERA).values(nuevas)


def _valor(pieza: str | None) -> object:
    return None if pieza is None else json.loads(pieza)


def _exigir_valido(formato: Formato, cargo: Cargo, contenido: Contenido) -> None:
    exigir_guardable(formato, contenido)
    if formato.identidad_de(contenido) != cargo.identidad:
        raise DatosInvalidos(
            "El encabezado ya no es el de este cargo.",
            "Para otro estrato, categoría o área, cree un cargo nuevo.",
        )
    for campo in formato.campos:
        valor = contenido.campo(campo.clave)
        if valor and not campo.acepta(valor):
            raise DatosInvalidos(
                f"{campo.rotulo}: «{valor}» no tiene la forma esperada.",
                "Revíselo y guarde de nuevo.",
                campo.clave,
            )
    tabla = formato.competencias
    for fila in contenido.competencias:
        if tabla and not tabla.minimo <= fila.grado <= tabla.maximo:
            raise DatosInvalidos(
                f"{fila.competencia or 'Competencia'}: el grado va de {tabla.minimo} a "
                f"{tabla.maximo}.",
                "Corríjalo.",
                fila.id,
            )
