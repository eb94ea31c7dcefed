"""What the casos share about a text being written: opening it, freezing it, thawing it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.hechos import VersionVista
from webapp.modelos import (
    Autoria,
    Borrador,
    Cargo,
    Guardado,
    TipoVersion,
    Version,
)
from workflows.contenido import Contenido, canonico
from workflows.errores import ActoInvalido
from workflows.formatos import modelo as fm
from workflows.texto import ficha

#: What the columns of a cargo hold.
LARGO_TITULO, LARGO_IDENTIDAD = 300, 400


def encabezado_de(contenido: Contenido) -> str:
    """The header fields, as a version repeats them."""
    return json.dumps(dict(contenido.encabezado), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Nacimiento:
    """A version to be born: of which cargo, saying what, from which approved one."""

    cargo: Cargo
    contenido: Contenido
    base: Version | None = None


def nacer(
    registro: Registro,
    cargo: Cargo,
    contenido: Contenido,
    acto: fm.Acto,
    *,
    tipo: TipoVersion = TipoVersion.TEXTO,
    base: Version | None = None,
) -> Version:
    """A new version of ``cargo``, where ``acto`` leaves it. Raises ActoInvalido (rule 7)."""
    return nacer_todas(registro, [Nacimiento(cargo, contenido, base)], acto, tipo=tipo)[0]


def nacer_todas(
    registro: Registro,
    nacimientos: Sequence[Nacimiento],
    acto: fm.Acto,
    *,
    tipo: TipoVersion = TipoVersion.TEXTO,
) -> list[Version]:
    """A new version of each cargo, in that order, where ``acto`` leaves it.

    Raises ActoInvalido (rule 7), naming the first cargo with an open version.
    """
    abiertas = {
        fila.cargo_id: fila.estado
        for fila in registro.session.execute(
            select(Version.cargo_id, Version.estado).where(
                Version.cargo_id.in_([n.cargo.id for n in nacimientos]),
                Version.estado_clase.in_((fm.ClaseEstado.EDICION, fm.ClaseEstado.TRAMITE)),
            )
        )
    }
    for nacimiento in nacimientos:
        if estado := abiertas.get(nacimiento.cargo.id):
            raise ya_abierta(registro, nacimiento.cargo, estado)
    return insertar_versiones(registro, nacimientos, registro.formato.estado(acto.hacia), tipo=tipo)


def ya_abierta(registro: Registro, cargo: Cargo, estado: str) -> ActoInvalido:
    """The refusal of rule 7: the cargo has a version in that estado."""
    rotulo = registro.formato.estado(estado).rotulo.lower()
    return ActoInvalido(
        f"{cargo.titulo} ya tiene una versión abierta, en estado {rotulo}.",
        "Continúe esa, o descártela antes de abrir otra.",
    )


def insertar_versiones(
    registro: Registro,
    nacimientos: Sequence[Nacimiento],
    inicial: fm.Estado,
    *,
    tipo: TipoVersion = TipoVersion.TEXTO,
) -> list[Version]:
    """The rows of versions that stand in ``inicial``, in that order, in one statement."""
    registro.session.flush()
    nacidas = registro.session.scalars(
        insert(Version).returning(Version),
        [
            {
                "manual_id": registro.manual.id,
                "cargo_id": n.cargo.id,
                "formato_id": registro.manual.formato_id,
                "tipo": tipo.value,
                "estado": inicial.clave,
                "estado_clase": inicial.clase.value,
                "base_id": n.base.id if n.base else None,
                "encabezado": encabezado_de(n.contenido),
                "desde": registro.ahora,
            }
            for n in nacimientos
        ],
    )
    por_cargo = {v.cargo_id: v for v in nacidas}
    return [por_cargo[n.cargo.id] for n in nacimientos]


def crear_cargo(registro: Registro, contenido: Contenido) -> Cargo:
    """A new cargo for a text, with an address of its own. The identity must be free.

    Raises DatosInvalidos for a header too long to be one.
    """
    ocupados = slugs_de(registro)
    cargo = Cargo(**fila_de_cargo(registro, contenido, ocupados))
    registro.session.add(cargo)
    return cargo


def slugs_de(registro: Registro) -> set[str]:
    """The addresses that the cargos of the manual have."""
    de_aqui = select(Cargo.slug).where(Cargo.manual_id == registro.manual.id)
    return set(registro.session.scalars(de_aqui))


def insertar_cargos(registro: Registro, filas: Sequence[Mapping[str, Any]]) -> list[Cargo]:
    """New cargos, in that order, in two statements; each is what :func:`fila_de_cargo` says."""
    registro.session.execute(insert(Cargo), list(filas))
    nuevos = select(Cargo).where(
        Cargo.manual_id == registro.manual.id, Cargo.slug.in_([f["slug"] for f in filas])
    )
    por_slug = {c.slug: c for c in registro.session.scalars(nuevos)}
    return [por_slug[f["slug"]] for f in filas]


def fila_de_cargo(registro: Registro, contenido: Contenido, ocupados: set[str]) -> dict[str, Any]:
    """The columns of a new cargo; its address is added to the ``ocupados``.

    Raises DatosInvalidos for a header too long to be one.
    """
    titulo = registro.formato.titulo_de(contenido)
    identidad = registro.formato.identidad_de(contenido)
    exigir_texto(titulo, LARGO_TITULO, lugar="El título del cargo")
    exigir_texto(identidad, LARGO_IDENTIDAD, lugar="El encabezado del cargo")
    raiz = ficha(" ".join(contenido.campo(c) for c in registro.formato.identidad)) or "cargo"
    slug, n = raiz[:180], 1
    while slug in ocupados:
        n += 1
        slug = f"{raiz[:180]}-{n}"
    ocupados.add(slug)
    return {
        "manual_id": registro.manual.id,
        "identidad": identidad,
        "slug": slug,
        "titulo": titulo,
    }


def cerrar_al_paso(session: Session, version_id: int) -> None:
    """Lock the working copy of a version, so that whoever writes at once queues here.

    SQLite has one writer at a time: its transaction began by taking that place (``bd.py``).
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(
            select(Borrador.serie).where(Borrador.version_id == version_id).with_for_update()
        )


