"""People and roles: who gives them, to whom, until when, and what nobody may do to themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.actor import Actor
from webapp.casos.cesar import cesar
from webapp.casos.crear_persona import crear_persona
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.casos.editar_persona import editar_persona
from webapp.casos.nombrar import nombrar
from webapp.casos.operador import operador
from webapp.casos.poner_contrasena import poner_contrasena
from webapp.modelos import Acto, Nombramiento, Persona
from webapp.roles import roles_en
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, NoEncontrado
from workflows.formatos.cargador import fuente

pytestmark = pytest.mark.usefixtures("en_app")

HOY = date(2026, 11, 12)
LARGA = "una frase bien larga"


def crear(elenco: Elenco, quien: str = "marcos", **otros: Any) -> int:
    """A new account, good unless told otherwise."""
    datos = {
        "nombre": "Julia Vega", "correo": "julia@pruebas.example", "unidad": "Asesoría Jurídica",
        "puesto": "Abogada", "contrasena": LARGA, "clave_cifrada": "$cifrada",
    } | otros  # fmt: skip
    with transaccion() as session:
        return crear_persona(session, elenco.actor(quien), elenco.manual_id, **datos).id


def dar(
    elenco: Elenco, persona: int, rol: str, desde: date = HOY, hasta: date | None = None,
    quien: str = "marcos",
) -> None:  # fmt: skip
    """Appoint."""
    with transaccion() as session:
        nombrar(
            session, elenco.actor(quien), elenco.manual_id, persona,
            rol=rol, desde=desde, hasta=hasta,
        )  # fmt: skip


def quitar(elenco: Elenco, persona: int, rol: str, quien: str = "marcos") -> None:
    """End the last appointment of somebody to a role."""
    with transaccion() as session:
        suyo = session.scalars(
            select(Nombramiento.id)
            .filter_by(persona_id=persona, rol=rol, manual_id=elenco.manual_id)
            .order_by(Nombramiento.id.desc())
        ).first()
        assert suyo is not None
        cesar(session, elenco.actor(quien), elenco.manual_id, suyo)


def editar(elenco: Elenco, persona: int, quien: str = "marcos", **otros: Any) -> None:
    """Correct how somebody signs."""
    datos = {"nombre": "Otro Nombre", "unidad": "U", "puesto": "P"} | otros
    with transaccion() as session:
        editar_persona(session, elenco.actor(quien), elenco.manual_id, persona, **datos)


def contrasena(elenco: Elenco, persona: int, nueva: str = LARGA, quien: str = "marcos") -> None:
    """Set somebody's password."""
    with transaccion() as session:
        poner_contrasena(
            session, elenco.actor(quien), elenco.manual_id, persona,
            contrasena=nueva, clave_cifrada="$otra",
        )  # fmt: skip


def roles(elenco: Elenco, persona: int, dia: date = HOY) -> set[str]:
    """What somebody may sign on a day."""
    with db.sessionmaker() as session:
        return set(roles_en(session, persona, elenco.manual_id, dia))


def test_an_account_is_made_and_appointed_and_both_are_on_the_record(elenco: Elenco) -> None:
    julia = crear(elenco, correo="  Julia@Pruebas.Example ")
    dar(elenco, julia, "revisor")
    assert roles(elenco, julia) == {"revisor"}
    with db.sessionmaker() as session:
        assert session.get_one(Persona, julia).email == "julia@pruebas.example"
        actos = session.scalars(select(Acto).filter_by(sujeto_id=julia).order_by(Acto.seq)).all()
    assert [(a.acto, a.persona, a.rol) for a in actos] == [
        ("crear-persona", "Marcos Arias", "administrador"),
        ("nombrar", "Marcos Arias", "administrador"),
    ]


