"""A letter about somebody's account as a message; its link is made here and kept nowhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.acceso.enlaces import PAGINAS, ficha_de
from webapp.correo.mensaje import Direcciones, componer
from webapp.modelos import Carta, ClaseCarta, Manual, Persona
from workflows.fechas import escribir_fecha

_ASUNTOS = {
    ClaseCarta.INVITACION: "Vigente: su cuenta lo espera",
    ClaseCarta.REPOSICION: "Vigente: elija otra contraseña",
    ClaseCarta.CAMBIO: "Vigente: su contraseña cambió",
}


def redactar_carta(app: Flask, session: Session, carta_id: int, ids: Collection[int] = ()) -> Any:
    """The message, ready to be sent."""
    carta = session.get_one(Carta, carta_id)
    clase = ClaseCarta(carta.clase)
    persona = session.get_one(Persona, carta.persona_id)
    manual = session.scalar(
        select(Manual)
        .where(Manual.id == carta.manual_id)
        .options(joinedload(Manual.institucion, innerjoin=True))
    )
    zona = ZoneInfo(manual.zona if manual else app.config["ZONA"])
    direcciones = Direcciones(app)
    vence = (carta.vence or carta.momento).astimezone(zona)
    cuando = carta.momento.astimezone(zona)
    datos = {
        "clase": clase.value,
        "nombre": persona.nombre,
        "correo": persona.email,
        "por": session.scalar(select(Persona.nombre).where(Persona.id == carta.por_id)) or "",
        "manual": manual.nombre if manual else "",
        "institucion": manual.institucion.nombre if manual else "",
        "enlace": (
            direcciones.de(PAGINAS[clase], ficha=ficha_de(carta)) if clase in PAGINAS else ""
        ),
        "vence": f"{escribir_fecha(vence.date())} a las {vence:%H:%M}",
        "cuando": f"{escribir_fecha(cuando.date())} a las {cuando:%H:%M}",
        "entrar": direcciones.de("security.login"),
        "olvidada": direcciones.de("contrasena.olvidada"),
    }
    return componer(app, persona, _ASUNTOS[clase], "carta", datos)
