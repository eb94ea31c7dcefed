"""``flask --app wsgi persona``: accounts, roles and passwords without any mail server."""

from __future__ import annotations

from datetime import date

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.acceso.contrasenas import cifrar, con_que_se_entra, exigir_que_se_usen, se_usan
from webapp.bd import db, transaccion
from webapp.casos.cesar import cesar as caso_cesar
from webapp.casos.crear_persona import crear_persona
from webapp.casos.desactivar_persona import desactivar_persona, reactivar_persona
from webapp.casos.invitar import invitar as caso_invitar
from webapp.casos.nombrar import nombrar as caso_nombrar
from webapp.casos.poner_contrasena import poner_contrasena
from webapp.casos.quitar_segundo_factor import quitar_segundo_factor_en_todos
from webapp.cli._comun import Fecha, actor_de, con_frases, manual_de, persona_de
from webapp.consultas import personas as consultas
from webapp.consultas.manuales import manual_por_slug
from webapp.trabajo_abierto import trabajo_abierto

grupo = AppGroup("persona", help="Crear personas, darles y quitarles roles, cambiar contraseñas.")

_MANUAL = click.option("--manual", "slug", required=True, help="Dirección del manual.")
_QUIEN = click.option("--persona", help="Correo de quien administra; sin él, quien opera la línea.")
_CORREO = click.argument("correo")
_CONTRASENA = click.option("--contrasena", help="Si no se indica, se pregunta.")
_INVITADA = "La invitación sale con la próxima pasada de correo y vence en siete días."


@grupo.command("crear")
@_CORREO
@_MANUAL
@_QUIEN
@click.option("--contrasena", help="Si no se indica, y no se invita, se pregunta.")
@click.option(
    "--invitar",
    "por_correo",
    is_flag=True,
    help="Le envía un enlace para que la elija, en vez de ponérsela.",
)
@click.option("--nombre", required=True, help="Como debe firmarse.")
@click.option("--unidad", default="", help="Unidad a la que pertenece.")
@click.option("--puesto", default="", help="Puesto con que firma.")
@con_frases
def crear(
    correo: str, slug: str, persona: str | None, contrasena: str | None, por_correo: bool,
    nombre: str, unidad: str, puesto: str,
) -> None:  # fmt: skip
    """Crea una cuenta. Después dele un rol con «nombrar».

    Donde se entra solo con la cuenta de la institución no se pide contraseña ni se invita: la
    persona se reconoce por su correo.
    """
    if por_correo and contrasena is not None:
        raise click.UsageError("Se invita o se pone una contraseña: no las dos cosas.")
    if por_correo or contrasena is not None:
        exigir_que_se_usen()
    elif se_usan():
        contrasena = _preguntar()
    dada = (
        {}
        if contrasena is None
        else {"contrasena": contrasena, "clave_cifrada": cifrar(contrasena)}
    )
    with transaccion() as session:
        crear_persona(
            session,
            actor_de(session, persona),
            manual_de(session, slug).id,
            nombre=nombre,
            correo=correo,
            unidad=unidad,
            puesto=puesto,
            invita=por_correo,
            **dada,
        )
    click.echo(f"Se creó la cuenta de {nombre}.")
    if por_correo:
        click.echo(_INVITADA)
    elif not se_usan():
        click.echo(f"Entra con {con_que_se_entra()}; la primera vez se reconoce por su correo.")


@grupo.command("invitar")
@_CORREO
@_MANUAL
@_QUIEN
@con_frases
def invitar(correo: str, slug: str, persona: str | None) -> None:
    """Envía la invitación a quien no ha elegido su contraseña; la anterior ya no sirve."""
    exigir_que_se_usen()
    with transaccion() as session:
        actor, manual = actor_de(session, persona), manual_de(session, slug)
        caso_invitar(session, actor, manual.id, persona_de(session, correo).id)
    click.echo(_INVITADA)


@grupo.command("desactivar")
@_CORREO
@_MANUAL
@_QUIEN
@click.option("--motivo", default="", help="Queda en la bitácora.")
@con_frases
def desactivar(correo: str, slug: str, persona: str | None, motivo: str) -> None:
    """Cierra una cuenta y sus sesiones; lo que firmó conserva su nombre."""
    with transaccion() as session:
        actor, manual = actor_de(session, persona), manual_de(session, slug)
        quien = persona_de(session, correo)
        desactivar_persona(session, actor, manual.id, quien.id, motivo=motivo)
        quedan = trabajo_abierto(session, quien.id)
    click.echo(f"Se desactivó la cuenta de {correo}.")
    for t in quedan:
        click.echo(
            f"Queda en sus manos: {t.titulo}, {'borrador' if t.en_edicion else 'en trámite'}."
        )


