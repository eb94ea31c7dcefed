"""What people were told was done, and whether it is there: nothing more, nothing less."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.apoyo.reparto import Elenco
from webapp.bd import db
from webapp.bitacora.guardias import guardias_de_hoy
from webapp.bitacora.verificar import verificar
from webapp.modelos import Acto, Borrador, Guardado, InstrumentoRegistrado, Version
from webapp.proyeccion import diferencias


@dataclass
class Libro:
    """``True`` after each thing is that its answer came; ``False``, that the connection was cut."""

    guardados: dict[tuple[int, str], bool] = field(default_factory=dict)
    actos: list[tuple[int, str, bool]] = field(default_factory=list)
    acuerdos: dict[str, tuple[frozenset[int], bool]] = field(default_factory=dict)
    respuestas: Counter[int] = field(default_factory=Counter)
    llave: threading.Lock = field(default_factory=threading.Lock)

    @property
    def confirmados(self) -> tuple[int, int, int]:
        """How many saves, actos and acuerdos somebody was told were done."""
        return (
            sum(self.guardados.values()),
            sum(hecho for *_, hecho in self.actos),
            sum(hecho for _, hecho in self.acuerdos.values()),
        )

    @property
    def en_duda(self) -> int:
        """How many things nobody knows whether they were done."""
        return (
            sum(not hecho for hecho in self.guardados.values())
            + sum(not hecho for *_, hecho in self.actos)
            + sum(not hecho for _, hecho in self.acuerdos.values())
        )


def roturas(app: Flask, elenco: Elenco) -> list[str]:
    """What ``bitacora verificar`` and ``acuerdo verificar`` find."""
    with app.app_context(), db.engine.connect() as conexion, db.sessionmaker() as session:
        dichas = [str(rotura) for rotura in verificar(conexion, guardias_de_hoy())]
        return dichas + diferencias(session, elenco.manual_id)


def faltas(app: Flask, elenco: Elenco, libro: Libro) -> list[str]:
    """Everything that is not as it should be: the record itself, and what the book says of it."""
    dichas = roturas(app, elenco)
    with app.app_context(), db.sessionmaker() as session, libro.llave:
        dichas += _guardados(session, libro) + _actos(session, libro)
        dichas += _acuerdos(session, libro)
    return dichas


def _guardados(session: Session, libro: Libro) -> list[str]:
    hay: dict[tuple[int, str], int] = {}
    for version, serie, despues in session.execute(
        sa.select(Guardado.version_id, Guardado.serie, Guardado.despues).where(
            Guardado.pieza.startswith("item:")
        )
    ):
        hay[version, json.loads(despues)["texto"]] = serie
    dichas = [
        f"versión {v}: se perdió «{frase}», que se había confirmado"
        for (v, frase), hecho in libro.guardados.items()
        if hecho and (v, frase) not in hay
    ]
    dichas += [
        f"versión {v}: «{frase}» no la escribió nadie"
        for v, frase in hay
        if (v, frase) not in libro.guardados
    ]
    ultimas: dict[int, tuple[int, str]] = {}
    for (version, frase), serie in hay.items():
        ultimas[version] = max(ultimas.get(version, (0, "")), (serie, frase))
    for version, texto in session.execute(sa.select(Borrador.version_id, Borrador.texto)):
        if ultimas.get(version, (0, ""))[1] not in texto:
            dichas.append(f"versión {version}: el borrador no dice su último guardado")
    return dichas


def _actos(session: Session, libro: Libro) -> list[str]:
    hay = Counter(
        (acto.version_id, acto.acto.split("-")[0])
        for acto in session.execute(
            sa.select(Acto.version_id, Acto.acto).where(Acto.version_id.is_not(None))
        )
    )
    seguros = Counter((v, acto) for v, acto, hecho in libro.actos if hecho)
    intentos = Counter((v, acto) for v, acto, _ in libro.actos)
    return [
        f"versión {v}: «{acto}» está {hay[v, acto]} veces, confirmado {seguros[v, acto]}"
        for v, acto in intentos
        if not seguros[v, acto] <= hay[v, acto] <= intentos[v, acto]
    ]


def _acuerdos(session: Session, libro: Libro) -> list[str]:
    aprobo: dict[str, set[int]] = {}
    for numero, version in session.execute(
        sa.select(InstrumentoRegistrado.numero, Version.id)
        .outerjoin(Version, Version.instrumento_id == InstrumentoRegistrado.id)
        .where(InstrumentoRegistrado.asentado.is_(False))
    ):
        aprobo.setdefault(numero, set()).update({version} - {None})
    return [
        f"acuerdo {numero}: aprobó {sorted(aprobo.get(numero, ()))} de {sorted(versiones)}"
        for numero, (versiones, hecho) in libro.acuerdos.items()
        if (hecho or numero in aprobo) and aprobo.get(numero) != versiones
    ] + [f"acuerdo {n}: no lo registró nadie" for n in aprobo.keys() - libro.acuerdos.keys()]
