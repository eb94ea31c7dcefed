"""Whether the database says what the model of the rules says."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.apoyo.modelo_de_vida import Modelo
from tests.apoyo.reparto import AHORA, PERSONAS, Elenco
from webapp.bd import db
from webapp.consultas.vigencia import vigente_en
from webapp.firmas import firmas_de_actos
from webapp.modelos import Acto, Autoria, Cargo, Numero, Version
from workflows.formatos import cargar

#: Before, on and after the day of the tests.
DIAS = [AHORA.date() + timedelta(days=n) for n in (-30, 0, 30)]
_EN_VIGOR = {dia: sa.select(Cargo.id, vigente_en(dia)) for dia in DIAS}
_CLAVES = {nombre: clave for clave, (nombre, *_) in PERSONAS.items()}


def comparar(modelo: Modelo, elenco: Elenco) -> None:
    """Assert it: estados, authors, signatures that stand, numbers, and what is in force."""
    with db.sessionmaker() as session:
        versiones = {v.id: v for v in session.scalars(sa.select(Version))}
        assert versiones.keys() == modelo.vidas.keys()
        autores, firmas = _autores(session, elenco), _firmas(session)
        emitidos = session.scalars(
            sa.select(Numero.consecutivo)
            .where(Numero.origen == "emitido")
            .order_by(Numero.consecutivo)
        ).all()
        vigentes = {dia: _vigentes(session, dia) for dia in DIAS}
    for i, vida in modelo.vidas.items():
        version = versiones[i]
        numero = vida.numero or (9 if version.etiqueta == "09-2020" else None)
        assert (version.estado, version.cargo_id) == (vida.estado, vida.cargo)
        assert (version.tipo == "derogacion", version.numero_consecutivo) == (vida.deroga, numero)
        assert autores.get(i, set()) == vida.autores
        esperan = {"elaborado": vida.elaborado, "revisado": vida.revisado}
        assert firmas.get(i, {}) == {firma: quien for firma, quien in esperan.items() if quien}
    assert emitidos == list(range(1, modelo.numeros + 1))
    for cargo in elenco.cargos.values():
        assert len(modelo.abiertas(cargo)) <= 1
        for dia in DIAS:
            dice = vigentes[dia][cargo]
            assert modelo.vigente(cargo, dia) is (modelo.vidas[dice] if dice else None)


def _autores(session: Session, elenco: Elenco) -> dict[int, set[str]]:
    claves = {i: clave for clave, i in elenco.personas.items()}
    autores: dict[int, set[str]] = {}
    for autoria in session.scalars(sa.select(Autoria)):
        autores.setdefault(autoria.version_id, set()).add(claves[autoria.persona_id])
    return autores


def _firmas(session: Session) -> dict[int, dict[str, str]]:
    actos: dict[int, list[Acto]] = {}
    for acto in session.scalars(sa.select(Acto).order_by(Acto.seq)):
        if acto.version_id is not None:
            actos.setdefault(acto.version_id, []).append(acto)
    formato = cargar("manual-cargos")
    return {
        i: {
            clave: _CLAVES[firma["persona"]]
            for clave, firma in firmas_de_actos(suyos, formato, "America/Costa_Rica").items()
        }
        for i, suyos in actos.items()
    }


def _vigentes(session: Session, dia: date) -> dict[int, int | None]:
    return dict(session.execute(_EN_VIGOR[dia]).all())
