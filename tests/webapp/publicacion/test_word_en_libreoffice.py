"""Another word processor opens our files: whose each change is, and on which page each part is."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from lxml import etree

from tests.apoyo.documentos import clase, documento, paginas, seccion
from webapp.publicacion.cambios import Comparacion
from webapp.publicacion.expediente import MaterialDeExpediente
from webapp.publicacion.expediente_word import expediente_docx
from webapp.publicacion.word.cargo import docx_con_cambios
from workflows.contenido import Contenido
from workflows.expediente import CargoCongelado, Manifiesto

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


def _convertido(archivo: bytes, carpeta: Path, a: str) -> Path:
    """The file as LibreOffice understood it; a profile of its own, so no lock."""
    (carpeta / "hecho.docx").write_bytes(archivo)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(carpeta / 'perfil').as_uri()}", "--headless",
         "--convert-to", a, "--outdir", str(carpeta), str(carpeta / "hecho.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return carpeta / f"hecho.{a}"


def _en_odt(archivo: bytes, carpeta: Path) -> etree._Element:
    with zipfile.ZipFile(_convertido(archivo, carpeta, "odt")) as paquete:
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


def test_the_indice_of_a_packet_says_the_page_where_each_part_begins(tmp_path: Path) -> None:
    largo = _clase(*(f"Requisito de los muchos, el {n}." for n in range(45)))
    partes = [_clase("Secundaria completa."), largo, _clase("Curso de fontanería.")]
    nombres = tuple(f"Cargo {letra}" for letra in "ABC")
    hojas = paginas(_convertido(expediente_docx(_material(nombres, partes)), tmp_path, "pdf")
                    .read_bytes())  # fmt: skip
    dichas = re.findall(r"(Cargo [ABC])[ .]+(\d+)", hojas[1])
    assert [n for n, _ in dichas] == [*nombres]
    for nombre, pagina in dichas:
        assert hojas[int(pagina) - 1].startswith(f"{nombre}: Cuadro comparativo")
    assert int(dichas[2][1]) - int(dichas[1][1]) > 3, "the long one takes several pages"
    assert "—" not in hojas[1]


def _material(nombres: Sequence[str], textos: Sequence[Contenido]) -> MaterialDeExpediente:
    comparaciones = tuple(Comparacion(None, documento(t, situacion="tramite")) for t in textos)
    congelados = tuple(
        CargoCongelado(n, nombre, c.propuesta.contenido_hash, "")
        for n, (nombre, c) in enumerate(zip(nombres, comparaciones, strict=True))
    )
    manifiesto = Manifiesto(
        "pruebas", "2026-11-12T15:00:00Z", "2026-31", "2026-11-12", "IV",
        "Modificación de cargos", "", "Se acuerda.", congelados, 7, "ab" * 32,
    )  # fmt: skip
    momento = comparaciones[0].propuesta.momento
    return MaterialDeExpediente(manifiesto, "Acueducto", "Junta", "sesión 2026-31", "Sofía",
                                "12 de noviembre de 2026", momento, comparaciones)  # fmt: skip


def _dicho(elementos: Iterable[etree._Element]) -> str:
    return " ".join("".join(e.itertext()) for e in elementos)
