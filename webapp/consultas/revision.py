"""What a reader of a version has seen of it: their marks, and the text they looked at last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from webapp.modelos import ContenidoGuardado, Mirada, Visto
from workflows.contenido import Contenido, leer_canonico

_VISTO, _MIRADA = "visto", "mirada"


@dataclass(frozen=True, slots=True)
class Leido:
    """``vistos`` names, by piece, the change that was marked (its ``huella``).

    ``texto`` is the frozen text they looked at last, when it is not the one there is now.
    """

    vistos: Mapping[str, str]
    texto: Contenido | None
    momento: datetime | None


def leido(session: Session, version_id: int, persona_id: int, contenido_hash: str) -> Leido:
    """What a person has seen of a version whose text is now ``contenido_hash``: one statement."""
    ultima = (
        select(
            literal(_MIRADA),
            Mirada.contenido_hash,
            ContenidoGuardado.texto,
            Mirada.ids,
            Mirada.momento,
        )
        .join(ContenidoGuardado, ContenidoGuardado.hash == Mirada.contenido_hash)
        .where(
            Mirada.version_id == version_id,
            Mirada.persona_id == persona_id,
            Mirada.contenido_hash != contenido_hash,
        )
        .order_by(Mirada.momento.desc())
        .limit(1)
        .subquery()
    )
    marcas = select(literal(_VISTO), Visto.pieza, Visto.huella, literal(""), Visto.momento).where(
        Visto.version_id == version_id, Visto.persona_id == persona_id
    )
    vistos: dict[str, str] = {}
    texto = momento = None
    for que, clave, dicho, ids, cuando in session.execute(union_all(marcas, select(ultima))):
        if que == _VISTO:
            vistos[clave] = dicho
        else:
            texto, momento = leer_canonico(dicho, json.loads(ids)), cuando
    return Leido(vistos, texto, momento)
