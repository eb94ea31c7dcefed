"""The public pages cost the same statements with one version of each cargo as with many."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.apoyo.contar import contando
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.textos import olvidar

MANUAL = f"/manual/{SLUG}"
CARGO = f"{MANUAL}/cargos/operativo-general-produccion"
API = f"/api/v1/manuales/{SLUG}"
PAGINAS = [
    f"{MANUAL}/", f"{MANUAL}/?ver=lista", f"{MANUAL}/?fecha=2026-11-10", f"{MANUAL}/buscar?q=frase",
    f"{MANUAL}/cambios?de=2019-01-01", f"{MANUAL}/competencias/", f"{MANUAL}/novedades.atom",
    CARGO, f"{CARGO}/comparar", f"{CARGO}/procedencia", f"{CARGO}/historia",
    f"{API}/cargos", f"{API}/novedades", f"{API}/cargos/operativo-general-produccion/versiones",
]  # fmt: skip


def test_more_versions_cost_no_more_statements(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    def medir() -> dict[str, int]:
        cuentas = {}
        for ruta in PAGINAS:
            olvidar()
            with contando(app) as dichas:
                assert publico.get(ruta).status_code == 200, ruta
            cuentas[ruta] = len(dichas)
        return cuentas

    def aprobar(n: int) -> None:
        with app.app_context():
            elenco.registrar(f"AJD-2026-{n:03d}", elenco.revisada(f"Frase {n}."))

    publico.get(PAGINAS[0])  # the first page of a process learns the formato, once
    aprobar(1)
    pocas = medir()
    for n in range(2, 8):
        aprobar(n)
    assert medir() == pocas
    assert max(pocas.values()) <= 10


@pytest.mark.parametrize("pide", ["", "ver=lista&", "area=produccion&"])
def test_what_a_process_drew_for_a_reader_asks_only_for_the_manual(
    app: Flask, publico: ClienteAparte, pide: str
) -> None:
    olvidar()
    publico.get(f"{MANUAL}/?{pide}vez=1")
    with contando(app) as dichas:
        assert publico.get(f"{MANUAL}/?{pide}vez=2").status_code == 200
    assert len(dichas) == 1, dichas
