"""The command line: what it reads and stores; a refusal is a sentence and a status, no trace."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from tests.apoyo import manualito
from tests.apoyo.bases import Direcciones, ajustes, cerrar
from tests.apoyo.rechazo import registro
from tests.apoyo.reparto import SLUG, Elenco
from webapp import create_app
from webapp.bd import db
from webapp.consultas.manuales import manual_por_slug
from workflows.formatos import leer_formato
from workflows.formatos.cargador import CARPETA

Orden = Callable[..., Result]
NUEVOS = [("51110", "OPERATIVO", "GENERAL", "SANEAMIENTO"), ("51110", "OPERATIVO", "EXPERTO", "B")]


@pytest.fixture
def suelta(tmp_path: Path) -> Iterator[Orden]:
    """Commands that need no database."""
    url = f"sqlite:///{tmp_path / 'nada.db'}"
    app = create_app(ajustes(Direcciones(url, url), tmp_path))
    linea = app.test_cli_runner()
    yield lambda *args, **otros: linea.invoke(args=[str(a) for a in args], **otros)
    cerrar(app)


@pytest.fixture
def linea(app: Flask) -> Orden:
    """Commands on a database with the cast in it."""
    corredor = app.test_cli_runner()
    return lambda *args, **otros: corredor.invoke(args=[str(a) for a in args], **otros)


@pytest.fixture
def documento(tmp_path: Path) -> Path:
    """Two printed cargos the manual does not have."""
    ruta = tmp_path / "parte.txt"
    ruta.write_text(manualito.documento(NUEVOS), "utf-8")
    return ruta


def bien(resultado: Result) -> str:
    """What a command that went well printed."""
    assert resultado.exit_code == 0, resultado.output
    return resultado.stdout


def mal(resultado: Result, motivo: str) -> str:
    """What a command that was refused said: a sentence, on the error output, without a trace."""
    assert resultado.exit_code != 0, resultado.output
    assert resultado.stdout == ""
    assert motivo in resultado.stderr
    assert "Traceback" not in resultado.stderr
    assert isinstance(resultado.exception, SystemExit)
    return resultado.stderr


def forma(valor: Any) -> Any:
    """The keys and types of a JSON value; a list is judged by its items."""
    if isinstance(valor, dict):
        return {k: forma(v) for k, v in valor.items()}
    if isinstance(valor, list):
        formas = [forma(v) for v in valor]
        assert all(f == formas[0] for f in formas), formas
        return formas[:1]
    return type(valor).__name__


FIRMA = {"por": "str", "fecha": "str"}
CARGO = {
    "codigo": "str", "estrato": "str", "categoria": "str", "area": "str", "titulo": "str",
    "version": "str", "instrumento": "str",
    "firmas": {"elaborado": FIRMA, "revisado": FIRMA, "aprobado": FIRMA},
    "secciones": [{
        "clave": "str", "titulo": "str", "items": ["str"],
        "detalle": [{"forma": "str", "notas": [], "lineas": ["int"]}],
    }],
    "competencias": [{"tipo": "str", "competencia": "str", "grado": "int", "concepto": "str"}],
    "notas": [], "paginas": ["str"], "lineas": ["int"],
}  # fmt: skip
LECTURA = {
    "formato": "str", "cobertura": "float", "cargos": [CARGO], "avisos": [], "sin_ubicar": [],
}  # fmt: skip


def test_reading_recognises_the_family_and_writes_json_of_one_shape(
    suelta: Orden, documento: Path
) -> None:
    leido = json.loads(bien(suelta("manual", "leer", documento, "--json")))
    assert forma(leido) == LECTURA
    assert (leido["formato"], leido["cobertura"]) == ("manual-cargos", 1.0)
    uno, otro = leido["cargos"]
    assert (uno["titulo"], uno["area"], uno["version"], uno["instrumento"]) == (
        "OPERATIVO GENERAL", "SANEAMIENTO", "09-2020", "AJD-2020-197",
    )  # fmt: skip
    assert uno["codigo"] == otro["codigo"], "the code is an attribute, never the key"
    assert uno["firmas"]["revisado"] == {"por": "Unidad de Capital Humano", "fecha": "Junio 2020"}
    assert {s["clave"]: s["items"] for s in uno["secciones"]} == manualito.SECCIONES
    assert [tuple(c.values()) for c in uno["competencias"]] == manualito.COMPETENCIAS
    assert (uno["paginas"], uno["lineas"][0]) == (["1 de 1"], 1)
    forzado = suelta("manual", "leer", documento, "--json", "--formato", "manual-cargos")
    assert json.loads(bien(forzado)) == leido


def test_reading_for_people_counts_what_it_understood(suelta: Orden, documento: Path) -> None:
    dicho = bien(suelta("manual", "leer", documento))
    assert "Formato: manual-cargos. Cobertura: 100.0%." in dicho
    assert "- OPERATIVO GENERAL · No. 09-2020: naturaleza 1" in dicho
    assert "competencias 2" in dicho


def archivos_malos(carpeta: Path) -> dict[str, tuple[Path, str]]:
    """Files that are no manual → what is said of them."""
    malos = {
        "vacio.txt": (b"", "está vacío"),
        "binario.txt": (b"\x00\x01\x02" * 500, "datos binarios"),
        "manual.pdf": (b"%PDF-1.7 ...", "El PDF «manual.pdf» está dañado"),
        "receta.txt": (b"Receta de olla de carne.\n\nSe pone la olla.\n", "No se reconoce"),
    }
    rutas = {}
    for nombre, (datos, motivo) in malos.items():
        (carpeta / nombre).write_bytes(datos)
        rutas[nombre] = (carpeta / nombre, motivo)
    with (carpeta / "enorme.txt").open("wb") as enorme:
        enorme.truncate(50 * 2**20)
    rutas["enorme.txt"] = (carpeta / "enorme.txt", "pesa 50 MB y caben 20 MB")
    rutas["carpeta"] = (carpeta, "No se pudo abrir")
    rutas["nada.txt"] = (carpeta / "nada.txt", "No se pudo abrir")
    return rutas


def test_what_is_no_manual_is_not_read(suelta: Orden, documento: Path, tmp_path: Path) -> None:
    for ruta, motivo in archivos_malos(tmp_path).values():
        mal(suelta("manual", "leer", ruta, "--json"), motivo)
    dicho = mal(suelta("manual", "leer", tmp_path / "receta.txt"), "No se reconoce")
    assert "Especificación de clase: no aparece" in dicho
    assert "Manual institucional de cargos: no aparece" in dicho
    assert "Elija el formato a mano" in dicho
    dicho = mal(
        suelta("manual", "leer", documento, "--formato", "otro"), "No hay un formato «otro»"
    )
    assert "especificacion-clase, especificacion-con-condiciones, manual-cargos" in dicho
    mal(suelta("manual", "exportar", "--manual", "x", "--json"), "flask --app wsgi db upgrade")


def importar(linea: Orden, ruta: Path, como: str, *otros: str, manual: str = SLUG) -> Result:
    """``manual importar``."""
    return linea("manual", "importar", ruta, "--manual", manual, "--como", como, *otros)


def test_importing_as_in_force_records_history_and_exports_as_it_was_read(
    linea: Orden, documento: Path
) -> None:
    dicho = bien(importar(linea, documento, "vigente"))
    assert dicho == f"2 cargos en el manual «{SLUG}», como vigente.\n"
    leido = json.loads(bien(linea("manual", "leer", documento, "--json")))
    exportado = json.loads(bien(linea("manual", "exportar", "--manual", SLUG, "--json")))
    assert forma(exportado) == LECTURA
    por_cargo = {(c["titulo"], c["area"]): c for c in exportado["cargos"]}
    assert len(por_cargo) == 5
    for cargo in leido["cargos"]:
        vuelto = por_cargo[cargo["titulo"], cargo["area"]]
        for parte in ("codigo", "version", "instrumento", "firmas", "competencias", "notas"):
            assert vuelto[parte] == cargo[parte]
        assert [(s["clave"], s["items"], [d["forma"] for d in s["detalle"]])
                for s in vuelto["secciones"]] == [
            (s["clave"], s["items"], [d["forma"] for d in s["detalle"]])
            for s in cargo["secciones"]
        ]  # fmt: skip


def test_exporting_says_what_was_in_force_that_day(
    linea: Orden, elenco: Elenco, app: Flask
) -> None:
    with app.app_context():
        elenco.registrar("AJD-2026-112", elenco.revisada("Operar la planta nueva."))

    def el(*dia: str) -> list[str]:
        datos = json.loads(bien(linea("manual", "exportar", "--manual", SLUG, "--json", *dia)))
        return [c["version"] for c in datos["cargos"]]

    assert el("--fecha", "2020-05-31") == []
    assert el("--fecha", "2026-11-11") == ["09-2020"] * 3
    assert sorted(el()) == ["01-2026", "09-2020", "09-2020"]
    mal(linea("manual", "exportar", "--manual", SLUG, "--json", "--fecha", "ayer"), "2026-11-12")
    mal(linea("manual", "exportar", "--manual", "otro", "--json"), "No hay un manual «otro»")


def test_importing_as_drafts_leaves_the_signing_to_people(
    linea: Orden, documento: Path, elenco: Elenco, app: Flask
) -> None:
    conocido = manualito.documento([("41119", "OPERATIVO", "GENERAL", "PRODUCCIÓN")])
    documento.write_text(documento.read_text("utf-8") + "\n" + conocido, "utf-8")
    correo = "ana@pruebas.example"
    bien(importar(linea, documento, "borrador", "--persona", correo))
    with app.app_context():
        filas = registro()
        assert sum("borrador" in fila for fila in filas["version"]) == 3
        assert len(filas["autoria"]) == 3
        nueva = next(v for v in range(1, 20) if elenco.vista(v).version.estado == "borrador")
        elenco.justificar(nueva)
        assert elenco.elaborar(nueva) == "elaborado"
    mal(importar(linea, documento, "borrador", "--persona", correo), "Continúe el borrador")


def test_an_import_that_fails_stores_nothing(
    linea: Orden, documento: Path, tmp_path: Path, app: Flask
) -> None:
    def nada_mas(resultado: Result, motivo: str) -> None:
        mal(resultado, motivo)
        with app.app_context():
            assert registro() == antes

    with app.app_context():
        antes = registro()
    for ruta, motivo in archivos_malos(tmp_path).values():
        for como in ("vigente", "borrador"):
            con_formato = "ningún cargo" if ruta.name == "receta.txt" else motivo
            nada_mas(importar(linea, ruta, como), con_formato)
            nada_mas(importar(linea, ruta, como, manual="nuevo"), motivo)
    texto = documento.read_text("utf-8")
    repetido = manualito.documento([("41110", "OPERATIVO", "GENERAL", "PRODUCCIÓN")])
    for malo, motivo in (
        (texto + "\n" + repetido, "Ya tienen versiones en este manual: OPERATIVO GENERAL"),
        (texto.replace("AJD-2020-197", "Acta 4"), "OPERATIVO GENERAL (línea 1): «Acta 4»"),
        (texto.replace("Junio 2020", "hace tiempo"), "no se entiende la fecha"),
        (texto.replace("09-2020", "s.n."), "no tiene la forma de un número de versión"),
    ):
        documento.write_text(malo, "utf-8")
        nada_mas(importar(linea, documento, "vigente"), motivo)
    documento.write_text(texto, "utf-8")
    for otros, motivo in (
        (("--formato", "especificacion-clase"), "usa el formato «manual-cargos»"),
        (("--persona", "otra@x"), "No hay una persona con el correo otra@x"),
        (("--persona", "ana@pruebas.example"), "administrador o secretaria"),
        (("--rige", "ayer"), "escríbala como 2026-11-12"),
    ):
        nada_mas(importar(linea, documento, "vigente", *otros), motivo)
    nada_mas(importar(linea, documento, "como sea"), "vigente")
    nada_mas(importar(linea, documento, "vigente", manual="Mi Manual"), "no sirve como dirección")


def test_a_formato_is_checked_before_it_is_used(suelta: Orden, tmp_path: Path) -> None:
    bueno = CARPETA / "manual-cargos.toml"
    assert "el formato «manual-cargos» está bien" in bien(suelta("formato", "revisar", bueno))
    malo = tmp_path / "mio.toml"
    malo.write_text(bueno.read_text("utf-8").replace('"completo"', '"completito"'), "utf-8")
    mal(suelta("formato", "revisar", malo), "mio.toml: acto[elaborar].reglas: regla desconocida")
    for datos in (b"\xff\xfe\x00", b""):
        malo.write_bytes(datos)
        mal(suelta("formato", "revisar", malo), "mio.toml")
    mal(suelta("formato", "revisar", tmp_path / "nada.toml"), "No se pudo leer")


def test_every_command_explains_itself_in_spanish(suelta: Orden) -> None:
    grupos = {
        "manual": ["crear", "leer", "importar", "exportar", "numerar"],
        "persona": ["crear", "nombrar", "cesar", "contrasena", "lista"],
        "formato": ["revisar"],
        "demo": ["cargar"],
    }
    for orden in [(g, *o) for g, ordenes in grupos.items() for o in [(), *([x] for x in ordenes)]]:
        ayuda = bien(suelta(*orden, "--help"))
        assert ayuda.splitlines()[2].strip().endswith((".", "..."))
    assert set(grupos) | {"servir"} <= set(bien(suelta("--help")).split())


def test_an_institution_founds_its_manual_with_its_own_formato_and_brings_in_its_text(
    app: Flask, linea: Orden, documento: Path, publico: FlaskClient
) -> None:
    formato = Path(__file__).parents[1] / "workflows" / "formatos" / "visto-bueno.toml"
    dicho = bien(linea("manual", "crear", "propio", "--formato", formato, "--nombre", "El nuestro",
                       "--institucion", "Una municipalidad"))  # fmt: skip
    assert "Se creó el manual «propio»" in dicho
    assert publico.get("/manual/propio/").status_code == 200
    mal(linea("manual", "crear", "propio", "--formato", formato), "Ya hay un manual «propio».")
    mal(linea("manual", "crear", "otro", "--formato", "no-existe.toml"), "No se pudo leer")
    bien(linea("manual", "importar", documento, "--manual", "propio", "--como", "vigente"))
    assert "El nuestro" in publico.get("/").text
    with app.app_context(), db.sessionmaker() as session:
        assert (
            manual_por_slug(session, "propio").formato.clave
            == leer_formato(formato.read_text("utf-8"), formato.name).clave
        )
