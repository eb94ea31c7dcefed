"""What approves a version, board or director: its number, its signatures and its first day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webapp.bd import insertar
from webapp.casos._registrar import Registro
from webapp.firmas import (
    ActoLeido,
    Firma,
    con_titular,
    firma_hecha,
    firmado_de_actos,
    firmas_de_actos,
    que_aprueba,
)
from webapp.hechos import VersionVista
from webapp.modelos import Acto, InstrumentoRegistrado, Numero, Version
from workflows.errores import ActoInvalido
from workflows.formatos import modelo as fm
from workflows.numeracion import siguiente


@dataclass(frozen=True, slots=True)
class Aprobacion:
    """How a version would be left: its number (or ""), its first day, and the signatures.

    ``firmas`` are the cells of the header; ``firmado``, the signatures that led here.
    ``rige_desde`` is None while a publication is awaited; ``consecutivo`` the place of its
    number in the year, None where versions have none.
    """

    vista: VersionVista
    numero: str
    rige_desde: date | None
    firmas: dict[str, Firma]
    consecutivo: int | None = None
    firmado: Sequence[Firma] = ()


@dataclass(frozen=True, slots=True)
class EnPie:
    """The signatures that stand on a version: as the header prints them, and as they were made."""

    celdas: dict[str, Firma]
    firmado: list[Firma]


def emitir(registro: Registro, instrumento: InstrumentoRegistrado, numeros: Sequence[int]) -> None:
    """Issue version numbers for an acuerdo or a signature, one after the other (rule 5)."""
    insertar(
        registro.session,
        Numero,
        [
            {
                "manual_id": registro.manual.id,
                "anio": instrumento.anio,
                "consecutivo": consecutivo,
                "origen": "emitido",
                "instrumento_id": instrumento.id,
            }
            for consecutivo in numeros
        ],
    )


def aprobar(
    registro: Registro,
    acto: fm.Acto,
    instrumento: InstrumentoRegistrado,
    aprobaciones: Sequence[Aprobacion],
) -> None:
    """Stamp every version with what approves it."""
    if not aprobaciones:
        return
    columnas, datos = {}, {}
    ultima = _firma_que_aprueba(registro, acto)
    for a in aprobaciones:
        version_id = a.vista.version.id
        dia = a.rige_desde or instrumento.fecha
        columnas[version_id] = {
            "instrumento_id": instrumento.id,
            "rige_registrado": a.rige_desde,
            "etiqueta": a.numero or _etiqueta_por_fecha(registro.session, a.vista, dia),
            "numero_anio": instrumento.anio if a.consecutivo else None,
            "numero_consecutivo": a.consecutivo,
        }
        datos[version_id] = {
            "firmas": a.firmas,
            "firmado": [*a.firmado, ultima],
            "numero": a.numero,
            "rige_desde": a.rige_desde.isoformat() if a.rige_desde else "",
        }
    registro.mover(
        [a.vista for a in aprobaciones],
        acto,
        instrumento_id=instrumento.id,
        datos=datos,
        columnas=columnas,
    )


_acto = Acto.__table__
#: Columns: nobody asks for more of an acto than what it says.
_ACTOS = (
    select(_acto)
    .where(_acto.c.version_id.in_(bindparam("versiones", expanding=True)))
    .order_by(_acto.c.seq)
)


def firmas_en_pie(registro: Registro, versiones: list[int]) -> dict[int, EnPie]:
    """The signatures that stand on each version, in one statement."""
    actos: dict[int, list[ActoLeido]] = {}
    for acto in registro.session.connection().execute(_ACTOS, {"versiones": versiones}):
        actos.setdefault(acto.version_id, []).append(acto)
    formato, zona = registro.formato, registro.manual.zona
    return {
        version_id: EnPie(
            firmas_de_actos(suyos, formato, zona), firmado_de_actos(suyos, formato, zona)
        )
        for version_id, suyos in actos.items()
    }


def _firma_que_aprueba(registro: Registro, acto: fm.Acto) -> Firma:
    """Whose signature approves: the director's; or, of what a board decided, who records it."""
    quien, significado = registro.persona, que_aprueba(registro.formato, acto.hacia)
    puesto = con_titular(quien.puesto, registro.titular(registro.rol_para(*acto.roles)))
    zona = registro.manual.zona
    return firma_hecha(significado, quien.nombre, puesto, quien.unidad, registro.ahora, zona)


def acto_de_aprobacion(formato: fm.Formato, clase: fm.ClaseInstrumento) -> fm.Acto:
    """The acto that approves, where the formato approves that way. Raises ActoInvalido."""
    if formato.instrumento.clase is not clase:
        raise ActoInvalido(f"En este manual no se aprueba por {clase.value}.")
    return formato.actos_de(fm.ClaseActo.APROBACION)[0]


def consecutivos_siguientes(registro: Registro, anio: int, cuantos: int) -> list[int]:
    """The next version numbers of the year: one, one each, or none, as the formato says."""
    alcance = registro.formato.numeracion.alcance
    if alcance is fm.Alcance.NINGUNA:
        return []
    ultimo = registro.session.scalar(
        select(func.max(Numero.consecutivo)).where(
            Numero.manual_id == registro.manual.id, Numero.anio == anio
        )
    )
    cantidad = 1 if alcance is fm.Alcance.ACUERDO else cuantos
    primero = siguiente([ultimo or 0])
    return list(range(primero, primero + cantidad))


def _etiqueta_por_fecha(session: Session, vista: VersionVista, fecha: date) -> str:
    """The address of a version without number: its date, told apart when there are two."""
    dia = fecha.isoformat()
    ocupadas = set(
        session.scalars(
            select(Version.etiqueta).where(
                Version.cargo_id == vista.cargo.id, Version.etiqueta.startswith(dia)
            )
        )
    )
    n, etiqueta = 1, dia
    while etiqueta in ocupadas:
        n += 1
        etiqueta = f"{dia}-{n}"
    return etiqueta
