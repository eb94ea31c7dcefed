"""Forty cargos through thirty acuerdos: the manual of any day, told apart from the actos.

Some rule ahead, some were in force before the session, some wait for their publication; some are
approved with changes and completed later, re-dated, or left without effect.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.contar import crecer
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.sesion import HOY, registrar
from tests.webapp.registro.test_vigencia_contada import Cuento, Dicho, _completar, _pedido
from webapp.bd import db, transaccion
from webapp.casos.cambiar_rige import cambiar_rige
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.casos.publicar_acuerdo import publicar_acuerdo
from webapp.casos.registrar_acuerdo import Decision
from webapp.consultas.exportar import exportar
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import Cargo, InstrumentoRegistrado, Vigencia
from webapp.proyeccion import diferencias
from workflows.acuerdos import Resultado

CARGOS, ACUERDOS = 40, 30


def algun_dia(azar: Random) -> date:
    """Years back to a year ahead."""
    return HOY + timedelta(days=azar.randint(-1_400, 400))


def celebrar(elenco: Elenco, cuento: Cuento, azar: Random, n: int) -> None:
    """A session: from one to four cargos that have nothing under way, in one acuerdo."""
    ocupados = {d.cargo for d in cuento.dichos if d.pendiente}
    libres = [c for c in sorted(elenco.cargos.values()) if c not in ocupados]
    elegidos = azar.sample(libres, azar.randint(1, 4))
    versiones = {elenco.revisada(f"Frase {n} del cargo {c}.", c): c for c in elegidos}
    con_cambios = {v for v in versiones if azar.random() < 0.25}
    rige = None if azar.random() < 0.2 else algun_dia(azar)
    registrar(
        elenco,
        replace(
            elenco.acuerdo(f"AJD-2026-{500 + n}"),
            decisiones={
                v: Decision(
                    elenco.vista(v).contenido_hash,
                    Resultado.CON_CAMBIOS if v in con_cambios else Resultado.APROBADO,
                    "Así.",
                )
                for v in versiones
            },
            rige_desde=rige,
            al_publicarse=rige is None,
        ),
    )
    with db.sessionmaker() as session:
        quien = session.scalars(
            sa.select(InstrumentoRegistrado.id).where(
                InstrumentoRegistrado.numero == f"AJD-2026-{500 + n}"
            )
        ).one()
    for version, cargo in versiones.items():
        cuento.n += 1
        dicho = Dicho(cargo, version, rige, rige is None, version in con_cambios, orden=cuento.n)
        dicho.id = quien
        cuento.dichos.append(dicho)


def despues(elenco: Elenco, cuento: Cuento, azar: Random) -> None:
    """Something that came later, on any acuerdo so far."""
    dicho = azar.choice(cuento.dichos)
    suyos = [d for d in cuento.dichos if d.id == dicho.id]
    sofia, que = elenco.actor("sofia"), azar.choice(["rige", "publicar", "anular", "completar"])
    if dicho.anulado or all(d.anulado for d in suyos):
        return
    if que == "completar" and dicho.pendiente:
        _completar(elenco, cuento, dicho)
    with transaccion() as session:
        if que == "rige" and (dia := algun_dia(azar)) != dicho.rige:
            cambiar_rige(session, sofia, _pedido(elenco, dicho), dia)
            for d in suyos:
                d.rige = d.rige if d.anulado else dia
        elif que == "publicar" and dicho.espera:
            publicar_acuerdo(session, sofia, _pedido(elenco, dicho), HOY, "La Gaceta")
            for d in suyos:
                d.espera, d.rige = False, d.rige or HOY
        elif que == "anular" and not dicho.pendiente:
            dejar_sin_efecto(session, sofia, _pedido(elenco, dicho), [dicho.version])
            dicho.anulado = True


@pytest.fixture
def vivido(en_app: Flask, elenco: Elenco) -> tuple[Elenco, Cuento, dict[int, int]]:
    """The history, lived by the casos; and the version each cargo came with."""
    azar = Random(20_261_128)
    crecer(elenco, CARGOS - len(elenco.cargos))
    elenco.cargar()
    assert len(elenco.cargos) == CARGOS
    with db.sessionmaker() as session:
        antes = {v.cargo_id: v.version_id for v in session.scalars(sa.select(Vigencia))}
    cuento = Cuento()
    for n in range(ACUERDOS):
        celebrar(elenco, cuento, azar, n)
        for _ in range(2):
            despues(elenco, cuento, azar)
    return elenco, cuento, antes


def test_the_manual_of_any_day_is_what_the_actos_tell(
    vivido: tuple[Elenco, Cuento, dict[int, int]],
) -> None:
    elenco, cuento, antes = vivido
    assert sum(d.anulado for d in cuento.dichos) > 3
    assert any(d.rige and d.rige > HOY for d in cuento.dichos)
    dias = sorted({HOY, *(d.rige for d in cuento.dichos if d.rige)})
    dias += [dia - timedelta(days=1) for dia in dias]
    with db.sessionmaker() as session:
        assert diferencias(session, elenco.manual_id) == []
        for dia in dias:
            dicen = {f[0]: f[1] for f in session.execute(sa.select(Cargo.id, vigente_en(dia)))}
            espera = {c: cuento.vigente(c, dia) or antes[c] for c in elenco.cargos.values()}
            assert dicen == {c: v if dia >= date(2020, 6, 1) else None for c, v in espera.items()}
        manual = manual_por_slug(session, SLUG)
        for dia in (date(2020, 6, 1), HOY, HOY + timedelta(days=500)):
            assert len(exportar(session, manual, dia)["cargos"]) == CARGOS
