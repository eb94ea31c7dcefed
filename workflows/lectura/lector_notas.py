"""Footnotes as they are read: bodies under a rule, marks cited by the items."""

from __future__ import annotations

from workflows.lectura.continuidad import Salto
from workflows.lectura.cuerpo import Cuerpo, NotaLeida
from workflows.lectura.listas import marca as marca_de
from workflows.lectura.modelo import Clase
from workflows.lectura.notas import al_pie, definicion, sacar_marcas
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import Titulos


class LectorNotas:
    """Takes the lines that are footnotes out of a body."""

    def __init__(self, cuerpo: Cuerpo, titulos: Titulos) -> None:
        self.cuerpo, self.titulos = cuerpo, titulos
        self._abierta: NotaLeida | None = None
        self._pie = False
        self._vinetas = False  #: this body draws its lists with asterisks
        self._citadas: set[str] = set()
        self._por_marca: dict[str, NotaLeida] = {}

    def entrar(self) -> None:
        """A drawn line: the foot of the page may follow."""
        self._abierta, self._pie = None, True

    def salir(self) -> None:
        """A page header, a heading or an item: the foot of the page is over."""
        self._abierta, self._pie = None, False

    def citar(self, texto: str) -> None:
        """Remember the marks a line of an item carries."""
        self._citadas.update(sacar_marcas(texto)[1])

    def leer(self, r: Renglon, salto: Salto, *, en_item: bool) -> bool:
        """Whether ``r`` is (part of) a footnote; ``en_item`` says an item is open above it."""
        hallada = definicion(r.limpio)
        if hallada is not None and en_item and self._envuelta(salto, *hallada):
            return False
        if hallada is not None and self._es_vineta(hallada[0], en_item=en_item):
            return False
        if hallada is None and self._al_pie(r, salto):
            hallada = al_pie(r.limpio, self._citadas)
        if hallada is not None:
            self._abrir(r, *hallada)
            return True
        nota = self._abierta
        if nota is None or r.destacado or self.titulos.reconocer(r) is not None:
            return False
        sigue = salto is Salto.NINGUNO or (self._pie and not nota.texto)
        if not sigue or marca_de(r.limpio) is not None:
            return False
        nota.partes.append(sacar_marcas(r.limpio)[0])
        nota.lineas.append(r.numero)
        return True

    def cerrar(self) -> None:
        """Account for the lines of every note."""
        for nota in self.cuerpo.notas:
            for n in nota.lineas:
                self.cuerpo.clases[n] = Clase.NOTA

    def _al_pie(self, r: Renglon, salto: Salto) -> bool:
        """Whether ``r`` may be a note without a raised mark: ``1 Texto``, ``* Texto``."""
        if r.limpio.startswith("*") and "*" not in self._por_marca:
            return salto is not Salto.NINGUNO or self._abierta is not None
        return self._pie and salto is not Salto.NINGUNO

    def _es_vineta(self, marca: str, *, en_item: bool) -> bool:
        """Whether an asterisk that nobody cites draws a list: its first item follows a heading."""
        if marca != "*" or self._pie or marca in self._citadas or marca in self._por_marca:
            return False
        self._vinetas = self._vinetas or not en_item
        return self._vinetas

    def _envuelta(self, salto: Salto, marca: str, resto: str) -> bool:
        """Whether a mark that begins a wrapped line belongs to the sentence it interrupts."""
        if salto is not Salto.NINGUNO or self._pie or self._abierta is not None:
            return False
        return marca not in self._citadas or not resto[:1].isupper()

    def _abrir(self, r: Renglon, marca: str, texto: str) -> None:
        limpio = sacar_marcas(texto)[0]
        anterior = self._por_marca.get(marca)
        if anterior is None:
            anterior = self._por_marca[marca] = NotaLeida(marca, [limpio], [r.numero])
            self.cuerpo.notas.append(anterior)
        elif not anterior.texto or not limpio:
            anterior.partes.append(limpio)
            anterior.lineas.append(r.numero)
        else:
            self.cuerpo.avisar(r.numero, f"La nota {marca} aparece otra vez con otro texto.")
            anterior = None
        self._abierta = anterior
