"""What a session decides on each cargo, and what it approved with changes."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.sesion import (
    CAMBIOS,
    HOY,
    NUMERO,
    avisados,
    completada,
    cuatro,
    decidir,
    pedido,
    registrar,
    rige,
    visto,
)
from webapp.bd import db, transaccion
from webapp.casos.completar_acuerdo import completar_acuerdo
from webapp.casos.descartar import descartar
from webapp.casos.soltar_pendiente import soltar_pendiente
from webapp.consultas.acuerdos import acuerdos as lista
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.puntos import por_llevar
from webapp.modelos import Acto, Numero, ResultadoRegistrado
from webapp.roles import Roles
from workflows.acuerdos import Resultado
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos

pytestmark = pytest.mark.usefixtures("en_app")


def test_each_cargo_leaves_the_session_as_the_board_decided(elenco: Elenco) -> None:
    uno, dos, tres = cuatro(elenco)
    registrar(
        elenco,
        decidir(
            elenco,
            (uno, Resultado.APROBADO, ""),
            (dos, Resultado.DEVUELTO, "Falta el riesgo."),
            (tres, Resultado.POSPUESTO, "Para la próxima."),
            articulo="Artículo 5",
        ),
    )
    estados = [elenco.vista(v).version.estado for v in (uno, dos, tres)]
    assert estados == ["aprobado", "borrador", "revisado"]
    assert rige(elenco, uno, HOY)
    a = visto()
    assert a.leido.datos.articulo == "Artículo 5"
    assert {c.version_id: c.situacion for c in a.cargos} == {
        uno: "aprobado", dos: "devuelto", tres: "pospuesto",
    }  # fmt: skip
    ana = str(elenco.personas["ana"])
    assert avisados(dos)[ana] == "Junta Directiva lo devolvió (AJD-2026-112)."
    assert "pospuso" in avisados(tres)[ana]
    elenco.registrar("AJD-2026-113", tres)
    assert elenco.vista(tres).version.estado == "aprobado"


def test_a_session_that_approved_nothing_is_recorded_and_uses_no_version_number(
    elenco: Elenco,
) -> None:
    version = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (version, Resultado.POSPUESTO, "")))
    with db.sessionmaker() as session:
        emitidos = session.scalars(select(Numero).where(Numero.origen == "emitido")).all()
        assert emitidos == []
        (linea, *_) = lista(session, manual_por_slug(session, SLUG))
    assert (linea.numero, linea.cuantos, linea.pendientes) == (NUMERO, 1, 0)


def test_an_item_without_its_outcome_stops_the_acuerdo(elenco: Elenco) -> None:
    uno, dos, _ = cuatro(elenco)
    for que, motivo, dice, campo in (
        (None, "", "falta decir cómo salió", f"resultado-{dos}"),
        (Resultado.DEVUELTO, " ", "falta escribir por qué", f"motivo-{dos}"),
        (CAMBIOS, "", "falta escribir los cambios", f"motivo-{dos}"),
        (CAMBIOS, "x" * 4_001, "caben 4", f"motivo-{dos}"),
    ):
        with rechaza(DatosInvalidos, dice) as negativa:
            registrar(elenco, decidir(elenco, (uno, Resultado.APROBADO, ""), (dos, que, motivo)))
        assert negativa.value.campo == campo


def test_approved_with_changes_is_completed_under_the_same_acuerdo_and_number(
    elenco: Elenco,
) -> None:
    uno, dos, _ = cuatro(elenco)
    registrar(
        elenco,
        decidir(elenco, (uno, Resultado.APROBADO, ""), (dos, CAMBIOS, "Diga «operar».")),
    )
    a = visto()
    assert [(c.version_id, c.numero, c.lista) for c in a.pendientes] == [(dos, "01-2026", False)]
    assert elenco.vista(dos).version.estado == "borrador"
    assert not rige(elenco, dos, HOY)
    elenco.cambiar(dos, "Operar.")
    elenco.elaborar(dos)
    with rechaza(ActoInvalido, "está en estado elaborado"), transaccion() as session:
        completar_acuerdo(
            session, elenco.actor("sofia"), pedido(elenco), {dos: elenco.vista(dos).contenido_hash}
        )
    elenco.revisar(dos)
    assert visto().pendientes[0].lista
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, SLUG)
        ofrecidas = [
            c.version_id
            for c in por_llevar(
                session, manual, elenco.personas["sofia"], Roles({"secretaria"}, {})
            )
        ]
    assert dos not in ofrecidas
    with rechaza(ActoInvalido, "ya lo aprobó con cambios en el acuerdo AJD-2026-112"):
        elenco.registrar("AJD-2026-113", dos)
    with rechaza(ActoNegado, "secretaria"), transaccion() as session:
        completar_acuerdo(session, elenco.actor("ana"), pedido(elenco), {dos: ""})
    with transaccion() as session:
        hecho = completar_acuerdo(
            session, elenco.actor("sofia"), pedido(elenco), {dos: elenco.vista(dos).contenido_hash}
        )
    version = elenco.vista(dos).version
    assert (hecho, version.estado, version.etiqueta) == (1, "aprobado", "01-2026")
    assert visto().pendientes == ()
    assert rige(elenco, dos, HOY)
    assert elenco.registrar("AJD-2026-113", elenco.revisada("Otra.", elenco.vista(uno).cargo.id))
    assert elenco.vista(dos).pendiente_en is None


def test_what_the_board_withdrew_is_let_go_with_its_reason(elenco: Elenco) -> None:
    version = completada(elenco)
    with rechaza(DatosInvalidos, "por qué ya no se completará"), transaccion() as session:
        soltar_pendiente(session, elenco.actor("sofia"), pedido(elenco), version)
    with transaccion() as session:
        soltar_pendiente(session, elenco.actor("sofia"), pedido(elenco, "La retiró."), version)
    (cargo,) = visto().cargos
    assert cargo.situacion == "soltado"
    with rechaza(ActoInvalido, "ya no está pendiente"), transaccion() as session:
        completar_acuerdo(
            session,
            elenco.actor("sofia"),
            pedido(elenco),
            {version: elenco.vista(version).contenido_hash},
        )
    assert elenco.registrar("AJD-2026-113", version)
    assert elenco.vista(version).version.etiqueta == "02-2026"


def descartada(elenco: Elenco, version: int) -> None:
    """Ana no longer wants it."""
    pedido_ = elenco.pedido(version, "descartar", "Lo retiró la Gerencia.")
    with transaccion() as session:
        descartar(session, elenco.actor("ana"), pedido_)


def test_what_is_discarded_is_pending_no_more_and_the_acuerdo_says_so(elenco: Elenco) -> None:
    uno, dos, _ = cuatro(elenco)
    todo = decidir(elenco, (uno, Resultado.APROBADO, ""), (dos, CAMBIOS, "Diga «operar»."))
    registrar(elenco, todo)
    descartada(elenco, dos)
    a = visto()
    assert a.pendientes == ()
    assert [(c.version_id, c.situacion) for c in a.cargos if c.con_cambios] == [(dos, "descartado")]
    assert avisados(dos)[str(elenco.personas["sofia"])] == (
        "Ana Mora descartó el borrador que la Junta aprobó con cambios."
    )
    with db.sessionmaker() as session:
        (linea, *_) = lista(session, manual_por_slug(session, SLUG))
        cierre = session.scalars(
            select(ResultadoRegistrado.cierre).where(ResultadoRegistrado.version_id == dos)
        ).one()
        acto = session.scalars(select(Acto).where(Acto.seq == cierre)).one()
    assert linea.pendientes == 0
    assert (acto.acto, acto.version_id, acto.motivo) == ("descartar", dos, "Lo retiró la Gerencia.")
    with rechaza(ActoInvalido, "ya no está pendiente"), transaccion() as session:
        soltar_pendiente(session, elenco.actor("sofia"), pedido(elenco, "La retiró."), dos)
    otra = elenco.revisada("Operar.", elenco.vista(dos).cargo.id)
    assert elenco.registrar("AJD-2026-113", otra)
    assert elenco.vista(otra).version.etiqueta == "02-2026"


def test_what_was_let_go_and_then_discarded_was_let_go(elenco: Elenco) -> None:
    version = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (version, CAMBIOS, "Diga «operar».")))
    with transaccion() as session:
        soltar_pendiente(session, elenco.actor("sofia"), pedido(elenco, "La retiró."), version)
    descartada(elenco, version)
    assert [c.situacion for c in visto().cargos] == ["soltado"]
    assert "descartó" not in avisados(version)[str(elenco.personas["sofia"])]
