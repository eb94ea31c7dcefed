"""Texts to put side by side: two versions of a cargo, two cargos, the manual on two days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import leer_encabezado, rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import Cargo, ContenidoGuardado, TipoVersion, Version, Vigencia
from webapp.textos import Recientes
from workflows.contenido import Contenido, leer_canonico
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseEstado
from workflows.nombres import distintivo

#: Lines of a page of what changed between two days.
POR_PAGINA = 100


@dataclass(frozen=True, slots=True)
class CargoConTexto:
    """A cargo as it stood on a day, whole."""

    slug: str
    titulo: str
    codigo: str
    distintivo: str
    rotulo: str
    contenido: Contenido


@dataclass(frozen=True, slots=True)
class CargoQueCambio:
    """A cargo on two days: the version of each ("" when it was not in force), and what that is.

    ``que`` is entra, sale, cambia, or igual (another version that says the same).
    """

    slug: str
    titulo: str
    codigo: str
    distintivo: str
    de: str
    a: str
    rotulo_de: str
    rotulo_a: str
    que: str


@dataclass(frozen=True, slots=True)
class CambiosDelManual:
    """A page of the cargos that differ between two days, and how many there are of each kind."""

    cargos: tuple[CargoQueCambio, ...]
    cuentas: dict[str, int]


def textos_de(
    session: Session, manual: ManualVisto, slug: str, etiquetas: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """What names the texts of approved versions of a cargo (``webapp.textos``), by etiqueta.

    Raises NoEncontrado for one missing.
    """
    pide = {"manual": manual.id, "slug": slug, "etiquetas": list(etiquetas)}
    filas = session.connection().execute(_TEXTOS, pide)
    textos = {f.etiqueta: (f.contenido_hash, f.ids or "[]") for f in filas}
    for etiqueta in etiquetas:
        if etiqueta not in textos:
            raise NoEncontrado(
                f"Ese cargo no tiene una versión {etiqueta}.", "Elija dos de la lista."
            )
    return textos


_c, _v = Cargo.__table__.c, Version.__table__.c
_TEXTOS = (
    select(_v.etiqueta, _v.contenido_hash, _v.ids)
    .join_from(Cargo.__table__, Version.__table__, _v.cargo_id == _c.id)
    .where(
        _c.manual_id == bindparam("manual"),
        _c.slug == bindparam("slug"),
        _v.estado_clase == ClaseEstado.APROBADA.value,
        _v.etiqueta.in_(bindparam("etiquetas", expanding=True)),
    )
)


def cargos_con_texto(
    session: Session, manual: ManualVisto, slugs: Sequence[str], dia: date
) -> dict[str, CargoConTexto]:
    """Those of ``slugs`` that were in force on ``dia``, with their texts."""
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version, ContenidoGuardado.texto)
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(
            Cargo.manual_id == manual.id,
            Cargo.slug.in_(slugs),
            Version.tipo == TipoVersion.TEXTO.value,
        )
    )
    return {
        slug: CargoConTexto(
            slug,
            titulo,
            leer_encabezado(version).get("codigo", ""),
            distintivo(manual.formato, leer_encabezado(version), titulo),
            rotulo_de_version(manual.formato, version),
            leer_canonico(texto, json.loads(version.ids or "[]")),
        )
        for slug, titulo, version, texto in filas
    }


def cargos_del_dia(
    session: Session, manual: ManualVisto, dia: date, tope: int = 2_000
) -> tuple[tuple[str, str], ...]:
    """(slug, name) of the cargos in force on ``dia``, to choose one from."""
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version)
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .where(Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value)
        .order_by(Cargo.titulo, Cargo.id)
        .limit(tope)
    )
    nombres = []
    for slug, titulo, version in filas:
        campos = leer_encabezado(version)
        partes = (titulo, campos.get("codigo", ""), distintivo(manual.formato, campos, titulo))
        nombres.append((slug, " · ".join(p for p in partes if p)))
    return tuple(nombres)


def vispera_del_ultimo_cambio(session: Session, manual: ManualVisto, dia: date) -> date:
    """The day before the last one, up to ``dia``, on which a version began to count.

    ``dia`` itself where none has: two equal days, which say the same.
    """
    ultimo = session.scalar(
        select(func.max(Vigencia.desde)).where(
            Vigencia.manual_id == manual.id, Vigencia.anulada.is_(False), Vigencia.desde <= dia
        )
    )
    return ultimo - timedelta(days=1) if ultimo else dia


def cambios_del_manual(
    session: Session, manual: ManualVisto, de: date, a: date, pagina: int
) -> CambiosDelManual:
    """The cargos whose version in force differs between two days.

    In two statements, once a process for each record of the manual, pair of days and page.
    """
    clave = (manual.id, manual.cabeza, de, a, pagina)
    hallados = _cambiados.dar(clave)
    if hallados is None:
        hallados = _cambiados.guardar(clave, _cambios(session, manual, de, a, pagina))
    return hallados


_cambiados: Recientes[CambiosDelManual] = Recientes(16)


def _cambios(
    session: Session, manual: ManualVisto, de: date, a: date, pagina: int
) -> CambiosDelManual:
    antes, despues = aliased(Version), aliased(Version)
    texto = TipoVersion.TEXTO.value
    que = func.coalesce(antes.contenido_hash, "") == func.coalesce(despues.contenido_hash, "")
    base = (
        select(Cargo.slug, Cargo.titulo, antes, despues)
        .select_from(Cargo)
        .outerjoin(antes, (antes.id == vigente_en(de)) & (antes.tipo == texto))
        .outerjoin(despues, (despues.id == vigente_en(a)) & (despues.tipo == texto))
        .where(
            Cargo.manual_id == manual.id,
            or_(
                antes.id != despues.id,
                antes.id.is_(None) & despues.id.is_not(None),
                antes.id.is_not(None) & despues.id.is_(None),
            ),
        )
    )
    entra, sale = antes.id.is_(None), despues.id.is_(None)
    cuentas = session.execute(
        base.with_only_columns(entra, sale, que, func.count()).group_by(entra, sale, que)
    )
    filas = session.execute(
        base.order_by(Cargo.titulo, Cargo.id).limit(POR_PAGINA).offset((pagina - 1) * POR_PAGINA)
    )
    por_clase: dict[str, int] = {}
    for es_nuevo, se_va, igual, n in cuentas:
        clase = "entra" if es_nuevo else "sale" if se_va else "igual" if igual else "cambia"
        por_clase[clase] = por_clase.get(clase, 0) + n
    return CambiosDelManual(tuple(_cambio(manual, *fila) for fila in filas), por_clase)


def _cambio(
    manual: ManualVisto, slug: str, titulo: str, antes: Version | None, despues: Version | None
) -> CargoQueCambio:
    viva = despues or antes
    assert viva is not None
    campos = leer_encabezado(viva)
    que = "entra" if antes is None else "sale" if despues is None else "cambia"
    if antes and despues and antes.contenido_hash == despues.contenido_hash:
        que = "igual"
    return CargoQueCambio(
        slug,
        titulo,
        campos.get("codigo", ""),
        distintivo(manual.formato, campos, titulo),
        (antes.etiqueta or "") if antes else "",
        (despues.etiqueta or "") if despues else "",
        rotulo_de_version(manual.formato, antes) if antes else "",
        rotulo_de_version(manual.formato, despues) if despues else "",
        que,
    )
