"""The code on a printed page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflows.verificacion import agrupado, codigo_de, normalizar

huellas = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.text(max_size=40), st.integers(1, 10**6), huellas)
def test_a_code_copied_from_paper_is_the_code(manual: str, version: int, huella: str) -> None:
    codigo = codigo_de(manual, version, huella)
    assert len(codigo) == 12
    assert normalizar(agrupado(codigo)) == codigo
    assert normalizar(f"  {agrupado(codigo).lower().replace('-', ' ')} ") == codigo


@given(st.integers(1, 10**6), huellas, huellas)
def test_each_text_of_a_version_has_a_code_of_its_own(version: int, una: str, otra: str) -> None:
    if una != otra:
        assert codigo_de("pruebas", version, una) != codigo_de("pruebas", version, otra)
    assert codigo_de("pruebas", version, una) != codigo_de("otro", version, una)


def test_what_is_no_code_is_nothing() -> None:
    assert normalizar("") == ""
    assert normalizar("ABCD-EFGH") == ""
    assert normalizar("ABCD-EFGH-ÑÑÑÑ") == ""
    assert normalizar("ABCD-EFGH-IJK9") == ""
    assert normalizar("A8CD-EFG0-1JKL") == "ABCD-EFGO-IJKL".replace("-", "")
