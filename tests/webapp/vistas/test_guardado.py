"""What the editor's page saves by itself: piece by piece, joined, never lost, and cheap."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from tests.webapp.test_presupuesto import contando
from webapp.bd import db
from webapp.modelos import Guardado, Justificacion
from workflows.piezas import en_piezas

Como = Callable[[str], ClienteAparte]
PRIMERO = "actividades_principales"


class Pagina:
    """Somebody's editor: what its page believes of the draft, and how it saves."""

    def __init__(self, app: Flask, elenco: Elenco, cliente: ClienteAparte, version: int) -> None:
        self.cliente, self.ruta = cliente, f"/borradores/{version}"
        with app.app_context():
            ahora = elenco.vista(version)
        self.serie = ahora.serie
        self.sabido = {p: json.loads(v) for p, v in en_piezas(ahora.contenido).items()}
        seccion = ahora.contenido.seccion(PRIMERO)
        self.items = [f"item:{i.id}" for i in seccion.items]

    def escribir(self, n: int, texto: str) -> dict[str, Any]:
        """Type over an activity, and save it."""
        pieza = self.items[n]
        return self.guardar({pieza: self.sabido[pieza] | {"texto": texto}})

    def guardar(self, piezas: dict[str, Any]) -> dict[str, Any]:
        """Save some pieces as the page would, and believe what the answer says."""
        ediciones = {p: {"antes": self.sabido.get(p), "despues": v} for p, v in piezas.items()}
        dicho = self.pedir("piezas", {"piezas": ediciones})
        en_duda = {c["pieza"] for c in dicho["choques"]}
        for pieza, valor in {**piezas, **dicho["piezas"]}.items():
            if pieza not in en_duda:
                self.sabido[pieza] = valor
        self.serie = dicho["serie"]
        return dicho

    def pedir(self, que: str, cuerpo: dict[str, Any], espera: int = 200) -> dict[str, Any]:
        """Ask something, and be answered in JSON."""
        respuesta = self.cliente.post(f"{self.ruta}/{que}", json={"serie": self.serie, **cuerpo})
        assert respuesta.status_code == espera, respuesta.text
        dicho: dict[str, Any] = respuesta.get_json()
        return dicho


@pytest.fixture
def borrador(app: Flask, elenco: Elenco) -> int:
    """A draft that Ana opened."""
    with app.app_context():
        return elenco.abrir()


@pytest.fixture
def ana(app: Flask, elenco: Elenco, como: Como, borrador: int) -> Pagina:
    """Ana's page."""
    return Pagina(app, elenco, como("ana"), borrador)


@pytest.fixture
def beto(app: Flask, elenco: Elenco, como: Como, borrador: int) -> Pagina:
    """Beto's page."""
    return Pagina(app, elenco, como("beto"), borrador)


def principales(app: Flask, elenco: Elenco, borrador: int) -> list[str]:
    """The main activities of the draft."""
    with app.app_context():
        return [i.texto for i in elenco.vista(borrador).contenido.seccion(PRIMERO).items]


def historia(app: Flask, borrador: int) -> list[tuple[str, str]]:
    """Every piece that was saved, with what it said."""
    with app.app_context(), db.sessionmaker() as session:
        filas = session.scalars(
            select(Guardado).where(Guardado.version_id == borrador).order_by(Guardado.id)
        )
        return [(g.pieza, g.despues or "") for g in filas]


def test_edits_of_different_items_both_stand_and_each_page_learns_the_others(
    app: Flask, elenco: Elenco, ana: Pagina, beto: Pagina, borrador: int
) -> None:
    ana.escribir(0, "Lo de Ana.")
    dicho = beto.escribir(1, "Lo de Beto.")
    assert dicho["piezas"][ana.items[0]]["texto"] == "Lo de Ana."
    assert dicho["quienes"] == {ana.items[0]: "Ana Mora"}
    assert dicho["choques"] == []
    assert principales(app, elenco, borrador)[:2] == ["Lo de Ana.", "Lo de Beto."]
    assert "Actividades principales 1" in dicho["cambios"]
    assert "Falta la justificación" in dicho["actos"]


def test_of_the_same_item_the_second_sees_both_and_the_history_keeps_both(
    app: Flask, elenco: Elenco, ana: Pagina, beto: Pagina, borrador: int
) -> None:
    ana.escribir(0, "Lo de Ana.")
    beto.escribir(2, "Otra cosa de Beto.")
    (choque,) = ana.escribir(2, "También de Ana.")["choques"]
    assert (choque["pieza"], choque["de"]) == (ana.items[2], "Beto Salas")
    assert choque["lugar"] == "Actividades principales, 3"
    assert choque["actual"]["texto"] == "Otra cosa de Beto."
    for palabras in ("También de Ana.", "Otra cosa de Beto.", "En qué difieren"):
        assert palabras in choque["html"]
    assert principales(app, elenco, borrador)[2] == "Otra cosa de Beto."
    piezas = [p for p, despues in historia(app, borrador) if "También de Ana." in despues]
    assert piezas == [f"choque:{ana.items[2]}"]


