"""The whole manual as one PDF: what is in it, made once, the same bytes, resumed after a crash."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import Result
from flask import Flask

from tests.apoyo.archivo import faltas_de_archivo
from tests.apoyo.bases import Direcciones
from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.trabajos import cola, pedido, trabajo
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.consultas.completo import cabeza
from webapp.consultas.manuales import manual_por_slug
from webapp.modelos import DocumentoEmitido
from webapp.modelos.trabajo import Fase, Trabajo
from webapp.publicacion import taller
from webapp.publicacion.obrero import Obrero
from webapp.trabajos.completo import componer, encargo_de
from webapp.trabajos.filas import LAPSO
from webapp.trabajos.salidas import ruta_de
from workflows.errores import NoEncontrado
from workflows.formatos.cargador import fuente

HOY = date(2026, 11, 12)
COMPLETO = f"/manual/{SLUG}/completo"


@pytest.fixture(autouse=True)
def un_obrero(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is printed is printed here, so that a test need not start a program each time."""
    impresos: list[str] = []

    def aqui(_: Obrero, funcion: Callable[..., bytes], *args: object) -> bytes:
        impresos.append(funcion.__name__)
        return funcion(*args)

    app.config["OBREROS"] = 1
    monkeypatch.setattr(taller.Obrero, "hacer", aqui)
    return impresos


def hecho(carpeta: Path, dia: date = HOY, slug: str = SLUG) -> Path:
    """The whole manual on a day, written."""
    ruta = carpeta / f"{slug}-{dia}.pdf"
    componer(slug, dia, ruta, lambda *_: None)
    return ruta


def textos(ruta: Path) -> list[str]:
    """What each page says, its spaces evened."""
    with pypdfium2.PdfDocument(ruta) as pdf:
        return [" ".join(p.get_textpage().get_text_range().split()) for p in pdf]


@pytest.mark.usefixtures("en_app")
class TestElDocumento:
    """What is in it."""

    def test_cover_indice_cargos_in_order_and_annex(self, elenco: Elenco, tmp_path: Path) -> None:
        paginas = textos(hecho(tmp_path))
        portada, indice, anexo = paginas[0], paginas[1], paginas[-1]
        dia = "Vigente al 12 de noviembre de 2026"
        assert f"Acueducto de pruebas Manual de pruebas {dia} 3 cargos" in portada
        with db.sessionmaker() as session:
            punta = cabeza(session, manual_por_slug(session, SLUG))
        assert f"n.º {punta.seq}" in portada
        assert punta.hash in portada.replace(" ", "")
        lineas = re.findall(r"(\d{5}) \w+ \w+ · \w+ (\d+)", indice)
        assert [codigo for codigo, _ in lineas] == ["31110", "41110", "41120"]
        for codigo, pagina in lineas:
            assert f"Código: {codigo}" in paginas[int(pagina) - 1]
            assert "Página: 1 de" in paginas[int(pagina) - 1]
        assert "AJD-2020-197" in anexo
        assert "41120 Operativo Experto" in anexo

    def test_its_bookmarks_go_by_estrato_and_it_is_archival(self, tmp_path: Path) -> None:
        ruta = hecho(tmp_path)
        assert faltas_de_archivo(ruta.read_bytes()) == []
        with pikepdf.open(ruta) as pdf, pdf.open_outline() as marcas:
            assert [(m.title, [h.title for h in m.children]) for m in marcas.root] == [
                ("Portada", []),
                ("Índice", []),
                ("Ejecutivo", ["31110 Ejecutivo General · Producción"]),
                (
                    "Operativo",
                    [
                        "41110 Operativo General · Producción",
                        "41120 Operativo Experto · Producción",
                    ],
                ),
                ("Anexo de acuerdos", []),
            ]

    def test_the_same_day_gives_the_same_bytes(
        self, elenco: Elenco, tmp_path: Path, un_obrero: list[str]
    ) -> None:
        primero = hecho(tmp_path).read_bytes()
        elenco.ahora += timedelta(days=40)
        elenco.cambiar(elenco.abrir(), "Un borrador no cambia lo publicado.")
        assert un_obrero.count("pdf_de") == 3
        assert hecho(tmp_path).read_bytes() == primero
        assert un_obrero.count("pdf_de") == 3

    def test_what_changed_is_printed_again_and_nothing_else(
        self, elenco: Elenco, tmp_path: Path, un_obrero: list[str]
    ) -> None:
        antes = textos(hecho(tmp_path))
        elenco.registrar("AJD-2026-112", elenco.revisada("Manejar las nuevas bombas."))
        despues = textos(hecho(tmp_path))
        assert un_obrero.count("pdf_de") == 4
        assert not any("nuevas bombas" in p for p in antes)
        assert any("nuevas bombas" in p for p in despues)
        assert "AJD-2026-112" in despues[-1]

    def test_it_tells_another_day_as_it_was(self, elenco: Elenco, tmp_path: Path) -> None:
        elenco.registrar("AJD-2026-112", elenco.revisada("Manejar las nuevas bombas."))
        paginas = textos(hecho(tmp_path, date(2021, 6, 30)))
        assert "Vigente al 30 de junio de 2021" in paginas[0]
        assert not any("nuevas bombas" in p or "SUSTITUIDO" in p for p in paginas)

    def test_where_a_director_signs_there_is_no_annex(self, elenco: Elenco, tmp_path: Path) -> None:
        with pytest.raises(NoEncontrado, match="no regía ningún cargo"):
            hecho(tmp_path, date(1999, 1, 1))
        fundar_otro(elenco, fuente("especificacion-clase"), slug="clases", roles={})
        with pytest.raises(NoEncontrado, match="no regía ningún cargo"):
            hecho(tmp_path, slug="clases")


