"""What the cells of a page header say: banner, labels, labelled values, page count, values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz import fuzz

from workflows.formatos.modelo import Formato
from workflows.lectura.numero import hallar
from workflows.lectura.plegado import compacto, plegar

_CUENTA = re.compile(r"(\d{1,4})(?:\s*(?:d\s*e|/|-)\s*(\d{1,4}))?", re.IGNORECASE)
_NUMERO = re.compile(r"\s*[:.]?\s*(?:n[o°ºúu]|\d)", re.IGNORECASE)
_SERIE = re.compile(r"\s\w$")  #: ``CATEGORÍA A`` is a value; a scanner's slip is inside a word
_RECORDADA, _RECUERDOS = 200, 20_000  #: letters of a cell, and cells, worth remembering


class Que(Enum):
    """What a piece of a cell is."""

    BANDA = auto()  #: the banner or a letterhead line
    CAMPO = auto()  #: ``Código: 21154``
    ROTULO = auto()  #: ``Estrato``, the name of the value printed above it
    PAGINA = auto()  #: ``Página: 1 de 5``
    FIRMA = auto()  #: ``Elaborado por: …``, ``Fecha: …``, ``Versión: …``
    VALOR = auto()  #: anything else


@dataclass(frozen=True, slots=True)
class Pieza:
    """A piece of a cell: ``clave`` names the field or the signature, ``texto`` its value."""

    que: Que
    clave: str
    texto: str


@dataclass(frozen=True, slots=True)
class _Etiqueta:
    que: Que
    clave: str
    ini: int
    fin: int


class Rotulador:
    """The labels of one formato, found in cells however they are spaced."""

    def __init__(self, formato: Formato) -> None:
        rotulos = formato.lectura.rotulos
        membrete = (formato.pagina.encabezado, *formato.lectura.membrete)
        self._bandas = {compacto(x) for x in (*membrete, *formato.lectura.reconoce)}
        self._bandas.discard("")
        self._largas: dict[int, list[str]] = {}  #: by the length a scanner's slip may give them
        for b in (b for b in self._bandas if len(b) >= 12):
            for largo in range(len(b) - 2, len(b) + 3):
                self._largas.setdefault(largo, []).append(b)
        self.membrete = {compacto(x) for x in membrete}
        self._patrones = {c.clave: c.patron for c in formato.campos}
        self._acuerdo = (
            re.compile(formato.instrumento.patron) if formato.instrumento.patron else None
        )
        self._oficiales = {compacto(c.rotulo) for c in formato.campos}
        self._columnas = {
            compacto(t): c.clave
            for c in formato.campos
            if c.clave in formato.pagina.columnas
            for t in (c.rotulo, *c.variantes)
        }
        firmas = {
            "version": rotulos.version,
            "elaborado": rotulos.elaborado,
            "revisado": rotulos.revisado,
            "aprobado": rotulos.aprobado,
            "acuerdo": (*_del_instrumento(formato), *rotulos.acuerdo) if self._acuerdo else (),
            "fecha": rotulos.fecha,
        }
        self._etiquetas: dict[str, tuple[Que, str]] = {}
        for clave in reversed(formato.campos):
            for t in (clave.rotulo, *clave.variantes):
                self._etiquetas[compacto(t)] = (Que.CAMPO, clave.clave)
        for t in rotulos.pagina:
            self._etiquetas[compacto(t)] = (Que.PAGINA, "pagina")
        for firma, textos in firmas.items():
            for t in textos:
                self._etiquetas[compacto(t)] = (Que.FIRMA, firma)
        largos = sorted((e for e in self._etiquetas if e), key=len, reverse=True)
        self._vistas: dict[str, list[Pieza]] = {}
        self._busca = re.compile("|".join(re.escape(e) for e in largos))

    def es_banda(self, texto: str) -> bool:
        """Whether ``texto`` is the banner, give or take a scanner's letter."""
        if len(texto) > 160:
            return False
        clave = compacto(texto)
        return clave in self._bandas or any(
            fuzz.ratio(b, clave) >= 92 for b in self._largas.get(len(clave), ())
        )

    def emparejadas(self, celdas: Sequence[Sequence[str]]) -> list[Sequence[str]]:
        """The cells of a row; where labels and values alternate, each value with its label."""
        llenas = [n for n, c in enumerate(celdas) if c]
        if not llenas or len(llenas) % 2:
            return list(celdas)
        dichas = [" ".join(celdas[n]) for n in llenas]
        rotulos = [compacto(d) in self._etiquetas for d in dichas]
        if rotulos != [True, False] * (len(rotulos) // 2):
            return list(celdas)
        juntas: list[Sequence[str]] = [()] * len(celdas)
        for k in range(0, len(llenas), 2):
            juntas[llenas[k]] = (f"{dichas[k].rstrip(' :')}: {dichas[k + 1]}",)
        return juntas

    def rotulos_de(self, celdas: Sequence[Sequence[str]]) -> list[list[Pieza]]:
        """The labels of a row in which each cell is the label of a field; [] otherwise."""
        if len(celdas) < 2:
            return []
        dichas = [" ".join(c) for c in celdas]
        suyas = [self._etiquetas.get(compacto(d), (Que.VALOR, "")) for d in dichas]
        claves = [clave for que, clave in suyas if que is Que.CAMPO]
        if len(claves) < 2 or len(claves) != len([*filter(None, dichas)]):
            return []
        return [[Pieza(Que.ROTULO, c, d)] for (_, c), d in zip(suyas, dichas, strict=True)]

    def apiladas(self, celdas: Sequence[str]) -> list[Pieza]:
        """The pieces of a cell of several lines; a value that took two lines is one value, and a
        label is one label.
        """
        juntas = self.piezas(" ".join(celdas)) if len(celdas) > 1 else []
        clases = {p.que for p in juntas}
        if clases and Que.VALOR not in clases and (Que.ROTULO not in clases or len(clases) == 1):
            return juntas
        piezas: list[Pieza] = []
        for pieza in (p for celda in celdas for p in self.piezas(celda)):
            previa = piezas[-1] if piezas else pieza
            abierta = bool(piezas) and previa.que in (Que.VALOR, Que.CAMPO, Que.FIRMA)
            if abierta and pieza.que is Que.VALOR:
                texto = f"{previa.texto} {pieza.texto}".strip()
                piezas[-1] = Pieza(previa.que, previa.clave, texto)
            else:
                piezas.append(pieza)
        return piezas

    def piezas(self, celda: str) -> list[Pieza]:
        """The pieces of one cell, in order."""
        vistas = self._vistas.get(celda)
        if vistas is None:
            vistas = self._separar(celda)
            if len(celda) <= _RECORDADA and len(self._vistas) < _RECUERDOS:
                self._vistas[celda] = vistas
        return vistas

    def _separar(self, celda: str) -> list[Pieza]:
        if self.es_banda(celda):
            return [Pieza(Que.BANDA, "", celda)]
        rotulos = self._solo_rotulos(celda)
        if rotulos:
            return [Pieza(Que.ROTULO, clave, celda) for clave in rotulos]
        etiquetas = list(self._validas(celda))
        if not etiquetas:
            return [Pieza(Que.VALOR, "", celda)]
        piezas = []
        previo = celda[: etiquetas[0].ini].strip(" \t-–—")
        if previo:
            que = Que.BANDA if self.es_banda(previo) else Que.VALOR
            piezas.append(Pieza(que, "", previo))
        finales = [e.ini for e in etiquetas[1:]] + [len(celda)]
        for e, fin in zip(etiquetas, finales, strict=True):
            valor = celda[e.fin : fin].lstrip(" \t\xa0-–—")
            partido = fin == len(celda) and valor[-2:-1].isalnum()  # a number cut by its hyphen
            piezas.append(
                Pieza(e.que, e.clave, valor.rstrip(" \t\xa0" if partido else " \t\xa0-–—"))
            )
        return piezas

    def _solo_rotulos(self, celda: str) -> list[str]:
        resto = compacto(celda) if len(celda) <= 120 else ""
        claves = []
        while resto:
            hallado = max((c for c in self._columnas if resto.startswith(c)), key=len, default="")
            if not hallado:
                break
            claves.append(self._columnas[hallado])
            resto = resto[len(hallado) :]
        if not resto:
            return claves if len(set(claves)) == len(claves) else []
        clave = compacto(celda) if len(celda) <= 60 else ""
        if len(clave) < 8 or _SERIE.search(celda):
            return []
        return [k for c, k in self._columnas.items() if fuzz.ratio(c, clave) >= 90][:1]

    def peso(self, rotulo: Pieza) -> int:
        """How surely a label is one: the formato's own words say more than a variant of them."""
        clave = compacto(rotulo.texto)
        return 3 if clave in self._oficiales else 2 if clave in self._columnas else 1

    def _validas(self, celda: str) -> Iterator[_Etiqueta]:
        """The labels in a cell that really label something."""
        if self._busca.search(compacto(celda)) is None:
            return
        plegado = plegar(celda)
        halladas = []
        for m in self._busca.finditer(plegado.texto):
            ini, fin = plegado.lugar[m.start()], plegado.lugar[m.end() - 1] + 1
            suelta = (ini == 0 or not celda[ini - 1].isalnum()) and not celda[
                fin : fin + 1
            ].isalpha()
            if suelta:
                halladas.append((*self._etiquetas[m[0]], ini, fin))
        vistas = 0
        for n, (que, clave, ini, fin) in enumerate(halladas):
            hasta = halladas[n + 1][2] if n + 1 < len(halladas) else len(celda)
            cola = celda[fin:hasta]
            valor = cola.lstrip(" \t\xa0:.")
            dos_puntos = ":" in cola[: len(cola) - len(valor)]
            if self._vale(que, clave, valor.strip(), dos_puntos, ini == 0 or vistas > 0):
                vistas += 1
                yield _Etiqueta(que, clave, ini, fin + len(cola) - len(valor))

    def _vale(self, que: Que, clave: str, valor: str, dos_puntos: bool, abre: bool) -> bool:
        if que is Que.PAGINA:
            return _CUENTA.fullmatch(valor) is not None
        if que is Que.CAMPO:
            patron = self._patrones[clave]
            conocido = bool(patron) and re.fullmatch(patron, valor) is not None
            posible = not patron or not valor or (len(valor) <= 20 and any(map(str.isdigit, valor)))
            return conocido or (dos_puntos and abre and posible)
        if clave == "acuerdo" and self._acuerdo is not None and not dos_puntos:
            return hallar(valor, self._acuerdo) is not None
        if clave == "version" and not dos_puntos:
            return abre and _NUMERO.match(valor) is not None
        if clave == "aprobado" and not dos_puntos:
            return abre and (not valor or len(valor) <= 60)
        return dos_puntos or (abre and not valor)


def _del_instrumento(formato: Formato) -> tuple[str, ...]:
    """What announces the number of the instrument: its word, whose it is, what it did."""
    palabra, organo = formato.instrumento.rotulo, formato.instrumento.organo
    hechos = (f"{hizo} {palabra}" for hizo in ("Aprobado", "Reformado", "Modificado"))
    return (palabra, f"{palabra}s", f"Aprobado {palabra}s", f"{palabra} de {organo}", *hechos)


def cuenta(texto: str) -> tuple[int, int]:
    """``1 de 5`` → (1, 5); ``1`` → (1, 0); (0, 0) when it is no page count."""
    m = _CUENTA.fullmatch(texto.strip())
    return (int(m[1]), int(m[2] or 0)) if m else (0, 0)