def test_a_clash_with_ones_other_tab_is_told_as_such(
    app: Flask, elenco: Elenco, como: Como, ana: Pagina, borrador: int
) -> None:
    otra = Pagina(app, elenco, como("ana"), borrador)
    otra.escribir(0, "En la otra.")
    (choque,) = ana.escribir(0, "En esta.")["choques"]
    assert choque["de"] == "usted en otra pestaña"


def test_the_same_save_sent_again_changes_nothing(app: Flask, ana: Pagina, borrador: int) -> None:
    pieza, serie = ana.items[0], ana.serie
    antes, despues = ana.sabido[pieza], ana.sabido[pieza] | {"texto": "Una vez."}
    for _ in range(2):
        cuerpo = {"serie": serie, "piezas": {pieza: {"antes": antes, "despues": despues}}}
        assert ana.pedir("piezas", cuerpo)["serie"] == 2
    assert len(historia(app, borrador)) == 1


def test_what_cannot_be_printed_is_taken_out_and_the_page_is_told(ana: Pagina) -> None:
    dicho = ana.escribir(0, "  Operar\u202e los\x07 equipos\n de bombeo. ")
    assert dicho["piezas"][ana.items[0]]["texto"] == "Operar los equipos de bombeo."
    assert ana.escribir(0, "Operar.")["choques"] == []


def test_at_most_five_statements_a_keystroke_in_an_item(
    app: Flask, ana: Pagina, beto: Pagina
) -> None:
    cuentas = []
    ana.escribir(1, "Antes de contar.")
    for quien, numero in ((beto, 0), (ana, 2), (beto, 3), (beto, 3), (ana, 1)):
        with contando(app) as dichas:
            quien.escribir(numero, f"Frase {len(cuentas)}.")
        cuentas.append(len(dichas))
    assert max(cuentas) <= 5, "\n".join(dichas)


def test_a_refusal_says_why_and_which_piece_and_keeps_nothing(
    app: Flask, elenco: Elenco, como: Como, ana: Pagina, borrador: int
) -> None:
    pieza = ana.items[0]
    larga = {"antes": ana.sabido[pieza], "despues": ana.sabido[pieza] | {"texto": "x" * 20_001}}
    dicho = ana.pedir("piezas", {"piezas": {pieza: larga}}, 422)
    assert dicho["campo"] == pieza.removeprefix("item:")
    assert "caben 20,000" in dicho["error"]
    assert dicho["remedio"]
    rafael = Pagina(app, elenco, como("rafael"), borrador)
    assert "rol de autor" in rafael.pedir("piezas", {"piezas": {}}, 403)["error"]
    assert "otra persona" in ana.pedir("piezas", {"piezas": {}, "persona": 999}, 403)["error"]
    ana.ruta = "/borradores/99999"
    for que in ("piezas", "novedades", "justificacion", "deshacer"):
        assert ana.pedir(que, {}, 404)["error"] == "Ese borrador no existe."
    assert historia(app, borrador) == []


def test_without_a_session_it_says_so_and_once_signed_it_is_not_edited(
    app: Flask, elenco: Elenco, publico: ClienteAparte, ana: Pagina, borrador: int
) -> None:
    respuesta = publico.post(f"/borradores/{borrador}/piezas", json={"serie": 1, "piezas": {}})
    assert (respuesta.status_code, respuesta.get_json()["error"]) == (401, "Su sesión terminó.")
    with app.app_context():
        elenco.cambiar(borrador, "Lo firmado.")
        elenco.elaborar(borrador)
    assert "ya no está en edición" in ana.pedir("piezas", {"piezas": {}}, 409)["error"]


def test_who_else_is_here_and_where(ana: Pagina, beto: Pagina, elenco: Elenco) -> None:
    assert ana.pedir("novedades", {"pieza": ana.items[2]})["presentes"] == []
    dicho = beto.pedir("novedades", {"pieza": "esto\x00no"})
    assert dicho["presentes"] == [{"nombre": "Ana Mora", "pieza": ana.items[2]}]
    assert "cambios" not in dicho, "nothing was saved: nothing is drawn again"
    beto.escribir(0, "Lo de Beto.")
    dicho = ana.pedir("novedades", {})
    assert dicho["presentes"] == [{"nombre": "Beto Salas", "pieza": ""}]
    assert dicho["piezas"][ana.items[0]]["texto"] == "Lo de Beto."
    elenco.ahora = elenco.ahora.replace(hour=elenco.ahora.hour + 1)
    assert ana.pedir("novedades", {})["presentes"] == []


