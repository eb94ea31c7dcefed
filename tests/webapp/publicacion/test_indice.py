"""The index of a manual for a spreadsheet: what it says, always the same bytes, never a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.publicacion.indice import Indice, a_csv, a_xlsx

XLSX, CSV = f"/manual/{SLUG}/indice.xlsx", f"/manual/{SLUG}/indice.csv"
_N = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def celdas(datos: bytes, hoja: int = 1) -> list[list[str]]:
    """The cells of a sheet, read from its XML: inline texts and numbers."""
    with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
        raiz = ElementTree.fromstring(zip_.read(f"xl/worksheets/sheet{hoja}.xml"))
    assert raiz.find(f".//{_N}f") is None
    return [
        ["".join(c.itertext()) for c in fila.findall(f"{_N}c")]
        for fila in raiz.findall(f".//{_N}row")
    ]


def indice(*filas: list[str | date]) -> Indice:
    """An index with these rows."""
    return Indice("t", "a", date(2026, 11, 12), ["Uno", "Dos"], filas, [("Manual", "x")])


def test_it_has_a_row_a_cargo_in_the_order_of_print(publico: ClienteAparte) -> None:
    respuesta = publico.get(XLSX)
    assert "filename=pruebas-2026-11-12.xlsx" in respuesta.headers["Content-Disposition"]
    filas = celdas(respuesta.data)
    assert filas[0] == [
        "Código", "Cargo", "Estrato", "Categoría", "Área de Gestión Ocupacional", "Versión",
        "Acuerdo", "Aprobado el", "Rige desde", "Dirección",
    ]  # fmt: skip
    assert [f[0] for f in filas[1:]] == ["31110", "41110", "41120"]
    assert filas[1][1:7] == [
        "Ejecutivo General", "EJECUTIVO", "GENERAL", "PRODUCCIÓN", "09-2020", "AJD-2020-197",
    ]  # fmt: skip
    assert filas[1][9].endswith(
        f"/manual/{SLUG}/cargos/ejecutivo-general-produccion/versiones/09-2020"
    )
    sobre = dict(celdas(respuesta.data, 2))
    assert sobre["Cargos"] == "3"
    assert sobre["Vigente al"] == "12 de noviembre de 2026"
    assert re.fullmatch(r"n\.º \d+ de la bitácora, huella [0-9a-f]{64}",
                        sobre["Último acto que lo cambia"])  # fmt: skip


def test_the_heading_stays_and_filters(publico: ClienteAparte) -> None:
    with zipfile.ZipFile(io.BytesIO(publico.get(XLSX).data)) as zip_:
        hoja = zip_.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane ySplit="1"' in hoja
    assert '<autoFilter ref="A1:J4"' in hoja


def test_it_tells_another_day(app: Flask, elenco: Elenco, publico: ClienteAparte) -> None:
    with app.app_context():
        version = elenco.revisada("Otra cosa.")
        acuerdo = elenco.acuerdo(
            "AJD-2026-112", version, rige=elenco.ahora.date() + timedelta(days=9)
        )
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    hoy = list(csv.reader(io.StringIO(publico.get(CSV).data.decode("utf-8-sig"))))
    luego = publico.get(f"{CSV}?fecha=2026-11-21").data.decode("utf-8-sig")
    despues = list(csv.reader(io.StringIO(luego)))
    assert [f[5] for f in hoy[1:]] == ["09-2020", "09-2020", "09-2020"]
    assert [f[5] for f in despues[1:]] == ["09-2020", "01-2026", "09-2020"]
    assert despues[2][8] == "2026-11-21"
    nada = publico.get(f"{CSV}?fecha=1999-01-01").data.decode("utf-8-sig")
    assert nada.count("\n") == 1
    assert publico.get(f"{CSV}?fecha=ayer").status_code == 422


@pytest.mark.parametrize("ruta", [XLSX, CSV])
def test_who_has_it_already_is_not_sent_it_again(publico: ClienteAparte, ruta: str) -> None:
    primera = publico.get(ruta)
    segunda = publico.get(ruta, headers={"If-None-Match": primera.headers["ETag"]})
    assert (segunda.status_code, segunda.data) == (304, b"")


def test_the_same_index_gives_the_same_bytes() -> None:
    uno = indice(["a", date(2026, 1, 2)], ["ñandú", "₡"])
    assert a_xlsx(uno) == a_xlsx(uno)
    assert a_csv(uno) == a_csv(uno)


@pytest.mark.parametrize("texto", ["=1+1", "+506", "-3", "@x", "\t=1", "\r=1", "http://x", "007"])
def test_nothing_somebody_wrote_is_calculated(texto: str) -> None:
    malo = indice([texto, "ok"])
    assert [c.replace("_x000D_", "\r") for c in celdas(a_xlsx(malo))[1]] == [texto, "ok"]
    primera = next(csv.reader(io.StringIO(a_csv(malo).decode("utf-8-sig").split("\n", 1)[1])))[0]
    assert not primera.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert primera.endswith(texto)
