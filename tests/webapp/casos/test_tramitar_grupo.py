"""A grupo is signed, reviewed and returned as one: every version of it, or none."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.apoyo.masivo import cambiado, tramitar, versiones
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.tramitar_grupo import PedidoDeGrupo, tramitar_grupo
from webapp.modelos import Acto, Observacion
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    NoEncontrado,
    VersionDesfasada,
)

pytestmark = pytest.mark.usefixtures("en_app")
FRASE, NUEVA = "caudales y presiones", "caudales, presiones y niveles"


@pytest.fixture
def grupo(en_app: object, elenco: Elenco) -> tuple[int, list[int]]:
    """Ana's change in every cargo."""
    return cambiado(elenco, FRASE, NUEVA)


def test_a_grupo_is_signed_reviewed_and_approved_together(
    elenco: Elenco, grupo: tuple[int, list[int]]
) -> None:
    grupo_id, ids = grupo
    assert tramitar(elenco, grupo_id, "elaborar", "ana", ids) == "elaborado"
    assert tramitar(elenco, grupo_id, "revisar", "rafael", ids) == "revisado"
    elenco.registrar("AJD-2026-112", *ids)
    assert {elenco.vista(v).version.estado for v in ids} == {"aprobado"}
    with db.sessionmaker() as session:
        actos = session.scalars(select(Acto).where(Acto.version_id.in_(ids))).all()
    assert sorted(a.acto for a in actos if a.persona == "Rafael Solís") == ["revisar"] * len(ids)


def test_whoever_wrote_one_of_them_does_not_review_the_grupo(
    elenco: Elenco, grupo: tuple[int, list[int]]
) -> None:
    grupo_id, ids = grupo
    elenco.cambiar(ids[1], "Operar por turnos.", "beto")
    elenco.justificar(ids[1])
    tramitar(elenco, grupo_id, "elaborar", "ana", ids)
    titulo = elenco.vista(ids[1]).cargo.titulo
    with rechaza(ActoInvalido, f"{titulo}: Usted escribió en esta versión"):
        tramitar(elenco, grupo_id, "revisar", "beto", ids)


def test_a_grupo_that_has_an_open_remark_is_not_reviewed(
    elenco: Elenco, grupo: tuple[int, list[int]]
) -> None:
    grupo_id, ids = grupo
    tramitar(elenco, grupo_id, "elaborar", "ana", ids)
    with transaccion() as session:
        session.add(
            Observacion(
                version_id=ids[2], clase="observacion", pieza="", lugar="Todo el cargo",
                texto="Aclarar.", persona_id=elenco.personas["rafael"], momento=elenco.ahora,
            )
        )  # fmt: skip
    titulo = elenco.vista(ids[2]).cargo.titulo
    with rechaza(ActoInvalido, f"{titulo}: Hay una observación abierta"):
        tramitar(elenco, grupo_id, "revisar", "rafael", ids)


def test_a_text_that_moved_since_the_page_was_opened_stops_the_grupo(
    elenco: Elenco, grupo: tuple[int, list[int]]
) -> None:
    grupo_id, ids = grupo
    vistos = {v: elenco.vista(v).contenido_hash for v in ids}
    elenco.cambiar(ids[0], "Operar por turnos.", "beto")
    with rechaza(VersionDesfasada, "El texto cambió desde que usted lo abrió"), transaccion() as s:
        tramitar_grupo(s, elenco.actor("ana"), PedidoDeGrupo(grupo_id, "elaborar", vistos))


def test_one_or_all_go_back_with_a_reason_and_keep_their_saves(
    elenco: Elenco, grupo: tuple[int, list[int]]
) -> None:
    grupo_id, ids = grupo
    tramitar(elenco, grupo_id, "elaborar", "ana", ids)
    with rechaza(DatosInvalidos, "Falta indicar el motivo"):
        tramitar(elenco, grupo_id, "devolver", "rafael", ids)
    assert tramitar(elenco, grupo_id, "devolver", "rafael", ids[:1], "Aclarar.") == "borrador"
    assert [elenco.vista(v).version.estado for v in ids] == ["borrador", "elaborado", "elaborado"]
    tramitar(elenco, grupo_id, "devolver", "rafael", ids[1:], "También aquí.")
    vistas = [elenco.vista(v) for v in ids]
    assert [v.version.estado for v in vistas] == ["borrador"] * 3
    assert [v.serie for v in vistas] == [3] * 3
    assert all(NUEVA in v.contenido.seccion("actividades_principales").items[1].texto
               for v in vistas)  # fmt: skip


def test_what_is_not_of_the_grupo_or_not_for_a_grupo_is_refused(
    elenco: Elenco, grupo: tuple[int, list[int]]
) -> None:
    grupo_id, ids = grupo
    with rechaza(NoEncontrado, "no es de este grupo"):
        tramitar(elenco, grupo_id, "elaborar", "ana", [*ids, 1])
    with rechaza(NoEncontrado, "Ese cambio masivo no existe"):
        tramitar(elenco, 999, "elaborar", "ana", ids)
    with rechaza(DatosInvalidos, "No eligió ningún cargo"):
        tramitar(elenco, grupo_id, "elaborar", "ana", [])
    for acto in ("descartar", "aprobar", "nada"):
        with rechaza(ActoInvalido, "no se hace con un grupo entero"):
            tramitar(elenco, grupo_id, acto, "ana", ids, "Porque sí.")
    with rechaza(ActoNegado, "le toca a otra persona"):
        tramitar(elenco, grupo_id, "elaborar", "rafael", ids)
    assert versiones(grupo_id) == ids
