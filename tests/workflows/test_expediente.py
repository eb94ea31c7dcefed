"""A packet names everything in it, and says why it is no longer what goes to the board."""

from __future__ import annotations

import json
from dataclasses import replace

from workflows.expediente import (
    CargoCongelado,
    Manifiesto,
    distinto_de,
    leer_manifiesto,
    superado_por,
)

UNO = CargoCongelado(1, "22154 Ejecutivo Experto", "a" * 64, "b" * 64)
DOS = CargoCongelado(2, "22254 Ejecutivo Especialista", "c" * 64, "")
ANTES = Manifiesto("cargos", "2026-11-12T15:00:00.000000Z", "ordinaria 2026-31", "2026-11-12", "IV",
                   "Cambios", "1. Que…", "Se acuerda…", (UNO, DOS), 7, "d" * 64)  # fmt: skip


def test_what_it_says_is_read_back_and_named_by_its_hash() -> None:
    assert leer_manifiesto(json.loads(ANTES.texto)) == ANTES
    assert ANTES.hash != replace(ANTES, cadena_seq=8).hash
    assert len(ANTES.hash) == 64


def test_it_is_good_while_nothing_in_it_moves() -> None:
    otro_momento = replace(ANTES, momento="después", cadena_seq=99, cadena_hash="e" * 64)
    assert superado_por(ANTES, otro_momento, {}) == ()


def test_it_says_what_moved() -> None:
    for cambio, impedidos, razon in (
        ({"cargos": (UNO,)}, {}, "Se quitó 22254 Ejecutivo Especialista."),
        ({"cargos": (UNO, DOS, replace(DOS, version_id=3, nombre="Otro"))}, {}, "Se agregó Otro."),
        ({"cargos": (DOS, UNO)}, {}, "Cambió el orden de los cargos."),
        ({"cargos": (replace(UNO, contenido="f" * 64), DOS)}, {1: "Está en borrador."},
         "Cambió el texto de 22154 Ejecutivo Experto. Está en borrador."),
        ({}, {1: "Está en borrador."}, "22154 Ejecutivo Experto: Está en borrador."),
        ({"cargos": (replace(UNO, base="f" * 64), DOS)}, {},
         "Cambió el texto vigente de 22154 Ejecutivo Experto."),
        ({"fecha": "2026-11-13"}, {}, "La fecha de la sesión es otra."),
        ({"por_tanto": "Otra cosa."}, {}, "El por tanto es otro."),
    ):  # fmt: skip
        assert superado_por(ANTES, replace(ANTES, **cambio), impedidos) == (razon,)  # type: ignore[arg-type]


def test_it_says_when_something_else_was_decided() -> None:
    igual = {1: UNO.contenido, 2: DOS.contenido}
    assert distinto_de(ANTES, igual, {}) == ()
    for decididos, dice in (
        ({1: UNO.contenido}, "No se decidió sobre 22254 Ejecutivo Especialista."),
        (igual | {1: "f" * 64},
         "El texto de 22154 Ejecutivo Experto que se decidió es otro: cambió después."),
        (igual | {3: "f" * 64}, "No trae 22300 Jefatura."),
    ):  # fmt: skip
        assert distinto_de(ANTES, decididos, {3: "22300 Jefatura"}) == (dice,)
