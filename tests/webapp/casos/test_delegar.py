"""Delegating: for some days somebody signs in one's name, and every signature says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.puntos import decision, llevar
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.bitacora.cadena import revisar_cadena
from webapp.casos.cesar import cesar
from webapp.casos.delegar import PedidoDeDelegacion, delegar
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.casos.nombrar import nombrar
from webapp.casos.revocar_delegacion import revocar_delegacion
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.tramite import en_tramite
from webapp.modelos import Acto, Aviso, Delegacion, Nombramiento
from webapp.roles import roles_en
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, ErrorVigente, NoEncontrado

DIAS = timedelta(days=14)
Como = Callable[[str], ClienteAparte]


def suyo(elenco: Elenco, clave: str, rol: str) -> int:
    """The id of somebody's appointment in that role."""
    with db.sessionmaker() as session:
        return session.scalars(
            select(Nombramiento.id).where(
                Nombramiento.persona_id == elenco.personas[clave], Nombramiento.rol == rol
            )
        ).one()


def delega(
    elenco: Elenco,
    de: str,
    rol: str,
    en: str,
    desde: date | None = None,
    hasta: date | None = None,
) -> None:
    """Somebody delegates, for two weeks unless told otherwise."""
    hoy = elenco.ahora.date()
    pedido = PedidoDeDelegacion(
        suyo(elenco, de, rol), elenco.personas[en], desde or hoy, hasta or hoy + DIAS, "Vacaciones."
    )
    with transaccion() as session:
        delegar(session, elenco.actor(de), pedido)


def roles(elenco: Elenco, clave: str, dias: int = 0) -> set[str]:
    """What somebody holds in so many days."""
    with db.sessionmaker() as session:
        hoy = elenco.ahora.date() + timedelta(days=dias)
        return set(roles_en(session, elenco.personas[clave], elenco.manual_id, hoy))


def elaborada(elenco: Elenco, clave: str = "ana") -> int:
    """A version that waits for its review."""
    version = elenco.abrir(clave)
    elenco.cambiar(version, "Operar las bombas nuevas.", clave)
    elenco.elaborar(version, clave)
    return version


@pytest.mark.usefixtures("en_app")
def test_who_signs_in_anothers_name_says_so_wherever_the_signature_is_shown(
    elenco: Elenco,
) -> None:
    delega(elenco, "rafael", "revisor", "elena")
    version = elaborada(elenco)
    elenco.revisar(version, "elena")
    with db.sessionmaker() as session:
        acto = session.scalars(select(Acto).where(Acto.acto == "revisar")).one()
        assert (acto.persona, acto.rol) == ("Elena Rojas", "revisor")
        assert json.loads(acto.datos)["delegacion"]["persona"] == "Rafael Solís"
        manual = manual_por_slug(session, "pruebas")
        hoja = en_tramite(session, manual, version, 0, frozenset(), "").hoja
        assert "por delegación de Rafael Solís" in str(hoja.firmas)
    with db.engines["default"].connect() as conexion:
        assert [r for r in revisar_cadena(conexion, elenco.manual_id, SLUG) if r] == []


@pytest.mark.usefixtures("en_app")
def test_a_delegate_signs_neither_what_they_wrote_nor_what_who_delegated_wrote(
    elenco: Elenco,
) -> None:
    delega(elenco, "beto", "revisor", "elena")
    version = elaborada(elenco, "beto")
    with rechaza(ActoInvalido, "por delegación de quien escribió en esta versión"):
        elenco.revisar(version, "elena")
    elenco.ahora += DIAS * 2
    delega(elenco, "rafael", "revisor", "elena")
    assert elenco.revisar(version, "elena") == "revisado"


