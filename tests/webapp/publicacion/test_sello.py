"""The institution's seal: on every published PDF, over all of it, or nothing is published."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.apoyo import sellos
from tests.apoyo.bases import Direcciones, ajustes, cerrar
from tests.apoyo.documentos import documento
from tests.apoyo.manualito import contenido
from tests.apoyo.pdfs import cargo
from tests.apoyo.reparto import AHORA, SLUG, Elenco
from tests.apoyo.trabajos import cola, pedido, trabajo
from tests.conftest import ClienteAparte
from webapp import create_app
from webapp.bd import db
from webapp.consultas.manuales import manual_por_slug
from webapp.modelos import DocumentoEmitido
from webapp.modelos.trabajo import Fase
from webapp.operacion.sello import ajustes_de_sello
from webapp.publicacion import copias, taller
from webapp.publicacion.pdf import pdf_de
from webapp.publicacion.sello import CAMPO, Sello, SelloInservible, abrir
from webapp.trabajos.completo import encargo_de
from webapp.trabajos.salidas import ruta_de

HOY = datetime.now(UTC)


@pytest.fixture
def sello(tmp_path: Path) -> Sello:
    """The institution's seal, in force."""
    return abrir(sellos.p12(tmp_path, HOY - timedelta(days=1)), sellos.CLAVE, HOY)


def comprobado(datos: bytes, sello: Sello) -> Any:
    """What an independent reading says of the only signature in a PDF."""
    (firma,) = PdfFileReader(io.BytesIO(datos)).embedded_signatures
    confia = ValidationContext(trust_roots=[sello.firmante.signing_cert], allow_fetching=False)
    return asyncio.run(async_validate_pdf_signature(firma, confia)), firma


