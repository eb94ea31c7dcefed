"""Who is told of an acto: whom it concerns, in the same transaction, and never who did it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.apoyo.buzon import avisados, avisos_de, ordenes, prefiere, ultimo
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.cesar import cesar
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.casos.descartar import descartar
from webapp.casos.devolver import devolver
from webapp.casos.elaborar import elaborar
from webapp.casos.retirar import retirar
from webapp.modelos import Nombramiento
from workflows.errores import ActoNegado

pytestmark = pytest.mark.usefixtures("en_app")


def elaborada(elenco: Elenco, *tambien: str) -> int:
    """A version of Ana's, signed, on which others wrote too."""
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    for clave in tambien:
        elenco.cambiar(version, f"Una frase de {clave}.", clave)
    elenco.elaborar(version)
    return version


def elaborada_en(elenco: Elenco, n: int) -> int:
    """The same, on the n-th cargo."""
    version = elenco.abrir(cargo_id=list(elenco.cargos.values())[n])
    elenco.cambiar(version, "Otra frase nueva.")
    elenco.elaborar(version)
    return version


def test_what_is_signed_is_told_to_who_may_review_it(elenco: Elenco) -> None:
    elaborada(elenco)
    assert avisados(elenco) == {"beto": ["elaboracion"], "rafael": ["elaboracion"]}
    aviso = avisos_de(elenco, "rafael")[0]
    assert aviso.texto == "Ana Mora lo pasó a elaborado. Le toca a usted: firmar como revisado."


def test_who_wrote_is_not_asked_to_review_it(elenco: Elenco) -> None:
    elaborada(elenco, "beto")
    assert avisados(elenco) == {"rafael": ["elaboracion"]}


def test_neither_is_who_no_longer_has_the_role_or_the_account(elenco: Elenco) -> None:
    with transaccion() as session:
        rol = session.query(Nombramiento).filter_by(
            persona_id=elenco.personas["rafael"], rol="revisor"
        )
        cesar(session, elenco.actor("marcos"), elenco.manual_id, rol.one().id)
        desactivar_persona(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["beto"]
        )
    elenco.ahora += timedelta(days=1)
    elaborada(elenco)
    assert avisados(elenco) == {}


def test_a_revision_is_told_to_the_authors_and_to_who_takes_it_to_the_board(elenco: Elenco) -> None:
    version = elaborada(elenco)
    antes = ultimo()
    elenco.revisar(version)
    assert avisados(elenco, antes) == {c: ["revision"] for c in ("ana", "beto", "sofia")}
    assert avisos_de(elenco, "ana")[0].texto == "Rafael Solís lo pasó a revisado."
    assert avisos_de(elenco, "sofia")[0].texto.endswith("Le toca a usted: registrar acuerdo.")


def test_acting_on_a_version_answers_what_one_had_been_told_of_it(elenco: Elenco) -> None:
    version = elaborada(elenco)
    otra = elaborada_en(elenco, 1)
    elenco.revisar(version)
    leidos = {a.version_id: a.leido is not None for a in avisos_de(elenco, "rafael")}
    assert leidos == {version: True, otra: False}
    assert [a.leido for a in avisos_de(elenco, "beto") if a.clase == "elaboracion"] == [None, None]


def test_a_return_carries_its_reason_to_every_author(elenco: Elenco) -> None:
    version = elaborada(elenco, "beto")
    antes = ultimo()
    pedido = elenco.pedido(version, "devolver", "Aclarar la actividad 7.\nY la 9.")
    with transaccion() as session:
        devolver(session, elenco.actor("rafael"), pedido)
    assert avisados(elenco, antes) == {"ana": ["devolucion"], "beto": ["devolucion"]}
    aviso = avisos_de(elenco, "ana")[0]
    assert aviso.texto == "Rafael Solís lo devolvió con observaciones."
    assert aviso.detalle == "Aclarar la actividad 7.\nY la 9."


