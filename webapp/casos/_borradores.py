"""What the casos share about a text being written: opening it, freezing it, thawing it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as insertar_postgresql
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.hechos import VersionVista
from webapp.modelos import (
    Autoria,
    Borrador,
    Cargo,
    ContenidoGuardado,
    Guardado,
    TipoVersion,
    Version,
)
from workflows.contenido import Contenido, canonico, hash_de
from workflows.errores import ActoInvalido
from workflows.formatos import modelo as fm
from workflows.texto import ficha

#: What the columns of a cargo hold.
LARGO_TITULO, LARGO_IDENTIDAD = 300, 400


def encabezado_de(contenido: Contenido) -> str:
    """The header fields, as a version repeats them."""
    return json.dumps(dict(contenido.encabezado), ensure_ascii=False, sort_keys=True)


def congelar(session: Session, contenidos: Iterable[Contenido]) -> None:
    """Store texts under their hash, each once (content-addressed)."""
    textos = {hash_de(c): canonico(c).decode() for c in contenidos}
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            insertar_postgresql(ContenidoGuardado).on_conflict_do_nothing(),
            [{"hash": h, "texto": t} for h, t in textos.items()],
        )
        return
    hay = set(
        session.scalars(select(ContenidoGuardado.hash).where(ContenidoGuardado.hash.in_(textos)))
    )
    session.add_all(ContenidoGuardado(hash=h, texto=t) for h, t in textos.items() if h not in hay)
    session.flush()


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
    abierta = registro.session.scalar(
        select(Version.estado).where(
            Version.cargo_id == cargo.id,
            Version.estado_clase.in_((fm.ClaseEstado.EDICION, fm.ClaseEstado.TRAMITE)),
        )
    )
    if abierta is not None:
        rotulo = registro.formato.estado(abierta).rotulo.lower()
        raise ActoInvalido(
            f"{cargo.titulo} ya tiene una versión abierta, en estado {rotulo}.",
            "Continúe esa, o descártela antes de abrir otra.",
        )
    inicial = registro.formato.estado(acto.hacia)
    version = Version(
        manual_id=registro.manual.id,
        cargo_id=cargo.id,
        formato_id=registro.manual.formato_id,
        tipo=tipo.value,
        estado=inicial.clave,
        estado_clase=inicial.clase.value,
        base_id=base.id if base else None,
        encabezado=encabezado_de(contenido),
        desde=registro.ahora,
    )
    registro.session.add(version)
    registro.session.flush()
    return version


def crear_cargo(
    registro: Registro, contenido: Contenido, ocupados: set[str] | None = None
) -> Cargo:
    """A new cargo for a text, with an address of its own. The identity must be free.

    Raises DatosInvalidos for a header too long to be one.
    """
    session, manual = registro.session, registro.manual
    titulo = registro.formato.titulo_de(contenido)
    identidad = registro.formato.identidad_de(contenido)
    exigir_texto(titulo, LARGO_TITULO, lugar="El título del cargo")
    exigir_texto(identidad, LARGO_IDENTIDAD, lugar="El encabezado del cargo")
    raiz = ficha(" ".join(contenido.campo(c) for c in registro.formato.identidad)) or "cargo"
    if ocupados is None:
        ocupados = set(session.scalars(select(Cargo.slug).where(Cargo.manual_id == manual.id)))
    slug, n = raiz[:180], 1
    while slug in ocupados:
        n += 1
        slug = f"{raiz[:180]}-{n}"
    ocupados.add(slug)
    cargo = Cargo(
        manual_id=manual.id,
        identidad=identidad,
        slug=slug,
        titulo=titulo,
    )
    session.add(cargo)
    return cargo


def escribir(registro: Registro, version: Version, contenido: Contenido, serie: int = 1) -> None:
    """Give a version in edition its working copy; whoever does is its author for good."""
    registro.session.add(
        Borrador(
            version_id=version.id,
            serie=serie,
            texto=canonico(contenido).decode(),
            ids=json.dumps(contenido.ids()),
            persona_id=registro.persona.id,
            momento=registro.ahora,
        )
    )
    registro.session.flush()


def anotar_autor(session: Session, version_id: int, persona_id: int) -> None:
    """Rule 3: writing on a version makes one its author for good."""
    if session.get(Autoria, (version_id, persona_id)) is None:
        session.add(Autoria(version_id=version_id, persona_id=persona_id))
        session.flush()


def descongelar(registro: Registro, vista: VersionVista) -> None:
    """Back in edition, the working copy is the text that was frozen.

    Its saves go on being counted: a page left open since before it was signed is stale.
    """
    ultima = registro.session.scalar(
        select(func.max(Guardado.serie)).where(Guardado.version_id == vista.version.id)
    )
    escribir(registro, vista.version, vista.contenido, (ultima or 1) + 1)


def soltar(registro: Registro, version_id: int) -> None:
    """The working copy goes: the text is frozen, or nobody wants it (its saves stay)."""
    registro.session.execute(delete(Borrador).where(Borrador.version_id == version_id))
