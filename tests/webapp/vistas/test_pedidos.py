"""Requests as browsers send them: stale pages, wrong data, other people's pages (rules 1, 8, 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco, con_frase
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.formularios.entera import CAMPO, EDITOR
from webapp.modelos import Acto
from workflows.contenido import Contenido

Como = Callable[[str], ClienteAparte]
CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


def formulario(texto: Contenido, serie: int, **otros: str) -> dict[str, Any]:
    """What the editor would send for a text."""
    datos: dict[str, Any] = {f"campo-{clave}": valor for clave, valor in texto.encabezado}
    for seccion in texto.secciones:
        datos[f"seccion-{seccion.clave}-id"] = [i.id for i in seccion.items]
        datos[f"seccion-{seccion.clave}-forma"] = [i.forma.value for i in seccion.items]
        datos[f"seccion-{seccion.clave}-notas"] = [", ".join(i.notas) for i in seccion.items]
        datos[f"seccion-{seccion.clave}-texto"] = [i.texto for i in seccion.items]
    datos["comp-id"] = [c.id for c in texto.competencias]
    datos["comp-tipo"] = [c.tipo for c in texto.competencias]
    datos["comp-competencia"] = [c.competencia for c in texto.competencias]
    datos["comp-grado"] = [str(c.grado) for c in texto.competencias]
    datos["comp-concepto"] = [c.concepto for c in texto.competencias]
    hasta = {CAMPO: EDITOR, "serie": str(serie), "accion": "guardar"}
    return {**datos, **hasta, **otros}


@pytest.fixture
def borrador(app: Flask, elenco: Elenco) -> int:
    """A draft of Ana's."""
    with app.app_context():
        return elenco.abrir()


def actos(app: Flask) -> int:
    """How many actos there are."""
    with app.app_context(), db.sessionmaker() as session:
        return session.query(Acto).count()


def test_a_form_of_another_release_or_cut_short_is_refused_and_shows_what_was_typed(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    with app.app_context():
        vista = elenco.vista(borrador)
    suyo = formulario(con_frase(vista.contenido, "Lo que escribió Ana."), vista.serie)
    cortado = {k: v for k, v in suyo.items() if k != CAMPO and not k.startswith("comp-")}
    for datos in (cortado, suyo | {CAMPO: "editor-0"}):
        respuesta = como("ana").post(f"/borradores/{borrador}", data=datos)
        assert respuesta.status_code == 409
        assert "Esta página es de una versión anterior de Vigente" in respuesta.text
        assert "Lo que escribió Ana." in respuesta.text
    nuevas = {"serie": vista.serie, "piezas": {}, "adelantos": []}
    json = como("ana").post(f"/borradores/{borrador}/piezas", json=nuevas)
    assert json.status_code == 422
    assert "otra versión de Vigente" in json.text.encode().decode("unicode_escape")
    with app.app_context():
        assert elenco.vista(borrador).contenido == vista.contenido


def test_what_the_editor_shows_is_what_it_saves(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    vista = en(app, elenco, borrador)
    antes = actos(app)
    respuesta = ana.post(
        f"/borradores/{borrador}", data=formulario(con_frase(vista.contenido, "Otra."), vista.serie)
    )
    assert respuesta.status_code == 302
    guardado = en(app, elenco, borrador)
    assert guardado.contenido == con_frase(vista.contenido, "Otra.")
    assert actos(app) == antes


def test_a_save_over_somebody_elses_keeps_both_texts_and_what_was_typed(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    vista = en(app, elenco, borrador)
    beto, ana = como("beto"), como("ana")
    mio, suyo = con_frase(vista.contenido, "Lo de Ana."), con_frase(vista.contenido, "Lo de Beto.")
    assert (
        beto.post(f"/borradores/{borrador}", data=formulario(suyo, vista.serie)).status_code == 302
    )
    respuesta = ana.post(f"/borradores/{borrador}", data=formulario(mio, vista.serie))
    assert respuesta.status_code == 409
    assert "Lo de Ana." in respuesta.text
    assert "Lo de Beto." in respuesta.text
    assert "Beto Salas" in respuesta.text
    assert en(app, elenco, borrador).contenido == suyo


def test_a_page_sent_twice_counts_once(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    vista = en(app, elenco, borrador)
    datos = formulario(con_frase(vista.contenido, "Una vez."), vista.serie)
    assert ana.post(f"/borradores/{borrador}", data=datos).status_code == 302
    assert ana.post(f"/borradores/{borrador}", data=datos).status_code == 302
    assert en(app, elenco, borrador).serie == vista.serie + 1


def test_signing_a_text_that_changed_meanwhile_is_refused_and_says_so(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    visto = en(app, elenco, borrador).contenido_hash
    with app.app_context():
        elenco.cambiar(borrador, "Algo nuevo.", "beto")
    respuesta = ana.post(f"/versiones/{borrador}/actos/elaborar", data={"visto": visto})
    assert respuesta.status_code == 409
    assert "cambió desde que usted lo abrió" in respuesta.text
    assert "Lo que cambió desde que usted abrió la página" in respuesta.text
    assert 'id="cambio-1"' in respuesta.text
    assert 'id="cambio-2"' not in respuesta.text
    assert en(app, elenco, borrador).version.estado == "borrador"


def test_a_signature_sent_twice_is_told_where_the_version_stands(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    with app.app_context():
        elenco.cambiar(borrador, "Algo nuevo.")
    datos = {"visto": en(app, elenco, borrador).contenido_hash}
    assert ana.post(f"/versiones/{borrador}/actos/elaborar", data=datos).status_code == 302
    respuesta = ana.post(f"/versiones/{borrador}/actos/elaborar", data=datos)
    assert respuesta.status_code == 409
    assert "estado elaborado" in respuesta.text


def test_returning_without_a_reason_keeps_the_page_and_asks_for_it(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    with app.app_context():
        elenco.cambiar(borrador, "Algo nuevo.")
        elenco.elaborar(borrador)
    datos = {"visto": en(app, elenco, borrador).contenido_hash, "motivo": "  "}
    respuesta = como("rafael").post(f"/versiones/{borrador}/actos/devolver", data=datos)
    assert respuesta.status_code == 422
    assert "Falta indicar el motivo" in respuesta.text


def test_a_reviewer_who_wrote_is_told_why_they_cannot_review(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    with app.app_context():
        elenco.cambiar(borrador, "De Beto.", "beto")
        elenco.elaborar(borrador)
    beto = como("beto")
    assert "Usted escribió en esta versión" in beto.get(f"/versiones/{borrador}/cambios").text
    datos = {"visto": en(app, elenco, borrador).contenido_hash}
    respuesta = beto.post(f"/versiones/{borrador}/actos/revisar", data=datos)
    assert respuesta.status_code == 409
    assert "Usted escribió en esta versión" in respuesta.text


def en(app: Flask, elenco: Elenco, version_id: int) -> Any:
    """A version as the database has it."""
    with app.app_context():
        return elenco.vista(version_id)
