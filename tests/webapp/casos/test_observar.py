"""A remark stays on its sentence, whatever is done to the text around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from tests.apoyo.revisores import Revisores, con_actividades, item
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.descartar import descartar
from webapp.modelos import Mirada
from workflows.anclas import Situacion
from workflows.contenido import Contenido, Item
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, NoEncontrado

pytestmark = pytest.mark.usefixtures("en_app")

FRASES = [
    "Preparar el programa semanal de mantenimiento de las bombas.",
    "Vigilar el nivel de los tanques durante los turnos de noche.",
    "Anotar en la bitácora las maniobras hechas en cada válvula.",
    "Pedir a la bodega los repuestos que hagan falta.",
    "Limpiar los filtros cuando la turbiedad pase de lo permitido.",
    "Acompañar a las cuadrillas que reparan la conducción.",
    "Llevar las muestras al laboratorio dentro de las dos horas siguientes a tomarlas.",
    "Enseñar a los operadores nuevos el uso del cloro.",
    "Revisar los equipos de protección antes de cada turno.",
]
CITA = "dentro de las dos horas siguientes"


@pytest.fixture
def dicen(elenco: Elenco) -> Revisores:
    """What the cast says to each other."""
    return Revisores(elenco)


@pytest.fixture
def version(elenco: Elenco) -> int:
    """A draft of nine main activities."""
    version = elenco.abrir()
    texto = elenco.vista(version).contenido
    items = [Item(f"act-{n}", frase) for n, frase in enumerate(FRASES, 1)]
    elenco.guardar(version, con_actividades(texto, items))
    return version


def actividades(texto: Contenido) -> tuple[Item, ...]:
    """The main activities."""
    return texto.seccion("actividades_principales").items


def test_a_remark_on_item_7_stays_on_its_sentence_until_it_is_deleted(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    texto = elenco.vista(version).contenido
    siete = item(texto, 7)
    suya = dicen.observa("rafael", version, f"item:{siete.id}", "¿Y de noche?", cita=CITA)

    def ahora() -> tuple[str, str, str, bool]:
        h = dicen.hilo("ana", suya, version)
        hoy = elenco.vista(version).contenido
        dice = {f"item:{i.id}": i.texto for i in actividades(hoy)}.get(h.pieza, "")
        palabras = dice[h.inicio : h.fin] if h.inicio is not None else ""
        return h.situacion.value, h.ahora, palabras, h.reescrito

    assert ahora() == ("en_su_sitio", "Actividades principales, 7", CITA, False)

    nuevas = [Item(f"nueva-{n}", f"Tarea agregada número {n} del plan.") for n in range(5)]
    elenco.guardar(version, con_actividades(texto, [*nuevas, *actividades(texto)]))
    assert ahora() == ("en_su_sitio", "Actividades principales, 12", CITA, False)

    texto = elenco.vista(version).contenido
    resto = [i for i in actividades(texto) if i.id != siete.id]
    elenco.guardar(version, con_actividades(texto, [resto[0], siete, *resto[1:]]))
    assert ahora() == ("en_su_sitio", "Actividades principales, 2", CITA, False)

    texto = elenco.vista(version).contenido
    otra = replace(siete, texto=f"Entregar las muestras de agua cruda {CITA} a su toma.")
    elenco.guardar(
        version,
        con_actividades(texto, [otra if i.id == siete.id else i for i in actividades(texto)]),
    )
    assert ahora() == ("en_su_sitio", "Actividades principales, 2", CITA, True)

    texto = elenco.vista(version).contenido
    elenco.guardar(
        version, con_actividades(texto, [i for i in actividades(texto) if i.id != siete.id])
    )
    h = dicen.hilo("ana", suya, version)
    assert h.situacion is Situacion.QUITADO
    assert (h.lugar, h.decia, h.cita, h.texto) == (
        "Actividades principales, 7", siete.texto, CITA, "¿Y de noche?",
    )  # fmt: skip
    dicen.responde("ana", suya, "comentario", "La quitamos: ahora la hace el laboratorio.")
    assert len(dicen.hilo("ana", suya, version).respuestas) == 1


def test_a_remark_follows_its_text_through_signing_and_return(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    elenco.elaborar(version)
    suya = dicen.observa("rafael", version, "item:act-3", cita="en la bitácora")
    dicen.devuelve("rafael", version)
    h = dicen.hilo("ana", suya, version)
    assert (h.situacion, h.ahora) == (Situacion.EN_SU_SITIO, "Actividades principales, 3")


def test_a_remark_may_be_on_a_row_a_field_a_section_or_the_whole(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    fila = elenco.vista(version).contenido.competencias[0]
    for pieza, lugar in (
        (f"competencia:{fila.id}", f"Competencia: {fila.competencia}"),
        ("campo:codigo", "Código"),
        ("seccion:naturaleza", "Naturaleza"),
        ("competencias", "Competencias"),
        ("", "Todo el cargo"),
    ):
        suya = dicen.observa("rafael", version, pieza)
        assert dicen.hilo("ana", suya, version).lugar == lugar


@pytest.mark.parametrize(
    ("otros", "dicho"),
    [
        ({"pieza": "item:no-hay"}, "ya no está en el texto"),
        ({"cita": "palabras que no dice"}, "ya no están en esa parte"),
        ({"texto": "   "}, "está en blanco"),
        ({"texto": "x" * 4_001}, "caben 4,000"),
        ({"texto": "a\x00b"}, "no se pueden imprimir"),
        ({"propuesta": FRASES[0]}, "igual al que ya está"),
        ({"propuesta": "  "}, "está en blanco"),
        ({"propuesta": "x" * 20_001}, "caben 20,000"),
        ({"pieza": "campo:codigo", "propuesta": "12345"}, "Aquí no se propone"),
        ({"interna": True, "propuesta": "Otra cosa."}, "no propone un texto"),
    ],
)
def test_what_cannot_be_a_remark_says_why(
    elenco: Elenco, dicen: Revisores, version: int, otros: dict[str, object], dicho: str
) -> None:
    todo = {"pieza": "item:act-1", "texto": "Aclárelo."} | otros
    with rechaza(DatosInvalidos, dicho):
        dicen.observa("rafael", version, **todo)  # type: ignore[arg-type]  # as parametrized


def test_a_remark_is_of_who_has_a_part_in_an_open_version(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    for quien in ("elena", "nadie", "marcos"):
        with rechaza(ActoNegado, "le toca a quien tiene parte en su trámite"):
            dicen.observa(quien, version, "item:act-1")
    with rechaza(NoEncontrado, "no existe"):
        dicen.observa("rafael", 99_999, "item:act-1")
    for quien in ("ana", "sofia"):
        dicen.observa(quien, version, "item:act-1")
    pedido = elenco.pedido(version, "descartar", "Ya no.")
    with transaccion() as session:
        descartar(session, elenco.actor("ana"), Pedido(version, "descartar", pedido.visto, "No."))
    with rechaza(ActoInvalido, "ya terminó"):
        dicen.observa("rafael", version, "item:act-1")


def test_a_note_is_of_who_reviews_and_did_not_write(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    with rechaza(ActoNegado, "notas internas son de quien revisa"):
        dicen.observa("ana", version, "item:act-1", interna=True)
    nota = dicen.observa("beto", version, "item:act-1", "Ojo con esto.", interna=True)
    assert [h.id for h in dicen.lee("rafael", version)] == [nota]
    assert [h.id for h in dicen.lee("sofia", version)] == [nota], "she may return it"
    assert dicen.lee("ana", version) == ()
    elenco.cambiar(version, "Ahora escribe Beto.", "beto")
    assert dicen.lee("beto", version) == (), "not even his own: he is an author now"
    with rechaza(NoEncontrado, "no existe"):
        dicen.responde("beto", nota, "comentario", "¿Y esto?")
    with rechaza(ActoNegado, "notas internas"):
        dicen.observa("beto", version, "item:act-1", interna=True)


def test_who_remarks_on_a_frozen_text_has_looked_at_it(
    elenco: Elenco, dicen: Revisores, version: int
) -> None:
    def miradas() -> list[tuple[int, str]]:
        with db.sessionmaker() as session:
            filas = session.execute(select(Mirada.persona_id, Mirada.contenido_hash))
            return [(persona, hash_) for persona, hash_ in filas]

    dicen.observa("rafael", version, "item:act-1")
    assert miradas() == [], "what is still being written is not kept"
    elenco.elaborar(version)
    for _ in range(2):
        dicen.observa("rafael", version, "item:act-1")
    assert miradas() == [(elenco.personas["rafael"], elenco.vista(version).contenido_hash)]
