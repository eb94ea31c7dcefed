"""The canonical JSON is that of RFC 8785, whoever writes it."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from workflows.canonico import canonizar

MAYOR = 2**53 - 1
sueltos = (
    st.none()
    | st.booleans()
    | st.integers(-MAYOR, MAYOR)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
valores = st.recursive(
    sueltos, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=20
)  # fmt: skip
SIGNOS = "".join(map(chr, range(0x20))) + '\x7f\u2028"\\/ñ\U0001f4a7'


@given(valores)
def test_any_value_is_written_as_the_rfc_asks(valor: Any) -> None:
    assert canonizar(valor) == rfc8785.dumps(valor)


def test_every_sign_that_is_escaped_is_escaped_alike() -> None:
    assert canonizar({"texto": SIGNOS}) == rfc8785.dumps({"texto": SIGNOS})


@pytest.mark.parametrize("valor", [MAYOR + 2, float("nan"), "\ud800"])
def test_what_json_cannot_say_is_refused(valor: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonizar({"valor": valor})
