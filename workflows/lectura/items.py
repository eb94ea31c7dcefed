"""The items of one section as they are read: marks in context, lines healed into sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workflows.contenido import Forma
from workflows.lectura.continuidad import Salto, minuscula, pendiente, termina
from workflows.lectura.listas import Clase, Marca, intercalada, letras, marca
from workflows.lectura.modelo import Aviso
from workflows.lectura.notas import sacar_marcas

_ORDEN = (Clase.LETRA, Clase.ROMANO)
_CASI_UNO = re.compile(r"[lI|!]\s?[.)]\s+")  #: what a scanner reads where ``1.`` is printed


@dataclass(slots=True)
class ItemLeido:
    """An item being read. ``valor`` is the number it prints, 0 for none."""

    forma: Forma
    valor: int
    partes: list[str]
    lineas: list[int]

    @property
    def texto(self) -> str:
        """Its lines joined by one space, without list mark or footnote marks."""
        return sacar_marcas(" ".join(self.partes))[0].strip()

    @property
    def notas(self) -> tuple[str, ...]:
        """The footnote marks it carries."""
        return sacar_marcas(" ".join(self.partes))[1]

    @property
    def primera(self) -> int:
        """Its first source line."""
        return self.lineas[0]

    @property
    def cola(self) -> str:
        """The end of its text: what decides whether the next line goes on."""
        return self.partes[-1]


@dataclass(slots=True)
class ListaLeida:
    """The items under one heading, with what their numbering leaves to be desired."""

    items: list[ItemLeido] = field(default_factory=list)
    avisos: list[Aviso] = field(default_factory=list)
    abierto: ItemLeido | None = None
    ultimo: int = 0
    sueltos: int = 0  #: items without a number since ``ultimo``
    vuelve: bool = False  #: the count began again with the last number
    letra: tuple[Clase, int] = (Clase.LETRA, 0)
    guiones: bool = False  #: doubtful bullets have been real ones here

    def marca_de(self, limpio: str, salto: Salto) -> Marca | None:
        """The list mark of a line, in this list: ``o Planificar`` is not always a bullet."""
        previo = self.abierto.cola if self.abierto else ""
        envuelta = salto is Salto.NINGUNO and bool(previo)
        hallada = marca(limpio)
        if hallada is None:
            return self._letra(limpio, previo, envuelta)
        if hallada.clase is Clase.NUMERO:
            return hallada if self._numera(hallada, previo, envuelta) else None
        if hallada.clase is Clase.DUDOSA and not self.guiones:
            abre = not previo or termina(previo) or salto is Salto.BLANCO
            return hallada if abre else None
        return hallada

    def _numera(self, hallada: Marca, previo: str, envuelta: bool) -> bool:
        if not previo or hallada.valor == self.ultimo + 1:
            return not (envuelta and pendiente(previo) and not hallada.resto)
        if envuelta and pendiente(previo) and hallada.valor != 1:
            return False
        return termina(previo) or not minuscula(hallada.resto)

    def _letra(self, limpio: str, previo: str, envuelta: bool) -> Marca | None:
        propia = intercalada(limpio)
        if propia is not None and self.letra == (propia.clase, propia.valor):
            return propia
        posibles = [m for m in letras(limpio) if m.resto]
        for posible in posibles:
            if self.letra == (posible.clase, posible.valor - 1) and posible.valor > 1:
                return posible
        if envuelta and pendiente(previo):
            return None
        return next((m for m in posibles if m.valor == 1), None)

    def abrir(self, numero: int, texto: str, hallada: Marca | None) -> None:
        """Begin an item on line ``numero``; without a mark it is a bare paragraph."""
        if hallada is None:
            self._poner(ItemLeido(Forma.PARRAFO, 0, [texto.strip()], [numero]))
            self.sueltos += 1
            return
        forma, valor = Forma.VINETA, 0
        if hallada.clase is Clase.NUMERO:
            if hallada.valor == 2 and not self.ultimo and len(self.items) == 1:
                self._primero(self.items[0])
            self._contar(numero, hallada.valor)
            forma, valor = Forma.NUMERO, hallada.valor
        else:
            self.sueltos += 1
            if hallada.clase in _ORDEN:
                self.letra = (hallada.clase, hallada.valor)
                forma = Forma.VINETA if self.ultimo else Forma.NUMERO
            self.guiones = self.guiones or hallada.clase is Clase.DUDOSA
        self._poner(ItemLeido(forma, valor, [hallada.resto.strip()], [numero]))

    def seguir(self, numero: int, texto: str) -> None:
        """Add a line to the open item."""
        if self.abierto is not None:
            if not self.abierto.partes[-1]:
                self.abierto.partes.pop()
            self.abierto.partes.append(texto.strip())
            self.abierto.lineas.append(numero)

    def _poner(self, item: ItemLeido) -> None:
        self.items.append(item)
        self.abierto = item

    def _primero(self, item: ItemLeido) -> None:
        """The item before a 2 is the first, though its number was read as a letter."""
        casi = _CASI_UNO.match(item.partes[0])
        if item.forma is Forma.PARRAFO and casi:
            item.forma, item.valor = Forma.NUMERO, 1
            item.partes[0] = item.partes[0][casi.end() :]
            self.ultimo, self.sueltos = 1, 0
            self.avisos.append(Aviso(item.primera, f"«{casi[0].strip()}» se leyó como 1."))

    def _contar(self, numero: int, valor: int) -> None:
        espera = self.ultimo + 1
        perezosa = valor == self.ultimo == 1 and self.vuelve  # Markdown counts a list by itself
        if not espera <= valor <= espera + self.sueltos and not perezosa:
            self.avisos.append(Aviso(numero, self._reparo(valor)))
        self.vuelve = valor == 1 and bool(self.ultimo)
        self.ultimo, self.sueltos = valor, 0
        self.letra = (Clase.LETRA, 0)

    def _reparo(self, valor: int) -> str:
        if not self.ultimo:
            return f"La lista empieza en {valor}, no en 1."
        if valor == 1:
            return f"La numeración vuelve a empezar en 1 después de {self.ultimo}."
        if valor <= self.ultimo:
            return f"El número {valor} viene después de {self.ultimo}."
        return f"La numeración salta de {self.ultimo} a {valor}."
