"""A manual on a date, in the shape in which a document is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.acuerdos import AcuerdoLeido, firmas_al_dia, leer_acuerdos
from webapp.consultas.hojas import numero_impreso
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import (
    Acto,
    Cargo,
    ContenidoGuardado,
    InstrumentoRegistrado,
    TipoVersion,
    Version,
)
from workflows.contenido import leer_canonico
from workflows.lectura import CargoLeido, cargo_a_json
from workflows.lectura.modelo import DetalleItem, FirmaLeida


def exportar(session: Session, manual: ManualVisto, dia: date) -> dict[str, Any]:
    """The cargos in force on ``dia``, in two statements; lines are 0, for there is no document."""
    filas = session.execute(
        select(Cargo, Version, ContenidoGuardado.texto, InstrumentoRegistrado, Acto.datos)
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.orden))
        .where(Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value)
        .order_by(Cargo.id)
    )
    leidas = filas.all()
    acuerdos = leer_acuerdos(session, list({f[3].id: f[3] for f in leidas}.values()))
    formato = manual.formato
    return {
        "formato": formato.clave,
        "cobertura": 1.0,
        "cargos": [
            cargo_a_json(_leido(manual, cargo, version, texto, acuerdos[i.id], datos), formato)
            for cargo, version, texto, i, datos in leidas
        ],
        "avisos": [],
        "sin_ubicar": [],
    }


def _leido(
    manual: ManualVisto,
    cargo: Cargo,
    version: Version,
    texto: str,
    acuerdo: AcuerdoLeido,
    datos: str,
) -> CargoLeido:
    contenido = leer_canonico(texto, json.loads(version.ids or "[]"))
    del_acto = json.loads(datos)
    titulos = {s.clave: s.titulo for s in manual.formato.secciones}
    return CargoLeido(
        contenido=contenido,
        titulo=cargo.titulo,
        version=numero_impreso(manual.formato, version),
        instrumento=acuerdo.datos.numero,
        firmas={
            clave: _firma(f)
            for clave, f in firmas_al_dia(del_acto.get("firmas", {}), acuerdo).items()
        },
        paginas=tuple(del_acto.get("paginas", ())),
        titulos=titulos,
        detalle={i.id: DetalleItem(0, 0) for s in contenido.secciones for i in s.items},
    )


def _firma(datos: Mapping[str, str]) -> FirmaLeida:
    return FirmaLeida(datos.get("por", ""), datos.get("fecha", ""), datos.get("puesto", ""))
