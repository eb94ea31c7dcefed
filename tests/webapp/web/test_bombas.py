"""Files made to hurt: each is refused in words, in bounded time and memory, and nothing is kept."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.apoyo import bombas
from tests.apoyo.bases import FabricaSqlite
from tests.apoyo.bombas_pdf import PDF
from tests.apoyo.importacion import IMPORTAR, cuantas
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp import lectores
from webapp.archivos import recibir_pdf
from webapp.bd import db
from webapp.lectores import Lector
from webapp.modelos import Acto, Archivo
from workflows.errores import DatosInvalidos

Como = Callable[[str], ClienteAparte]
MB = 2**20
#: What the server's own process may grow by with any of them, in MB, and the seconds it may take.
MEMORIA, PLAZO = 120, 60
TEXTO: dict[str, Callable[[], bytes]] = {
    "20 MB in a line": lambda: b"a" * (20 * MB),
    "9 MB in a line": lambda: b"palabra " * MB,
    "9 MB in an item": lambda: bombas.con_items(1, "Registrar " * 900_000),
    "10,000 items": lambda: bombas.con_items(10_000),
    "10,000 rows": lambda: bombas.con_filas(10_000),
    "a million lines": lambda: b"x\n" * 1_000_000,
    "brackets that never close": lambda: b'{"formato":"manual-cargos","cargos":[' + b"[" * MB,
    "a number of a million digits": lambda: (
        b'{"formato":"manual-cargos","cargos":[' + b"9" * MB + b"]}"
    ),
}
#: As slow as another of its kind.
_DE_SOBRA = {"8 GB compressed three times", "five thousand headers"}
TODAS = {q: h for q, h in {**bombas.WORD, **PDF, **TEXTO}.items() if q not in _DE_SOBRA}


@pytest.fixture
def fabrica(fabrica_sqlite: FabricaSqlite) -> FabricaSqlite:
    """What a reader does does not depend on the engine."""
    return fabrica_sqlite


@pytest.fixture(scope="module")
def lector() -> Iterator[Lector]:
    """The one of the application, with less patience."""
    suyo = Lector(memoria=450 * MB, plazo=5.0, espera=30.0)
    yield suyo
    suyo.cerrar()


@pytest.fixture(autouse=True)
def _impaciente(monkeypatch: pytest.MonkeyPatch, lector: Lector) -> None:
    monkeypatch.setattr(lectores, "documentos", lector)
    monkeypatch.setattr("webapp.vistas.word.documentos", lector)


def contenida(que: str, hacer: Callable[[], tuple[int, str]]) -> str:
    """What a request answered, having looked at what it cost."""
    antes, empezo = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    codigo, pagina = hacer()
    assert time.monotonic() - empezo < PLAZO, que
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - antes < MEMORIA * 1024, que
    assert codigo in (413, 422), (que, codigo)
    return pagina


def mandar(cliente: ClienteAparte, ruta: str, datos: bytes, nombre: str) -> tuple[int, str]:
    """Upload a file as a browser does, to an address that reads one."""
    cabeza = (
        f'--corte\r\nContent-Disposition: form-data; name="archivo"; filename="{nombre}"\r\n\r\n'
    )
    respuesta = cliente.post(
        ruta,
        data=cabeza.encode() + datos + b"\r\n--corte--\r\n",
        content_type="multipart/form-data; boundary=corte",
    )
    return respuesta.status_code, respuesta.text


def test_none_of_them_is_read_into_a_manual(app: Flask, como: Como) -> None:
    ana = como("ana")
    for que, hacer in TODAS.items():
        datos = hacer()
        pagina = contenida(que, lambda datos=datos: mandar(ana, IMPORTAR, datos, "manual.docx"))
        assert "Divid" in pagina or "uárdelo" in pagina or "Revise" in pagina or "cto" in pagina, (
            que
        )
        with app.app_context():
            assert cuantas() == 0, que
    assert ana.get(IMPORTAR).status_code == 200


def test_none_of_them_comes_back_from_word(app: Flask, como: Como, elenco: Elenco) -> None:
    with app.app_context():
        version = elenco.abrir()
        with db.sessionmaker() as session:
            antes = session.query(Acto).count()
    ana = como("ana")
    ruta = f"/versiones/{version}/word"
    for que, hacer in {
        **bombas.WORD,
        "a table of 10,000 rows": lambda: bombas.tabla(10_000),
    }.items():
        datos = hacer()
        contenida(que, lambda datos=datos: mandar(ana, ruta, datos, "cargo.docx"))
    codigo, pagina = mandar(ana, ruta, b"PK\x03\x04" + b"x" * (11 * MB), "cargo.docx")
    assert codigo == 422
    assert "pesa más de 10 MB" in pagina
    with app.app_context(), db.sessionmaker() as session:
        assert session.query(Acto).count() == antes


@pytest.mark.parametrize("que", ["a million pages", "an object 100,000 deep", "a table of 3 GB",
                                 "a tree of a million pages", "pages in a circle"])  # fmt: skip
def test_none_of_them_is_kept_as_a_signed_agreement(que: str, tmp_path: Path) -> None:
    antes, empezo = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(DatosInvalidos) as rechazo:
        recibir_pdf(tmp_path, PDF[que](), "acuerdo.pdf", 20 * MB)
    assert rechazo.value.remedio
    assert list(tmp_path.iterdir()) == []
    assert time.monotonic() - empezo < PLAZO
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - antes < MEMORIA * 1024


def test_the_command_line_refuses_them_too(app: Flask, tmp_path: Path) -> None:
    ruta = tmp_path / "manual.pdf"
    ruta.write_bytes(PDF["8 GB compressed three times"]())
    hecho = app.test_cli_runner().invoke(args=["manual", "leer", str(ruta)])
    assert hecho.exit_code != 0
    assert "demasiado grande por dentro" in hecho.output + hecho.stderr


def test_the_names_inside_an_archive_lead_nowhere(app: Flask, como: Como, tmp_path: Path) -> None:
    """A part is looked for by its own name: what others are called is never a path of the disk."""
    malos = dict.fromkeys(("../../etc/cron.d/x", "/etc/passwd", "..\\..\\x", "word/../../x"), "x")
    datos = bombas.docx(bombas.parrafo("Una línea cualquiera."), **malos)
    codigo, _ = mandar(como("ana"), IMPORTAR, datos, "../../../etc/passwd")
    assert codigo == 302
    assert not list(tmp_path.rglob("passwd"))
    with app.app_context(), db.sessionmaker() as session:
        assert session.query(Archivo).count() == 0
    assert "passwd</a>" in como("ana").get(IMPORTAR).text.replace("\n", "")
    assert "../" not in como("ana").get(f"/manual/{SLUG}/importar").text
