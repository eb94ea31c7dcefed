"""Cambio masivo on its pages: found, ticked, made, and taken through review as a grupo."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.masivo import PORQUE, campos
from tests.apoyo.rechazo import registro
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.responder import responder
from webapp.hechos import ver_versiones
from webapp.modelos import Cargo, GrupoVersion, Manual, Observacion, Persona
from workflows.diferencias import comparar, texto_antes, texto_despues
from workflows.hilos import ClaseRespuesta

Como = Callable[[str], ClienteAparte]
PAGINA = f"/manual/{SLUG}/cambio-masivo"
FRASE, NUEVA = "caudales y presiones", "caudales, presiones y niveles"
BUSCA = {"frase": FRASE, "reemplazo": NUEVA, "palabra": "si"}


def texto_de(html: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def formulario(cliente: ClienteAparte, pagina: str = PAGINA, **busca: str) -> dict[str, list[str]]:
    """The results of a search, every occurrence ticked, and why."""
    html = cliente.get(pagina, query_string=busca or BUSCA).text
    datos = campos(html, 'id="masivo"')
    return datos | {"justificacion": [PORQUE], "titulo": [datos.get("titulo", [""])[0]]}


def test_the_demonstration_changes_a_phrase_in_every_cargo(app: Flask) -> None:
    """Acceptance: the whole walk, and the diff of each shows only that phrase."""
    dicho = app.test_cli_runner().invoke(args=["demo", "cargar"]).output
    pagina = "/manual/manual-de-cargos/cambio-masivo"
    ana, rafael, sofia = (
        entrar(app, dicho, quien) for quien in ("Ana Mora", "Rafael Solís", "Sofía Brenes")
    )
    busca = {"frase": "Licencia de conducir", "reemplazo": "Permiso de conducir"}
    respuesta = ana.post(pagina, data=formulario(ana, pagina, **busca))
    assert respuesta.status_code == 302, respuesta.text
    grupo = respuesta.location
    with app.app_context(), db.sessionmaker() as session:
        cargos = session.scalars(
            select(Cargo.id).join(Manual).where(Manual.slug == "manual-de-cargos")
        ).all()
        ids = session.scalars(select(GrupoVersion.version_id)).all()
        sugeridas = session.scalars(select(Observacion.version_id).distinct()).all()
        assert len(ids) == 10
        assert len(sugeridas) == 3, "the three that the demonstration has open"
        assert len(ids) + len(sugeridas) == len(cargos) - 1, "all but the abolished one"
    html = ana.get(grupo).text
    assert "Firmar como elaborado los 10 cargos" in texto_de(html)
    firmada = ana.post(f"{grupo}/actos/elaborar", data=campos(html, "/actos/elaborar"))
    assert firmada.status_code == 302, firmada.text
    assert "actos/revisar" not in ana.get(grupo).text, "not by whoever wrote it"
    html = rafael.get(grupo).text
    revisada = rafael.post(f"{grupo}/actos/revisar", data=campos(html, "/actos/revisar"))
    assert revisada.status_code == 302, revisada.text
    with app.app_context(), db.sessionmaker() as session:
        for vista in ver_versiones(session, ids):
            assert vista.version.estado == "revisado"
            (base,) = ver_versiones(session, [vista.version.base_id or 0])
            cambios = list(comparar(base.contenido, vista.contenido).cambios())
            assert len(cambios) == 1
            for cambio in cambios:
                tramos = cambio.tramos  # type: ignore[union-attr]
                assert {t.texto for t in tramos if t.tipo == "quitado"} == {"Licencia"}
                assert {t.texto for t in tramos if t.tipo == "agregado"} == {"Permiso"}
                assert texto_antes(tramos).replace("Licencia de", "Permiso de") == texto_despues(
                    tramos
                )
    html = rafael.get(grupo).text
    assert html.count("[se quita: </span>Licencia<") == 13, "and the three suggested"
    assert html.count("[se agrega: </span>Permiso<") == 13
    html = sofia.get(grupo).text
    junta = re.search(r'href="([^"]+)">Llevar a la junta los 10 revisados', html)
    assert junta is not None
    marcadas = campos(sofia.get(unescape(junta[1])).text, "Cargos revisados que esperan sesión")[
        "versiones"
    ]
    assert sorted(map(int, marcadas)) == sorted(ids)


def entrar(app: Flask, dicho: str, nombre: str) -> ClienteAparte:
    """Somebody of the demonstration, signed in with the password it printed."""
    cuenta = re.search(rf"{nombre}\s+(\S+@\S+)\s+(\S+-\S+-\S+)", dicho)
    assert cuenta is not None, dicho
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    datos = {"email": cuenta[1], "password": cuenta[2]}
    assert cliente.post("/entrar", data=datos).status_code == 302
    return cliente


def test_every_occurrence_is_shown_with_its_place_and_what_it_becomes(como: Como) -> None:
    html = como("ana").get(PAGINA, query_string=BUSCA).text
    texto = texto_de(html)
    assert "3 apariciones en 3 cargos" in texto
    assert texto.count("Actividades principales, 2") == 3
    assert html.count("y niveles") > 3
    assert html.count('name="marcas"') == html.count(" checked") - 1 == 3
    assert f"«{FRASE}» → «{NUEVA}»" in html


def test_a_search_alone_offers_nothing_to_change(como: Como) -> None:
    html = como("ana").get(PAGINA, query_string={"frase": FRASE}).text
    assert html.count(f"<mark>{FRASE}</mark>") == 3
    assert 'name="marcas"' not in html
    assert "escriba arriba por qué reemplazarla" in html


def test_accents_case_words_and_section_narrow_the_search(como: Como) -> None:
    ana = como("ana")

    def cuantas(**busca: str) -> int:
        return ana.get(PAGINA, query_string=busca).text.count("<mark>")

    assert cuantas(frase="operacion") == 6
    assert cuantas(frase="operacion", acentos="si") == 0
    assert cuantas(frase="OPERACIÓN", mayusculas="si") == 0
    assert cuantas(frase="turno", palabra="si") == 0
    assert cuantas(frase="operacion", seccion="experiencia") == 3
    assert cuantas(frase="mejoras", seccion="competencias") == 3
    assert cuantas(frase="operacion", seccion="no-hay") == 0


def test_what_is_found_nowhere_says_so(como: Como) -> None:
    html = como("ana").get(PAGINA, query_string={"frase": "no lo dice nadie"}).text
    assert "Ningún cargo dice eso." in html


def test_a_replacement_that_says_the_same_has_nothing_to_change(como: Como) -> None:
    html = como("ana").get(PAGINA, query_string={"frase": FRASE, "reemplazo": FRASE}).text
    assert "el texto ya dice lo mismo que el reemplazo" in html
    assert 'name="marcas"' not in html


@pytest.mark.parametrize("frase", ["", "   ", "x" * 20_000])
def test_a_phrase_that_is_none_is_refused_where_it_was_typed(como: Como, frase: str) -> None:
    respuesta = como("ana").get(PAGINA, query_string={"frase": frase, "reemplazo": "y"})
    assert respuesta.status_code == 422
    assert 'id="frase-error"' in respuesta.text


def test_tags_are_shown_as_text_everywhere(app: Flask, elenco: Elenco, como: Como) -> None:
    ana, malo = como("ana"), "<script>alert(1)</script>"
    datos = formulario(ana, frase=FRASE, reemplazo=malo)
    datos["titulo"], datos["justificacion"] = [f"T{malo}"], [f"J{malo}"]
    vacio = ana.post(PAGINA, data=datos | {"marcas": []})
    grupo = ana.post(PAGINA, data=datos).location
    paginas = [vacio.text, ana.get(grupo).text, ana.get("/bandeja").text]
    paginas.append(ana.get(PAGINA, query_string={"frase": malo, "reemplazo": malo}).text)
    for html in paginas:
        assert malo not in html
        assert "&lt;script&gt;" in html


def test_a_refusal_keeps_what_was_typed_and_ticked(app: Flask, elenco: Elenco, como: Como) -> None:
    ana = como("ana")
    datos = formulario(ana)
    datos["marcas"] = datos["marcas"][1:]
    datos["titulo"] = ["Un título propio"]
    with app.app_context():
        movida = next(c for s, c in elenco.cargos.items() if s.startswith("operativo-experto"))
        elenco.abrir("beto", movida)
        antes = registro()
    respuesta = ana.post(PAGINA, data=datos)
    assert respuesta.status_code == 409
    assert "OPERATIVO EXPERTO ya tiene una versión abierta" in respuesta.text
    assert PORQUE in respuesta.text
    assert 'value="Un título propio"' in respuesta.text
    assert len(campos(respuesta.text, 'id="masivo"').get("marcas", [])) == 1
    with app.app_context():
        assert registro() == antes
    for campo in ("justificacion", "titulo", "marcas"):
        otra = ana.post(PAGINA, data=datos | {campo: []})
        assert (otra.status_code, campo in otra.text) == (422, True)


def test_ids_and_spans_that_no_page_wrote_are_refused(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")
    datos = formulario(ana)
    with app.app_context():
        antes = registro()
    for mala, codigo in (
        ("nada", 422),
        ("1:2:3", 422),
        ("x:1:2:item:a", 422),
        (f"{'9' * 30}:1:2:item:a", 422),
        ("²:1:2:item:a", 422),
        ("999999:1:2:item:a", 404),
        (datos["marcas"][0].replace(":", ":1", 1), 409),
        (f"{datos['marcas'][0]}x", 409),
    ):
        respuesta = ana.post(PAGINA, data=datos | {"marcas": [mala]})
        assert respuesta.status_code == codigo, mala
    with app.app_context():
        assert registro() == antes


def test_the_grupo_is_one_line_of_the_bandeja(app: Flask, elenco: Elenco, como: Como) -> None:
    ana, rafael = como("ana"), como("rafael")
    grupo = ana.post(PAGINA, data=formulario(ana)).location
    html = ana.get("/bandeja").text
    assert html.count(f'href="{grupo}"') == 2, "its title, and its button"
    assert "3 cargos" in html
    ana.post(f"{grupo}/actos/elaborar", data=campos(ana.get(grupo).text, "/actos/elaborar"))
    assert rafael.get("/bandeja").text.count(f'href="{grupo}"') >= 2
    html = rafael.get(grupo).text
    datos = campos(html, "/actos/devolver") | {"motivo": ["Aclarar."]}
    una = rafael.post(f"{grupo}/actos/devolver", data=datos | {"versiones": datos["versiones"][:1]})
    assert una.status_code == 302
    assert "1 cargo quedó en estado borrador" in rafael.get(grupo).text
    assert "2 cargos" in rafael.get("/bandeja").text


def test_a_refused_acto_of_a_grupo_keeps_the_reason_and_says_which_cargo(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana, rafael = como("ana"), como("rafael")
    grupo = ana.post(PAGINA, data=formulario(ana)).location
    ana.post(f"{grupo}/actos/elaborar", data=campos(ana.get(grupo).text, "/actos/elaborar"))
    datos = campos(rafael.get(grupo).text, "/actos/devolver") | {"motivo": ["Por esto."]}
    with app.app_context():
        elenco.revisar(int(datos["versiones"][0]))
        antes = registro()
    respuesta = rafael.post(f"{grupo}/actos/devolver", data=datos)
    assert respuesta.status_code == 409
    assert "No se hizo nada con los demás." in respuesta.text
    assert "Por esto." in respuesta.text
    with app.app_context():
        assert registro() == antes


def test_the_grupo_also_tells_of_the_cargos_where_the_change_was_only_suggested(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")
    with app.app_context():
        abierta = elenco.abrir("beto")
        elenco.cambiar(abierta, "Operar la planta.", "beto")
    grupo = ana.post(PAGINA, data=formulario(ana)).location
    dice = texto_de(ana.get(grupo).text)
    assert "Cambio masivo en 2 cargos, y sugerido en otro que ya tenía una versión abierta" in dice
    assert "Solo sugerido (1)" in dice
    assert "Actividades principales, 2 · sin contestar" in dice
    assert f'href="/versiones/{abierta}/cambios"' in ana.get(grupo).text
    with app.app_context(), transaccion() as session:
        sugerida = session.scalars(select(Observacion.id)).one()
        no = (ClaseRespuesta.DECLINADA, "Aquí no hay niveles.")
        responder(session, elenco.actor("beto"), sugerida, *no)
    assert "Actividades principales, 2 · sugerencia declinada" in texto_de(ana.get(grupo).text)


def test_a_grupo_of_another_manual_is_not_found(como: Como) -> None:
    assert como("ana").get(f"/manual/{SLUG}/grupos/77").status_code == 404


def test_a_new_cargo_starts_with_the_text_of_another_and_ids_of_its_own(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")
    pagina = f"/manual/{SLUG}/cargos-nuevos"
    cargo = ana.get(f"/manual/{SLUG}/cargos/operativo-general-produccion").text
    assert "Crear otro cargo a partir de este" in cargo
    html = ana.get(pagina, query_string={"de": "operativo-general-produccion"}).text
    datos = campos(html, 'method="post" action="/manual')
    assert datos["campo-estrato"] == ["OPERATIVO"]
    repetido = ana.post(pagina, data=datos)
    assert repetido.status_code == 409 or "Ese cargo ya existe" in repetido.text
    nuevo = ana.post(pagina, data=datos | {"campo-area": ["DISTRIBUCIÓN"]})
    assert nuevo.status_code == 302, nuevo.text
    with app.app_context(), db.sessionmaker() as session:
        vista = ver_versiones(session, [int(nuevo.location.split("/")[-1])])[0]
        de = elenco.abrir()
        modelo = elenco.vista(de).contenido
        persona = session.scalars(select(Persona.id).where(Persona.nombre == "Ana Mora")).one()
    assert vista.autores == {persona}
    assert vista.contenido.campo("area") == "DISTRIBUCIÓN"
    assert [s.items[0].texto for s in vista.contenido.secciones] == [
        s.items[0].texto for s in modelo.secciones
    ]
    assert set(vista.contenido.ids()).isdisjoint(modelo.ids())
    assert ana.get(pagina, query_string={"de": "no-hay"}).status_code == 404
