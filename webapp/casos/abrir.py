"""Abrir un borrador: from the latest approved text, or for a cargo that does not exist yet."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._borradores import anotar_autor, crear_cargo, escribir, nacer
from webapp.casos._limites import exigir_guardable
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.modelos import Cargo, ContenidoGuardado, Version, Vigencia
from workflows.contenido import Contenido, leer_canonico
from workflows.errores import ActoInvalido, DatosInvalidos, NoEncontrado
from workflows.formatos.modelo import ClaseActo, ClaseEstado


def abrir(session: Session, actor: Actor, cargo_id: int) -> Version:
    """A borrador that starts as the latest approved text, even one not yet in force.

    On an abolished cargo it proposes to bring it back, starting from the text that was
    abolished; where every approval was annulled, it starts from the text as a new one would.

    Raises NoEncontrado, ActoNegado (role), ActoInvalido (an open version).
    """
    registro, cargo = _registro_de(session, actor, cargo_id)
    acto = registro.formato.actos_de(ClaseActo.APERTURA)[0]
    registro.exigir_rol(*acto.roles, para=acto.rotulo)
    base, contenido = ultima_aprobada(session, cargo)
    version = nacer(registro, cargo, contenido, acto, base=base)
    base_hash = base.contenido_hash if base else None
    registro.abrir(version, acto, base_hash=base_hash, contenido_hash=None, motivo="")
    escribir(registro, version, contenido)
    return version


def abrir_nuevo(session: Session, actor: Actor, manual_id: int, contenido: Contenido) -> Version:
    """A borrador of a cargo nobody has described yet, or whose only drafts were discarded.

    Raises ActoNegado (role), DatosInvalidos naming the header field that is missing or
    malformed, ActoInvalido when the identity belongs to a cargo there is.
    """
    registro = Registro(session, actor, manual_id)
    formato = registro.formato
    acto = formato.actos_de(ClaseActo.APERTURA)[0]
    registro.exigir_rol(*acto.roles, para="Crear un cargo")
    exigir_guardable(formato, contenido)
    for campo in formato.campos:
        valor = contenido.campo(campo.clave)
        if campo.clave in formato.identidad and campo.requerido and not valor.strip():
            raise DatosInvalidos(f"Falta {campo.rotulo}.", "Escríbalo.", campo.clave)
        if valor and not campo.acepta(valor):
            raise DatosInvalidos(
                f"{campo.rotulo}: «{valor}» no tiene la forma esperada.", "Revíselo.", campo.clave
            )
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


def ultima_aprobada(session: Session, cargo: Cargo) -> tuple[Version | None, Contenido]:
    """The version of a cargo that was approved last and counts, and its text.

    Where all were annulled, no version and the text of the last. Raises ActoInvalido.
    """
    fila = session.execute(
        select(Version, Vigencia.anulada, ContenidoGuardado.texto)
        .join(Vigencia, Vigencia.version_id == Version.id)
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(Vigencia.cargo_id == cargo.id)
        .order_by(Vigencia.anulada, Vigencia.orden.desc())
        .limit(1)
    ).first()
    if fila is None:
        raise ActoInvalido(
            f"{cargo.titulo} todavía no tiene una versión aprobada.",
            "Continúe el borrador que tiene abierto.",
        )
    version, anulada, texto = fila
    contenido = leer_canonico(texto, json.loads(version.ids or "[]"))
    return (None if anulada else version), contenido


def _registro_de(session: Session, actor: Actor, cargo_id: int) -> tuple[Registro, Cargo]:
    cargo = session.get(Cargo, cargo_id)
    if cargo is None:
        raise NoEncontrado("Ese cargo no existe.", "Búsquelo en el manual.")
    return Registro(session, actor, cargo.manual_id), cargo
