"""Whether a sentence begins with an infinitive, as activities do."""

from __future__ import annotations

import re
from functools import lru_cache

from workflows.texto import plano

_RECORDADOS = 2_048
_PALABRA = re.compile(r"[^\W\d_]+")
_INFINITIVO = re.compile(r"[a-z]*(?:[aei]r|[aei]rse|[aei]rl[aeo]s?)$")
#: They end like one and are none.
_TEXTO_NOMBRES = "lugar hogar mujer taller dolar ayer pilar ejemplar escolar similar"
_NOMBRES = frozenset(_TEXTO_NOMBRES.split())
#: What may come before it: «No autorizar…», «Además, revisar…».
_ANTES = frozenset(["no", "ademas", "tambien", "asimismo", "nunca"])


@lru_cache(_RECORDADOS)
def empieza_en_infinitivo(texto: str) -> bool:
    """Whether the first word is an infinitive, adverbs aside."""
    for palabra in _PALABRA.findall(plano(texto[:120]))[:3]:
        if len(palabra) > 1 and palabra not in _NOMBRES and _INFINITIVO.match(palabra):
            return True
        if palabra not in _ANTES and not palabra.endswith("mente"):
            return False
    return False
