"""Anotar verificación: when the record was checked, up to where, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.modelos import Verificacion


def anotar_verificacion(
    session: Session,
    ahora: datetime,
    cabezas: Mapping[int, tuple[int, str]],
    roturas: Sequence[str],
) -> None:
    """Of every manual in ``cabezas`` (seq and hash of its last acto before the check)."""
    for manual_id, (seq, hash_) in cabezas.items():
        session.merge(
            Verificacion(
                manual_id=manual_id,
                seq=seq,
                hash=hash_,
                momento=ahora,
                malas=len(roturas),
                roturas="\n".join(roturas),
            )
        )
