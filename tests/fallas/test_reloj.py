"""The clock of the server is set back: by little, by hours, over midnight, between two actos."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.fallas.libro import roturas
from webapp.bd import db
from webapp.modelos import Acto, Version
from workflows.errores import ActoInvalido


def momentos(app: Flask) -> list[str]:
    """Every moment of the record, in the order of the actos."""
    with app.app_context(), db.engine.connect() as conexion:
        return list(conexion.execute(sa.text("SELECT momento FROM acto ORDER BY seq")).scalars())


def test_a_little_back_the_acto_takes_the_moment_of_the_one_before(
    app: Flask, elenco: Elenco
) -> None:
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Operar.")
        elenco.ahora -= timedelta(minutes=4)
        elenco.elaborar(version)
    dichos = momentos(app)
    assert dichos[-1] == dichos[-2]
    assert dichos == sorted(dichos)
    assert roturas(app, elenco) == []


@pytest.mark.parametrize("atras", [timedelta(hours=2), timedelta(hours=11), timedelta(days=40)])
def test_further_back_nothing_is_signed_and_what_was_written_is_kept(
    app: Flask, elenco: Elenco, atras: timedelta
) -> None:
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Operar.")
        antes, hora = momentos(app), elenco.ahora
        elenco.ahora -= atras
        with pytest.raises(ActoInvalido, match="hay que poner en hora el servidor"):
            elenco.elaborar(version)
        assert momentos(app) == antes
        elenco.ahora = hora
        assert elenco.elaborar(version) == "elaborado", "nothing was lost"
    assert roturas(app, elenco) == []


def test_ahead_by_mistake_somebody_says_so_on_the_record_and_it_goes_on(
    app: Flask, elenco: Elenco
) -> None:
    orden = ["bitacora", "reloj", "--manual", SLUG, "--motivo", "La batería de la placa."]
    with app.app_context():
        hora = elenco.ahora
        elenco.ahora += timedelta(days=365)
        version = elenco.abrir()
        elenco.ahora = hora
        elenco.cambiar(version, "Operar.")
        with pytest.raises(ActoInvalido, match="364 días"):
            elenco.elaborar(version)
        hecho = app.test_cli_runner().invoke(args=orden)
        assert hecho.exit_code == 0, hecho.output
        assert elenco.elaborar(version) == "elaborado"
        with db.sessionmaker() as session:
            acto = session.scalars(sa.select(Acto).where(Acto.acto == "reloj")).one()
            assert (acto.motivo, '"decia":"2027-' in acto.datos) == (
                "La batería de la placa.",
                True,
            )
            assert session.get_one(Version, version).estado == "elaborado"
        otra_vez = app.test_cli_runner().invoke(args=orden)
        assert otra_vez.exit_code == 1
        assert "no hay nada que corregir" in otra_vez.output
    assert roturas(app, elenco) == []