def test_who_was_told_it_came_to_them_is_told_it_was_taken_back(elenco: Elenco) -> None:
    version = elaborada(elenco)
    antes = ultimo()
    with transaccion() as session:
        retirar(session, elenco.actor("ana"), elenco.pedido(version, "retirar"))
    assert avisados(elenco, antes) == {"beto": ["retiro"], "rafael": ["retiro"]}


def test_only_who_was_told_this_time_is_told_it_was_taken_back(elenco: Elenco) -> None:
    version = elaborada(elenco)
    with transaccion() as session:
        retirar(session, elenco.actor("ana"), elenco.pedido(version, "retirar"))
    elenco.cambiar(version, "Beto escribe ahora.", "beto")
    elenco.elaborar(version)
    antes = ultimo()
    with transaccion() as session:
        retirar(session, elenco.actor("ana"), elenco.pedido(version, "retirar"))
    assert avisados(elenco, antes) == {"rafael": ["retiro"]}


def test_an_approval_is_told_with_its_number_to_who_wrote_and_who_reviewed(elenco: Elenco) -> None:
    version = elenco.revisada("Una frase nueva.")
    antes = ultimo()
    elenco.registrar("AJD-2026-112", version)
    assert avisados(elenco, antes) == {"ana": ["aprobacion"], "rafael": ["aprobacion"]}
    dicho = avisos_de(elenco, "ana")[-1].texto
    assert dicho == "Ya rige: versión 01-2026, acuerdo AJD-2026-112."


def test_a_draft_thrown_away_is_told_to_the_others_who_wrote_on_it(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase.")
    elenco.cambiar(version, "Otra frase.", "beto")
    with transaccion() as session:
        descartar(session, elenco.actor("beto"), elenco.pedido(version, "descartar", "Ya no."))
    assert avisados(elenco) == {"ana": ["descarte"]}


def test_what_was_refused_told_nobody(elenco: Elenco) -> None:
    version = elaborada(elenco)
    antes = ultimo()
    pedido = elenco.pedido(version, "devolver", "No me toca.")
    with rechaza(ActoNegado, "le toca a otra persona"), transaccion() as session:
        devolver(session, elenco.actor("ana"), pedido)
    assert ultimo() == antes


def test_what_was_undone_at_the_end_told_nobody(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    pedido = elenco.pedido(version, "elaborar")

    def caerse_al_final() -> None:
        with transaccion() as session:
            elaborar(session, elenco.actor("ana"), pedido)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        caerse_al_final()
    assert avisados(elenco) == {}
    assert elenco.elaborar(version) == "elaborado"
    assert avisados(elenco) != {}


def test_how_a_person_wants_them_is_asked_when_they_are_written(elenco: Elenco) -> None:
    prefiere(elenco, "rafael", "diario")
    prefiere(elenco, "beto", "no")
    elaborada(elenco)
    assert [a.correo for a in avisos_de(elenco, "rafael")] == ["diario"]
    assert [a.correo for a in avisos_de(elenco, "beto")] == ["no"]


def test_who_changes_their_mind_gets_what_waits_the_new_way(elenco: Elenco) -> None:
    elaborada(elenco)
    prefiere(elenco, "rafael", "no")
    assert [a.correo for a in avisos_de(elenco, "rafael")] == ["no"]
    assert [a.correo for a in avisos_de(elenco, "beto")] == ["pendiente"]


def test_telling_of_many_versions_takes_no_more_statements_than_of_one(elenco: Elenco) -> None:
    primera, *otras = [elenco.revisada(f"Frase {c}.", c) for c in elenco.cargos.values()]
    cuentas = []
    for numero, versiones in (("AJD-2026-112", [primera]), ("AJD-2026-113", otras)):
        with ordenes(db.engine) as dichas:
            elenco.registrar(numero, *versiones)
        juntas = [" ".join(d.split()) for d in dichas]
        propias = ("INSERT INTO aviso ", "SELECT persona.id, persona.avisos")
        cuentas.append(len([d for d in juntas if d.startswith(propias)]))
    assert len(otras) == 2
    assert cuentas == [2, 2]
