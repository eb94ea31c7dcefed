"""Two promises kept on every address the application answers, those added later included."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pdfplumber
import pytest
from flask import Flask
from sqlalchemy import update

from tests.apoyo.buzon import Buzon, html
from tests.apoyo.buzon import texto as texto_de
from tests.apoyo.masivo import cambio, hacer
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.revisores import Revisores, con_actividades, item
from tests.conftest import ClienteAparte
from tests.guardias.permisos import recorrido
from tests.guardias.permisos.mundo import construir
from webapp.bd import transaccion
from webapp.modelos import Persona
from webapp.permisos import MAQUINA, Permiso
from workflows.contenido import Contenido, Nota

Como = Callable[[str], ClienteAparte]
Rutas = dict[str, tuple[str, Permiso]]
pytestmark = pytest.mark.usefixtures("en_app")

SECRETO = "SECRETO-DE-QUIEN-REVISA"
HOSTIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp; \u202eal revés 👩\u200d🔬"
#: How the hostile text would be if it were taken for markup.
_VIVO = re.compile(r"<script>alert|<img src=x")


@pytest.fixture
def dicen(elenco: Elenco) -> Revisores:
    """What the cast says to each other."""
    return Revisores(elenco)


@pytest.fixture
def rutas(app: Flask, elenco: Elenco) -> Rutas:
    """An address of every endpoint that answers GET: the guard of the permissions knows them.
    Those of a version are of a borrador of Ana's."""
    mundo = construir(app, elenco)
    valores = {**mundo.valores, "version_id": mundo.borrador}
    dichas = recorrido.rutas(replace(mundo, valores=valores))
    de = {r.endpoint: (r.direccion, recorrido.permiso_de(app, r.endpoint)) for r in dichas
          if r.metodo == "GET"}  # fmt: skip
    return {e: (ruta, permiso) for e, (ruta, permiso) in de.items() if permiso is not None}


@pytest.fixture
def version(rutas: Rutas) -> int:
    """The version of those addresses: a borrador of Ana's."""
    return int(re.findall(r"\d+", rutas["versiones.ver"][0])[0])


def direcciones(rutas: Rutas, version: int, busca: str) -> Iterator[str]:
    """Every address that answers GET, and what those with a choice answer to each."""
    for ruta, permiso in rutas.values():
        if permiso is not MAQUINA:
            yield ruta
    revisa, borrador = f"/versiones/{version}", f"/borradores/{version}"
    for pide in ("modo=lado", "ver=todo", "ver=nuevo", "modo=lado&ver=todo"):
        yield f"{revisa}/cambios?{pide}"
    yield f"{borrador}/historia/comparar?de=1&a=2"
    yield f"/manual/{SLUG}/cambio-masivo?frase={busca}&reemplazo={busca}"
    yield f"/manual/{SLUG}/buscar?q={busca}"


def leido(respuesta: object, datos: bytes) -> str:
    """What a person reads in an answer, whatever file it is."""
    tipo = str(getattr(respuesta, "mimetype", ""))
    if datos.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
            return "\n".join(zip_.read(n).decode("utf-8", "replace") for n in zip_.namelist())
    if tipo == "application/pdf":
        with pdfplumber.open(io.BytesIO(datos)) as pdf:
            return "\n".join(p.extract_text() or "" for p in pdf.pages)
    return datos.decode("utf-8", "replace")


def paginas(
    cliente: ClienteAparte, rutas: Rutas, version: int, busca: str
) -> Iterator[tuple[str, str, str]]:
    """Address, kind of answer, and its words, for everything that person may open."""
    for ruta in direcciones(rutas, version, busca):
        with cliente.get(ruta, follow_redirects=True) as respuesta:
            yield ruta, respuesta.mimetype, leido(respuesta, respuesta.data)
    for ruta in ("piezas", "novedades"):
        cuerpo = {"serie": 1, "piezas": {}, "pieza": ""}
        respuesta = cliente.post(f"/borradores/{version}/{ruta}", json=cuerpo)
        yield f"POST {ruta}", respuesta.mimetype, respuesta.text


