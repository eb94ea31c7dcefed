"""The notices on screen: in the bandeja, in their own pages, and how one wants them by e-mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.apoyo.buzon import avisos_de, pedir
from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.devolver import devolver
from webapp.modelos import Aviso, Persona

Como = Callable[[str], ClienteAparte]
MALO = "<script>alert(1)</script>"


def devuelta(app: Flask, elenco: Elenco, motivo: str = "Aclarar la actividad 7.") -> int:
    """A version that came back to Ana."""
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Una frase nueva.")
        elenco.elaborar(version)
        pedido = elenco.pedido(version, "devolver", motivo)
        with transaccion() as session:
            devolver(session, elenco.actor("rafael"), pedido)
        return version


def avisos_en(pagina: str) -> list[str]:
    """The lines of notices a page shows, without their marks."""
    lista = pagina.rpartition('id="avisos"')[2].partition('id="abrir"')[0]
    textos = re.findall(r'<div class="tarea-texto">(.*?)</div>', lista, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", t).split()) for t in textos]


def lineas(app: Flask, elenco: Elenco, clave: str, cuantas: int) -> None:
    """Many notices for somebody, of which the first are the oldest."""
    with app.app_context(), transaccion() as session:
        session.add_all(
            Aviso(
                persona_id=elenco.personas[clave], manual_id=elenco.manual_id, clase="prueba",
                texto=f"Aviso número {n}.", correo="no",
                momento=elenco.ahora + timedelta(minutes=n),
            )
            for n in range(cuantas)
        )  # fmt: skip


def test_the_bandeja_tells_what_happened_why_and_where(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    version = devuelta(app, elenco)
    pagina = como("ana").get("/bandeja").text
    (linea,) = avisos_en(pagina)
    assert linea.startswith("Nuevo 41110 Operativo General Producción")
    assert "Rafael Solís lo devolvió con observaciones. «Aclarar la actividad 7.»" in linea
    assert "Avisos (1 sin leer)" in pagina
    assert f'href="/borradores/{version}"' in pagina.split('id="avisos"')[1]


def test_a_script_in_a_reason_is_shown_as_it_was_written(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    devuelta(app, elenco, MALO)
    for ruta in ("/bandeja", "/avisos/"):
        pagina = como("ana").get(ruta).text
        assert MALO not in pagina
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pagina


def test_what_is_marked_as_read_stays_but_no_longer_as_new(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    devuelta(app, elenco)
    ana = como("ana")
    with app.app_context():
        (aviso,) = avisos_de(elenco, "ana")
    respuesta = ana.post("/avisos/leidos", data={"aviso": aviso.id, "volver": "bandeja"})
    assert respuesta.location == "/bandeja#avisos"
    pagina = ana.get("/bandeja").text
    assert "sin leer" not in pagina
    assert avisos_en(pagina)[0].startswith("41110 Operativo General")


def test_nobody_marks_what_somebody_else_was_told(app: Flask, elenco: Elenco, como: Como) -> None:
    devuelta(app, elenco)
    with app.app_context():
        (aviso,) = avisos_de(elenco, "ana")
    rafael = como("rafael")
    rafael.post("/avisos/leidos", data={"aviso": aviso.id})
    rafael.post("/avisos/leidos", data={"hasta": aviso.id})
    with app.app_context():
        assert [a.leido for a in avisos_de(elenco, "ana")] == [None]
        assert all(a.leido for a in avisos_de(elenco, "rafael"))


def test_marking_all_leaves_out_what_came_after_the_page_was_drawn(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    lineas(app, elenco, "ana", 3)
    ana = como("ana")
    hallado = re.search(r'name="hasta" value="(\d+)"', ana.get("/avisos/").text)
    assert hallado
    lineas(app, elenco, "ana", 1)
    ana.post("/avisos/leidos", data={"hasta": hallado[1]})
    assert "Avisos (1 sin leer)" in ana.get("/avisos/").text


def test_the_newest_unread_come_first_and_the_older_by_pages(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    lineas(app, elenco, "ana", 45)
    ana = como("ana")
    assert [len(avisos_en(ana.get(f"/avisos/?pagina={n}").text)) for n in (1, 2, 3, 4)] == [
        20, 20, 5, 0,
    ]  # fmt: skip
    assert "Aviso número 44." in avisos_en(ana.get("/bandeja").text)[0]
    with app.app_context():
        ultimo = avisos_de(elenco, "ana")[-1].id
    ana.post("/avisos/leidos", data={"aviso": ultimo})
    assert "Aviso número 43." in avisos_en(ana.get("/bandeja").text)[0]
    assert ana.get("/avisos/?pagina=-9999999999999999999999").status_code == 200


def test_what_was_said_of_many_cargos_at_once_is_one_line(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        versiones = [elenco.revisada(f"Frase {c}.", c) for c in elenco.cargos.values()]
        elenco.registrar("AJD-2026-112", *versiones)
    rafael = como("rafael")
    pagina = rafael.get("/bandeja").text
    primera = avisos_en(pagina)[0]
    assert "y 2 más" in primera
    assert "Ya rige: versión 01-2026, acuerdo AJD-2026-112." in primera
    assert "/acuerdos/AJD-2026-112" in pagina
    with app.app_context():
        ultimo = avisos_de(elenco, "rafael")[-1].id
    rafael.post("/avisos/leidos", data={"aviso": ultimo})
    with app.app_context():
        assert [bool(a.leido) for a in avisos_de(elenco, "rafael")][-3:] == [True] * 3


def test_what_is_due_is_said_in_the_line_it_is_about(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Una frase nueva.")
        elenco.elaborar(version)
    for dias, dicho in ((0, "vence en 10 días"), (9, "vence mañana"), (12, "venció hace 2 días")):
        cuando, elenco.ahora = elenco.ahora, elenco.ahora + timedelta(days=dias)
        assert dicho in como("rafael").get("/bandeja").text
        elenco.ahora = cuando


def test_the_people_of_a_unit_find_what_they_were_asked(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        version = elenco.abrir()
        pedir(elenco, version, "Auditoría", date(2026, 11, 13), texto=f"¿Conviene? {MALO}")
    pagina = como("elena").get("/bandeja").text
    assert "Le toca a usted (1)" in pagina
    assert "Dar criterio" in pagina
    assert "vence mañana" in pagina
    assert f'href="/versiones/{version}/cambios"' in pagina
    assert MALO not in pagina
    assert "Dar criterio" not in como("nadie").get("/bandeja").text


@pytest.mark.parametrize("modo", ["diario", "no", "inmediato"])
def test_everybody_says_how_they_want_them(
    app: Flask, elenco: Elenco, como: Como, modo: str
) -> None:
    ana = como("ana")
    assert 'value="inmediato" aria-describedby="avisos-inmediato-ayuda" checked' in (
        ana.get("/cuenta").text
    )
    assert ana.post("/cuenta", data={"avisos": modo}).status_code == 302
    assert f'id="avisos-{modo}" value="{modo}"' in ana.get("/cuenta").text
    with app.app_context(), db.sessionmaker() as session:
        assert session.get_one(Persona, elenco.personas["ana"]).avisos == modo


def test_a_way_there_is_not_is_refused_and_changes_nothing(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")
    for datos in ({"avisos": "paloma"}, {}):
        respuesta = ana.post("/cuenta", data=datos)
        assert respuesta.status_code == 422
        assert "Elija cómo quiere recibir los avisos." in respuesta.text
    with app.app_context(), db.sessionmaker() as session:
        assert session.get_one(Persona, elenco.personas["ana"]).avisos == "inmediato"