def test_it_covers_the_whole_file_and_says_whose_it_is(sello: Sello, tmp_path: Path) -> None:
    original = cargo(tmp_path, "Uno")
    sellada = tmp_path / "sellada.pdf"
    sello.sellar(original, sellada, HOY)
    datos = sellada.read_bytes()
    assert datos.startswith(original.read_bytes())
    estado, firma = comprobado(datos, sello)
    assert estado.bottom_line
    assert estado.coverage.name == "ENTIRE_FILE"
    assert str(firma.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"
    assert firma.sig_object["/Name"] == sellos.TITULAR
    assert firma.field_name == CAMPO


def test_its_tags_and_what_it_claims_are_still_there(sello: Sello, tmp_path: Path) -> None:
    sello.sellar(cargo(tmp_path, "Uno"), tmp_path / "s.pdf", HOY)
    with pikepdf.open(tmp_path / "s.pdf") as pdf, pdf.open_metadata() as meta:
        assert pdf.check_pdf_syntax() == []
        assert meta.pdfa_status == "2A"
        assert str(meta["pdfuaid:part"]) == "1"
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked is True


def test_a_byte_changed_afterwards_breaks_it(sello: Sello, tmp_path: Path) -> None:
    sello.sellar(cargo(tmp_path, "Uno"), tmp_path / "s.pdf", HOY)
    datos = bytearray((tmp_path / "s.pdf").read_bytes())
    lugar = datos.index(b"Acueducto") if b"Acueducto" in datos else 200
    datos[lugar] ^= 1
    estado, _ = comprobado(bytes(datos), sello)
    assert not estado.intact


def test_something_added_afterwards_is_told(sello: Sello, tmp_path: Path) -> None:
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    sello.sellar(cargo(tmp_path, "Uno"), tmp_path / "s.pdf", HOY)
    otra = IncrementalPdfFileWriter(io.BytesIO((tmp_path / "s.pdf").read_bytes()))
    otra.root[pdf_name("/Añadido")] = pdf_string("algo")
    otra.update_root()
    salida = io.BytesIO()
    otra.write(salida)
    estado, _ = comprobado(salida.getvalue(), sello)
    assert estado.modification_level is ModificationLevel.OTHER
    assert not estado.bottom_line


def test_a_copy_is_sealed_once_and_handed_out_again(sello: Sello, tmp_path: Path) -> None:
    cual = documento(contenido())
    carpeta = tmp_path / "copias"
    sin = copias.publicada(carpeta, cual, pdf_de, None, HOY)
    con = copias.publicada(carpeta, cual, pdf_de, sello, HOY)
    assert con != sin
    primera = con.read_bytes()
    assert comprobado(primera, sello)[0].bottom_line
    assert copias.publicada(carpeta, cual, pdf_de, sello, HOY + timedelta(days=3)) == con
    assert con.read_bytes() == primera
    assert primera.startswith(sin.read_bytes())


def test_what_cannot_be_sealed_is_not_handed_out(sello: Sello, tmp_path: Path) -> None:
    luego = HOY + timedelta(days=500)
    with pytest.raises(SelloInservible, match=r"venció el .* no se publica nada sin sello"):
        copias.publicada(tmp_path, documento(contenido()), pdf_de, sello, luego)
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


def test_what_the_public_downloads_is_sealed_and_a_draft_never(
    app: Flask,
    elenco: Elenco,
    publico: ClienteAparte,
    como: Callable[[str], ClienteAparte],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taller.Obrero, "hacer", lambda _, funcion, *args: funcion(*args))
    suyo = abrir(sellos.p12(tmp_path, AHORA - timedelta(days=9)), sellos.CLAVE, AHORA)
    app.extensions["sello"] = suyo
    with app.app_context():
        version = elenco.revisada("Una frase nueva.")
    ruta = f"/manual/{SLUG}/cargos/operativo-general-produccion/bajar/pdf"
    with publico.get(ruta) as bajada:
        primera = bajada.data
        estado, _ = comprobado(primera, suyo)
        assert (estado.intact, estado.coverage.name) == (True, "ENTIRE_FILE")
    with como("rafael").get(f"/versiones/{version}/bajar/pdf") as bajada:
        assert bajada.status_code == 200
        assert list(PdfFileReader(io.BytesIO(bajada.data)).embedded_signatures) == []
    elenco.ahora += timedelta(days=900)
    with publico.get(ruta) as otra_vez:
        assert otra_vez.data == primera
    with publico.get(ruta.replace("general", "experto")) as negada:
        assert negada.status_code == 503
        assert "no se publica nada sin sello" in negada.text


class TestAlArrancar:
    """A seal that cannot be used stops the program at its start, and says why."""

    def arrancar(self, carpeta: Path, **otros: object) -> Flask:
        """The application with these settings."""
        url = f"sqlite:///{carpeta / 'nada.db'}"
        return create_app(ajustes(Direcciones(url, url), carpeta, **otros))

    @pytest.mark.parametrize(
        ("clave", "desde", "dice"),
        [
            ("otra", HOY, "no se abre con esa contraseña"),
            (sellos.CLAVE, HOY - timedelta(days=900), "venció el"),
            (sellos.CLAVE, HOY + timedelta(days=9), "todavía no"),
        ],
    )
    def test_it_says_what_is_wrong(
        self, tmp_path: Path, clave: str, desde: datetime, dice: str
    ) -> None:
        ruta = sellos.p12(tmp_path, desde)
        with pytest.raises(ValueError, match=f"no arranca con este sello: .*{dice}"):
            self.arrancar(tmp_path, SELLO_P12=str(ruta), SELLO_CLAVE=clave, RELOJ=lambda: HOY)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="No se pudo leer el archivo del sello"):
            self.arrancar(tmp_path, SELLO_P12=str(tmp_path / "falta.p12"))

    def test_the_environment_names_it(self) -> None:
        dicho = ajustes_de_sello({"VIGENTE_SELLO_P12": "a.p12", "VIGENTE_SELLO_CLAVE": "x"})
        assert dicho == {"SELLO_P12": "a.p12", "SELLO_CLAVE": "x"}
        assert ajustes_de_sello({}) == {"SELLO_P12": "", "SELLO_CLAVE": ""}

    def test_without_one_nothing_is_sealed(self, tmp_path: Path) -> None:
        app = self.arrancar(tmp_path)
        assert app.extensions["sello"] is None
        cerrar(app)


def test_the_whole_manual_comes_out_sealed_or_not_at_all(
    en_app: Flask, elenco: Elenco, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taller.Obrero, "hacer", lambda _, funcion, *args: funcion(*args))
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, SLUG)
        sin = encargo_de(session, manual, AHORA.date())
        suyo = abrir(sellos.p12(tmp_path, AHORA - timedelta(days=9)), sellos.CLAVE, AHORA)
        en_app.extensions["sello"] = suyo
        con = encargo_de(session, manual, AHORA.date())
    assert con.clave != sin.clave
    uno = pedido(en_app, con)
    cola(en_app).correr(uno)
    fila = trabajo(uno)
    assert fila.fase == Fase.HECHO, fila.error
    datos = ruta_de(Path(en_app.config["SALIDAS"]), fila.archivo or "").read_bytes()
    with db.sessionmaker() as session:
        assert session.get(DocumentoEmitido, hashlib.sha256(datos).hexdigest()) is not None
    estado, _ = comprobado(datos, suyo)
    assert estado.intact
    assert estado.coverage.name == "ENTIRE_FILE"
    elenco.ahora += timedelta(days=900)
    with db.sessionmaker() as session:
        dos = pedido(en_app, encargo_de(session, manual, elenco.ahora.date()))
    cola(en_app).correr(dos)
    assert trabajo(dos).fase == Fase.FALLO
    assert "venció el" in trabajo(dos).error
