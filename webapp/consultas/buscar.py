"""Search across what was in force on a day: which cargos, in which words, and how many of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import distintivo, leer_encabezado, numero_impreso
from webapp.consultas.indice_de_texto import hashes_que_dicen, puntos
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import CampoIndexado, Cargo, TipoVersion, Version
from webapp.textos import RECORDADOS, Recientes, contenidos_de
from workflows.formatos import Formato
from workflows.mapa import campos_de_eje
from workflows.palabras import CAMPO, NOTAS, Trozo, plegar, trozos
from workflows.pregunta import Clausula, Marca, Pregunta, en_contexto, marcar
from workflows.textos import TABLA

_Plegados = tuple[tuple[Trozo, str], ...]
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
    plegados = _plegados(session, [(v.contenido_hash or "", v.ids or "[]") for _, v, _ in filas])
    return Resultado(
        filas[0][2] if filas else 0,
        tuple(
            _hallado(manual.formato, cargo, version, suyos, pregunta.clausulas)
            for (cargo, version, _), suyos in zip(filas, plegados, strict=True)
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
