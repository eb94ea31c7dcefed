"""``flask --app wsgi demo``: what ``make run`` shows on a new installation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.acceso.contrasenas import cifrar, es_de
from webapp.bd import db, transaccion
from webapp.casos.actor import Actor
from webapp.casos.asentar import asentar
from webapp.casos.crear_manual import crear_manual
from webapp.casos.operador import operador
from webapp.cli._comun import avance, con_frases, leer_archivo
from webapp.demo.gente import NOMBRES, contrasena_de, dar_de_alta
from webapp.demo.historia import cargar_institucion, cargar_segunda
from webapp.modelos import Cargo, Manual, Nombramiento, Persona
from webapp.roles import vigente_el
from workflows.formatos import Formato
from workflows.formatos.cargador import fuente
from workflows.lectura import Lectura
from workflows.texto import ficha

grupo = AppGroup("demo", help="Datos de demostración.")


@grupo.command("cargar")
@click.option("--documento", type=click.Path(path_type=Path),
              help="Carga este documento en vez de la institución ficticia.")  # fmt: skip
@con_frases
def cargar(documento: Path | None) -> None:
    """Carga la demostración si no está, y dice con qué cuentas entrar."""
    if documento is None:
        _cargar_ficticia()
    else:
        _cargar_documento(documento)
    _decir_cuentas()


def _cargar_ficticia() -> None:
    ahora = current_app.config["RELOJ"]()
    for slug, hacer in (("manual-de-cargos", cargar_institucion), ("clases", cargar_segunda)):
        with transaccion() as session:
            if session.scalar(select(Manual.id).where(Manual.slug == slug)):
                continue
            hacer(session, ahora, _cifrar(), lambda paso: click.echo(f"· {paso}", err=True))


def _cargar_documento(ruta: Path) -> None:
    lectura, formato = leer_archivo(ruta, None)
    slug = ficha(formato.nombre)
    with transaccion() as session:
        ahora = current_app.config["RELOJ"]()
        actor = Actor(operador(session, ahora).id, ahora)
        manual = session.scalar(select(Manual).where(Manual.slug == slug))
        if manual is None:
            manual = _fundar(session, actor, slug, formato)
        elif _ya_esta(session, manual, lectura, formato):
            click.echo(f"· «{ruta.name}» ya estaba en el manual «{slug}».", err=True)
            return
        with avance(len(lectura.cargos), f"Asentando {ruta.name}") as barra:
            n = asentar(session, actor, manual.id, lectura.cargos, avance=lambda _: barra.update(1))
    click.echo(
        f"· {n} {'cargo' if n == 1 else 'cargos'} de «{ruta.name}» en el manual «{slug}».", err=True
    )
    for linea in lectura.sin_ubicar:
        click.echo(f"  sin ubicar, línea {linea.numero}: {linea.texto.strip()}", err=True)


def _fundar(session: Session, actor: Actor, slug: str, formato: Formato) -> Manual:
    manual = crear_manual(
        session,
        actor,
        slug=slug,
        nombre=formato.nombre,
        institucion=formato.institucion or formato.nombre,
        fuente=fuente(formato.clave),
        zona=current_app.config["ZONA"],
    )
    roles = [(r.clave, r.rotulo) for r in formato.roles]
    roles += [("administrador", "Administración"), ("lector", "Lectura")]
    hoy = actor.ahora.date()
    personas = {
        rol: {
            "nombre": NOMBRES[n % len(NOMBRES)],
            "correo": f"{rol}@{slug}.example",
            "unidad": formato.instrumento.organo if rol == "director" else rotulo,
            "puesto": rotulo,
            "roles": [rol],
        }
        for n, (rol, rotulo) in enumerate(roles)
    }
    dar_de_alta(session, actor, manual.id, personas, hoy, _cifrar())
    return manual


def _ya_esta(session: Session, manual: Manual, lectura: Lectura, formato: Formato) -> bool:
    hay = set(session.scalars(select(Cargo.identidad).where(Cargo.manual_id == manual.id)))
    return bool(lectura.cargos) and all(
        formato.identidad_de(c.contenido) in hay for c in lectura.cargos
    )


def _cifrar() -> Callable[[str], str]:
    secreto = current_app.config["SECRET_KEY"]
    return lambda correo: cifrar(contrasena_de(secreto, correo))


def _decir_cuentas() -> None:
    secreto = current_app.config["SECRET_KEY"]
    ahora = current_app.config["RELOJ"]()
    with db.sessionmaker() as session:
        filas = session.execute(
            select(Manual.nombre, Persona, Nombramiento.rol)
            .join(Nombramiento, Nombramiento.manual_id == Manual.id)
            .join(Persona, Persona.id == Nombramiento.persona_id)
            .where(Persona.active.is_(True), vigente_el(ahora.date()))
            .order_by(Manual.id, Persona.id, Nombramiento.id)
        ).all()
    manual = ""
    for nombre, persona, rol in filas:
        if nombre != manual:
            manual = nombre
            click.echo(f"\n{nombre}")
        clave = contrasena_de(secreto, persona.email)
        vale = es_de(persona, clave)
        click.echo(
            f"  {rol:<14} {persona.nombre:<16} {persona.email:<40} "
            f"{clave if vale else '(contraseña cambiada)'}"
        )
    click.echo("")
