"""Accounts, roles, numbering and the demonstration from the command line, without a mail server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests.apoyo import manualito
from tests.apoyo.rechazo import registro
from tests.apoyo.reparto import CARGOS, SLUG, Elenco
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir
from webapp.casos.actor import Actor
from webapp.casos.guardar import guardar
from webapp.hechos import ver_versiones
from webapp.modelos import Cargo, Manual, Persona
from workflows.contenido import con_campos

Orden = Callable[..., Result]
JULIA = "julia@pruebas.example"
CLAVE = "una frase nueva y larga"


@pytest.fixture
def linea(app: Flask) -> Orden:
    """Commands on a database with the cast in it."""
    corredor = app.test_cli_runner()
    return lambda *args, **otros: corredor.invoke(args=[str(a) for a in args], **otros)


def bien(resultado: Result) -> str:
    """What a command that went well printed."""
    assert resultado.exit_code == 0, resultado.output
    return resultado.stdout


def mal(resultado: Result, motivo: str) -> None:
    """A refusal: a sentence on the error output and a status."""
    assert resultado.exit_code != 0, resultado.output
    assert motivo in resultado.stderr
    assert isinstance(resultado.exception, SystemExit)


def test_a_person_is_created_appointed_and_enters_and_later_leaves(
    linea: Orden, publico: Any
) -> None:
    en = ("--manual", SLUG)
    creada = linea(
        "persona", "crear", JULIA, *en, "--nombre", "Julia Vega", "--contrasena", CLAVE,
        "--persona", "marcos@pruebas.example",
    )  # fmt: skip
    assert bien(creada) == "Se creó la cuenta de Julia Vega.\n"
    assert bien(linea("persona", "nombrar", JULIA, "revisor", *en))
    assert re.search(rf"{JULIA}\tJulia Vega\tRevisor", bien(linea("persona", "lista", *en)))
    entrada = publico.post("/entrar", data={"email": JULIA, "password": CLAVE})
    assert entrada.status_code == 302
    assert SLUG in publico.get("/bandeja").text
    assert "ya no tiene el rol" in bien(linea("persona", "cesar", JULIA, "revisor", *en))
    assert f"{JULIA}\tJulia Vega\tsin rol" in bien(linea("persona", "lista", *en))
    otra = linea("persona", "contrasena", JULIA, *en, input=f"{CLAVE} dos\n{CLAVE} dos\n")
    assert "Contraseña cambiada" in bien(otra)
    assert publico.get("/bandeja").status_code == 302, "the open session ended"
    datos = {"email": JULIA, "password": f"{CLAVE} dos"}
    assert publico.post("/entrar", data=datos).status_code == 302


def test_who_is_invited_waits_for_the_mail_and_an_account_is_closed_and_opened(
    linea: Orden, publico: Any, elenco: Elenco, app: Flask
) -> None:
    en = ("--manual", SLUG)
    crear = ("persona", "crear", JULIA, *en, "--nombre", "Julia Vega", "--invitar")
    assert "La invitación sale con la próxima pasada" in bien(linea(*crear))
    assert "Mensajes enviados: 1" in bien(linea("correo", "enviar"))
    assert "La invitación sale" in bien(linea("persona", "invitar", JULIA, *en))
    mal(linea("persona", "invitar", "ana@pruebas.example", *en), "Ana Mora ya tiene su contraseña")
    mal(linea(*crear, "--contrasena", CLAVE), "no las dos cosas")
    with app.app_context():
        elenco.abrir()
    cerrada = linea("persona", "desactivar", "ana@pruebas.example", *en, "--motivo", "Se jubiló.")
    assert "Queda en sus manos: OPERATIVO GENERAL, borrador." in bien(cerrada)
    assert "Ana Mora\tAutor (cuenta cerrada)" in bien(linea("persona", "lista", *en))
    assert "está abierta de nuevo" in bien(
        linea("persona", "reactivar", "ana@pruebas.example", *en)
    )


def test_what_cannot_be_done_to_people_is_said_and_changes_nothing(
    linea: Orden, app: Flask
) -> None:
    en = ("--manual", SLUG)
    ana, marcos = "ana@pruebas.example", "marcos@pruebas.example"
    crear = ("persona", "crear", "--nombre", "Julia", "--contrasena", CLAVE)
    with app.app_context():
        antes = registro()
    for resultado, motivo in (
        (linea(*crear, ana, *en), "Ya hay una cuenta con el correo ana@"),
        (linea(*crear, "julia", *en), "El correo no es válido"),
        (linea(*crear, JULIA, "--manual", "otro"), "No hay un manual «otro»"),
        (linea(*crear, JULIA, *en, "--persona", ana), "Administrar personas"),
        (linea(*crear[:-1], "corta", JULIA, *en), "hacen falta 12"),
        (linea("persona", "nombrar", JULIA, "autor", *en), "No hay una persona con el correo"),
        (linea("persona", "nombrar", ana, "autor", *en), "Ana Mora ya tiene ese rol"),
        (linea("persona", "nombrar", ana, "jefe", *en), "No hay un rol «jefe»"),
        (
            linea("persona", "nombrar", marcos, "autor", *en, "--persona", marcos),
            "Nadie se da un rol a sí mismo",
        ),
        (
            linea("persona", "nombrar", ana, "lector", *en, "--hasta", "2020-01-01"),
            "Termina antes de empezar",
        ),
        (linea("persona", "nombrar", ana, "lector", *en, "--desde", "hoy"), "2026-11-12"),
        (linea("persona", "cesar", ana, "revisor", *en), "no tiene hoy el rol revisor"),
        (linea("persona", "cesar", marcos, "administrador", *en), "Es el último administrador"),
        (linea("persona", "contrasena", ana, *en, input="a\nb\n"), ""),
        (linea("persona", "contrasena", ana, *en, "--contrasena", "corta"), "hacen falta 12"),
        (linea("persona", "lista", "--manual", "otro"), "No hay un manual «otro»"),
    ):
        mal(resultado, motivo)
    with app.app_context():
        assert registro() == antes


def test_the_numbering_of_a_year_is_told_once(linea: Orden, elenco: Elenco, app: Flask) -> None:
    numerar = ("manual", "numerar", "--manual", SLUG, "--anio", "2026", "--ultimo")
    assert bien(linea(*numerar, "7")) == "La próxima versión de 2026 será la 8.\n"
    mal(linea(*numerar, "7"), "ya se usó el número 7")
    mal(linea(*numerar, "9", "--persona", "sofia@pruebas.example"), "administrador")
    with app.app_context():
        version = elenco.revisada("Una frase.")
        elenco.registrar("AJD-2026-112", version)
        assert elenco.vista(version).version.etiqueta == "08-2026"


def test_the_demonstration_loads_once_and_keeps_what_was_done_with_it(
    linea: Orden, app: Flask, publico: Any
) -> None:
    dicho = bien(linea("demo", "cargar"))
    cuenta = re.search(r"autor\s+Ana Mora\s+(\S+@\S+)\s+(\S+-\S+-\S+)", dicho)
    assert cuenta is not None, dicho
    entrada = publico.post("/entrar", data={"email": cuenta[1], "password": cuenta[2]})
    assert entrada.status_code == 302
    assert publico.get("/bandeja").status_code == 200
    with app.app_context():
        with transaccion() as session:
            ana = session.scalars(select(Persona).filter_by(email=cuenta[1])).one()
            actor = Actor(ana.id, app.config["RELOJ"]())
            clases = session.scalars(select(Manual).filter_by(slug="manual-de-cargos")).one()
            cargo = session.scalars(
                select(Cargo).filter_by(manual_id=clases.id).order_by(Cargo.id.desc())
            ).first()
            assert cargo is not None
            version = abrir(session, actor, cargo.id)
            vista = ver_versiones(session, [version.id])[0]
            texto = con_campos(vista.contenido, codigo="99999")
            guardar(session, actor, version.id, texto, vista.serie)
        antes = registro()
    assert bien(linea("demo", "cargar")).split() == dicho.split(), "the same accounts"
    with app.app_context():
        assert registro() == antes


def test_a_document_somebody_brings_becomes_a_manual_with_one_person_a_role(
    linea: Orden, app: Flask, tmp_path: Path
) -> None:
    ruta = tmp_path / "mio.txt"
    ruta.write_text(manualito.documento(CARGOS[:2]), "utf-8")
    dicho = bien(linea("demo", "cargar", "--documento", ruta))
    assert "secretaria@manual-institucional-de-cargos.example" in dicho
    with app.app_context():
        antes = registro()
    otra_vez = linea("demo", "cargar", "--documento", ruta)
    assert "ya estaba en el manual" in otra_vez.stderr
    mal(linea("demo", "cargar", "--documento", tmp_path / "nada.txt"), "No se pudo abrir")
    with app.app_context():
        assert registro() == antes
    ruta.write_text(manualito.documento(CARGOS[2:]), "utf-8")
    bien(linea("demo", "cargar", "--documento", ruta))
    with app.app_context(), db.sessionmaker() as session:
        mio = session.scalars(
            select(Manual.id).filter_by(slug="manual-institucional-de-cargos")
        ).one()
        assert len(session.scalars(select(Cargo.id).filter_by(manual_id=mio)).all()) == 3
