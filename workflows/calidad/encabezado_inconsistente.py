"""A header that does not agree with its other pages, with the formato, or with the manual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.calidad.vecindad import COMUN, VECES_MAS
from workflows.piezas import CAMPO
from workflows.texto import plano

REGLA = "encabezado-inconsistente"

#: Letters from which a value one letter away from a usual one is a slip.
LARGO = 6


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """Fields that the formato would not accept, values spelled as no other cargo does, pages."""
    yield from _de_la_forma(examen)
    yield from _del_manual(examen)
    yield from _de_las_paginas(examen)


def _de_la_forma(examen: Examen) -> Iterator[Hallazgo]:
    for campo in examen.formato.campos:
        valor = examen.contenido.campo(campo.clave)
        if valor and not campo.acepta(valor):
            mensaje = f"«{valor}» no tiene la forma de «{campo.rotulo}»."
            yield Hallazgo(REGLA, Severidad.ALTA, f"{CAMPO}{campo.clave}", mensaje)


def _del_manual(examen: Examen) -> Iterator[Hallazgo]:
    """An identity field written as no other cargo writes it, one letter from one that many do."""
    rotulos = {c.clave: c.rotulo for c in examen.formato.campos}
    for campo, valores in examen.entorno.valores.items():
        valor = examen.contenido.campo(campo)
        if not valor or valores[valor] > 1:
            continue
        for otro in sorted(valores):
            if valores[otro] >= max(COMUN, VECES_MAS * valores[valor]) and _se_parecen(valor, otro):
                yield Hallazgo(
                    REGLA,
                    Severidad.MEDIA,
                    f"{CAMPO}{campo}",
                    f"{rotulos[campo]} dice «{valor}»; {valores[otro]} cargos dicen «{otro}».",
                    arreglo=otro,
                    sobre=(otro,),
                )
                break


def _se_parecen(valor: str, otro: str) -> bool:
    if valor == otro:
        return False
    uno, dos = plano(valor), plano(otro)
    return uno == dos or (len(uno) >= LARGO and Levenshtein.distance(uno, dos) == 1)


def _de_las_paginas(examen: Examen) -> Iterator[Hallazgo]:
    """Only where a document was read: pages that say otherwise, or that print it otherwise."""
    encabezados = examen.leido.encabezados if examen.leido else ()
    if len(encabezados) < 2:
        return
    rotulos = list(dict.fromkeys(r for e in encabezados for r in e.dichos))
    for rotulo in rotulos:
        dichos = Counter(e.dichos.get(rotulo, "") for e in encabezados)
        if len(dichos) < 2:
            continue
        usual = max(dichos, key=lambda d: (dichos[d], d))
        if not usual or dichos[usual] < 2:
            continue
        for e in encabezados:
            dicho = e.dichos.get(rotulo, "")
            if dicho != usual:
                suyo = f"dice «{dicho}»" if dicho else "no lo dice"
                mensaje = f"{rotulo}: la página {e.pagina or '?'} {suyo}; las demás, «{usual}»."
                yield Hallazgo(REGLA, Severidad.MEDIA, "", mensaje, sobre=(mensaje,),
                               lineas=e.lineas)  # fmt: skip
    filas = Counter(e.filas for e in encabezados)
    usuales = max(filas, key=lambda n: (filas[n], -n))
    for e in encabezados:
        if e.filas > usuales and filas[usuales] > len(encabezados) / 2:
            mensaje = (
                f"El encabezado de la página {e.pagina or '?'} está partido: ocupa {e.filas} "
                f"renglones y los demás, {usuales}."
            )
            yield Hallazgo(REGLA, Severidad.BAJA, "", mensaje, sobre=(mensaje,), lineas=e.lineas)
