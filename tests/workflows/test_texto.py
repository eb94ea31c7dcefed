"""Words as a reader compares them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workflows.texto import plano


@given(
    st.text()
    | st.text(alphabet="aÁñÑüç «»“”ß…İ\u0301\u034f\u0483\u0591\u20d0ΆйﬁⅢ\u00a0", max_size=20)
)
def test_plain_text_has_no_accent_no_capital_and_one_space_between_words(texto: str) -> None:
    sin_marcas = "".join(
        c for c in unicodedata.normalize("NFKD", texto) if not unicodedata.combining(c)
    )
    assert plano(texto) == " ".join(sin_marcas.casefold().split())
