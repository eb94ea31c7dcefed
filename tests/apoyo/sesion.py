"""A session of the board on the cast's manual, and what its acuerdo says afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from tests.apoyo.reparto import AHORA, SLUG, Elenco
from webapp.bd import db, transaccion
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.registrar_acuerdo import Acuerdo, Decision, registrar_acuerdo
from webapp.consultas.acuerdos import AcuerdoVisto
from webapp.consultas.acuerdos import acuerdo as ver
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.vigencia import cargo_visto
from webapp.modelos import Aviso
from workflows.acuerdos import Resultado

HOY = AHORA.date()
NUMERO = "AJD-2026-112"
CAMBIOS = Resultado.CON_CAMBIOS


def decidir(
    elenco: Elenco, *decisiones: tuple[int, Resultado | None, str], **datos: object
) -> Acuerdo:
    """The session of NUMERO with these outcomes."""
    base = elenco.acuerdo(NUMERO)
    return replace(
        base,
        decisiones={
            v: Decision(elenco.vista(v).contenido_hash, que, motivo)
            for v, que, motivo in decisiones
        },
        **datos,  # type: ignore[arg-type]  # fields of the acuerdo, by name
    )


def registrar(elenco: Elenco, acuerdo: Acuerdo) -> str:
    """Record it as Sofía."""
    with transaccion() as session:
        return registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)


def visto(numero: str = NUMERO) -> AcuerdoVisto:
    """The acuerdo as its page shows it."""
    with db.sessionmaker() as session:
        return ver(session, manual_por_slug(session, SLUG), numero)


def pedido(elenco: Elenco, motivo: str = "") -> PedidoDeAcuerdo:
    """Something asked for on the acuerdo as it is now."""
    a = visto()
    return PedidoDeAcuerdo(elenco.manual_id, a.id, a.leido.ultimo_seq, motivo)


def rige(elenco: Elenco, version: int, dia: date) -> bool:
    """Whether the version is in force on a day."""
    slug = elenco.vista(version).cargo.slug
    with db.sessionmaker() as session:
        return cargo_visto(session, manual_por_slug(session, SLUG), slug, dia).version_id == version


def avisados(version: int) -> dict[str, str]:
    """The last notice on a version, by person."""
    with db.sessionmaker() as session:
        return {
            str(a.persona_id): a.texto
            for a in session.scalars(
                select(Aviso).where(Aviso.version_id == version).order_by(Aviso.id)
            )
        }


def cuatro(elenco: Elenco) -> tuple[int, int, int]:
    """Three reviewed versions, one a cargo."""
    uno, dos, tres = (
        elenco.revisada(f"Frase {n}.", c) for n, c in enumerate(elenco.cargos.values())
    )
    return uno, dos, tres


def completada(elenco: Elenco) -> int:
    """A version approved with changes, whose changes were written and reviewed."""
    version = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (version, CAMBIOS, "Diga «operar».")))
    elenco.cambiar(version, "Operar.")
    elenco.elaborar(version)
    elenco.revisar(version)
    return version
