"""Reading class specifications: a title and a code, sections, and a signature block at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.formatos.modelo import Formato
from workflows.lectura.armar import Portada, armar
from workflows.lectura.filas_dichas import leer_con_filas
from workflows.lectura.firma_final import LectorFirma
from workflows.lectura.modelo import Aviso, Clase
from workflows.lectura.notas import en_linea
from workflows.lectura.orlas import membretes
from workflows.lectura.plegado import compacto
from workflows.lectura.portada import LectorTitulo, Titulo
from workflows.lectura.renglones import Renglon
from workflows.lectura.resultado import Resultado
from workflows.lectura.rotulos import Que, Rotulador, cuenta
from workflows.lectura.titulos import Titulos

_NUMERO_SUELTO = re.compile(r"[-–—]?\s*(\d{1,3})\s*[-–—]?")
_CABEZA = 4  #: lines of the header of a page, at most


@dataclass(frozen=True, slots=True)
class _Tramo:
    """Lines ini..fin (fin excluded): a heading, a signature label, a page line, text, or a
    line a person placed in the body."""

    que: str
    ini: int
    fin: int
    clave: str = ""


@dataclass(slots=True)
class _Cargo:
    ini: int
    campos: dict[str, str] = field(default_factory=dict)
    vistas: set[str] = field(default_factory=set)
    ultima: str = ""
    fuera: set[int] = field(default_factory=set)  #: lines that are no part of the body
    cortes: set[int] = field(default_factory=set)  #: of those, the ones that cut a page
    paginas: list[str] = field(default_factory=list)
    firma: LectorFirma | None = None
    firmando: bool = False


def leer_documento(lineas: Sequence[Renglon], formato: Formato, semilla: str) -> Resultado:
    """The class specifications of a document, one or many."""
    return _Lector(lineas, formato, semilla).leer()


class _Lector:
    def __init__(self, lineas: Sequence[Renglon], formato: Formato, semilla: str) -> None:
        self.lineas, self.formato, self.semilla = lineas, formato, semilla
        self.titulos = Titulos(formato)
        self.rotulador = Rotulador(formato)
        self.portadas = LectorTitulo(formato, self.rotulador)
        self.firma = LectorFirma(formato)
        self.salida = Resultado()
        self.cargo: _Cargo | None = None
        cortes = [i for i, r in enumerate(lineas) if r.corta]
        paginas = [i for i, r in enumerate(lineas) if not r.blanco and self._es_pagina(i, r)]
        escritas = [i for i, r in enumerate(lineas) if not r.blanco][:_CABEZA]
        if paginas and escritas and paginas[0] > escritas[-1]:
            paginas.insert(0, -1)  # they are counted at the foot: the text begins a page
        self.membretes = membretes(lineas, cortes or paginas)
        self.dichos: set[str] = set()  #: what page headers were said to say besides
        self.tramos = self._cortar()

    def leer(self) -> Resultado:
        k = 0
        while k < len(self.tramos):
            k = self._tramo(k)
        self._cerrar(len(self.lineas))
        return self.salida

    def _cortar(self) -> list[_Tramo]:
        tramos: list[_Tramo] = []
        for i, r in enumerate(self.lineas):
            que, clave = self._que(i, r)
            if not que:
                continue
            pegado = bool(tramos) and tramos[-1].que == "texto" == que and tramos[-1].fin == i
            if pegado:
                tramos[-1] = _Tramo("texto", tramos[-1].ini, i + 1)
            else:
                tramos.append(_Tramo(que, i, i + 1, clave))
        return tramos

    def _que(self, i: int, r: Renglon) -> tuple[str, str]:
        if r.blanco:
            return "", ""
        if r.colocado:
            return "dicho", ""
        if r.regla:
            return "regla", ""
        if i in self.membretes or self._es_pagina(i, r):
            return "pagina", ""
        titular = self.titulos.reconocer(r)
        if titular is not None and not (titular.debil and titular.resto):
            return "titulo", titular.clave
        return ("firma", "") if self.firma.abre(r) else ("texto", "")

    def _es_pagina(self, i: int, r: Renglon) -> bool:
        if len(r.limpio) > 160:
            return False
        if _NUMERO_SUELTO.fullmatch(r.limpio):
            vecinas = (*self.lineas[max(i - 1, 0) : i], *self.lineas[i + 1 : i + 2])
            return all(v.blanco for v in vecinas)
        piezas = [p for c in r.llenas for p in self.rotulador.piezas(c)]
        return any(p.que is Que.PAGINA for p in piezas)

    def _tramo(self, k: int) -> int:
        t = self.tramos[k]
        if t.que == "texto":
            return self._texto(k)
        if t.que == "pagina":
            self._pagina(t)
        elif t.que == "titulo":
            self._titulo(t)
        elif t.que == "firma" and self.cargo is not None:
            self.cargo.firmando = True
            if self.cargo.firma is None:
                self.cargo.firma = LectorFirma(self.formato)
            self._firmar(t)
        elif t.que == "regla":
            self._regla(t)
        return k + 1

    def _regla(self, t: _Tramo) -> None:
        if self.cargo is not None and self.cargo.firmando:
            self._firmar(t)

    def _titulo(self, t: _Tramo) -> None:
        cargo = self.cargo
        if cargo is None or (cargo.firmando and t.clave in cargo.vistas):
            self._cerrar(t.ini)
            cargo = self.cargo = _Cargo(t.ini)
            self.salida.avisos.append(
                Aviso(
                    self.lineas[t.ini].numero,
                    "Esta clase no trae su título antes de las secciones.",
                )
            )
        cargo.firmando = False
        cargo.vistas.add(t.clave)
        cargo.ultima = t.clave

    def _pagina(self, t: _Tramo) -> None:
        r = self.lineas[t.ini]
        if self.cargo is None:
            return
        self.cargo.fuera.add(t.ini)
        self.cargo.cortes.add(t.ini)
        self._encabezado(t)
        suelto = _NUMERO_SUELTO.fullmatch(r.limpio)
        if suelto:
            self.cargo.paginas.append(suelto[1])
            return
        propios = {compacto(v) for v in self.cargo.campos.values()} | {""}
        for p in (p for c in r.llenas for p in self.rotulador.piezas(en_linea(c))):
            if p.que is Que.PAGINA:
                n, de = cuenta(p.texto)
                self.cargo.paginas.append(f"{n} de {de}" if de else str(n))
            elif p.que is not Que.BANDA and compacto(p.texto) not in propios | self.dichos:
                self.dichos.add(compacto(p.texto))
                mensaje = f"En el encabezado de la página dice además «{p.texto}»."
                self.salida.avisos.append(Aviso(r.numero, mensaje))

    def _texto(self, k: int) -> int:
        t = self.tramos[k]
        hallado = self._inicio(k)
        if hallado is not None:
            titulo, hasta = hallado
            self._cerrar(t.ini)
            self.cargo = _Cargo(t.ini, titulo.campos)
            for x in self.tramos[k:hasta]:
                self._encabezado(x)
                self.cargo.fuera.update(range(x.ini, x.fin))
            for numero in dict.fromkeys(titulo.ajenas):
                del self.salida.clases[numero]
                mensaje = "Esta línea está sobre el título y no es parte de él: quedó sin ubicar."
                self.salida.avisos.append(Aviso(numero, mensaje))
            return hasta
        run = self.lineas[t.ini : t.fin]
        cargo = self.cargo
        if all(self.rotulador.es_banda(r.limpio) for r in run) or (
            cargo is not None and self.portadas.repite(run, cargo.campos)
        ):
            self._encabezado(t)
            if cargo is not None:
                cargo.fuera.update(range(t.ini, t.fin))
                cargo.cortes.add(t.ini)
        elif cargo is not None and cargo.firmando:
            self._firmar(t)
        return k + 1

    def _inicio(self, k: int) -> tuple[Titulo, int] | None:
        """The title block that begins at tramo k, and the tramo after it."""
        una = self._leer_titulo(k, k + 1)
        if una is not None and self._abre(una, k + 1):
            return una, k + 1
        dos = self._leer_titulo(k, k + 2)
        otra = self._leer_titulo(k + 1, k + 2)
        aparte = (una is None or not (una.codigo and una.palabras)) and (
            otra is None or not (otra.codigo and otra.palabras)
        )
        seguido = k + 2 < len(self.tramos) and self.tramos[k + 2].que == "titulo"
        if dos is not None and dos.codigo and aparte and seguido and self._abre(dos, k + 2):
            return dos, k + 2
        return None

    def _leer_titulo(self, k: int, hasta: int) -> Titulo | None:
        tramos = self.tramos[k:hasta]
        if hasta > len(self.tramos) or any(t.que != "texto" for t in tramos):
            return None
        return self.portadas.leer([r for t in tramos for r in self.lineas[t.ini : t.fin]])

    def _abre(self, titulo: Titulo, siguiente: int) -> bool:
        """Whether a title block that ends before tramo ``siguiente`` begins a class."""
        sigue = self.tramos[siguiente] if siguiente < len(self.tramos) else None
        clave = sigue.clave if sigue is not None and sigue.que == "titulo" else ""
        nombre = bool(titulo.campos.get(self.portadas.principal))
        cargo = self.cargo
        if cargo is None:
            return nombre and (titulo.codigo or bool(clave))
        primera = self.formato.secciones[0].clave
        repetida = clave in cargo.vistas or (clave == primera and bool(cargo.vistas))
        if not nombre:
            return False
        mismo = all(cargo.campos.get(c) == v for c, v in titulo.campos.items())
        if mismo and not (cargo.firmando and repetida):
            return False
        if cargo.firmando or cargo.ultima == self.formato.secciones[-1].clave:
            firmada = cargo.firma is None or cargo.firma.completa
            return titulo.codigo or (repetida and titulo.destacado and firmada)
        return titulo.codigo and repetida

    def _firmar(self, t: _Tramo) -> None:
        cargo = self.cargo
        if cargo is None or cargo.firma is None:
            return
        if self.lineas[t.ini - 1].blanco:
            cargo.firma.leer(self.lineas[t.ini - 1])
        for i in range(t.ini, t.fin):
            cargo.fuera.add(i)
            if cargo.firma.leer(self.lineas[i]):
                self.salida.clases[self.lineas[i].numero] = Clase.ENCABEZADO
            else:
                self.salida.avisos.append(
                    Aviso(self.lineas[i].numero, "Esta línea, tras la firma, quedó sin ubicar.")
                )

    def _encabezado(self, t: _Tramo) -> None:
        for r in self.lineas[t.ini : t.fin]:
            self.salida.clases[r.numero] = Clase.ENCABEZADO

    def _cerrar(self, fin: int) -> None:
        cargo, self.cargo = self.cargo, None
        if cargo is None:
            return
        cuerpo: list[Renglon | None] = []
        for i in range(cargo.ini, fin):
            if i in cargo.cortes:
                cuerpo.append(None)
            elif i not in cargo.fuera:
                cuerpo.append(self.lineas[i])
        leido = leer_con_filas(cuerpo, self.formato, self.titulos)
        for numero, clase in leido.clases.items():
            self.salida.clases.setdefault(numero, clase)
        escritas = [r.numero for r in self.lineas[cargo.ini : fin] if not r.blanco]
        portada = Portada(
            campos={c: v for c, v in cargo.campos.items() if v},
            firmas=dict(cargo.firma.firmas) if cargo.firma else {},
            paginas=tuple(cargo.paginas),
            lineas=(escritas[0], escritas[-1]),
        )
        semilla = f"{self.semilla}/{len(self.salida.cargos)}"
        hecho, avisos = armar(portada, leido, self.formato, semilla)
        self.salida.cargos.append(hecho)
        self.salida.avisos.extend(avisos)
