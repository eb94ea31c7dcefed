"""The signature block at the end of a class specification: name, post, date, and drawn lines."""

from __future__ import annotations

from collections import Counter

from workflows.formatos.modelo import Formato
from workflows.lectura.fechas import es_fecha
from workflows.lectura.listas import marca
from workflows.lectura.modelo import FirmaLeida
from workflows.lectura.notas import en_linea
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import Renglon

_RENGLONES_PUESTO = 4
_LARGO = 110


class LectorFirma:
    """Takes the lines under ``APROBADO POR:`` one by one."""

    def __init__(self, formato: Formato) -> None:
        rotulos = formato.lectura.rotulos
        self._firmantes = {compacto(t): "aprobado" for t in formato.lectura.firma}
        for clave, textos in (
            ("aprobado", rotulos.aprobado),
            ("elaborado", rotulos.elaborado),
            ("revisado", rotulos.revisado),
        ):
            self._firmantes.update({compacto(t): clave for t in textos})
        self._aprueba = {compacto(t) for t in formato.lectura.firma}
        self._fechas = {compacto(t) for t in rotulos.fecha}
        self._mudos = {compacto(t) for t in rotulos.firma}
        self.firmas: dict[str, FirmaLeida] = {}
        self._quien = "aprobado"
        self._columnas: dict[int, str] = {}  #: signers side by side, by where their cell begins
        self._hueco = False
        self._lineas_puesto: Counter[str] = Counter()
        self._fechadas: set[str] = set()  #: signers whose date closed their block

    def abre(self, r: Renglon) -> bool:
        """Whether ``r`` opens a signature block (``APROBADO POR:``)."""
        if r.blanco or r.regla or len(r.limpio) > 2 * _LARGO or marca(r.limpio) is not None:
            return False
        if len(r.llenas) > 1 and all(map(self._firmante, r.llenas)):
            return True
        cabeza, dos_puntos, resto = r.limpio.partition(":")
        clave = compacto(cabeza)
        if clave in self._aprueba:
            return bool(dos_puntos) or not resto
        return clave in self._firmantes and bool(dos_puntos) and not resto.rstrip().endswith(".")

    @property
    def completa(self) -> bool:
        """Whether somebody's name has been read."""
        return any(f.por for f in self.firmas.values())

    def leer(self, r: Renglon) -> bool:
        """Take one line; False when it is no part of the block."""
        if r.blanco:
            self._hueco = True
            return True
        if r.regla:
            return True
        if marca(r.limpio) is not None or (r.nivel and not self.abre(r)):
            return False
        antes = (dict(self.firmas), self._quien)
        lugares = r.margenes or tuple(range(len(r.celdas)))
        celdas = [(n, c) for n, c in zip(lugares, r.celdas, strict=True) if c]
        firmantes = [self._firmante(c) for _, c in celdas]
        if len(celdas) > 1 and all(firmantes):
            self._columnas = dict(zip((n for n, _ in celdas), firmantes, strict=True))
        elif len(firmantes) == 1 and firmantes[0]:
            self._columnas = {}
        for orden, (n, celda) in enumerate(celdas):
            if self._columnas:
                self._quien = self._columna(n, orden, len(celdas))
            if not self._celda(en_linea(celda).strip(" _\t")):
                self.firmas, self._quien = antes
                return False
        self._hueco = False
        return True

    def _firmante(self, celda: str) -> str:
        """Who signs under a cell that only says ``Aprobado por:``, or ""."""
        return self._firmantes.get(compacto(celda), "") if len(celda) <= _LARGO else ""

    def _columna(self, n: int, orden: int, celdas: int) -> str:
        if celdas == len(self._columnas):
            return list(self._columnas.values())[orden]
        return self._columnas[min(self._columnas, key=lambda c: abs(c - n))]

    def _celda(self, celda: str) -> bool:
        if not celda:
            return True
        cabeza, dos_puntos, resto = celda.partition(":")
        resto = resto.strip(" _\t")
        clave = compacto(cabeza)
        if dos_puntos or not resto:
            if clave in self._firmantes:
                self._quien = self._firmantes[clave]
                return not resto or self._texto(resto)
            if clave in self._fechas:
                return not resto or self._fecha(resto)
            if clave in self._mudos:
                return not resto or self._texto(resto)
        return self._fecha(celda) if es_fecha(celda) else self._texto(celda)

    def _actual(self) -> FirmaLeida:
        return self.firmas.get(self._quien, FirmaLeida())

    def _fecha(self, texto: str) -> bool:
        f = self._actual()
        if f.fecha or len(texto) > _LARGO:
            return False
        self.firmas[self._quien] = FirmaLeida(f.por, texto, f.puesto)
        if f.puesto:
            self._fechadas.add(self._quien)
        return True

    def _texto(self, texto: str) -> bool:
        f, quien = self._actual(), self._quien
        if len(texto) > _LARGO:
            return False
        if not f.por:
            self.firmas[quien] = FirmaLeida(texto, f.fecha, f.puesto)
            return True
        if (self._hueco and f.puesto) or quien in self._fechadas:
            return False
        if self._lineas_puesto[quien] >= _RENGLONES_PUESTO:
            return False
        self._lineas_puesto[quien] += 1
        self.firmas[quien] = FirmaLeida(f.por, f.fecha, f"{f.puesto} {texto}".strip())
        return True