def test_reasons_are_kept_and_taken_away(app: Flask, ana: Pagina, borrador: int) -> None:
    ana.escribir(0, "Otra.")
    dicho = ana.pedir("justificacion", {"porques": {ana.items[0]: "  Hay equipos nuevos. "}})
    assert "Hay equipos nuevos." in dicho["cambios"]
    assert "Falta la justificación" not in dicho["actos"]
    ana.pedir("justificacion", {"porques": {ana.items[0]: "", "": "Por todo."}})
    with app.app_context(), db.sessionmaker() as session:
        porques = {j.pieza: j.texto for j in session.scalars(select(Justificacion))}
    assert porques == {"": "Por todo."}
    assert ana.pedir("justificacion", {"porques": {"otra cosa": "x"}}, 422)["error"]
    assert ana.pedir("justificacion", {"porques": {"": "x" * 4_001}}, 422)["campo"] == "porque-"


def test_one_change_is_undone_and_the_others_stay(
    app: Flask, elenco: Elenco, ana: Pagina, beto: Pagina, borrador: int
) -> None:
    antes = principales(app, elenco, borrador)
    ana.escribir(0, "Otra.")
    beto.escribir(1, "Otra de Beto.")
    dicho = ana.pedir("deshacer", {"pieza": ana.items[0]})
    assert dicho["piezas"][ana.items[0]]["texto"] == antes[0]
    assert dicho["piezas"][ana.items[1]]["texto"] == "Otra de Beto."
    assert principales(app, elenco, borrador) == [antes[0], "Otra de Beto.", *antes[2:]]
    assert "ya no está" in ana.pedir("deshacer", {"pieza": ana.items[0]}, 404)["error"]


VALORES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=8), v, max_size=3),
    max_leaves=8,
)
NOMBRES = st.sampled_from(
    ["item:x", "competencia:x", "campo:codigo", "campo:area", "orden:competencias", "secciones",
     f"orden:seccion:{PRIMERO}", "orden:seccion:otra", "notas", "choque:item:x", "", "item:\x00"]
)  # fmt: skip
ITEMS = st.fixed_dictionaries(
    {"forma": st.sampled_from(["numero", "otra"]), "texto": st.text(max_size=8),
     "notas": st.lists(st.text(max_size=3), max_size=2)}
)  # fmt: skip
EDICIONES = st.fixed_dictionaries({"antes": VALORES, "despues": VALORES | ITEMS})
CUERPOS = VALORES | st.fixed_dictionaries(
    {"serie": st.integers() | st.integers(0, 3) | VALORES,
     "piezas": st.dictionaries(NOMBRES, EDICIONES | VALORES, max_size=4) | VALORES},
    optional={"pieza": VALORES | NOMBRES, "persona": VALORES,
              "porques": VALORES | st.dictionaries(NOMBRES, VALORES, max_size=2)},
)  # fmt: skip


@settings(max_examples=60)
@given(que=st.sampled_from(["piezas", "novedades", "deshacer", "justificacion"]), cuerpo=CUERPOS)
def test_whatever_is_sent_is_answered_in_json_and_never_breaks(
    ana: Pagina, que: str, cuerpo: Any
) -> None:
    datos = json.dumps(cuerpo)
    respuesta = ana.cliente.post(f"{ana.ruta}/{que}", data=datos, content_type="application/json")
    assert respuesta.status_code in (200, 403, 404, 422), respuesta.text
    assert respuesta.get_json()["error" if respuesta.status_code != 200 else "serie"]


def test_a_body_that_is_no_json_is_refused_as_such(ana: Pagina) -> None:
    for datos in ("{", "\xff", ""):
        respuesta = ana.cliente.post(
            f"{ana.ruta}/piezas", data=datos, content_type="application/json"
        )
        assert (respuesta.status_code, "error" in respuesta.get_json()) == (400, True)


def test_the_conceptos_of_the_manual_are_told_once(como: Como, app: Flask, elenco: Elenco) -> None:
    rafael = como("rafael")
    respuesta = rafael.get(f"/manual/{SLUG}/conceptos.json")
    assert {
        "competencia": "Iniciativa",
        "grado": 3,
        "concepto": "Propone mejoras a su propio trabajo.",
        "cargos": ["Ejecutivo General", "Operativo Experto", "Operativo General"],
        "usos": 3,
    } in respuesta.get_json()
    sello = {"If-None-Match": respuesta.headers["ETag"]}
    assert rafael.get(f"/manual/{SLUG}/conceptos.json", headers=sello).status_code == 304
    with app.app_context():
        elenco.registrar("AJD-2026-300", elenco.revisada("Una frase nueva."))
    assert rafael.get(f"/manual/{SLUG}/conceptos.json", headers=sello).status_code == 200


def test_without_a_script_a_button_puts_the_concepto_of_the_manual(
    app: Flask, elenco: Elenco, como: Como, borrador: int
) -> None:
    from tests.webapp.vistas.test_pedidos import formulario

    with app.app_context():
        texto = elenco.vista(borrador).contenido
    fila = texto.competencias[0]
    datos = formulario(texto, 1, accion=f"concepto:{fila.id}") | {"comp-concepto": ["Otro.", "x"]}
    assert como("ana").post(f"/borradores/{borrador}", data=datos).status_code == 302
    with app.app_context():
        filas = elenco.vista(borrador).contenido.competencias
    assert [f.concepto for f in filas] == ["Propone mejoras a su propio trabajo.", "x"]
