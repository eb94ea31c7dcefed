"""Answering: who may close a thread, what an accepted suggestion becomes, and what bars it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from tests.apoyo.revisores import Revisores, con_actividades, item
from webapp.bd import db
from webapp.consultas.guardados import sesiones
from webapp.modelos import Guardado
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    NoEncontrado,
    VersionDesfasada,
)
from workflows.hilos import EstadoHilo, sello

pytestmark = pytest.mark.usefixtures("en_app")

MEJOR = "Registrar caudales y presiones cada media hora."


@pytest.fixture
def dicen(elenco: Elenco) -> Revisores:
    """What the cast says to each other."""
    return Revisores(elenco)


@pytest.fixture
def version(elenco: Elenco) -> int:
    """A draft of Ana's."""
    version = elenco.abrir()
    elenco.cambiar(version, "Operar con cuidado.")
    return version


def segunda(elenco: Elenco, version: int) -> str:
    """The piece of the second main activity."""
    return f"item:{item(elenco.vista(version).contenido, 2).id}"


def estado(dicen: Revisores, version: int, observacion: int, quien: str = "ana") -> EstadoHilo:
    """How a thread stands."""
    return dicen.hilo(quien, observacion, version).estado


def test_an_author_attends_and_who_remarked_confirms_or_reopens(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    suya = dicen.observa("rafael", version, segunda(elenco, version))
    dicen.responde("ana", suya, "atendida", "Ya dice cada hora.")
    assert estado(dicen, version, suya) is EstadoHilo.ATENDIDO
    assert elenco.vista(version).observaciones_abiertas == 1, "it is still open"
    with rechaza(ActoInvalido, "ya figura como atendida"):
        dicen.responde("ana", suya, "atendida")
    with rechaza(ActoNegado, "le toca a quien la hizo"):
        dicen.responde("ana", suya, "resuelta")
    dicen.responde("rafael", suya, "reabierta", "No lo veo.")
    assert estado(dicen, version, suya) is EstadoHilo.ABIERTO
    dicen.responde("rafael", suya, "resuelta")
    assert estado(dicen, version, suya) is EstadoHilo.RESUELTO
    assert elenco.vista(version).observaciones_abiertas == 0
    with rechaza(ActoInvalido, "ya estaba cerrada"):
        dicen.responde("rafael", suya, "resuelta")
    with rechaza(ActoInvalido, "ya estaba cerrada"):
        dicen.responde("ana", suya, "atendida")


def test_another_reviewer_may_close_it_and_an_author_only_their_own(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    pieza = segunda(elenco, version)
    de_rafael, de_ana = (
        dicen.observa("rafael", version, pieza),
        dicen.observa("ana", version, pieza),
    )
    dicen.responde("beto", de_rafael, "resuelta")
    dicen.responde("ana", de_ana, "resuelta")
    assert [h.estado for h in dicen.lee("ana", version)] == [EstadoHilo.RESUELTO] * 2
    elenco.cambiar(version, "Beto también escribió.", "beto")
    with rechaza(ActoNegado, "le toca a quien la hizo"):
        dicen.responde("beto", de_rafael, "reabierta")


def test_an_open_observation_bars_the_review_and_a_note_does_not(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    elenco.elaborar(version)
    pieza = segunda(elenco, version)
    suya = dicen.observa("rafael", version, pieza)
    dicen.observa("rafael", version, pieza, "Para nosotros.", interna=True)
    with rechaza(ActoInvalido, "Hay una observación abierta"):
        elenco.revisar(version)
    dicen.responde("rafael", suya, "resuelta")
    assert elenco.revisar(version) == "revisado"


def test_what_is_signed_is_answered_by_words_only(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    elenco.elaborar(version)
    suya = dicen.observa("rafael", version, segunda(elenco, version), propuesta=MEJOR)
    for clase in ("atendida", "declinada"):
        with rechaza(ActoInvalido, "está firmado"):
            dicen.responde("ana", suya, clase, "Porque sí.")
    with rechaza(ActoInvalido, "está firmado"):
        dicen.acepta("ana", suya)
    dicen.responde("ana", suya, "comentario", "La recojo cuando vuelva.")


def test_an_accepted_suggestion_is_the_authors_edit_and_names_who_suggested_it(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    pieza = segunda(elenco, version)
    suya = dicen.observa("rafael", version, pieza, propuesta=MEJOR)
    dicen.acepta("ana", suya)
    vista = elenco.vista(version)
    assert item(vista.contenido, 2).texto == MEJOR
    assert estado(dicen, version, suya) is EstadoHilo.ACEPTADO
    assert vista.autores == {elenco.personas["ana"]}, "suggesting is not writing"
    with db.sessionmaker() as session:
        ultimo = session.scalars(select(Guardado).order_by(Guardado.id.desc())).first()
        assert ultimo is not None
        assert (ultimo.pieza, ultimo.persona_id) == (pieza, elenco.personas["ana"])
        guardados = sesiones(session, version)[0].guardados
    assert [g.sugerido for g in guardados] == ["Rafael Solís", ""]
    elenco.elaborar(version)
    assert elenco.revisar(version, "rafael") == "revisado"


def test_who_accepts_becomes_an_author(elenco: Elenco, dicen: Revisores, version: int) -> None:
    suya = dicen.observa("rafael", version, segunda(elenco, version), propuesta=MEJOR)
    elenco.cambiar(version, "Una frase de Beto.", "beto")
    dicen.acepta("beto", suya)
    elenco.elaborar(version)
    with rechaza(ActoInvalido, "Usted escribió en esta versión"):
        elenco.revisar(version, "beto")


def test_a_row_of_the_table_takes_a_suggestion_for_its_concepto(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    fila = elenco.vista(version).contenido.competencias[0]
    nuevo = "Propone mejoras al trabajo de su equipo."
    suya = dicen.observa("rafael", version, f"competencia:{fila.id}", propuesta=nuevo)
    dicen.acepta("ana", suya)
    assert elenco.vista(version).contenido.competencias[0] == replace(fila, concepto=nuevo)


def test_a_text_that_changed_since_is_accepted_over_only_when_it_was_seen(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    pieza = segunda(elenco, version)
    suya = dicen.observa("rafael", version, pieza, propuesta=MEJOR)
    texto = elenco.vista(version).contenido
    otra = replace(item(texto, 2), texto="Registrar caudales cada día.")
    items = [otra if i.id == otra.id else i for i in texto.seccion("actividades_principales").items]
    elenco.guardar(version, con_actividades(texto, items))
    with rechaza(VersionDesfasada, "cambió después de la sugerencia"):
        dicen.acepta("ana", suya, sello("Registrar caudales y presiones cada hora."))
    dicen.acepta("ana", suya, dicen.hilo("ana", suya, version).sello)
    assert item(elenco.vista(version).contenido, 2).texto == MEJOR


def test_a_suggestion_on_what_was_deleted_is_not_lost_and_not_accepted(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    pieza = segunda(elenco, version)
    suya = dicen.observa("rafael", version, pieza, propuesta=MEJOR)
    texto = elenco.vista(version).contenido
    items = [i for i in texto.seccion("actividades_principales").items if f"item:{i.id}" != pieza]
    elenco.guardar(version, con_actividades(texto, items))
    with rechaza(ActoInvalido, "se quitó. Decline la sugerencia"):
        dicen.acepta("ana", suya)
    h = dicen.hilo("ana", suya, version)
    assert (h.quitado, h.propuesta) == (True, MEJOR)
    assert "aceptada" not in h.puede
    with rechaza(DatosInvalidos, "por qué se declina"):
        dicen.responde("ana", suya, "declinada", "  ")
    dicen.responde("ana", suya, "declinada", "La actividad pasó a otro cargo.")
    assert estado(dicen, version, suya) is EstadoHilo.DECLINADO


def test_a_text_that_already_says_it_is_accepted_without_a_save(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    suya = dicen.observa("rafael", version, segunda(elenco, version), propuesta=MEJOR)
    texto = elenco.vista(version).contenido
    otra = replace(item(texto, 2), texto=MEJOR)
    items = [otra if i.id == otra.id else i for i in texto.seccion("actividades_principales").items]
    elenco.guardar(version, con_actividades(texto, items))
    serie = elenco.vista(version).serie
    dicen.acepta("ana", suya, sello(MEJOR))
    assert elenco.vista(version).serie == serie
    assert estado(dicen, version, suya) is EstadoHilo.ACEPTADO


def test_each_answer_is_of_whom_it_belongs_to(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    pieza = segunda(elenco, version)
    suya = dicen.observa("rafael", version, pieza)
    with rechaza(ActoNegado, "le toca a quien escribe"):
        dicen.responde("rafael", suya, "atendida", "No es mío.")
    with rechaza(ActoInvalido, "no propone un texto"):
        dicen.responde("ana", suya, "declinada", "No.")
    with rechaza(ActoInvalido, "botón «Aceptar»"):
        dicen.responde("ana", suya, "aceptada")
    with rechaza(ActoInvalido, "sigue abierta"):
        dicen.responde("rafael", suya, "reabierta")
    with rechaza(DatosInvalidos, "en blanco"):
        dicen.responde("ana", suya, "comentario")
    with rechaza(DatosInvalidos, "caben 4,000"):
        dicen.responde("ana", suya, "comentario", "x" * 4_001)
    for quien in ("elena", "nadie"):
        with rechaza(NoEncontrado, "no existe"):
            dicen.responde(quien, suya, "comentario", "Hola.")
    with rechaza(NoEncontrado, "no existe"):
        dicen.responde("ana", 99_999, "comentario", "Hola.")
    sugerencia = dicen.observa("sofia", version, pieza, propuesta=MEJOR)
    with rechaza(ActoNegado, "le toca a quien escribe"):
        dicen.acepta("rafael", sugerencia)
