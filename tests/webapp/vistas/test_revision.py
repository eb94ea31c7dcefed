"""The page a version is reviewed on: marks, threads, the last look, and what it never shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.revisores import Revisores, con_actividades, item
from tests.conftest import ClienteAparte

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")


@pytest.fixture
def dicen(elenco: Elenco) -> Revisores:
    """What the cast says to each other."""
    return Revisores(elenco)


def cambiar(elenco: Elenco, version: int, **frases: str) -> None:
    """Save main activities by number: ``cambiar(e, v, n2="…")``."""
    texto = elenco.vista(version).contenido
    items = [
        replace(i, texto=frases.get(f"n{n}", i.texto))
        for n, i in enumerate(texto.seccion("actividades_principales").items, 1)
    ]
    elenco.guardar(version, con_actividades(texto, items))


@pytest.fixture
def version(elenco: Elenco) -> int:
    """A version Ana signed: three main activities changed."""
    version = elenco.abrir()
    cambiar(
        elenco, version, n1="Operar las bombas.", n2="Registrar caudales.", n3="Tomar muestras."
    )
    elenco.elaborar(version)
    return version


def pagina(cliente: ClienteAparte, version: int, **argumentos: str) -> str:
    """The changes."""
    respuesta = cliente.get(f"/versiones/{version}/cambios", query_string=argumentos)
    assert respuesta.status_code == 200, respuesta.text
    return respuesta.text


def marcas(texto: str) -> list[tuple[str, str]]:
    """Piece and huella of each change on the page."""
    patron = r'name="pieza" value="([^"]+)"><input type="hidden" name="huella" value="([0-9a-f]+)"'
    return re.findall(patron, texto)


def vistos(texto: str) -> str:
    """How far the reader has come, as the page says it."""
    hallado = re.search(r"(\d+ de \d+ vistos)", texto)
    assert hallado, texto
    return hallado[1]


def test_a_mark_lasts_until_its_change_is_another(
    elenco: Elenco, dicen: Revisores, version: int, como: Como
) -> None:
    rafael = como("rafael")
    (una, su_huella), (otra, otra_huella), _ = marcas(pagina(rafael, version))
    assert vistos(pagina(rafael, version)) == "0 de 3 vistos"
    for pieza, huella in ((una, su_huella), (otra, otra_huella)):
        respuesta = rafael.post(
            f"/versiones/{version}/vistos",
            data={"pieza": pieza, "huella": huella, "visto": "si", "numero": "2",
                  "volver": "lado-todo"},
        )  # fmt: skip
        assert respuesta.location.endswith("/cambios?modo=lado&ver=todo#cambio-2")
    assert vistos(pagina(rafael, version)) == "2 de 3 vistos"
    assert vistos(pagina(como("beto"), version)) == "0 de 3 vistos", "each has their own"
    dicen.devuelve("rafael", version)
    cambiar(elenco, version, n1="Operar las bombas de noche.")
    elenco.elaborar(version)
    assert vistos(pagina(rafael, version, ver="todo")) == "1 de 3 vistos"
    respuesta = rafael.post(
        f"/versiones/{version}/vistos",
        data={"pieza": otra, "huella": otra_huella, "visto": "no"},
        headers={"X-Requested-With": "fetch"},
    )
    assert (respuesta.status_code, respuesta.text) == (204, "")
    assert vistos(pagina(rafael, version, ver="todo")) == "0 de 3 vistos"


def test_who_looked_before_lands_on_what_changed_since(
    elenco: Elenco, dicen: Revisores, version: int, como: Como
) -> None:
    rafael, sofia = como("rafael"), como("sofia")
    assert "solo lo que cambió" not in pagina(rafael, version)
    dicen.devuelve("rafael", version)
    cambiar(elenco, version, n2="Registrar caudales y presiones.")
    assert "Ver solo lo que cambió desde entonces" in pagina(rafael, version)
    elenco.elaborar(version)
    nuevo = pagina(rafael, version)
    assert "solo lo que cambió desde su última mirada" in nuevo
    assert len(marcas(nuevo)) == 1
    todo = pagina(rafael, version, ver="todo")
    assert len(marcas(todo)) == 3
    pieza, huella = marcas(nuevo)[0]
    assert (pieza, huella) in marcas(todo), "a mark says the same on both"
    assert len(marcas(pagina(sofia, version))) == 3, "she never looked"
    rafael.post(
        f"/versiones/{version}/vistos", data={"pieza": pieza, "huella": huella, "visto": "si"}
    )
    assert vistos(pagina(rafael, version)) == "1 de 1 vistos"
    assert vistos(pagina(rafael, version, ver="todo")) == "1 de 3 vistos"


def test_the_open_observations_go_in_one_message(
    elenco: Elenco, dicen: Revisores, version: int, como: Como
) -> None:
    texto = elenco.vista(version).contenido
    una = f"item:{item(texto, 2).id}"
    dicen.observa("rafael", version, una, "¿Cada cuánto?", cita="caudales")
    cerrada = dicen.observa("rafael", version, una, "Esta ya está.")
    dicen.responde("rafael", cerrada, "resuelta")
    dicen.observa("rafael", version, una, "Solo para nosotros.", interna=True)
    hoja = pagina(como("rafael"), version)
    assert "Devolver con observaciones (1)" in hoja
    reunido = re.search(r'<textarea[^>]*name="motivo"[^>]*>([^<]*)</textarea>', hoja)
    assert reunido is not None
    assert reunido[1] == "• Actividades principales, 2: «caudales» ¿Cada cuánto?"
    assert "Hay una observación abierta" in hoja
    assert 'href="#observaciones">Ver la observación abierta' in hoja


def test_a_remark_that_is_refused_is_shown_again_as_it_was_typed(
    version: int, elenco: Elenco, como: Como
) -> None:
    pieza = f"item:{item(elenco.vista(version).contenido, 2).id}"
    datos = {"pieza": pieza, "en": pieza, "texto": "No se entiende <b>nada</b>.",
             "cita": "esto no lo dice", "propuesta": "Otra redacción."}  # fmt: skip
    respuesta = como("rafael").post(f"/versiones/{version}/observaciones", data=datos)
    assert respuesta.status_code == 422
    assert "ya no están en esa parte del texto" in respuesta.text
    for dicho in ("No se entiende &lt;b&gt;nada&lt;/b&gt;.", 'value="esto no lo dice"',
                  "Otra redacción."):  # fmt: skip
        assert dicho in respuesta.text


def test_a_form_goes_back_only_to_pages_of_the_version(
    version: int, elenco: Elenco, como: Como
) -> None:
    pieza = f"item:{item(elenco.vista(version).contenido, 1).id}"
    for volver in ("https://otro.example/", "//otro.example", "", "inicio"):
        respuesta = como("rafael").post(
            f"/versiones/{version}/observaciones",
            data={"pieza": pieza, "texto": "Aclárelo.", "volver": volver},
        )
        assert respuesta.location.startswith(f"/versiones/{version}/cambios?ver=todo#hilo-")


def test_words_that_were_remarked_on_are_marked_on_the_sheet(
    elenco: Elenco, dicen: Revisores, version: int, como: Como
) -> None:
    pieza = f"item:{item(elenco.vista(version).contenido, 2).id}"
    suya = dicen.observa("rafael", version, pieza, cita="caudales")
    hoja = como("ana").get(f"/versiones/{version}/").text
    assert f"#hilo-{suya}" in hoja
    assert "<mark>caudales</mark>" in hoja
    dicen.responde("rafael", suya, "resuelta")
    assert "<mark>" not in como("ana").get(f"/versiones/{version}/").text


def test_what_is_hostile_is_shown_as_text(
    elenco: Elenco, dicen: Revisores, version: int, como: Como
) -> None:
    hostil = "<script>alert(1)</script> 👩‍🔬 \"'&amp;"
    pieza = f"item:{item(elenco.vista(version).contenido, 2).id}"
    suya = dicen.observa("rafael", version, pieza, hostil, propuesta=hostil)
    dicen.responde("ana", suya, "comentario", hostil)
    for ruta in ("cambios", "cambios?modo=lado", ""):
        texto = como("rafael").get(f"/versiones/{version}/{ruta}").text
        assert "<script>alert" not in texto


def test_a_note_reaches_no_author_by_any_route(
    app: Flask, elenco: Elenco, dicen: Revisores, version: int, como: Como
) -> None:
    secreto = "SECRETO-DE-QUIEN-REVISA"
    pieza = f"item:{item(elenco.vista(version).contenido, 2).id}"
    nota = dicen.observa("rafael", version, pieza, f"{secreto} uno", cita="caudales", interna=True)
    dicen.observa("sofia", version, "", f"{secreto} dos", interna=True)
    dicen.responde("rafael", nota, "comentario", f"{secreto} tres")
    ana, rafael = como("ana"), como("rafael")
    assert secreto in pagina(rafael, version)

    def nada(momento: str) -> None:
        rutas = [
            f"/versiones/{version}/", f"/versiones/{version}/cambios",
            f"/versiones/{version}/cambios?modo=lado", f"/versiones/{version}/cambios?ver=nuevo",
            f"/borradores/{version}", f"/borradores/{version}/historia/",
            f"/borradores/{version}/historia/comparar?de=1&a=2", "/bandeja", "/avisos", "/cuenta",
            f"/manual/{SLUG}/", f"/manual/{SLUG}/cargos/operativo-general-produccion/historia",
        ]  # fmt: skip
        respuestas = [ana.get(r, follow_redirects=True) for r in rutas]
        for ruta in ("piezas", "novedades"):
            cuerpo = {"serie": 1, "piezas": {}, "pieza": ""}
            respuestas.append(ana.post(f"/borradores/{version}/{ruta}", json=cuerpo))
        for clase in ("comentario", "resuelta", "reabierta", "atendida"):
            datos = {"clase": clase, "texto": "¿Qué dice?"}
            negada = ana.post(f"/versiones/{version}/observaciones/{nota}", data=datos)
            assert negada.status_code == 404
            respuestas.append(negada)
        negada = ana.post(f"/versiones/{version}/observaciones/{nota}/aceptar")
        assert negada.status_code == 404
        for respuesta in [*respuestas, negada]:
            assert secreto not in respuesta.text, (momento, respuesta.request.path)
            assert f"hilo-{nota}" not in respuesta.text

    nada("en trámite")
    dicen.devuelve("rafael", version, "Mire la segunda.")
    nada("devuelta")
    elenco.elaborar(version)
    elenco.revisar(version)
    nada("revisada")
