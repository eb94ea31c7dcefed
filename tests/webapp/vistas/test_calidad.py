"""What the checks find: in the rail, before signing, in the whole manual; and dismissing it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.apoyo import manualito
from tests.apoyo.contar import contando, crecer
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir_nuevo
from webapp.hallazgos import hallados_de
from webapp.modelos import CalidadSabida, Desestimacion
from workflows.errores import ActoInvalido
from workflows.formatos import cargar

Como = Callable[[str], ClienteAparte]
CALIDAD = f"/manual/{SLUG}/calidad"
ESPACIO = "Operar  los equipos de bombeo según el programa de turnos."
POR_QUE = "Son dos espacios porque así lo pide la imprenta."


@pytest.fixture
def borrador(app: Flask, elenco: Elenco) -> int:
    """A draft with a space too many in its first activity."""
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, ESPACIO)
    return version


def huella_de(app: Flask, elenco: Elenco, version: int, regla: str = "espacios") -> str:
    with app.app_context():
        hallados = hallados_de(db.session, cargar("manual-cargos"), elenco.vista(version))
        return next(h.huella for h in hallados if h.hallazgo.regla == regla)


def desestimar(cliente: ClienteAparte, version: int, huella: str, motivo: str = POR_QUE) -> str:
    respuesta = cliente.post(
        f"/versiones/{version}/calidad/desestimar", data={"huella": huella, "motivo": motivo}
    )
    assert respuesta.status_code in (302, 422), respuesta.text
    return respuesta.text


def test_a_finding_is_dismissed_with_its_reason_and_the_editor_stops_telling_it(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    assert "Sobra un espacio." in ana.get(f"/borradores/{borrador}").text
    desestimar(ana, borrador, huella_de(app, elenco, borrador))
    editor = ana.get(f"/borradores/{borrador}").text
    assert "Sobra un espacio." not in editor
    assert "Un hallazgo desestimado" in editor
    pagina = como("rafael").get(f"/versiones/{borrador}/calidad").text
    assert POR_QUE in pagina
    assert "Ana Mora" in pagina


def test_it_comes_back_when_the_words_change_and_goes_again_when_they_come_back(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana = como("ana")
    desestimar(ana, borrador, huella_de(app, elenco, borrador))
    with app.app_context():
        elenco.cambiar(borrador, ESPACIO.replace("bombeo", "cloración"))
    assert "Sobra un espacio." in ana.get(f"/borradores/{borrador}").text
    with app.app_context():
        elenco.cambiar(borrador, ESPACIO)
    assert "Sobra un espacio." not in ana.get(f"/borradores/{borrador}").text


def test_a_dismissal_is_undone_and_both_stay_on_the_record(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    ana, huella = como("ana"), huella_de(app, elenco, borrador)
    desestimar(ana, borrador, huella)
    ana.post(f"/versiones/{borrador}/calidad/reponer", data={"huella": huella})
    assert "Sobra un espacio." in ana.get(f"/borradores/{borrador}").text
    with app.app_context():
        dichos = db.session.scalars(select(Desestimacion).order_by(Desestimacion.id)).all()
        assert [(d.clase, d.motivo) for d in dichos] == [("desestimado", POR_QUE), ("repuesto", "")]
        assert dichos[0].mensaje == "Sobra un espacio."


def test_without_a_reason_nothing_is_dismissed_and_the_page_says_what_is_missing(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    dicho = desestimar(como("ana"), borrador, huella_de(app, elenco, borrador), "  ")
    assert "Falta el motivo." in dicho
    with app.app_context():
        assert db.session.scalar(select(func.count(Desestimacion.id))) == 0


def test_what_is_not_found_any_more_cannot_be_dismissed(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    respuesta = como("ana").post(
        f"/versiones/{borrador}/calidad/desestimar", data={"huella": "0" * 64, "motivo": POR_QUE}
    )
    assert respuesta.status_code == 404
    assert "ya no está" in respuesta.text


def test_only_who_has_a_part_in_the_manual_dismisses(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    huella = huella_de(app, elenco, borrador)
    for quien in ("elena", "marcos", "nadie"):
        ruta = f"/versiones/{borrador}/calidad/desestimar"
        respuesta = como(quien).post(ruta, data={"huella": huella, "motivo": POR_QUE})
        assert respuesta.status_code == 403


def _duplicado(elenco: Elenco) -> int:
    """A new cargo with the código of another."""
    texto = manualito.contenido("41110", "OPERATIVO", "AVANZADO", "PRODUCCIÓN")
    with transaccion() as session:
        version = abrir_nuevo(session, elenco.actor("ana"), elenco.manual_id, texto).id
    elenco.justificar(version)
    return version


def test_a_grave_finding_bars_signing_until_it_is_mended_or_dismissed(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        version = _duplicado(elenco)
    ana = como("ana")
    pagina = ana.get(f"/versiones/{version}/cambios").text
    assert "Hay un hallazgo de calidad de severidad alta" in pagina
    assert f"/versiones/{version}/calidad" in pagina
    with app.app_context(), pytest.raises(ActoInvalido, match="severidad alta"):
        elenco.elaborar(version)
    desestimar(ana, version, huella_de(app, elenco, version, "codigo-duplicado"))
    with app.app_context():
        assert elenco.elaborar(version) == "elaborado"


def test_the_whole_manual_is_checked_and_found_good(app: Flask, elenco: Elenco, como: Como) -> None:
    ana = como("ana")
    assert "0 de 3 cargos revisados." in ana.get(CALIDAD).text
    assert ana.post(f"{CALIDAD}/revisar").status_code == 302
    assert "Ninguna revisión encontró nada en todo el manual." in ana.get(CALIDAD).text


def test_what_the_manual_finds_is_listed_filtered_and_dismissed_there(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        version = elenco.revisada(ESPACIO)
        elenco.registrar("AJD-2026-001", version)
    rafael = como("rafael")
    rafael.post(f"{CALIDAD}/revisar")
    pagina = rafael.get(CALIDAD).text
    assert "Por resolver (1)" in pagina
    assert "Actividades principales, 1" in pagina
    assert "Sobra un espacio." in rafael.get(f"{CALIDAD}?regla=espacios&severidad=baja").text
    assert "Ningún hallazgo con ese filtro." in rafael.get(f"{CALIDAD}?severidad=alta").text
    respuesta = rafael.post(
        f"/versiones/{version}/calidad/desestimar",
        data={"huella": huella_de(app, elenco, version), "motivo": POR_QUE, "desde": "manual"},
    )
    assert respuesta.location.endswith(CALIDAD)
    assert "Por resolver (0)" in rafael.get(CALIDAD).text
    assert POR_QUE in rafael.get(f"{CALIDAD}?ver=no").text


def test_what_was_found_is_kept_until_a_text_is_approved(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")
    avance = ana.post(f"{CALIDAD}/revisar", headers={"Accept": "application/json"}).get_json()
    assert avance == {"hechos": 3, "total": 3}
    with app.app_context():
        claves = set(db.session.scalars(select(CalidadSabida.clave)))
        elenco.abrir()
    assert "cargos revisados" not in ana.get(CALIDAD).text
    with app.app_context():
        assert set(db.session.scalars(select(CalidadSabida.clave))) == claves
        otro = next(c for c in elenco.cargos.values() if c != elenco.cargo)
        elenco.registrar("AJD-2026-001", elenco.revisada("Otra frase.", otro))
    assert "0 de 3 cargos revisados." in ana.get(CALIDAD).text


def test_the_page_asks_the_same_of_the_database_however_large_the_manual(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")

    def medir() -> int:
        ana.post(f"{CALIDAD}/revisar")
        ana.get(CALIDAD)
        with contando(app) as dichas:
            assert ana.get(CALIDAD).status_code == 200
        assert not [d for d in dichas if re.search(r"\b(FROM|JOIN) contenido\b", d)]
        return len(dichas)

    pocos = medir()
    with app.app_context():
        crecer(elenco, 40)
    assert medir() == pocos <= 4
