"""Signing, taking back, reviewing, returning, discarding: the texts and history they leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apoyo.rechazo import rechaza, registro
from tests.apoyo.reparto import Elenco, con_frase
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.actor import Actor
from webapp.casos.cesar import cesar
from webapp.casos.descartar import descartar
from webapp.casos.devolver import devolver
from webapp.casos.elaborar import elaborar
from webapp.casos.firmar import firmar
from webapp.casos.nombrar import nombrar
from webapp.casos.retirar import retirar
from webapp.casos.revisar import revisar
from webapp.modelos import Acto, Nombramiento
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    NoEncontrado,
    VersionDesfasada,
)

pytestmark = pytest.mark.usefixtures("en_app")

Caso = Callable[[Session, Actor, Pedido], str]


def hacer(elenco: Elenco, caso: Caso, clave: str, pedido: Pedido) -> str:
    """One acto in a transaction of its own."""
    with transaccion() as session:
        return caso(session, elenco.actor(clave), pedido)


def actos(version: int) -> list[Acto]:
    """What was done on a version, in order."""
    with db.sessionmaker() as session:
        consulta = select(Acto).where(Acto.version_id == version).order_by(Acto.seq)
        return list(session.scalars(consulta))


def elaborada(elenco: Elenco, frase: str = "Operar con cuidado.") -> int:
    """A version Ana signed."""
    version = elenco.abrir()
    elenco.cambiar(version, frase)
    elenco.elaborar(version)
    return version


def test_signing_freezes_the_text_and_the_signature_says_what_was_seen(elenco: Elenco) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Operar con cuidado.")
    visto = elenco.vista(version).contenido_hash
    assert elenco.elaborar(version) == "elaborado"
    vista = elenco.vista(version)
    assert (vista.contenido, vista.contenido_hash, vista.serie) == (texto, visto, 0)
    firma = actos(version)[-1]
    assert (firma.acto, firma.contenido_hash, firma.base_hash) == (
        "elaborar", visto, vista.base_hash,
    )  # fmt: skip
    assert (firma.persona, firma.unidad, firma.puesto, firma.rol) == (
        "Ana Mora", "Unidad de Producción", "Analista", "autor",
    )  # fmt: skip


def test_what_is_signed_is_what_was_on_the_screen(elenco: Elenco) -> None:
    version = elenco.abrir()
    with rechaza(ActoInvalido, "igual al texto vigente"):
        elenco.elaborar(version)
    pedido = elenco.pedido(version, "elaborar")
    elenco.cambiar(version, "Lo que cambió Beto.", "beto")
    with rechaza(VersionDesfasada, "El texto cambió desde que usted lo abrió"):
        hacer(elenco, elaborar, "ana", pedido)
    elenco.elaborar(version)
    for caso, acto in ((revisar, "revisar"), (devolver, "devolver")):
        pedido = Pedido(version, acto, "0" * 64, "Por algo.")
        with rechaza(VersionDesfasada, "El texto cambió"):
            hacer(elenco, caso, "rafael", pedido)


def test_the_author_takes_back_what_nobody_reviewed_and_goes_on_writing(elenco: Elenco) -> None:
    version = elaborada(elenco)
    with rechaza(ActoNegado, "le toca a otra persona"):
        hacer(elenco, retirar, "rafael", elenco.pedido(version, "retirar"))
    with rechaza(ActoInvalido, "Solo quien la firmó"):
        hacer(elenco, retirar, "beto", elenco.pedido(version, "retirar"))
    antes = elenco.vista(version).contenido
    assert hacer(elenco, retirar, "ana", elenco.pedido(version, "retirar")) == "borrador"
    assert elenco.vista(version).contenido == antes, "with the ids it had"
    elenco.cambiar(version, "Una frase más.")
    elenco.elaborar(version)
    elenco.revisar(version)
    with rechaza(ActoInvalido, "está en estado revisado"):
        hacer(elenco, retirar, "ana", elenco.pedido(version, "retirar"))


def test_a_return_carries_its_reason_and_takes_the_signatures_out_of_force(elenco: Elenco) -> None:
    version = elaborada(elenco)
    for motivo, dicho in (("", "motivo"), ("  ", "motivo"), ("\x00", "imprimir")):
        with rechaza(DatosInvalidos, dicho):
            hacer(elenco, devolver, "rafael", elenco.pedido(version, "devolver", motivo))
    pedido = elenco.pedido(version, "devolver", " Falta el horario. ")
    assert hacer(elenco, devolver, "rafael", pedido) == "borrador"
    assert actos(version)[-1].motivo == "Falta el horario."
    elenco.elaborar(version, "beto")
    elenco.revisar(version)
    pedido = elenco.pedido(version, "devolver-revisado", "No cupo en la agenda.")
    assert hacer(elenco, devolver, "sofia", pedido) == "borrador"
    assert [a.acto for a in actos(version)] == [
        "abrir", "elaborar", "devolver", "elaborar", "revisar", "devolver-revisado",
    ]  # fmt: skip
    with rechaza(ActoInvalido, "está en estado borrador"):
        elenco.registrar("AJD-2026-112", version)


def test_who_ever_wrote_on_it_neither_reviews_nor_approves_even_after_a_return(
    elenco: Elenco,
) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una palabra de Beto.", "beto")
    elenco.cambiar(version, "El resto es de Ana.", "ana")
    elenco.elaborar(version, "ana")
    with rechaza(ActoInvalido, "Usted escribió en esta versión"):
        elenco.revisar(version, "beto")
    hacer(elenco, devolver, "rafael", elenco.pedido(version, "devolver", "Otra vez."))
    elenco.elaborar(version, "ana")
    elenco.revisar(version, "rafael")
    with rechaza(ActoInvalido, "OPERATIVO GENERAL: Usted escribió en esta versión"):
        elenco.registrar("AJD-2026-112", version, clave="beto")
    assert elenco.vista(version).autores == {elenco.personas["ana"], elenco.personas["beto"]}


def test_a_discarded_draft_is_closed_and_the_cargo_can_be_opened_again(
    elenco: Elenco, como: Callable[[str], FlaskClient]
) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Una idea que no fue.")
    pagina_abierta = elenco.pedido(version, "elaborar")
    with rechaza(DatosInvalidos, "Falta indicar el motivo"):
        hacer(elenco, descartar, "ana", elenco.pedido(version, "descartar"))
    guardados = registro()["guardado"]
    pedido = elenco.pedido(version, "descartar", "No hace falta.")
    assert hacer(elenco, descartar, "ana", pedido) == "descartado"
    assert registro()["guardado"] == guardados
    assert elenco.vista(version).contenido == texto, "what was written is not lost"
    with rechaza(ActoInvalido, "está en estado descartado"):
        hacer(elenco, elaborar, "ana", pagina_abierta)
    assert como("ana").get(f"/versiones/{version}/").status_code == 200
    assert elenco.abrir() != version


def test_a_verb_does_only_the_actos_it_stands_for(elenco: Elenco) -> None:
    version = elaborada(elenco)
    for caso, clave, acto, motivo in (
        (revisar, "rafael", "devolver", "no es un acto de revision"),
        (devolver, "rafael", "revisar", "no es un acto de devolucion"),
        (elaborar, "ana", "retirar", "no es un acto de elaboracion"),
        (revisar, "rafael", "archivar", "no conoce el acto «archivar»"),
    ):
        with rechaza(ActoInvalido, motivo):
            hacer(elenco, caso, clave, elenco.pedido(version, acto, "Por algo."))
    with rechaza(NoEncontrado, "no existe"):
        hacer(elenco, revisar, "rafael", Pedido(99_999, "revisar", ""))
    elenco.revisar(version)
    with rechaza(ActoNegado, "Secretaría de Junta"):
        hacer(elenco, firmar, "rafael", elenco.pedido(version, "aprobar"))
    with rechaza(DatosInvalidos, "Falta indicar el acuerdo"):
        hacer(elenco, firmar, "sofia", elenco.pedido(version, "aprobar"))


def test_what_is_approved_is_signed_no_more_and_the_next_draft_starts_from_it(
    elenco: Elenco,
) -> None:
    version = elaborada(elenco, "La primera.")
    elenco.revisar(version)
    elenco.registrar("AJD-2026-112", version)
    with rechaza(ActoInvalido, "está en estado aprobado"):
        elenco.elaborar(version)
    nueva = elenco.abrir()
    vista = elenco.vista(nueva)
    assert vista.base_hash == elenco.vista(version).contenido_hash
    assert vista.contenido == con_frase(vista.contenido, "La primera.")


def test_a_substitute_signs_only_between_their_two_days(elenco: Elenco) -> None:
    version, hoy = elaborada(elenco), elenco.ahora.date()
    for desde, hasta, puede in ((-9, -1, False), (1, None, False), (0, 0, True)):
        with transaccion() as session:
            nombrar(
                session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["elena"],
                rol="revisor", desde=hoy + timedelta(days=desde),
                hasta=None if hasta is None else hoy + timedelta(days=hasta),
            )  # fmt: skip
        if puede:
            assert elenco.revisar(version, "elena") == "revisado"
            return
        with rechaza(ActoNegado, "Revisor de Capital Humano"):
            elenco.revisar(version, "elena")


def test_a_role_that_ended_signs_nothing_and_its_signatures_stay_as_they_were(
    elenco: Elenco,
) -> None:
    version = elaborada(elenco)
    elenco.revisar(version)
    with transaccion() as session:
        suyo = session.scalars(
            select(Nombramiento.id).where(Nombramiento.persona_id == elenco.personas["rafael"])
        ).one()
        cesar(session, elenco.actor("marcos"), elenco.manual_id, suyo)
    pedido = elenco.pedido(version, "devolver-revisado", "Me arrepentí.")
    with rechaza(ActoNegado, "le toca a otra persona"):
        hacer(elenco, devolver, "rafael", pedido)
    firma = actos(version)[-1]
    assert (firma.acto, firma.persona, firma.rol) == ("revisar", "Rafael Solís", "revisor")


def test_who_reviewed_a_version_did_so_though_another_is_sent_on_later(elenco: Elenco) -> None:
    revisada = elenco.revisada("Una frase.")
    otra = elenco.abrir(cargo_id=elenco.cargos["ejecutivo-general-produccion"])
    elenco.cambiar(otra, "Otra frase.")
    elenco.elaborar(otra)
    assert elenco.vista(revisada).revisores == {elenco.personas["rafael"]}
