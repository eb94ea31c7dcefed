"""The history of a draft: who saved what, any two compared, any one brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.consultas.guardados import sesiones
from webapp.guardados import texto_en
from workflows.errores import NoEncontrado

Como = Callable[[str], ClienteAparte]


@pytest.fixture
def borrador(app: Flask, elenco: Elenco) -> int:
    """A draft that Ana saved twice, and Beto once an hour later."""
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Primera redacción.")
        elenco.cambiar(version, "Segunda redacción.")
        elenco.ahora += timedelta(hours=1)
        elenco.cambiar(version, "La de Beto.", "beto")
    return version


def test_saves_are_told_by_sittings(app: Flask, borrador: int) -> None:
    with app.app_context(), db.sessionmaker() as session:
        suyas = sesiones(session, borrador)
    assert [(s.persona, [g.serie for g in s.guardados]) for s in suyas] == [
        ("Beto Salas", [4]),
        ("Ana Mora", [3, 2]),
    ]


def test_a_text_that_met_another_can_be_read_in_the_history(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    with app.app_context():
        item = elenco.vista(borrador).contenido.seccion("actividades_principales").items[0]
    pieza = f"item:{item.id}"
    dichos = [
        {"forma": item.forma, "notas": list(item.notas), "texto": texto}
        for texto in ("Segunda redacción.", "<b>La que Ana escribía.</b>")
    ]
    cuerpo = {"serie": 3, "piezas": {pieza: {"antes": dichos[0], "despues": dichos[1]}}}
    ana = como("ana")
    assert ana.post(f"/borradores/{borrador}/piezas", json=cuerpo).json["choques"]  # type: ignore[index]  # it is JSON
    with app.app_context(), db.sessionmaker() as session:
        ultimo = sesiones(session, borrador)[0].guardados[0]
    assert (ultimo.serie, ultimo.piezas) == (5, 0)
    assert [(a.suyo, a.quedo) for a in ultimo.aparte] == [
        ("<b>La que Ana escribía.</b>", "La de Beto.")
    ]
    pagina = ana.get(f"/borradores/{borrador}/historia/").text
    assert "los dos textos de Actividades principales, 1" in pagina
    assert "&lt;b&gt;La que Ana escribía.&lt;/b&gt;" in pagina


def test_any_save_gives_the_text_it_left(app: Flask, elenco: Elenco, borrador: int) -> None:
    with app.app_context(), db.sessionmaker() as session:
        vista = elenco.vista(borrador)
        frases = [
            texto_en(session, vista, n).seccion("actividades_principales").items[0].texto
            for n in (1, 2, 3, 4)
        ]
        for fuera in (0, 5):
            with pytest.raises(NoEncontrado):
                texto_en(session, vista, fuera)
    assert frases[1:] == ["Primera redacción.", "Segunda redacción.", "La de Beto."]
    assert frases[0].startswith("Operar los equipos")


def test_the_page_lists_compares_and_brings_back(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    pagina = ana.get(f"/borradores/{borrador}/historia/")
    assert pagina.status_code == 200
    assert "Beto Salas" in pagina.text
    comparada = ana.get(f"/borradores/{borrador}/historia/comparar?de=2&a=4").text
    assert "Primera redacción." in comparada
    assert "La de Beto." in comparada
    assert 'id="cambio-1"' in comparada
    respuesta = ana.post(
        f"/borradores/{borrador}/historia/restaurar", data={"restaurar": "2", "serie": "4"}
    )
    assert respuesta.status_code == 302
    with app.app_context(), db.sessionmaker() as session:
        vista = elenco.vista(borrador)
        assert vista.serie == 5
        assert "Primera redacción." in str(vista.contenido)
        assert "La de Beto." in str(texto_en(session, vista, 4))


def test_bringing_a_text_back_leaves_what_somebody_saved_meanwhile(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    respuesta = como("ana").post(
        f"/borradores/{borrador}/historia/restaurar",
        data={"restaurar": "2", "serie": "3"},
        follow_redirects=True,
    )
    assert "Beto Salas guardó otros cambios" in respuesta.text
    with app.app_context():
        assert "La de Beto." in str(elenco.vista(borrador).contenido)


@pytest.mark.parametrize("quien", ["elena", "nadie", "marcos"])
def test_a_history_of_saves_is_for_those_in_the_workflow(
    como: Como, borrador: int, quien: str
) -> None:
    assert como(quien).get(f"/borradores/{borrador}/historia/").status_code == 403


def test_a_returned_draft_keeps_the_saves_from_before(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    with app.app_context():
        elenco.elaborar(borrador)
    cliente = como("rafael")
    assert cliente.get(f"/borradores/{borrador}/historia/").status_code == 302
    with app.app_context():
        visto = elenco.vista(borrador).contenido_hash
    datos = {"visto": visto, "motivo": "Aclarar la primera."}
    assert cliente.post(f"/versiones/{borrador}/actos/devolver", data=datos).status_code == 302
    with app.app_context(), db.sessionmaker() as session:
        vista = elenco.vista(borrador)
        assert "Segunda redacción." in str(texto_en(session, vista, 3))
        assert texto_en(session, vista, vista.serie) == vista.contenido
