"""Where an open version stands: its text, its stepper, and what this person can do now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import Hoja, firmado_de, firmas_impresas, rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.firmas import firmado_de_actos, firmas_de_actos
from webapp.hallazgos import Hallado, contar, hallados_de
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import (
    Acto,
    ContenidoGuardado,
    NumeroDeAcuerdo,
    ResultadoRegistrado,
    TipoVersion,
    Version,
)
from webapp.textos import contenido_de
from workflows import ciclo
from workflows.contenido import Contenido, leer_canonico
from workflows.formatos.modelo import ClaseActo, ClaseEstado, Formato


@dataclass(frozen=True, slots=True)
class Paso:
    """One step: done (by whom, when), current, or pending."""

    rotulo: str
    situacion: str
    por: str
    fecha: datetime | None


@dataclass(frozen=True, slots=True)
class Pasos:
    """The stepper, and a sentence that says what is expected next and from whom."""

    pasos: tuple[Paso, ...]
    siguiente: str


@dataclass(frozen=True, slots=True)
class ActoOfrecido:
    """An acto as a button or, with ``impedimentos``, as sentences."""

    clave: str
    rotulo: str
    clase: str
    pide: tuple[str, ...]
    firma: bool
    impedimentos: tuple[str, ...]

    @property
    def adelante(self) -> bool:
        """Whether the version goes on with it, or back."""
        return self.clase not in _ATRAS


_ATRAS = frozenset({ClaseActo.DEVOLUCION, ClaseActo.DESCARTE, ClaseActo.RETIRO})


@dataclass(frozen=True, slots=True)
class EsperaDeJunta:
    """An acuerdo that waits for a version: its number, the board's words, what is still to do."""

    numero: str
    motivo: str
    falta: str


@dataclass(frozen=True, slots=True)
class EnTramite:
    """A version on its way, as its screens need it."""

    vista: VersionVista
    hoja: Hoja
    pasos: Pasos
    actos: tuple[ActoOfrecido, ...]
    base: Contenido | None
    base_etiqueta: str
    motivo: str  #: why it was last returned, or why it was opened; "" otherwise
    hallados: tuple[Hallado, ...] = ()  #: what the checks find, while in edition
    junta: EsperaDeJunta | None = None  #: the acuerdo that approved it with changes


def en_tramite(
    session: Session,
    manual: ManualVisto,
    version_id: int,
    persona_id: int,
    roles: frozenset[str],
    unidad: str,
) -> EnTramite:
    """Everything about one version, in three statements; one more when nobody had asked for the
    text it started from, and one while an acuerdo waits for it. Raises NoEncontrado."""
    vista = ver_versiones(session, [version_id])[0]
    actos = session.connection().execute(_ACTOS, {"version": version_id}).all()
    hallados: tuple[Hallado, ...] = ()
    if vista.version.estado_clase == ClaseEstado.EDICION:
        hallados = hallados_de(session, manual.formato, vista)
    hallazgos = contar(hallados)
    hechos = vista.hechos(persona_id, roles, vista.contenido_hash, unidad, hallazgos)
    posibles = ciclo.actos_posibles(manual.formato, vista.version.estado, hechos)
    devueltos = [
        a.motivo
        for a in actos
        if a.motivo and a.clase in (ClaseActo.DEVOLUCION, ClaseActo.DEROGACION)
    ]
    return EnTramite(
        vista,
        _hoja(manual, vista, actos),
        _pasos(manual.formato, vista.version, actos),
        ofrecidos(posibles),
        _base(session, vista),
        vista.base_etiqueta,
        devueltos[-1] if devueltos else "",
        hallados,
        _junta(session, manual.formato, vista),
    )


_a = Acto.__table__
_ACTOS = select(_a).where(_a.c.version_id == bindparam("version")).order_by(_a.c.seq)


