"""Fifty cargos in one acuerdo, fifty people at once: all of it, or none, and exactly once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import sqlalchemy as sa
from flask import Flask

from tests.apoyo import manualito
from tests.apoyo.bases import Direcciones
from tests.apoyo.cadena import rota
from tests.apoyo.reparto import PORQUE, Elenco
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.abrir import abrir_nuevo
from webapp.casos.elaborar import elaborar
from webapp.casos.justificar import justificar
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.casos.revisar import revisar
from webapp.modelos import InstrumentoRegistrado, Numero, ResultadoRegistrado, Version, Vigencia
from webapp.proyeccion import diferencias
from workflows.contenido import hash_de
from workflows.errores import ActoInvalido

CUANTOS = 50
RAIZ = Path(__file__).parents[3]


def revisadas(elenco: Elenco, cuantas: int) -> list[int]:
    """New cargos, written, signed and reviewed, in one transaction."""
    ana, rafael, versiones = elenco.actor("ana"), elenco.actor("rafael"), []
    with transaccion() as session:
        for n in range(cuantas):
            texto = manualito.contenido(str(50_000 + n), "OPERATIVO", f"GENERAL {n}", "TALLER")
            version = abrir_nuevo(session, ana, elenco.manual_id, texto).id
            justificar(session, ana, version, {"": PORQUE})
            elaborar(session, ana, Pedido(version, "elaborar", hash_de(texto)))
            revisar(session, rafael, Pedido(version, "revisar", hash_de(texto)))
            versiones.append(version)
    return versiones


def cuentas(elenco: Elenco) -> tuple[int, int, int, int, int]:
    """Approved of those, in force, decided, acuerdos recorded here, numbers issued."""
    nuevas = Version.numero_anio == 2026
    with db.sessionmaker() as session:
        assert diferencias(session, elenco.manual_id) == []
        return tuple(  # type: ignore[return-value]
            session.scalar(consulta) or 0
            for consulta in (
                sa.select(sa.func.count()).where(nuevas, Version.estado == "aprobado"),
                sa.select(sa.func.count())
                .select_from(Vigencia)
                .join(Version, Version.id == Vigencia.version_id)
                .where(nuevas),
                sa.select(sa.func.count()).select_from(ResultadoRegistrado),
                sa.select(sa.func.count()).where(InstrumentoRegistrado.asentado.is_(False)),
                sa.select(sa.func.count()).where(Numero.origen == "emitido"),
            )
        )


def test_killed_at_any_point_an_acuerdo_of_fifty_is_all_there_or_not_at_all(
    app: Flask, elenco: Elenco, direcciones: Direcciones, tmp_path: Path
) -> None:
    def correr(punto: str) -> subprocess.CompletedProcess[str]:
        orden = [direcciones.aplicacion, direcciones.dueno, str(tmp_path), punto]
        return subprocess.run(
            [sys.executable, "-m", "tests.apoyo.morir", *orden],
            cwd=RAIZ, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    with app.app_context():
        revisadas(elenco, CUANTOS)
        vivo = correr("contar")
        assert vivo.returncode == 0, vivo.stderr
        total = int(vivo.stdout)
        azar = random.Random(total)
        puntos = [1, total // 2, total, *azar.sample(range(2, total), 3)]
        for punto in [*map(str, puntos), "antes"]:
            muerto = correr(punto)
            assert muerto.returncode == -signal.SIGKILL, muerto.stderr
            assert cuentas(elenco) == (0, 0, 0, 0, 0), punto
        assert correr("despues").returncode == -signal.SIGKILL
        assert cuentas(elenco) == (CUANTOS, CUANTOS, CUANTOS, 1, 1)
        with db.engine.connect() as conexion:
            assert rota(conexion) == []


def test_fifty_attempts_at_once_on_the_same_versions_are_one_acuerdo(
    en_app: Flask, elenco: Elenco
) -> None:
    versiones = revisadas(elenco, 3)
    acuerdos = [elenco.acuerdo(f"AJD-2026-{n}", *versiones) for n in range(100, 100 + CUANTOS)]
    actor, barrera = elenco.actor("sofia"), Barrier(CUANTOS)

    def intentar(n: int) -> str | Exception:
        with en_app.app_context():
            barrera.wait()
            try:
                with transaccion() as session:
                    return registrar_acuerdo(session, actor, elenco.manual_id, acuerdos[n])
            except ActoInvalido as error:
                return error

    respuestas = _a_la_vez(intentar)
    ganadores = [r for r in respuestas if isinstance(r, str)]
    assert len(ganadores) == 1
    dicho = f"ya quedó aprobado en el acuerdo {ganadores[0]}; lo registró Sofía Brenes"
    assert all(dicho in str(r) for r in respuestas if not isinstance(r, str))
    assert cuentas(elenco) == (3, 3, 3, 1, 1)


def test_fifty_acuerdos_at_once_get_fifty_numbers_without_a_gap(
    en_app: Flask, elenco: Elenco
) -> None:
    versiones = revisadas(elenco, CUANTOS)
    acuerdos = [elenco.acuerdo(f"AJD-2026-{n + 100}", v) for n, v in enumerate(versiones)]
    actor, barrera = elenco.actor("sofia"), Barrier(CUANTOS)

    def intentar(n: int) -> str | Exception:
        with en_app.app_context():
            barrera.wait()
            with transaccion() as session:
                return registrar_acuerdo(session, actor, elenco.manual_id, acuerdos[n])

    assert len(set(_a_la_vez(intentar))) == CUANTOS
    with db.sessionmaker() as session:
        emitidos = session.scalars(
            sa.select(Numero.consecutivo)
            .where(Numero.origen == "emitido")
            .order_by(Numero.consecutivo)
        ).all()
    assert emitidos == list(range(1, CUANTOS + 1))
    assert cuentas(elenco)[:2] == (CUANTOS, CUANTOS)


def _a_la_vez(intentar: Callable[[int], str | Exception]) -> list[str | Exception]:
    with ThreadPoolExecutor(CUANTOS) as hilos:
        return list(hilos.map(intentar, range(CUANTOS)))
