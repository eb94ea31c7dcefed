"""What a reader of a version has seen of it: their marks, and the text they looked at last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from webapp.bd import UNO
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
    pide = {"version": version_id, "persona": persona_id, "hash": contenido_hash}
    vistos: dict[str, str] = {}
    texto = momento = None
    for que, clave, dicho, cuando, leida in session.connection().execute(_LEIDO, pide):
        if que == _VISTO:
            vistos[clave] = dicho
        else:
            texto, momento = leer_canonico(leida, json.loads(dicho)), cuando
    return Leido(vistos, texto, momento)


_v, _m = Visto.__table__.c, Mirada.__table__.c
_version: Any = bindparam("version")
_persona: Any = bindparam("persona")
_ultima = (
    select(literal(_MIRADA), _m.contenido_hash, _m.ids, _m.momento, ContenidoGuardado.texto)
    .join(ContenidoGuardado, ContenidoGuardado.hash == _m.contenido_hash)
    .where(
        _m.version_id == _version,
        _m.persona_id == _persona,
        _m.contenido_hash != bindparam("hash"),
    )
    .order_by(_m.momento.desc())
    .limit(UNO)
    .subquery()
)
_sin_texto = cast(null(), LargeBinary)
#: Built once: composing it takes longer than reading what it asks for.
_LEIDO: Any = union_all(
    select(_ultima),
    select(literal(_VISTO), _v.pieza, _v.huella, _v.momento, _sin_texto).where(
        _v.version_id == _version, _v.persona_id == _persona
    ),
)
