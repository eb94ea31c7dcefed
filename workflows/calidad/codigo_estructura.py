"""Digits of a código that disagree with the estrato, the categoría or the área they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import CAMPO

REGLA = "codigo-estructura"


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each code that breaks the manual's own custom, with the code it should be.

    The code proposed is none when another cargo carries it.
    """
    contenido, entorno = examen.contenido, examen.entorno
    suya = examen.formato.identidad_de(contenido)
    rotulos = {c.clave: c.rotulo for c in examen.formato.campos}
    campos = dict(contenido.encabezado)
    for campo, estructura in entorno.estructura.items():
        codigo = contenido.campo(campo)
        if not codigo.isdigit():
            continue
        if len(codigo) != estructura.largo:
            if estructura.digitos:
                mensaje = (
                    f"{rotulos[campo]} {codigo} tiene {len(codigo)} dígitos y los demás del "
                    f"manual, {estructura.largo}."
                )
                yield Hallazgo(REGLA, Severidad.MEDIA, f"{CAMPO}{campo}", mensaje)
            continue
        conocida = entorno.fichas.get(suya)
        contado = conocida.campos.get(campo, "") if conocida else ""
        faltas = []
        for n, digito in enumerate(codigo):
            propio = digito if contado == codigo else ""
            esperado = estructura.esperado(n, campos, propio)
            if esperado and esperado[0] != digito:
                faltas.append((n, *esperado))
        if not faltas:
            continue
        cifras = list(codigo)
        for n, digito, _ in faltas:
            cifras[n] = digito
        nuevo = "".join(cifras)
        libre = all(f.identidad == suya for f in entorno.por_codigo.get((campo, nuevo), ()))
        por_que = "; ".join(
            f"con {rotulos[de].lower()} {campos.get(de, '')} la cifra {n + 1} es {digito}"
            for n, digito, de in faltas
        )
        yield Hallazgo(
            REGLA,
            Severidad.MEDIA,
            f"{CAMPO}{campo}",
            f"{rotulos[campo]} {codigo} no sigue a los demás del manual: {por_que}.",
            faltas[0][0],
            faltas[-1][0] + 1,
            nuevo if libre else None,
        )
