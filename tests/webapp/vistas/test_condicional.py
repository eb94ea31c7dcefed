"""Whoever has a public page is told so, and never once what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask

from tests.apoyo.contar import contando
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.sesion import visto
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.corregir_acuerdo import corregir_acuerdo
from webapp.casos.crear_manual import crear_manual
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.textos import olvidar
from workflows.formatos.cargador import fuente

MANUAL = f"/manual/{SLUG}"
CARGO = f"{MANUAL}/cargos/operativo-general-produccion"
NUMERO = "AJD-2026-120"
_GUARDA = "no-cache, private"
PAGINAS = [
    f"{MANUAL}/", f"{MANUAL}/?ver=lista", f"{MANUAL}/buscar?q=frase", CARGO, f"{CARGO}/historia",
    f"{CARGO}/comparar", f"{CARGO}/procedencia", f"{CARGO}/versiones/09-2020",
    f"{MANUAL}/cambios?de=2019-01-01", f"{MANUAL}/competencias/", f"{MANUAL}/acuerdos",
    f"{MANUAL}/acuerdos/AJD-2020-197", f"{MANUAL}/comparar-cargos",
]  # fmt: skip
#: What keeps a mark of its own bytes.
_API = f"/api/v1/manuales/{SLUG}"
DE_MAQUINA = [
    f"{MANUAL}/novedades.atom", f"{_API}/cargos", f"{_API}/cargos/operativo-general-produccion",
]  # fmt: skip


class Lector:
    """Reads a page again and again, as a browser does that keeps what it was given."""

    def __init__(self, cliente: ClienteAparte, ruta: str) -> None:
        self.cliente, self.ruta, self.marca = cliente, ruta, ""

    def leer(self) -> Any:
        """The answer to asking for what changed since the last time."""
        respuesta = self.cliente.get(self.ruta, headers={"If-None-Match": self.marca})
        self.marca = respuesta.headers.get("ETag", self.marca)
        return respuesta


def test_what_was_already_read_costs_one_statement_and_no_page(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        elenco.registrar(NUMERO, elenco.revisada("Frase."))
    for ruta in PAGINAS:
        lector = Lector(publico, ruta)
        primera = lector.leer()
        assert (primera.status_code, primera.headers["Cache-Control"]) == (200, _GUARDA), ruta
        assert "Cookie" in primera.headers["Vary"], ruta
        assert "Set-Cookie" not in primera.headers, ruta
        with contando(app) as dichas:
            otra = lector.leer()
        assert (otra.status_code, otra.text, len(dichas)) == (304, "", 1), ruta
        assert "Cookie" in otra.headers["Vary"], ruta
        for nombre in ("Cache-Control", "Content-Security-Policy"):
            assert otra.headers[nombre] == primera.headers[nombre], ruta


def test_whatever_changes_is_read_again(app: Flask, elenco: Elenco, publico: ClienteAparte) -> None:
    lector, indice = Lector(publico, CARGO), Lector(publico, f"{MANUAL}/")
    lector.leer()
    indice.leer()
    for dice, hecho in _vida(elenco):
        with app.app_context():
            hecho()
        respuesta = lector.leer()
        assert respuesta.status_code == 200, dice
        assert dice in respuesta.text
        assert indice.leer().status_code == 200, dice
        assert (lector.leer().status_code, indice.leer().status_code) == (304, 304)


def _vida(elenco: Elenco) -> list[tuple[str, Callable[[], object]]]:
    """What happens to a cargo: what its page says then, and what makes it so."""
    versiones: list[int] = []

    def aprobar() -> None:
        versiones.append(elenco.revisada("Frase nueva."))
        elenco.registrar(NUMERO, *versiones)

    def corregir() -> None:
        with transaccion() as session:
            que = _sobre(elenco, NUMERO, "Se digitó mal.")
            corregir_acuerdo(session, elenco.actor("sofia"), que, "numero", "AJD-2026-121")

    def anular() -> None:
        with transaccion() as session:
            que = _sobre(elenco, "AJD-2026-121", "La anuló.")
            dejar_sin_efecto(session, elenco.actor("sofia"), que, versiones)

    def fundar() -> None:
        with transaccion() as session:
            crear_manual(
                session, elenco.actor("marcos"), slug="otro", nombre="El otro manual",
                institucion="Otra", fuente=fuente("manual-cargos"), zona="America/Costa_Rica",
            )  # fmt: skip

    return [
        ("Frase nueva.", aprobar),
        ("AJD-2026-121", corregir),
        ("sin efecto", anular),
        ("El otro manual", fundar),
    ]


def _sobre(elenco: Elenco, numero: str, motivo: str) -> PedidoDeAcuerdo:
    a = visto(numero)
    return PedidoDeAcuerdo(elenco.manual_id, a.id, a.leido.ultimo_seq, motivo)


def test_midnight_where_the_institution_is_brings_what_was_approved_ahead(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        version = elenco.revisada("Lo de mañana.")
        acuerdo = elenco.acuerdo(NUMERO, version, rige=elenco.ahora.date() + timedelta(days=1))
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    lector = Lector(publico, CARGO)
    assert "Lo de mañana." not in lector.leer().text
    elenco.ahora = datetime(2026, 11, 13, 5, 59, 59, tzinfo=UTC)
    assert lector.leer().status_code == 304
    elenco.ahora = datetime(2026, 11, 13, 6, 0, tzinfo=UTC)
    assert "Lo de mañana." in lector.leer().text


def test_who_signs_in_is_given_a_page_of_their_own(
    elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    marca = publico.get(CARGO).headers["ETag"]
    ana = como("ana")
    for _ in range(2):
        suya = ana.get(CARGO, headers={"If-None-Match": marca})
        assert (suya.status_code, suya.headers.get("ETag")) == (200, None)
        assert "Ana Mora" in suya.text
    ana.post("/salir")
    assert ana.get(CARGO, headers={"If-None-Match": marca}).status_code in (200, 304)
    assert "Ana Mora" not in ana.get(CARGO).text


def test_how_far_a_work_is_is_not_in_the_record(publico: ClienteAparte) -> None:
    primera = publico.get(f"{MANUAL}/completo")
    assert primera.status_code == 200
    assert "ETag" not in primera.headers


def test_a_page_is_made_once_for_all_who_read_it(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        elenco.registrar(NUMERO, elenco.revisada("Frase."))
    for ruta in [*PAGINAS, *DE_MAQUINA]:
        primera = publico.get(ruta)
        with contando(app) as dichas:
            otra = publico.get(ruta)
        assert (otra.status_code, otra.data, len(dichas)) == (200, primera.data, 1), ruta
        assert sin_peticion(otra.headers) == sin_peticion(primera.headers), ruta


def test_a_program_that_comes_back_costs_one_statement(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    for ruta in [*DE_MAQUINA, f"{CARGO}/bajar/texto"]:
        lector = Lector(publico, ruta)
        primera = lector.leer()
        olvidar()
        assert lector.leer().status_code == 304, ruta
        with contando(app) as dichas:
            otra = lector.leer()
        assert (otra.status_code, otra.text, len(dichas)) == (304, "", 1), ruta
        nombre = "Content-Security-Policy"
        assert otra.headers[nombre] == primera.headers[nombre], ruta


def sin_peticion(cabeceras: Any) -> list[tuple[str, str]]:
    """The headers, but the number that each answer has."""
    return sorted((n, v) for n, v in cabeceras if n != "X-Request-ID")
