"""A recording is whole or it is nothing (rule 4), and two at once queue up (rules 5 and 7)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.apoyo.cadena import rota
from tests.apoyo.escenario import huella
from tests.apoyo.reparto import Elenco, con_frase
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir
from webapp.casos.elaborar import elaborar
from webapp.casos.guardar import Guardada, guardar
from webapp.casos.registrar_acuerdo import Decision, registrar_acuerdo
from webapp.modelos import Acto, Guardado, InstrumentoRegistrado, Numero, Version
from workflows.contenido import hash_de
from workflows.errores import ActoInvalido, ErrorVigente, VersionDesfasada

T = TypeVar("T")


def estampa() -> str:
    """The fingerprint of the whole database."""
    with db.engine.connect() as conexion:
        return huella(conexion)


def a_la_vez(app: Flask, tareas: list[Callable[[], T]]) -> list[T | ErrorVigente]:
    """Every task in its own thread, all let go at once; a refusal counts as an answer."""
    salida = Barrier(len(tareas))

    def correr(tarea: Callable[[], T]) -> T | ErrorVigente:
        with app.app_context():
            salida.wait(timeout=30)
            try:
                return tarea()
            except ErrorVigente as error:
                return error

    with ThreadPoolExecutor(len(tareas)) as hilos:
        return list(hilos.map(correr, tareas))


def revisadas(elenco: Elenco) -> list[int]:
    """A version of every cargo, waiting for the board."""
    return [elenco.revisada(f"Hacer {c}.", c) for c in elenco.cargos.values()]


def emitidos() -> list[int]:
    """The numbers issued in 2026, in order."""
    with db.sessionmaker() as session:
        return list(
            session.scalars(
                sa.select(Numero.consecutivo)
                .where(Numero.anio == 2026, Numero.origen == "emitido")
                .order_by(Numero.consecutivo)
            )
        )


def cadena_entera() -> bool:
    """Whether the chain of actos can be recomputed without a fault."""
    with db.engine.connect() as conexion:
        return rota(conexion) == []


@pytest.mark.usefixtures("en_app")
class TestUnAcuerdoDeTres:
    """Three cargos in one acuerdo, the third of which does not pass."""

    def _rechazado(self, elenco: Elenco, versiones: list[int], mensaje: str) -> None:
        antes = estampa()
        with pytest.raises(ActoInvalido, match=mensaje) as rechazo:
            elenco.registrar("AJD-2026-112", *versiones)
        assert "No se registró nada." in str(rechazo.value)
        assert estampa() == antes
        assert cadena_entera()

    def test_one_that_nobody_reviewed_stops_them_all(self, elenco: Elenco) -> None:
        uno, dos, tres = (cargo for _, cargo in sorted(elenco.cargos.items(), reverse=True))
        versiones = [elenco.revisada("Uno.", uno), elenco.revisada("Dos.", dos)]
        tercera = elenco.abrir(cargo_id=tres)
        elenco.cambiar(tercera, "Tres.")
        elenco.elaborar(tercera)
        self._rechazado(elenco, [*versiones, tercera], "EJECUTIVO GENERAL.*estado elaborado")

    def test_one_that_the_secretary_wrote_stops_them_all(self, elenco: Elenco) -> None:
        uno, dos, tres = elenco.cargos.values()
        versiones = [elenco.revisada("Uno.", uno), elenco.revisada("Dos.", dos)]
        tercera = elenco.abrir("beto", tres)
        elenco.cambiar(tercera, "Tres.", "beto")
        elenco.elaborar(tercera, "beto")
        elenco.revisar(tercera)
        antes = estampa()
        with pytest.raises(ActoInvalido, match="Usted escribió en esta versión"):
            elenco.registrar("AJD-2026-112", *versiones, tercera, clave="beto")
        assert estampa() == antes

    def test_one_that_is_not_what_she_saw_stops_them_all(self, elenco: Elenco) -> None:
        versiones = revisadas(elenco)
        acuerdo = elenco.acuerdo("AJD-2026-112", *versiones)
        decisiones = {**acuerdo.decisiones, versiones[2]: Decision("0" * 64)}
        antes = estampa()
        with pytest.raises(VersionDesfasada), transaccion() as session:
            registrar_acuerdo(
                session,
                elenco.actor("sofia"),
                elenco.manual_id,
                replace(acuerdo, decisiones=decisiones),
            )
        assert estampa() == antes

    def test_one_that_the_database_refuses_stops_them_all(self, elenco: Elenco) -> None:
        versiones = revisadas(elenco)
        _negar(versiones[2])
        antes = estampa()
        with pytest.raises(IntegrityError, match="La base no quiere"):
            elenco.registrar("AJD-2026-112", *versiones)
        assert estampa() == antes
        assert cadena_entera()
        assert elenco.registrar("AJD-2026-112", *versiones[:2]) == "AJD-2026-112"
        assert emitidos() == [1]

    def test_a_program_that_dies_before_the_commit_leaves_nothing(self, elenco: Elenco) -> None:
        versiones = revisadas(elenco)
        acuerdo = elenco.acuerdo("AJD-2026-112", *versiones)
        antes = estampa()

        def morir() -> None:
            with transaccion() as session:
                registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            morir()
        assert estampa() == antes


def _negar(version_id: int) -> None:
    """Put a trigger of the test's own in the way of one version."""
    motor = db.engines["dueno"]
    with motor.begin() as conexion:
        if motor.dialect.name == "sqlite":
            conexion.exec_driver_sql(
                f"CREATE TRIGGER negar BEFORE UPDATE ON version WHEN NEW.id = {version_id}"
                " BEGIN SELECT RAISE(ABORT, 'La base no quiere.'); END"
            )
            return
        conexion.exec_driver_sql(
            "CREATE FUNCTION negar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'La base no quiere.'"
            " USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        conexion.exec_driver_sql(
            "CREATE TRIGGER negar BEFORE UPDATE ON version FOR EACH ROW"
            f" WHEN (NEW.id = {version_id}) EXECUTE FUNCTION negar()"
        )


