"""What goes out by e-mail: one message a person, once; later, when it could not."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.apoyo.buzon import Buzon, avisos_de, descompuesto, html, nadie_mas, prefiere, texto
from tests.apoyo.reparto import Elenco
from webapp.bd import transaccion
from webapp.casos.devolver import devolver
from webapp.correo import cola, hilo
from webapp.correo.ajustes import ajustes_de_correo
from webapp.correo.pasada import Pasada

MALO = "<script>alert(1)</script> y <b>negrita</b>"


@pytest.fixture
def buzon(en_app: Flask) -> Buzon:
    """The sender, and what it left."""
    return Buzon(en_app)


def elaboradas(elenco: Elenco) -> list[int]:
    """A version of every cargo, signed by Ana."""
    versiones = []
    for cargo in elenco.cargos.values():
        version = elenco.abrir(cargo_id=cargo)
        elenco.cambiar(version, f"Frase {cargo}.")
        elenco.elaborar(version)
        versiones.append(version)
    return versiones


def devuelta(elenco: Elenco, motivo: str) -> int:
    """A version that comes back to Ana."""
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase.")
    elenco.elaborar(version)
    pedido = elenco.pedido(version, "devolver", motivo)
    with transaccion() as session:
        devolver(session, elenco.actor("rafael"), pedido)
    return version


def test_the_message_has_a_text_and_an_html_part_with_whole_addresses(
    elenco: Elenco, buzon: Buzon
) -> None:
    buzon.app.config["URL"] = "https://cargos.acueducto.example/vigente"
    version = devuelta(elenco, "Aclarar la actividad 7.")
    buzon.pasada()
    (mensaje,) = buzon.de("ana")
    assert mensaje.subject == (
        "Operativo General · Producción: Rafael Solís lo devolvió con observaciones."
    )
    enlace = f"https://cargos.acueducto.example/vigente/borradores/{version}"
    partes = {p.get_content_type(): p for p in mensaje.message().walk()}
    assert {"text/plain", "text/html"} <= set(partes)
    for parte in (texto(mensaje), html(mensaje)):
        assert enlace in parte
        assert "https://cargos.acueducto.example/vigente/cuenta" in parte
        assert "Aclarar la actividad 7." in parte
    assert "<img" not in html(mensaje)
    assert mensaje.to == ["Ana Mora <ana@pruebas.example>"]
    assert partes["multipart/alternative"]["Auto-Submitted"] == "auto-generated"


def test_a_script_in_a_reason_is_text(elenco: Elenco, buzon: Buzon) -> None:
    devuelta(elenco, MALO)
    buzon.pasada()
    (mensaje,) = buzon.de("ana")
    assert "<script" not in html(mensaje)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html(mensaje)
    assert MALO in texto(mensaje)


def test_what_waits_for_one_person_goes_in_one_message(elenco: Elenco, buzon: Buzon) -> None:
    elaboradas(elenco)
    hecha = buzon.pasada()
    assert (hecha.mensajes, hecha.fallas) == (2, 0)
    (mensaje,) = buzon.de("rafael")
    assert mensaje.subject == "Vigente: 3 avisos"
    assert texto(mensaje).count("Le toca a usted: firmar como revisado.") == 3


def test_what_was_done_to_many_in_one_acto_is_told_as_one_thing(
    elenco: Elenco, buzon: Buzon
) -> None:
    versiones = [elenco.revisada(f"Frase {c}.", c) for c in elenco.cargos.values()]
    buzon.pasada()
    elenco.registrar("AJD-2026-112", *versiones)
    buzon.pasada()
    mensaje = buzon.de("ana")[-1]
    assert mensaje.subject.endswith("y 2 más: Ya rige: versión 01-2026, acuerdo AJD-2026-112.")
    assert "/acuerdos/AJD-2026-112" in texto(mensaje)


def test_nothing_goes_out_twice(elenco: Elenco, buzon: Buzon) -> None:
    elaboradas(elenco)
    buzon.pasada()
    antes = len(buzon.mensajes)
    assert buzon.pasada().mensajes == 0
    assert len(buzon.mensajes) == antes
    assert {a.correo for a in avisos_de(elenco, "rafael")} == {"enviado"}


def test_two_senders_at_once_send_it_once(
    elenco: Elenco, buzon: Buzon, monkeypatch: pytest.MonkeyPatch
) -> None:
    elaboradas(elenco)
    juntos = threading.Barrier(2)
    cola_de = cola.personas_con_correo

    def ver(*args: object) -> list[int]:
        quienes = cola_de(*args)  # type: ignore[arg-type]  # what it was called with
        juntos.wait(timeout=30)
        return quienes

    monkeypatch.setattr(cola, "personas_con_correo", ver)

    def enviar(_: int) -> int:
        with buzon.app.app_context():
            return buzon.pasada().mensajes

    with ThreadPoolExecutor(2) as hilos:
        assert sum(hilos.map(enviar, range(2))) == 2
    assert len(buzon.mensajes) == 2


def test_nobody_who_wants_none_gets_one(elenco: Elenco, buzon: Buzon) -> None:
    prefiere(elenco, "rafael", "no")
    elaboradas(elenco)
    buzon.pasada()
    assert buzon.de("rafael") == []
    assert len(buzon.de("beto")) == 1


def test_the_digest_goes_out_once_a_day_after_its_hour_there(elenco: Elenco, buzon: Buzon) -> None:
    nadie_mas("rafael")
    prefiere(elenco, "rafael", "diario")
    elenco.ahora = datetime(2026, 11, 12, 20, 0, tzinfo=UTC)
    elaboradas(elenco)
    for hora, mensajes in (
        (datetime(2026, 11, 12, 23, 0, tzinfo=UTC), 0),
        (datetime(2026, 11, 13, 12, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 13, 13, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 13, 18, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 14, 13, 0, tzinfo=UTC), 1),
    ):
        elenco.ahora = hora
        buzon.pasada()
        assert len(buzon.de("rafael")) == mensajes, hora
    assert texto(buzon.de("rafael")[0]).count("Le toca a usted") == 3


def test_what_a_server_refuses_is_tried_later_each_time_longer_and_at_last_given_up(
    elenco: Elenco, buzon: Buzon, caplog: pytest.LogCaptureFixture
) -> None:
    buzon.app.extensions["mailman"].backend = descompuesto(lambda m: "rafael@" in m.to[0])
    elaboradas(elenco)
    hecha = buzon.pasada()
    assert (hecha.mensajes, hecha.fallas) == (1, 1)
    assert len(buzon.de("beto")) == 1
    intentos = 1
    for pausa in cola.PAUSAS:
        elenco.ahora += pausa - timedelta(seconds=1)
        assert buzon.pasada().fallas == 0
        elenco.ahora += timedelta(seconds=1)
        assert buzon.pasada().fallas == 1
        intentos += 1
    assert {a.correo for a in avisos_de(elenco, "rafael")} == {"fallido"}
    assert {a.intentos for a in avisos_de(elenco, "rafael")} == {intentos}
    assert "se deja de intentar: 3 avisos" in caplog.text
    elenco.ahora += timedelta(days=3)
    assert buzon.pasada().fallas == 0


def test_a_server_that_is_away_costs_no_attempt(elenco: Elenco, buzon: Buzon) -> None:
    elaboradas(elenco)
    estado = buzon.app.extensions["mailman"]
    normal, bueno = estado.backend, descompuesto(lambda _: False)

    class Ausente(bueno):  # type: ignore[misc, valid-type]  # made by a function
        """A server that does not answer."""

        def open(self) -> None:
            """As when it is restarted."""
            raise ConnectionRefusedError

    estado.backend = Ausente
    assert buzon.pasada().sin_servidor
    assert {(a.correo, a.intentos) for a in avisos_de(elenco, "rafael")} == {("pendiente", 0)}
    estado.backend = normal
    assert buzon.pasada().mensajes == 2


def test_what_a_sender_that_died_had_claimed_goes_out_after_a_while(
    elenco: Elenco, buzon: Buzon
) -> None:
    nadie_mas("rafael")
    elaboradas(elenco)
    with transaccion() as session:
        limites = cola.cortes(session, elenco.ahora, 7)
        assert cola.reclamar(session, elenco.personas["rafael"], elenco.ahora, limites)
    assert buzon.pasada().mensajes == 0
    elenco.ahora += cola.RECLAMO
    assert buzon.pasada().mensajes == 1


def test_the_command_says_what_it_did(app: Flask, elenco: Elenco) -> None:
    with app.app_context():
        elaboradas(elenco)
    resultado = app.test_cli_runner().invoke(args=["correo", "enviar"])
    assert resultado.exit_code == 0, resultado.output
    assert resultado.output == "Recordatorios: 0. Mensajes enviados: 2. No salieron: 0.\n"


def test_the_address_of_the_server_is_one_setting() -> None:
    def leidos(url: str) -> tuple[object, ...]:
        a = ajustes_de_correo(Path("nada"), {"VIGENTE_SMTP": url})
        return tuple(
            a.get(f"MAIL_{c}")
            for c in ("SERVER", "PORT", "USERNAME", "PASSWORD", "USE_TLS", "USE_SSL")
        )

    assert leidos("smtp://correo.example") == ("correo.example", 25, None, None, False, False)
    assert leidos("smtp://ana%40x:a%2Fb@correo.example") == (
        "correo.example", 587, "ana@x", "a/b", True, False,
    )  # fmt: skip
    assert leidos("smtps://a:b@correo.example:2465")[1:] == (2465, "a", "b", False, True)
    assert ajustes_de_correo(Path("nada"), {})["MAIL_BACKEND"] == "file"
    for malo in ("correo.example:25", "http://correo.example", "smtp://"):
        with pytest.raises(ValueError, match="VIGENTE_SMTP"):
            leidos(malo)


def test_the_thread_goes_on_after_a_pass_that_broke(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pasadas: list[int] = []
    bastan = threading.Event()

    def rota(_: Flask) -> Pasada:
        pasadas.append(1)
        if len(pasadas) == 3:
            bastan.set()
        raise RuntimeError("se cayó la base")

    monkeypatch.setattr(hilo, "dar_pasada", rota)
    app.config["CORREO_CADA"] = 0.001
    fin = hilo.empezar(app)
    assert fin is not None
    try:
        assert bastan.wait(timeout=30)
    finally:
        fin.set()
    assert "la pasada de correo no terminó" in caplog.text


def test_the_thread_can_be_turned_off(app: Flask) -> None:
    app.config["CORREO_CADA"] = 0
    assert hilo.empezar(app) is None
