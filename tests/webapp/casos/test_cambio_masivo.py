"""Cambio masivo: a borrador or a sugerencia for each cargo, for one reason, or nothing."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.masivo import PORQUE, cambiado, cambio, hacer, hallado, versiones
from tests.apoyo.otro_manual import con_historia, fundar_otro
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos._masivo import Marca
from webapp.casos.aceptar_sugerencia import aceptar_sugerencia
from webapp.casos.cambiar_en_masa import CambioHecho
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.guardados import texto_en
from webapp.modelos import Acto, Grupo, Justificacion, Observacion
from workflows.busqueda import Busqueda
from workflows.diferencias import comparar, resumen
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    ErrorVigente,
    NoEncontrado,
    VersionDesfasada,
)
from workflows.formatos import cargar
from workflows.formatos.cargador import fuente
from workflows.textos import textos_de

pytestmark = pytest.mark.usefixtures("en_app")
FRASE, NUEVA = "caudales y presiones", "caudales, presiones y niveles"


def primero(elenco: Elenco) -> int:
    """A version of the first cargo, open."""
    version = elenco.abrir("beto")
    elenco.cambiar(version, "Operar por turnos.", "beto")
    return version


def test_each_cargo_gets_a_borrador_whose_diff_is_only_the_phrase(elenco: Elenco) -> None:
    grupo_id, ids = cambiado(elenco, FRASE, NUEVA)
    assert len(ids) == len(elenco.cargos)
    for version_id in ids:
        vista = elenco.vista(version_id)
        assert vista.base is not None
        dichos = resumen(comparar(vista.base, vista.contenido), cargar("manual-cargos"))
        assert dichos == ["Actividades principales 2: «y presiones» → «, presiones y niveles»"]
        assert vista.autores == {elenco.personas["ana"]}
        assert elenco.elaborar(version_id) == "elaborado"
    with db.sessionmaker() as session:
        grupo = session.get_one(Grupo, grupo_id)
        assert (grupo.buscado, grupo.reemplazo, grupo.justificacion) == (FRASE, NUEVA, PORQUE)
        porques = session.scalars(select(Justificacion.texto)).all()
        aperturas = session.scalars(select(Acto.motivo).where(Acto.acto == "abrir")).all()
    assert set(porques) == {PORQUE}
    assert set(aperturas) == {grupo.titulo}


def test_the_history_of_each_borrador_tells_the_change(elenco: Elenco) -> None:
    _, ids = cambiado(elenco, FRASE, NUEVA)
    vista = elenco.vista(ids[0])
    with db.sessionmaker() as session:
        antes = texto_en(session, vista, 1)
        assert texto_en(session, vista, 2) == vista.contenido
    assert antes == vista.base


def test_only_what_is_ticked_changes(elenco: Elenco) -> None:
    uno = hallado("de agua").nuevos[0].version_id
    todo = cambio("de agua", "hídrico", lambda c: c.version_id == uno)
    assert len(todo.marcas) > 1
    hecho = hacer(elenco, replace(todo, marcas=todo.marcas[:1]))
    assert (hecho.borradores, hecho.sugerencias) == (1, 0)
    assert hecho.grupo_id is not None
    vista = elenco.vista(versiones(hecho.grupo_id)[0])
    assert vista.base is not None
    (cambiada,) = comparar(vista.base, vista.contenido).cambios()
    assert "hídrico" in "".join(t.texto for t in cambiada.tramos)  # type: ignore[union-attr]


def test_an_item_of_which_nothing_is_left_is_taken_out(elenco: Elenco) -> None:
    _, ids = cambiado(elenco, "Registrar caudales y presiones cada hora.", "")
    vista = elenco.vista(ids[0])
    actividades = vista.contenido.seccion("actividades_principales").items
    assert [i.id for i in actividades if not i.texto] == []
    assert len(actividades) == 3
    assert elenco.elaborar(ids[0]) == "elaborado"


def test_a_cargo_whose_draft_is_open_gets_a_sugerencia_there(elenco: Elenco) -> None:
    abierta = primero(elenco)
    antes = elenco.vista(abierta)
    hecho = hacer(elenco, cambio(FRASE, NUEVA))
    assert (hecho.borradores, hecho.sugerencias) == (len(elenco.cargos) - 1, 1)
    despues = elenco.vista(abierta)
    assert (despues.contenido, despues.serie) == (antes.contenido, antes.serie)
    assert elenco.personas["ana"] not in despues.autores, "suggesting is not writing"
    with db.sessionmaker() as session:
        sugerencia = session.scalars(select(Observacion)).one()
    assert sugerencia.version_id == abierta
    assert sugerencia.lugar == "Actividades principales, 2"
    assert sugerencia.propuesta == f"Registrar {NUEVA} cada hora."
    assert (sugerencia.cita, sugerencia.desde) == (FRASE, len("Registrar "))
    assert PORQUE in sugerencia.texto


def test_a_cargo_on_its_way_gets_a_sugerencia_that_waits_for_an_answer(elenco: Elenco) -> None:
    abierta = primero(elenco)
    elenco.elaborar(abierta, "beto")
    hecho = hacer(elenco, cambio(FRASE, NUEVA, lambda c: c.version_id == abierta))
    assert hecho == CambioHecho(None, 0, 1)
    with pytest.raises(ActoInvalido, match="Hay una observación abierta"):
        elenco.revisar(abierta)


def test_the_concepto_of_a_competencia_is_suggested_with_its_words(elenco: Elenco) -> None:
    primero(elenco)
    hacer(elenco, cambio("mejoras a su propio trabajo", "mejoras a su área"))
    with db.sessionmaker() as session:
        sugerencia = session.scalars(select(Observacion)).one()
    assert sugerencia.lugar == "Competencia: Iniciativa"
    assert sugerencia.propuesta == "Propone mejoras a su área."
    assert sugerencia.desde is not None
    fin = sugerencia.desde + len(sugerencia.cita)
    assert sugerencia.texto_pieza[sugerencia.desde : fin] == "mejoras a su propio trabajo"


@pytest.mark.parametrize(
    ("frase", "nueva"),
    [(FRASE, NUEVA), ("mejoras a su propio trabajo", "mejoras a su área")],
    ids=["item", "competencia"],
)
def test_the_author_accepts_the_sugerencia_and_the_text_says_it(
    elenco: Elenco, frase: str, nueva: str
) -> None:
    abierta = primero(elenco)
    hacer(elenco, cambio(frase, nueva, lambda c: c.version_id == abierta))
    with transaccion() as session:
        sugerencia = session.scalars(select(Observacion.id)).one()
        aceptar_sugerencia(session, elenco.actor("beto"), sugerencia, "")
    textos = [texto for _, texto in textos_de(elenco.vista(abierta).contenido)]
    assert sum(nueva in texto for texto in textos) == 1
    assert not any(frase in texto for texto in textos)


def test_an_open_text_that_no_longer_says_the_phrase_is_told_apart(elenco: Elenco) -> None:
    abierta = elenco.abrir("beto")
    elenco.cambiar(abierta, "Operar por turnos.", "beto")
    pagina = hallado("según el programa de turnos", "por turnos")
    assert [c.version_id for c in pagina.sin_frase] == [abierta]
    assert abierta not in [c.version_id for c in (*pagina.nuevos, *pagina.abiertos)]


def test_the_same_sugerencia_is_not_made_twice(elenco: Elenco) -> None:
    abierta = primero(elenco)
    solo = cambio(FRASE, NUEVA, lambda c: c.version_id == abierta)
    hacer(elenco, solo)
    with rechaza(DatosInvalidos, "ya hizo esas sugerencias"):
        hacer(elenco, solo)


def test_a_borrador_starts_from_the_approved_text_that_is_not_in_force_yet(elenco: Elenco) -> None:
    version = elenco.revisada("Operar por turnos.")
    manana = elenco.ahora.date() + timedelta(days=30)
    acuerdo = elenco.acuerdo("AJD-2026-112", version, rige=manana)
    with transaccion() as session:
        registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    pagina = hallado("Operar por turnos", "Operar")
    (cargo,) = pagina.nuevos
    assert (cargo.version_id, cargo.rige_desde) == (version, manana)
    _, (nueva,) = cambiado(elenco, "Operar por turnos", "Operar sin pausa")
    assert elenco.vista(nueva).version.base_id == version


def test_an_abolished_cargo_is_not_searched(elenco: Elenco) -> None:
    with transaccion() as session:
        version = proponer_derogar(session, elenco.actor("ana"), elenco.cargo, "Ya no existe.").id
    pagina = hallado(FRASE, NUEVA)
    assert [c.version_id for c in pagina.por_derogar] == [version], "it gets no sugerencia"
    assert version not in [c.version_id for c in (*pagina.nuevos, *pagina.abiertos)]
    elenco.elaborar(version)
    elenco.revisar(version)
    elenco.registrar("AJD-2026-112", version)
    assert len(hallado(FRASE).nuevos) == len(elenco.cargos) - 1


def test_a_text_that_moved_since_the_search_stops_the_whole_change(elenco: Elenco) -> None:
    que = cambio(FRASE, NUEVA)
    elenco.registrar("AJD-2026-112", elenco.revisada("Operar por turnos."))
    with rechaza(VersionDesfasada, "El texto cambió desde que usted buscó: OPERATIVO GENERAL"):
        hacer(elenco, que)


def test_a_draft_saved_since_the_search_stops_the_whole_change(elenco: Elenco) -> None:
    abierta = primero(elenco)
    que = cambio(FRASE, NUEVA)
    elenco.cambiar(abierta, "Operar de noche.", "beto")
    with rechaza(VersionDesfasada, "El texto cambió desde que usted buscó"):
        hacer(elenco, que)


def test_a_version_opened_since_the_search_stops_the_whole_change(elenco: Elenco) -> None:
    que = cambio(FRASE, NUEVA)
    primero(elenco)
    with rechaza(ActoInvalido, "OPERATIVO GENERAL ya tiene una versión abierta"):
        hacer(elenco, que)


def test_of_two_people_at_once_one_opens_every_borrador_and_the_other_is_told(
    app: Flask, elenco: Elenco
) -> None:
    que = cambio(FRASE, NUEVA)
    salidas: list[object] = []
    juntos = threading.Barrier(2)

    def intentar(clave: str) -> None:
        with app.app_context():
            juntos.wait()
            try:
                salidas.append(hacer(elenco, que, clave))
            except ErrorVigente as error:
                salidas.append(error)

    hilos = [threading.Thread(target=intentar, args=(c,)) for c in ("ana", "beto")]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    hechos = [s for s in salidas if isinstance(s, CambioHecho)]
    negados = [s for s in salidas if isinstance(s, ActoInvalido)]
    assert (len(hechos), len(negados)) == (1, 1), salidas
    assert hechos[0].borradores == len(elenco.cargos)


@pytest.mark.parametrize(
    ("cambia", "motivo"),
    [
        ({"marcas": []}, "No marcó ninguna aparición"),
        ({"justificacion": "  "}, "Falta la justificación"),
        ({"titulo": ""}, "Falta el título"),
        ({"titulo": "x" * 201}, "El título: tiene 201 caracteres"),
        ({"justificacion": "x" * 4001}, "La justificación: tiene 4,001"),
        ({"reemplazo": "x" * 20_000}, "El reemplazo: tiene 20,000"),
        ({"busqueda": Busqueda("x" * 20_000)}, "La frase: tiene 20,000"),
        ({"busqueda": Busqueda("")}, "Falta la frase"),
        ({"reemplazo": "a\x00b"}, "no se pueden imprimir"),
        ({"reemplazo": FRASE}, "quedaría igual"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_nothing_is_done(
    elenco: Elenco, cambia: dict[str, object], motivo: str
) -> None:
    with rechaza(DatosInvalidos, motivo):
        hacer(elenco, replace(cambio(FRASE, NUEVA), **cambia))  # type: ignore[arg-type]


def test_a_forged_occurrence_is_refused(elenco: Elenco) -> None:
    que = cambio(FRASE, NUEVA)
    buena = que.marcas[0]
    for mala in (replace(buena, inicio=0, fin=5), replace(buena, pieza="item:no-hay"),
                 replace(buena, fin=99_999)):  # fmt: skip
        with rechaza(VersionDesfasada, "ya no dice la frase"):
            hacer(elenco, replace(que, marcas=[*que.marcas[1:], mala]))
    with rechaza(NoEncontrado, "No hay una versión"):
        hacer(elenco, replace(que, marcas=[Marca(999_999, buena.pieza, 0, 4)]))


def test_a_version_of_another_manual_is_refused(elenco: Elenco) -> None:
    con_historia(
        fundar_otro(elenco, fuente("manual-cargos"), slug="otro", roles={"beto": ["autor"]}),
        fuente("manual-cargos"),
    )
    ajena = hallado(FRASE, NUEVA, slug="otro").nuevos[0]
    lugar = ajena.apariciones[0]
    marca = Marca(ajena.version_id, lugar.pieza, lugar.inicio, lugar.fin)
    que = replace(
        cambio(FRASE, NUEVA), marcas=[marca], vistos={ajena.version_id: ajena.contenido_hash}
    )
    with rechaza(NoEncontrado, "es de otro manual"):
        hacer(elenco, que)


def test_it_is_for_those_who_write(elenco: Elenco) -> None:
    que = cambio(FRASE, NUEVA)
    for quien in ("rafael", "sofia", "marcos", "elena", "nadie"):
        with rechaza(ActoNegado, "le toca a quien tiene el rol de autor"):
            hacer(elenco, que, quien)