@grupo.command("reactivar")
@_CORREO
@_MANUAL
@_QUIEN
@con_frases
def reactivar(correo: str, slug: str, persona: str | None) -> None:
    """Abre de nuevo una cuenta desactivada."""
    with transaccion() as session:
        actor, manual = actor_de(session, persona), manual_de(session, slug)
        reactivar_persona(session, actor, manual.id, persona_de(session, correo).id)
    click.echo(f"La cuenta de {correo} está abierta de nuevo.")


@grupo.command("nombrar")
@_CORREO
@click.argument("rol")
@_MANUAL
@_QUIEN
@click.option("--desde", type=Fecha(), help="Primer día; sin él, hoy.")
@click.option("--hasta", type=Fecha(), help="Último día; sin él, no termina.")
@click.option("--sustituye", help="Correo de la persona a quien sustituye en ese rol.")
@con_frases
def nombrar(
    correo: str, rol: str, slug: str, persona: str | None, desde: date | None, hasta: date | None,
    sustituye: str | None,
) -> None:  # fmt: skip
    """Da un ROL a una persona en un manual."""
    with transaccion() as session:
        hoy = manual_por_slug(session, slug).hoy(current_app.config["RELOJ"]())
        caso_nombrar(
            session,
            actor_de(session, persona),
            manual_de(session, slug).id,
            persona_de(session, correo).id,
            rol=rol,
            desde=desde or hoy,
            hasta=hasta,
            sustituye_id=persona_de(session, sustituye).id if sustituye else None,
        )
    click.echo(f"{correo} tiene ahora el rol {rol} en «{slug}».")


@grupo.command("cesar")
@_CORREO
@click.argument("rol")
@_MANUAL
@_QUIEN
@con_frases
def cesar(correo: str, rol: str, slug: str, persona: str | None) -> None:
    """Termina hoy un ROL de una persona."""
    with transaccion() as session:
        manual = manual_por_slug(session, slug)
        hoy = manual.hoy(current_app.config["RELOJ"]())
        vista = consultas.persona(session, manual, persona_de(session, correo).id, hoy)
        suyo = next((r for r in vista.roles if r.rol == rol and r.actual), None)
        if suyo is None:
            raise click.ClickException(f"{correo} no tiene hoy el rol {rol} en «{slug}».")
        caso_cesar(session, actor_de(session, persona), manual.id, suyo.id)
    click.echo(f"{correo} ya no tiene el rol {rol} en «{slug}».")


@grupo.command("contrasena")
@_CORREO
@_MANUAL
@_QUIEN
@_CONTRASENA
@con_frases
def contrasena(correo: str, slug: str, persona: str | None, contrasena: str | None) -> None:
    """Pone una contraseña nueva y cierra las sesiones abiertas de esa persona."""
    exigir_que_se_usen()
    dada = _preguntar() if contrasena is None else contrasena
    with transaccion() as session:
        poner_contrasena(
            session,
            actor_de(session, persona),
            manual_de(session, slug).id,
            persona_de(session, correo).id,
            contrasena=dada,
            clave_cifrada=cifrar(dada),
        )
    click.echo(f"Contraseña cambiada para {correo}.")


@grupo.command("quitar-segundo-factor")
@_CORREO
@_QUIEN
@click.option("--motivo", default="", help="Queda en la bitácora.")
@con_frases
def quitar_segundo_factor(correo: str, persona: str | None, motivo: str) -> None:
    """Quita el segundo factor de quien perdió el teléfono y sus códigos; cierra sus sesiones."""
    with transaccion() as session:
        actor, quien = actor_de(session, persona), persona_de(session, correo)
        quitar_segundo_factor_en_todos(session, actor, quien.id, motivo)
    click.echo(
        f"{correo} entra ahora solo con {con_que_se_entra()}. Quedó en la bitácora de cada manual "
        "que conoce a esa persona."
    )


@grupo.command("lista")
@_MANUAL
@con_frases
def lista(slug: str) -> None:
    """Muestra las personas de un manual y sus roles."""
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, slug)
        for p in consultas.personas(session, manual, manual.hoy(current_app.config["RELOJ"]())):
            roles = ", ".join(r.rotulo for r in p.roles if r.actual) or "sin rol"
            click.echo(f"{p.correo}\t{p.nombre}\t{roles}{'' if p.activa else ' (cuenta cerrada)'}")


def _preguntar() -> str:
    return str(click.prompt("Contraseña", hide_input=True, confirmation_prompt="Otra vez"))
