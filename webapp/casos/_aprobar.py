"""What approves a version, board or director: its number, its signatures and its first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.firmas import Firma, firmas_de_actos
from webapp.hechos import VersionVista
from webapp.modelos import Acto, InstrumentoRegistrado, Numero, Version
from workflows.errores import ActoInvalido
from workflows.formatos import modelo as fm
from workflows.numeracion import siguiente


@dataclass(frozen=True, slots=True)
class Aprobacion:
    """How a version would be left: its number (or ""), its first day, and the signatures."""

    vista: VersionVista
    numero: str
    rige_desde: date
    firmas: dict[str, Firma]


@dataclass(frozen=True, slots=True)
class Preparado:
    """A batch that every check let through, with the numbers it would get."""

    registro: Registro
    acto: fm.Acto
    numero: str
    anio: int
    aprobaciones: tuple[Aprobacion, ...]
    consecutivos: tuple[int, ...]


def aprobar(listo: Preparado, instrumento: InstrumentoRegistrado) -> None:
    """Give out the numbers and stamp every version of the batch."""
    registro, session = listo.registro, listo.registro.session
    for n in listo.consecutivos:
        session.add(
            Numero(
                manual_id=registro.manual.id,
                anio=listo.anio,
                consecutivo=n,
                origen="emitido",
                instrumento_id=instrumento.id,
            )
        )
        session.flush()
    vistas = [a.vista for a in listo.aprobaciones]
    uno = len(listo.consecutivos) == 1
    columnas, datos = {}, {}
    for n, a in enumerate(listo.aprobaciones):
        version_id = a.vista.version.id
        columnas[version_id] = {
            "instrumento_id": instrumento.id,
            "rige_desde": a.rige_desde,
            "etiqueta": a.numero or _etiqueta_por_fecha(session, a),
            "numero_anio": listo.anio if listo.consecutivos else None,
            "numero_consecutivo": (
                listo.consecutivos[0 if uno else n] if listo.consecutivos else None
            ),
        }
        datos[version_id] = {
            "firmas": a.firmas,
            "numero": a.numero,
            "rige_desde": a.rige_desde.isoformat(),
        }
    registro.mover(
        vistas, listo.acto, instrumento_id=instrumento.id, datos=datos, columnas=columnas
    )


def firmas_en_pie(registro: Registro, versiones: list[int]) -> dict[int, dict[str, Firma]]:
    """The signatures that stand on each version, in one statement."""
    actos: dict[int, list[Acto]] = {}
    for acto in registro.session.scalars(
        select(Acto).where(Acto.version_id.in_(versiones)).order_by(Acto.seq)
    ):
        actos.setdefault(acto.version_id or 0, []).append(acto)
    return {
        version_id: firmas_de_actos(suyos, registro.formato, registro.manual.zona)
        for version_id, suyos in actos.items()
    }


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


def _etiqueta_por_fecha(session: Session, aprobacion: Aprobacion) -> str:
    """The address of a version without number: its date, told apart when there are two."""
    dia = aprobacion.rige_desde.isoformat()
    ocupadas = set(
        session.scalars(
            select(Version.etiqueta).where(
                Version.cargo_id == aprobacion.vista.cargo.id, Version.etiqueta.startswith(dia)
            )
        )
    )
    n, etiqueta = 1, dia
    while etiqueta in ocupadas:
        n += 1
        etiqueta = f"{dia}-{n}"
    return etiqueta