def test_a_delegate_is_told_before_signing_that_who_delegated_wrote_it(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    porque = "Usted firma por delegación de quien escribió en esta versión"
    with app.app_context():
        delega(elenco, "beto", "revisor", "elena")
        delega(elenco, "beto", "secretaria", "elena")
        de_beto = elaborada(elenco, "beto")
        de_ana = elenco.revisada(
            "Dirigir la planta.", elenco.cargos["operativo-experto-produccion"]
        )
    elena = como("elena")
    _, suyos, ajenos = elena.get("/bandeja").text.split('class="panel-titulo"')[:3]
    assert "Operativo Experto" in suyos
    assert porque not in suyos
    assert "Operativo General" in ajenos
    assert porque in ajenos
    with app.app_context():
        elenco.revisar(de_beto)
        punto = llevar(elenco, de_beto, de_ana)
    por_llevar = elena.get(f"/manual/{SLUG}/junta/{punto}").text
    assert "1 cargo listo" in por_llevar
    assert por_llevar.count(porque) == 2, "in what stands in the way, and at the cargo"
    assert porque in elena.get(f"/manual/{SLUG}/junta/{punto}/decision").text
    assert "2 cargos listos" in como("sofia").get(f"/manual/{SLUG}/junta/{punto}").text
    escrito = decision(app, elenco, de_beto, de_ana)
    registro = elena.post(f"/manual/{SLUG}/junta/{punto}/decision/registrar", data=escrito)
    assert registro.status_code == 409
    assert porque in registro.text


def test_the_draft_agreement_says_who_signed_it_whoever_looks(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        delega(elenco, "beto", "secretaria", "elena")
        version = elaborada(elenco, "beto")
        elenco.revisar(version)
        punto = llevar(elenco, version)
    ruta, parte = f"/manual/{SLUG}/junta/{punto}", 'name="considerandos"'
    (uno,) = {como(q).get(ruta).text.split(parte)[1].split("</t")[0] for q in ("elena", "sofia")}
    assert "firmado por la " in uno


def test_who_reviewed_it_and_also_registers_it_finds_it_among_what_is_theirs(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        delega(elenco, "sofia", "secretaria", "rafael")
        version = elenco.revisada("Dirigir la planta.")
    rafael = como("rafael")
    _, suyos, ajenos = rafael.get("/bandeja").text.split('class="panel-titulo"')[:3]
    assert "Operativo General" in suyos
    assert "Operativo General" not in ajenos
    ofrece = rafael.get(f"/versiones/{version}/").text
    assert ofrece.index("Registrar acuerdo</a>") < ofrece.index("Devolver con observaciones")


def test_who_wrote_it_and_could_review_is_told_why_it_is_not_theirs(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        elaborada(elenco, "beto")
    dicho = "Usted escribió en esta versión: debe firmarla otra persona."
    assert dicho in como("beto").get("/bandeja").text
    assert dicho not in como("ana").get("/bandeja").text


@pytest.mark.usefixtures("en_app")
def test_ones_own_role_is_used_before_a_delegated_one(elenco: Elenco) -> None:
    delega(elenco, "sofia", "secretaria", "rafael")
    version = elaborada(elenco)
    elenco.revisar(version)
    elenco.registrar("AJD-2026-300", version, clave="rafael")
    with db.sessionmaker() as session:
        dichos = {
            a.acto: "delegacion" in json.loads(a.datos)
            for a in session.scalars(select(Acto).where(Acto.persona == "Rafael Solís"))
        }
    assert dichos == {"revisar": False, "aprobar": True}


@pytest.mark.usefixtures("en_app")
@pytest.mark.parametrize(
    ("de", "rol", "en", "desde", "hasta", "clase", "motivo"),
    [
        ("rafael", "revisor", "rafael", 0, 5, ActoNegado, "a sí mismo"),
        ("marcos", "administrador", "elena", 0, 5, ActoNegado, "no se delega"),
        ("ana", "autor", "elena", 0, 5, ActoNegado, "El rol de Autor no se delega"),
        ("rafael", "revisor", "beto", 0, 5, ActoInvalido, "ya tiene ese rol"),
        ("rafael", "revisor", "elena", -1, 5, DatosInvalidos, "hacia atrás"),
        ("rafael", "revisor", "elena", 5, 4, DatosInvalidos, "antes de empezar"),
    ],
)
def test_what_cannot_be_delegated_says_why(
    elenco: Elenco,
    de: str,
    rol: str,
    en: str,
    desde: int,
    hasta: int,
    clase: type[ErrorVigente],
    motivo: str,
) -> None:
    hoy = elenco.ahora.date()
    with rechaza(clase, motivo):
        delega(elenco, de, rol, en, hoy + timedelta(days=desde), hoy + timedelta(days=hasta))


@pytest.mark.usefixtures("en_app")
def test_what_was_delegated_is_not_delegated_again_nor_for_longer_than_one_has(
    elenco: Elenco,
) -> None:
    hoy = elenco.ahora.date()
    with transaccion() as session:
        nombrar(session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["nadie"],
                rol="revisor", desde=hoy, hasta=hoy + timedelta(days=3))  # fmt: skip
    with rechaza(DatosInvalidos, "hasta el 15 de noviembre de 2026"):
        delega(elenco, "nadie", "revisor", "elena")
    delega(elenco, "rafael", "revisor", "elena")
    with rechaza(ActoNegado, "no se delega otra vez"):
        delega(elenco, "elena", "revisor", "sofia", hasta=hoy + timedelta(days=2))
    ajeno = suyo(elenco, "rafael", "revisor")
    with (
        rechaza(NoEncontrado, "no es suyo"),
        transaccion() as session,
    ):
        delegar(session, elenco.actor("ana"),
                PedidoDeDelegacion(ajeno, elenco.personas["nadie"], hoy, hoy))  # fmt: skip


@pytest.mark.usefixtures("en_app")
def test_it_holds_on_its_days_alone_and_ends_when_it_is_revoked(elenco: Elenco) -> None:
    hoy = elenco.ahora.date()
    delega(elenco, "rafael", "revisor", "elena", hoy + timedelta(days=2), hoy + DIAS)
    held = [dia for dia in (0, 1, 2, 14, 15) if "revisor" in roles(elenco, "elena", dia)]
    assert held == [2, 14]
    with db.sessionmaker() as session:
        dado = session.scalars(select(Delegacion.nombramiento_id)).one()
        dichos = session.scalars(select(Aviso.texto).order_by(Aviso.persona_id)).all()
    assert sorted(d.split(" su rol")[0] for d in dichos) == [
        "Rafael Solís delegó en usted", "Usted delegó en Elena Rojas",
    ]  # fmt: skip
    with rechaza(NoEncontrado, "no es suyo"), transaccion() as session:
        revocar_delegacion(session, elenco.actor("sofia"), dado)
    with transaccion() as session:
        revocar_delegacion(session, elenco.actor("rafael"), dado)
    assert "revisor" not in roles(elenco, "elena", 5)
    with rechaza(ActoInvalido, "ya había terminado"), transaccion() as session:
        revocar_delegacion(session, elenco.actor("rafael"), dado)


@pytest.mark.usefixtures("en_app")
def test_it_ends_with_the_role_it_comes_from(elenco: Elenco) -> None:
    delega(elenco, "rafael", "revisor", "elena")
    with transaccion() as session:
        propio = suyo(elenco, "rafael", "revisor")
        cesar(session, elenco.actor("marcos"), elenco.manual_id, propio)
    assert roles(elenco, "elena") == {"lector"}


@pytest.mark.usefixtures("en_app")
def test_it_ends_with_the_account_of_who_delegated(elenco: Elenco) -> None:
    delega(elenco, "rafael", "revisor", "ana")
    assert "revisor" in roles(elenco, "ana")
    with transaccion() as session:
        desactivar_persona(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["rafael"]
        )
    assert "revisor" not in roles(elenco, "ana")


def test_from_ones_account_it_is_given_seen_and_ended(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    rafael, elena = como("rafael"), como("elena")
    with app.app_context():
        propio = suyo(elenco, "rafael", "revisor")
    ruta = f"/cuenta/delegaciones/{propio}"
    datos = {"persona": elenco.personas["elena"], "desde": "2026-11-12", "motivo": "Vacaciones."}
    sin_fin = rafael.post(ruta, data=datos)
    assert sin_fin.status_code == 422
    assert "Una delegación siempre termina." in sin_fin.text
    assert "Vacaciones." in sin_fin.text
    assert rafael.post(ruta, data={**datos, "hasta": "2026-11-26"}).status_code == 302
    assert "Delegado en Elena Rojas" in rafael.get("/cuenta/delegaciones/").text
    assert "por delegación de Rafael Solís" in elena.get("/cuenta/delegaciones/").text
    pagina = como("marcos").get(f"/manual/pruebas/personas/{elenco.personas['elena']}").text
    assert "por delegación de Rafael Solís" in pagina
    assert elena.get(f"/cuenta/delegaciones/{propio}").status_code == 404
    with app.app_context(), db.sessionmaker() as session:
        dado = session.scalars(select(Delegacion.nombramiento_id)).one()
    assert rafael.post(f"/cuenta/delegaciones/{dado}/terminar").status_code == 302
    assert "Delegado en" not in rafael.get("/cuenta/delegaciones/").text
