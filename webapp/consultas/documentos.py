"""What printed copies are made from: whole cargos, in a fixed number of statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.acuerdos import firmas_al_dia, leer_acuerdos
from webapp.consultas.hojas import (
    firmado_de,
    firmas_impresas,
    numero_impreso,
    situacion_de,
)
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.firmas import Firma, firmado_al_aprobar, firmado_de_actos, firmas_de_actos
from webapp.modelos import (
    Acto,
    Borrador,
    Cargo,
    ContenidoGuardado,
    InstrumentoRegistrado,
    TipoVersion,
    Version,
    Vigencia,
)
from webapp.publicacion.documento import Documento
from workflows.contenido import hash_de, leer_canonico
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseEstado


def documento_de(
    session: Session, manual: ManualVisto, version_id: int, dia: date, sitio: str
) -> Documento:
    """One version as a copy made on ``dia`` shows it, in three statements. Raises NoEncontrado."""
    hallados = documentos_de(session, manual, [version_id], dia, sitio)
    if not hallados:
        raise NoEncontrado("Esa versión no existe.", "Búsquela en la lista de cargos.")
    return hallados[0]


def documentos_de(
    session: Session, manual: ManualVisto, ids: Sequence[int], dia: date, sitio: str
) -> list[Documento]:
    """The versions ``ids`` of one manual, in that order, in three statements however many."""
    hallados = _leer(session, manual, Version.id.in_(ids), dia, sitio)
    por_id = {d.version_id: d for d in hallados}
    return [por_id[i] for i in ids if i in por_id]


def documentos_vigentes(
    session: Session, manual: ManualVisto, dia: date, sitio: str
) -> list[Documento]:
    """What a manual said on ``dia``: every cargo in force, in three statements."""
    donde = (Version.id == vigente_en(dia)) & (Version.tipo == TipoVersion.TEXTO.value)
    return _leer(session, manual, donde, dia, sitio)


def version_aprobada(
    session: Session, manual: ManualVisto, cargo: str, dia: date, etiqueta: str | None = None
) -> int:
    """The id of the version of the cargo (by slug) called ``etiqueta``, or in force on ``dia``.

    Raises NoEncontrado.
    """
    cual = Version.id == vigente_en(dia) if etiqueta is None else Version.etiqueta == etiqueta
    version_id = session.scalar(
        select(Version.id)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .where(
            Cargo.manual_id == manual.id,
            Cargo.slug == cargo,
            Version.estado_clase == ClaseEstado.APROBADA,
            cual,
        )
    )
    if version_id is None:
        que = f"la versión {etiqueta}" if etiqueta else "una versión vigente ese día"
        raise NoEncontrado(f"Ese cargo no tiene {que}.", "Vea la lista de sus versiones.")
    return version_id


def _leer(
    session: Session, manual: ManualVisto, donde: ColumnElement[bool], dia: date, sitio: str
) -> list[Documento]:
    filas = session.execute(
        select(
            Version,
            Cargo,
            ContenidoGuardado.texto,
            Borrador,
            InstrumentoRegistrado,
            Vigencia,
            vigente_en(dia),
        )
        .select_from(Cargo)
        .join(Version, Version.cargo_id == Cargo.id)
        .outerjoin(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .outerjoin(Borrador, Borrador.version_id == Version.id)
        .outerjoin(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .outerjoin(Vigencia, Vigencia.version_id == Version.id)
        .where(Cargo.manual_id == manual.id, donde)
        .order_by(Cargo.id)
    ).all()
    firmas, firmado = _firmas(session, manual, [fila[0] for fila in filas])
    acuerdos = leer_acuerdos(session, list({f[4].id: f[4] for f in filas if f[4]}.values()))
    hechos = []
    for version, cargo, texto, borrador, instrumento, vigencia, vigente_id in filas:
        acuerdo = acuerdos[instrumento.id] if instrumento else None
        firmadas = firmas[version.id]
        escrito, ids = (
            (borrador.texto, borrador.ids) if borrador is not None else (texto, version.ids)
        )
        if escrito is None:
            continue
        contenido = leer_canonico(escrito, json.loads(ids or "[]"))
        hechos.append(
            Documento(
                formato=manual.formato,
                manual=manual.slug,
                manual_nombre=manual.nombre,
                institucion=manual.institucion,
                cargo=cargo.slug,
                titulo=manual.formato.titulo_de(contenido) or cargo.titulo,
                version_id=version.id,
                contenido=contenido,
                contenido_hash=version.contenido_hash or hash_de(contenido),
                firmas=firmas_impresas(firmas_al_dia(firmadas, acuerdo) if acuerdo else firmadas),
                firmado=firmado_de(
                    firmado[version.id], version.contenido_hash or hash_de(contenido)
                ),
                numero=numero_impreso(manual.formato, version),
                etiqueta=version.etiqueta or "",
                instrumento=acuerdo.datos.numero if acuerdo else "",
                rige_desde=vigencia.desde if vigencia else None,
                situacion=_situacion(version, vigencia, vigente_id, dia),
                derogacion=version.tipo == TipoVersion.DEROGACION,
                momento=version.desde,
                sitio=sitio.rstrip("/"),
            )
        )
    return hechos


def _situacion(
    version: Version, vigencia: Vigencia | None, vigente_id: int | None, dia: date
) -> str:
    if vigencia is not None:
        return situacion_de(version, vigencia, vigente_id, dia)
    return "borrador" if version.estado_clase == ClaseEstado.EDICION else "tramite"


def _firmas(
    session: Session, manual: ManualVisto, versiones: Sequence[Version]
) -> tuple[dict[int, dict[str, Any]], dict[int, list[Firma]]]:
    """What each version prints in the cells of its header, and the signatures as they were made:
    the approving acto says both, once there is one (or those before it)."""
    actos: dict[int, list[Acto]] = defaultdict(list)
    for acto in session.scalars(
        select(Acto)
        .where(Acto.version_id.in_([v.id for v in versiones]))
        .order_by(Acto.version_id, Acto.seq)
    ):
        actos[acto.version_id or 0].append(acto)
    firmas: dict[int, dict[str, Any]] = {}
    firmado: dict[int, list[Firma]] = {}
    for version in versiones:
        suyos = actos[version.id]
        hasta = [a for a in suyos if version.orden and a.seq <= version.orden]
        if hasta:
            firmas[version.id] = json.loads(hasta[-1].datos).get("firmas", {})
            firmado[version.id] = firmado_al_aprobar(hasta, manual.formato, manual.zona)
        else:
            firmas[version.id] = dict(firmas_de_actos(suyos, manual.formato, manual.zona))
            firmado[version.id] = firmado_de_actos(suyos, manual.formato, manual.zona)
    return firmas, firmado