def test_a_note_reaches_no_author_by_any_route(
    app: Flask, elenco: Elenco, dicen: Revisores, rutas: Rutas, version: int, como: Como
) -> None:
    elenco.justificar(version)
    elenco.elaborar(version)
    pieza = f"item:{item(elenco.vista(version).contenido, 2).id}"
    nota = dicen.observa("rafael", version, pieza, f"{SECRETO} uno", cita="Registrar", interna=True)
    dicen.observa("sofia", version, "", f"{SECRETO} dos", interna=True)
    dicen.responde("rafael", nota, "comentario", f"{SECRETO} tres")
    ana, rafael, buzon = como("ana"), como("rafael"), Buzon(app)
    assert SECRETO in rafael.get(f"/versiones/{version}/cambios").text

    def nada(momento: str) -> None:
        for ruta, _, dice in paginas(ana, rutas, version, SECRETO[:7]):
            assert SECRETO not in dice, (momento, ruta)
            assert f"hilo-{nota}" not in dice, (momento, ruta)
        for clase in ("comentario", "resuelta", "reabierta", "atendida"):
            datos = {"clase": clase, "texto": "¿Qué dice?"}
            negada = ana.post(f"/versiones/{version}/observaciones/{nota}", data=datos)
            assert (negada.status_code, SECRETO in negada.text) == (404, False)
        negada = ana.post(f"/versiones/{version}/observaciones/{nota}/aceptar")
        assert (negada.status_code, SECRETO in negada.text) == (404, False)
        buzon.pasada()
        for mensaje in buzon.mensajes:
            assert SECRETO not in mensaje.message().as_string() + texto_de(mensaje) + html(mensaje)

    nada("en trámite")
    dicen.devuelve("rafael", version, "Mire la segunda.")
    nada("devuelta")
    elenco.elaborar(version)
    elenco.revisar(version)
    nada("revisada")
    elenco.registrar("AJD-2026-112", version)
    nada("aprobada")


def hostil(texto: Contenido) -> Contenido:
    """A text whose every field that can be written says it."""
    primero, *resto = texto.seccion("actividades_principales").items
    items = [replace(primero, texto=HOSTIL, notas=("a",)), *resto]
    fila, *filas = texto.competencias
    return replace(
        con_actividades(texto, items),
        competencias=(replace(fila, competencia=HOSTIL, concepto=HOSTIL), *filas),
        notas=(Nota("a", HOSTIL),),
    )


def test_whatever_anybody_types_is_shown_as_text_everywhere(
    app: Flask, elenco: Elenco, dicen: Revisores, rutas: Rutas, version: int, como: Como
) -> None:
    with transaccion() as session:
        persona = update(Persona).where(Persona.id == elenco.personas["sofia"])
        session.execute(persona.values(nombre=HOSTIL, puesto=HOSTIL))
    elenco.guardar(version, hostil(elenco.vista(version).contenido))
    elenco.justificar(version, HOSTIL)
    otro = replace(cambio("Preparar", HOSTIL, lambda c: c.version_id != version), titulo=HOSTIL)
    hacer(elenco, replace(otro, justificacion=HOSTIL), "beto")
    elenco.elaborar(version)
    pieza = f"item:{item(elenco.vista(version).contenido, 2).id}"
    suya = dicen.observa("rafael", version, pieza, HOSTIL, propuesta=HOSTIL)
    dicen.observa("rafael", version, pieza, HOSTIL, interna=True)
    dicen.responde("ana", suya, "comentario", HOSTIL)
    criterio = dicen.pregunta("rafael", version, "Auditoría", HOSTIL)
    dicen.responde("elena", criterio, "comentario", HOSTIL)
    dicen.responde("rafael", criterio, "resuelta", HOSTIL)
    clientes = {quien: como(quien) for quien in ("ana", "rafael", "sofia", "elena", "marcos")}
    buzon, escrito = Buzon(app), 0

    def nada_vivo(momento: str) -> None:
        nonlocal escrito
        for quien, cliente in clientes.items():
            for ruta, tipo, dice in paginas(cliente, rutas, version, "%3Cscript%3Ealert(1)"):
                if tipo == "text/html":
                    assert not _VIVO.search(dice), (momento, quien, ruta)
                    escrito += "&lt;script&gt;alert(1)" in dice
        buzon.pasada()
        for mensaje in buzon.mensajes:
            assert not _VIVO.search(html(mensaje)), momento
            escrito += "&lt;script&gt;alert(1)" in html(mensaje)

    nada_vivo("elaborada")
    dicen.devuelve("rafael", version, HOSTIL)
    nada_vivo("devuelta")
    dicen.acepta("ana", suya)
    elenco.elaborar(version)
    elenco.revisar(version)
    nada_vivo("revisada")
    elenco.registrar("AJD-2026-112", version)
    nada_vivo("aprobada")
    assert escrito > 40, "it was looked for where it is written"
