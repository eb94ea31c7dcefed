"""A remark stays on its sentence: numbered anew, moved, reworded, joined, split or removed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.apoyo import manualito
from workflows.anclas import Lugar, Situacion, anclar, ubicar
from workflows.contenido import Contenido, Item, Nota, con_campos

CLAVE = "actividades_principales"
SIETE = (
    "Coordinar con las cuadrillas el cierre de válvulas antes de cada reparación, e informar a"
    " los vecinos la duración prevista del corte."
)
FRASES = [
    "Programar las visitas de inspección a los tanques de almacenamiento.",
    "Revisar las bitácoras de operación que entregan los turnos.",
    "Calibrar los medidores de caudal de las estaciones a su cargo.",
    "Custodiar las herramientas y repuestos de la bodega de planta.",
    "Capacitar al personal de nuevo ingreso en el uso del equipo de protección.",
    "Atender las consultas de los abonados sobre el servicio.",
    SIETE,
    "Proponer mejoras a los procedimientos de limpieza de filtros.",
]
ITEMS = tuple(Item(f"a{n}", frase) for n, frase in enumerate(FRASES, 1))
CITA = "informar a los vecinos la duración prevista del corte"


def con_items(*items: Item, en: str = CLAVE, de: Contenido | None = None) -> Contenido:
    """The little cargo with these items in one section."""
    texto = de or manualito.contenido()
    secciones = (replace(s, items=items) if s.clave == en else s for s in texto.secciones)
    return replace(texto, secciones=tuple(secciones))


TEXTO = con_items(*ITEMS)
ANCLA = anclar(TEXTO, "item:a7", CITA, SIETE.index(CITA))


def sin(*ids: str) -> tuple[Item, ...]:
    """The items but those."""
    return tuple(i for i in ITEMS if i.id not in ids)


def con_siete(texto: str) -> Contenido:
    """The cargo with item 7 reworded."""
    return con_items(*(replace(i, texto=texto) if i.id == "a7" else i for i in ITEMS))


def citado(lugar: Lugar) -> str | None:
    """The words the remark is on."""
    return None if lugar.inicio is None else lugar.texto[lugar.inicio : lugar.fin]


def test_a_remark_survives_five_items_above_a_move_and_a_rewording() -> None:
    """The acceptance of the issue, in one go."""
    nuevos = tuple(Item(f"n{n}", f"Actividad nueva {n}.") for n in range(5))
    reescrito = Item("a7", SIETE.replace("duración prevista", "duración estimada"))
    texto = con_items(*nuevos, *sin("a7"))
    texto = con_items(reescrito, en="actividades_generales", de=texto)
    lugar = ubicar(ANCLA, texto)
    assert (lugar.situacion, lugar.pieza) == (Situacion.EN_SU_SITIO, "item:a7")
    assert citado(lugar) == "informar a los vecinos la duración estimada del corte"
    assert lugar.reescrito


@pytest.mark.parametrize(
    ("ahora", "esperado"),
    [
        (SIETE, CITA),
        (
            "Avisar a la jefatura; " + SIETE,
            CITA,
        ),
        (
            SIETE.replace("informar a los vecinos", "comunicar a los vecinos"),
            "comunicar a los vecinos la duración prevista del corte",
        ),
        (
            "Informar a los abonados y vecinos la duración prevista del corte.",
            "abonados y vecinos la duración prevista del corte",
        ),
        (SIETE.upper(), CITA.upper()),
        ("Coordinar con las cuadrillas el cierre de válvulas.", None),
        ("", None),
    ],
)
def test_the_words_are_followed_through_a_rewording(ahora: str, esperado: str | None) -> None:
    lugar = ubicar(ANCLA, con_siete(ahora))
    assert (lugar.situacion, lugar.pieza) == (Situacion.EN_SU_SITIO, "item:a7")
    assert (lugar.texto, citado(lugar)) == (ahora, esperado)
    assert lugar.reescrito == (ahora != SIETE)


@pytest.mark.parametrize(
    ("cita", "ahora", "esperado"),
    [
        (
            "según el programa de turnos",
            "Operar los equipos de bombeo conforme al programa mensual de turnos.",
            "programa mensual de turnos",
        ),
        (
            "las fallas que dejen sectores sin servicio",
            "Avisar sin demora toda falla que deje un sector sin servicio.",
            "falla que deje un sector sin servicio",
        ),
        (
            "llevarlas al laboratorio",
            "Tomar muestras de agua cruda y trasladarlas al laboratorio.",
            "trasladarlas al laboratorio",
        ),
        ("Registrar caudales y presiones", "Limpiar los filtros y las rejillas de toma.", None),
        ("al laboratorio", "Tomar muestras de agua y analizarlas.", None),
        ("por turnos", "Operar los equipos por turno.", None),
        ("Operar los equipos de bombeo de la estación", "Bombeo.", None),
        (
            "supervisar las cuadrillas de fontanería",
            "Supervisar en el campo los contratos de bacheo de las calles.",
            None,
        ),
    ],
)
def test_reworded_words_are_found_and_others_are_not_taken_for_them(
    cita: str, ahora: str, esperado: str | None
) -> None:
    ancla = anclar(con_siete(f"Además, {cita}."), "item:a7", cita, None)
    assert citado(ubicar(ancla, con_siete(ahora))) == esperado


def test_of_words_said_twice_the_remark_keeps_the_ones_selected() -> None:
    frase = "Leer el medidor de entrada y leer el medidor de salida."
    segunda = frase.rindex("el medidor")
    ancla = anclar(con_siete(frase), "item:a7", "el medidor", segunda)
    assert ancla.desde == segunda
    lugar = ubicar(ancla, con_siete(f"Cada hora, {frase}"))
    assert lugar.inicio == segunda + len("Cada hora, ")


def test_an_item_joined_to_the_one_before_takes_its_remarks_along() -> None:
    unido = Item("a6", f"{FRASES[5][:-1]}; {SIETE[0].lower()}{SIETE[1:]}")
    texto = con_items(*ITEMS[:5], unido, ITEMS[7])
    for ancla in (ANCLA, anclar(TEXTO, "item:a7", "", None)):
        lugar = ubicar(ancla, texto)
        assert (lugar.situacion, lugar.pieza) == (Situacion.PASO_A_OTRO, "item:a6")
        assert citado(lugar) == (ancla.cita or None)
        assert lugar.reescrito


def test_an_item_split_in_two_leaves_the_remark_with_its_words() -> None:
    corte = SIETE.index(", e informar")
    mitades = Item("a7", SIETE[:corte] + "."), Item("nuevo", SIETE[corte + 4 :])
    texto = con_items(*ITEMS[:6], *mitades, ITEMS[7])
    lugar = ubicar(ANCLA, texto)
    assert (lugar.situacion, lugar.pieza) == (Situacion.PASO_A_OTRO, "item:nuevo")
    assert citado(lugar) == CITA
    entero = ubicar(anclar(TEXTO, "item:a7", "", None), texto)
    assert (entero.situacion, entero.pieza) == (Situacion.EN_SU_SITIO, "item:a7")
    inicio = ubicar(anclar(TEXTO, "item:a7", "el cierre de válvulas", None), texto)
    assert inicio.pieza == "item:a7"


def test_a_single_word_goes_with_the_part_that_has_it() -> None:
    antes = con_siete("Revisar los pozos; limpiar tanques.")
    ancla = anclar(antes, "item:a7", "tanques", None)
    despues = con_items(Item("a7", "Revisar los pozos."), Item("nuevo", "Limpiar tanques."))
    assert ubicar(ancla, despues).pieza == "item:nuevo"
    suelto = con_items(Item("a7", "Revisar los pozos."), Item("nuevo", "tanques"))
    assert ubicar(ancla, suelto).pieza == "item:a7"


def test_an_item_that_grew_was_not_split() -> None:
    corto = Item("y", "Tomar muestras de agua cruda.")
    antes = con_items(Item("x", "Tomar muestras de agua cruda. Llevarlas al laboratorio."), corto)
    ancla = anclar(antes, "item:x", "Tomar muestras de agua cruda", None)
    ahora = "Recoger muestras de agua cruda por la mañana y llevarlas pronto al laboratorio."
    lugar = ubicar(ancla, con_items(Item("x", ahora), corto))
    assert (lugar.pieza, citado(lugar)) == ("item:x", "Recoger muestras de agua cruda")


def test_of_the_parts_of_a_removed_item_the_longest_takes_its_remarks() -> None:
    partes = (SIETE[:40], SIETE[40:], "Atender a los vecinos la duración prevista.")
    texto = con_items(*(Item(f"p{n}", parte) for n, parte in enumerate(partes)))
    lugar = ubicar(anclar(TEXTO, "item:a7", "", None), texto)
    assert (lugar.situacion, lugar.pieza) == (Situacion.PASO_A_OTRO, "item:p1")


def test_a_long_passage_pasted_in_another_sentence_is_found() -> None:
    cita = SIETE[: SIETE.index(" del corte")]
    ancla = anclar(TEXTO, "item:a7", cita[-70:], None)
    otra = Item("z", f"Llevar la agenda de la cuadrilla de turno de {cita[-70:]}, y archivarla.")
    lugar = ubicar(ancla, con_items(*sin("a7"), otra))
    assert (lugar.situacion, lugar.pieza) == (Situacion.PASO_A_OTRO, "item:z")
    assert citado(lugar) == ancla.cita


@pytest.mark.parametrize("retoque", ["duración prevista", "duración aproximada"])
def test_an_item_deleted_and_pasted_elsewhere_is_found(retoque: str) -> None:
    pegado = Item("otro", SIETE.replace("duración prevista", retoque))
    texto = con_items(pegado, en="experiencia", de=con_items(*sin("a7")))
    lugar = ubicar(ANCLA, texto)
    assert (lugar.situacion, lugar.pieza) == (Situacion.PASO_A_OTRO, "item:otro")
    assert citado(lugar) == CITA.replace("duración prevista", retoque)
    assert lugar.reescrito == (retoque != "duración prevista")


def test_a_row_deleted_and_made_again_keeps_its_remarks() -> None:
    fila = replace(TEXTO.competencias[0], id="otra", grado=4)
    ancla = anclar(TEXTO, "competencia:c-1", "mejoras a su propio trabajo", None)
    lugar = ubicar(ancla, replace(TEXTO, competencias=(fila,)))
    assert (lugar.situacion, lugar.pieza) == (Situacion.PASO_A_OTRO, "competencia:otra")
    assert citado(lugar) == ancla.cita


def test_of_a_removed_item_the_old_words_stay_readable() -> None:
    assert ubicar(ANCLA, con_items(*sin("a7"))) == Lugar(
        Situacion.QUITADO, "item:a7", SIETE, None, None, False
    )


FORMULA = "de conformidad con la normativa vigente"


@pytest.mark.parametrize(
    ("dicho", "cita", "queda"),
    [
        (f"Rendir los informes mensuales {FORMULA}.", FORMULA, f"Custodiar los bienes {FORMULA}."),
        ("Licencia B1.", "", "Conducir el vehículo oficial, para lo que pide licencia B1."),
        ("Tomar muestras de agua en los pozos.", "", "Tomar muestras de suelo en las fincas."),
        ("Tomar muestras de agua en los pozos.", "muestras de agua", "Tomar lecturas a diario."),
    ],
)
def test_a_formula_that_other_items_share_is_not_the_removed_item(
    dicho: str, cita: str, queda: str
) -> None:
    texto = con_items(Item("x", dicho), Item("y", queda))
    lugar = ubicar(anclar(texto, "item:x", cita, None), con_items(Item("y", queda)))
    assert lugar.situacion is Situacion.QUITADO


def test_a_phrase_like_the_words_gone_does_not_take_the_remark_from_its_item() -> None:
    vecino = Item("y", "Revisar los planos y firmarlos de conformidad con la normativa vigente.")
    texto = con_items(Item("x", f"Rendir los informes mensuales {FORMULA}."), vecino)
    ancla = anclar(texto, "item:x", FORMULA, None)
    lugar = ubicar(ancla, con_items(Item("x", "Rendir los informes cada mes."), vecino))
    assert (lugar.situacion, lugar.pieza, lugar.inicio) == (Situacion.EN_SU_SITIO, "item:x", None)


@pytest.mark.parametrize("pieza", ["", "competencias", "notas", "seccion:experiencia"])
def test_a_remark_on_a_whole_part_stays_on_it(pieza: str) -> None:
    ancla = anclar(TEXTO, pieza, "", 3)
    assert ubicar(ancla, con_items()) == Lugar(
        Situacion.EN_SU_SITIO, pieza, ancla.texto, None, None, False
    )


def test_a_field_and_a_section_can_be_gone_too() -> None:
    campo, seccion = (anclar(TEXTO, p, "", None) for p in ("campo:codigo", f"seccion:{CLAVE}"))
    assert ubicar(campo, con_campos(TEXTO, codigo="9")).texto == "9"
    for ancla in (campo, seccion):
        assert ubicar(ancla, Contenido()).situacion is Situacion.QUITADO
    area = con_campos(Contenido(), area="Gestión ambiental y cuencas hidrográficas")
    otra = con_campos(Contenido(), unidad="Gestión ambiental y cuencas hidrográficas")
    assert ubicar(anclar(area, "campo:area", "", None), otra).situacion is Situacion.QUITADO


def test_the_notes_and_the_header_can_be_cited() -> None:
    texto = replace(TEXTO, notas=(Nota("1", "Según el reglamento interno."),))
    notas = anclar(texto, "notas", "el reglamento", None)
    assert citado(ubicar(notas, replace(texto, notas=(Nota("2"), *texto.notas)))) == "el reglamento"
    assert citado(ubicar(anclar(texto, "campo:area", "PRODUC", 0), texto)) == "PRODUC"


def test_a_very_long_item_is_followed_by_its_two_ends() -> None:
    largo = " ".join(f"Paso {n}: anotar la lectura del medidor {n * 7}." for n in range(400))
    ancla = anclar(con_siete(largo), "item:a7", largo[600:9000], 600)
    ahora = largo.replace("Paso 100: anotar", "Paso 100: escribir")
    lugar = ubicar(ancla, con_siete(ahora))
    assert lugar.inicio is not None
    assert abs(lugar.inicio - 600) < 12
    assert abs((lugar.fin or 0) - 9002) < 12
