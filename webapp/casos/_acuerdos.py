"""What every caso on an acuerdo asks first: who may, whether its number is free, what was seen."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.firmas import Firma
from webapp.hechos import VersionVista, hoy_en
from webapp.modelos import Acto, Entrega, InstrumentoRegistrado, NumeroDeAcuerdo
from workflows.errores import ActoInvalido, DatosInvalidos, ErrorVigente
from workflows.fechas import escribir_fecha
from workflows.formatos import modelo as fm


def firma_del_organo(registro: Registro, fecha: date) -> Firma:
    """How the board's approval is printed: the body, and who recorded it."""
    return {
        "por": registro.formato.instrumento.organo,
        "puesto": "",
        "fecha": fecha.isoformat(),
        "persona": registro.persona.nombre,
    }


def dejar_pasar(
    registro: Registro, vista: VersionVista, acto: fm.Acto, visto: str, *, en: int | None = None
) -> None:
    """Raise what bars ``acto`` on a version, naming its cargo (rules 1, 3 and 4).

    ``en`` is the acuerdo that is being completed: what is pending there goes on there only.
    """
    titulo = vista.cargo.titulo
    if vista.version.manual_id != registro.manual.id:
        raise ActoInvalido(f"{titulo} es de otro manual.", "Quítelo de la lista.")
    if vista.pendiente_en not in (None, en):
        raise ActoInvalido(
            f"{titulo}: la Junta ya lo aprobó con cambios en el acuerdo "
            f"{numero_de(registro.session, vista.pendiente_en or 0)}, y falta completarlo.",
            "Complételo en la página de ese acuerdo. No se registró nada.",
        )
    if vista.version.instrumento_id is not None:
        raise ActoInvalido(_ya_aprobado(registro, vista), "No se registró nada.")
    try:
        registro.decidir(vista, acto.clave, visto=visto, datos=acto.pide)
    except ErrorVigente as error:
        error.mensaje = f"{titulo}: {error.mensaje}"
        error.remedio = f"{error.remedio} No se registró nada.".strip()
        raise


def _ya_aprobado(registro: Registro, vista: VersionVista) -> str:
    """By whom and when, for whoever pressed second."""
    acto = registro.session.scalars(
        select(Acto)
        .where(Acto.manual_id == registro.manual.id, Acto.seq == vista.version.orden)
        .limit(1)
    ).one()
    dia = escribir_fecha(hoy_en(registro.manual, acto.momento))
    numero = numero_de(registro.session, vista.version.instrumento_id or 0)
    return (
        f"{vista.cargo.titulo}: ya quedó aprobado en el acuerdo {numero}; "
        f"lo registró {acto.persona} el {dia}."
    )


def numero_de(session: Session, instrumento_id: int) -> str:
    """The number an acuerdo has today."""
    return (
        session.scalar(
            select(NumeroDeAcuerdo.numero).where(NumeroDeAcuerdo.instrumento_id == instrumento_id)
        )
        or ""
    )


def exigir_libre(registro: Registro, numero: str) -> None:
    """Raise ActoInvalido, saying by whom and when, if the number is of another acuerdo."""
    fila = registro.session.execute(
        select(Acto.persona, Acto.momento)
        .join(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Acto.instrumento_id)
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Acto.instrumento_id)
        .where(
            NumeroDeAcuerdo.institucion_id == registro.manual.institucion_id,
            NumeroDeAcuerdo.numero == numero,
        )
        .order_by(Acto.seq)
        .limit(1)
    ).first()
    if fila is not None:
        dia = escribir_fecha(hoy_en(registro.manual, fila.momento))
        raise ActoInvalido(
            f"El acuerdo {numero} ya está registrado: lo hizo {fila.persona} el {dia}.",
            "Revise el número; si es ese mismo acuerdo, lo que decidió ya está en su página.",
        )


def exigir_adjunto(registro: Registro, huella: str) -> None:
    """Raise DatosInvalidos unless the attachment, if there is one, was handed in by the actor:
    knowing the hash of somebody else's file is not having it."""
    if huella and registro.session.get(Entrega, (huella, registro.persona.id)) is None:
        raise DatosInvalidos(
            "El archivo adjunto no llegó al servidor, o lo entregó otra persona.",
            "Adjúntelo de nuevo.",
            "adjunto",
        )
