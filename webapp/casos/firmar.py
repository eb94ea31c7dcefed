"""Firmar como director: a named person approves one version on a date. No board."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._aprobar import (
    Aprobacion,
    acto_de_aprobacion,
    aprobar,
    consecutivos_siguientes,
    emitir,
    firmas_en_pie,
)
from webapp.casos._tramitar import Pedido, empezar
from webapp.casos.actor import Actor
from webapp.firmas import con_titular
from webapp.modelos import ClaseAsunto, InstrumentoRegistrado
from workflows.formatos.modelo import ClaseActo, ClaseInstrumento
from workflows.numeracion import escribir_version


def firmar(session: Session, actor: Actor, pedido: Pedido, rige_desde: date | None = None) -> str:
    """Approve with one's own signature, today. Returns the new estado.

    Raises the refusals of the ciclo; ActoInvalido where a board approves.
    """
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.APROBACION)
    acto_de_aprobacion(registro.formato, ClaseInstrumento.FIRMA)
    registro.firma(acto.rotulo, lambda: [vista.nombre(registro.formato)])
    rige = rige_desde or registro.hoy
    instrumento = InstrumentoRegistrado(
        manual_id=registro.manual.id,
        institucion_id=registro.manual.institucion_id,
        clase=ClaseInstrumento.FIRMA.value,
        anio=registro.hoy.year,
        fecha=registro.hoy,
        rige_desde=rige,
        por=registro.persona.nombre,
        puesto=registro.persona.puesto,
        asentado=False,
        registrado=actor.ahora,
    )
    session.add(instrumento)
    session.flush()
    rol = registro.rol_para(*acto.roles)
    registro.asunto(
        ClaseAsunto.INSTRUMENTO,
        acto.clave,
        rol=rol,
        instrumento_id=instrumento.id,
        datos={"fecha": registro.hoy.isoformat(), "rige_desde": rige.isoformat()},
    )
    consecutivos = consecutivos_siguientes(registro, registro.hoy.year, 1)
    numero = "".join(
        escribir_version(registro.formato.numeracion, registro.hoy.year, n) for n in consecutivos
    )
    aprobado = {
        "por": registro.persona.nombre,
        "puesto": con_titular(registro.persona.puesto, registro.titular(rol)),
        "fecha": registro.hoy.isoformat(),
        "persona": registro.persona.nombre,
    }
    en_pie = firmas_en_pie(registro, [vista.version.id])[vista.version.id]
    emitir(registro, instrumento, consecutivos)
    consecutivo = next(iter(consecutivos), None)
    firmas = {**en_pie.celdas, "aprobado": aprobado}
    aprobacion = Aprobacion(vista, numero, rige, firmas, consecutivo, en_pie.firmado)
    aprobar(registro, acto, instrumento, [aprobacion])
    return acto.hacia
