"""Anotar emisión: a document that is handed out is on record, so that a copy can be recognised."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.modelos import ClaseDocumento, DocumentoEmitido


def anotar_emision(
    session: Session,
    *,
    hash_: str,
    clase: ClaseDocumento,
    manual_id: int,
    momento: datetime,
    version_id: int | None = None,
    codigo: str = "",
    situacion: str = "",
) -> None:
    """Put the SHA-256 of a file on record, once however often it is handed out.

    Nobody is named: what is public is handed to anybody, and a copy says nothing of its bearer.
    """
    if session.get(DocumentoEmitido, hash_) is not None:
        return
    try:
        with session.begin_nested():
            session.add(
                DocumentoEmitido(
                    hash=hash_,
                    clase=clase.value,
                    manual_id=manual_id,
                    version_id=version_id,
                    codigo=codigo,
                    situacion=situacion,
                    momento=momento,
                )
            )
    except IntegrityError:
        if session.get(DocumentoEmitido, hash_) is None:
            raise
