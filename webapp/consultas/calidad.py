"""What the checks find in the whole manual, as it was last approved: kept, and made up to date.

What was found in a text is kept with what it depends on (the text, the others of the manual, the
checks there are), so that a page asks for it in three statements and only what changed is
looked at again, in slices short enough for a page.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.decisiones import Sabido, sabido_de
from webapp.entornos import Aprobado, aprobados, entorno_de
from webapp.hallazgos import Hallado, con_decisiones, hallar
from webapp.modelos import CalidadSabida
from workflows.anclas import rotulo_de
from workflows.calidad import VERSION, Entorno, Hallazgo, Severidad
from workflows.calidad.entorno import campos_de_codigo
from workflows.calidad.informe import Renglon, renglones
from workflows.texto import plano


@dataclass(frozen=True, slots=True)
class HalladoEnCargo:
    """A finding with its place, and the cargo it is in."""

    cargo: Aprobado
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


def revision(session: Session, manual: ManualVisto) -> Revision:
    """What is known of the manual without looking at anything again: a fixed few statements."""
    al_dia, total = 0, 0
    hallados: list[HalladoEnCargo] = []
    textos, sabido, entorno = _manual(session, manual)
    guardados = _guardados(session, textos)
    for texto in textos:
        total += 1
        clave, dicho = guardados.get(texto.version_id, ("", ""))
        if clave != _clave(entorno, texto):
            continue
        al_dia += 1
        decisiones = sabido.decisiones.get(texto.cargo_id, {})
        suyos = con_decisiones(_leer(dicho), decisiones)
        hallados.extend(_en_cargo(manual, texto, suyos))
    return Revision(al_dia, total, tuple(hallados))


def avanzar(
    session: Session,
    manual: ManualVisto,
    segundos: float,
    reloj: Callable[[], float] = time.monotonic,
) -> tuple[int, int]:
    """Look at what is not up to date for about ``segundos``; how many cargos are, and of how many.

    What it finds is written at the end, in two statements.
    """
    limite = reloj() + segundos
    textos, _, entorno = _manual(session, manual)
    guardados = _guardados(session, textos)
    faltan = [t for t in textos if guardados.get(t.version_id, ("", ""))[0] != _clave(entorno, t)]
    hechos: list[dict[str, Any]] = []
    for texto in faltan:
        hallados = hallar(entorno, texto.contenido, {})
        hechos.append(
            {
                "version_id": texto.version_id,
                "clave": _clave(entorno, texto),
                "hallazgos": _escribir(hallados),
            }
        )
        if reloj() >= limite:
            break
    if hechos:
        ids = [h["version_id"] for h in hechos]
        session.execute(delete(CalidadSabida).where(CalidadSabida.version_id.in_(ids)))
        session.execute(insert(CalidadSabida), hechos)
    return len(textos) - len(faltan) + len(hechos), len(textos)


def informe(session: Session, manual: ManualVisto) -> list[Renglon]:
    """Every finding that stands, cargo by cargo in the order of their códigos, looked at now."""
    textos, sabido, entorno = _manual(session, manual)
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


def _manual(session: Session, manual: ManualVisto) -> tuple[list[Aprobado], Sabido, Entorno]:
    sabido = sabido_de(session, manual.id)
    entorno = entorno_de(session, manual.id, manual.formato, sabido.sello)
    textos = sorted(
        aprobados(session, manual.id),
        key=lambda t: (_codigo(manual, t), manual.formato.identidad_de(t.contenido)),
    )
    return textos, sabido, entorno


def _guardados(session: Session, textos: Sequence[Aprobado]) -> dict[int, tuple[str, str]]:
    return {
        fila.version_id: (fila.clave, fila.hallazgos)
        for fila in session.execute(
            select(CalidadSabida.version_id, CalidadSabida.clave, CalidadSabida.hallazgos).where(
                CalidadSabida.version_id.in_([t.version_id for t in textos])
            )
        )
    }


def _clave(entorno: Entorno, texto: Aprobado) -> str:
    """What the findings of a text depend on."""
    depende = f"{VERSION} {entorno.formato.clave} {entorno.huella} {texto.contenido_hash}"
    return hashlib.sha256(depende.encode()).hexdigest()


def _escribir(hallados: Iterable[Hallado]) -> str:
    return json.dumps(
        [{"huella": h.huella, **asdict(h.hallazgo)} for h in hallados], ensure_ascii=False
    )


def _leer(dicho: str) -> list[tuple[Hallazgo, str]]:
    hallazgos = []
    for datos in json.loads(dicho):
        huella = datos.pop("huella")
        datos |= {"severidad": Severidad(datos["severidad"]), "sobre": tuple(datos["sobre"])}
        hallazgos.append((Hallazgo(**datos), huella))
    return hallazgos


def _en_cargo(
    manual: ManualVisto, texto: Aprobado, hallados: Iterable[Hallado]
) -> Iterable[HalladoEnCargo]:
    contenido, formato = texto.contenido, manual.formato
    dicho = plano(texto.titulo)
    distintivo = " · ".join(
        v for c in formato.identidad if (v := contenido.campo(c)) and plano(v) not in dicho
    )
    for h in hallados:
        lugar = rotulo_de(h.hallazgo.pieza, contenido, formato)
        yield HalladoEnCargo(texto, _codigo(manual, texto), distintivo, lugar, h)


def _codigo(manual: ManualVisto, texto: Aprobado) -> str:
    campos = campos_de_codigo(manual.formato) or manual.formato.identidad[:1]
    return texto.contenido.campo(campos[0])
