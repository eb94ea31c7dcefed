"""The signature block at the end of a class specification: name, post, date, and drawn lines."""

from __future__ import annotations

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
        self._hueco = False
        self._lineas_puesto = 0
        self._fechada = False  #: the date closed the block

    def abre(self, r: Renglon) -> bool:
        """Whether ``r`` opens a signature block (``APROBADO POR:``)."""
        if r.blanco or r.regla or len(r.limpio) > 2 * _LARGO or marca(r.limpio) is not None:
            return False
        cabeza, dos_puntos, resto = r.limpio.partition(":")
        if compacto(cabeza) not in self._aprueba:
            return False
        return bool(dos_puntos) or not resto

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
        if marca(r.limpio) is not None or r.nivel:
            return False
        antes = (dict(self.firmas), self._quien)
        for celda in r.llenas:
            if not self._celda(en_linea(celda).strip(" _\t")):
                self.firmas, self._quien = antes
                return False
        self._hueco = False
        return True

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
        self._fechada = bool(f.puesto)
        return True

    def _texto(self, texto: str) -> bool:
        f = self._actual()
        if len(texto) > _LARGO:
            return False
        if not f.por:
            self.firmas[self._quien] = FirmaLeida(texto, f.fecha, f.puesto)
            self._lineas_puesto, self._fechada = 0, False
            return True
        seguido = not self._hueco or not f.puesto
        if not seguido or self._lineas_puesto >= _RENGLONES_PUESTO or self._fechada:
            return False
        self._lineas_puesto += 1
        puesto = f"{f.puesto} {texto}".strip()
        self.firmas[self._quien] = FirmaLeida(f.por, f.fecha, puesto)
        return True
