"""Another unit is asked for its criterio: it reads that version and its question, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from tests.apoyo.revisores import Revisores
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos.editar_persona import editar_persona
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, NoEncontrado

pytestmark = pytest.mark.usefixtures("en_app")

AUDITORIA = "Auditoría"  # Elena's unit: she has no part in the workflow


@pytest.fixture
def dicen(elenco: Elenco) -> Revisores:
    """What the cast says to each other."""
    return Revisores(elenco)


@pytest.fixture
def version(elenco: Elenco) -> int:
    """A version Ana signed."""
    version = elenco.abrir()
    elenco.cambiar(version, "Operar con cuidado.")
    elenco.elaborar(version)
    return version


def test_its_people_read_that_version_and_their_question_alone(
    elenco: Elenco, dicen: Revisores, version: int, como: Callable[[str], ClienteAparte]
) -> None:
    otra = elenco.abrir(cargo_id=elenco.cargos["ejecutivo-general-produccion"])
    ajena = dicen.observa("rafael", version, "", "Una observación cualquiera.")
    nota = dicen.observa("rafael", version, "", "Una nota reservada.", interna=True)
    elena = como("elena")
    assert elena.get(f"/versiones/{version}/cambios").status_code == 403
    suya = dicen.pregunta("rafael", version, AUDITORIA, "¿Hay conflicto de funciones?")
    pagina = elena.get(f"/versiones/{version}/cambios")
    assert pagina.status_code == 200
    assert "¿Hay conflicto de funciones?" in pagina.text
    assert "cuidado" in pagina.text
    assert [h.id for h in dicen.lee("elena", version)] == [suya]
    for ruta in (f"/versiones/{version}/cambios", f"/versiones/{version}/"):
        texto = elena.get(ruta).text
        for ajeno in ("Una observación cualquiera.", "Una nota reservada.", "/vistos", "Devolver"):
            assert ajeno not in texto, (ruta, ajeno)
    for ruta in (f"/versiones/{otra}/", f"/versiones/{otra}/cambios", f"/borradores/{version}",
                 f"/borradores/{version}/historia/", f"/versiones/{version}/criterio"):  # fmt: skip
        assert elena.get(ruta).status_code == 403, ruta
    for id_ in (ajena, nota):
        with rechaza(NoEncontrado, "no existe"):
            dicen.responde("elena", id_, "comentario", "Curiosidad.")
    with rechaza(ActoNegado, "Observar una versión"):
        dicen.observa("elena", version, "", "De paso…")
    respuesta = elena.post(
        f"/versiones/{version}/observaciones/{suya}",
        data={"clase": "comentario", "texto": "No lo hay.", "volver": "linea-todo"},
    )
    assert respuesta.status_code == 302
    assert dicen.hilo("rafael", suya, version).estado_rotulo == "Contestado, falta cerrarlo"
    with rechaza(ActoNegado, "le toca a quien la hizo"):
        dicen.responde("elena", suya, "resuelta")
    dicen.responde("rafael", suya, "resuelta")
    assert elena.get(f"/versiones/{version}/cambios").status_code == 200, "it may still be read"


def test_an_unanswered_criterio_bars_the_review_until_it_is_closed(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    suya = dicen.pregunta("rafael", version, AUDITORIA)
    with rechaza(ActoInvalido, "Hay una observación abierta"):
        elenco.revisar(version)
    dicen.responde("beto", suya, "resuelta", "Ya no hace falta.")
    assert elenco.revisar(version) == "revisado"


def test_who_leaves_the_unit_stops_reading(
    elenco: Elenco, dicen: Revisores, version: int, como: Callable[[str], ClienteAparte]
) -> None:
    dicen.pregunta("rafael", version, AUDITORIA)
    elena = como("elena")
    assert elena.get(f"/versiones/{version}/cambios").status_code == 200
    with transaccion() as session:
        editar_persona(
            session,
            elenco.actor("marcos"),
            elenco.manual_id,
            elenco.personas["elena"],
            nombre="Elena Rojas",
            unidad="Archivo",
            puesto="Archivista",
        )
    assert elena.get(f"/versiones/{version}/cambios").status_code == 403


def test_it_says_when_it_is_overdue(elenco: Elenco, dicen: Revisores, version: int) -> None:
    hoy = elenco.ahora.date()
    suya = dicen.pregunta("rafael", version, AUDITORIA, vence=hoy)
    assert not dicen.hilo("rafael", suya, version).vencido
    elenco.ahora += timedelta(days=1)
    assert dicen.hilo("rafael", suya, version).vencido
    dicen.responde("rafael", suya, "resuelta")
    assert not dicen.hilo("rafael", suya, version).vencido


def test_what_cannot_be_asked_says_why(elenco: Elenco, dicen: Revisores, version: int) -> None:
    for quien in ("ana", "elena"):
        with rechaza(ActoNegado, "le toca a quien"):
            dicen.pregunta(quien, version, AUDITORIA)
    with rechaza(DatosInvalidos, "no hay personas de «Marte»"):
        dicen.pregunta("rafael", version, "Marte")
    with rechaza(DatosInvalidos, "Falta decir a qué unidad"):
        dicen.pregunta("rafael", version, "")
    with rechaza(DatosInvalidos, "en blanco"):
        dicen.pregunta("rafael", version, AUDITORIA, " ")
    ayer = elenco.ahora.date() - timedelta(days=1)
    with rechaza(DatosInvalidos, "ya pasó"):
        dicen.pregunta("rafael", version, AUDITORIA, vence=ayer)
