"""What a reader of a version has seen of it: their marks, and the text they looked at last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, cast, literal, null, select, union_all
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
            Mirada.ids,
            Mirada.momento,
            ContenidoGuardado.texto,
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
    sin_texto = cast(null(), LargeBinary)
    marcas = select(literal(_VISTO), Visto.pieza, Visto.huella, Visto.momento, sin_texto).where(
        Visto.version_id == version_id, Visto.persona_id == persona_id
    )
    vistos: dict[str, str] = {}
    texto = momento = None
    for que, clave, dicho, cuando, leida in session.execute(union_all(select(ultima), marcas)):
        if que == _VISTO:
            vistos[clave] = dicho
        else:
            texto, momento = leer_canonico(leida, json.loads(dicho)), cuando
    return Leido(vistos, texto, momento)
