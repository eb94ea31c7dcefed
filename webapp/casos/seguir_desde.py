"""Seguir desde: a draft whose base no longer counts goes on from the version that does (rule 1)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.hechos import ver_versiones
from webapp.modelos import Borrador, TipoVersion, Version
from workflows.errores import ActoInvalido, NoEncontrado, VersionDesfasada
from workflows.formatos.modelo import ClaseActo, ClaseEstado


def seguir_desde(
    session: Session, actor: Actor, version_id: int, visto: str, base_vista: int | None
) -> None:
    """Go on from ``base_vista`` (None: no approved version counts), after comparing with it.

    ``visto`` is the hash of the draft on that page. The draft keeps its text. Raises ActoNegado
    (role), VersionDesfasada when either is another by now, ActoInvalido when there is nothing
    to do, or it is a proposal to abolish another text.
    """
    manual_id = session.scalar(select(Version.manual_id).where(Version.id == version_id))
    if manual_id is None:
        raise NoEncontrado("Esa versión no existe.", "Vuelva a su bandeja.")
    registro = Registro(session, actor, manual_id)
    roles = {r for a in registro.formato.actos_de(ClaseActo.ELABORACION) for r in a.roles}
    registro.exigir_rol(*sorted(roles), para="Seguir desde otra versión")
    session.execute(
        select(Borrador.serie).where(Borrador.version_id == version_id).with_for_update()
    )
    vista = ver_versiones(session, [version_id])[0]
    if vista.version.estado_clase != ClaseEstado.EDICION:
        raise ActoInvalido("Esta versión ya no es un borrador.", "Vuelva a su bandeja.")
    if vista.version.base_id == vista.ultima_aprobada:
        raise ActoInvalido("El borrador ya parte de la versión que cuenta.", "Siga escribiendo.")
    if vista.version.tipo == TipoVersion.DEROGACION:
        raise ActoInvalido(
            "Una propuesta de derogar es sobre el texto con que se abrió.",
            "Descártela y propóngala de nuevo.",
        )
    if visto != vista.contenido_hash or base_vista != vista.ultima_aprobada:
        raise VersionDesfasada(
            "El borrador o la versión aprobada cambiaron desde que usted los comparó.",
            "Compárelos otra vez. Nada de lo suyo se perdió.",
        )
    registro.partir_de(vista.version, vista.ultima_aprobada)
