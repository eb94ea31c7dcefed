"""Texts are named by their hash and kept once, however many versions say them."""

from __future__ import annotations

import hashlib
import json

import pytest
import rfc8785
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.retirar import retirar
from webapp.modelos import ContenidoGuardado, Version

pytestmark = pytest.mark.usefixtures("en_app")


def contar(session: Session) -> int:
    """How many texts there are."""
    return session.scalars(sa.select(sa.func.count(ContenidoGuardado.hash))).one()


def test_a_text_that_comes_back_is_not_kept_twice(elenco: Elenco) -> None:
    with db.sessionmaker() as session:
        al_empezar = contar(session)
    primera = elenco.revisada("Operar por turnos.")
    elenco.registrar("AJD-2026-1", primera)
    segunda = elenco.revisada("Operar sin turnos.")
    elenco.registrar("AJD-2026-2", segunda)
    tercera = elenco.revisada("Operar por turnos.")
    elenco.registrar("AJD-2026-3", tercera)
    with db.sessionmaker() as session:
        assert contar(session) == al_empezar + 2
        uno, tres = (session.get_one(Version, v) for v in (primera, tercera))
        assert uno.contenido_hash == tres.contenido_hash
        assert uno.id != tres.id


def test_signing_the_same_text_again_keeps_it_once(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Operar por turnos.")
    elenco.elaborar(version)
    with db.sessionmaker() as session:
        antes = contar(session)
    pedido = elenco.pedido(version, "retirar")
    with transaccion() as session:
        retirar(session, elenco.actor("ana"), pedido)
    elenco.elaborar(version)
    with db.sessionmaker() as session:
        assert contar(session) == antes


def test_every_text_is_what_its_name_says(app: Flask, elenco: Elenco) -> None:
    elenco.revisada("Anotar la presión: ≥ 3 bar, «sin excepción» — ñ, 😀 y «é» decomposed é.")
    with db.sessionmaker() as session:
        filas = session.execute(sa.select(ContenidoGuardado.hash, ContenidoGuardado.texto)).all()
    assert len(filas) == 4
    for hash_, texto in filas:
        assert hashlib.sha256(texto.encode()).hexdigest() == hash_
        assert rfc8785.dumps(json.loads(texto)).decode() == texto
