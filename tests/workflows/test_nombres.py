"""What somebody is about to sign, in words that follow «Va a»."""

from __future__ import annotations

import pytest

from workflows.formatos import cargar
from workflows.nombres import nombre_de_cargo, por_firmar

FORMATO = cargar("manual-cargos")
UNO = "Operativo General · Producción (código 41110)"


def test_a_cargo_is_named_by_its_title_what_tells_it_apart_and_its_codigo() -> None:
    campos = {"codigo": "41110", "estrato": "OPERATIVO", "categoria": "GENERAL",
              "area": "PRODUCCIÓN"}  # fmt: skip
    assert nombre_de_cargo(FORMATO, campos, "OPERATIVO GENERAL") == UNO
    assert nombre_de_cargo(FORMATO, {}, "Operativo general") == "Operativo general"


@pytest.mark.parametrize(
    ("rotulo", "nombres", "acuerdo", "dicho"),
    [
        ("Firmar como elaborado", [UNO], "", f"firmar como elaborado: {UNO}"),
        ("Aprobar con mi firma", [UNO], "", f"aprobar con su firma: {UNO}"),
        ("Visto bueno jurídico", [UNO], "", f"registrar «visto bueno jurídico»: {UNO}"),
        ("Registrar acuerdo", ["A", "B"], "AJD-1", "registrar acuerdo AJD-1: 2 cargos: A; B"),
        ("Completar el acuerdo", ["A"], "AJD-1", "completar el acuerdo AJD-1: A"),
        ("Firmeza", [], "AJD-1", "registrar «firmeza» en el acuerdo AJD-1"),
        ("Irrigación", [], "", "registrar «irrigación»"),
    ],
)
def test_what_is_signed_is_said_plainly(
    rotulo: str, nombres: list[str], acuerdo: str, dicho: str
) -> None:
    assert por_firmar(rotulo, nombres, acuerdo=acuerdo) == dicho


def test_of_many_cargos_ten_are_named_and_the_rest_counted() -> None:
    dicho = por_firmar("Asentar historia", [f"C{n}" for n in range(500)])
    assert dicho == (
        "asentar historia: 500 cargos: C0; C1; C2; C3; C4; C5; C6; C7; C8; C9; y 490 más"
    )
