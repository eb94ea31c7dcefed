"""Registrar acuerdo: the board approved a batch; all of it is in force, or none of it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.casos._aprobar import (
    Aprobacion,
    Preparado,
    acto_de_aprobacion,
    aprobar,
    consecutivos_siguientes,
    firmas_en_pie,
)
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.hechos import VersionVista, hoy_en, ver_versiones
from webapp.modelos import Acto, ClaseAsunto, InstrumentoRegistrado
from workflows.acuerdos import DatosDeAcuerdo, Resultado, exigir_coherente
from workflows.errores import ActoInvalido, DatosInvalidos, ErrorVigente
from workflows.fechas import escribir_fecha
from workflows.formatos import modelo as fm
from workflows.numeracion import escribir_version, leer_acuerdo


@dataclass(frozen=True, slots=True)
class Decision:
    """What the board decided on one version: ``visto`` is the hash that was on the screen,
    ``motivo`` the board's words (or its note); without ``resultado`` nothing was decided."""

    visto: str
    resultado: Resultado | None = Resultado.APROBADO
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Acuerdo:
    """What the secretary types of the board's decision; ``decisiones`` goes by version id.

    Without ``rige_desde`` it is in force from the day of the session or, ``al_publicarse``, from
    its publication, which may not be known yet. ``adjunto`` is the hash of an Archivo, or "".
    """

    numero: str
    sesion: str
    fecha: date
    firmeza: date | None
    rige_desde: date | None
    decisiones: Mapping[int, Decision]
    articulo: str = ""
    publicacion: date | None = None
    publicado_en: str = ""
    al_publicarse: bool = False
    adjunto: str = ""

    @property
    def rige(self) -> date | None:
        """The first day of what it approves; None while its publication is awaited."""
        if self.al_publicarse:
            return self.publicacion
        return self.rige_desde or self.fecha

    def datos(self, numero: str) -> DatosDeAcuerdo:
        """What it says of itself, with its number as the formato writes it."""
        return DatosDeAcuerdo(
            numero,
            self.sesion.strip(),
            self.fecha,
            self.articulo.strip(),
            self.firmeza,
            self.publicacion,
            self.publicado_en.strip(),
            self.rige,
            self.adjunto,
        )


def todo_aprobado(vistos: Mapping[int, str]) -> dict[int, Decision]:
    """Every version approved as it was seen; ``vistos`` is hash by version id."""
    return {version_id: Decision(visto) for version_id, visto in vistos.items()}


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
    exigir_texto(acuerdo.sesion, 120, lugar="La sesión", campo="sesion")
    exigir_coherente(acuerdo.datos(leido.texto), leido.anio, registro.hoy)
    if not acuerdo.decisiones:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    vistas = ver_versiones(session, list(acuerdo.decisiones))
    for vista in vistas:
        decision = acuerdo.decisiones[vista.version.id]
        _exigir_decidido(vista, decision)
        _dejar_pasar(registro, vista, acto, decision.visto)
    consecutivos = consecutivos_siguientes(registro, leido.anio, len(vistas))
    repartidos = consecutivos * len(vistas) if len(consecutivos) == 1 else consecutivos
    rige = acuerdo.rige
    if rige is None:
        raise ActoInvalido("Todavía no se puede registrar sin la fecha de publicación.")
    numeros = [escribir_version(formato.numeracion, leido.anio, n) for n in repartidos]
    firmas = firmas_en_pie(registro, list(acuerdo.decisiones))
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
        rige_desde=acuerdo.rige or acuerdo.fecha,
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


def _exigir_decidido(vista: VersionVista, decision: Decision) -> None:
    titulo, campo = vista.cargo.titulo, f"motivo-{vista.version.id}"
    if decision.resultado is None:
        raise DatosInvalidos(
            f"{titulo}: falta decir cómo salió de la sesión.",
            "Marque si se aprobó, se aprobó con cambios, se devolvió o se pospuso.",
            f"resultado-{vista.version.id}",
        )
    exigir_texto(decision.motivo, MAXIMO_MOTIVO, lugar=f"{titulo}: el motivo", campo=campo)
    if decision.resultado.pide_motivo and not decision.motivo.strip():
        dicho = (
            "los cambios que acordó la Junta"
            if decision.resultado is Resultado.CON_CAMBIOS
            else "por qué se devuelve"
        )
        raise DatosInvalidos(f"{titulo}: falta escribir {dicho}.", "Escríbalo.", campo)
    if decision.resultado is not Resultado.APROBADO:
        raise ActoInvalido(f"{titulo}: ese resultado todavía no se puede registrar.")


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
