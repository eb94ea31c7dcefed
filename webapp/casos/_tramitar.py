"""The common walk of an acto on one version; each verb adds what is its own."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._borradores import congelar, descongelar, soltar
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import Version
from workflows.errores import ActoInvalido, NoEncontrado
from workflows.formatos import modelo as fm


@dataclass(frozen=True, slots=True)
class Pedido:
    """An acto somebody asks for: on which version, having seen which text, and why."""

    version_id: int
    acto: str
    visto: str
    motivo: str = ""

    @property
    def razon(self) -> str:
        """The reason, without spaces around."""
        return self.motivo.strip()

    @property
    def datos(self) -> tuple[str, ...]:
        """What the person supplied of what an acto may ask for."""
        return ("motivo",) if self.razon else ()


def empezar(
    session: Session, actor: Actor, pedido: Pedido, clase: fm.ClaseActo
) -> tuple[Registro, VersionVista, fm.Acto]:
    """Lock the manual, look at the version as it is now, and let the rules decide.

    The version is locked too, so that a save under way is seen, or refused, but never lost.
    Raises what :func:`workflows.ciclo.aplicar` raises, NoEncontrado, or ActoInvalido when
    the acto is not of the clase this verb stands for.
    """
    manual_id = session.scalar(select(Version.manual_id).where(Version.id == pedido.version_id))
    if manual_id is None:
        raise NoEncontrado("Esa versión no existe.", "Vuelva a su bandeja.")
    exigir_texto(pedido.motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    registro = Registro(session, actor, manual_id)
    session.execute(select(Version.id).where(Version.id == pedido.version_id).with_for_update())
    vista = ver_versiones(session, [pedido.version_id])[0]
    registro.decidir(vista, pedido.acto, visto=pedido.visto, datos=pedido.datos)
    acto = registro.formato.acto(pedido.acto)
    if acto.clase is not clase:
        raise ActoInvalido(f"«{acto.rotulo}» no es un acto de {clase}.")
    return registro, vista, acto


def congelar_y_mover(registro: Registro, vista: VersionVista, acto: fm.Acto, motivo: str) -> str:
    """Freeze the draft as it stands and carry its version on with it. Returns the new estado."""
    congelar(registro.session, [vista.contenido])
    soltar(registro, vista.version.id)
    columnas = {
        "contenido_hash": vista.contenido_hash,
        "ids": json.dumps(vista.contenido.ids()),
    }
    registro.mover([vista], acto, motivo=motivo, columnas={vista.version.id: columnas})
    return acto.hacia


def volver_a_edicion(session: Session, actor: Actor, pedido: Pedido, clase: fm.ClaseActo) -> str:
    """Back to edition: the working copy is the text that was frozen. Returns the new estado."""
    registro, vista, acto = empezar(session, actor, pedido, clase)
    columnas = {"contenido_hash": None, "ids": None}
    registro.mover([vista], acto, motivo=pedido.razon, columnas={vista.version.id: columnas})
    descongelar(registro, vista)
    return acto.hacia
