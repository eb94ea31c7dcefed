"""One acto on many versions of a grupo: signed, reviewed or returned together, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._borradores import anotar_autor_de
from webapp.casos._conversacion import anotar_miradas
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos._tramitar import congelar_y_mover, descongelar_y_mover
from webapp.casos.actor import Actor
from webapp.hallazgos import conteos
from webapp.hechos import ver_versiones
from webapp.modelos import Borrador, Grupo, GrupoVersion
from webapp.modelos.grupo import DE_GRUPO
from workflows.errores import ActoInvalido, DatosInvalidos, ErrorVigente, NoEncontrado
from workflows.formatos.modelo import ClaseActo


@dataclass(frozen=True, slots=True)
class PedidoDeGrupo:
    """An acto somebody asks for on versions of a grupo. ``vistos``: the hash seen of each."""

    grupo_id: int
    acto: str
    vistos: Mapping[int, str]
    motivo: str = ""


def tramitar_grupo(session: Session, actor: Actor, pedido: PedidoDeGrupo) -> str:
    """Do the acto on each version, one acto each, in one stroke. Returns the new estado.

    Raises what :func:`workflows.ciclo.aplicar` raises, naming the cargo that stood in the
    way; NoEncontrado, or DatosInvalidos when no version was chosen.
    """
    manual_id = session.scalar(select(Grupo.manual_id).where(Grupo.id == pedido.grupo_id))
    if manual_id is None:
        raise NoEncontrado("Ese cambio masivo no existe.", "Vuelva a su bandeja.")
    exigir_texto(pedido.motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    registro = Registro(session, actor, manual_id)
    acto = next((a for a in registro.formato.actos if a.clave == pedido.acto), None)
    if acto is None or acto.clase not in DE_GRUPO:
        raise ActoInvalido("Eso no se hace con un grupo entero.", "Hágalo en cada cargo.")
    ids = list(pedido.vistos)
    _exigir_del_grupo(session, pedido.grupo_id, ids)
    session.execute(select(Borrador.serie).where(Borrador.version_id.in_(ids)).with_for_update())
    vistas = ver_versiones(session, ids)
    hallazgos = conteos(session, registro.formato, vistas)
    motivo = pedido.motivo.strip()
    for vista in vistas:
        try:
            registro.decidir(
                vista,
                acto.clave,
                visto=pedido.vistos[vista.version.id],
                datos=("motivo",) if motivo else (),
                hallazgos=hallazgos.get(vista.version.id),
            )
        except ErrorVigente as error:
            if not (isinstance(error, DatosInvalidos) and error.campo):
                error.mensaje = f"{vista.cargo.titulo}: {error.mensaje}"
                error.remedio = f"{error.remedio} No se hizo nada con los demás.".strip()
            raise
    anotar_miradas(session, actor, [v.version for v in vistas])
    if acto.clase is ClaseActo.ELABORACION:
        anotar_autor_de(session, ids, registro.persona.id)
        return congelar_y_mover(registro, vistas, acto, motivo)
    if acto.clase is ClaseActo.DEVOLUCION:
        return descongelar_y_mover(registro, vistas, acto, motivo)
    registro.mover(vistas, acto, motivo=motivo)
    return acto.hacia


def _exigir_del_grupo(session: Session, grupo_id: int, ids: list[int]) -> None:
    if not ids:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    suyas = set(
        session.scalars(select(GrupoVersion.version_id).where(GrupoVersion.grupo_id == grupo_id))
    )
    if set(ids) - suyas:
        raise NoEncontrado("Una de esas versiones no es de este grupo.", "Recargue la página.")
