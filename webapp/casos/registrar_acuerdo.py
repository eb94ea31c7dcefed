"""Registrar acuerdo: the board approved a batch; all of it is in force, or none of it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.firmas import Firma, firmas_de_actos
from webapp.hechos import VersionVista, hoy_en, ver_versiones
from webapp.modelos import Acto, ClaseAsunto, InstrumentoRegistrado, Numero, Version
from workflows.errores import ActoInvalido, DatosInvalidos, ErrorVigente
from workflows.fechas import escribir_fecha
from workflows.formatos import modelo as fm
from workflows.numeracion import escribir_version, leer_acuerdo, siguiente


@dataclass(frozen=True, slots=True)
class Acuerdo:
    """What the secretary types of the board's decision; ``vistos`` is hash seen by version id."""

    numero: str
    sesion: str
    fecha: date
    firmeza: date | None
    rige_desde: date | None
    vistos: Mapping[int, str]


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


def preparar(session: Session, actor: Actor, manual_id: int, acuerdo: Acuerdo) -> Preparado:
    """Check everything and say what would be recorded, recording nothing (rule 4).

    Raises DatosInvalidos for what was typed, ActoInvalido naming the version in the way.
    """
    registro = Registro(session, actor, manual_id)
    formato = registro.formato
    acto = acto_de_aprobacion(formato, fm.ClaseInstrumento.ACUERDO)
    registro.exigir_rol(*acto.roles, para=acto.rotulo)
    leido = leer_acuerdo(formato.instrumento, acuerdo.numero)
    _sin_repetir(registro, leido.texto)
    if not acuerdo.sesion.strip():
        raise DatosInvalidos("Falta la sesión.", "Por ejemplo: ordinaria 2026-31.", "sesion")
    exigir_texto(acuerdo.sesion, 120, lugar="La sesión", campo="sesion")
    if acuerdo.fecha > registro.hoy:
        raise DatosInvalidos(
            "La fecha de la sesión todavía no ha llegado.",
            "Registre el acuerdo cuando la sesión se haya celebrado.",
            "fecha",
        )
    if acuerdo.fecha.year != leido.anio:
        raise DatosInvalidos(
            f"El acuerdo es de {leido.anio} y la sesión de {acuerdo.fecha.year}.",
            "Corrija el número o la fecha.",
            "fecha",
        )
    if acuerdo.firmeza and acuerdo.firmeza < acuerdo.fecha:
        raise DatosInvalidos(
            "La firmeza no puede ser anterior a la sesión.", "Corrija una de las dos.", "firmeza"
        )
    if not acuerdo.vistos:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    vistas = ver_versiones(session, list(acuerdo.vistos))
    for vista in vistas:
        _dejar_pasar(registro, vista, acto, acuerdo.vistos[vista.version.id])
    consecutivos = consecutivos_siguientes(registro, leido.anio, len(vistas))
    repartidos = consecutivos * len(vistas) if len(consecutivos) == 1 else consecutivos
    rige = acuerdo.rige_desde or acuerdo.fecha
    numeros = [escribir_version(formato.numeracion, leido.anio, n) for n in repartidos]
    firmas = firmas_en_pie(registro, list(acuerdo.vistos))
    aprobado = {
        "por": formato.instrumento.organo,
        "puesto": "",
        "fecha": acuerdo.fecha.isoformat(),
        "persona": registro.persona.nombre,
    }
    return Preparado(
        registro,
        acto,
        leido.texto,
        leido.anio,
        tuple(
            Aprobacion(v, n, rige, {**firmas[v.version.id], "aprobado": aprobado})
            for v, n in zip(vistas, numeros or [""] * len(vistas), strict=True)
        ),
        tuple(consecutivos),
    )


def registrar_acuerdo(session: Session, actor: Actor, manual_id: int, acuerdo: Acuerdo) -> str:
    """Record the acuerdo and approve its versions in one transaction. Returns its number.

    Raises what :func:`preparar` raises; nothing is recorded then.
    """
    listo = preparar(session, actor, manual_id, acuerdo)
    registro = listo.registro
    instrumento = InstrumentoRegistrado(
        manual_id=manual_id,
        institucion_id=registro.manual.institucion_id,
        clase=fm.ClaseInstrumento.ACUERDO.value,
        numero=listo.numero,
        anio=listo.anio,
        sesion=acuerdo.sesion.strip(),
        fecha=acuerdo.fecha,
        firmeza=acuerdo.firmeza,
        rige_desde=acuerdo.rige_desde or acuerdo.fecha,
        por=registro.formato.instrumento.organo,
        asentado=False,
        registrado=actor.ahora,
    )
    session.add(instrumento)
    try:
        session.flush()
    except IntegrityError as error:
        raise ActoInvalido(f"El acuerdo {listo.numero} ya está registrado.") from error
    registro.asunto(
        ClaseAsunto.INSTRUMENTO,
        listo.acto.clave,
        rol=next(r for r in listo.acto.roles if r in registro.roles),
        instrumento_id=instrumento.id,
        datos={
            "numero": listo.numero,
            "sesion": instrumento.sesion,
            "fecha": instrumento.fecha.isoformat(),
            "firmeza": instrumento.firmeza.isoformat() if instrumento.firmeza else "",
            "rige_desde": instrumento.rige_desde.isoformat(),
            "versiones": len(listo.aprobaciones),
        },
    )
    aprobar(listo, instrumento)
    return listo.numero


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


def _dejar_pasar(registro: Registro, vista: VersionVista, acto: fm.Acto, visto: str) -> None:
    if vista.version.manual_id != registro.manual.id:
        raise ActoInvalido(f"{vista.cargo.titulo} es de otro manual.", "Quítelo de la lista.")
    try:
        registro.decidir(vista, acto.clave, visto=visto, datos=acto.pide)
    except ErrorVigente as error:
        error.mensaje = f"{vista.cargo.titulo}: {error.mensaje}"
        error.remedio = f"{error.remedio} No se registró nada.".strip()
        raise


def _sin_repetir(registro: Registro, numero: str) -> None:
    fila = registro.session.execute(
        select(Acto.persona, Acto.momento, InstrumentoRegistrado.asentado)
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Acto.instrumento_id)
        .where(
            InstrumentoRegistrado.institucion_id == registro.manual.institucion_id,
            InstrumentoRegistrado.numero == numero,
        )
        .order_by(Acto.seq)
        .limit(1)
    ).first()
    if fila is not None:
        dia = escribir_fecha(hoy_en(registro.manual, fila.momento))
        raise ActoInvalido(
            f"El acuerdo {numero} ya está registrado: lo hizo {fila.persona} el {dia}.",
            "Revise el número; si es ese mismo acuerdo, sus cargos ya están aprobados.",
        )


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
