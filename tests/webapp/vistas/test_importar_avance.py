"""While a document enters the manual, its page and its bar say how many cargos are recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.apoyo.importacion import IMPORTAR, aceptar, corregir, cuantas, leido, subir
from tests.apoyo.manualito import documento
from tests.apoyo.reparto import SLUG
from tests.conftest import ClienteAparte
from webapp import avances
from webapp.bd import db
from webapp.casos import importar_a_mano
from webapp.consultas import importacion

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")
DOS = documento(
    [("41130", "OPERATIVO", "AVANZADO", "PRODUCCIÓN"), ("41131", "OPERATIVO", "ALTO", "REDES")],
    version="10-2020",
    acuerdo="AJD-2020-300",
)


@pytest.mark.parametrize(("clave", "como_entra", "caso"), [
    ("marcos", "vigente", "asentar"), ("ana", "borrador", "importar_borradores"),
])  # fmt: skip
def test_the_bar_tells_how_many_are_recorded(
    app: Flask, como: Como, monkeypatch: pytest.MonkeyPatch, clave: str, como_entra: str, caso: str
) -> None:
    monkeypatch.setattr(avances, "_CADA", 0.0)
    quien, otra_pestana = como(clave), como(clave)
    ruta = subir(quien, DOS.encode())[1]
    dichos: list[Any] = []
    de_verdad = getattr(importar_a_mano, caso)

    def mirando(*args: Any, avance: Callable[[int], None], **otros: Any) -> Any:
        def anotar(n: int) -> None:
            avance(n)
            dichos.append(otra_pestana.get(f"{ruta}/avance.json").get_json())
            dichos.append(leido(otra_pestana, ruta))

        return de_verdad(*args, avance=anotar, **otros)

    monkeypatch.setattr(importar_a_mano, caso, mirando)
    assert f'data-tarda="{ruta}/avance.json"' in quien.get(ruta).text
    assert aceptar(quien, ruta, como_entra)[0] == 302
    assert dichos[::2] == [
        {"sigue": True, "hechos": n, "total": 2, "dice": f"Importando: {n} de 2 cargos."}
        for n in (1, 2)
    ]
    assert "Importando: 1 de 2 cargos." in dichos[1]
    assert "Aceptar e importar" not in dichos[1].replace("«Aceptar e importar»", "")
    assert "Descartar el documento" not in dichos[1]
    assert cuantas() == 0
    terminado = {"sigue": False, "hechos": 0, "total": 0, "dice": ""}
    assert otra_pestana.get(f"{ruta}/avance.json").get_json() == terminado
    assert list(Path(app.config["AVANCES"]).iterdir()) == []


def test_the_bar_tells_how_many_pages_were_read(
    app: Flask, como: Como, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avances, "_CADA", 0.0)
    ana, otra_pestana = como("ana"), como("ana")
    with ana.get(f"/manual/{SLUG}/cargos/operativo-general-produccion/bajar/pdf") as bajado:
        pdf = bajado.data
    dichos: list[Any] = []
    de_verdad = importacion.leer_documento

    def mirando(*args: Any) -> Any:
        def anotar(hechas: int, total: int) -> None:
            args[-1](hechas, total)
            dichos.append(otra_pestana.get(f"{IMPORTAR}/avance.json").get_json())
            dichos.append(leido(otra_pestana, IMPORTAR))

        return de_verdad(*args[:-1], anotar)

    monkeypatch.setattr(importacion, "leer_documento", mirando)
    assert f'data-tarda="{IMPORTAR}/avance.json"' in ana.get(IMPORTAR).text
    codigo, ruta = subir(ana, pdf, f"{db.engine.dialect.name}.pdf")
    assert codigo == 302, ruta
    total = dichos[0]["total"]
    assert total > 0
    assert [(d["sigue"], d["hechos"], d["total"]) for d in dichos[::2]] == [
        (True, n, total) for n in range(1, total + 1)
    ]
    assert "Se está leyendo un documento suyo" in dichos[1]
    assert dichos[-2]["dice"] == f"Leídas las {total} páginas: se ve qué es cada línea…"
    assert ana.get(f"{IMPORTAR}/avance.json").get_json()["sigue"] is False
    assert "Se está leyendo" not in leido(ana, IMPORTAR)
    corregir(ana, ruta, 1, "fuera")
    assert len(dichos) == 2 * total, "the words of a PDF are taken out of it once"


def test_what_cannot_enter_goes_on_waiting_and_nobody_is_at_it(como: Como) -> None:
    ana = como("ana")
    ruta = subir(ana, DOS.encode())[1]
    assert aceptar(ana, ruta, "vigente")[0] == 403
    assert ana.get(f"{ruta}/avance.json").get_json()["sigue"] is False
    assert "Aceptar e importar" in leido(ana, ruta)


def test_nobody_learns_how_far_anothers_is(como: Como, app: Flask) -> None:
    ruta = subir(como("ana"), DOS.encode())[1]
    lugar = Path(app.config["AVANCES"]) / f"importar-{ruta.rsplit('/', 1)[1]}"
    with avances.contando(lugar) as anotar:
        anotar(1, 2)
        assert como("ana").get(f"{ruta}/avance.json").get_json()["sigue"] is True
        assert como("beto").get(f"{ruta}/avance.json").get_json()["sigue"] is False
