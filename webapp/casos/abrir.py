"""Abrir un borrador: from the latest approved text, or for a cargo that does not exist yet."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._borradores import (
    Nacimiento,
    anotar_autor,
    crear_cargo,
    escribir,
    insertar_versiones,
    nacer,
    ya_abierta,
)
from webapp.casos._limites import exigir_guardable
from webapp.casos._partida import Partida, partida_de
from webapp.casos._registrar import Registro
from webapp.casos._turno import De
from webapp.casos.actor import Actor
from webapp.modelos import Cargo, Version, Vigencia
from workflows.contenido import Contenido
from workflows.errores import ActoInvalido, Faltas
from workflows.formatos.modelo import ClaseActo, ClaseEstado


def abrir(session: Session, actor: Actor, cargo_id: int) -> Version:
    """A borrador that starts as the latest approved text, even one not yet in force.

    On an abolished cargo it proposes to bring it back, starting from the text that was
    abolished; where every approval was annulled, it starts from the text as a new one would.

    Raises NoEncontrado, ActoNegado (role), ActoInvalido (an open version).
    """
    registro = Registro(session, actor, cargo_id, de=De.CARGO)
    return _abrir(registro, partida_de(session, cargo_id=cargo_id))


def abrir_por_direccion(
    session: Session, actor: Actor, manual_id: int, slug: str
) -> tuple[Version, bool]:
    """The same, for the cargo at an address; and whether its text has yet to come into force."""
    registro = Registro(session, actor, manual_id)
    partida = partida_de(session, manual_id=manual_id, slug=slug)
    return _abrir(registro, partida), partida.es_futura(registro.hoy)


def _abrir(registro: Registro, partida: Partida) -> Version:
    acto = registro.formato.actos_de(ClaseActo.APERTURA)[0]
    registro.exigir_rol(*acto.roles, para=acto.rotulo)
    cargo, base, contenido = partida.cargo, partida.base, partida.exigir_texto()
    if partida.abierta:
        raise ya_abierta(registro, cargo, partida.abierta)
    inicial = registro.formato.estado(acto.hacia)
    version = insertar_versiones(registro, [Nacimiento(cargo, contenido, base)], inicial)[0]
    base_hash = base.contenido_hash if base else None
    registro.abrir(version, acto, base_hash=base_hash, contenido_hash=None, motivo="")
    escribir(registro, version, contenido)
    return version


def abrir_nuevo(session: Session, actor: Actor, manual_id: int, contenido: Contenido) -> Version:
    """A borrador of a cargo nobody has described yet, or whose only drafts were discarded.

    Raises ActoNegado (role), DatosInvalidos naming the header fields that are missing or
    malformed, ActoInvalido when the identity belongs to a cargo there is.
    """
    registro = Registro(session, actor, manual_id)
    formato = registro.formato
    acto = formato.actos_de(ClaseActo.APERTURA)[0]
    registro.exigir_rol(*acto.roles, para="Crear un cargo")
    exigir_guardable(formato, contenido)
    faltas = Faltas()
    for campo in formato.campos:
        valor = contenido.campo(campo.clave)
        if campo.clave in formato.identidad and campo.requerido and not valor.strip():
            faltas.decir(f"Falta {campo.rotulo}.", "Escríbalo.", campo.clave)
        if valor and not campo.acepta(valor):
            faltas.decir(
                f"{campo.rotulo}: «{valor}» no tiene la forma esperada.", "Revíselo.", campo.clave
            )
    faltas.exigir()
    otro = session.scalar(
        select(Cargo).where(
            Cargo.manual_id == manual_id, Cargo.identidad == formato.identidad_de(contenido)
        )
    )
    if otro is not None and session.scalar(
        select(Version.id)
        .outerjoin(Vigencia, Vigencia.version_id == Version.id)
        .where(
            Version.cargo_id == otro.id,
            Version.estado_clase != ClaseEstado.CERRADA,
            Vigencia.anulada.is_not(True),
        )
        .limit(1)
    ):
        raise ActoInvalido(
            f"Ese cargo ya existe: {otro.titulo}.", "Abra un borrador desde su página."
        )
    cargo = otro or crear_cargo(registro, contenido)
    session.flush()
    version = nacer(registro, cargo, contenido, acto)
    registro.abrir(version, acto, base_hash=None, contenido_hash=None, motivo="")
    escribir(registro, version, contenido)
    anotar_autor(session, version.id, actor.persona_id)
    return version
