"""The clock ran ahead and was set right: nobody stays locked out for it, and nothing stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.buzon import Buzon, prefiere
from tests.apoyo.reparto import CONTRASENA, Elenco
from tests.apoyo.trabajos import clase, encargo, pedido, trabajo
from tests.conftest import ClienteAparte
from tests.webapp.acceso.test_intentos import probar
from tests.webapp.acceso.test_segundo_factor import contrasena, dentro, poner
from tests.webapp.correo.test_envio import devuelta
from webapp.bd import db, transaccion
from webapp.casos._cartas import escribir_carta, usar_carta
from webapp.consultas.cuentas import Estado, cuentas
from webapp.correo import cola
from webapp.modelos import Aviso, Carta, ClaseCarta, Persona
from webapp.modelos.trabajo import Fase
from webapp.trabajos.filas import pendientes, reclamar
from workflows.errores import ActoInvalido

UN_ANIO = timedelta(days=365)
#: How far back the clocks of well-kept hosts may be: nothing is opened or forgotten for so little.
POCO = timedelta(minutes=4)


def test_who_was_locked_out_by_that_clock_may_try_now(app: Flask, elenco: Elenco) -> None:
    elenco.ahora += UN_ANIO
    for _ in range(5):
        probar(app, "equivocada del todo")
    elenco.ahora -= UN_ANIO
    assert probar(app, CONTRASENA) == ""


def test_a_little_back_whoever_keeps_guessing_waits_no_longer_than_a_lock_out_lasts(
    app: Flask, elenco: Elenco
) -> None:
    for _ in range(5):
        probar(app, "equivocada del todo")
    elenco.ahora -= POCO
    assert "Espere 15 minutos" in probar(app, CONTRASENA)


@pytest.mark.usefixtures("en_app")
@pytest.mark.parametrize("cual", [ClaseCarta.INVITACION, ClaseCarta.REPOSICION])
def test_a_link_of_that_clock_opens_nothing_and_a_new_one_does(
    elenco: Elenco, cual: ClaseCarta
) -> None:
    quien, ahora = elenco.personas["ana"], elenco.ahora

    def escrita() -> str:
        with transaccion() as session:
            session.get_one(Persona, quien).password = ""
            escribir_carta(session, quien, cual, elenco.ahora)
            return session.scalars(sa.select(Carta.sello)).one()

    elenco.ahora += UN_ANIO
    adelantada = escrita()
    elenco.ahora = ahora
    with db.sessionmaker() as session:
        assert cola.cartas_por_enviar(session, ahora) == []
        assert cuentas(session, [quien], ahora)[quien].estado is Estado.SIN_CONTRASENA
    with pytest.raises(ActoInvalido, match="venció"), transaccion() as session:
        usar_carta(session, cual, adelantada, ahora)
    nueva = escrita()
    with transaccion() as session:
        assert usar_carta(session, cual, nueva, ahora - POCO).id == quien


def test_a_session_of_that_clock_does_not_last_as_much_longer(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    elenco.ahora += UN_ANIO
    ana = como("ana")
    assert dentro(ana)
    elenco.ahora -= UN_ANIO
    assert not dentro(ana)
    beto = como("beto")
    elenco.ahora -= POCO
    assert dentro(beto)


def test_the_codes_of_a_telephone_are_good_again(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    telefono, _ = poner(como("ana"), elenco)
    elenco.ahora += timedelta(days=2)
    assert contrasena(app).post("/entrar/codigo", data={"codigo": telefono.codigo()}).location
    elenco.ahora -= timedelta(days=1)
    usado = telefono.codigo()
    ana, ladron = contrasena(app), contrasena(app)
    assert ana.post("/entrar/codigo", data={"codigo": usado}).status_code == 302
    assert ladron.post("/entrar/codigo", data={"codigo": usado}).status_code == 422, "once"


@pytest.mark.usefixtures("en_app")
def test_a_job_that_died_under_that_clock_is_taken_by_another(app: Flask, elenco: Elenco) -> None:
    with clase("prueba"):
        uno = pedido(app, encargo(elenco.manual_id))
        with transaccion() as session:
            reclamar(session, uno, "muerto", elenco.ahora + UN_ANIO)
        with transaccion() as session:
            assert pendientes(session, elenco.ahora) == [uno]
            assert reclamar(session, uno, "vivo", elenco.ahora) is not None
        with transaccion() as session:
            assert reclamar(session, uno, "otro", elenco.ahora - POCO) is None, "a little back"
        assert trabajo(uno).fase == Fase.MARCHA


@pytest.mark.parametrize("modo", ["inmediato", "diario"])
def test_mail_written_and_claimed_under_that_clock_goes_out(
    en_app: Flask, elenco: Elenco, modo: str
) -> None:
    buzon, ahora = Buzon(en_app), elenco.ahora
    prefiere(elenco, "ana", modo)
    elenco.ahora += UN_ANIO
    devuelta(elenco, "Aclarar la actividad 7.")
    with transaccion() as session:
        session.execute(sa.update(Aviso).values(proximo=elenco.ahora + cola.RECLAMO))
    elenco.ahora = ahora
    buzon.pasada()
    assert len(buzon.de("ana")) == 1


def test_a_proof_of_a_time_to_come_proves_nothing(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    app.config["PRUEBA_MINUTOS"] = 15
    ana = como("ana")
    elenco.ahora -= POCO
    assert "Confirme que es usted" in ana.post("/cuenta/segundo-factor/empezar").text
