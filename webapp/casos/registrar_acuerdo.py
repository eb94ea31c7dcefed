"""Registrar acuerdo: what a session decided on a batch; all of it is recorded, or none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._acuerdos import dejar_pasar, exigir_adjunto, exigir_libre, firma_del_organo
from webapp.casos._aprobar import (
    Aprobacion,
    acto_de_aprobacion,
    aprobar,
    consecutivos_siguientes,
    emitir,
    firmas_en_pie,
)
from webapp.casos._decididos import (
    Dejada,
    anotar_resultados,
    devolucion_de,
    devolver_lo_decidido,
)
from webapp.casos._instrumentos import numerar_acuerdo
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import ClaseAsunto, InstrumentoRegistrado, TipoVersion
from workflows.acuerdos import DatosDeAcuerdo, Resultado, escribir_datos, exigir_coherente
from workflows.errores import ActoInvalido, DatosInvalidos
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
    its publication, which may not be known yet. ``adjunto`` is the hash of
    what the actor handed in (Entrega), or "".
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


@dataclass(frozen=True, slots=True)
class Preparado:
    """A batch that every check let through: what it approves, with the numbers it would get,
    and what it leaves otherwise. ``consecutivos`` are the numbers it would issue."""

    registro: Registro
    acto: fm.Acto
    datos: DatosDeAcuerdo
    anio: int
    aprobaciones: tuple[Aprobacion, ...]
    dejadas: tuple[Dejada, ...]
    consecutivos: tuple[int, ...]

    @property
    def numero(self) -> str:
        """The number of the acuerdo, as the formato writes it."""
        return self.datos.numero


def preparar(session: Session, actor: Actor, manual_id: int, acuerdo: Acuerdo) -> Preparado:
    """Check everything and say what would be recorded, recording nothing (rule 4).

    Raises DatosInvalidos for what was typed, ActoInvalido naming the version in the way.
    """
    return preparar_en(Registro(session, actor, manual_id), acuerdo)


def preparar_en(registro: Registro, acuerdo: Acuerdo) -> Preparado:
    """The same, in a manual that is locked already."""
    session, formato = registro.session, registro.formato
    acto = acto_de_aprobacion(formato, fm.ClaseInstrumento.ACUERDO)
    registro.exigir_rol(*acto.roles, para=acto.rotulo)
    leido = leer_acuerdo(formato.instrumento, acuerdo.numero)
    exigir_libre(registro, leido.texto)
    datos = acuerdo.datos(leido.texto)
    exigir_texto(acuerdo.sesion, 120, lugar="La sesión", campo="sesion")
    exigir_texto(acuerdo.articulo, 120, lugar="El artículo", campo="articulo")
    exigir_texto(acuerdo.publicado_en, 200, lugar="Dónde se publicó", campo="publicado_en")
    exigir_coherente(datos, leido.anio, registro.hoy)
    exigir_adjunto(registro, acuerdo.adjunto)
    if not acuerdo.decisiones:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    vistas = ver_versiones(session, list(acuerdo.decisiones))
    for vista in vistas:
        decision = acuerdo.decisiones[vista.version.id]
        _exigir_decidido(vista, decision)
        dejar_pasar(registro, vista, acto, decision.visto)
    aprueba = [
        v.version.id
        for v in vistas
        if acuerdo.decisiones[v.version.id].resultado in (Resultado.APROBADO, Resultado.CON_CAMBIOS)
    ]
    consecutivos = consecutivos_siguientes(registro, leido.anio, len(aprueba)) if aprueba else []
    repartidos = consecutivos * len(aprueba) if len(consecutivos) == 1 else consecutivos
    suyos = dict(zip(aprueba, repartidos, strict=False))
    firmas = firmas_en_pie(registro, list(acuerdo.decisiones))
    aprobaciones, dejadas = [], []
    for vista in vistas:
        version_id = vista.version.id
        decision = acuerdo.decisiones[version_id]
        consecutivo = suyos.get(version_id)
        numero = (
            escribir_version(formato.numeracion, leido.anio, consecutivo) if consecutivo else ""
        )
        if decision.resultado is Resultado.APROBADO:
            en_pie = firmas[version_id]
            organo = firma_del_organo(registro, acuerdo.fecha)
            aprobaciones.append(
                Aprobacion(
                    vista,
                    numero,
                    datos.rige_desde,
                    {**en_pie.celdas, "aprobado": organo},
                    consecutivo,
                    en_pie.firmado,
                )
            )
        elif decision.resultado is not None:
            pospuesto = decision.resultado is Resultado.POSPUESTO
            devuelve = None if pospuesto else devolucion_de(registro, vista)
            motivo = decision.motivo.strip()
            dejadas.append(Dejada(vista, decision.resultado, motivo, numero, consecutivo, devuelve))
    return Preparado(
        registro,
        acto,
        datos,
        leido.anio,
        tuple(aprobaciones),
        tuple(dejadas),
        tuple(consecutivos),
    )


def registrar_acuerdo(session: Session, actor: Actor, manual_id: int, acuerdo: Acuerdo) -> str:
    """Record the acuerdo and what it decided in one transaction. Returns its number.

    Raises what :func:`preparar` raises; nothing is recorded then.
    """
    listo = preparar(session, actor, manual_id, acuerdo)
    asentar_acuerdo(listo)
    return listo.numero


def asentar_acuerdo(listo: Preparado) -> InstrumentoRegistrado:
    """Record what was prepared, in its own transaction."""
    registro, datos = listo.registro, listo.datos
    session = registro.session
    vistas = [*(a.vista for a in listo.aprobaciones), *(d.vista for d in listo.dejadas)]
    registro.firma(
        listo.acto.rotulo,
        lambda: [v.nombre(registro.formato) for v in vistas],
        acuerdo=datos.numero,
    )
    instrumento = InstrumentoRegistrado(
        manual_id=registro.manual.id,
        institucion_id=registro.manual.institucion_id,
        clase=fm.ClaseInstrumento.ACUERDO.value,
        numero=datos.numero,
        anio=listo.anio,
        sesion=datos.sesion,
        articulo=datos.articulo,
        fecha=datos.fecha,
        firmeza=datos.firmeza,
        publicacion=datos.publicacion,
        publicado_en=datos.publicado_en,
        rige_desde=datos.rige_desde,
        adjunto=datos.adjunto or None,
        por=registro.formato.instrumento.organo,
        asentado=False,
        registrado=registro.ahora,
    )
    session.add(instrumento)
    session.flush()
    seq = registro.asunto(
        ClaseAsunto.INSTRUMENTO,
        listo.acto.clave,
        rol=registro.rol_para(*listo.acto.roles),
        instrumento_id=instrumento.id,
        datos={
            **escribir_datos(datos),
            "aprobados": [a.vista.version.id for a in listo.aprobaciones],
            "otros": [
                {"version": d.vista.version.id, "resultado": d.resultado.value, "motivo": d.motivo}
                for d in listo.dejadas
            ],
        },
    )
    numerar_acuerdo(registro, instrumento, seq)
    emitir(registro, instrumento, listo.consecutivos)
    anotar_resultados(registro, instrumento, listo.aprobaciones, listo.dejadas)
    aprobar(registro, listo.acto, instrumento, listo.aprobaciones)
    devolver_lo_decidido(registro, instrumento, listo.dejadas)
    return instrumento


def _exigir_decidido(vista: VersionVista, decision: Decision) -> None:
    titulo, campo = vista.cargo.titulo, f"motivo-{vista.version.id}"
    if decision.resultado is None:
        raise DatosInvalidos(
            f"{titulo}: falta decir cómo salió de la sesión.",
            "Marque si se aprobó, se aprobó con cambios, se devolvió o se pospuso.",
            f"resultado-{vista.version.id}",
        )
    exigir_texto(decision.motivo, MAXIMO_MOTIVO, lugar=f"{titulo}: el motivo", campo=campo)
    con_cambios = decision.resultado is Resultado.CON_CAMBIOS
    if decision.resultado.pide_motivo and not decision.motivo.strip():
        dicho = "los cambios que acordó la Junta" if con_cambios else "por qué se devuelve"
        raise DatosInvalidos(f"{titulo}: falta escribir {dicho}.", "Escríbalo.", campo)
    if con_cambios and vista.version.tipo == TipoVersion.DEROGACION:
        raise ActoInvalido(
            f"{titulo}: una derogación no se aprueba con cambios, porque no cambia el texto.",
            "Márquela como aprobada, devuelta o pospuesta. No se registró nada.",
        )
