"""A record that is there already goes to an older schema and comes back, and says the same."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from flask import Flask

from migrations.guardias import inventario
from tests.apoyo.reparto import Elenco
from webapp.bd import db
from webapp.bitacora.contenidos import textos
from webapp.bitacora.verificar import verificar
from webapp.consultas.indice_de_texto import forma_de, textos_que_contestan, valores
from webapp.modelos import ContenidoGuardado
from workflows.pregunta import Clausula

#: Texts whole, words by section.
ANTES = "20261128_2355"


def _textos() -> dict[str, str]:
    with db.engines["dueno"].connect() as conexion:
        return dict(textos(conexion))


def _hallados() -> list[set[str]]:
    """The approved texts that say each of these."""
    frases = ("turnos", "sin turnos", "operar por t*", "a demanda")
    hash_de = sa.select(ContenidoGuardado.hash)
    with db.sessionmaker() as session:
        dialecto = session.get_bind().dialect.name

        def hallar(frase: str) -> set[str]:
            dicho = [Clausula(tuple(frase.rstrip("*").split()), prefijo=frase.endswith("*"))]
            textos = textos_que_contestan(dialecto, forma_de(dicho, {})).subquery()
            suyos = hash_de.join(textos, textos.c.contenido_id == ContenidoGuardado.id)
            return set(session.scalars(suyos, valores(dialecto, dicho, {})))

        return [hallar(f) for f in frases]


def test_texts_are_taken_out_of_their_moldes_and_put_back(app: Flask, elenco: Elenco) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-1", elenco.revisada("Operar por turnos."))
        elenco.registrar("AJD-2026-2", elenco.revisada("Operar sin turnos."))
        abierta = elenco.revisada("Operar «a demanda» — ñ, 😀.")
        alembic, dichos, hallados = app.extensions["alembic"], _textos(), _hallados()
        assert [len(h) for h in hallados] == [5, 1, 1, 0]
        with db.engines["dueno"].connect() as conexion:
            guardias = inventario(conexion)
            amoldados = sa.text("SELECT COUNT(*) FROM contenido WHERE molde_id IS NOT NULL")
            antes = conexion.scalar(amoldados)
        alembic.downgrade(ANTES)
        with db.engines["dueno"].connect() as conexion:
            filas = conexion.execute(sa.text("SELECT hash, texto FROM contenido")).all()
        assert {f.hash: f.texto for f in filas} == dichos
        assert all(hashlib.sha256(t.encode()).hexdigest() == h for h, t in filas)
        alembic.upgrade()
        assert (_textos(), _hallados()) == (dichos, hallados)
        with db.engines["dueno"].connect() as conexion:
            (cabeza,) = alembic.heads()
            assert verificar(conexion, cabeza.module.GUARDIAS) == []
            assert inventario(conexion) == guardias
            assert conexion.scalar(amoldados) == antes == 3
        assert alembic.compare_metadata() == []
        elenco.registrar("AJD-2026-3", abierta)
