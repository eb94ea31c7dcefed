"""Crear un manual: its first acto names who founded it."""

from __future__ import annotations

import hashlib
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.hechos import hoy_en
from webapp.modelos import (
    ActoDeFormato,
    ClaseAsunto,
    EstadoDeFormato,
    FormatoGuardado,
    Institucion,
    Manual,
    Nombramiento,
)
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.formatos import leer_formato


def crear_manual(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    nombre: str,
    institucion: str,
    fuente: str,
    zona: str,
) -> Manual:
    """Create a manual that pins the formato ``fuente`` (TOML text). Its founder administers it.

    Somebody must be the first: the founder is appointed administrador and autor by the
    founding acto; every later appointment is made by another person.
    Raises DatosInvalidos for a malformed slug or zone, ActoInvalido when the slug is taken,
    FormatoInvalido for a wrong formato.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise DatosInvalidos(
            f"«{slug}» no sirve como dirección de un manual.",
            "Use minúsculas, números y guiones: manual-de-cargos.",
            "slug",
        )
    exigir_texto(slug, 80, lugar="La dirección del manual", campo="slug")
    for campo, rotulo, texto in (
        ("nombre", "El nombre del manual", nombre),
        ("institucion", "La institución", institucion),
    ):
        if not texto.strip():
            raise DatosInvalidos(f"{rotulo}: no dice nada.", "Indíquelo.", campo)
        exigir_texto(texto, 200, lugar=rotulo, campo=campo)
    try:
        ZoneInfo(zona)
    except (ZoneInfoNotFoundError, ValueError):
        raise DatosInvalidos(
            f"No hay una zona horaria «{zona}».", "Por ejemplo: America/Costa_Rica.", "zona"
        ) from None
    if session.scalar(select(Manual.id).where(Manual.slug == slug)):
        raise ActoInvalido(f"Ya hay un manual «{slug}».", "Elija otra dirección.")
    manual = Manual(
        slug=slug,
        nombre=nombre,
        institucion_id=_institucion(session, institucion).id,
        formato_id=_formato(session, fuente).id,
        zona=zona,
    )
    session.add(manual)
    session.flush()
    registro = Registro(session, actor, manual.id)
    registro.asunto(
        ClaseAsunto.MANUAL,
        "crear-manual",
        sujeto_id=actor.persona_id,
        datos={"slug": slug, "nombre": nombre, "institucion": institucion},
    )
    for rol in ("administrador", "autor"):
        session.add(
            Nombramiento(
                persona_id=actor.persona_id,
                manual_id=manual.id,
                rol=rol,
                desde=hoy_en(manual, actor.ahora),
                hasta=None,
            )
        )
    session.flush()
    return manual


def _institucion(session: Session, nombre: str) -> Institucion:
    institucion = session.scalar(select(Institucion).where(Institucion.nombre == nombre))
    if institucion is None:
        institucion = Institucion(nombre=nombre)
        session.add(institucion)
        session.flush()
    return institucion


def _formato(session: Session, fuente: str) -> FormatoGuardado:
    huella = hashlib.sha256(fuente.encode()).hexdigest()
    guardado = session.scalar(select(FormatoGuardado).where(FormatoGuardado.hash == huella))
    if guardado is None:
        formato = leer_formato(fuente, "formato")
        guardado = FormatoGuardado(clave=formato.clave, hash=huella, fuente=fuente)
        session.add(guardado)
        session.flush()
        session.add_all(
            EstadoDeFormato(formato_id=guardado.id, estado=e.clave, clase=e.clase.value)
            for e in formato.estados
        )
        session.add_all(
            ActoDeFormato(
                formato_id=guardado.id,
                acto=a.clave,
                clase=a.clase.value,
                hacia=a.hacia,
                desde=f"|{'|'.join(a.desde)}|",
            )
            for a in formato.actos
        )
        session.flush()
    return guardado
