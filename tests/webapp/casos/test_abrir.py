"""Opening a draft: from which text, for which cargo, and when there cannot be one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.apoyo import manualito
from tests.apoyo.rechazo import rechaza, registro
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir, abrir_nuevo
from webapp.casos.descartar import descartar
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.modelos import Cargo, Version
from workflows.contenido import Contenido, Item, Seccion, con_campos
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, NoEncontrado

pytestmark = pytest.mark.usefixtures("en_app")


def nuevo(elenco: Elenco, texto: Contenido, clave: str = "ana") -> int:
    """Open the draft of a cargo that is not there."""
    with transaccion() as session:
        return abrir_nuevo(session, elenco.actor(clave), elenco.manual_id, texto).id


def test_a_draft_starts_as_the_text_in_force_and_opening_it_is_an_acto(elenco: Elenco) -> None:
    antes = registro()
    vista = elenco.vista(elenco.abrir())
    ahora = registro()
    assert vista.version.estado == "borrador"
    assert vista.contenido_hash == vista.base_hash
    assert vista.autores == frozenset(), "opening is not writing"
    assert len(ahora["acto"]) == len(antes["acto"]) + 1
    assert ahora["guardado"] == antes["guardado"]


def test_a_draft_starts_from_the_latest_approved_text_even_before_it_is_in_force(
    elenco: Elenco,
) -> None:
    aprobada = elenco.revisada("Operar la planta nueva.")
    acuerdo = elenco.acuerdo(
        "AJD-2026-112", aprobada, rige=elenco.ahora.date() + timedelta(days=90)
    )
    with transaccion() as session:
        registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    vista = elenco.vista(elenco.abrir())
    assert vista.version.base_id == aprobada
    assert vista.contenido.seccion("actividades_principales").items[0].texto == (
        "Operar la planta nueva."
    )


def test_a_cargo_has_one_open_version_at_a_time(elenco: Elenco) -> None:
    version = elenco.abrir()
    with rechaza(ActoInvalido, "ya tiene una versión abierta, en estado borrador"):
        elenco.abrir()
    elenco.cambiar(version, "Otra.")
    elenco.elaborar(version)
    with rechaza(ActoInvalido, "en estado elaborado"), transaccion() as session:
        proponer_derogar(session, elenco.actor("ana"), elenco.cargo, "Sobra.")


def test_who_may_not_write_opens_nothing(elenco: Elenco) -> None:
    for clave in ("rafael", "sofia", "marcos", "elena", "nadie"):
        with rechaza(ActoNegado, "rol de autor"):
            elenco.abrir(clave)
        with rechaza(ActoNegado, "Crear un cargo"):
            nuevo(elenco, manualito.contenido(area="NUEVA"), clave)
    with rechaza(NoEncontrado, "Ese cargo no existe"):
        elenco.abrir(cargo_id=99_999)


def test_an_abolished_cargo_is_brought_back_with_the_text_it_had(elenco: Elenco) -> None:
    with transaccion() as session:
        propuesta = proponer_derogar(session, elenco.actor("ana"), elenco.cargo, "Se fusiona.").id
    elenco.elaborar(propuesta)
    elenco.revisar(propuesta)
    elenco.registrar("AJD-2026-113", propuesta)
    with rechaza(ActoInvalido, "ya está derogado"), transaccion() as session:
        proponer_derogar(session, elenco.actor("ana"), elenco.cargo, "Otra vez.")
    version = elenco.abrir()
    assert elenco.vista(version).contenido_hash == elenco.vista(propuesta).contenido_hash
    elenco.elaborar(version)
    elenco.revisar(version)
    elenco.registrar("AJD-2026-114", version)
    assert elenco.vista(version).version.etiqueta == "02-2026"


def test_a_new_cargo_is_born_with_its_author_and_its_own_address(elenco: Elenco) -> None:
    uno = nuevo(elenco, manualito.contenido(area="SANEAMIENTO"))
    vista = elenco.vista(uno)
    assert (vista.base_hash, vista.version.base_id) == ("", None)
    assert vista.autores == {elenco.personas["ana"]}
    assert vista.cargo.slug == "operativo-general-saneamiento"
    otro = elenco.vista(nuevo(elenco, manualito.contenido(area="SANEAMIENTO!")))
    assert otro.cargo.slug == "operativo-general-saneamiento-2"
    with rechaza(ActoInvalido, "todavía no tiene una versión aprobada"), transaccion() as session:
        abrir(session, elenco.actor("ana"), vista.cargo.id)


def test_a_new_cargo_needs_an_identity_that_no_other_has(elenco: Elenco) -> None:
    texto = manualito.contenido(area="NUEVA")
    repetida = manualito.contenido(estrato=" operativo", area="Produccion")
    suelta = replace(texto, secciones=(Seccion("otra", (Item("x", "Algo."),)),))
    for malo, clase, motivo in (
        (repetida, ActoInvalido, "Ese cargo ya existe: OPERATIVO GENERAL"),
        (con_campos(texto, area=" "), DatosInvalidos, "Falta Área"),
        (con_campos(texto, codigo="A-1"), DatosInvalidos, "Código: «A-1»"),
        (con_campos(texto, area="x" * 301), DatosInvalidos, "caben 300"),
        (con_campos(texto, area="x" * 300, categoria="y" * 200), DatosInvalidos, "caben 400"),
        (con_campos(texto, area="a\x00b"), DatosInvalidos, "no se pueden imprimir"),
        (con_campos(texto, grado="3"), DatosInvalidos, "no tiene: grado"),
        (suelta, DatosInvalidos, "no tiene: otra"),
    ):
        with rechaza(clase, motivo):
            nuevo(elenco, malo)


def test_a_cargo_whose_only_draft_was_discarded_can_be_written_again(elenco: Elenco) -> None:
    texto = manualito.contenido("41150", area="SANEAMIENTO")
    primera = nuevo(elenco, texto)
    with rechaza(ActoInvalido, "Ese cargo ya existe"):
        nuevo(elenco, texto)
    pedido = elenco.pedido(primera, "descartar", "Todavía no.")
    with transaccion() as session:
        descartar(session, elenco.actor("ana"), pedido)
    segunda = elenco.vista(nuevo(elenco, texto))
    assert segunda.cargo.slug == "operativo-general-saneamiento"
    elenco.justificar(segunda.version.id)
    assert elenco.elaborar(segunda.version.id) == "elaborado"


def test_the_same_code_on_two_cargos_is_no_obstacle(elenco: Elenco) -> None:
    nuevo(elenco, manualito.contenido(codigo="41110", area="SANEAMIENTO"))
    with db.sessionmaker() as session:
        assert session.query(Version).filter_by(estado="borrador").count() == 1
        assert session.query(Cargo).filter_by(manual_id=elenco.manual_id).count() == 4


def test_abolishing_asks_for_a_reason_and_walks_to_the_board_like_a_text(elenco: Elenco) -> None:
    for motivo, dicho in (
        (" ", "Falta el motivo"), ("\x00", "imprimir"), ("x" * 4001, "caben 4,000"),
    ):  # fmt: skip
        with rechaza(DatosInvalidos, dicho), transaccion() as session:
            proponer_derogar(session, elenco.actor("ana"), elenco.cargo, motivo)
    with rechaza(ActoNegado, "Proponer derogar"), transaccion() as session:
        proponer_derogar(session, elenco.actor("rafael"), elenco.cargo, "Sobra.")
    with transaccion() as session:
        propuesta = proponer_derogar(session, elenco.actor("ana"), elenco.cargo, "Sobra.").id
    with rechaza(ActoInvalido, "no se edita el texto"):
        elenco.cambiar(propuesta, "Otra cosa.")
    assert elenco.elaborar(propuesta) == "elaborado"
    assert elenco.revisar(propuesta) == "revisado"
    elenco.registrar("AJD-2026-114", propuesta)
    version = elenco.vista(propuesta).version
    assert (version.estado, version.tipo) == ("aprobado", "derogacion")
    assert version.rige_registrado == date(2026, 11, 12)