def test_two_acuerdos_at_once_on_the_same_versions_are_one(en_app: Flask, elenco: Elenco) -> None:
    versiones = revisadas(elenco)
    acuerdos = [elenco.acuerdo(f"AJD-2026-{n}", *versiones) for n in range(112, 116)]
    actor = elenco.actor("sofia")

    def registrar(n: int) -> str:
        with transaccion() as session:
            return registrar_acuerdo(session, actor, elenco.manual_id, acuerdos[n])

    respuestas = a_la_vez(en_app, [lambda n=n: registrar(n) for n in range(4)])
    ganadores = [r for r in respuestas if isinstance(r, str)]
    assert len(ganadores) == 1
    assert all(isinstance(r, ActoInvalido) for r in respuestas if r != ganadores[0])
    assert emitidos() == [1]
    assert cadena_entera()
    with db.sessionmaker() as session:
        hay = session.scalars(
            sa.select(InstrumentoRegistrado.numero).where(~InstrumentoRegistrado.asentado)
        ).all()
        assert hay == ganadores
        aprobaciones = sa.select(sa.func.count()).where(Acto.clase == "aprobacion")
        assert session.scalar(aprobaciones) == 3


def test_acuerdos_at_once_on_different_versions_get_numbers_without_a_gap(
    en_app: Flask, elenco: Elenco
) -> None:
    versiones = revisadas(elenco)
    acuerdos = [elenco.acuerdo(f"AJD-2026-{n}", v) for n, v in enumerate(versiones, 112)]
    actor = elenco.actor("sofia")

    def registrar(n: int) -> str:
        with transaccion() as session:
            return registrar_acuerdo(session, actor, elenco.manual_id, acuerdos[n])

    respuestas = a_la_vez(en_app, [lambda n=n: registrar(n) for n in range(3)])
    assert sorted(map(str, respuestas)) == ["AJD-2026-112", "AJD-2026-113", "AJD-2026-114"]
    assert emitidos() == [1, 2, 3]
    assert cadena_entera()
    with db.sessionmaker() as session:
        por_orden = session.scalars(
            sa.select(Version.numero_consecutivo)
            .where(Version.id.in_(versiones))
            .order_by(Version.orden)
        ).all()
    assert por_orden == [1, 2, 3]


def test_twenty_people_opening_the_same_cargo_open_one_draft(en_app: Flask, elenco: Elenco) -> None:
    actor = elenco.actor("ana")

    def abre() -> int:
        with transaccion() as session:
            return abrir(session, actor, elenco.cargo).id

    respuestas = a_la_vez(en_app, [abre] * 20)
    assert len([r for r in respuestas if isinstance(r, int)]) == 1
    assert all(
        "ya tiene una versión abierta" in str(r) for r in respuestas if not isinstance(r, int)
    )
    assert cadena_entera()


def test_of_saves_at_once_one_stands_and_the_history_keeps_the_others(
    en_app: Flask, elenco: Elenco
) -> None:
    version = elenco.abrir()
    texto, actor = elenco.vista(version).contenido, elenco.actor("ana")

    def guarda(n: int) -> Guardada:
        with transaccion() as session:
            return guardar(session, actor, version, con_frase(texto, f"Frase {n}."), 1)

    respuestas = a_la_vez(en_app, [lambda n=n: guarda(n) for n in range(6)])
    assert sorted(len(r.choques) for r in respuestas) == [0, 1, 1, 1, 1, 1]
    with db.sessionmaker() as session:
        guardados = session.scalars(sa.select(Guardado).order_by(Guardado.serie)).all()
    assert [g.serie for g in guardados] == [2, 3, 4, 5, 6, 7]
    assert [g.pieza.startswith("choque:") for g in guardados] == [False] + [True] * 5
    for n in range(6):
        assert any(f"Frase {n}." in (g.despues or "") for g in guardados)


def test_signing_while_somebody_saves_loses_neither(en_app: Flask, elenco: Elenco) -> None:
    version = elenco.abrir()
    visto = elenco.cambiar(version, "Lo que Ana vio.")
    pedido = elenco.pedido(version, "elaborar")
    otro = con_frase(visto, "Lo que Beto escribe.")
    ana, beto = elenco.actor("ana"), elenco.actor("beto")

    def firma() -> str:
        with transaccion() as session:
            return elaborar(session, ana, pedido)

    def guarda() -> int:
        with transaccion() as session:
            return guardar(session, beto, version, otro, 2).serie

    firmado, guardado = a_la_vez(en_app, [firma, guarda])
    ahora = elenco.vista(version)
    if isinstance(guardado, int):
        assert isinstance(firmado, VersionDesfasada)
        assert (ahora.version.estado, ahora.contenido) == ("borrador", otro)
    else:
        assert (firmado, type(guardado)) == ("elaborado", ActoInvalido)
        assert ahora.version.contenido_hash == hash_de(visto)