def test_an_account_that_cannot_be_is_refused_by_its_field(elenco: Elenco) -> None:
    for otros, campo, motivo in (
        ({"nombre": "  "}, "nombre", "Falta el nombre"),
        ({"nombre": "x" * 121}, "nombre", "caben 120"),
        ({"nombre": "a\x00"}, "nombre", "imprimir"),
        ({"unidad": "x" * 161}, "unidad", "caben 160"),
        ({"puesto": "\x07"}, "puesto", "imprimir"),
        ({"correo": "julia"}, "correo", "no es válido"),
        ({"correo": "ju lia@x"}, "correo", "no es válido"),
        ({"correo": "@" * 300}, "correo", "caben 254"),
        ({"contrasena": "corta"}, "contrasena", "tiene 5 caracteres y hacen falta 12"),
    ):
        with rechaza(DatosInvalidos, motivo) as negativa:
            crear(elenco, **otros)
        assert isinstance(negativa.value, DatosInvalidos)
        assert negativa.value.campo == campo
    with rechaza(ActoInvalido, "Ya hay una cuenta con el correo ana@"):
        crear(elenco, correo="ANA@pruebas.example")
    for clave in ("ana", "sofia", "elena", "nadie"):
        with rechaza(ActoNegado, "Administrar personas"):
            crear(elenco, clave)


def desactivar(elenco: Elenco, persona: int, quien: str = "marcos", motivo: str = "") -> None:
    """Close somebody's account."""
    with transaccion() as session:
        desactivar_persona(session, elenco.actor(quien), elenco.manual_id, persona, motivo=motivo)


def test_nobody_gives_a_role_to_themselves_nor_closes_their_own_account(elenco: Elenco) -> None:
    marcos = elenco.personas["marcos"]
    for rol in ("autor", "secretaria", "lector"):
        with rechaza(ActoNegado, "Nadie se da un rol a sí mismo"):
            dar(elenco, marcos, rol)
    with rechaza(ActoNegado, "no puede desactivar su propia cuenta"):
        desactivar(elenco, marcos)


def test_a_role_is_of_the_manual_and_is_held_once_at_a_time(elenco: Elenco) -> None:
    ana, elena = elenco.personas["ana"], elenco.personas["elena"]
    with rechaza(DatosInvalidos, "No hay un rol «director»"):
        dar(elenco, elena, "director")
    with rechaza(NoEncontrado, "Esa persona no existe"):
        dar(elenco, 99_999, "autor")
    with rechaza(DatosInvalidos, "Termina antes de empezar"):
        dar(elenco, elena, "autor", HOY, HOY - timedelta(days=1))
    with rechaza(ActoInvalido, "Ana Mora ya tiene ese rol"):
        dar(elenco, ana, "autor", HOY + timedelta(days=30))
    julio, agosto = HOY + timedelta(days=30), HOY + timedelta(days=60)
    dar(elenco, elena, "autor", julio, agosto)
    for desde, hasta in (
        (HOY, None), (HOY, julio), (julio, julio), (agosto, None), (HOY, agosto),
    ):  # fmt: skip
        with rechaza(ActoInvalido, "Elena Rojas ya tiene ese rol en esas fechas"):
            dar(elenco, elena, "autor", desde, hasta)
    dar(elenco, elena, "autor", HOY, julio - timedelta(days=1))
    assert [roles(elenco, elena, d) - {"lector"} for d in (
        HOY - timedelta(days=1), HOY, julio, agosto, agosto + timedelta(days=1)
    )] == [set(), {"autor"}, {"autor"}, {"autor"}, set()]  # fmt: skip


def test_a_role_that_was_taken_back_before_it_began_leaves_its_days_free(elenco: Elenco) -> None:
    elena = elenco.personas["elena"]
    dar(elenco, elena, "autor", HOY + timedelta(days=30))
    quitar(elenco, elena, "autor")
    assert roles(elenco, elena, HOY + timedelta(days=40)) == {"lector"}
    with rechaza(ActoInvalido, "Ese rol ya había terminado"):
        quitar(elenco, elena, "autor")
    dar(elenco, elena, "autor", HOY)
    assert roles(elenco, elena) == {"lector", "autor"}
    quitar(elenco, elena, "autor")
    assert roles(elenco, elena) == {"lector"}, "from today, not from tomorrow"


