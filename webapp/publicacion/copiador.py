"""What a PDF has, copied into another that is being written: pages, and the tags that read them.

One source is open at a time. Its objects keep their words; only the numbers of what they refer
to change, and the names by which its table cells call each other, which would clash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from webapp.publicacion.escritor import Escritor

#: A literal string (qpdf escapes the parentheses in it), a hexadecimal one, or a reference.
_REFERENCIA = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|(\d+) 0 R\b", re.DOTALL)


class Copiador:
    """Copies from ``origen`` whatever is referred to, once."""

    def __init__(self, destino: Escritor, origen: Pdf) -> None:
        self.destino, self.origen = destino, origen
        self._numeros: dict[int, int] = {}
        self._falta: list[int] = []
        self._nombres: dict[bytes, bytes] = {}
        self._huecos: dict[int, Object] = {}

    def es(self, objeto: Object, numero: int) -> None:
        """This object of the source is that one of the destination, which is already there."""
        self._numeros[objeto.objgen[0]] = numero

    def hueco(self, numero: int) -> Object:
        """Something to put in the source that will be that object of the destination."""
        if numero not in self._huecos:
            self._huecos[numero] = self.origen.make_indirect(Dictionary())
            self.es(self._huecos[numero], numero)
        return self._huecos[numero]

    def llamar(self, nombres: Mapping[bytes, bytes]) -> None:
        """Strings of the source, as they are written in it, and what they become."""
        self._nombres.update(nombres)

    def copiar(self, objeto: Object) -> int:
        """The number of an indirect object in the destination; it is written with all it needs."""
        numero = self._numero(objeto.objgen[0])
        while self._falta:
            self._escribir(self._falta.pop())
        return numero

    def escribir_como(self, numero: int, objeto: Object) -> None:
        """Write ``objeto`` under a number that was reserved, with all it needs."""
        self.es(objeto, numero)
        self._escribir(objeto.objgen[0])
        while self._falta:
            self._escribir(self._falta.pop())

    def _numero(self, suyo: int) -> int:
        if suyo not in self._numeros:
            self._numeros[suyo] = self.destino.reservar()
            self._falta.append(suyo)
        return self._numeros[suyo]

    def _escribir(self, suyo: int) -> None:
        objeto = self.origen.get_object(suyo, 0)
        if isinstance(objeto, Stream):
            datos = objeto.read_raw_bytes()
            objeto.stream_dict[Name.Length] = len(datos)
            cuerpo = self._traducir(objeto.stream_dict.unparse(resolved=True))
            self.destino.flujo(self._numeros[suyo], cuerpo, datos)
        else:
            cuerpo = self._traducir(objeto.unparse(resolved=True))
            self.destino.objeto(self._numeros[suyo], cuerpo)

    def _traducir(self, cuerpo: bytes) -> bytes:
        def una(hallado: re.Match[bytes]) -> bytes:
            if hallado[1] is None:
                return self._nombres.get(hallado[0], hallado[0])
            return b"%d 0 R" % self._numero(int(hallado[1]))

        return _REFERENCIA.sub(una, cuerpo)


class Etiquetas:
    """The tags of all the sources under one root: what a screen reader goes by."""

    def __init__(self, destino: Escritor) -> None:
        self._destino = destino
        self._raiz, self._documento = destino.reservar(), destino.reservar()
        self._hijos: list[int] = []
        self._paginas: list[tuple[int, int]] = []
        self._ids: list[tuple[bytes, int]] = []
        self._papeles: dict[str, str] = {}
        self._base = 0
        self._fuentes = 0

    def preparar(self, copiador: Copiador) -> None:
        """Make room for the tags of a source before its pages are copied."""
        raiz = copiador.origen.Root.get(Name.StructTreeRoot)
        self._fuentes += 1
        if raiz is None:
            return
        copiador.es(raiz, self._documento)
        for pagina in copiador.origen.pages:
            for objeto, clave in _con_lugar(pagina.obj):
                objeto[clave] = int(objeto[clave]) + self._base
        ids = _ids(raiz)
        prefijo = f"c{self._fuentes:06d}-".encode()
        copiador.llamar(
            {pikepdf.String(i).unparse(): pikepdf.String(prefijo + i).unparse() for i in ids}
        )

    def copiar(self, copiador: Copiador) -> None:
        """Copy the tags of a source whose pages are already copied."""
        raiz = copiador.origen.Root.get(Name.StructTreeRoot)
        if raiz is None:
            return
        hijos = raiz.K if isinstance(raiz.K, Array) else [raiz.K]
        self._hijos += [copiador.copiar(_suelto(copiador.origen, h)) for h in hijos]
        ultimo = 0
        for clave, valor in pikepdf.NumberTree(raiz.ParentTree).items():
            numero = copiador.copiar(_suelto(copiador.origen, valor))
            self._paginas.append((self._base + int(clave), numero))
            ultimo = max(ultimo, int(clave) + 1)
        prefijo = f"c{self._fuentes:06d}-".encode()
        for id_, elemento in sorted(_ids(raiz).items()):
            self._ids.append((prefijo + id_, copiador.copiar(elemento)))
        for papel, norma in raiz.get(Name.RoleMap, Dictionary()).items():
            self._papeles.setdefault(papel, str(norma))
        self._base += ultimo

    def cerrar(self) -> int:
        """Write the root; its number."""
        destino = self._destino
        refs = b" ".join(b"%d 0 R" % n for n in self._hijos)
        destino.objeto(
            self._documento,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %s ] >>" % (self._raiz, refs),
        )
        numeros = b" ".join(b"%d %d 0 R" % (k, n) for k, n in self._paginas)
        nombres = b" ".join(b"%s %d 0 R" % (pikepdf.String(i).unparse(), n) for i, n in self._ids)
        papeles = b" ".join(f"{k} {v}".encode() for k, v in sorted(self._papeles.items()))
        paginas = destino.nuevo(b"<< /Nums [ %s ] >>" % numeros)
        ids = destino.nuevo(b"<< /Names [ %s ] >>" % nombres)
        destino.objeto(
            self._raiz,
            b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d"
            b" /IDTree %d 0 R /RoleMap << %s >> >>"
            % (self._documento, paginas, self._base, ids, papeles),
        )
        return self._raiz


def _con_lugar(pagina: Object) -> Iterable[tuple[Object, Name]]:
    """What has a place in the tree of tags: the page, and its links."""
    if Name.StructParents in pagina:
        yield pagina, Name.StructParents
    for nota in _lista(pagina.get(Name.Annots)):
        if Name.StructParent in nota:
            yield nota, Name.StructParent


def _lista(valor: Any) -> Iterable[Any]:
    return () if valor is None else valor


def _ids(raiz: Object) -> dict[bytes, Object]:
    if Name.IDTree not in raiz:
        return {}
    arbol = pikepdf.NameTree(raiz.IDTree)
    return {bytes(pikepdf.String(clave)): valor for clave, valor in arbol.items()}


def _suelto(origen: Pdf, objeto: Object) -> Object:
    return objeto if objeto.is_indirect else origen.make_indirect(objeto)
