"""Proponer derogar: a proposal to abolish a cargo walks the same way as a new text."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._borradores import anotar_autor, escribir, nacer
from webapp.casos._partida import partida_de
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos._turno import De
from webapp.casos.actor import Actor
from webapp.modelos import TipoVersion, Version
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.formatos.modelo import ClaseActo


def proponer_derogar(session: Session, actor: Actor, cargo_id: int, motivo: str) -> Version:
    """Open a version that abolishes the cargo; its text is the one to be abolished.

    Raises NoEncontrado, ActoNegado (role), DatosInvalidos (no reason), ActoInvalido.
    """
    registro = Registro(session, actor, cargo_id, de=De.CARGO)
    acto = next(iter(registro.formato.actos_de(ClaseActo.DEROGACION)), None)
    if acto is None:
        raise ActoInvalido("En este manual no se derogan cargos.")
    registro.exigir_rol(*acto.roles, para=acto.rotulo)
    if not motivo.strip():
        raise DatosInvalidos("Falta el motivo.", "Diga por qué se propone derogarlo.", "motivo")
    exigir_texto(motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    partida = partida_de(session, cargo_id=cargo_id)
    cargo, base, contenido = partida.cargo, partida.base, partida.exigir_texto()
    if base is None:
        raise ActoInvalido(f"{cargo.titulo} no está vigente: lo que se aprobó quedó sin efecto.")
    if base.tipo == TipoVersion.DEROGACION:
        raise ActoInvalido(f"{cargo.titulo} ya está derogado.")
    version = nacer(registro, cargo, contenido, acto, tipo=TipoVersion.DEROGACION, base=base)
    registro.abrir(
        version, acto, base_hash=base.contenido_hash, contenido_hash=None, motivo=motivo.strip()
    )
    escribir(registro, version, contenido)
    anotar_autor(session, version.id, actor.persona_id)
    return version
