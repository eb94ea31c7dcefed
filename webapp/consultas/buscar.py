"""Search across what was in force on a day: which cargos, in which words, and how many of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    CTE,
    FromClause,
    SelectBase,
    Subquery,
    func,
    intersect,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado, numero_impreso
from webapp.consultas.indice_de_texto import al_lado, contenidos_que_dicen, puntos
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import CampoIndexado, Cargo, ContenidoGuardado, TipoVersion, Version
from webapp.textos import RECORDADOS, Recientes, contenidos_de
from workflows.formatos import Formato
from workflows.mapa import campos_de_eje
from workflows.nombres import distintivo
from workflows.palabras import CAMPO, NOTAS, Trozo, plegar, trozos
from workflows.pregunta import Clausula, Marca, Pregunta, en_contexto, marcar
from workflows.textos import TABLA

_Plegados = tuple[tuple[Trozo, str], ...]
POR_PAGINA = 20
#: Texts that answer up to which each is followed to its cargo.
POCOS = 500
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
    """The cargos in force on ``dia`` that answer, best first.

    ``elegidos`` narrows by fields of the identity, folded as in :class:`Faceta`. In three
    statements, once a process for each record of the manual, day and question.
    """
    solo = tuple(sorted(elegidos.items()))
    clave = (manual.id, manual.cabeza, dia, pregunta.clausulas, solo, pagina)
    hallado = _resultados.dar(clave)
    if hallado is None:
        hallado = _buscar(session, manual, dia, pregunta, elegidos, pagina)
    return _resultados.guardar(clave, hallado)


_resultados: Recientes[Resultado] = Recientes(64)


def _buscar(
    session: Session,
    manual: ManualVisto,
    dia: date,
    pregunta: Pregunta,
    elegidos: Mapping[str, str],
    pagina: int,
) -> Resultado:
    contestan = _contestan(session, manual, dia, pregunta, elegidos)
    suyos = puntos(session, pregunta.clausulas) if pregunta.clausulas else None
    valen = literal(0) if suyos is None else func.coalesce(suyos.c.puntos, 0)
    todas: FromClause = contestan
    if suyos is not None:
        todas = contestan.outerjoin(suyos, suyos.c.contenido_id == contestan.c.contenido_id)
    cuales = select(
        contestan.c.cargo_id,
        contestan.c.version_id,
        contestan.c.titulo,
        valen.label("valen"),
        func.count().over().label("total"),
    ).select_from(todas)
    # Who answers is put in order by few columns; the whole rows are of one page.
    suya = (
        cuales.order_by(valen.desc(), contestan.c.titulo, contestan.c.cargo_id)
        .limit(POR_PAGINA)
        .offset((pagina - 1) * POR_PAGINA)
        .subquery()
    )
    filas = session.execute(
        select(Cargo, Version, suya.c.total)
        .join(suya, suya.c.cargo_id == Cargo.id)
        .join(Version, Version.id == suya.c.version_id)
        .order_by(suya.c.valen.desc(), Cargo.titulo, Cargo.id)
    ).all()
    plegados = _plegados(session, [(v.contenido_hash or "", v.ids or "[]") for _, v, _ in filas])
    return Resultado(
        filas[0][2] if filas else 0,
        tuple(
            _hallado(manual.formato, cargo, version, suyos, pregunta.clausulas)
            for (cargo, version, _), suyos in zip(filas, plegados, strict=True)
        ),
        _facetas(session, manual.formato, contestan),
    )


def _contestan(
    session: Session,
    manual: ManualVisto,
    dia: date,
    pregunta: Pregunta,
    elegidos: Mapping[str, str],
) -> Subquery:
    """The cargos that answer, each with its version in force and the text of it.

    Few texts are followed to their cargos; where there are many, of any date, it is the cargos
    that are gone through. The engine counts first, and does one or the other.
    """
    c, f = ContenidoGuardado, CampoIndexado
    dicen = [contenidos_que_dicen(session, clausula) for clausula in pregunta.clausulas]
    dicen += [
        select(c.id).join(f, f.contenido_hash == c.hash).where(f.clave == clave, f.plegado == valor)
        for clave, valor in elegidos.items()
    ]
    textos = _materializado(intersect(*dicen) if len(dicen) > 1 else dicen[0].distinct())
    (texto,) = textos.c
    algunos = select(texto).limit(POCOS + 1).subquery()
    pocos = select(func.count()).select_from(algunos).scalar_subquery() <= POCOS
    columnas = (Cargo.id.label("cargo_id"), Cargo.titulo, Version.id.label("version_id"),
                c.id.label("contenido_id"), c.hash.label("contenido_hash"))  # fmt: skip
    suyos = Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value
    # What is computed is no way in: an engine goes from the texts to the cargos, or back.
    de_textos = (
        select(*columnas)
        .select_from(algunos)
        .join(c, c.id == algunos.c[0])
        .join(Version, Version.contenido_hash == c.hash)
        .join(Cargo, Cargo.id == Version.cargo_id + 0)
        .where(pocos, *suyos, Version.id - vigente_en(dia) == 0)
    )
    de_cargos = (
        select(*columnas)
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .join(c, c.hash == Version.contenido_hash)
        .where(~pocos, *suyos, (c.id + 0).in_(select(texto)))
    )
    return union_all(de_textos, de_cargos).subquery()


def _materializado(consulta: SelectBase) -> CTE:
    """Asked once, however many times the statement looks at it."""
    return consulta.cte().prefix_with("MATERIALIZED")


def _facetas(session: Session, formato: Formato, contestan: Subquery) -> tuple[Faceta, ...]:
    claves = campos_de_eje(formato)
    f, suyo = al_lado(
        session,
        CampoIndexado,
        (CampoIndexado.contenido_hash == contestan.c.contenido_hash)
        & CampoIndexado.clave.in_(claves),
    )
    filas = session.execute(
        select(f.clave, f.plegado, func.min(f.valor), func.count())
        .select_from(contestan)
        .join(f, suyo)
        .group_by(f.clave, f.plegado)
        .order_by(func.count().desc(), f.plegado)
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
    plegados: _Plegados,
    clausulas: Sequence[Clausula],
) -> Hallado:
    campos = leer_encabezado(version)
    dichos = [
        trozo
        for trozo, plegado in plegados
        if any(
            c.se_dice_en(plegado)
            for c in clausulas
            if c.secciones is None or trozo.seccion in c.secciones
        )
        and not (trozo.seccion.startswith(CAMPO) and _esta_en(trozo.texto, cargo.titulo))
    ]
    return Hallado(
        cargo.slug,
        cargo.titulo,
        campos.get("codigo", ""),
        distintivo(formato, campos, cargo.titulo),
        numero_impreso(formato, version),
        tuple(_lugar(formato, trozo, clausulas) for trozo in dichos[:_LUGARES]),
        max(0, len(dichos) - _LUGARES),
    )


def _lugar(formato: Formato, trozo: Trozo, clausulas: Sequence[Clausula]) -> Lugar:
    suyas = [c for c in clausulas if c.secciones is None or trozo.seccion in c.secciones]
    return Lugar(_rotulo(formato, trozo.seccion), trozo.id, en_contexto(marcar(trozo.texto, suyas)))


def _esta_en(texto: str, titulo: str) -> bool:
    return texto.casefold() in titulo.casefold()


_trozos: Recientes[_Plegados] = Recientes(RECORDADOS)


def _plegados(session: Session, cuales: Sequence[tuple[str, str]]) -> list[_Plegados]:
    """Everything some texts say, piece by piece, each as it is and folded."""
    contenidos = contenidos_de(session, cuales)
    return [
        _trozos.dar(cual)
        or _trozos.guardar(cual, tuple((t, plegar(t.texto)) for t in trozos(contenido)))
        for cual, contenido in zip(cuales, contenidos, strict=True)
    ]


def _rotulo(formato: Formato, seccion: str) -> str:
    if seccion.startswith(CAMPO):
        clave = seccion.removeprefix(CAMPO)
        return next((c.rotulo for c in formato.campos if c.clave == clave), clave)
    if seccion == NOTAS:
        return "Notas"
    if seccion == TABLA and formato.seccion_competencias:
        return formato.seccion_competencias.titulo
    return formato.seccion(seccion).titulo