def test_a_manual_is_never_left_without_somebody_who_administers_it(elenco: Elenco) -> None:
    marcos, elena = elenco.personas["marcos"], elenco.personas["elena"]
    with rechaza(ActoInvalido, "Es el último administrador"):
        quitar(elenco, marcos, "administrador")
    with rechaza(ActoInvalido, "Es el último administrador"), transaccion() as session:
        linea = Actor(operador(session, elenco.ahora).id, elenco.ahora)
        desactivar_persona(session, linea, elenco.manual_id, marcos)
    dar(elenco, elena, "administrador", HOY + timedelta(days=5))
    with rechaza(ActoInvalido, "Es el último administrador"):
        quitar(elenco, marcos, "administrador")
    dar(elenco, elena, "administrador", HOY, HOY)
    quitar(elenco, marcos, "administrador", quien="elena")
    with rechaza(ActoNegado, "Administrar personas"):
        dar(elenco, elena, "revisor")


def test_what_somebody_signed_before_keeps_the_name_they_had(elenco: Elenco) -> None:
    version, ana = elenco.abrir(), elenco.personas["ana"]
    for otros, motivo in (({"nombre": ""}, "Falta el nombre"), ({"unidad": "\x00"}, "imprimir")):
        with rechaza(DatosInvalidos, motivo):
            editar(elenco, ana, **otros)
    editar(elenco, ana, nombre="Ana Mora de Salas", unidad="Otra unidad", puesto="Jefa")
    elenco.cambiar(version, "Una frase.")
    elenco.elaborar(version)
    with db.sessionmaker() as session:
        actos = session.scalars(select(Acto).filter_by(version_id=version).order_by(Acto.seq))
        assert [(a.persona, a.unidad) for a in actos] == [
            ("Ana Mora", "Unidad de Producción"), ("Ana Mora de Salas", "Otra unidad"),
        ]  # fmt: skip
    desactivar(elenco, ana)
    with rechaza(ActoNegado, "La cuenta de Ana Mora de Salas está cerrada"):
        elenco.abrir(cargo_id=elenco.cargos["operativo-experto-produccion"])


def test_a_password_is_set_by_who_answers_for_every_role_of_that_person(elenco: Elenco) -> None:
    ana, marcos = elenco.personas["ana"], elenco.personas["marcos"]
    with rechaza(DatosInvalidos, "hacen falta 12"):
        contrasena(elenco, ana, "once letras")
    with rechaza(ActoNegado, "Administrar personas"):
        contrasena(elenco, ana, quien="beto")
    contrasena(elenco, ana)
    with db.sessionmaker() as session:
        assert session.get_one(Persona, ana).password == "$otra"
    otro = fundar_otro(elenco, fuente("manual-cargos"), slug="otro", roles={"elena": ["lector"]})
    dar_despues = HOY + timedelta(days=7)
    with transaccion() as session:
        linea = Actor(operador(session, elenco.ahora).id, elenco.ahora)
        nombrar(session, linea, otro.manual_id, ana, rol="autor", desde=dar_despues)
        de_la_linea = linea.persona_id
    for ajena, motivo in (
        (elenco.personas["elena"], "Elena Rojas tiene un rol en otro manual"),
        (ana, "Ana Mora tiene un rol en otro manual"),
        (de_la_linea, "no es una persona"),
    ):
        with rechaza(ActoNegado, motivo):
            contrasena(elenco, ajena)
        with rechaza(ActoNegado, motivo):
            editar(elenco, ajena)
    with transaccion() as session:
        linea = Actor(de_la_linea, elenco.ahora)
        nombrar(session, linea, otro.manual_id, marcos, rol="administrador", desde=HOY)
    contrasena(elenco, ana)