@pytest.mark.usefixtures("en_app")
class TestElTrabajo:
    """Asked for, crashed and taken up again."""

    def encargo(self, dia: date = HOY) -> str:
        """The name of the job that would be asked for."""
        with db.sessionmaker() as session:
            return encargo_de(session, manual_por_slug(session, SLUG), dia).clave

    def test_its_name_changes_with_what_it_would_say_and_only_then(self, elenco: Elenco) -> None:
        uno = self.encargo()
        assert self.encargo(date(2026, 11, 13)) != uno
        version = elenco.revisada("Otra frase.")
        assert self.encargo() == uno
        elenco.registrar("AJD-2026-112", version)
        assert self.encargo() != uno

    def test_a_crash_half_way_and_it_goes_on_with_the_same_bytes(
        self, app: Flask, elenco: Elenco, tmp_path: Path, un_obrero: list[str]
    ) -> None:
        with db.sessionmaker() as session:
            que = encargo_de(session, manual_por_slug(session, SLUG), HOY)
        entero = hecho(tmp_path).read_bytes()
        for copia in list(Path(app.config["COPIAS"]).rglob("*.pdf"))[:2]:
            copia.unlink()
        un_obrero.clear()
        uno = pedido(app, que)
        cola(app).correr(uno)
        assert un_obrero.count("pdf_de") == 2
        fila = trabajo(uno)
        assert fila.fase == Fase.HECHO
        assert (fila.hechos, fila.total) == (6, 6)
        assert ruta_de(Path(app.config["SALIDAS"]), fila.archivo or "").read_bytes() == entero
        assert fila.nombre == "pruebas-2026-11-12.pdf"
        with db.sessionmaker() as session:
            emitido = session.get_one(DocumentoEmitido, fila.archivo)
            assert (emitido.clase, emitido.manual_id) == ("manual", elenco.manual_id)
        assert [p for p in Path(app.config["SALIDAS"]).iterdir() if p.name.startswith(".")] == []

    def test_kill_9_of_the_worker_half_way_and_another_ends_it_with_the_same_bytes(
        self,
        app: Flask,
        elenco: Elenco,
        direcciones: Direcciones,
        tmp_path: Path,
        un_obrero: list[str],
    ) -> None:
        with db.sessionmaker() as session:
            que = encargo_de(session, manual_por_slug(session, SLUG), HOY)
        uno = pedido(app, que)
        cola(app).avisar(uno)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.apoyo.trabajador_lento", str(tmp_path), "2"],
            env=os.environ | {"DE_APLICACION": direcciones.aplicacion, "DE": direcciones.dueno,
                              "VIGENTE_OBREROS": "1", "VIGENTE_URL": app.config["URL"]},
            stdout=subprocess.PIPE,
            text=True,
        ) as proceso:  # fmt: skip
            assert proceso.stdout is not None
            assert proceso.stdout.readline() == "empezado\n"
            proceso.send_signal(signal.SIGKILL)
        elenco.ahora = trabajo(uno).latido + LAPSO + timedelta(seconds=1)
        assert cola(app).retomar() == [uno]
        cola(app).correr(uno)
        assert un_obrero.count("pdf_de") == 1
        fila = trabajo(uno)
        assert (fila.fase, fila.intentos) == (Fase.HECHO, 2)
        hecha = ruta_de(Path(app.config["SALIDAS"]), fila.archivo or "").read_bytes()
        assert hecha == hecho(tmp_path).read_bytes()


