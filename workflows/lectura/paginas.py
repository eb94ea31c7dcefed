"""Finding the page headers of a document and what each one says.

A header is a run of lines that begins at an anchor (banner, code, page count, a row of
column labels, a signature) and goes on while each line is one more part of a header, of a
part not seen yet. Any split into lines and any layout of cells is the same header.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflows.formatos.modelo import Formato
from workflows.lectura.alinear import alinear
from workflows.lectura.desempate import desempatar, rotula
from workflows.lectura.encabezado import Encabezado, Parte, leer_encabezado
from workflows.lectura.fechas import es_fecha
from workflows.lectura.listas import marca
from workflows.lectura.notas import en_linea
from workflows.lectura.renglones import Renglon
from workflows.lectura.rotulos import Pieza, Que, Rotulador
from workflows.lectura.titulos import Titulos

_MIRA = 5  #: lines a header looks ahead for its next part
_ANCHO_VALOR = 90
_MAS_LARGO = 60  #: lines; a header with every word on its own line is shorter
_REPITEN = frozenset({"fecha", "aprobado", "acuerdo"})  #: parts a header has more than once


class Paginas:
    """Finds headers in the lines of one document of one formato."""

    def __init__(self, formato: Formato, titulos: Titulos) -> None:
        self.formato, self.titulos = formato, titulos
        self.rotulador = Rotulador(formato)
        self._con_patron = {c.clave for c in formato.campos if c.patron}

    def encontrar(self, lineas: Sequence[Renglon]) -> list[Encabezado]:
        """Every header, in order."""
        partes = [self._parte(r) for r in lineas]
        bloques: list[tuple[list[int], set[str]]] = []
        i = 0
        while i < len(lineas):
            if self._empieza(lineas, partes, i):
                propias, trae = self._bloque(lineas, partes, i)
                i = propias[-1] + 1
                bloques.append((propias, trae))
            else:
                i += 1
        return [self._leer(lineas, partes, *b) for b in self._unir(lineas, bloques)]

    def _leer(
        self,
        lineas: Sequence[Renglon],
        partes: Sequence[Parte | None],
        propias: list[int],
        trae: set[str],
    ) -> Encabezado:
        otras = desempatar(partes, propias, self.rotulador)
        suyas = alinear({i: otras.get(i, partes[i]) for i in propias})
        return leer_encabezado(lineas, suyas, propias, trae, formato=self.formato)

    def _unir(
        self, lineas: Sequence[Renglon], bloques: Sequence[tuple[list[int], set[str]]]
    ) -> list[tuple[list[int], set[str]]]:
        """Put back together a header that a stray line tore in two."""
        unidos: list[tuple[list[int], set[str]]] = []
        for propias, trae in bloques:
            if unidos and not trae & {"banda", "codigo", "pagina"}:
                antes, ya = unidos[-1]
                medio = [n for n in range(antes[-1] + 1, propias[0]) if not lineas[n].blanco]
                rotos = len(medio) <= 1 and propias[0] - antes[-1] <= 3
                if rotos and not trae & (ya - _REPITEN) and self._cabe_texto(lineas, medio):
                    unidos[-1] = (antes + propias, ya | trae)
                    continue
            unidos.append((propias, trae))
        return unidos

    def _cabe_texto(self, lineas: Sequence[Renglon], medio: Sequence[int]) -> bool:
        return all(self.titulos.reconocer(lineas[n]) is None for n in medio)

    def _parte(self, r: Renglon) -> Parte | None:
        """What ``r`` could be in a header; None when it can be no part of one."""
        if r.blanco or r.regla or len(r.limpio) > 500 or marca(r.limpio) is not None:
            return None
        if self.titulos.reconocer(r) is not None and len(r.llenas) == 1:
            return None
        apiladas, margenes = self.rotulador.emparejadas(r.apiladas), r.margenes
        espaciada = len(margenes) == len(apiladas)
        rotulos_ = self.rotulador.rotulos_de(apiladas)
        celdas = tuple(
            (
                margenes[n] if espaciada else n,
                rotulos_[n] if rotulos_ else self.rotulador.apiladas([*map(en_linea, c)]),
            )
            for n, c in enumerate(apiladas)
            if c
        )
        piezas = [p for _, celda in celdas for p in celda]
        trae = {self._trae(p) for p in piezas} - {""}
        if any(p.que is Que.VALOR and len(p.texto) > _ANCHO_VALOR for p in piezas):
            return None
        rotulos = [p.clave for p in piezas if p.que is Que.ROTULO]
        if len(rotulos) > 1:
            trae = {t for t in trae if not t.startswith("rotulo:")} | {"rotulos"}
        return Parte(celdas, frozenset(trae), espaciada)

    def _trae(self, p: Pieza) -> str:
        if p.que is Que.BANDA:
            return "banda"
        if p.que is Que.PAGINA:
            return "pagina"
        if p.que is Que.ROTULO:
            return f"rotulo:{p.clave}"
        if p.que is Que.CAMPO:
            return "codigo" if p.clave in self._con_patron else f"campo:{p.clave}"
        return p.clave if p.que is Que.FIRMA else ""

    def _empieza(self, lineas: Sequence[Renglon], partes: Sequence[Parte | None], i: int) -> bool:
        parte = partes[i]
        if parte is None:
            return False
        if parte.ancla:
            return True
        if parte.fuerte or len(parte.celdas) < 2 or not lineas[i].limpio.isupper():
            return False
        siguiente = partes[i + 1] if i + 1 < len(lineas) else None
        return siguiente is not None and bool(siguiente.trae & {"rotulos", "elaborado"})

    def _bloque(
        self, lineas: Sequence[Renglon], partes: Sequence[Parte | None], i: int
    ) -> tuple[list[int], set[str]]:
        propias: list[int] = []
        visto: set[str] = set()
        previa: Parte | None = None
        fin = i
        while fin < len(lineas) and len(propias) < _MAS_LARGO:
            parte = partes[fin]
            if lineas[fin].blanco or (lineas[fin].regla and "|" in lineas[fin].crudo):
                if not self._vuelve(lineas, partes, fin, visto):
                    break
            elif parte is None:
                break
            elif parte.fuerte:
                if not _cabe(parte, visto) and not _rotula_otra_vez(previa, parte, visto):
                    break
                visto |= parte.trae
                propias.append(fin)
                previa = parte
            elif self._son_valores(lineas, partes, fin, visto) or _bajo_rotulos(previa, parte):
                propias.append(fin)
                previa = parte
            else:
                break
            fin += 1
        return propias, visto

    def _vuelve(
        self,
        lineas: Sequence[Renglon],
        partes: Sequence[Parte | None],
        i: int,
        visto: set[str],
    ) -> bool:
        """After a blank line: whether the next written line is still this header."""
        n = i
        while n < len(lineas) and n - i < _MIRA and (lineas[n].blanco or lineas[n].regla):
            n += 1
        if n >= len(lineas) or partes[n] is None:
            return False
        parte = partes[n]
        assert parte is not None
        if parte.fuerte:
            return _cabe(parte, visto)
        return self._son_valores(lineas, partes, n, visto)

    def _son_valores(
        self,
        lineas: Sequence[Renglon],
        partes: Sequence[Parte | None],
        i: int,
        visto: set[str],
    ) -> bool:
        """Whether a line without labels is inside the header: its next part is right below."""
        vistas = 0
        for n in range(i + 1, min(i + 2 * _MIRA, len(lineas))):
            if lineas[n].blanco or lineas[n].regla:
                continue
            parte = partes[n]
            if parte is None or vistas >= _MIRA:
                break
            if parte.fuerte:
                if parte.sigue and _cabe(parte, visto):
                    return True
                break
            vistas += 1
        parte = partes[i]
        if parte is not None and self._pide(lineas, partes, i):
            return True
        identidad = {"rotulos", "elaborado", "revisado", "version"}
        columnas = len(self.formato.pagina.columnas)
        previa = lineas[i - 1]
        return bool(
            parte is not None
            and not visto & identidad
            and not any(v.startswith("rotulo:") for v in visto)
            and not previa.blanco
            and len(parte.celdas) == columnas > 1
        )

    def _pide(self, lineas: Sequence[Renglon], partes: Sequence[Parte | None], i: int) -> bool:
        """Whether the line above ends in a label whose value this line must be."""
        n = i - 1
        while n >= 0 and i - n < _MIRA and lineas[n].blanco:
            n -= 1
        arriba = partes[n] if n >= 0 else None
        if arriba is None or not arriba.celdas or not arriba.celdas[-1][1]:
            return False
        ultima = arriba.celdas[-1][1][-1]
        if ultima.texto or ultima.que not in (Que.FIRMA, Que.CAMPO):
            return False
        if ultima.clave == "fecha":
            return es_fecha(lineas[i].limpio)
        return n == i - 1


def _rotula_otra_vez(previa: Parte | None, parte: Parte, visto: set[str]) -> bool:
    """Whether a second row of labels stands right under the first: one of the two has values."""
    if previa is None or not any(map(rotula, parte.trae)):
        return False
    ajenas = visto - {t for t in previa.trae if rotula(t)}
    return len(parte.celdas) == len(previa.celdas) and _cabe(parte, ajenas)


def _bajo_rotulos(previa: Parte | None, parte: Parte) -> bool:
    """Whether a row of values stands right under the row of its labels."""
    return (
        previa is not None
        and "rotulos" in previa.trae
        and len(parte.celdas) == len(previa.celdas) > 1
    )


def _cabe(parte: Parte, visto: set[str]) -> bool:
    """Whether the header still lacks what this line brings."""
    return not (parte.trae - _REPITEN) & visto
