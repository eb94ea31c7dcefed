"""What is in force on any day is what somebody would say who only reads what was done, in order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.apoyo.bases import ajustes, cerrar
from tests.apoyo.cadena import rota
from tests.apoyo.reparto import Elenco
from tests.apoyo.sesion import HOY, registrar
from webapp import create_app
from webapp.acuerdos import leer_acuerdo_de
from webapp.bd import db, transaccion
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.cambiar_rige import cambiar_rige
from webapp.casos.completar_acuerdo import completar_acuerdo
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.casos.publicar_acuerdo import publicar_acuerdo
from webapp.casos.registrar_acuerdo import Decision
from webapp.casos.seguir_desde import seguir_desde
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import Cargo, InstrumentoRegistrado, Vigencia
from webapp.proyeccion import diferencias
from workflows.acuerdos import Resultado

DIAS = [HOY + timedelta(days=n) for n in (-400, -30, -1, 0, 1, 30, 400)]
PASOS = st.lists(
    st.one_of(
        st.tuples(
            st.just("registrar"),
            st.integers(0, 2),
            st.sampled_from([*DIAS[1:], None]),
            st.booleans(),
        ),
        st.tuples(st.just("rige"), st.integers(0, 5), st.sampled_from(DIAS[1:])),
        st.tuples(st.just("publicar"), st.integers(0, 5)),
        st.tuples(st.just("anular"), st.integers(0, 5)),
        st.tuples(st.just("completar"), st.integers(0, 5)),
    ),
    min_size=3,
    max_size=9,
)


@dataclass
class Dicho:
    """An acuerdo, by somebody who only heard of it: one cargo, one version."""

    cargo: int
    version: int
    rige: date | None
    espera: bool
    pendiente: bool
    anulado: bool = False
    orden: int = 0
    id: int = 0


@dataclass
class Cuento:
    """What was done, in order."""

    dichos: list[Dicho] = field(default_factory=list)
    n: int = 0

    def vigente(self, cargo: int, dia: date) -> int | None:
        """The version of the last word that counts on a day, or None for the one of before."""
        cuentan = [
            d
            for d in self.dichos
            if d.cargo == cargo and not d.pendiente and not d.anulado and d.rige and d.rige <= dia
        ]
        mejor = max(cuentan, key=lambda d: (d.rige, d.orden), default=None)
        return mejor.version if mejor else None


def _hacer(elenco: Elenco, cuento: Cuento, paso: tuple[Any, ...]) -> None:
    if paso[0] == "registrar":
        _registrar(elenco, cuento, *paso[1:])
        return
    vivos = [d for d in cuento.dichos if not d.anulado]
    if not vivos:
        return
    dicho = vivos[paso[1] % len(vivos)]
    que, sofia = _pedido(elenco, dicho), elenco.actor("sofia")
    with transaccion() as session:
        if paso[0] == "rige" and paso[2] != dicho.rige:
            cambiar_rige(session, sofia, que, paso[2])
            dicho.rige = paso[2]
        elif paso[0] == "publicar" and dicho.espera:
            publicar_acuerdo(session, sofia, que, HOY, "La Gaceta")
            dicho.espera, dicho.rige = False, dicho.rige or HOY
        elif paso[0] == "anular":
            dejar_sin_efecto(session, sofia, que, [] if dicho.pendiente else [dicho.version])
            dicho.anulado = True
    if paso[0] == "completar" and dicho.pendiente:
        _completar(elenco, cuento, dicho)


def _registrar(
    elenco: Elenco, cuento: Cuento, cual: int, rige: date | None, con_cambios: bool
) -> None:
    cargo = list(elenco.cargos.values())[cual]
    for dicho in cuento.dichos:
        if dicho.cargo == cargo and dicho.pendiente:
            return
    cuento.n += 1
    version = elenco.revisada(f"Frase {cuento.n}.", cargo)
    que = Resultado.CON_CAMBIOS if con_cambios else Resultado.APROBADO
    acuerdo = replace(
        elenco.acuerdo(f"AJD-2026-{cuento.n + 500}"),
        decisiones={version: Decision(elenco.vista(version).contenido_hash, que, "Así.")},
        rige_desde=rige,
        al_publicarse=rige is None,
    )
    registrar(elenco, acuerdo)
    with db.sessionmaker() as session:
        instrumento = session.scalars(
            sa.select(InstrumentoRegistrado).where(InstrumentoRegistrado.numero == acuerdo.numero)
        ).one()
    dicho = Dicho(cargo, version, rige, rige is None, con_cambios, orden=cuento.n)
    dicho.id = instrumento.id
    dicho.espera = True
    cuento.dichos.append(dicho)


def _pedido(elenco: Elenco, dicho: Dicho) -> PedidoDeAcuerdo:
    with db.sessionmaker() as session:
        leido = leer_acuerdo_de(session, session.get_one(InstrumentoRegistrado, dicho.id))
    return PedidoDeAcuerdo(elenco.manual_id, dicho.id, leido.ultimo_seq, "Así lo decidió.")


def _completar(elenco: Elenco, cuento: Cuento, dicho: Dicho) -> None:
    vista = elenco.vista(dicho.version)
    if vista.version.base_id != vista.ultima_aprobada:
        with transaccion() as session:
            seguir_desde(
                session,
                elenco.actor("ana"),
                dicho.version,
                vista.contenido_hash,
                vista.ultima_aprobada,
            )
    elenco.cambiar(dicho.version, f"Con cambios {dicho.version}.")
    elenco.elaborar(dicho.version)
    elenco.revisar(dicho.version)
    vistos = {dicho.version: elenco.vista(dicho.version).contenido_hash}
    with transaccion() as session:
        completar_acuerdo(session, elenco.actor("sofia"), _pedido(elenco, dicho), vistos)
    cuento.n += 1
    dicho.pendiente, dicho.orden = False, cuento.n


@pytest.mark.parametrize(("motor", "ejemplos"), [("sqlite", 12), ("postgresql", 4)])
def test_what_is_in_force_is_what_was_done_told_in_order(
    request: pytest.FixtureRequest, tmp_path: Path, motor: str, ejemplos: int
) -> None:
    fabrica = request.getfixturevalue(f"fabrica_{motor}")

    @settings(max_examples=ejemplos, derandomize=True, database=None, phases=[Phase.generate])
    @given(pasos=PASOS)
    def contar(pasos: list[tuple[Any, ...]]) -> None:
        direcciones = fabrica.nueva()
        app = create_app(ajustes(direcciones, tmp_path))
        with app.app_context():
            elenco, cuento = Elenco().cargar(), Cuento()
            with db.sessionmaker() as session:
                antes = dict(
                    session.execute(sa.select(Vigencia.cargo_id, Vigencia.version_id)).all()
                )
            for paso in pasos:
                _hacer(elenco, cuento, paso)
            with db.sessionmaker() as session:
                assert diferencias(session, elenco.manual_id) == []
                for dia in DIAS:
                    dicen = dict(session.execute(sa.select(Cargo.id, vigente_en(dia))).all())
                    for cargo in elenco.cargos.values():
                        assert dicen[cargo] == (cuento.vigente(cargo, dia) or antes[cargo]), dia
            with db.engine.connect() as conexion:
                assert rota(conexion) == []
        cerrar(app)
        fabrica.soltar(direcciones)

    contar()
