"""Reading the rows of the competency table into a body, healing the ones a page cut in two."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflows.formatos.modelo import TablaCompetencias
from workflows.lectura.continuidad import Salto, minuscula, termina
from workflows.lectura.listas import marca
from workflows.lectura.modelo import Clase
from workflows.lectura.notas import en_linea
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import Renglon
from workflows.lectura.tabla import (
    Celdas,
    Fila,
    Tipos,
    columna_de_concepto,
    columna_de_cuenta,
    columnas_de,
    columnas_de_grado,
    con_su_grado,
    es_cabecera,
    grado_de,
    por_columna,
    separar,
    suelta,
    vale,
)

if TYPE_CHECKING:
    from workflows.lectura.cuerpo import Cuerpo

_LARGO_NOMBRE = 90  #: letters; no competency has a longer name
_PARTIDA = "«{}» estaba partida en dos filas."
_RESTO_DE_NOMBRE = re.compile(r"\|?\s*\|?\s*[^\W\d_A-ZÁÉÍÓÚÑ][^\t|]{0,60}[\t|]\s*\d\s*[\t|]")


class LectorTabla:
    """Takes lines while the competency section is open; places them, refuses them, or neither."""

    def __init__(self, tabla: TablaCompetencias, cuerpo: Cuerpo) -> None:
        self.tabla, self.cuerpo = tabla, cuerpo
        self.tipos = Tipos(tabla)
        self.abierta: Fila | None = None
        self.rechazada = False
        self._nombre: Renglon | None = None
        self._cabo: Renglon | None = None  #: the first line of a name that takes two
        self._lugares: tuple[int, ...] | None = None  #: columns in an order of their own
        self._cuenta = -1  #: the column that only counts the rows
        self._grados: dict[int, str] = {}  #: the column of each grade, where they are ticked
        self._concepto = -1  #: the column of the concepto, where those come after it

    def cabecera(self, r: Renglon) -> None:
        """Take the heading row: rows under it have its columns in its order."""
        if es_cabecera(r.celdas, self.tabla):
            self._cuenta = columna_de_cuenta(r.celdas)
        r = self._sin_contar(r)
        self._lugares = columnas_de(r.celdas, self.tabla)
        self._grados = columnas_de_grado(r.celdas, self.tabla)
        propio = columna_de_concepto(r.celdas, self.tabla)
        self._concepto = propio if propio < min(self._grados, default=-1) else -1

    def es_cabecera(self, r: Renglon) -> bool:
        """Whether ``r`` is the heading row, or the part of it that names the grades."""
        return es_cabecera(r.celdas, self.tabla) or bool(columnas_de_grado(r.celdas, self.tabla))

    def leer(self, r: Renglon, salto: Salto, proximo: str) -> bool:
        """Whether the line was understood (a row that was refused has said so itself).

        ``proximo`` is the next written line: a grade alone on it means the cells of the
        table came out one under another.
        """
        r = self._en_orden(r)
        if self._parte_nombre(r, proximo):
            return True
        if len(r.llenas) <= 1:
            return self._vertical(r, proximo) or self._una_celda(r, salto)
        celdas = separar(r.celdas, self.tabla)
        if celdas is not None:
            return self._fila(r, celdas)
        en_celdas = "\t" in r.crudo or "|" in r.crudo or not r.celdas[0]
        if en_celdas or self.tipos.es_termino(r.llenas[0]):
            return self._sin_grado(r)
        return self._una_celda(r, salto)

    def es_fila(self, r: Renglon) -> bool:
        """Whether ``r`` is plainly a row, wherever it stands: a name, a grade and a concepto."""
        if len(r.llenas) < 3 or ("\t" not in r.crudo and "|" not in r.crudo):
            return False
        celdas = separar(r.celdas, self.tabla)
        return (
            celdas is not None
            and marca(r.limpio) is None
            and vale(grado_de(celdas.grado, self.tabla), self.tabla)
            and len(celdas.concepto) > len(celdas.grado)
            and len(celdas.antes) <= 2
        )

    def _sin_contar(self, r: Renglon) -> Renglon:
        """The row without the number that only counts it."""
        n = self._cuenta
        if not 0 <= n < len(r.celdas) or len(r.llenas) < 2 or compacto(r.celdas[n]).isalpha():
            return r
        return replace(r, celdas=(*r.celdas[:n], *r.celdas[n + 1 :]))

    def _en_orden(self, r: Renglon) -> Renglon:
        r = self._sin_contar(r)
        if self._grados:
            r = replace(r, celdas=con_su_grado(r.celdas, self._grados))
            if self._concepto >= 0:
                r = replace(r, celdas=_al_final(r.celdas, self._concepto))
        if self._lugares is None or len(r.llenas) < 2:
            return r
        borde = ("",) if r.crudo.lstrip().startswith("|") else ()
        n = len(r.celdas)
        celdas = [r.celdas[i] if 0 <= i < n else "" for i in self._lugares]
        perdidas = [c for i, c in enumerate(r.celdas) if c and i not in self._lugares]
        return r if perdidas else replace(r, celdas=(*borde, *celdas))

    def _parte_nombre(self, r: Renglon, proximo: str) -> bool:
        """A competencia's name on two lines: its end stands on the line of the grade."""
        if len(r.celdas) < 2 or not _RESTO_DE_NOMBRE.match(proximo):
            return False
        cols = por_columna(r.crudo, r.celdas)
        tipo = cols[0]
        nombre = cols[1] if len(cols) > 1 else ""
        solo = len(r.llenas) == (2 if tipo else 1) and bool(nombre)
        abre = solo and len(nombre) <= _LARGO_NOMBRE and not minuscula(nombre)
        if not abre or (tipo and not self.tipos.es_termino(tipo)):
            return False
        if not tipo and self._cola() and not termina(self._cola()):
            return False
        self.cuerpo.avisar(r.numero, self.tipos.leer(tipo))
        self._cabo = replace(r, limpio=nombre)
        return True

    def poner(self, r: Renglon) -> None:
        """Begin a row where a person says that one begins; they say which it is (filas_dichas)."""
        self.abierta = Fila(self.tipos.actual, "", self.tabla.minimo, [r.limpio], [r.numero])
        self.rechazada, self._nombre, self._cabo = False, None, None
        self.cuerpo.filas.append(self.abierta)
        self.cuerpo.clases[r.numero] = Clase.TABLA

    def cerrar(self) -> None:
        """Say which rows have no concepto."""
        for fila in self.cuerpo.filas:
            if not fila.concepto:
                self.cuerpo.avisar(fila.lineas[0], f"«{fila.competencia}» no trae concepto.")

    def _fila(self, r: Renglon, celdas: Celdas) -> bool:
        tipo, competencia = self._nombres(r, celdas.antes)
        aviso = self.tipos.leer(tipo)
        cabo, self._cabo = self._cabo, None
        impreso, dicho = celdas.grado, grado_de(celdas.grado, self.tabla)
        if not competencia or not vale(dicho, self.tabla):
            falta = (
                f"El grado «{impreso}» de «{competencia}» no es un número de"
                f" {self.tabla.minimo} a {self.tabla.maximo}"
                if competencia
                else "Una fila de la tabla no dice cuál es la competencia"
            )
            return self._rechazar(r, f"{falta}: la fila quedó sin ubicar.")
        self.cuerpo.avisar(r.numero, aviso)
        if not self.tipos.actual:
            self.cuerpo.avisar(r.numero, f"«{competencia}» no dice de qué tipo es.")
        if impreso != dicho:
            self.cuerpo.avisar(r.numero, f"El grado «{impreso}» se leyó como {dicho}.")
        if cabo is not None:
            competencia = f"{cabo.limpio} {competencia}"
            self.cuerpo.avisar(r.numero, _PARTIDA.format(en_linea(competencia)))
        concepto = en_linea(celdas.concepto)
        self.abierta = Fila(self.tipos.actual, en_linea(competencia), int(dicho), [concepto])
        self.cuerpo.filas.append(self.abierta)
        self.rechazada = False
        if cabo is not None:
            self.abierta.lineas.append(cabo.numero)
            self.cuerpo.clases[cabo.numero] = Clase.TABLA
        return self._tomar(r, "")

    def _nombres(self, r: Renglon, antes: tuple[str, ...]) -> tuple[str, str]:
        """The tipo and the competencia, from the cells left of the grade."""
        if len(antes) == 1:
            palabras = antes[0].split()
            for n in range(len(palabras), 0, -1):
                if self.tipos.es_termino(" ".join(palabras[:n])):
                    return " ".join(palabras[:n]), " ".join(palabras[n:])
            return "", antes[0]
        if "\t" in r.crudo and "|" not in r.crudo and not r.celdas[0]:
            return "", " ".join(antes)
        if len(antes) > 2 and self.tipos.es_termino(" ".join(antes[:2])):
            return " ".join(antes[:2]), " ".join(antes[2:])
        return antes[0], " ".join(antes[1:])

    def _sin_grado(self, r: Renglon) -> bool:
        """More of the row above, cut by a page or a narrow column; or a row without grade."""
        fila, resto, aviso = self.abierta, r.llenas, ""
        if self.tipos.es_termino(resto[0]):
            aviso, resto = self.tipos.leer(resto[0]), resto[1:]
        if fila is None or not resto:
            return self._sin_su_grado(r, resto)
        propia = compacto(resto[0]) == compacto(fila.competencia)
        columnas = por_columna(r.crudo, r.celdas)
        ultima = [*filter(None, columnas[3:])] == [resto[0]] or (
            "\t" not in r.crudo and "|" not in r.crudo
        )
        if propia or (len(resto) == 1 and ultima):
            fila.tipo = self.tipos.actual
            return self._tomar(r, " ".join(resto[1:] if propia else resto), aviso)
        if len(resto) == 2 and minuscula(resto[0]) and len(resto[0]) <= 40:
            fila.competencia = f"{fila.competencia} {en_linea(resto[0])}"
            return self._tomar(r, resto[1], _PARTIDA.format(fila.competencia))
        return self._sin_su_grado(r, resto)

    def _sin_su_grado(self, r: Renglon, resto: tuple[str, ...]) -> bool:
        nombre = f" de «{resto[0][:60]}»" if resto else ""
        return self._rechazar(r, f"La fila{nombre} no trae grado: quedó sin ubicar.")

    def _vertical(self, r: Renglon, proximo: str) -> bool:
        if vale(r.limpio, self.tabla) and self._nombre:
            nombre, self._nombre = self._nombre, None
            self._fila(r, Celdas((nombre.limpio,), r.limpio, ""))
            if self.abierta is not None:
                self.abierta.lineas.insert(0, nombre.numero)
                self.cuerpo.clases[nombre.numero] = Clase.TABLA
            return True
        self._nombre = None
        if vale(proximo, self.tabla) and len(r.limpio) <= _LARGO_NOMBRE:
            if self.tipos.es_termino(r.limpio):
                return False
            self._nombre = r
            return True
        return False

    def _una_celda(self, r: Renglon, salto: Salto) -> bool:
        texto = r.limpio
        if self.tipos.es_termino(texto):
            return self._tomar(r, "", self.tipos.leer(texto))
        celdas = suelta(texto, self.tipos, self.tabla)
        if celdas is not None:
            self.cuerpo.avisar(r.numero, "Esta fila venía sin separar en celdas; revísela.")
            return self._fila(r, celdas)
        if self.abierta is None:
            return self.rechazada
        if self._acaba_nombre(r, texto):
            self.abierta.competencia = f"{self.abierta.competencia} {en_linea(texto)}"
            return self._tomar(r, "", _PARTIDA.format(self.abierta.competencia))
        if self._sigue(r, texto, salto):
            dudosa = salto is Salto.PAGINA and termina(self._cola()) and not minuscula(texto)
            aviso = f"Se unió al concepto de «{self.abierta.competencia}»; revíselo."
            return self._tomar(r, texto, aviso if dudosa else "")
        return False

    def _acaba_nombre(self, r: Renglon, texto: str) -> bool:
        """Whether the only cell is the end of the name above: it stands in the name's column."""
        columnas = por_columna(r.crudo, r.celdas)
        en_columna = len(columnas) > 1 and columnas[1] == r.llenas[0]
        if not en_columna or len(texto) > 40 or not minuscula(texto):
            return False
        return len(columnas) > 2 or ("\t" in r.crudo and termina(self._cola()))

    def _sigue(self, r: Renglon, texto: str, salto: Salto) -> bool:
        columna = bool(r.celdas) and not r.celdas[0]
        if salto is not Salto.BLANCO or columna:
            return True
        return minuscula(texto) or not termina(self._cola())

    def _cola(self) -> str:
        return self.abierta.partes[-1] if self.abierta else ""

    def _tomar(self, r: Renglon, texto: str, aviso: str = "") -> bool:
        if self.abierta is not None:
            self.abierta.lineas.append(r.numero)
            if texto:
                self.abierta.partes.append(en_linea(texto))
        self.cuerpo.clases[r.numero] = Clase.TABLA
        self.cuerpo.avisar(r.numero, aviso)
        return True

    def _rechazar(self, r: Renglon, mensaje: str) -> bool:
        self.abierta, self.rechazada = None, True
        self.cuerpo.avisar(r.numero, mensaje)
        return True


def _al_final(celdas: tuple[str, ...], n: int) -> tuple[str, ...]:
    """The cells with the ``n``-th after the others."""
    return (*celdas[:n], *celdas[n + 1 :], *celdas[n : n + 1])
