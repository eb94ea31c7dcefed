"""Verifying a copy: by its code or its file, without an account, and nothing of a draft."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.puntos import JUNTA, decision, escrito, punto_con
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.trabajos import atender
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.modelos import CodigoDeVersion, Version
from workflows.verificacion import codigo_de

CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


def codigo(app: Flask, elenco: Elenco, etiqueta: str) -> str:
    """The code printed on copies of a version of the first cargo."""
    with app.app_context():
        return db.session.scalars(
            select(CodigoDeVersion.codigo)
            .join(Version, Version.id == CodigoDeVersion.version_id)
            .where(Version.cargo_id == elenco.cargo, Version.etiqueta == etiqueta)
        ).one()


def subir(cliente: ClienteAparte, datos: bytes, nombre: str = "copia.pdf") -> tuple[int, str]:
    """Hand a file in; the status and the words of the answer."""
    respuesta = cliente.post(
        "/verificar/",
        data={"archivo": (io.BytesIO(datos), nombre)},
        content_type="multipart/form-data",
    )
    return respuesta.status_code, " ".join(respuesta.text.split())


def test_a_typed_code_says_whether_it_is_in_force_and_what_replaced_it(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    viejo = codigo(app, elenco, "09-2020")
    assert "Es auténtico y está vigente" in publico.get(f"/verificar/{viejo}").text
    with app.app_context():
        elenco.registrar("AJD-2026-010", elenco.revisada("Lo de hoy."))
    escrito = f"{viejo[:4].lower()}-{viejo[4:8]} {viejo[8:]}"
    respuesta = publico.get("/verificar/", query_string={"codigo": escrito})
    assert respuesta.status_code == 302
    pagina = " ".join(publico.get(respuesta.headers["Location"]).text.split())
    assert "ya no está vigente" in pagina
    assert 'La sustituyó la versión <strong class="numero">No. 01-2026</strong>' in pagina
    assert "comparar?de=09-2020" in pagina
    assert "está vigente" in publico.get(f"/verificar/{codigo(app, elenco, '01-2026')}").text


def test_what_is_not_in_force_yet_says_since_when(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        manana = elenco.ahora.date() + timedelta(days=1)
        acuerdo = elenco.acuerdo("AJD-2026-010", elenco.revisada("Mañana."), rige=manana)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    pagina = publico.get(f"/verificar/{codigo(app, elenco, '01-2026')}").text
    assert "todavía no rige" in pagina
    assert "13 de noviembre de 2026" in pagina


def test_a_draft_is_as_unknown_as_what_never_was(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version = elenco.revisada("Sin aprobar.")
        suyo = codigo_de(SLUG, version, elenco.vista(version).contenido_hash)
    ajeno = codigo_de(SLUG, 999_999, "0" * 64)
    textos = []
    for cual in (suyo, ajeno):
        respuesta = publico.get(f"/verificar/{cual}")
        assert respuesta.status_code == 404
        grupos = "-".join(cual[n : n + 4] for n in (0, 4, 8))
        textos.append(respuesta.text.replace(grupos, "").replace(cual, ""))
    assert textos[0] == textos[1]
    assert "no corresponde a ningún texto aprobado" in textos[0]
    borrador = como("ana").get(f"/versiones/{version}/bajar/pdf").data
    assert borrador.startswith(b"%PDF-")
    assert "No lo reconocemos" in subir(publico, borrador)[1]


def test_the_file_that_was_downloaded_is_recognised_byte_by_byte(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    copia = publico.get(f"{CARGO}/bajar/pdf").data
    estado, dicho = subir(publico, copia)
    assert estado == 200
    assert "Es auténtico y está vigente" in dicho
    assert "byte por byte" in dicho
    with app.app_context():
        elenco.registrar("AJD-2026-010", elenco.revisada("Lo de hoy."))
    assert "ya no está vigente" in subir(publico, copia)[1]
    assert "No lo reconocemos" in subir(publico, copia + b"\n")[1]


@pytest.mark.parametrize(
    ("datos", "estado", "dice"),
    [
        (b"", 422, "Elija el archivo"),
        (b"hola", 422, "no es un PDF"),
        (b"PK\x03\x04 un zip que dice ser pdf", 422, "no es un PDF"),
        (b"%PDF-1.7 cualquiera", 200, "No lo reconocemos"),
    ],
)
def test_a_file_is_known_by_its_content(
    publico: ClienteAparte, datos: bytes, estado: int, dice: str
) -> None:
    hallado, texto = subir(publico, datos)
    assert hallado == estado
    assert dice in texto


def test_a_file_too_large_is_refused(app: Flask, publico: ClienteAparte) -> None:
    app.config["MAXIMO_ADJUNTO"] = 1_000
    assert subir(publico, b"%PDF-" + b"x" * 1_000)[0] == 413


@pytest.mark.parametrize("escrito", ["x", "ABCD-EFGH", "☃", "A" * 300, "<script>", "'"])
def test_what_is_no_code_is_told_how_one_looks(publico: ClienteAparte, escrito: str) -> None:
    respuesta = publico.get("/verificar/", query_string={"codigo": escrito})
    assert respuesta.status_code == 422
    assert "ABCD-EFGH-IJKL" in respuesta.text
    assert publico.get(f"/verificar/{escrito.replace('<', '')}").status_code == 404


def test_it_asks_for_no_account_even_where_reading_does(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    app.config["LECTURA_CON_CUENTA"] = True
    suyo = codigo(app, elenco, "09-2020")
    assert publico.get("/verificar/").status_code == 200
    assert "está vigente" in publico.get(f"/verificar/{suyo}").text
    assert publico.get(CARGO).status_code == 302


def test_a_packet_is_known_to_who_has_a_part_and_to_nobody_else(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    punto_id, versiones = punto_con(app, elenco)
    sofia = como("sofia")
    sofia.post(f"{JUNTA}/{punto_id}", data=escrito(1, *versiones, hacer="expediente"))
    atender(app)
    primero = sofia.get(f"{JUNTA}/{punto_id}/expedientes/1.pdf").data
    for quien in (publico, como("elena")):
        dicho = subir(quien, primero)
        assert dicho == subir(quien, b"%PDF-1.7 cualquiera"), "not even that it is ours"
        assert "No lo reconocemos" in dicho[1]
    for quien in (sofia, como("ana")):
        dice = subir(quien, primero)[1]
        assert "expediente n.º 1" in dice
        assert "No es un documento publicado" in dice
        assert "superado" not in dice
    sofia.post(
        f"{JUNTA}/{punto_id}",
        data=escrito(2, *versiones, hacer="expediente", titulo="Otro título."),
    )
    atender(app)
    assert "después se preparó el n.º 2" in subir(sofia, primero)[1]
    datos = decision(app, elenco, *versiones)
    assert sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos).status_code == 302
    assert "acuerdos/AJD-2026-300" in subir(sofia, primero)[1]
    assert "No lo reconocemos" in subir(publico, primero)[1], "approved later, it is still no copy"


def test_a_whole_manual_that_was_handed_out_is_recognised(
    app: Flask, publico: ClienteAparte, tmp_path: Path
) -> None:
    salida = tmp_path / "todo.pdf"
    app.test_cli_runner().invoke(args=["documento", "manual", "--manual", SLUG, "-o", str(salida)])
    dicho = subir(publico, salida.read_bytes())[1]
    assert "Es auténtico" in dicho
    assert "una copia del manual" in dicho
