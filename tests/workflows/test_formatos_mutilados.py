"""Whatever happens to a formato file, the loader answers in sentences and never with a trace."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows import ciclo
from workflows.errores import FormatoInvalido
from workflows.formatos import leer_formato
from workflows.formatos.cargador import armar, fuente
from workflows.formatos.modelo import ClaseActo

CARGOS = fuente("manual-cargos")

SIN_SENTIDO: dict[str, str] = {
    "empty file": "",
    "syntax error": CARGOS + "\n[[acto\n",
    "key twice": 'clave = "a"\nclave = "b"\n',
    "another program's file": '[project]\nname = "x"\n',
    "array nested past counting": "a = " + "[" * 9999,
    "tables where rows belong": re.sub(r"\[\[acto\]\][\s\S]*", '[acto]\nclave = "abrir"\n', CARGOS),
    "rows where a table belongs": CARGOS.replace("[pagina]", "[[pagina]]"),
    "a list of numbers for actos": re.sub(r"\[\[acto\]\][\s\S]*", "", CARGOS).replace(
        "clave =", "acto = [1, 2]\nclave =", 1
    ),
    "no estados at all": re.sub(r"\[\[(?:estado|acto)\]\]\n(?:.+\n?)*", "", CARGOS),
}


@pytest.mark.parametrize("que", SIN_SENTIDO)
def test_a_file_that_is_something_else_is_refused_in_sentences(que: str) -> None:
    with pytest.raises(FormatoInvalido) as error:
        leer_formato(SIN_SENTIDO[que], "mio.toml")
    for falla in error.value.fallas:
        assert re.fullmatch(r"mio\.toml: .+: .+; .+\.", falla, re.DOTALL)


def _lugares(valor: Any, camino: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pares = valor.items() if isinstance(valor, dict) else enumerate(valor)
    lugares = []
    for clave, hijo in pares:
        lugares.append((*camino, clave))
        if isinstance(hijo, dict | list):
            lugares += _lugares(hijo, (*camino, clave))
    return lugares


OTROS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.just(date(2026, 11, 12)), st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    st.sampled_from(["{", "{}", "{0}", "{anio!r}", "{anio:>99999999999}", "(", "*", "=", "borrador",
                     "edicion", "aprobada", "revision", "asiento", "cargo", "lector"]),
)  # fmt: skip


@settings(max_examples=200)
@given(data=st.data(), clave=st.sampled_from(["manual-cargos", "especificacion-clase"]))
def test_a_mutilated_formato_is_refused_or_loads_but_never_crashes(
    data: st.DataObject, clave: str
) -> None:
    datos: Any = tomllib.loads(fuente(clave))
    for _ in range(data.draw(st.integers(1, 4))):
        camino = data.draw(st.sampled_from(_lugares(datos)))
        donde = datos
        for paso in camino[:-1]:
            donde = donde[paso]
        if data.draw(st.booleans()):
            del donde[camino[-1]]
        else:
            donde[camino[-1]] = data.draw(OTROS)
        if not datos:
            break
    try:
        formato = armar(datos, "mio.toml")
    except FormatoInvalido:
        pass
    else:
        assert ciclo.recorrido(formato)
        assert all(formato.actos_de(c) for c in (ClaseActo.APERTURA, ClaseActo.APROBACION))
