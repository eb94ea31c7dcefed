"""Reading class specifications: a title and a code, sections, and a signature block at the end."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.formatos.modelo import Formato
from workflows.lectura.armar import Portada, armar
from workflows.lectura.ficha import Fichas, Rotulos
from workflows.lectura.filas_dichas import leer_con_filas
from workflows.lectura.firma_final import LectorFirma
from workflows.lectura.inicios import Abierto, Inicios
from workflows.lectura.modelo import Aviso, Clase
from workflows.lectura.notas import en_linea
from workflows.lectura.plegado import compacto
from workflows.lectura.portada import LectorTitulo, Titulo
from workflows.lectura.renglones import Renglon
from workflows.lectura.resultado import Resultado
from workflows.lectura.rotulos import Que, Rotulador, cuenta
from workflows.lectura.titulos import Titulos
from workflows.lectura.tramos import NUMERO_SUELTO, Cortador, Tramo


def leer_documento(lineas: Sequence[Renglon], formato: Formato, semilla: str) -> Resultado:
    """The class specifications of a document, one or many."""
    return _Lector(lineas, formato, semilla).leer()


class _Lector:
    def __init__(self, lineas: Sequence[Renglon], formato: Formato, semilla: str) -> None:
        self.lineas, self.formato, self.semilla = lineas, formato, semilla
        self.titulos = Titulos(formato)
        self.rotulador = Rotulador(formato)
        rotulos = Rotulos(formato, self.rotulador)
        self.portadas = LectorTitulo(formato, rotulos)
        self.firma = LectorFirma(formato)
        self.salida = Resultado()
        self.cargo: Abierto | None = None
        self.dichos: set[str] = set()  #: what page headers were said to say besides
        fichas = Fichas(lineas, rotulos, self.titulos)
        self.tramos = Cortador(lineas, self.titulos, self.rotulador, fichas, self.firma).cortar()
        self.inicios = Inicios(lineas, self.tramos, self.portadas, formato)

    def leer(self) -> Resultado:
        k = 0
        while k < len(self.tramos):
            k = self._tramo(k)
        self._cerrar(len(self.lineas))
        return self.salida

    def _tramo(self, k: int) -> int:
        t = self.tramos[k]
        if t.que in ("texto", "ficha"):
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

    def _regla(self, t: Tramo) -> None:
        if self.cargo is not None and self.cargo.firmando:
            self._firmar(t)

    def _titulo(self, t: Tramo) -> None:
        cargo = self.cargo
        otra = cargo is not None and (
            (cargo.firmando and t.clave in cargo.vistas) or cargo.vuelve_a_empezar(t.clave)
        )
        if cargo is None or otra:
            self._cerrar(t.ini)
            cargo = self.cargo = Abierto(t.ini)
            self.salida.avisos.append(
                Aviso(
                    self.lineas[t.ini].numero,
                    "Esta clase no trae su título antes de las secciones.",
                )
            )
        cargo.ver(t.clave)

    def _pagina(self, t: Tramo) -> None:
        r = self.lineas[t.ini]
        if self.cargo is None:
            return
        self.cargo.fuera.add(t.ini)
        self.cargo.cortes.add(t.ini)
        self._encabezado(t)
        suelto = NUMERO_SUELTO.fullmatch(r.limpio)
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
        hallado = self.inicios.hallar(k, self.cargo)
        if hallado is not None:
            titulo, hasta = hallado
            self._cerrar(t.ini)
            self.cargo = Abierto(t.ini, titulo.campos, self.inicios.forma(k, hasta))
            self._portada(titulo, self.tramos[k:hasta], self.cargo)
            return hasta
        run = self.lineas[t.ini : t.fin]
        cargo = self.cargo
        ficha = self.portadas.leer_ficha(run) if t.que == "ficha" and cargo is not None else None
        if ficha is not None and cargo is not None:
            self._portada(ficha, [t], cargo)
            cargo.cortes.add(t.ini)
        elif all(self.rotulador.es_banda(r.limpio) for r in run) or (
            cargo is not None and self.portadas.repite(run, cargo.campos)
        ):
            self._encabezado(t)
            if cargo is not None:
                cargo.fuera.update(range(t.ini, t.fin))
                cargo.cortes.add(t.ini)
        elif cargo is not None and cargo.firmando:
            self._firmar(t)
        return k + 1

    def _portada(self, titulo: Titulo, tramos: Sequence[Tramo], cargo: Abierto) -> None:
        """Take the lines of a title block out of the body, and say which ones are of no field."""
        for x in tramos:
            self._encabezado(x)
            cargo.fuera.update(range(x.ini, x.fin))
        for numero in titulo.ajenas:
            del self.salida.clases[numero]
            mensaje = "Esta línea acompaña al título y no es de ningún campo: quedó sin ubicar."
            self.salida.avisos.append(Aviso(numero, mensaje))
        for numero, texto in titulo.sobrantes:
            mensaje = f"Junto al título, «{texto}» no es de ningún campo."
            self.salida.avisos.append(Aviso(numero, mensaje))

    def _firmar(self, t: Tramo) -> None:
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

    def _encabezado(self, t: Tramo) -> None:
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
