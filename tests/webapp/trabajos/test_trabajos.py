"""A job is asked for once, done by one worker at a time, and never lost with its worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from tests.apoyo.bases import Direcciones
from tests.apoyo.reparto import Elenco
from tests.apoyo.trabajos import clase, cola, encargo, escribir, pedido, trabajo, trabajo_hecho
from webapp.bd import transaccion
from webapp.modelos.trabajo import Fase
from webapp.operacion import servidor
from webapp.trabajos import correr as correr_
from webapp.trabajos.clases import Avance
from webapp.trabajos.cola import atender_al_lado
from webapp.trabajos.correr import YaNoEsMio, correr
from webapp.trabajos.filas import GUARDA, INTENTOS, LAPSO, fallar, reclamar, vencidos
from webapp.trabajos.salidas import Salida, ruta_de
from workflows.errores import DatosInvalidos

UN_RATO = LAPSO + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def prueba() -> Iterator[None]:
    """The kind of work that writes a text."""
    with clase("prueba"):
        yield


@pytest.mark.usefixtures("en_app")
class TestLasFilas:
    """What becomes of a row."""

    def test_who_asks_for_the_same_joins_the_one_there_is(self, app: Flask, elenco: Elenco) -> None:
        uno = pedido(app, encargo(elenco.manual_id))
        assert pedido(app, encargo(elenco.manual_id)) == uno
        assert pedido(app, encargo(elenco.manual_id, "otra cosa")) != uno
        cola(app).correr(uno)
        assert pedido(app, encargo(elenco.manual_id)) == uno
        assert trabajo(uno).fase == Fase.HECHO

    def test_the_file_it_made_is_kept_by_its_hash(self, app: Flask, elenco: Elenco) -> None:
        hecho = trabajo(trabajo_hecho(app, elenco.manual_id))
        assert hecho.archivo == ("b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79")
        ruta = ruta_de(Path(app.config["SALIDAS"]), hecho.archivo)
        assert ruta.read_text("utf-8") == "hola"
        assert (hecho.nombre, hecho.tamano) == ("texto.txt", 4)

    def test_when_its_file_is_gone_it_is_made_again(self, app: Flask, elenco: Elenco) -> None:
        uno = trabajo_hecho(app, elenco.manual_id)
        ruta = ruta_de(Path(app.config["SALIDAS"]), trabajo(uno).archivo or "")
        ruta.unlink()
        assert pedido(app, encargo(elenco.manual_id)) == uno
        assert trabajo(uno).fase == Fase.ESPERA
        cola(app).correr(uno)
        assert ruta.is_file()

    def test_only_one_worker_takes_it(self, app: Flask, elenco: Elenco) -> None:
        uno = pedido(app, encargo(elenco.manual_id))
        with transaccion() as session:
            assert reclamar(session, uno, "a", elenco.ahora) is not None
        with transaccion() as session:
            assert reclamar(session, uno, "b", elenco.ahora) is None
            assert reclamar(session, uno, "a", elenco.ahora) is None

    def test_a_refusal_is_told_and_asking_again_begins_again(
        self, app: Flask, elenco: Elenco
    ) -> None:
        def negar(datos: Mapping[str, Any], avance: Avance) -> Salida:
            raise DatosInvalidos("Ese día no regía ningún cargo.", "Pida otra fecha.", "fecha")

        with clase("prueba", negar):
            uno = pedido(app, encargo(elenco.manual_id))
            cola(app).correr(uno)
        fallido = trabajo(uno)
        assert fallido.fase == Fase.FALLO
        assert (fallido.error, fallido.remedio) == (
            "Ese día no regía ningún cargo.",
            "Pida otra fecha.",
        )
        with clase("prueba"):
            assert pedido(app, encargo(elenco.manual_id)) == uno
            assert trabajo(uno).error == ""
            cola(app).correr(uno)
        assert trabajo(uno).fase == Fase.HECHO

    def test_a_fault_is_a_sentence_and_its_trace_goes_to_the_log(
        self, app: Flask, elenco: Elenco, caplog: pytest.LogCaptureFixture
    ) -> None:
        def romperse(datos: Mapping[str, Any], avance: Avance) -> Salida:
            raise ZeroDivisionError("secreto")

        with clase("prueba", romperse):
            uno = pedido(app, encargo(elenco.manual_id))
            cola(app).correr(uno)
        assert trabajo(uno).error.startswith("Ocurrió un error inesperado")
        assert "secreto" not in trabajo(uno).error + trabajo(uno).remedio
        assert "ZeroDivisionError" in caplog.text

    def test_a_worker_that_went_silent_is_replaced_and_may_not_write_any_more(
        self, app: Flask, elenco: Elenco
    ) -> None:
        uno = pedido(app, encargo(elenco.manual_id))
        with transaccion() as session:
            reclamar(session, uno, "muerto", elenco.ahora)
        assert cola(app).retomar() == []
        elenco.ahora += UN_RATO
        assert cola(app).retomar() == [uno]
        cola(app).correr(uno)
        with transaccion() as session:
            assert not fallar(session, uno, "muerto", "tarde", "tarde", elenco.ahora)
        assert trabajo(uno).fase == Fase.HECHO

    def test_who_lost_the_job_stops_at_the_next_step(self, app: Flask, elenco: Elenco) -> None:
        visto: list[str] = []

        def lento(datos: Mapping[str, Any], avance: Avance) -> Salida:
            avance(0, 2, "Primero")
            elenco.ahora += UN_RATO
            with transaccion() as session:
                assert reclamar(session, uno, "otro", elenco.ahora) is not None
            try:
                avance(1, 2, "Segundo")
            except YaNoEsMio:
                visto.append("parado")
                raise
            return escribir(datos, avance)

        uno = pedido(app, encargo(elenco.manual_id))
        with clase("prueba", lento):
            correr(app, uno, "yo")
        assert visto == ["parado"]
        assert (trabajo(uno).dueno, trabajo(uno).fase) == ("otro", Fase.MARCHA)

    def test_a_job_that_keeps_killing_its_workers_is_given_up(
        self, app: Flask, elenco: Elenco
    ) -> None:
        uno = pedido(app, encargo(elenco.manual_id))
        for n in range(INTENTOS):
            with transaccion() as session:
                assert reclamar(session, uno, f"w{n}", elenco.ahora) is not None
            elenco.ahora += UN_RATO
        assert cola(app).retomar() == []
        assert trabajo(uno).fase == Fase.FALLO
        assert trabajo(uno).error.startswith("El servidor se detuvo 3 veces")

    def test_a_process_that_is_told_to_stop_gives_its_job_back(
        self, app: Flask, elenco: Elenco
    ) -> None:
        uno = pedido(app, encargo(elenco.manual_id))
        with transaccion() as session:
            reclamar(session, uno, cola(app).proceso + "1", elenco.ahora)
        cola(app).soltar()
        assert (trabajo(uno).fase, trabajo(uno).intentos) == (Fase.ESPERA, 0)

    def test_the_heart_beats_while_the_job_does_one_long_thing(
        self, app: Flask, elenco: Elenco, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(correr_, "PULSO", 0.01)
        latio = threading.Event()
        inicio = elenco.ahora

        def largo(datos: Mapping[str, Any], avance: Avance) -> Salida:
            elenco.ahora += timedelta(minutes=1)
            while not latio.wait(0.01):
                if trabajo(uno).latido > inicio:
                    latio.set()
            return escribir(datos, avance)

        uno = pedido(app, encargo(elenco.manual_id))
        with clase("prueba", largo):
            cola(app).correr(uno)
        assert trabajo(uno).fase == Fase.HECHO

    def test_what_is_old_is_forgotten_with_its_file(self, app: Flask, elenco: Elenco) -> None:
        uno = trabajo_hecho(app, elenco.manual_id)
        ruta = ruta_de(Path(app.config["SALIDAS"]), trabajo(uno).archivo or "")
        with transaccion() as session:
            assert vencidos(session, elenco.ahora) == []
        elenco.ahora += GUARDA + timedelta(days=1)
        cola(app).retomar()
        assert not ruta.exists()
        assert pedido(app, encargo(elenco.manual_id)) >= uno


class TestLaCola:
    """Messages go to a worker through huey, on SQLite and on PostgreSQL."""

    def test_a_message_reaches_whoever_attends(self, en_app: Flask, elenco: Elenco) -> None:
        uno = pedido(en_app, encargo(elenco.manual_id))
        suya = cola(en_app)
        suya.avisar(uno)
        huey = suya.huey
        huey.execute(huey.dequeue())
        assert trabajo(uno).fase == Fase.HECHO

    def test_a_message_somebody_forged_is_not_obeyed(self, en_app: Flask) -> None:
        huey = cola(en_app).huey
        huey.storage.enqueue(b"cos\nsystem\n(S'exit 1'\ntR.")
        with pytest.raises(ValueError, match="Separator"):
            huey.dequeue()

    def test_kill_9_of_the_worker_and_another_takes_the_job_up(
        self, en_app: Flask, elenco: Elenco, direcciones: Direcciones, tmp_path: Path
    ) -> None:
        uno = pedido(en_app, encargo(elenco.manual_id, "lento"))
        suya = cola(en_app)
        suya.avisar(uno)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.apoyo.trabajador_lento", str(tmp_path)],
            env=os.environ | {"DE_APLICACION": direcciones.aplicacion, "DE": direcciones.dueno},
            stdout=subprocess.PIPE,
            text=True,
        ) as proceso:
            assert proceso.stdout is not None
            assert proceso.stdout.readline() == "empezado\n"
            assert trabajo(uno).fase == Fase.MARCHA
            proceso.send_signal(signal.SIGKILL)
        antes = trabajo(uno)
        elenco.ahora = antes.latido + UN_RATO
        assert suya.retomar() == [uno]
        huey = suya.huey
        huey.execute(huey.dequeue())
        assert trabajo(uno).fase == Fase.HECHO
        assert trabajo(uno).intentos == 2


class TestQuienAtiende:
    """A server that people use makes the documents too, or leaves them to others."""

    def test_each_worker_of_the_server_takes_jobs_and_gives_them_back_when_it_ends(
        self, en_app: Flask, elenco: Elenco
    ) -> None:
        hecho = threading.Event()

        def avisar(datos: Mapping[str, Any], avance: Avance) -> Salida:
            hecho.set()
            return escribir(datos, avance)

        with clase("prueba", avisar):
            worker = SimpleNamespace(wsgi=en_app)
            uno = pedido(en_app, encargo(elenco.manual_id))
            servidor.post_worker_init(worker)
            cola(en_app).avisar(uno)
            assert hecho.wait(30)
            servidor.worker_exit(None, worker)

    def test_where_it_is_left_to_others_nothing_is_started(self, app: Flask) -> None:
        app.config["TRABAJADORES"] = 0
        antes = threading.active_count()
        atender_al_lado(app)()
        assert threading.active_count() == antes
