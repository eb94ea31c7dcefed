"""Texts that stop changing: kept under their hash, each once, close to what they were made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, LargeBinary, String, bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import insert as insertar_postgresql
from sqlalchemy.orm import Session, aliased

from webapp.modelos import ContenidoGuardado
from workflows.contenido import Contenido, canonico, hash_de_canonico
from workflows.molde import amoldar, leer

_contenido: Any = ContenidoGuardado.__table__
_hash = bindparam("hash", type_=String)
#: The guardia that lets no text be replaced looks at a row even where the conflict would leave it.
_SI_FALTA = _contenido.insert().from_select(
    ["hash", "molde_id", "cuerpo"],
    select(
        _hash, bindparam("molde_id", type_=Integer), bindparam("cuerpo", type_=LargeBinary)
    ).where(~exists().where(_contenido.c.hash == _hash)),
)


def congelar(session: Session, contenidos: Iterable[tuple[Contenido, str]]) -> list[str]:
    """Store texts under their hash, each beside the hash of what it was written from, or "".

    Returns their hashes, in that order. In two statements, however many they are; in one when
    they were written from nothing.
    """
    escritos = [(canonico(c).decode(), base) for c, base in contenidos]
    huellas = [hash_de_canonico(texto) for texto, _ in escritos]
    moldes = _moldes(session, {base for _, base in escritos if base})
    filas = []
    for huella, (texto, base) in sorted(dict(zip(huellas, escritos, strict=True)).items()):
        molde_id, molde = moldes.get(base, (None, None))
        cuerpo, amoldado = amoldar(texto, molde)
        filas.append(
            {
                "hash": huella,
                "molde_id": molde_id if amoldado else None,
                "cuerpo": cuerpo,
            }
        )
    if filas and session.get_bind().dialect.name == "postgresql":
        session.execute(insertar_postgresql(ContenidoGuardado).on_conflict_do_nothing(), filas)
    elif filas:
        session.connection().execute(_SI_FALTA, filas)
    return huellas


def _moldes(session: Session, hashes: set[str]) -> dict[str, tuple[int, str]]:
    """Of texts that are kept already: the id and the text of what stands alone for each."""
    if not hashes:
        return {}
    molde, c = aliased(ContenidoGuardado), ContenidoGuardado
    filas = session.execute(
        select(c.hash, molde.id, molde.cuerpo)
        .join(molde, molde.id == func.coalesce(c.molde_id, c.id))
        .where(c.hash.in_(sorted(hashes)))
    )
    return {hash_: (id_, leer(cuerpo)) for hash_, id_, cuerpo in filas}
