"""Another word processor opens the file with changes and sees each of them, and whose it is."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from tests.apoyo.documentos import clase, documento, seccion
from webapp.publicacion.word.cargo import docx_con_cambios
from workflows.contenido import Contenido

SOFFICE = shutil.which("soffice")
ODT = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def _clase(*requisitos: str) -> Contenido:
    return clase(
        seccion("concepto", "Trabajo de campo en conexiones.", forma="parrafo"),
        seccion("requisitos", *requisitos),
    )


def _en_odt(archivo: bytes, carpeta: Path) -> etree._Element:
    """The body of the file as LibreOffice understood it; a profile of its own, so no lock."""
    (carpeta / "cambios.docx").write_bytes(archivo)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(carpeta / 'perfil').as_uri()}", "--headless",
         "--convert-to", "odt", "--outdir", str(carpeta), str(carpeta / "cambios.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with zipfile.ZipFile(carpeta / "cambios.odt") as paquete:
        return etree.fromstring(paquete.read("content.xml"))


def test_the_insertions_and_deletions_are_tracked_with_their_author(tmp_path: Path) -> None:
    antes = _clase("Secundaria completa.", "Licencia de conducir.")
    despues = _clase("Secundaria completa.", "Curso de fontanería.")
    raiz = _en_odt(docx_con_cambios(documento(despues), antes), tmp_path)
    regiones = raiz.findall(".//text:tracked-changes/text:changed-region", ODT)
    autores = {a.text for r in regiones for a in r.iterfind(".//dc:creator", ODT)}
    assert autores == {"Ana Mora Solís"}
    quitado = _dicho(raiz.iterfind(".//text:tracked-changes//text:deletion", ODT))
    assert "Licencia" in quitado
    assert "Curso" not in quitado
    cuerpo = raiz.find(".//office:text", ODT)
    assert cuerpo is not None
    for hecho in cuerpo.findall("text:tracked-changes", ODT):
        cuerpo.remove(hecho)
    assert "Curso de fontanería." in _dicho([cuerpo])
    assert raiz.findall(".//text:change-start", ODT), "the insertion is marked where it stands"
    assert any(r.find("text:insertion", ODT) is not None for r in regiones)


def test_equal_texts_are_opened_without_a_change(tmp_path: Path) -> None:
    texto = _clase("Secundaria completa.")
    raiz = _en_odt(docx_con_cambios(documento(texto), texto), tmp_path)
    assert raiz.findall(".//text:changed-region", ODT) == []


def _dicho(elementos: Iterable[etree._Element]) -> str:
    return " ".join("".join(e.itertext()) for e in elementos)
