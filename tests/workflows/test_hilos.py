"""Who may answer what in a thread: the whole table, and a reason for each refusal."""

from __future__ import annotations

from itertools import product

import pytest

from workflows.formatos import cargar
from workflows.formatos.modelo import ClaseEstado
from workflows.hilos import (
    ClaseObservacion,
    ClaseRespuesta,
    EstadoHilo,
    Hilo,
    Papel,
    estado_de,
    impedimento,
    palabras_de,
    papel_de,
    posibles,
    ve,
)

AUTORA = Papel(1, tramita=True, escribe=True, revisa=False, es_autor=True)
REVISOR = Papel(2, tramita=True, escribe=False, revisa=True, es_autor=False)
AMBOS = Papel(3, tramita=True, escribe=True, revisa=True, es_autor=False)
AMBOS_AUTOR = Papel(3, tramita=True, escribe=True, revisa=True, es_autor=True)
CONSULTADA = Papel(4, tramita=False, escribe=False, revisa=False, es_autor=False, unidad="Legal")
AJENO = Papel(5, tramita=False, escribe=False, revisa=False, es_autor=False, unidad="Otra")

OBSERVACION, NOTA, CRITERIO = ClaseObservacion
EDICION, TRAMITE = ClaseEstado.EDICION, ClaseEstado.TRAMITE


def hilo(
    clase: ClaseObservacion = OBSERVACION,
    estado: EstadoHilo = EstadoHilo.ABIERTO,
    version: ClaseEstado = EDICION,
    *,
    sugiere: bool = False,
) -> Hilo:
    """A thread of somebody else's."""
    return Hilo(clase, estado, 9, sugiere, "Legal" if clase is CRITERIO else "", version)


@pytest.mark.parametrize(
    ("que", "papel", "puede"),
    [
        (hilo(), AUTORA, "comentario atendida"),
        (hilo(sugiere=True), AUTORA, "comentario atendida aceptada declinada"),
        (hilo(sugiere=True, version=TRAMITE), AUTORA, "comentario"),
        (hilo(estado=EstadoHilo.ATENDIDO), AUTORA, "comentario"),
        (hilo(estado=EstadoHilo.RESUELTO), AUTORA, "comentario"),
        (hilo(), REVISOR, "comentario resuelta"),
        (hilo(estado=EstadoHilo.ATENDIDO), REVISOR, "comentario resuelta reabierta"),
        (hilo(estado=EstadoHilo.DECLINADO), REVISOR, "comentario reabierta"),
        (hilo(), AMBOS, "comentario resuelta"),
        (hilo(), AMBOS_AUTOR, "comentario atendida"),
        (hilo(NOTA), REVISOR, "comentario resuelta"),
        (hilo(NOTA), AUTORA, ""),
        (hilo(NOTA), AMBOS_AUTOR, ""),
        (hilo(CRITERIO), CONSULTADA, "comentario"),
        (hilo(CRITERIO), AJENO, ""),
        (hilo(CRITERIO), REVISOR, "comentario resuelta"),
        (hilo(CRITERIO), AUTORA, "comentario"),
        (hilo(), CONSULTADA, ""),
        (hilo(version=ClaseEstado.APROBADA), REVISOR, ""),
        (hilo(version=ClaseEstado.CERRADA), AUTORA, ""),
    ],
)
def test_each_does_what_is_theirs(que: Hilo, papel: Papel, puede: str) -> None:
    assert posibles(que, papel) == set(puede.split())


def test_who_made_a_remark_closes_it_whatever_their_part() -> None:
    suyo = Hilo(OBSERVACION, EstadoHilo.ABIERTO, AUTORA.persona, False, "", TRAMITE)
    assert ClaseRespuesta.RESUELTA in posibles(suyo, AUTORA)


def test_a_refusal_always_says_what_to_do_next() -> None:
    papeles = (AUTORA, REVISOR, AMBOS, AMBOS_AUTOR, CONSULTADA, AJENO)
    casos = product(ClaseObservacion, EstadoHilo, ClaseEstado, (True, False), papeles)
    for clase, estado, version, sugiere, papel in casos:
        que = hilo(clase, estado, version, sugiere=sugiere)
        for respuesta in ClaseRespuesta:
            negativa = impedimento(que, papel, respuesta)
            assert negativa is None or (negativa.mensaje and negativa.remedio)


@pytest.mark.parametrize(
    ("respuestas", "estado"),
    [
        ("", EstadoHilo.ABIERTO),
        ("comentario comentario", EstadoHilo.ABIERTO),
        ("atendida comentario", EstadoHilo.ATENDIDO),
        ("atendida reabierta", EstadoHilo.ABIERTO),
        ("resuelta comentario", EstadoHilo.RESUELTO),
        ("resuelta reabierta atendida", EstadoHilo.ATENDIDO),
        ("declinada reabierta aceptada", EstadoHilo.ACEPTADO),
    ],
)
def test_a_thread_stands_where_its_answers_left_it(respuestas: str, estado: EstadoHilo) -> None:
    assert estado_de(respuestas.split()) is estado


def test_three_kinds_of_readers_never_mix() -> None:
    leen = {
        clase: [p.persona for p in (AUTORA, REVISOR, AMBOS_AUTOR, CONSULTADA, AJENO)
                if ve(clase, "Legal", p)]
        for clase in ClaseObservacion
    }  # fmt: skip
    assert leen == {OBSERVACION: [1, 2, 3], NOTA: [2], CRITERIO: [1, 2, 3, 4]}
    sin_unidad = Papel(6, tramita=False, escribe=False, revisa=False, es_autor=False, unidad="")
    assert not ve(CRITERIO, "", sin_unidad), "an account without a unit is of none"


def test_what_a_role_is_comes_from_the_formato() -> None:
    formato = cargar("manual-cargos")
    roles = {r: papel_de(formato, 1, frozenset({r}), es_autor=False, unidad="") for r in
             ("autor", "revisor", "secretaria", "administrador", "lector")}  # fmt: skip
    assert {r: (p.tramita, p.escribe, p.revisa) for r, p in roles.items()} == {
        "autor": (True, True, False),
        "revisor": (True, False, True),
        "secretaria": (True, False, True),
        "administrador": (False, False, False),
        "lector": (False, False, False),
    }


def test_a_proposal_for_a_row_replaces_its_concepto_alone() -> None:
    assert palabras_de("competencia:c-1", "Tipo\tOrden\t3\tMantiene\tsu puesto.") == (
        "Mantiene\tsu puesto."
    )
    assert palabras_de("item:i-1", "Uno\tdos.") == "Uno\tdos."
