"""A cambio masivo of sixty cargos asks as little of the database as one of three."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask

from tests.apoyo.contar import contando, crecer
from tests.apoyo.masivo import cambio, hacer, tramitar, versiones
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos.descartar import descartar

TOPE_PAGINA, TOPE_CASO = 10, 30
PAGINA = f"/manual/{SLUG}/cambio-masivo?frase=caudales&reemplazo=niveles"
FRASE, NUEVA = "caudales", "niveles"


def medir(app: Flask, elenco: Elenco, frase: str, nueva: str) -> tuple[int, list[int]]:
    """A change made, signed, reviewed and returned: how many cargos, and each one's statements."""
    pasos: Sequence[tuple[str, str, str]] = (
        ("elaborar", "ana", ""),
        ("revisar", "rafael", ""),
        ("devolver-revisado", "sofia", "Aclarar."),
    )
    cuentas = []
    with app.app_context():
        que = cambio(frase, nueva)
        with contando(app) as dichas:
            hecho = hacer(elenco, que)
        cuentas.append(len(dichas))
        grupo = hecho.grupo_id
        assert grupo is not None
        ids = versiones(grupo)
        for acto, quien, motivo in pasos:
            with contando(app) as dichas:
                tramitar(elenco, grupo, acto, quien, ids, motivo)
            cuentas.append(len(dichas))
        for version_id in ids:
            _descartar(elenco, version_id)
    return len(ids), cuentas


def _descartar(elenco: Elenco, version_id: int) -> None:
    pedido = elenco.pedido(version_id, "descartar", "Era una prueba.")
    with transaccion() as session:
        descartar(session, elenco.actor("ana"), pedido)


def test_the_statements_of_a_cambio_masivo_do_not_grow_with_the_cargos(
    app: Flask, elenco: Elenco
) -> None:
    pocos, antes = medir(app, elenco, FRASE, NUEVA)
    with app.app_context():
        crecer(elenco, 60)
    muchos, despues = medir(app, elenco, FRASE, NUEVA)
    assert (pocos, muchos) == (3, 63)
    # After an approval the checks ask which texts are other, and read those: one thing more.
    assert despues == [antes[0], antes[1] + 1, *antes[2:]]
    assert max(antes) <= TOPE_CASO, antes


def test_its_sugerencias_do_not_either(app: Flask, elenco: Elenco) -> None:
    cuentas = []
    with app.app_context():
        for nueva in ("cada turno", "cada día"):
            if cuentas:
                crecer(elenco, 60)
            hacer(elenco, cambio(FRASE, NUEVA, lambda c: not c.estado))
            que = cambio("cada hora", nueva)
            with contando(app) as dichas:
                assert hacer(elenco, que, "beto").sugerencias
            cuentas.append(len(dichas))
    assert cuentas[0] == cuentas[1] <= TOPE_CASO


def test_its_pages_do_not_either(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    ana, sofia = como("ana"), como("sofia")
    with app.app_context():
        chico = hacer(elenco, cambio(FRASE, NUEVA)).grupo_id
        crecer(elenco, 60)
        grande = hacer(elenco, cambio(FRASE, NUEVA)).grupo_id

    def contar(cliente: ClienteAparte, ruta: str) -> int:
        with contando(app) as dichas:
            assert cliente.get(ruta).status_code == 200
        return len(dichas)

    contar(ana, f"/manual/{SLUG}/grupos/{chico}")  # what the manual says is read after an acto
    grupos = [contar(ana, f"/manual/{SLUG}/grupos/{g}") for g in (chico, grande)]
    assert grupos[0] == grupos[1] <= TOPE_PAGINA
    assert contar(ana, PAGINA) <= TOPE_PAGINA
    assert contar(ana, f"/manual/{SLUG}/cargos-nuevos") <= TOPE_PAGINA
    assert contar(ana, "/bandeja") <= TOPE_PAGINA
    assert contar(sofia, f"/manual/{SLUG}/junta?grupo={grande}") <= TOPE_PAGINA
