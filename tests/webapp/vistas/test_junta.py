"""The secretary's pages: an item is prepared, saved by two people, decided and recorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.puntos import JUNTA, decision, escrito, llevar, punto_con
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.modelos import Acto, Punto, PuntoVersion
from workflows.formatos.cargador import fuente

Como = Callable[[str], ClienteAparte]


def actos(app: Flask) -> int:
    """How many actos there are."""
    with app.app_context(), db.sessionmaker() as session:
        return session.scalar(select(func.count()).select_from(Acto)) or 0


def en(app: Flask, punto_id: int) -> tuple[Punto, list[int]]:
    """An item as the database has it, and its versions in order."""
    with app.app_context(), db.sessionmaker() as session:
        orden = select(PuntoVersion.version_id).where(PuntoVersion.punto_id == punto_id)
        return session.get_one(Punto, punto_id), list(
            session.scalars(orden.order_by(PuntoVersion.orden))
        )


def test_what_is_chosen_becomes_an_item_and_is_no_longer_offered(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        uno, otro = (elenco.revisada("Una.", c) for c in list(elenco.cargos.values())[:2])
    sofia = como("sofia")
    vacio = sofia.post(JUNTA, data={})
    assert vacio.status_code == 422
    assert "No eligió ningún cargo." in vacio.text
    respuesta = sofia.post(JUNTA, data={"versiones": [str(uno)]})
    assert respuesta.status_code == 302
    pagina = sofia.get(respuesta.location).text
    assert "1 cargo listo" in pagina
    assert "Falta el número de la sesión." in pagina
    assert "Aprobar la modificación del siguiente cargo" in pagina
    lista = sofia.get(JUNTA).text
    assert f'name="versiones" value="{otro}"' in lista
    assert f'name="versiones" value="{uno}"' not in lista
    assert sofia.get(f"{JUNTA}?version={uno}").location == respuesta.location, "it leads to it"
    repetida = sofia.post(JUNTA, data={"versiones": [str(uno), str(otro)]})
    assert repetida.status_code == 409
    assert "ya está en otro punto en preparación" in repetida.text


def test_every_button_keeps_what_was_typed(app: Flask, elenco: Elenco, como: Como) -> None:
    punto_id, (a, b, c) = punto_con(app, elenco, 3)
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}"
    for serie, (hacer, antes, despues) in enumerate(
        [("bajar-{a}", (a, b, c), [b, a, c]), ("subir-{c}", (b, a, c), [b, c, a]),
         ("subir-{b}", (b, c, a), [b, c, a]), ("quitar-{c}", (b, c, a), [b, a])], 1
    ):  # fmt: skip
        boton = hacer.format(a=a, b=b, c=c)
        respuesta = sofia.post(ruta, data=escrito(serie, *antes, hacer=boton, articulo=boton))
        assert respuesta.status_code == 302, respuesta.text
        punto, orden = en(app, punto_id)
        assert orden == despues
        assert (punto.articulo, punto.por_tanto) == (boton, "Lo que escribió Sofía.")
    agrega = escrito(5, b, a, hacer="agregar", agregar=[str(c)])
    assert sofia.post(ruta, data=agrega).status_code == 302
    assert en(app, punto_id)[1] == [b, a, c]
    decidir = sofia.post(ruta, data=escrito(6, b, a, c, hacer="decidir", sesion="2026-99"))
    assert decidir.location.endswith(f"{ruta}/decision")
    assert 'value="2026-99"' in sofia.get(decidir.location).text
    solo = sofia.post(ruta, data=escrito(7, hacer="guardar", articulo="XI"))
    assert solo.status_code == 422
    assert "lleva al menos un cargo" in solo.text
    assert 'value="XI"' in solo.text


def test_a_text_is_the_formatos_until_somebody_changes_it_and_again_when_asked(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, (a, _) = punto_con(app, elenco, 2)
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}"

    def campos() -> dict[str, str]:
        html = sofia.get(ruta).text
        textos = {c: unescape(t) for c, t in re.findall(
            r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', html, re.DOTALL)}  # fmt: skip
        ocultos = dict(re.findall(r'name="(formato-\w+)" value="(\w+)"', html))
        titulo = re.search(r'name="titulo" value="([^"]*)"', html)
        assert titulo is not None
        return textos | ocultos | {"titulo": unescape(titulo[1])}

    antes = campos()
    assert "en dos cargos" in antes["titulo"]
    sofia.post(ruta, data=escrito(1, a, **antes))
    assert "en un cargo" in campos()["titulo"], "it follows what is taken out"
    propio = campos() | {"por_tanto": "Se acuerda aprobar lo propuesto."}
    sofia.post(ruta, data=escrito(2, a, **propio))
    assert campos()["por_tanto"] == "Se acuerda aprobar lo propuesto."
    assert "El por tanto no nombra 31110 Ejecutivo General, Producción." in sofia.get(ruta).text
    sofia.post(ruta, data=escrito(3, a, **campos(), hacer="redactar-por_tanto"))
    assert "Aprobar la modificación" in campos()["por_tanto"]
    assert {en(app, punto_id)[0].titulo, en(app, punto_id)[0].considerandos} == {None}


def test_the_second_of_two_secretaries_is_told_and_loses_nothing(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, (a, b) = punto_con(app, elenco, 2)
    sofia, beto, ruta = como("sofia"), como("beto"), f"{JUNTA}/{punto_id}"
    assert beto.post(ruta, data=escrito(1, a, b, articulo="IX")).status_code == 302
    choque = sofia.post(ruta, data=escrito(1, a, b, articulo="V", por_tanto="De Sofía."))
    assert choque.status_code == 409
    assert "otra persona guardó este punto: Beto Salas, el 12 de noviembre de 2026" in choque.text
    assert 'value="V"' in choque.text
    assert "De Sofía." in choque.text
    assert re.search(r'Lo que guardó Beto Salas:</p><p class="junta-texto">IX', choque.text)
    serie = re.search(r'name="serie" value="(\d+)"', choque.text)
    assert serie is not None
    assert sofia.post(ruta, data=escrito(int(serie[1]), a, b, articulo="V")).status_code == 302
    assert en(app, punto_id)[0].articulo == "V"


def test_a_discarded_item_lets_its_cargos_go(app: Flask, elenco: Elenco, como: Como) -> None:
    punto_id, (a,) = punto_con(app, elenco)
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}"
    viejo = sofia.post(f"{ruta}/descartar", data={"serie": "7"})
    assert viejo.status_code == 409
    antes = actos(app)
    assert sofia.post(f"{ruta}/descartar", data={"serie": "1"}).status_code == 302
    assert actos(app) == antes
    assert "Este punto se descartó." in sofia.get(ruta).text
    assert f'name="versiones" value="{a}"' in sofia.get(JUNTA).text
    for otra in (ruta, f"{ruta}/descartar"):
        tarde = sofia.post(otra, data=escrito(2, a))
        assert tarde.status_code == 409
        assert "se descartó: lo hizo Sofía Brenes" in tarde.text
    with app.app_context():
        assert llevar(elenco, a) != punto_id


def test_a_cargo_that_was_returned_meanwhile_is_said_to_be_in_the_way(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, (a, _) = punto_con(app, elenco, 2)
    with app.app_context():
        visto = elenco.vista(a).contenido_hash
    datos = {"visto": visto, "motivo": "Falta algo."}
    assert como("rafael").post(f"/versiones/{a}/actos/devolver-revisado", data=datos).location
    pagina = como("sofia").get(f"{JUNTA}/{punto_id}").text
    assert "1 con impedimento" in pagina
    assert "Está en estado borrador: ya no espera sesión." in pagina
    assert f'href="/versiones/{a}/cambios"' in pagina


@pytest.mark.parametrize(
    ("campo", "valor", "dice"),
    [
        ("numero", "AJD-26-1", "AJD-2026-112"),
        ("numero", "AJD-2020-197", "ya está registrado"),
        ("numero", "", "número"),
        ("fecha", "2026-12-31", "todavía no ha llegado"),
        ("fecha", "ayer", "no es una fecha"),
        ("fecha", "", "Falta la fecha"),
        ("sesion", "", "sesión"),
        ("firmeza", "2026-01-01", "firmeza"),
        ("rige", "fecha", "Falta el día desde el que rige."),
    ],
)
def test_a_wrong_acuerdo_keeps_what_was_typed_and_says_what_to_do(
    app: Flask, elenco: Elenco, como: Como, campo: str, valor: str, dice: str
) -> None:
    punto_id, (a,) = punto_con(app, elenco)
    datos = decision(app, elenco, a, articulo="VII", **{campo: valor})
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}/decision"
    for destino in ("confirmar", "registrar"):
        respuesta = sofia.post(f"{ruta}/{destino}", data=datos)
        assert respuesta.status_code in (409, 422)
        assert dice in unescape(respuesta.text)
        assert 'value="VII"' in respuesta.text
    assert en(app, punto_id)[0].fase == "preparacion"


def test_the_preview_records_nothing_and_the_confirmation_everything(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, versiones = punto_con(app, elenco, 2)
    datos = decision(app, elenco, *versiones, numero="ajd-2026–300", articulo="IV")
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}/decision"
    antes = actos(app)
    previa = sofia.post(f"{ruta}/confirmar", data=datos)
    assert previa.status_code == 200
    assert previa.text.count("01-2026") >= 2
    assert "Ana Mora" in previa.text
    assert actos(app) == antes
    assert sofia.post(f"{ruta}/registrar", data=datos).status_code == 302
    punto, quedan = en(app, punto_id)
    assert (punto.fase, quedan) == ("registrado", [])
    for cliente in (sofia, como("beto")):
        repetida = cliente.post(f"{ruta}/registrar", data=datos)
        assert repetida.status_code == 409
        assert "ya está registrado, como AJD-2026-300: lo hizo Sofía Brenes, el 12 de" in (
            repetida.text
        )
    assert sofia.get(f"{JUNTA}/{punto_id}").location.endswith("/acuerdos/AJD-2026-300")
    assert "AJD-2026-300" in sofia.get(f"/manual/{SLUG}/acuerdos/AJD-2026-300").text


def test_cargos_taken_out_by_another_secretary_are_not_recorded(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, (a, b) = punto_con(app, elenco, 2)
    datos = decision(app, elenco, a, b)
    assert como("beto").post(f"{JUNTA}/{punto_id}", data=escrito(1, a)).status_code == 302
    respuesta = como("sofia").post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos)
    assert respuesta.status_code == 409
    assert "Los cargos de este punto cambiaron mientras usted escribía." in respuesta.text
    assert 'value="AJD-2026-300"' in respuesta.text


def test_a_pasted_agreement_fills_the_form_and_says_where_it_disagrees(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, (a, b) = punto_con(app, elenco, 2)
    texto = (
        "Acuerdo AJD-2020-197\nSesión extraordinaria N.º 2026-33, celebrada el once de noviembre"
        " de dos mil veintiséis, artículo VI. Se aprueban los cargos 41110 Operativo General y"
        " 31110 Ejecutivo General. Rige a partir del 1 de enero de 2027. ACUERDO FIRME."
    )
    sofia, ruta = como("sofia"), f"{JUNTA}/{punto_id}/decision"
    datos = decision(app, elenco, a, b, texto=texto, numero="", sesion="2026-31")
    html = sofia.post(f"{ruta}/leer", data=datos).text
    for valor in ("AJD-2020-197", "2026-33", "2026-11-11", "VI", "2027-01-01"):
        assert f'value="{valor}"' in html
    assert re.search(r'value="fecha" id="rige-fecha" checked', html)
    dicho = unescape(html)
    for queja in (
        "El texto nombra 41110 Operativo General, Producción, que no está en este punto.",
        "El texto no nombra 41120 Operativo Experto, Producción, que está en este punto.",
        "El acuerdo AJD-2020-197 ya está registrado: lo hizo Operación del sistema",
        "El número es de 2020 y la sesión fue el 11 de noviembre de 2026.",
    ):
        assert queja in dicho
    assert sofia.post(f"{ruta}/leer", data=datos | {"texto": " "}).status_code == 422
    previa = sofia.post(f"{ruta}/confirmar", data=decision(app, elenco, a, b, texto=texto))
    assert "que no está en este punto" in previa.text, "it is said again before recording"
    vuelta = sofia.post(f"{ruta}/corregir", data=datos).text
    assert "Sesión extraordinaria N.º 2026-33" in unescape(vuelta)


def test_where_a_director_signs_there_are_no_pages_of_a_board(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    with app.app_context():
        fundar_otro(elenco, fuente("especificacion-clase"), slug="clases",
                    roles={"marcos": ["director"]})  # fmt: skip
    respuesta = como("marcos").get("/manual/clases/junta")
    assert respuesta.status_code == 404
    assert "no se aprueba por acuerdo" in respuesta.text
    assert como("sofia").get("/manual/clases/junta").status_code == 403


def test_an_item_of_another_manual_or_none_is_not_there(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    sofia = como("sofia")
    for ruta in (f"{JUNTA}/999", f"{JUNTA}/999/decision"):
        assert sofia.get(ruta).status_code == 404
    for ruta in (f"{JUNTA}/999", f"{JUNTA}/999/descartar", f"{JUNTA}/999/decision/registrar"):
        assert sofia.post(ruta, data=escrito(1, 1)).status_code == 404
