"""One message with everything that waits for one person, as text and as HTML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_mailman import EmailMultiAlternatives
from sqlalchemy.orm import Session

from webapp.consultas.avisos import LineaAviso, avisos_para_enviar
from webapp.destinos import destino_de
from webapp.modelos import Persona
from workflows.texto import titular

MAXIMO_ASUNTO = 120


@dataclass(frozen=True, slots=True)
class _Parrafo:
    """A notice in the message."""

    cargo: str
    texto: str
    detalle: tuple[str, ...]
    manual: str
    url: str


class Direcciones:
    """Absolute addresses of this installation (``VIGENTE_URL``), without any request."""

    def __init__(self, app: Flask) -> None:
        partes = urlsplit(app.config["URL"])
        self._mapa = app.url_map.bind(
            partes.netloc, script_name=partes.path or "/", url_scheme=partes.scheme
        )

    def de(self, endpoint: str, **valores: Any) -> str:
        """The address of a page."""
        return self._mapa.build(endpoint, valores, force_external=True)


def redactar(app: Flask, session: Session, persona_id: int, ids: Collection[int]) -> Any:
    """The message for a person with these notices of theirs, ready to be sent."""
    persona = session.get_one(Persona, persona_id)
    direcciones = Direcciones(app)
    parrafos = [_parrafo(a, direcciones) for a in avisos_para_enviar(session, persona_id, ids)]
    datos = {
        "nombre": persona.nombre,
        "parrafos": parrafos,
        "bandeja": direcciones.de("bandeja.ver"),
        "cuenta": direcciones.de("cuenta.ver"),
    }
    return componer(app, persona, asunto(parrafos), "avisos", datos)


def componer(
    app: Flask, persona: Persona, asunto: str, plantilla: str, datos: Mapping[str, Any]
) -> Any:
    """A message to a person, of the two templates (text and HTML) of that name."""
    mensaje = EmailMultiAlternatives(
        subject=asunto,
        body=app.jinja_env.get_template(f"correo/{plantilla}.txt").render(datos),
        from_email=app.config["MAIL_DEFAULT_SENDER"],
        to=[formataddr((" ".join(persona.nombre.split()), persona.email))],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = app.jinja_env.get_template(f"correo/{plantilla}.html").render(datos)
    mensaje.attach_alternative(html, "text/html")
    return mensaje


def asunto(parrafos: Collection[_Parrafo]) -> str:
    """What a mailbox shows: the one thing there is, or how many; on one line."""
    if len(parrafos) != 1:
        return f"Vigente: {len(parrafos)} avisos"
    uno = next(iter(parrafos))
    frase = " ".join(f"{uno.cargo}: {uno.texto}".split())
    return frase if len(frase) <= MAXIMO_ASUNTO else f"{frase[: MAXIMO_ASUNTO - 1].rstrip()}…"


def nombre_de(linea: LineaAviso) -> str:
    """Its cargo as people say it, and how many more go with it."""
    partes = [titular(p) for p in (linea.titulo, linea.distintivo) if p]
    nombre = " · ".join(partes) or linea.manual
    return nombre if linea.cuantos == 1 else f"{nombre} y {linea.cuantos - 1} más"


def _parrafo(linea: LineaAviso, direcciones: Direcciones) -> _Parrafo:
    endpoint, valores = destino_de(linea)
    return _Parrafo(
        cargo=nombre_de(linea),
        texto=linea.texto,
        detalle=tuple(linea.detalle.splitlines()),
        manual=linea.manual,
        url=direcciones.de(endpoint, **valores),
    )
