"""Questions of the same form are one statement, and a plan made for all of them is a good one."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.consultas.indice_de_texto import Forma, forma_de, textos_que_contestan, valores
from webapp.consultas.quienes_contestan import contestan
from webapp.textos import olvidar
from workflows.pregunta import Clausula

RUTA = f"/manual/{SLUG}/buscar"


@pytest.mark.parametrize(
    ("una", "otra"),
    [
        ({"q": "bombeo"}, {"q": "caudal*"}),
        ({"q": 'agua "por turnos"'}, {"q": 'turnos "agua potable"'}),
        ({"q": "formación: bachillerato"}, {"q": "experiencia: turnos"}),
        ({"q": "turnos", "estrato": "operativo"}, {"q": "agua", "categoria": "experto"}),
    ],
)
def test_another_question_of_the_same_form_is_neither_composed_nor_compiled(
    app: Flask, publico: ClienteAparte, una: dict[str, str], otra: dict[str, str]
) -> None:
    with app.app_context():
        motor = db.engine
    pedidas: list[Any] = []

    def anotar(
        _: object, __: object, orden: str, ___: object, contexto: Any, *____: object
    ) -> None:
        if "trozo_dicho" in orden:
            pedidas.append(contexto)

    sa.event.listen(motor, "before_cursor_execute", anotar)
    olvidar()
    for pregunta in (una, otra):
        assert publico.get(RUTA, query_string=pregunta).status_code == 200
    sa.event.remove(motor, "before_cursor_execute", anotar)
    de_una, de_otra = pedidas
    assert de_una.invoked_statement is de_otra.invoked_statement
    assert de_una.compiled is de_otra.compiled


def test_a_plan_for_every_question_knows_the_index(en_app: Flask, elenco: Elenco) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite makes no plan for the words")
    clausulas = [Clausula(("bombeo",)), Clausula(("por", "turnos"))]
    consulta = textos_que_contestan("postgresql", forma_de(clausulas, {}))
    pide = valores("postgresql", clausulas, {})
    dicho = str(consulta.compile(db.engine))
    for n, nombre in enumerate(pide, 1):
        dicho = dicho.replace(f"%({nombre})s", f"${n}")
    dados = ", ".join("'{}'".format(v.replace("'", "''")) for v in pide.values())
    with db.engine.connect() as conexion:
        cursor = conexion.connection.cursor()
        for orden in (
            "SET plan_cache_mode = force_generic_plan",
            "SET enable_seqscan = off",
            f"PREPARE pregunta AS {dicho.replace('%%', '%')}",
            f"EXPLAIN EXECUTE pregunta ({dados})",
        ):
            cursor.execute(orden)
        plan = "\n".join(fila[0] for fila in cursor.fetchall())
        conexion.connection.invalidate()  # what was set is not for whoever comes next
    assert "$1" in plan, "it was not made for every question"
    assert plan.count("Bitmap Index Scan on ix_trozo_indexado_palabras") == len(clausulas), plan


def test_a_form_is_composed_for_each_engine_and_no_more() -> None:
    forma = Forma(((False, False),))
    assert contestan("sqlite", forma) is contestan("sqlite", forma)
    assert contestan("sqlite", forma) is not contestan("postgresql", forma)
