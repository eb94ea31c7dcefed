"""Saving a draft: it is not an acto, nothing of anybody's is lost, and what cannot be is said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.rechazo import rechaza, registro
from tests.apoyo.reparto import Elenco, con_frase
from webapp.bd import db, transaccion
from webapp.casos._limites import MAXIMO_ITEM, MAXIMO_ITEMS
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.casos.devolver import devolver
from webapp.casos.elaborar import elaborar
from webapp.casos.guardar import Guardada, guardar
from webapp.modelos import Guardado
from workflows.contenido import Competencia, Contenido, Item, Nota, Seccion, con_campos
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, NoEncontrado

pytestmark = pytest.mark.usefixtures("en_app")


def primera(texto: Contenido) -> str:
    """The first main activity of a text."""
    return texto.seccion("actividades_principales").items[0].texto


def guardar_sobre(elenco: Elenco, version: int, texto: Contenido, serie: int, quien: str) -> int:
    """Save over a given serie; nobody else had written there."""
    guardada = chocar(elenco, version, texto, serie, quien)
    assert guardada.choques == ()
    return guardada.serie


def chocar(elenco: Elenco, version: int, texto: Contenido, serie: int, quien: str) -> Guardada:
    """Save over a given serie, whatever others wrote."""
    with transaccion() as session:
        return guardar(session, elenco.actor(quien), version, texto, serie)


def dichos(version: int) -> list[tuple[str, str]]:
    """What the history of a draft keeps: pieces and what they said."""
    with db.sessionmaker() as session:
        filas = session.scalars(
            select(Guardado).where(Guardado.version_id == version).order_by(Guardado.id)
        )
        return [(g.pieza, g.despues or "") for g in filas]


def con_item(texto: Contenido, item: Item) -> Contenido:
    """The text, its first section replaced by one item."""
    return replace(texto, secciones=(Seccion("naturaleza", (item,)), *texto.secciones[1:]))


def test_a_save_keeps_what_changed_piece_by_piece_and_is_no_acto(elenco: Elenco) -> None:
    version = elenco.abrir()
    antes = registro()
    texto = elenco.cambiar(version, "Operar los equipos nuevos.")
    despues = registro()
    assert despues["acto"] == antes["acto"]
    assert despues["version"] == antes["version"]
    vista = elenco.vista(version)
    assert (vista.contenido, vista.serie) == (texto, 2)
    assert vista.autores == {elenco.personas["ana"]}
    with db.sessionmaker() as session:
        cambio = session.scalars(select(Guardado)).one()
    assert cambio.pieza == "item:" + texto.seccion("actividades_principales").items[0].id
    assert "Operar los equipos de bombeo" in (cambio.antes or "")
    assert "Operar los equipos nuevos." in (cambio.despues or "")


def test_the_same_text_sent_twice_counts_once(elenco: Elenco) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Una vez.")
    antes = registro()
    assert guardar_sobre(elenco, version, texto, 1, "ana") == 2
    assert guardar_sobre(elenco, version, texto, 2, "beto") == 2
    assert registro() == antes, "not even an author more"


def test_two_people_who_write_on_different_items_at_once_both_write(elenco: Elenco) -> None:
    version = elenco.abrir()
    base = elenco.vista(version).contenido
    elenco.cambiar(version, "Lo de Ana.", "ana")
    assert guardar_sobre(elenco, version, con_item(base, Item("i", "Lo de Beto.")), 1, "beto") == 3
    ahora = elenco.vista(version)
    assert primera(ahora.contenido) == "Lo de Ana."
    assert [i.texto for i in ahora.contenido.seccion("naturaleza").items] == ["Lo de Beto."]
    assert ahora.autores == {elenco.personas["ana"], elenco.personas["beto"]}


def test_two_people_who_write_on_the_same_item_keep_both_texts(elenco: Elenco) -> None:
    version = elenco.abrir()
    base = elenco.vista(version).contenido
    elenco.cambiar(version, "Lo de Ana.", "ana")
    mio = con_frase(base, "Lo de Beto.")
    guardada = chocar(elenco, version, mio, 1, "beto")
    (choque,) = guardada.choques
    assert (guardada.de, guardada.serie) == ("Ana Mora", 3)
    assert "Lo de Ana." in (choque.actual or "")
    assert "Lo de Beto." in (choque.suyo or "")
    assert primera(elenco.vista(version).contenido) == "Lo de Ana."
    assert guardar_sobre(elenco, version, mio, 3, "beto") == 4
    assert primera(elenco.vista(version).contenido) == "Lo de Beto."
    guardados = dichos(version)
    assert [("Ana" in texto, "Beto" in texto) for _, texto in guardados] == [
        (True, False), (False, True), (False, True)
    ]  # fmt: skip
    assert guardados[1][0] == f"choque:{guardados[0][0]}"


def test_who_chooses_the_others_text_leaves_it(elenco: Elenco) -> None:
    version = elenco.abrir()
    base = elenco.vista(version).contenido
    elenco.cambiar(version, "Lo de Ana.", "ana")
    mio = con_item(con_frase(base, "Lo de Beto."), Item("i", "Otro ítem de Beto."))
    pieza = chocar(elenco, version, mio, 1, "beto").choques[0].pieza
    with transaccion() as session:
        dejar = frozenset({pieza})
        guardada = guardar(session, elenco.actor("beto"), version, mio, 3, dejar=dejar)
    assert guardada.choques == ()
    assert primera(elenco.vista(version).contenido) == "Lo de Ana."


def test_a_page_left_open_since_before_a_return_does_not_write_over_what_came_back(
    elenco: Elenco,
) -> None:
    version = elenco.abrir()
    pagina_vieja = elenco.vista(version)
    elenco.cambiar(version, "Lo que se firmó.")
    elenco.elaborar(version)
    pedido = elenco.pedido(version, "devolver", "Falta el horario.")
    with transaccion() as session:
        devolver(session, elenco.actor("rafael"), pedido)
    vieja = con_frase(pagina_vieja.contenido, "Vieja.")
    assert len(chocar(elenco, version, vieja, 1, "beto").choques) == 1
    assert primera(elenco.vista(version).contenido) == "Lo que se firmó."
    assert any(p.startswith("choque:") and "Vieja." in t for p, t in dichos(version))


def test_of_two_saves_in_the_same_instant_one_is_told_of_the_other(
    elenco: Elenco, app: Flask
) -> None:
    version = elenco.abrir()
    base = elenco.vista(version).contenido
    actores = {clave: elenco.actor(clave) for clave in ("ana", "beto")}
    respuestas: list[Guardada] = []

    def escribir() -> None:
        mio = con_frase(base, "Lo de Beto.")
        with app.app_context(), transaccion() as session:
            respuestas.append(guardar(session, actores["beto"], version, mio, 1))

    hilo = threading.Thread(target=escribir)
    with transaccion() as session:
        guardar(session, actores["ana"], version, con_frase(base, "Lo de Ana."), 1)
        hilo.start()
        hilo.join(0.3)
        assert not respuestas, "the second waits for the first"
    hilo.join()
    (guardada,) = respuestas
    assert (len(guardada.choques), guardada.de) == (1, "Ana Mora")
    assert primera(elenco.vista(version).contenido) == "Lo de Ana."
    assert "Lo de Beto." in str(dichos(version))


def test_a_serie_that_never_was_is_refused(elenco: Elenco) -> None:
    version = elenco.abrir()
    texto = con_frase(elenco.vista(version).contenido, "Otra.")
    for serie in (-1, 0, 2, 10**30):
        with rechaza(NoEncontrado, "no está en la historia"):
            guardar_sobre(elenco, version, texto, serie, "ana")


def test_a_text_waiting_for_a_save_is_signed_as_it_was_seen_or_not_at_all(
    elenco: Elenco, app: Flask
) -> None:
    version = elenco.abrir()
    texto = elenco.cambiar(version, "Lo que Ana vio.")
    pedido = elenco.pedido(version, "elaborar")
    beto, resultado = elenco.actor("beto"), []

    def firmar_otra_vez() -> None:
        with app.app_context():
            try:
                with transaccion() as session:
                    resultado.append(elaborar(session, elenco.actor("ana"), pedido))
            except ActoInvalido as negativa:
                resultado.append(negativa.mensaje)

    hilo = threading.Thread(target=firmar_otra_vez)
    with transaccion() as session:
        guardar(session, beto, version, con_frase(texto, "Lo que llegó."), 2)
        hilo.start()
        hilo.join(0.3)
        assert not resultado, "the signature waits for the save"
    hilo.join()
    assert "El texto cambió" in resultado[0]
    assert primera(elenco.vista(version).contenido) == "Lo que llegó."


GRANDE = "x" * (MAXIMO_ITEM + 1)
MALOS: dict[str, tuple[Callable[[Contenido], Contenido], str, str]] = {
    "another cargo": (lambda t: con_campos(t, area="OTRA"), "ya no es el de este cargo", ""),
    "malformed code": (lambda t: con_campos(t, codigo="A-1"), "no tiene la forma", "codigo"),
    "NUL": (lambda t: con_item(t, Item("i", "a\x00b")), "Naturaleza, 1: trae", "i"),
    "control": (lambda t: con_item(t, Item("i", "a\x1bb")), "no se pueden imprimir", "i"),
    "half a character": (lambda t: con_item(t, Item("i", "a\ud800")), "imprimir", "i"),
    "NUL in the code": (lambda t: con_campos(t, codigo="1\x002"), "Código: trae", "codigo"),
    "long item": (lambda t: con_item(t, Item("i", GRANDE)), "tiene 20,001 caracteres", "i"),
    "long concept": (
        lambda t: replace(t, competencias=(Competencia("f", "T", "Orden", 1, GRANDE),)),
        "Orden: tiene 20,001", "f",
    ),
    "long note": (lambda t: replace(t, notas=(Nota("1", GRANDE),)), "Nota al pie 1", "notas"),
    "long mark": (lambda t: con_item(t, Item("i", "a", notas=("9" * 400,))), "llamadas", "i"),
    "too many": (
        lambda t: replace(t, notas=tuple(Nota(str(n), "x") for n in range(MAXIMO_ITEMS))),
        "caben 400", "",
    ),
    "grade": (
        lambda t: replace(t, competencias=(Competencia("f", "T", "Orden", 6, "x"),)),
        "Orden: el grado va de 1 a 5", "f",
    ),
    "one id twice": (
        lambda t: replace(t, competencias=(replace(t.competencias[0], id="naturaleza-1"),
                                           replace(t.competencias[0], id="naturaleza-1"))),
        "misma identificación", "",
    ),
    "endless id": (lambda t: con_item(t, Item("i" * 61, "a")), "identificación", ""),
    "unknown section": (
        lambda t: replace(t, secciones=(*t.secciones, Seccion("horario"))), "no tiene: horario", "",
    ),
    "section twice": (
        lambda t: replace(t, secciones=(*t.secciones, t.secciones[0])), "no tiene: naturaleza", "",
    ),
    "unknown field": (lambda t: con_campos(t, sede="x"), "no tiene: sede", ""),
}  # fmt: skip


def test_a_text_that_cannot_be_stored_is_refused_with_its_place(elenco: Elenco) -> None:
    version = elenco.abrir()
    texto = elenco.vista(version).contenido
    for que, (cambio, motivo, campo) in MALOS.items():
        with rechaza(DatosInvalidos, motivo) as negativa:
            guardar_sobre(elenco, version, cambio(texto), 1, "ana")
        assert isinstance(negativa.value, DatosInvalidos)
        assert (que, negativa.value.campo) == (que, campo)
        assert negativa.value.remedio


def test_the_largest_text_that_fits_is_kept_whole(elenco: Elenco) -> None:
    version = elenco.abrir()
    texto = elenco.vista(version).contenido
    largo = con_item(texto, Item("i", "ñ" * MAXIMO_ITEM))
    assert guardar_sobre(elenco, version, largo, 1, "ana") == 2
    assert elenco.vista(version).contenido == largo


def test_only_an_author_writes_and_only_while_it_is_a_draft(elenco: Elenco) -> None:
    version = elenco.abrir()
    texto = con_frase(elenco.vista(version).contenido, "Otra.")
    for clave in ("rafael", "sofia", "marcos", "elena", "nadie"):
        with rechaza(ActoNegado, "rol de autor"):
            guardar_sobre(elenco, version, texto, 1, clave)
    with rechaza(NoEncontrado, "no existe"):
        guardar_sobre(elenco, 99_999, texto, 1, "ana")
    with transaccion() as session:
        desactivar_persona(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["beto"]
        )
    with rechaza(ActoNegado, "La cuenta de Beto Salas está cerrada"):
        guardar_sobre(elenco, version, texto, 1, "beto")
    guardar_sobre(elenco, version, texto, 1, "ana")
    elenco.justificar(version)
    elenco.elaborar(version)
    with rechaza(ActoInvalido, "ya no está en edición: su estado es elaborado"):
        guardar_sobre(elenco, version, con_frase(texto, "Tarde."), 2, "ana")
