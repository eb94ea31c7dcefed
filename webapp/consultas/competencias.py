"""The competencias of a manual on a day: who asks for which grade, and what each grade means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.mapa import GrupoDeMapa
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import (
    CampoIndexado,
    Cargo,
    CompetenciaDicha,
    CompetenciaIndexada,
    ContenidoGuardado,
    TipoVersion,
    Version,
)
from webapp.textos import Recientes
from workflows.errores import NoEncontrado
from workflows.mapa import ejes
from workflows.nombres import distintivo

#: Cargos beside each other in a matrix, and cargos named under one concepto.
COLUMNAS, NOMBRADOS = 12, 60
_TOPE = 5_000


@dataclass(frozen=True, slots=True)
class CargoEnTabla:
    """A cargo as a column of the matrix, or as somebody who uses a concepto."""

    slug: str
    titulo: str
    codigo: str
    distintivo: str


@dataclass(frozen=True, slots=True)
class FilaDeMatriz:
    """A competencia and the grade each cargo asks of it, None where it asks for none."""

    clave: str
    nombre: str
    tipo: str
    grados: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Matriz:
    """A page of the matrix of one group; ``total`` counts the cargos of the group."""

    cargos: tuple[CargoEnTabla, ...]
    filas: tuple[FilaDeMatriz, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Entrada:
    """A word of the dictionary: how many cargos use it and at which grades."""

    clave: str
    nombre: str
    cargos: int
    grados: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConceptoUsado:
    """One text of a grade, and who uses it; ``cargos`` counts them all."""

    grado: int
    concepto: str
    usan: tuple[CargoEnTabla, ...]
    cargos: int
    otro: bool  #: the manual has another text for the same grade


@dataclass(frozen=True, slots=True)
class Definicion:
    """A competencia, grade by grade."""

    nombre: str
    conceptos: tuple[ConceptoUsado, ...]
    cortada: int = 0  #: how many uses were told of, where there are more


def matriz(
    session: Session, manual: ManualVisto, dia: date, grupo: GrupoDeMapa | None, pagina: int
) -> Matriz:
    """The grades of a group of cargos.

    In two statements, once a process for each record of the manual, day, group and page.
    """
    clave = (manual.id, manual.cabeza, dia, grupo, pagina)
    hecha = _matrices.dar(clave)
    return hecha or _matrices.guardar(clave, _matriz(session, manual, dia, grupo, pagina))


_matrices: Recientes[Matriz] = Recientes(16)


def _matriz(
    session: Session, manual: ManualVisto, dia: date, grupo: GrupoDeMapa | None, pagina: int
) -> Matriz:
    consulta = (
        select(Cargo.slug, Cargo.titulo, Version, func.count().over())
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .where(Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value)
    )
    por = ejes(manual.formato)
    if grupo is not None and por and por.grupo:
        consulta = consulta.join(
            CampoIndexado,
            (CampoIndexado.contenido_hash == Version.contenido_hash)
            & (CampoIndexado.clave == por.grupo)
            & (CampoIndexado.plegado == grupo.clave),
        )
    filas = session.execute(
        consulta.order_by(Cargo.titulo, Cargo.id).limit(COLUMNAS).offset((pagina - 1) * COLUMNAS)
    ).all()
    hashes = [version.contenido_hash for _, _, version, _ in filas]
    c = CompetenciaIndexada
    puestos: dict[str, FilaDeMatriz] = {}
    for fila, hash_ in session.execute(
        select(c, ContenidoGuardado.hash)
        .join(CompetenciaDicha, CompetenciaDicha.competencia_id == c.id)
        .join(ContenidoGuardado, ContenidoGuardado.id == CompetenciaDicha.contenido_id)
        .where(ContenidoGuardado.hash.in_(hashes))
        .order_by(CompetenciaDicha.lugar, ContenidoGuardado.hash)
    ):
        vacia = FilaDeMatriz(fila.plegado, fila.nombre, fila.tipo, (None,) * len(filas))
        puesta = puestos.setdefault(fila.plegado, vacia)
        grados = list(puesta.grados)
        for n, (_, _, version, _) in enumerate(filas):
            if version.contenido_hash == hash_:
                grados[n] = max(fila.grado, grados[n] or fila.grado)
        puestos[fila.plegado] = FilaDeMatriz(
            puesta.clave, puesta.nombre, puesta.tipo, tuple(grados)
        )
    return Matriz(
        tuple(_cargo(manual, slug, titulo, version) for slug, titulo, version, _ in filas),
        tuple(puestos.values()),
        filas[0][3] if filas else 0,
    )


def diccionario(session: Session, manual: ManualVisto, dia: date) -> tuple[Entrada, ...]:
    """Every competencia in use on ``dia``, by name: counted as the groups are."""
    clave = (manual.id, manual.cabeza, dia)
    hecho = _diccionarios.dar(clave)
    return hecho or _diccionarios.guardar(clave, _diccionario(session, manual, dia))


_diccionarios: Recientes[tuple[Entrada, ...]] = Recientes(16)


def _diccionario(session: Session, manual: ManualVisto, dia: date) -> tuple[Entrada, ...]:
    c = CompetenciaIndexada
    filas = session.execute(
        _usos(manual, dia)
        .with_only_columns(c.plegado, c.grado, func.min(c.nombre), func.count())
        .group_by(c.plegado, c.grado)
        .order_by(c.plegado, c.grado)
    ).all()
    entradas: dict[str, Entrada] = {}
    for clave, grado, nombre, n in filas:
        previa = entradas.get(clave, Entrada(clave, nombre, 0, ()))
        entradas[clave] = Entrada(clave, previa.nombre, previa.cargos + n, (*previa.grados, grado))
    return tuple(entradas.values())


def definicion(session: Session, manual: ManualVisto, dia: date, clave: str) -> Definicion:
    """What a competencia means at each grade, and who uses each text. Raises NoEncontrado."""
    c = CompetenciaIndexada
    filas = session.execute(
        _usos(manual, dia)
        .with_only_columns(c, Cargo.slug, Cargo.titulo, Version)
        .where(c.plegado == clave)
        .order_by(c.grado, Cargo.titulo, Cargo.id)
        .limit(_TOPE + 1)
    ).all()
    cortada, filas = len(filas) > _TOPE, filas[:_TOPE]
    if not filas:
        raise NoEncontrado("Ningún cargo usaba esa competencia ese día.", "Vea el diccionario.")
    textos: dict[tuple[int, str], list[CargoEnTabla]] = {}
    for fila, slug, titulo, version in filas:
        usan = textos.setdefault((fila.grado, fila.concepto), [])
        usan.append(_cargo(manual, slug, titulo, version))
    grados = [grado for grado, _ in textos]
    return Definicion(
        filas[0][0].nombre,
        tuple(
            ConceptoUsado(
                grado, concepto, tuple(usan[:NOMBRADOS]), len(usan), grados.count(grado) > 1
            )
            for (grado, concepto), usan in sorted(
                textos.items(), key=lambda t: (t[0][0], -len(t[1]))
            )
        ),
        _TOPE if cortada else 0,
    )


def _usos(manual: ManualVisto, dia: date) -> Select[str]:
    return (
        select(Cargo.slug)
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .join(CompetenciaDicha, CompetenciaDicha.contenido_id == ContenidoGuardado.id)
        .join(CompetenciaIndexada, CompetenciaIndexada.id == CompetenciaDicha.competencia_id)
        .where(Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value)
    )


def _cargo(manual: ManualVisto, slug: str, titulo: str, version: Version) -> CargoEnTabla:
    campos = leer_encabezado(version)
    return CargoEnTabla(
        slug, titulo, campos.get("codigo", ""), distintivo(manual.formato, campos, titulo)
    )
