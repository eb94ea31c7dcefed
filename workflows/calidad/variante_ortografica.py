"""A rare spelling beside the one the manual uses: an accent, one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflows.calidad.arreglo import enmendar
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.calidad.palabras import Palabra, palabras
from workflows.calidad.vecindad import RARA, Vocabulario, es_llena
from workflows.texto import plano

REGLA = "variante-ortografica"

#: Letters from which a word can be told from another by its accents.
MINIMO = 5
#: Endings by which one word is two forms of itself, and no mistake.
_TEXTO_FORMAS = (
    " s es o a os as e n an en r ar er ir ndo ando do da dos das ado ada ados adas ido ida idos"
    " idas ra ran re cion ciones dor dora dores mente oso osa osos osas al ales"
    " to ta tos tas te tes nte ntes l les se la lo las los nal vo va vos"
    " vas ivo iva ivos ivas ico ica icos icas miento mientos on ones or ora ores"
)
_FORMAS = frozenset(_TEXTO_FORMAS.split(" "))
#: Two words each, whatever they look like.
_PARONIMOS = (
    ("actitud", "aptitud"), ("adopt", "adapt"), ("infligir", "infringir"), ("prescri", "proscri"),
    ("absorb", "absorv"), ("deduc", "reduc"), ("conduc", "produc"), ("afect", "efect"),
    ("perjuici", "prejuici"), ("preve", "provee"), ("compren", "compran"), ("precis", "previs"),
    ("revis", "previs"), ("conser", "concer"), ("tramit", "transmit"), ("destin", "distin"),
    ("comput", "comport"), ("compet", "complet"), ("inter", "exter"), ("persona", "personal"),
)  # fmt: skip
#: Endings that never go without their accent.
_SIN_DUDA = re.compile(r"(?:[cs]ion|[aeo]logia|grafia|metria|nomia)$")


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each piece, at the first of them; the mended text mends them all."""
    vocabulario = examen.entorno.vocabulario
    for escrito in examen.escritos:
        raras = vocabulario.recordado(_raras, escrito.texto)
        if not raras:
            continue
        cambios = [(p.inicio, p.fin, _como(p.escrita, usual)) for p, usual in raras]
        dicho = ", ".join(
            f"«{p.escrita}» por «{nuevo}»"
            for (p, _), (_, _, nuevo) in zip(raras, cambios, strict=True)
        )
        yield Hallazgo(
            REGLA,
            Severidad.BAJA,
            escrito.pieza,
            f"El manual lo escribe de otra manera: {dicho}.",
            raras[0][0].inicio,
            raras[0][0].fin,
            enmendar(escrito.texto, cambios),
            escrito.parte,
        )


def _raras(texto: str, vocabulario: Vocabulario) -> list[tuple[Palabra, str]]:
    """Each word spelled otherwise than the manual does, and how it spells it."""
    dichas = palabras(texto)
    return [(p, usual) for n, p in enumerate(dichas) if (usual := _usual(dichas, n, vocabulario))]


def _usual(dichas: Sequence[Palabra], n: int, vocabulario: Vocabulario) -> str:
    """The spelling the manual uses for the n-th word, or "" when it is right or in doubt."""
    esta = dichas[n]
    rara = esta.llana
    if len(rara) < MINIMO or vocabulario.cuenta[rara] > RARA:
        return ""
    if esta.en_mayusculas or _es_nombre(dichas, n):
        return ""
    for otra in vocabulario.con_otro_acento(rara):
        if vocabulario.es_comun(otra, rara) and (
            _SIN_DUDA.search(rara) or _en_su_lugar(dichas, n, otra, vocabulario)
        ):
            return otra
    for otra in vocabulario.a_una_letra(rara):
        if (
            vocabulario.es_comun(otra, rara)
            and not _es_otra_palabra(plano(rara), plano(otra))
            and _en_su_lugar(dichas, n, otra, vocabulario)
        ):
            return otra
    return ""


def _es_nombre(dichas: Sequence[Palabra], n: int) -> bool:
    """A capital inside a sentence beside another one: a name, which is spelled as it likes."""
    esta = dichas[n]
    return (
        esta.escrita[0].isupper()
        and n > 0
        and dichas[n - 1].escrita[0].isupper()
        and n + 1 < len(dichas)
        and dichas[n + 1].escrita[0].isupper()
    )


def _en_su_lugar(dichas: Sequence[Palabra], n: int, otra: str, vocabulario: Vocabulario) -> bool:
    """Whether the usual spelling stands elsewhere beside the same word as this one does."""
    antes = next((p.llana for p in reversed(dichas[max(0, n - 3) : n]) if es_llena(p.llana)), "")
    sigue = next((p.llana for p in dichas[n + 1 : n + 4] if es_llena(p.llana)), "")
    return vocabulario.van_juntas(antes, otra) or vocabulario.van_juntas(otra, sigue)


def _es_otra_palabra(rara: str, usual: str) -> bool:
    """Two forms of one word, or two words that look alike: no slip of the pen."""
    if rara[:1] != usual[:1]:
        return True
    for uno, otro in _PARONIMOS:
        if (uno in rara and otro in usual) or (otro in rara and uno in usual):
            return True
    n = next(
        (i for i, (a, b) in enumerate(zip(rara, usual, strict=False)) if a != b),
        min(len(rara), len(usual)),
    )
    return any(rara[m:] in _FORMAS and usual[m:] in _FORMAS for m in range(max(0, n - 3), n + 1))


def _como(escrita: str, usual: str) -> str:
    """The usual spelling, with the capital this one has."""
    return usual[0].upper() + usual[1:] if escrita[0].isupper() else usual
