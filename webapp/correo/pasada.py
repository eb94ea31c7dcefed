"""One pass: the reminders that are due are written, and what waits is sent: letters about
accounts first, then the notices, a message a person. Letters are about passwords: where none lets
anybody in they wait, and one whose link runs out meanwhile never goes.

Nothing is sent inside a transaction of the work. A person's notices are claimed and committed,
sent, and then marked; if the process dies between sending and marking, they go out again when
the claim runs out: at least once, never zero times.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from webapp.acceso.contrasenas import se_usan
from webapp.bd import db, transaccion
from webapp.casos.recordar import recordar
from webapp.correo import cola
from webapp.correo.carta import redactar_carta
from webapp.correo.mensaje import redactar
from webapp.extensiones import mail
from webapp.modelos import Aviso, Carta


@dataclass(slots=True)
class Pasada:
    """What a pass did. ``sin_servidor`` when the mail server could not be reached."""

    recordatorios: int = 0
    mensajes: int = 0
    fallas: int = 0
    sin_servidor: bool = False


@dataclass(frozen=True, slots=True)
class _Envio:
    """A message to be: how its rows are claimed for this sender, and how it is written then."""

    de: str
    tabla: cola.Tabla
    reclamar: Callable[[Session], dict[int, int]]
    redactar: Callable[..., Any]


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
        envios = [
            _Envio(
                f"la carta {carta_id}",
                Carta,
                partial(cola.reclamar_carta, carta_id=carta_id, ahora=ahora),
                partial(redactar_carta, app, carta_id=carta_id),
            )
            for carta_id in (cola.cartas_por_enviar(session, ahora) if se_usan() else ())
        ]
        envios += [
            _Envio(
                f"la persona {persona_id}",
                Aviso,
                partial(cola.reclamar, persona_id=persona_id, ahora=ahora, limites=limites),
                partial(redactar, app, persona_id=persona_id),
            )
            for persona_id in cola.personas_con_correo(session, ahora, limites)
        ]
    for envio in envios:
        conexion = mail.get_connection()
        try:
            conexion.open()
        except OSError as error:
            app.logger.warning("el servidor de correo no responde: %s", error)
            hecha.sin_servidor = True
            return hecha
        _enviar(app, conexion, envio, ahora, hecha)
        with suppress(OSError):
            conexion.close()
    return hecha


def _enviar(app: Flask, conexion: Any, envio: _Envio, ahora: datetime, hecha: Pasada) -> None:
    with transaccion() as session:
        reclamados = envio.reclamar(session)
    if not reclamados:
        return
    try:
        with db.sessionmaker() as session:
            mensaje = envio.redactar(session=session, ids=reclamados)
        mensaje.connection = conexion
        mensaje.send()
    except Exception as error:
        with transaccion() as session:
            perdidos = cola.posponer(session, envio.tabla, reclamados, ahora)
        hecha.fallas += 1
        app.logger.warning("no salió el correo de %s: %s", envio.de, error)
        if perdidos:
            app.logger.error("se deja de intentar: %s avisos de %s", perdidos, envio.de)
        return
    with transaccion() as session:
        cola.dar_por_enviados(session, envio.tabla, reclamados, ahora)
    hecha.mensajes += 1
