"""The body of one cargo, line by line: sections, items, competency rows and notes.

One pass. Every line asks the same questions in the same order (note? heading? table? list
mark? continuation?), and whatever no question claims stays SIN_UBICAR, where it started.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflows.formatos.modelo import Formato
from workflows.lectura.adelante import proximas_lineas
from workflows.lectura.competencias import LectorTabla
from workflows.lectura.continuidad import Salto, pendiente, termina
from workflows.lectura.cuerpo import Cuerpo
from workflows.lectura.formas import Formas
from workflows.lectura.items import ListaLeida
from workflows.lectura.lector_notas import LectorNotas
from workflows.lectura.listas import Marca
from workflows.lectura.modelo import Clase
from workflows.lectura.parrafos import Parrafos, parrafos_de
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import Renglon
from workflows.lectura.tabla import nombres_de
from workflows.lectura.titulos import Titular, Titulos, desconocido, numeral


def leer_cuerpo(lineas: Sequence[Renglon | None], formato: Formato, titulos: Titulos) -> Cuerpo:
    """Read a cargo's body; ``None`` among the lines is a page header that was cut out."""
    lector = _Lector(lineas, formato, titulos)
    for i, r in enumerate(lineas):
        if r is None:
            lector.corte()
        else:
            lector.renglon(i, r)
    lector.cerrar()
    return lector.cuerpo


