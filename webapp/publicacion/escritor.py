"""A PDF written object by object, so that its size never stands in memory.

Only where each object ended up is remembered. Small objects go together, compressed, as PDF 1.5
lets them (object streams, cross-reference stream). The file's /ID is the hash of what came before
it: the same objects give the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO

#: How many small objects are compressed together.
_JUNTOS = 200
_CABEZA = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Escritor:
    """Writes to ``salida``, which nobody else writes to."""

    def __init__(self, salida: BinaryIO) -> None:
        self._salida = salida
        self._posicion = 0
        self._resumen = hashlib.sha256()
        #: By object number: 1, offset, 0; or 2, its object stream, its place in it. Packed: a
        #: whole manual has hundreds of thousands.
        self._tipos, self._donde, self._puesto = array("B", [0]), array("Q", [0]), array("H", [0])
        self._sueltos: list[tuple[int, bytes]] = []
        self._poner(_CABEZA)

    def reservar(self) -> int:
        """The number of an object that will be written later."""
        self._tipos.append(0)
        self._donde.append(0)
        self._puesto.append(0)
        return len(self._tipos) - 1

    def objeto(self, numero: int, cuerpo: bytes) -> None:
        """Write an object that is not a stream."""
        self._sueltos.append((numero, cuerpo))
        if len(self._sueltos) == _JUNTOS:
            self._juntar()

    def flujo(self, numero: int, diccionario: bytes, datos: bytes) -> None:
        """Write a stream; ``diccionario`` has its /Length."""
        self._anotar(numero, 1, self._posicion, 0)
        self._poner(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (numero, diccionario, datos))

    def nuevo(self, cuerpo: bytes) -> int:
        """Write a new object that is not a stream; its number."""
        numero = self.reservar()
        self.objeto(numero, cuerpo)
        return numero

    def flujo_nuevo(self, entradas: bytes, datos: bytes, *, comprimir: bool = True) -> int:
        """Write a new stream with these dictionary entries besides its length; its number."""
        numero = self.reservar()
        if comprimir:
            datos = zlib.compress(datos, 9)
            entradas += b" /Filter /FlateDecode"
        self.flujo(numero, b"<< %s /Length %d >>" % (entradas, len(datos)), datos)
        return numero

    def cerrar(self, raiz: int, informacion: int) -> None:
        """Write where everything is. ``raiz`` is the catalogue, ``informacion`` the /Info."""
        if self._sueltos:
            self._juntar()
        mapa, inicio = self.reservar(), self._posicion
        self._anotar(mapa, 1, inicio, 0)
        filas = bytearray()
        for tipo, donde, puesto in zip(self._tipos, self._donde, self._puesto, strict=True):
            filas += b"%c%s%s" % (tipo, donde.to_bytes(5), puesto.to_bytes(2))
        datos = zlib.compress(filas, 6)
        huella = self._resumen.hexdigest()[:32].encode()
        self.flujo(
            mapa,
            b"<< /Type /XRef /Size %d /W [1 5 2] /Root %d 0 R /Info %d 0 R"
            b" /ID [<%s> <%s>] /Filter /FlateDecode /Length %d >>"
            % (mapa + 1, raiz, informacion, huella, huella, len(datos)),
            datos,
        )
        self._poner(b"startxref\n%d\n%%%%EOF\n" % inicio)

    def _juntar(self) -> None:
        numero = self.reservar()
        indice, cuerpos, posicion = [], [], 0
        for lugar, (n, cuerpo) in enumerate(self._sueltos):
            self._anotar(n, 2, numero, lugar)
            indice.append(b"%d %d" % (n, posicion))
            cuerpos.append(cuerpo)
            posicion += len(cuerpo) + 1
        cabeza = b" ".join(indice) + b"\n"
        datos = zlib.compress(cabeza + b"\n".join(cuerpos), 6)
        self.flujo(
            numero,
            b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>"
            % (len(self._sueltos), len(cabeza), len(datos)),
            datos,
        )
        self._sueltos = []

    def _anotar(self, numero: int, tipo: int, donde: int, puesto: int) -> None:
        self._tipos[numero], self._donde[numero], self._puesto[numero] = tipo, donde, puesto

    def _poner(self, datos: bytes) -> None:
        self._salida.write(datos)
        self._resumen.update(datos)
        self._posicion += len(datos)


def texto(valor: str) -> bytes:
    """A text string of a PDF, whatever is in it."""
    return b"<feff%s>" % valor.encode("utf-16-be").hex().encode()
