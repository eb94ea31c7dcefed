"""Going from the texts to their cargos, or through the cargos: the same is found."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from tests.apoyo.contar import crecer
from tests.apoyo.reparto import SLUG, Elenco
from webapp.bd import db
from webapp.consultas import buscar as modulo
from webapp.consultas.buscar import Resultado, buscar
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.quienes_contestan import contestan
from webapp.textos import olvidar
from workflows.pregunta import leer_pregunta

#: What is asked, the fields chosen, and how many cargos answer.
PREGUNTAS: tuple[tuple[str, dict[str, str], int], ...] = (
    ("zanates", {}, 1),
    ("turnos", {}, 63),
    ('turnos "área 1"', {}, 1),
    ("nadie lo dice", {}, 0),
    ("", {"area": "area 7"}, 1),
    ("turnos", {"categoria": "general"}, 62),
    ("turn*", {"area": "area 7", "categoria": "general"}, 1),
    ("area: area", {}, 60),
)


def test_few_texts_or_many_the_same_cargos_answer(
    en_app: Flask, elenco: Elenco, monkeypatch: pytest.MonkeyPatch
) -> None:
    crecer(elenco, 60)
    elenco.registrar("AJD-2026-1", elenco.revisada("Espantar zanates por turnos."))
    hoy = elenco.ahora.date()
    manual = manual_por_slug(db.session, SLUG)

    def hallar(pocos: int) -> list[Resultado]:
        monkeypatch.setattr(modulo, "contestan", partial(contestan, pocos=pocos))
        olvidar()
        return [
            buscar(db.session, manual, dia, leer_pregunta(q, manual.formato), elegidos, pagina)
            for q, elegidos, _ in PREGUNTAS
            for dia in (hoy, hoy - timedelta(days=900))
            for pagina in (1, 2)
        ]

    de_textos, de_cargos = hallar(10_000), hallar(0)
    assert de_textos == de_cargos
    assert [r.total for r in de_textos[::4]] == [n for _, _, n in PREGUNTAS]
