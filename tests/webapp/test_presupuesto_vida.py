"""A life over HTTP asks little of the database; an acuerdo over many, hardly more than over one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.apoyo.contar import contando
from tests.apoyo.puntos import JUNTA, decision
from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from tests.webapp.test_presupuesto import CARGO
from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.textos import olvidar
from workflows.piezas import ITEM, en_piezas

Como = Callable[[str], ClienteAparte]
#: Statements of each POST and, on PostgreSQL, those that lock what SQLite has locked by beginning.
TOPES = {
    "abrir": (7, 1), "piezas": (5, 0), "justificacion": (4, 1), "elaborar": (11, 1),
    "revisar": (9, 1), "junta": (5, 1), "registrar": (27, 0),
}  # fmt: skip


def test_each_post_of_a_life_has_its_budget(app: Flask, elenco: Elenco, como: Como) -> None:
    gente = {quien: como(quien) for quien in ("ana", "rafael", "sofia")}
    with app.app_context():
        postgresql = db.engine.dialect.name == "postgresql"
    cuentas = vivir(app, elenco, gente, "AJD-2026-401")
    topes = {paso: tope + de_mas * postgresql for paso, (tope, de_mas) in TOPES.items()}
    assert {p: n for p, n in cuentas.items() if n > topes[p]} == {}


def vivir(
    app: Flask, elenco: Elenco, gente: dict[str, ClienteAparte], numero: str
) -> dict[str, int]:
    """From the draft to being in force: how many statements each POST took."""
    cuentas: dict[str, int] = {}

    def enviar(paso: str, quien: str, ruta: str, **cuerpo: Any) -> Any:
        with contando(app) as dichas:
            respuesta = gente[quien].post(ruta, **cuerpo)
        assert respuesta.status_code in (200, 302), (paso, respuesta.text)
        cuentas[paso] = len(dichas)
        return respuesta

    def vista(version: int) -> Any:
        with app.app_context():
            return elenco.vista(version)

    olvidar()  # what the same texts left in another database
    gente["ana"].get(CARGO)  # a process learns the formato once
    abierta = enviar("abrir", "ana", f"{CARGO}/abrir")
    version = int(abierta.location.rsplit("/", 1)[1])
    piezas = en_piezas(vista(version).contenido)
    pieza = next(p for p in piezas if p.startswith(ITEM))
    antes = json.loads(piezas[pieza])
    edicion = {"antes": antes, "despues": antes | {"texto": f"Operar las bombas ({numero})."}}
    ruta = f"/borradores/{version}"
    editor = gente["ana"].get(ruta)  # and, with the page, what its checks ask of the manual
    assert editor.status_code == 200
    enviar("piezas", "ana", f"{ruta}/piezas", json={"serie": 1, "piezas": {pieza: edicion}})
    porques = {"serie": 2, "porques": {"": "Así se opera hoy."}}
    enviar("justificacion", "ana", f"{ruta}/justificacion", json=porques)
    for quien, acto in (("ana", "elaborar"), ("rafael", "revisar")):
        visto = {"visto": vista(version).contenido_hash}
        enviar(acto, quien, f"/versiones/{version}/actos/{acto}", data=visto)
    punto = enviar("junta", "sofia", JUNTA, data={"versiones": [str(version)]}).location
    datos = decision(app, elenco, version, numero=numero)
    enviar("registrar", "sofia", f"{punto}/decision/registrar", data=datos)
    assert vista(version).version.estado == "aprobado"
    return cuentas


def test_an_acuerdo_over_all_the_cargos_asks_one_thing_more_than_over_one(
    app: Flask, elenco: Elenco
) -> None:
    cuentas = []
    with app.app_context():
        una, *otras = [elenco.revisada(f"Frase {c}.", c) for c in elenco.cargos.values()]
        assert len(otras) > 1
        for numero, versiones in (("AJD-2026-001", [una]), ("AJD-2026-002", otras)):
            acuerdo = elenco.acuerdo(numero, *versiones)
            with contando(app) as dichas, transaccion() as session:
                registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
            cuentas.append(len(dichas))
    assert cuentas[1] <= cuentas[0] + 1, "whether they are all of one cambio masivo"
    assert cuentas[0] <= 25
