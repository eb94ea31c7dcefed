"""Which pages make one cargo: by identity, by page count, and by what the next page says.

The código is no help on its own: the real manual prints one código on two cargos.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workflows.formatos.modelo import Formato
from workflows.lectura.encabezado import Encabezado
from workflows.lectura.plegado import compacto


@dataclass(slots=True)
class Grupo:
    """The headers of one cargo, in order, as indexes; and what looked wrong about them."""

    paginas: list[int] = field(default_factory=list)
    avisos: list[tuple[int, str]] = field(default_factory=list)
    referencia: Encabezado | None = None  #: the first header that says who the cargo is
    ultima: Encabezado | None = None  #: the last header
    pagina: int = 0  #: the last page number printed
    abierto: bool = False  #: its first section has been seen

    def sumar(self, i: int, e: Encabezado, abre: bool, formato: Formato) -> None:
        """Take one more page."""
        self.paginas.append(i)
        self.ultima = e
        self.pagina = e.pagina or self.pagina
        self.abierto = self.abierto or abre
        if self.referencia is None and _identidad(e, formato):
            self.referencia = e


def agrupar(
    encabezados: Sequence[Encabezado], abre: Sequence[bool], formato: Formato
) -> list[Grupo]:
    """Group headers into cargos. ``abre[i]``: the first section follows header i."""
    grupos: list[Grupo] = []
    for i, e in enumerate(encabezados):
        proxima = encabezados[i + 1] if i + 1 < len(encabezados) else None
        if not grupos or not _es_del(grupos[-1], e, proxima, abre[i], formato):
            nuevo = Grupo()
            if grupos and not _distinta(encabezados[i - 1], e, formato):
                mensaje = "Repite el encabezado del cargo anterior: puede estar dos veces."
                nuevo.avisos.append((e.numero, mensaje))
            grupos.append(nuevo)
        grupos[-1].sumar(i, e, abre[i], formato)
    for g in grupos:
        _revisar_cuenta(g, encabezados)
    return grupos


def _es_del(
    grupo: Grupo, e: Encabezado, proxima: Encabezado | None, abre: bool, formato: Formato
) -> bool:
    referencia, previa = grupo.referencia, grupo.ultima
    vuelve = bool(
        referencia
        and proxima
        and proxima.pagina != 1
        and _identidad(proxima, formato)
        and not _distinta(referencia, proxima, formato)
    )
    if referencia is not None and _distinta(referencia, e, formato):
        primera = len(grupo.paginas) == 1
        misma = _misma_con_error(
            e, referencia, grupo.pagina, vuelve, proxima, abre, formato, primera=primera
        )
        if misma and primera and not vuelve:
            grupo.referencia = e  # the slip was on the first page
        return misma
    if e.pagina == 1 and grupo.pagina:
        salta = bool(vuelve and proxima and proxima.pagina == grupo.pagina + 2)
        unica = bool(previa and previa.de == 1)
        repetida = grupo.pagina == 1 and not unica and not (abre and grupo.abierto)
        return salta or repetida
    dudosa = not _identidad(e, formato) or not e.pagina or e.pagina <= grupo.pagina
    return not (abre and grupo.abierto and dudosa)


def _misma_con_error(
    e: Encabezado,
    referencia: Encabezado,
    ultima: int,
    vuelve: bool,
    proxima: Encabezado | None,
    abre: bool,
    formato: Formato,
    *,
    primera: bool,
) -> bool:
    """A header that says another identity: a slip on one page, or another cargo?"""
    if e.pagina == 1 or abre:
        return False
    if vuelve:
        return True
    codigos = _otros(e, formato), _otros(referencia, formato)
    confirma = (
        proxima is not None
        and proxima.pagina != 1
        and _identidad(proxima, formato)
        and not _distinta(e, proxima, formato)
    )
    seguida = bool(ultima) and e.pagina == ultima + 1
    return seguida and codigos[0] == codigos[1] and (primera or not confirma)


def _identidad(e: Encabezado, formato: Formato) -> dict[str, str]:
    return {c: compacto(e.campos[c]) for c in formato.identidad if e.campos.get(c)}


def _otros(e: Encabezado, formato: Formato) -> dict[str, str]:
    return {c: compacto(v) for c, v in e.campos.items() if c not in formato.identidad}


def _distinta(a: Encabezado, b: Encabezado, formato: Formato) -> bool:
    """Whether two headers name different cargos; what one of them does not say, agrees."""
    una, otra = _identidad(a, formato), _identidad(b, formato)
    return any(una[c] != otra[c] for c in una.keys() & otra.keys())


def _revisar_cuenta(grupo: Grupo, todos: Sequence[Encabezado]) -> None:
    """Say what is wrong with ``Página: n de m``; the text does not depend on it."""
    paginas = [todos[n] for n in grupo.paginas]
    contadas = [p for p in paginas if p.pagina]
    for p in paginas:
        if not p.pagina:
            grupo.avisos.append((p.numero, "Este encabezado no trae número de página."))
        elif p.de and p.pagina > p.de:
            grupo.avisos.append((p.numero, f"La cuenta de páginas no cuadra: «{p.impresa}»."))
    for a, b in pairwise(contadas):
        if b.pagina == a.pagina + 1:
            continue
        salto = f"La página {b.pagina} viene después de la {a.pagina}"
        falta = ": falta alguna." if b.pagina > a.pagina + 1 else "."
        grupo.avisos.append((b.numero, salto + falta))
    if not contadas:
        return
    if contadas[0].pagina > 1:
        grupo.avisos.append(
            (contadas[0].numero, f"El cargo empieza en la página {contadas[0].pagina}.")
        )
    totales = list(dict.fromkeys(p.de for p in contadas if p.de))
    ultima = contadas[-1]
    if len(totales) > 1:
        dice = " y ".join(str(t) for t in totales)
        grupo.avisos.append((ultima.numero, f"Sus páginas dicen totales distintos: {dice}."))
    elif totales and ultima.pagina < totales[0]:
        grupo.avisos.append(
            (
                ultima.numero,
                f"Dice tener {totales[0]} páginas, pero la última es la {ultima.pagina}.",
            )
        )
