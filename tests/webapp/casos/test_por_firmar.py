"""Who is asked again who they are is told what they are about to sign: which cargo or acuerdo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.apoyo.importacion import NUEVO
from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.reparto import Elenco
from tests.apoyo.sesion import NUMERO, completada, pedido
from tests.webapp.casos.test_firmar import CLASES, ROLES, nueva
from webapp.bd import transaccion
from webapp.casos.actor import SIN_PRUEBA, Actor, PideIdentidad
from webapp.casos.asentar import asentar
from webapp.casos.completar_acuerdo import completar_acuerdo
from webapp.casos.elaborar import elaborar
from webapp.casos.firmar import firmar
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.casos.soltar_pendiente import soltar_pendiente
from workflows.formatos import cargar
from workflows.lectura import leer

pytestmark = pytest.mark.usefixtures("en_app")
CARGO = "Operativo General · Producción (código 41110)"


@contextmanager
def preguntando(elenco: Elenco, clave: str, dicho: str) -> Iterator[tuple[Session, Actor]]:
    """Somebody who has proved nothing lately, and what they are told when they are asked."""
    with pytest.raises(PideIdentidad) as pregunta, transaccion() as session:
        yield session, replace(elenco.actor(clave), prueba=SIN_PRUEBA)
    assert pregunta.value.que == dicho


def test_completing_and_letting_go_name_the_acuerdo_and_the_cargo(elenco: Elenco) -> None:
    version = completada(elenco)
    vistos = {version: elenco.vista(version).contenido_hash}
    with preguntando(elenco, "sofia", f"completar el acuerdo {NUMERO}: {CARGO}") as (s, quien):
        completar_acuerdo(s, quien, pedido(elenco), vistos)
    suelta = f"registrar «ya no se completará» en el acuerdo {NUMERO}: {CARGO}"
    with preguntando(elenco, "sofia", suelta) as (s, quien):
        soltar_pendiente(s, quien, pedido(elenco, "La retiró."), version)


def test_a_proposal_to_abolish_says_that_it_is_one(elenco: Elenco) -> None:
    with transaccion() as session:
        version = proponer_derogar(session, elenco.actor("ana"), elenco.cargo, "Ya no hay.").id
    with preguntando(elenco, "ana", f"firmar como elaborado: derogar {CARGO}") as (s, quien):
        elaborar(s, quien, elenco.pedido(version, "elaborar"))


def test_history_names_every_cargo_of_the_document(elenco: Elenco) -> None:
    cargos = leer(NUEVO.encode(), [cargar("manual-cargos")]).cargos
    dicho = "asentar historia: Operativo Avanzado · Producción (código 41130)"
    with preguntando(elenco, "marcos", dicho) as (s, quien):
        asentar(s, quien, elenco.manual_id, cargos)


def test_a_director_is_told_what_their_signature_approves(elenco: Elenco) -> None:
    clases = fundar_otro(elenco, CLASES, slug="clases", roles=ROLES)
    version = nueva(clases, "Opera la planta.")
    dicho = "aprobar con su firma: Operador de planta (código O-1201)"
    with preguntando(clases, "diana", dicho) as (s, quien):
        firmar(s, quien, clases.pedido(version, "firmar"))
