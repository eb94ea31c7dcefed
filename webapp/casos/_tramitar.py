"""The common walk of an acto on one version; each verb adds what is its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.casos._borradores import descongelar, soltar
from webapp.casos._congelar import congelar
from webapp.casos._conversacion import anotar_mirada
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos._turno import De
from webapp.casos.actor import Actor
from webapp.hallazgos import conteos
from webapp.hechos import VersionVista, ver_versiones
from workflows.errores import ActoInvalido
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

    Its draft is locked with it (:func:`webapp.casos._turno.tomar_turno`).
    Raises what :func:`workflows.ciclo.aplicar` raises, NoEncontrado, or ActoInvalido when
    the acto is not of the clase this verb stands for.
    """
    exigir_texto(pedido.motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    registro = Registro(session, actor, pedido.version_id, de=De.VERSION)
    vista = ver_versiones(session, [pedido.version_id])[0]
    hallazgos = conteos(session, registro.formato, [vista]).get(vista.version.id)
    registro.decidir(
        vista, pedido.acto, visto=pedido.visto, datos=pedido.datos, hallazgos=hallazgos
    )
    acto = registro.formato.acto(pedido.acto)
    if acto.clase is not clase:
        raise ActoInvalido(f"«{acto.rotulo}» no es un acto de {clase}.")
    anotar_mirada(session, actor, vista.version)
    return registro, vista, acto


def congelar_y_mover(
    registro: Registro, vistas: Sequence[VersionVista], acto: fm.Acto, motivo: str
) -> str:
    """Freeze the drafts as they stand and carry their versions on. Returns the new estado.

    The reasons given for their changes go on the record with the signature.
    """
    congelar(registro.session, [(v.contenido, v.base_hash) for v in vistas])
    soltar(registro, [v.version.id for v in vistas])
    registro.mover(
        list(vistas),
        acto,
        motivo=motivo,
        datos={v.version.id: {"justificaciones": dict(v.porques)} for v in vistas if v.porques},
        columnas={
            v.version.id: {
                "contenido_hash": v.contenido_hash,
                "ids": json.dumps(v.contenido.ids()),
            }
            for v in vistas
        },
    )
    return acto.hacia


def volver_a_edicion(session: Session, actor: Actor, pedido: Pedido, clase: fm.ClaseActo) -> str:
    """Back to edition: the working copy is the text that was frozen. Returns the new estado."""
    registro, vista, acto = empezar(session, actor, pedido, clase)
    return descongelar_y_mover(registro, [vista], acto, pedido.razon)


def descongelar_y_mover(
    registro: Registro,
    vistas: Sequence[VersionVista],
    acto: fm.Acto,
    motivo: str,
    *,
    instrumento_id: int | None = None,
    datos: Mapping[int, Mapping[str, Any]] | None = None,
) -> str:
    """Carry versions back to edition, each as it was frozen. Returns the new estado.

    ``instrumento_id`` is the acuerdo that sends them back, when a session did.
    """
    columnas = {v.version.id: {"contenido_hash": None, "ids": None} for v in vistas}
    registro.mover(
        list(vistas),
        acto,
        motivo=motivo,
        instrumento_id=instrumento_id,
        datos=datos,
        columnas=columnas,
    )
    descongelar(registro, vistas)
    return acto.hacia
