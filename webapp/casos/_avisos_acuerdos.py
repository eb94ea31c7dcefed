"""Whom what happens to an acuerdo concerns: whoever wrote, signed or drafts what it touches."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, union

from webapp.casos._avisos import Dicho, escribir
from webapp.casos._registrar import Registro
from webapp.modelos import Acto, Autoria, Persona
from workflows.formatos.modelo import ClaseActo

_FIRMAN = (ClaseActo.ELABORACION, ClaseActo.REVISION)


def avisar_interesados(registro: Registro, versiones: Collection[int], dicho: Dicho) -> None:
    """Tell whoever wrote or signed each of these versions; never who did it. Two statements."""
    if not versiones:
        return
    suyas = union(
        select(Autoria.version_id, Autoria.persona_id).where(Autoria.version_id.in_(versiones)),
        select(Acto.version_id, Acto.persona_id).where(
            Acto.version_id.in_(versiones), Acto.clase.in_(_FIRMAN)
        ),
    ).subquery()
    filas = registro.session.execute(
        select(suyas.c.version_id, Persona.id, Persona.avisos)
        .join(Persona, Persona.id == suyas.c.persona_id)
        .where(Persona.active.is_(True), Persona.id != registro.persona.id)
        .order_by(suyas.c.version_id, Persona.id)
    ).all()
    escribir(
        registro.session,
        [
            {
                "persona_id": persona_id,
                "modo": modo,
                "manual_id": registro.manual.id,
                "version_id": version_id,
                "momento": registro.ahora,
                "dicho": dicho,
            }
            for version_id, persona_id, modo in filas
        ],
    )
