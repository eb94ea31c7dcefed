"""Completar: what the board approved with changes, with its words in it, under the same number."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._acuerdos import dejar_pasar, firma_del_organo
from webapp.casos._aprobar import Aprobacion, aprobar, firmas_en_pie
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo, empezar
from webapp.casos.actor import Actor
from webapp.casos.dejar_sin_efecto import cerrar_pendientes
from webapp.hechos import ver_versiones
from webapp.modelos import ResultadoRegistrado, Version
from workflows.acuerdos import Resultado
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.numeracion import escribir_version


def completar_acuerdo(
    session: Session, actor: Actor, pedido: PedidoDeAcuerdo, vistos: Mapping[int, str]
) -> int:
    """Approve under the acuerdo the versions whose changes were written and reviewed.

    ``vistos`` is hash by version id. Returns how many. Raises what ``_sobre_acuerdo.empezar``
    raises, and what bars each version, naming its cargo; nothing is recorded then.
    """
    registro, leido, acto = empezar(session, actor, pedido)
    if not vistos:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    instrumento, datos = leido.instrumento, leido.datos
    pendientes = {
        r.version_id: r
        for r in session.scalars(
            select(ResultadoRegistrado).where(
                ResultadoRegistrado.instrumento_id == instrumento.id,
                ResultadoRegistrado.version_id.in_(vistos),
                ResultadoRegistrado.resultado == Resultado.CON_CAMBIOS,
                ResultadoRegistrado.cierre.is_(None),
            )
        )
    }
    vistas = ver_versiones(session, list(vistos))
    for vista in vistas:
        if vista.version.id not in pendientes:
            raise ActoInvalido(
                f"{vista.cargo.titulo} ya no está pendiente en este acuerdo.",
                "Recargue la página. No se registró nada.",
            )
        dejar_pasar(registro, vista, acto, vistos[vista.version.id], en=instrumento.id)
    registro.firma(
        "Completar el acuerdo",
        lambda: [v.nombre(registro.formato) for v in vistas],
        acuerdo=datos.numero,
    )
    firmas = firmas_en_pie(registro, list(vistos))
    aprobado = firma_del_organo(registro, datos.fecha)
    aprobaciones = [
        Aprobacion(
            v,
            escribir_version(registro.formato.numeracion, instrumento.anio, r.numero_consecutivo)
            if r.numero_consecutivo
            else "",
            datos.rige_desde,
            {**firmas[v.version.id].celdas, "aprobado": aprobado},
            r.numero_consecutivo,
            firmas[v.version.id].firmado,
        )
        for v in vistas
        for r in [pendientes[v.version.id]]
    ]
    aprobar(registro, acto, instrumento, aprobaciones)
    ordenes = session.execute(select(Version.id, Version.orden).where(Version.id.in_(vistos))).all()
    for version_id, orden in ordenes:
        cerrar_pendientes(session, instrumento.id, [version_id], orden or 0)
    return len(aprobaciones)
