"""One pass: the reminders that are due are written, and what waits is sent, a message a person.

Nothing is sent inside a transaction of the work. A person's notices are claimed and committed,
sent, and then marked; if the process dies between sending and marking, they go out again when
the claim runs out: at least once, never zero times.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask

from webapp.bd import db, transaccion
from webapp.casos.recordar import recordar
from webapp.correo import cola
from webapp.correo.mensaje import redactar
from webapp.extensiones import mail


@dataclass(slots=True)
class Pasada:
    """What a pass did. ``sin_servidor`` when the mail server could not be reached."""

    recordatorios: int = 0
    mensajes: int = 0
    fallas: int = 0
    sin_servidor: bool = False


def dar_pasada(app: Flask) -> Pasada:
    """Do one, with the clock of the settings. Needs an application context.

    A message that cannot be sent is told in the log, tried later, and stops no other. While
    the server cannot be reached nothing is claimed and no attempt is counted.
    """
    ahora: datetime = app.config["RELOJ"]()
    hecha = Pasada()
    with transaccion() as session:
        hecha.recordatorios = recordar(session, ahora)
    with db.sessionmaker() as session:
        limites = cola.cortes(session, ahora, app.config["HORA_RESUMEN"])
        personas = cola.personas_con_correo(session, ahora, limites)
    for persona_id in personas:
        conexion = mail.get_connection()
        try:
            conexion.open()
        except OSError as error:
            app.logger.warning("el servidor de correo no responde: %s", error)
            hecha.sin_servidor = True
            return hecha
        _enviar_a(app, conexion, persona_id, ahora, limites, hecha)
        with suppress(OSError):
            conexion.close()
    return hecha


def _enviar_a(
    app: Flask,
    conexion: Any,
    persona_id: int,
    ahora: datetime,
    limites: Mapping[int, datetime],
    hecha: Pasada,
) -> None:
    with transaccion() as session:
        reclamados = cola.reclamar(session, persona_id, ahora, limites)
    if not reclamados:
        return
    try:
        with db.sessionmaker() as session:
            mensaje = redactar(app, session, persona_id, reclamados)
        mensaje.connection = conexion
        mensaje.send()
    except Exception as error:
        with transaccion() as session:
            perdidos = cola.posponer(session, reclamados, ahora)
        hecha.fallas += 1
        app.logger.warning("no salió el correo de la persona %s: %s", persona_id, error)
        if perdidos:
            app.logger.error(
                "se deja de intentar: %s avisos de la persona %s", perdidos, persona_id
            )
        return
    with transaccion() as session:
        cola.dar_por_enviados(session, reclamados, ahora)
    hecha.mensajes += 1
