"""The chain of actos, recomputed by somebody who trusts only the rows (RFC 8785, SHA-256)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.apoyo.ataque import AMBOS, POSTGRESQL
from tests.apoyo.cadena import rota
from tests.apoyo.escenario import Escenario

pytestmark = pytest.mark.parametrize("escenario", AMBOS, indirect=True)


def test_every_acto_follows_the_one_before_it(escenario: Escenario) -> None:
    for via in escenario.vias:
        with escenario.conexion(via) as conexion:
            actos, manuales = conexion.execute(
                sa.text("SELECT COUNT(*), COUNT(DISTINCT manual_id) FROM acto")
            ).one()
            assert (actos > 40, manuales) == (True, 2)
            assert rota(conexion) == []


@pytest.mark.parametrize(
    ("cambio", "malos"),
    [
        ("UPDATE acto SET motivo = 'otro' WHERE manual_id = :manual AND seq = 5", [5]),
        ("UPDATE acto SET persona_id = :p_elena WHERE manual_id = :manual AND seq = 7", [7]),
        ("UPDATE acto SET base_hash = '' WHERE manual_id = :manual AND seq = 9", [9]),
        ("DELETE FROM acto WHERE manual_id = :manual AND seq = 4", [5]),
        ("UPDATE acto SET hash = 'f' WHERE manual_id = :manual AND seq = 6", [6, 7]),
    ],
)
def test_whoever_gets_past_the_guardias_breaks_the_chain(
    escenario: Escenario, cambio: str, malos: list[int]
) -> None:
    postgresql = escenario.motor == POSTGRESQL
    with escenario.conexion("dueno" if postgresql else "pelada") as conexion:
        for guardia in ("acto_no_update", "acto_no_delete"):
            donde = " ON acto" if postgresql else ""
            conexion.exec_driver_sql(f"DROP TRIGGER {guardia}{donde}")
        conexion.execute(sa.text(cambio), escenario.datos)
        assert rota(conexion) == [(escenario.datos["manual"], seq) for seq in malos]