def _junta(session: Session, formato: Formato, vista: VersionVista) -> EsperaDeJunta | None:
    if vista.pendiente_en is None:
        return None
    numero, motivo = session.execute(
        select(NumeroDeAcuerdo.numero, ResultadoRegistrado.motivo)
        .join(
            ResultadoRegistrado,
            ResultadoRegistrado.instrumento_id == NumeroDeAcuerdo.instrumento_id,
        )
        .where(
            NumeroDeAcuerdo.instrumento_id == vista.pendiente_en,
            ResultadoRegistrado.version_id == vista.version.id,
        )
    ).one()
    if vista.version.estado_clase == ClaseEstado.EDICION:
        falta = "que su autor escriba esos cambios y lo firme"
    elif ciclo.siguiente(formato, vista.version.estado) in formato.actos_de(ClaseActo.APROBACION):
        falta = "que la Secretaría lo complete"
    else:
        falta = "que quien revisa firme que esas son las palabras de la Junta"
    return EsperaDeJunta(numero, motivo, falta)


def texto_aprobado(
    session: Session, manual: ManualVisto, version_id: int | None
) -> tuple[Contenido | None, str]:
    """The text of an approved version and how it is called; nothing for None."""
    if version_id is None:
        return None, ""
    version, texto = session.execute(
        select(Version, ContenidoGuardado.texto)
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(Version.id == version_id)
    ).one()
    contenido = leer_canonico(texto, json.loads(version.ids or "[]"))
    return contenido, rotulo_de_version(manual.formato, version)


def ofrecidos(posibles: Iterable[ciclo.ActoPosible]) -> tuple[ActoOfrecido, ...]:
    """What the ciclo says is possible, as a page offers it: first what goes forward."""
    actos = (
        ActoOfrecido(
            p.acto.clave,
            p.acto.rotulo,
            p.acto.clase.value,
            p.acto.pide,
            p.acto.firma,
            p.impedimentos,
        )
        for p in posibles
    )
    return tuple(sorted(actos, key=lambda a: not a.adelante))


def _base(session: Session, vista: VersionVista) -> Contenido | None:
    if vista.version.base_id is None:
        return None
    return vista.base or contenido_de(session, vista.base_hash, vista.base_ids)


def _hoja(manual: ManualVisto, vista: VersionVista, actos: Sequence[Row[Any]]) -> Hoja:
    version = vista.version
    derogacion = version.tipo == TipoVersion.DEROGACION
    estado = manual.formato.estado(version.estado)
    return Hoja(
        formato=manual.formato,
        contenido=vista.contenido,
        titulo=vista.cargo.titulo,
        cargo_slug=vista.cargo.slug,
        firmas=firmas_impresas(firmas_de_actos(actos, manual.formato, manual.zona)),
        numero="",
        instrumento="",
        rige_desde=None,
        situacion="borrador" if estado.clase is ClaseEstado.EDICION else "tramite",
        aviso="Propuesta para derogar este cargo." if derogacion else "",
        firmado=firmado_de(
            firmado_de_actos(actos, manual.formato, manual.zona), vista.contenido_hash
        ),
    )


def _pasos(formato: Formato, version: Version, actos: Sequence[Row[Any]]) -> Pasos:
    camino = ciclo.recorrido(formato)
    firmas: dict[str, Row[Any]] = {}
    for acto in actos:
        if acto.clase in (ClaseActo.DEVOLUCION, ClaseActo.RETIRO):
            firmas.clear()
        if acto.estado_hacia:
            firmas[acto.estado_hacia] = acto
    aqui = camino.index(version.estado) if version.estado in camino else -1
    pasos = []
    for n, clave in enumerate(camino):
        firma = firmas.get(clave) if n <= aqui else None
        terminado = formato.estado(version.estado).clase is ClaseEstado.APROBADA
        situacion = "hecho" if n < aqui or terminado else "actual" if n == aqui else "pendiente"
        pasos.append(
            Paso(
                formato.estado(clave).rotulo,
                situacion,
                firma.persona if firma and n > 0 else "",
                firma.momento if firma and n > 0 else None,
            )
        )
    return Pasos(tuple(pasos), siguiente_paso(formato, version.estado))


def siguiente_paso(formato: Formato, estado: str) -> str:
    """What is expected next and from whom, in a sentence."""
    acto = ciclo.siguiente(formato, estado)
    if acto is None:
        return ""
    quienes = " o ".join(r.rotulo for r in formato.roles if r.clave in acto.roles)
    return f"Sigue: {acto.rotulo.lower()} ({quienes})."