class _Lector:
    def __init__(
        self, lineas: Sequence[Renglon | None], formato: Formato, titulos: Titulos
    ) -> None:
        self.formato, self.titulos = formato, titulos
        self.cuerpo = Cuerpo()
        self.seccion = ""
        self.perdida = False
        self.avisada = False
        self.lista: ListaLeida | None = None
        self.listas: dict[str, ListaLeida] = {}
        self.tabla = (
            LectorTabla(formato.competencias, self.cuerpo) if formato.competencias else None
        )
        self.dicha: ListaLeida | None = None  #: the list of the line before, if a person placed it
        self.notas = LectorNotas(self.cuerpo, titulos)
        self.salto = Salto.BLANCO
        self.tras_titulo = False
        self.en_filas = False  #: the line before was a row of cells
        self.numeral = 0  #: the number of the last heading, if it has one
        self.rotulada = False  #: the section's heading has its text on the same line
        self.proximos = proximas_lineas(lineas)
        self.parrafos = Parrafos(lineas, titulos)
        self.formas = Formas(lineas, titulos)
        competencias = formato.seccion_competencias
        self.clave_tabla = competencias.clave if competencias else ""

    def corte(self) -> None:
        self.salto = Salto.PAGINA
        self.notas.salir()

    def renglon(self, i: int, r: Renglon) -> None:
        if r.blanco:
            if self.salto is Salto.NINGUNO:
                self.salto = Salto.BLANCO
            return
        if r.dicho is not None:
            self._dicho(r, r.dicho)
            return
        self.dicha = None
        if r.regla:
            self._regla(r)
            return
        if not self._nota(r):
            if r.ilegible:
                self.cuerpo.avisar(r.numero, f"No se entiende «{r.corto}»: quedó sin ubicar.")
                return
            if not (self._titulo(r) or self._fila(i, r) or self._sin_lugar(r)):
                self._texto(i, r)
        self.salto = Salto.NINGUNO

    def cerrar(self) -> None:
        for lista in self.listas.values():
            self.cuerpo.avisos.extend(lista.avisos)
            for item in lista.items:
                if item.texto:
                    for n in item.lineas:
                        self.cuerpo.clases.setdefault(n, Clase.ITEM)
                else:
                    self.cuerpo.avisar(item.primera, "Hay una marca de lista sin texto.")
        for clave, lista in self.listas.items():
            self.cuerpo.items[clave] = [x for x in lista.items if x.texto]
            self.cuerpo.titulos.setdefault(clave, self.formato.seccion(clave).titulo)
        if self.tabla is not None:
            self.tabla.cerrar()
        self.notas.cerrar()

    def _dicho(self, r: Renglon, seccion: str) -> None:
        """A line a person placed: a row, an item of ``seccion``, or more of the item before it.
        What follows is read as if the line were not there, unless it goes on with it."""
        self.notas.salir()
        if self.tabla is not None and seccion == self.clave_tabla:
            self.tabla.poner(r)
        elif seccion:
            lista = self.listas.setdefault(seccion, ListaLeida())
            lista.abrir(r.numero, r.limpio, lista.marca_de(r.limpio, Salto.BLANCO))
            self.dicha = lista
        else:
            self.dicha = self.dicha or self.lista
            if self.dicha is not None:
                self.dicha.seguir(r.numero, r.limpio)
        self.notas.citar(r.limpio)
        self.salto = Salto.NINGUNO

    def _regla(self, r: Renglon) -> None:
        self.cuerpo.clases[r.numero] = Clase.SEPARADOR
        if r.corta:
            self.corte()
            return
        subraya = self.tras_titulo and self.salto is Salto.NINGUNO
        if r.dibuja and "|" not in r.crudo and not subraya:
            self.notas.entrar()
            self.salto = Salto.PAGINA

    def _nota(self, r: Renglon) -> bool:
        abierto = self.lista.abierto if self.lista else None
        return self.notas.leer(r, self.salto, en_item=abierto is not None)

    def _titulo(self, r: Renglon) -> bool:
        titular = self.titulos.reconocer(r)
        if (
            titular is None
            or self._es_columna(r)
            or (titular.debil and not self._parrafo_nuevo(titular))
        ):
            self.tras_titulo = False
            return False
        self.notas.salir()
        self.perdida = False
        self.tras_titulo, self.rotulada = not titular.resto, bool(titular.resto)
        self.numeral = numeral(r)
        self.cuerpo.clases[r.numero] = Clase.TITULO
        self.cuerpo.avisar(r.numero, titular.aviso)
        if titular.clave == self.seccion:
            return self._repetido(r, titular)
        if titular.clave in self.cuerpo.titulos:
            self.cuerpo.avisar(r.numero, f"La sección «{titular.impreso}» aparece otra vez.")
        self.cuerpo.titulos.setdefault(titular.clave, titular.impreso)
        self.seccion = titular.clave
        self._elegir_lista()
        self._resto(r, titular)
        return True

    def _es_columna(self, r: Renglon) -> bool:
        """Inside the table, ``Competencia`` alone on a line is the name of its column."""
        tabla = self.formato.competencias
        return (
            tabla is not None
            and self.seccion == self.clave_tabla
            and not r.destacado
            and compacto(r.limpio) in nombres_de(tabla.columnas)
        )

    def _repetido(self, r: Renglon, titular: Titular) -> bool:
        """The same heading again: at the top of a page it is not news, elsewhere it is."""
        if self.salto is not Salto.PAGINA:
            self.cuerpo.avisar(r.numero, f"La sección «{titular.impreso}» aparece otra vez.")
            self._elegir_lista()
        self._resto(r, titular)
        return True

    def _elegir_lista(self) -> None:
        self.lista = None
        if self.seccion == self.clave_tabla:
            return
        self.lista = self.listas.setdefault(self.seccion, ListaLeida())
        self.lista.abierto = None

    def _resto(self, r: Renglon, titular: Titular) -> None:
        if not titular.resto:
            return
        if self.lista is None:
            del self.cuerpo.clases[r.numero]
            self.cuerpo.avisar(
                r.numero, "Junto al título hay texto que no es una fila de la tabla."
            )
            return
        partida = "<br" in r.crudo.lower() and r.llenas[-1] == titular.resto
        for texto in parrafos_de(r.apiladas[-1]) if partida else [titular.resto]:
            self._agregar(r.numero, texto, None)

    def _parrafo_nuevo(self, titular: Titular) -> bool:
        """A plain line of its own; ``Experiencia: …`` inside a paragraph is just text."""
        abierto = self.lista.abierto if self.lista else None
        if abierto is None:
            return True
        if pendiente(abierto.cola):
            return False
        if self.salto is not Salto.NINGUNO or not titular.resto:
            return True
        return self.rotulada or termina(abierto.cola)

    def _fila(self, i: int, r: Renglon) -> bool:
        tabla = self.tabla
        if tabla is None or self.formato.competencias is None:
            return False
        if self._es_columna(r):
            self.cuerpo.clases[r.numero] = Clase.TABLA
            return True
        cabecera = tabla.es_cabecera(r)
        en_tabla = self.seccion == self.clave_tabla and not self.perdida
        if not en_tabla and (cabecera or tabla.es_fila(r)):
            self.seccion, self.perdida, self.lista = self.clave_tabla, False, None
            self.cuerpo.avisar(r.numero, "La tabla de competencias no trae su título antes.")
        if cabecera:
            tabla.cabecera(r)
            self.cuerpo.clases[r.numero] = Clase.TABLA
            return True
        if not en_tabla and self.seccion != self.clave_tabla:
            return False
        if not tabla.tipos.es_termino(r.limpio) and (self.perdida or desconocido(r, self.numeral)):
            return False
        self.perdida = False
        if not tabla.leer(r, self.salto, self.proximos[i]):
            self.cuerpo.avisar(
                r.numero, f"En la tabla de competencias no se entendió: «{r.corto}»."
            )
        return True

    def _sin_lugar(self, r: Renglon) -> bool:
        """Headings nobody knows, what stands under them, and text before any heading."""
        if self._ajeno(r):
            self.perdida = True
            self.notas.salir()
            self.cuerpo.avisar(
                r.numero,
                f"El título «{r.corto}» no es de ninguna sección: él y lo que sigue"
                " quedaron sin ubicar.",
            )
            return True
        if not self.perdida and not self.seccion and not self.avisada:
            self.avisada = True
            self.cuerpo.avisar(r.numero, "Hay texto antes del primer título de sección.")
        return self.perdida or not self.seccion

    def _ajeno(self, r: Renglon) -> bool:
        """Whether ``r`` is the heading of a section nobody knows."""
        abierto = self.lista.abierto if self.lista else None
        cola = abierto.cola if abierto is not None else None
        if desconocido(r, self.numeral):
            return self.perdida or self.formas.aparte(r, cola, self.salto)
        return self.formas.es_titulo(r, cola, self.salto)

    def _texto(self, i: int, r: Renglon) -> None:
        lista = self.lista
        if lista is None:
            return
        marca = lista.marca_de(r.limpio, self.salto)
        if marca is None and self._continua(i, r, lista):
            lista.seguir(r.numero, r.limpio)
            self.notas.citar(r.limpio)
        else:
            if marca is None and self.salto is Salto.BLANCO and self.formas.parece_titulo(r):
                self.cuerpo.avisar(r.numero, f"«{r.corto}» parece un título: quedó como ítem.")
            self.notas.salir()
            self._agregar(r.numero, r.limpio, marca)
        self.en_filas = len(r.llenas) > 1 and ("\t" in r.crudo or "|" in r.crudo)

    def _continua(self, i: int, r: Renglon, lista: ListaLeida) -> bool:
        if lista.abierto is None:
            return False
        continua, aviso = self.parrafos.continua(
            i, r, lista.abierto, self.salto, en_filas=self.en_filas
        )
        self.cuerpo.avisar(r.numero, aviso)
        return continua

    def _agregar(self, numero: int, texto: str, marca: Marca | None) -> None:
        if self.lista is None:
            return
        if marca is None:
            marca = self.lista.marca_de(texto, Salto.BLANCO)
        self.lista.abrir(numero, texto, marca)
        self.notas.citar(texto if marca is None else marca.resto)
