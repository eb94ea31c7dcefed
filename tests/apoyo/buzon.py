"""What the cast is told: the rows in the database, and the messages that would go out."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from typing import Any

from flask import Flask
from flask_mailman.backends.locmem import EmailBackend
from sqlalchemy import Engine, event, func, select, update

from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.preferir_avisos import preferir_avisos
from webapp.correo.pasada import Pasada, dar_pasada
from webapp.modelos import Aviso, ClaseObservacion, Observacion, Persona


def avisos_de(elenco: Elenco, clave: str) -> list[Aviso]:
    """The notices of somebody, in order."""
    with db.sessionmaker() as session:
        return list(
            session.scalars(
                select(Aviso).filter_by(persona_id=elenco.personas[clave]).order_by(Aviso.id)
            )
        )


def avisados(elenco: Elenco, desde: int = 0) -> dict[str, list[str]]:
    """Who was told, and the clases of what, after the notice ``desde``."""
    claves = {id_: clave for clave, id_ in elenco.personas.items()}
    dichos: dict[str, list[str]] = {}
    with db.sessionmaker() as session:
        for aviso in session.scalars(select(Aviso).where(Aviso.id > desde).order_by(Aviso.id)):
            dichos.setdefault(claves.get(aviso.persona_id, "?"), []).append(aviso.clase)
    return dichos


def ultimo() -> int:
    """The id of the last notice there is."""
    with db.sessionmaker() as session:
        return session.scalar(select(func.coalesce(func.max(Aviso.id), 0))) or 0


def prefiere(elenco: Elenco, clave: str, modo: str) -> None:
    """Somebody chooses how they want them."""
    with transaccion() as session:
        preferir_avisos(session, elenco.actor(clave), modo)


def pedir(elenco: Elenco, version_id: int, unidad: str, vence: date, **otros: Any) -> int:
    """Rafael asks a unit for its criterio on a version."""
    actor = elenco.actor("rafael")
    datos = {
        "clase": ClaseObservacion.CRITERIO, "pieza": "", "lugar": "Todo el cargo", "unidad": unidad,
        "texto": "¿Están de acuerdo?", "vence": vence, "momento": actor.ahora,
        "persona_id": actor.persona_id, "version_id": version_id,
    }  # fmt: skip
    with transaccion() as session:
        observacion = Observacion(**(datos | otros))
        session.add(observacion)
        session.flush()
        return observacion.id


def nadie_mas(*claves: str) -> None:
    """Only these of the cast get e-mail, so that a test counts what it is about."""
    with transaccion() as session:
        session.execute(
            update(Persona)
            .where(Persona.email.not_in([f"{c}@pruebas.example" for c in claves]))
            .values(avisos="no")
        )


@contextmanager
def ordenes(motor: Engine) -> Iterator[list[str]]:
    """What is asked of the database while the block runs."""
    dichas: list[str] = []

    def anotar(_c: object, _cur: object, orden: str, *_: object) -> None:
        dichas.append(orden)

    event.listen(motor, "before_cursor_execute", anotar)
    try:
        yield dichas
    finally:
        event.remove(motor, "before_cursor_execute", anotar)


class Buzon:
    """Passes of the sender and the messages they leave, by whom they are for."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def pasada(self) -> Pasada:
        """One pass, now by the cast's clock."""
        return dar_pasada(self.app)

    @property
    def mensajes(self) -> list[Any]:
        """Every message that went out."""
        return list(self.app.extensions["mailman"].__dict__.get("outbox", []))

    def de(self, clave: str) -> list[Any]:
        """Those that went out to somebody."""
        return [m for m in self.mensajes if f"<{clave}@pruebas.example>" in m.to[0]]


class BuzonAparte(Buzon):
    """The same for who visits by HTTP: an application context for each pass, and no longer."""

    def pasada(self) -> Pasada:
        """One pass."""
        with self.app.app_context():
            return super().pasada()


def enlace(mensaje: Any) -> str:
    """The link of a letter about an account, without the name of the site."""
    hallado = re.search(r"https?://[^/\s]+(/(?:contrasena|invitacion)/\S+)", texto(mensaje))
    assert hallado is not None, texto(mensaje)
    assert hallado[0] in html(mensaje)
    return hallado[1]


def texto(mensaje: Any) -> str:
    """The text part of a message."""
    return str(mensaje.body)


def html(mensaje: Any) -> str:
    """The HTML part of a message."""
    return str(mensaje.alternatives[0][0])


def descompuesto(rechaza: Callable[[EmailMessage], bool]) -> type[EmailBackend]:
    """A mail server that takes every message but those that ``rechaza``."""

    class Descompuesto(EmailBackend):  # type: ignore[misc]  # the library has no types
        """Says no as a real one would."""

        def send_messages(self, messages: list[Any]) -> int:
            """Take them, or refuse."""
            for mensaje in messages:
                if rechaza(mensaje):
                    raise smtplib.SMTPRecipientsRefused({mensaje.to[0]: (550, b"no existe")})
            return int(super().send_messages(messages))

    return Descompuesto
