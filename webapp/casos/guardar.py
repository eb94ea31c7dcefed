"""Guardar: the working copy, and piece by piece what changed. It is not an acto."""

from __future__ import annotations

import json

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, joinedload

from webapp.casos._borradores import anotar_autor, encabezado_de
from webapp.casos._limites import exigir_guardable
from webapp.casos.actor import Actor
from webapp.casos.operador import exigir_cuenta
from webapp.hechos import formato_de, hoy_en, roles_en
from webapp.modelos import Borrador, Cargo, Guardado, Manual, Persona, TipoVersion, Version
from workflows.contenido import Contenido, canonico, leer_canonico
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    NoEncontrado,
    VersionDesfasada,
)
from workflows.formatos.modelo import ClaseActo, ClaseEstado, Formato
from workflows.piezas import en_piezas


class TextoAjeno(VersionDesfasada):
    """Somebody saved in between: their text, so that both are kept.

    ``contenido`` is what stands now, ``persona`` who wrote it, ``serie`` its save.
    """

    def __init__(self, contenido: Contenido, persona: str, serie: int) -> None:
        super().__init__(
            f"{persona} guardó otros cambios mientras usted escribía.",
            "Sus dos textos están a salvo: elija uno o únalos, y guarde de nuevo.",
        )
        self.contenido, self.persona, self.serie = contenido, persona, serie


def guardar(
    session: Session, actor: Actor, version_id: int, contenido: Contenido, serie: int
) -> int:
    """Save the draft ``contenido`` over the save ``serie`` it started from. Returns the new serie.

    Two people saving at once queue on the version, and the second sees what the first left.
    The same text saved twice counts once. Raises NoEncontrado, ActoNegado (role),
    ActoInvalido (not in edition), DatosInvalidos, TextoAjeno (somebody else saved).
    """
    session.execute(select(Version.id).where(Version.id == version_id).with_for_update())
    fila = session.execute(
        select(Version, Borrador, Manual, Cargo)
        .join(Manual, Manual.id == Version.manual_id)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(Borrador, Borrador.version_id == Version.id)
        .where(Version.id == version_id)
        .options(joinedload(Manual.formato, innerjoin=True))
        .execution_options(populate_existing=True)
    ).first()
    if fila is None:
        raise NoEncontrado("Ese borrador no existe.", "Vuelva a su bandeja.")
    version, borrador, manual, cargo = fila
    formato = formato_de(manual.formato)
    _exigir_autor(session, actor, manual, formato)
    if version.estado_clase != ClaseEstado.EDICION or borrador is None:
        rotulo = formato.estado(version.estado).rotulo.lower()
        raise ActoInvalido(
            f"Esta versión ya no está en edición: su estado es {rotulo}.",
            "Copie lo que haya escrito; para editarla debe volver a borrador.",
        )
    if version.tipo == TipoVersion.DEROGACION:
        raise ActoInvalido("En una propuesta de derogar no se edita el texto.")
    _validar(formato, cargo, contenido)
    actual = leer_canonico(borrador.texto, json.loads(borrador.ids))
    if actual == contenido:
        return borrador.serie
    if borrador.serie != serie:
        otra = session.get(Persona, borrador.persona_id)
        raise TextoAjeno(actual, otra.nombre if otra else "Otra persona", borrador.serie)
    anotar_autor(session, version_id, actor.persona_id)
    session.execute(insert(Guardado), _cambios(actor, version_id, serie + 1, actual, contenido))
    borrador.serie = serie + 1
    borrador.texto = canonico(contenido).decode()
    borrador.ids = json.dumps(contenido.ids())
    borrador.persona_id = actor.persona_id
    borrador.momento = actor.ahora
    version.encabezado = encabezado_de(contenido)
    session.flush()
    return borrador.serie


def _exigir_autor(session: Session, actor: Actor, manual: Manual, formato: Formato) -> None:
    acto = formato.actos_de(ClaseActo.ELABORACION)[0]
    persona = session.get(Persona, actor.persona_id)
    if persona is not None:
        exigir_cuenta(persona)
    roles = roles_en(session, actor.persona_id, manual.id, hoy_en(manual, actor.ahora))
    if not roles & set(acto.roles):
        raise ActoNegado(
            "Solo quien tiene el rol de autor escribe en un borrador.",
            "Pídalo a quien administra el manual.",
        )


def _validar(formato: Formato, cargo: Cargo, contenido: Contenido) -> None:
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


def _cambios(
    actor: Actor, version_id: int, serie: int, antes: Contenido, despues: Contenido
) -> list[dict[str, object]]:
    viejas, nuevas = en_piezas(antes), en_piezas(despues)
    return [
        {
            "version_id": version_id,
            "serie": serie,
            "persona_id": actor.persona_id,
            "momento": actor.ahora,
            "pieza": pieza,
            "antes": viejas.get(pieza),
            "despues": nuevas.get(pieza),
        }
        for pieza in {**viejas, **nuevas}
        if viejas.get(pieza) != nuevas.get(pieza)
    ]