class TestLaPagina:
    """Asking for it on the screen."""

    def test_anybody_asks_for_todays_and_downloads_it(
        self, app: Flask, publico: ClienteAparte
    ) -> None:
        assert "Preparar el PDF" in publico.get(COMPLETO).text
        respuesta = publico.post(COMPLETO)
        assert respuesta.status_code == 302
        assert "En cola" in publico.get(respuesta.location).text
        assert publico.post(COMPLETO).location == respuesta.location
        with app.app_context(), db.sessionmaker() as session:
            (fila,) = session.query(Trabajo).all()
        cola(app).correr(fila.id)
        assert "Descargar" in publico.get(COMPLETO).text
        with publico.get(f"{respuesta.location}/archivo") as archivo:
            assert archivo.data.startswith(b"%PDF-1.7")
            assert archivo.mimetype == "application/pdf"

    def test_another_day_is_for_who_has_an_account(
        self, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
    ) -> None:
        otro = f"{COMPLETO}?fecha=2021-06-30"
        pagina = publico.get(otro).text
        assert "Preparar el PDF" not in pagina
        assert "entre con su cuenta" in pagina
        assert publico.post(otro).status_code == 403
        assert "Preparar el PDF" in como("elena").get(otro).text
        assert como("elena").post(otro).status_code == 302

    def test_a_day_without_cargos_says_so(self, publico: ClienteAparte) -> None:
        pagina = publico.get(f"{COMPLETO}?fecha=1999-01-01")
        assert (pagina.status_code, "no regía ningún cargo" in pagina.text) == (200, True)

    def test_what_failed_is_told_and_can_be_asked_for_again(
        self, app: Flask, publico: ClienteAparte
    ) -> None:
        publico.post(COMPLETO)
        with app.app_context(), transaccion() as session:
            fila = session.query(Trabajo).one()
            fila.fase, fila.error, fila.remedio = Fase.FALLO, "No alcanzó el disco.", "Avise."
        pagina = publico.get(COMPLETO).text
        assert "No alcanzó el disco." in pagina
        assert "Intentar de nuevo" in pagina
        publico.post(COMPLETO)
        assert "En cola" in publico.get(COMPLETO).text


class TestLaLinea:
    """``flask documento manual``."""

    def test_it_writes_the_file(self, app: Flask, tmp_path: Path) -> None:
        salida = tmp_path / "todo.pdf"
        resultado = self.linea(app, "--manual", SLUG, "--fecha", "2026-11-12", "-o", str(salida))
        assert resultado.exit_code == 0, resultado.output
        assert "3 cargos" in textos(salida)[0]
        huella = hashlib.sha256(salida.read_bytes()).hexdigest()
        with app.app_context(), db.sessionmaker() as session:
            assert session.get(DocumentoEmitido, huella) is not None

    def test_what_a_job_made_already_is_not_made_again(
        self, app: Flask, publico: ClienteAparte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publico.post(COMPLETO)
        with app.app_context():
            with db.sessionmaker() as session:
                id_ = session.query(Trabajo.id).scalar()
            cola(app).correr(id_)
            archivo = trabajo(id_).archivo
        monkeypatch.setattr("webapp.cli.documento_manual.componer", None)
        salida = tmp_path / "todo.pdf"
        resultado = self.linea(app, "--manual", SLUG, "-o", str(salida))
        assert resultado.exit_code == 0, resultado.output
        assert hashlib.sha256(salida.read_bytes()).hexdigest() == archivo

    def test_a_refusal_leaves_no_file(self, app: Flask, tmp_path: Path) -> None:
        salida = tmp_path / "nada.pdf"
        resultado = self.linea(app, "--manual", SLUG, "--fecha", "1999-01-01", "-o", str(salida))
        assert resultado.exit_code == 1
        assert "no regía ningún cargo" in resultado.stderr
        assert not salida.exists()

    def linea(self, app: Flask, *args: str) -> Result:
        """Run it."""
        return app.test_cli_runner().invoke(args=["documento", "manual", *args])
