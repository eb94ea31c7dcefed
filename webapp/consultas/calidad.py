"""What the checks find in the whole manual, as it was last approved: kept, and made up to date.

What was found in a text is kept with what it depends on (the text, the others of the manual, the
checks there are), so that a page reads it in two statements, without any text, and only what
changed is looked at again, in slices short enough for a page.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.decisiones import Clave, Decision, sabido_de
from webapp.entornos import aprobados, consulta_de_aprobados, entorno_de
from webapp.hallazgos import Hallado, con_decisiones, hallar
from webapp.modelos import CalidadSabida, Cargo, Version
from workflows.anclas import rotulo_de
from workflows.calidad import VERSION, Hallazgo, Severidad
from workflows.calidad.entorno import campos_de_codigo, huella_de
from workflows.calidad.informe import Renglon, renglones
from workflows.contenido import Contenido, encabezado
from workflows.texto import plano

#: How what is found is written down: another when it is written another way.
_FORMA = 2
#: Texts read at a time.
_DE_UNA_VEZ = 20


@dataclass(frozen=True, slots=True)
class CargoMirado:
    """A cargo as its latest approved text names it; of the text, only its header is here."""

    cargo_id: int
    slug: str
    titulo: str
    version_id: int
    contenido_hash: str
    encabezado: Contenido


@dataclass(frozen=True, slots=True)
class HalladoEnCargo:
    """A finding with its place, and the cargo it is in."""

    cargo: CargoMirado
    codigo: str
    distintivo: str
    lugar: str
    hallado: Hallado


@dataclass(frozen=True, slots=True)
class Revision:
    """How far the manual was checked, and what was found so far, in the order of the códigos."""

    hechos: int
    total: int
    hallados: tuple[HalladoEnCargo, ...]

    @property
    def completa(self) -> bool:
        """Whether every cargo was looked at as it is now."""
        return self.hechos == self.total


@dataclass(frozen=True, slots=True)
class Avance:
    """How many cargos are up to date, and of how many, once the ``filas`` are kept."""

    hechos: int
    total: int
    filas: Sequence[dict[str, Any]]


def revision(session: Session, manual: ManualVisto) -> Revision:
    """What is known of the manual without looking at anything again, nor reading a text."""
    sabido = sabido_de(session, manual.id)
    cargos = _cargos(session, manual, CalidadSabida.hallazgos)
    huella = huella_de(cargo.contenido_hash for cargo, *_ in cargos)
    hechos = 0
    hallados: list[HalladoEnCargo] = []
    for cargo, clave, dicho in cargos:
        if clave == _clave(manual, huella, cargo.contenido_hash):
            hechos += 1
            decisiones = sabido.decisiones.get(cargo.cargo_id, {})
            hallados.extend(_en_cargo(manual, cargo, dicho, decisiones))
    return Revision(hechos, len(cargos), tuple(hallados))


def avanzar(
    session: Session,
    manual: ManualVisto,
    segundos: float,
    reloj: Callable[[], float] = time.monotonic,
) -> Avance:
    """Look at what is not up to date for about ``segundos``; :func:`anotar` keeps what it found,
    for no transaction waits meanwhile."""
    limite = reloj() + segundos
    cargos = _cargos(session, manual)
    huella = huella_de(cargo.contenido_hash for cargo, *_ in cargos)
    faltan = [c for c, clave, *_ in cargos if clave != _clave(manual, huella, c.contenido_hash)]
    filas: list[dict[str, Any]] = []
    if faltan:
        sello = sabido_de(session, manual.id, 0).sello
        entorno = entorno_de(session, manual.id, manual.formato, sello)
    for primero in range(0, len(faltan), _DE_UNA_VEZ):
        versiones = [c.version_id for c in faltan[primero : primero + _DE_UNA_VEZ]]
        for texto in list(aprobados(session, manual.id, versiones)):
            hallados = hallar(entorno, texto.contenido, {})
            filas.append(
                {
                    "version_id": texto.version_id,
                    "clave": _clave(manual, entorno.huella, texto.contenido_hash),
                    "hallazgos": _escribir(manual, texto.contenido, hallados),
                }
            )
            if reloj() >= limite:
                return Avance(len(cargos) - len(faltan) + len(filas), len(cargos), filas)
    return Avance(len(cargos), len(cargos), filas)


def anotar(session: Session, avance: Avance) -> None:
    """Keep what was found, in two statements."""
    if avance.filas:
        ids = [fila["version_id"] for fila in avance.filas]
        session.execute(delete(CalidadSabida).where(CalidadSabida.version_id.in_(ids)))
        session.execute(insert(CalidadSabida), list(avance.filas))


def informe(session: Session, manual: ManualVisto) -> list[Renglon]:
    """Every finding that stands, cargo by cargo in the order of their códigos, looked at now."""
    sabido = sabido_de(session, manual.id)
    entorno = entorno_de(session, manual.id, manual.formato, sabido.sello)
    textos = sorted(aprobados(session, manual.id), key=lambda t: _orden(manual, t.contenido))
    return [
        renglon
        for texto in textos
        for renglon in renglones(
            manual.formato,
            texto.contenido,
            [
                h.hallazgo
                for h in hallar(entorno, texto.contenido, sabido.decisiones.get(texto.cargo_id, {}))
                if h.decision is None
            ],
        )
    ]


def _cargos(session: Session, manual: ManualVisto, *columnas: Any) -> list[Any]:
    """Each cargo with the clave of what is kept of it and those columns, in one statement; in the
    order of the códigos."""
    filas = session.execute(
        consulta_de_aprobados(
            manual.id,
            Cargo.id,
            Cargo.slug,
            Cargo.titulo,
            Version.id,
            Version.contenido_hash,
            Version.encabezado,
            CalidadSabida.clave,
            *columnas,
        ).outerjoin(CalidadSabida, CalidadSabida.version_id == Version.id)
    )
    cargos = []
    for cargo_id, slug, titulo, version_id, hash_, campos, *resto in filas:
        cabeza = Contenido(encabezado(json.loads(campos)))
        cargos.append((CargoMirado(cargo_id, slug, titulo, version_id, hash_, cabeza), *resto))
    return sorted(cargos, key=lambda c: _orden(manual, c[0].encabezado))


def _clave(manual: ManualVisto, huella: str, contenido_hash: str) -> str:
    """What the findings of a text depend on; ``huella`` is of all the texts of the manual."""
    depende = f"{_FORMA} {VERSION} {manual.formato.clave} {huella} {contenido_hash}"
    return hashlib.sha256(depende.encode()).hexdigest()


def _escribir(manual: ManualVisto, contenido: Contenido, hallados: Iterable[Hallado]) -> str:
    return json.dumps(
        [
            {
                "huella": h.huella,
                "lugar": rotulo_de(h.hallazgo.pieza, contenido, manual.formato),
                **asdict(h.hallazgo),
            }
            for h in hallados
        ],
        ensure_ascii=False,
    )


def _leer(dicho: str) -> tuple[list[tuple[Hallazgo, str]], list[str]]:
    """The findings with their huellas, and the place of each."""
    hallazgos, lugares = [], []
    for datos in json.loads(dicho):
        huella, lugar = datos.pop("huella"), datos.pop("lugar")
        datos |= {"severidad": Severidad(datos["severidad"]), "sobre": tuple(datos["sobre"])}
        hallazgos.append((Hallazgo(**datos), huella))
        lugares.append(lugar)
    return hallazgos, lugares


def _en_cargo(
    manual: ManualVisto, cargo: CargoMirado, dicho: str, decisiones: Mapping[Clave, Decision]
) -> Iterable[HalladoEnCargo]:
    hallazgos, lugares = _leer(dicho)
    if not hallazgos:
        return
    titulo, campo = plano(cargo.titulo), cargo.encabezado.campo
    distintivo = " · ".join(
        v for c in manual.formato.identidad if (v := campo(c)) and plano(v) not in titulo
    )
    codigo = _codigo(manual, cargo.encabezado)
    for hallado, lugar in zip(con_decisiones(hallazgos, decisiones), lugares, strict=True):
        yield HalladoEnCargo(cargo, codigo, distintivo, lugar, hallado)


def _orden(manual: ManualVisto, contenido: Contenido) -> tuple[str, str]:
    return _codigo(manual, contenido), manual.formato.identidad_de(contenido)


def _codigo(manual: ManualVisto, contenido: Contenido) -> str:
    campos = campos_de_codigo(manual.formato) or manual.formato.identidad[:1]
    return contenido.campo(campos[0])
