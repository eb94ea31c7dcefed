"""The recorded acuerdos: each with what it decided, what is still pending, and what came later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.acuerdos import AcuerdoLeido, leer_acuerdos
from webapp.consultas.hojas import leer_encabezado, numero_impreso
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import (
    Archivo,
    Cargo,
    InstrumentoRegistrado,
    NumeroDeAcuerdo,
    ResultadoRegistrado,
    TipoVersion,
    Version,
    Vigencia,
)
from workflows.acuerdos import Resultado
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseActo, ClaseEstado, ClaseInstrumento
from workflows.nombres import distintivo
from workflows.numeracion import escribir_version


@dataclass(frozen=True, slots=True)
class CargoDecidido:
    """A cargo an acuerdo decided on. ``desde`` is the first day of what it approved; ``situacion``
    aprobado, anulado, pendiente, soltado, descartado, devuelto or pospuesto; ``estado`` where a
    pending one stands, ``lista`` that it can be completed, ``visto`` the hash it has."""

    version_id: int
    slug: str
    titulo: str
    distintivo: str
    codigo: str
    situacion: str
    motivo: str
    numero: str
    etiqueta: str
    desde: date | None
    derogado: bool
    estado: str = ""
    lista: bool = False
    visto: str = ""
    con_cambios: bool = False


@dataclass(frozen=True, slots=True)
class AcuerdoEnLista:
    """A line of the list of acuerdos: its data as they are today, and how many cargos."""

    numero: str
    sesion: str
    fecha: date
    rige_desde: date | None
    cuantos: int
    pendientes: int
    sin_efecto: bool


@dataclass(frozen=True, slots=True)
class AcuerdoVisto:
    """One acuerdo, with what it decided; ``archivos`` are the files it has had, by hash."""

    id: int
    leido: AcuerdoLeido
    cargos: tuple[CargoDecidido, ...]
    archivos: Mapping[str, Archivo]

    @property
    def pendientes(self) -> tuple[CargoDecidido, ...]:
        """What was approved with changes and is not complete yet."""
        return tuple(c for c in self.cargos if c.situacion == "pendiente")


def acuerdos(
    session: Session, manual: ManualVisto, limite: int = 200
) -> tuple[AcuerdoEnLista, ...]:
    """The acuerdos of a manual, newest first, in two statements."""
    i = InstrumentoRegistrado
    aprobadas = (
        select(func.count()).where(Version.instrumento_id == i.id).correlate(i).scalar_subquery()
    )
    otras = (
        select(func.count())
        .where(
            ResultadoRegistrado.instrumento_id == i.id,
            ResultadoRegistrado.resultado != Resultado.APROBADO,
        )
        .correlate(i)
        .scalar_subquery()
    )
    pendientes = (
        select(func.count())
        .where(
            ResultadoRegistrado.instrumento_id == i.id,
            ResultadoRegistrado.resultado == Resultado.CON_CAMBIOS,
            ResultadoRegistrado.cierre.is_(None),
        )
        .correlate(i)
        .scalar_subquery()
    )
    completadas = (
        select(func.count())
        .select_from(ResultadoRegistrado)
        .join(Version, Version.id == ResultadoRegistrado.version_id)
        .where(
            ResultadoRegistrado.instrumento_id == i.id,
            ResultadoRegistrado.resultado == Resultado.CON_CAMBIOS,
            Version.instrumento_id == i.id,
        )
        .correlate(i)
        .scalar_subquery()
    )
    filas = session.execute(
        select(i, aprobadas + otras - completadas, pendientes)
        .where(i.manual_id == manual.id, i.clase == ClaseInstrumento.ACUERDO.value)
        .order_by(i.fecha.desc(), i.id.desc())
        .limit(limite)
    ).all()
    leidos = leer_acuerdos(session, [f[0] for f in filas])
    return tuple(
        AcuerdoEnLista(
            leidos[r.id].datos.numero,
            leidos[r.id].datos.sesion,
            leidos[r.id].datos.fecha,
            leidos[r.id].datos.rige_desde,
            cuantos,
            faltan,
            leidos[r.id].sin_efecto is not None,
        )
        for r, cuantos, faltan in filas
    )


def numero_de_hoy(session: Session, instrumento_id: int) -> str:
    """The number an acuerdo has now, whatever a fe de erratas just made of it."""
    return session.scalars(
        select(NumeroDeAcuerdo.numero).where(NumeroDeAcuerdo.instrumento_id == instrumento_id)
    ).one()


def acuerdo(session: Session, manual: ManualVisto, numero: str) -> AcuerdoVisto:
    """The acuerdo that has this number today, or had it before a fe de erratas.

    Raises NoEncontrado.
    """
    instrumento = session.scalar(
        select(InstrumentoRegistrado)
        .join(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == InstrumentoRegistrado.id)
        .where(NumeroDeAcuerdo.manual_id == manual.id, NumeroDeAcuerdo.numero == numero)
    ) or session.scalar(
        select(InstrumentoRegistrado)
        .where(InstrumentoRegistrado.manual_id == manual.id, InstrumentoRegistrado.numero == numero)
        .order_by(InstrumentoRegistrado.id)
        .limit(1)
    )
    if instrumento is None:
        raise NoEncontrado(f"No hay un acuerdo {numero}.", "Vea la lista de acuerdos.")
    leido = leer_acuerdos(session, [instrumento])[instrumento.id]
    adjuntos = {leido.original.adjunto, *(n.cambios.get("adjunto", "") for n in leido.novedades)}
    archivos = session.scalars(select(Archivo).where(Archivo.hash.in_(adjuntos - {""}))).all()
    return AcuerdoVisto(
        instrumento.id,
        leido,
        _cargos(session, manual, leido),
        {a.hash: a for a in archivos},
    )


def _cargos(
    session: Session, manual: ManualVisto, leido: AcuerdoLeido
) -> tuple[CargoDecidido, ...]:
    i = leido.instrumento
    if i.asentado:
        filas = session.execute(
            select(Cargo, Version, Vigencia)
            .join(Version, Version.cargo_id == Cargo.id)
            .join(Vigencia, Vigencia.version_id == Version.id)
            .where(Version.instrumento_id == i.id)
            .order_by(Version.orden)
        )
        return tuple(_cargo(manual, i.id, c, v, w, None) for c, v, w in filas)
    decididos = session.execute(
        select(Cargo, Version, Vigencia, ResultadoRegistrado)
        .select_from(ResultadoRegistrado)
        .join(Version, Version.id == ResultadoRegistrado.version_id)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(Vigencia, Vigencia.version_id == Version.id)
        .where(ResultadoRegistrado.instrumento_id == i.id)
        .order_by(Version.orden.is_(None), Version.orden, Version.id)
    )
    return tuple(_cargo(manual, i.id, c, v, w, r) for c, v, w, r in decididos)


def _cerrado(version: Version, resultado: ResultadoRegistrado) -> str:
    """How what was approved with changes ended, without being completed: the last acto of what is
    closed is the one that discarded it."""
    suyo = version.estado_clase == ClaseEstado.CERRADA and version.ultimo_seq == resultado.cierre
    return "descartado" if suyo else "soltado"


def _cargo(
    manual: ManualVisto,
    instrumento_id: int,
    cargo: Cargo,
    version: Version,
    vigencia: Vigencia | None,
    resultado: ResultadoRegistrado | None,
) -> CargoDecidido:
    campos = leer_encabezado(version)
    aqui = version.instrumento_id == instrumento_id
    con_cambios = resultado is not None and resultado.resultado == Resultado.CON_CAMBIOS
    if aqui and vigencia is not None:
        situacion = "anulado" if vigencia.anulada else "aprobado"
    elif con_cambios and resultado is not None:
        situacion = _cerrado(version, resultado) if resultado.cierre else "pendiente"
    else:
        situacion = resultado.resultado if resultado else "aprobado"
    numero = numero_impreso(manual.formato, version) if aqui else ""
    if situacion == "pendiente" and resultado and resultado.numero_consecutivo:
        numero = escribir_version(
            manual.formato.numeracion, resultado.numero_anio or 0, resultado.numero_consecutivo
        )
    pendiente = situacion == "pendiente"
    aprueba = manual.formato.actos_de(ClaseActo.APROBACION)[0]
    return CargoDecidido(
        version_id=version.id,
        slug=cargo.slug,
        titulo=cargo.titulo,
        distintivo=distintivo(manual.formato, campos, cargo.titulo),
        codigo=campos.get("codigo", ""),
        situacion=situacion,
        motivo=resultado.motivo if resultado else "",
        numero=numero,
        etiqueta=version.etiqueta or "" if aqui else "",
        desde=vigencia.desde if vigencia and aqui else None,
        derogado=version.tipo == TipoVersion.DEROGACION,
        estado=manual.formato.estado(version.estado).rotulo.lower() if pendiente else "",
        lista=pendiente and version.estado in aprueba.desde,
        visto=version.contenido_hash or "" if pendiente else "",
        con_cambios=con_cambios,
    )