def escribir(registro: Registro, version: Version, contenido: Contenido, serie: int = 1) -> None:
    """Give a version in edition its working copy; whoever does is its author for good."""
    escribir_todas(registro, [(version, contenido, serie)])


def escribir_todas(registro: Registro, copias: Iterable[tuple[Version, Contenido, int]]) -> None:
    """Give each version in edition its working copy, as the save of that serie left it."""
    registro.session.add_all(
        Borrador(
            version_id=version.id,
            serie=serie,
            texto=canonico(contenido).decode(),
            ids=json.dumps(contenido.ids()),
            persona_id=registro.persona.id,
            momento=registro.ahora,
        )
        for version, contenido, serie in copias
    )
    registro.session.flush()


def anotar_autor(session: Session, version_id: int, persona_id: int) -> None:
    """Rule 3: writing on a version makes one its author for good."""
    anotar_autor_de(session, [version_id], persona_id)


def anotar_autor_de(session: Session, versiones: Sequence[int], persona_id: int) -> None:
    """Rule 3, of many versions at once."""
    ya = set(
        session.scalars(
            select(Autoria.version_id).where(
                Autoria.version_id.in_(versiones), Autoria.persona_id == persona_id
            )
        )
    )
    session.add_all(Autoria(version_id=v, persona_id=persona_id) for v in versiones if v not in ya)
    session.flush()


def descongelar(registro: Registro, vistas: Sequence[VersionVista]) -> None:
    """Back in edition, each working copy is the text that was frozen.

    Its saves go on being counted: a page left open since before it was signed is stale.
    """
    ultimas = {
        fila.version_id: fila.ultima
        for fila in registro.session.execute(
            select(Guardado.version_id, func.max(Guardado.serie).label("ultima"))
            .where(Guardado.version_id.in_([v.version.id for v in vistas]))
            .group_by(Guardado.version_id)
        )
    }
    escribir_todas(
        registro,
        [(v.version, v.contenido, ultimas.get(v.version.id, 1) + 1) for v in vistas],
    )


def soltar(registro: Registro, versiones: Sequence[int]) -> None:
    """The working copies go: their text is frozen, or nobody wants it (the saves stay)."""
    registro.session.execute(delete(Borrador).where(Borrador.version_id.in_(versiones)))
