"""A file is what it contains, is kept by its hash, and does nothing by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.apoyo import papeles
from tests.apoyo.reparto import Elenco
from webapp.archivos import PDF, Recibido, leer, nombre_limpio, recibir_pdf, ruta_de
from webapp.bd import db, transaccion
from webapp.casos._acuerdos import exigir_adjunto
from webapp.casos._registrar import Registro
from webapp.casos.anotar_archivo import anotar_archivo, entregar_archivo
from webapp.modelos import Archivo
from workflows.errores import DatosInvalidos, NoEncontrado

MB = 1024 * 1024


def test_the_same_file_handed_in_twice_is_kept_once_and_read_back_whole(tmp_path: Path) -> None:
    datos = papeles.pdf()
    primero = recibir_pdf(tmp_path, datos, "Acuerdo firmado.pdf", MB)
    assert primero == Recibido(papeles.huella(datos), PDF, len(datos), "Acuerdo firmado.pdf")
    assert recibir_pdf(tmp_path, datos, "otra copia.pdf", MB).hash == primero.hash
    assert [r.name for r in tmp_path.rglob("*") if r.is_file()] == [primero.hash]
    assert leer(tmp_path, primero.hash) == datos


@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        (b"", "está vacío"),
        (papeles.pdf(3) + b"%" * MB, r"pesa 1 MB y caben 1 MB|pesa 1,\d MB"),
        (b"PK\x03\x04...", "no es un PDF: es un documento de Word"),
        (b"\xff\xd8\xff\xe0...", "no es un PDF: es una imagen"),
        (b"<html></html>", "no es un PDF: es una página web"),
        (b"MZ\x90", "no es un PDF: es otra cosa"),
        (b"%PDF-1.7\nnada", "está dañado"),
        (papeles.con_clave(), "protegido con contraseña"),
        (papeles.restringido(), "protegido con contraseña"),
        (papeles.con_programa("al abrir"), "trae programas"),
        (papeles.con_programa("por nombre"), "trae programas"),
        (papeles.con_programa("en una página"), "trae programas"),
        (papeles.con_programa("en un enlace"), "trae programas"),
        (papeles.pdf(0), "ninguna página"),
    ],
)
def test_what_is_not_a_quiet_pdf_is_refused_saying_why_and_leaves_nothing(
    tmp_path: Path, datos: bytes, dice: str
) -> None:
    with pytest.raises(DatosInvalidos, match=dice) as rechazo:
        recibir_pdf(tmp_path, datos, "acuerdo.pdf", MB)
    assert rechazo.value.campo == "adjunto"
    assert rechazo.value.remedio
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_changed_on_disk_is_not_given_out(tmp_path: Path) -> None:
    recibido = recibir_pdf(tmp_path, papeles.pdf(), "acuerdo.pdf", MB)
    ruta_de(tmp_path, recibido.hash).write_bytes(papeles.pdf(2))
    with pytest.raises(NoEncontrado, match="ya no es el que se adjuntó"):
        leer(tmp_path, recibido.hash)
    ruta_de(tmp_path, recibido.hash).unlink()
    with pytest.raises(NoEncontrado, match="no está en el disco"):
        leer(tmp_path, recibido.hash)


@given(texto=st.text())
def test_no_text_becomes_a_path(texto: str) -> None:
    with pytest.raises(NoEncontrado):
        ruta_de(Path("/archivos"), texto)


@given(nombre=st.text())
def test_a_file_name_is_printable_short_and_without_folders(nombre: str) -> None:
    limpio = nombre_limpio(nombre)
    assert 0 < len(limpio) <= 160
    assert not set(limpio) & set("/\\\x00\n\r")
    assert limpio.strip(".") == limpio


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Usuarios\\Sofía\\Acuerdo.pdf", "Acuerdo.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("..", "adjunto.pdf"),
        ("", "adjunto.pdf"),
        ("a" * 300 + ".pdf", "a" * 156 + ".pdf"),
    ],
)
def test_a_file_name_keeps_what_tells_it_from_another(escrito: str, queda: str) -> None:
    assert nombre_limpio(escrito) == queda


def test_who_handed_a_file_in_first_is_on_record(en_app: Flask, elenco: Elenco) -> None:
    recibido = Recibido(papeles.huella(b"x"), PDF, 1, "acuerdo.pdf")
    for quien in ("sofia", "beto"):
        with transaccion() as session:
            anotar_archivo(session, elenco.actor(quien), recibido)
    with db.sessionmaker() as session:
        archivo = session.get_one(Archivo, recibido.hash)
        assert (archivo.persona_id, archivo.nombre) == (elenco.personas["sofia"], "acuerdo.pdf")


def test_each_who_hands_the_same_file_in_may_attach_it(en_app: Flask, elenco: Elenco) -> None:
    recibido = Recibido(papeles.huella(b"x"), PDF, 1, "acuerdo.pdf")

    def puede(quien: str) -> bool:
        with db.sessionmaker() as session:
            registro = Registro(session, elenco.actor(quien), elenco.manual_id)
            try:
                exigir_adjunto(registro, recibido.hash)
            except DatosInvalidos:
                return False
            return True

    with transaccion() as session:
        anotar_archivo(session, elenco.actor("sofia"), recibido)
    assert not puede("sofia"), "what the program made was handed in by nobody"
    for quien in ("sofia", "beto", "beto"):
        with transaccion() as session:
            entregar_archivo(session, elenco.actor(quien), recibido)
    assert [puede(quien) for quien in ("sofia", "beto", "rafael")] == [True, True, False]
