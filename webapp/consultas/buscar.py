"""Search across what was in force on a day: which cargos, in which words, and how many of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import distintivo, leer_encabezado, numero_impreso
from webapp.consultas.indice_de_texto import hashes_que_dicen, puntos
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import CampoIndexado, Cargo, ContenidoGuardado, TipoVersion, Version
from workflows.contenido import leer_canonico
from workflows.formatos import Formato
from workflows.mapa import campos_de_eje
from workflows.palabras import CAMPO, NOTAS, trozos
from workflows.pregunta import Clausula, Marca, Pregunta, en_contexto, marcar
from workflows.textos import TABLA

POR_PAGINA = 20
#: Places shown of one cargo.
_LUGARES = 3


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a cargo says it: the section, the item's id ("" for a header field), the words."""

    seccion: str
    item: str
    palabras: tuple[Marca, ...]


@dataclass(frozen=True, slots=True)
class Hallado:
    """A cargo that answers; ``mas`` counts the places that are not shown."""

    slug: str
    titulo: str
    codigo: str
    distintivo: str
    numero: str
    lugares: tuple[Lugar, ...]
    mas: int


@dataclass(frozen=True, slots=True)
class Faceta:
    """A field of the identity: the values of the cargos found, with how many have each."""

    clave: str
    rotulo: str
    valores: tuple[tuple[str, str, int], ...]  #: (folded, as printed, cargos)


@dataclass(frozen=True, slots=True)
class Resultado:
    """One page of what was found."""

    total: int
    hallados: tuple[Hallado, ...]
    facetas: tuple[Faceta, ...]


def buscar(
    session: Session,
    manual: ManualVisto,
    dia: date,
    pregunta: Pregunta,
    elegidos: Mapping[str, str],
    pagina: int = 1,
) -> Resultado:
    """The cargos in force on ``dia`` that answer, best first, in three statements.

    ``elegidos`` narrows by fields of the identity, folded as in :class:`Faceta`.
    """
    donde = _condiciones(session, manual, pregunta, elegidos)
    consulta = (
        select(Cargo, Version, func.count().over())
        .join(Version, Version.id == vigente_en(dia))
        .where(*donde)
    )
    if pregunta.clausulas:
        suyos = puntos(session, pregunta.clausulas)
        consulta = consulta.outerjoin(
            suyos, suyos.c.contenido_hash == Version.contenido_hash
        ).order_by(func.coalesce(suyos.c.puntos, 0).desc())
    filas = session.execute(
        consulta.order_by(Cargo.titulo, Cargo.id)
        .limit(POR_PAGINA)
        .offset((pagina - 1) * POR_PAGINA)
    ).all()
    textos = dict(
        session.execute(
            select(ContenidoGuardado.hash, ContenidoGuardado.texto).where(
                ContenidoGuardado.hash.in_([v.contenido_hash for _, v, _ in filas])
            )
        ).all()
    )
    return Resultado(
        filas[0][2] if filas else 0,
        tuple(
            _hallado(manual.formato, cargo, version, textos, pregunta.clausulas)
            for cargo, version, _ in filas
        ),
        _facetas(session, manual.formato, dia, donde),
    )


def _condiciones(
    session: Session, manual: ManualVisto, pregunta: Pregunta, elegidos: Mapping[str, str]
) -> list[ColumnElement[bool]]:
    donde = [Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value]
    donde += [
        Version.contenido_hash.in_(hashes_que_dicen(session, clausula))
        for clausula in pregunta.clausulas
    ]
    donde += [
        Version.contenido_hash.in_(
            select(CampoIndexado.contenido_hash).where(
                CampoIndexado.clave == clave, CampoIndexado.plegado == valor
            )
        )
        for clave, valor in elegidos.items()
    ]
    return donde


def _facetas(
    session: Session, formato: Formato, dia: date, donde: Sequence[ColumnElement[bool]]
) -> tuple[Faceta, ...]:
    claves = campos_de_eje(formato)
    filas = session.execute(
        select(
            CampoIndexado.clave,
            CampoIndexado.plegado,
            func.min(CampoIndexado.valor),
            func.count(),
        )
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .join(CampoIndexado, CampoIndexado.contenido_hash == Version.contenido_hash)
        .where(*donde, CampoIndexado.clave.in_(claves))
        .group_by(CampoIndexado.clave, CampoIndexado.plegado)
        .order_by(func.count().desc(), CampoIndexado.plegado)
    ).all()
    rotulos = {c.clave: c.rotulo for c in formato.campos}
    return tuple(
        Faceta(
            clave,
            rotulos[clave],
            tuple((plegado, valor, n) for de, plegado, valor, n in filas if de == clave),
        )
        for clave in claves
    )


def _hallado(
    formato: Formato,
    cargo: Cargo,
    version: Version,
    textos: Mapping[str, str],
    clausulas: Sequence[Clausula],
) -> Hallado:
    contenido = leer_canonico(textos[version.contenido_hash or ""], json.loads(version.ids or "[]"))
    campos = leer_encabezado(version)
    lugares = []
    for trozo in trozos(contenido):
        if trozo.seccion.startswith(CAMPO) and trozo.texto.casefold() in cargo.titulo.casefold():
            continue
        suyas = [c for c in clausulas if c.secciones is None or trozo.seccion in c.secciones]
        marcas = marcar(trozo.texto, suyas)
        if any(m.hallado for m in marcas):
            lugares.append(Lugar(_rotulo(formato, trozo.seccion), trozo.id, en_contexto(marcas)))
    return Hallado(
        cargo.slug,
        cargo.titulo,
        campos.get("codigo", ""),
        distintivo(formato, campos, cargo.titulo),
        numero_impreso(formato, version),
        tuple(lugares[:_LUGARES]),
        max(0, len(lugares) - _LUGARES),
    )


def _rotulo(formato: Formato, seccion: str) -> str:
    if seccion.startswith(CAMPO):
        clave = seccion.removeprefix(CAMPO)
        return next((c.rotulo for c in formato.campos if c.clave == clave), clave)
    if seccion == NOTAS:
        return "Notas"
    if seccion == TABLA and formato.seccion_competencias:
        return formato.seccion_competencias.titulo
    return formato.seccion(seccion).titulo
