"""One TOML table, read with its types: a fault is noted, not raised at the first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from workflows.formatos.fallas import Fallas

_E = TypeVar("_E", bound=StrEnum)
_CLAVE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
#: Claves are stored, and stand in addresses.
LARGO_CLAVE = 40


class Tabla:
    """The keys of one table; ``lugar`` is how a fault names it ("" for the whole file)."""

    def __init__(self, datos: object, lugar: str, fallas: Fallas, conocidas: set[str]) -> None:
        self.fallas, self.lugar = fallas, lugar
        self.datos: Mapping[str, Any] = datos if isinstance(datos, Mapping) else {}
        if not isinstance(datos, Mapping):
            fallas.anotar(lugar or "(archivo)", "debe ser una tabla", "escríbala como [tabla]")
        for clave in sorted(set(self.datos) - conocidas):
            parecida = difflib.get_close_matches(clave, conocidas, 1)
            remedio = f"¿quiso decir «{parecida[0]}»?" if parecida else "quítela"
            fallas.anotar(self._en(clave), "clave desconocida", remedio)

    def _en(self, clave: str) -> str:
        return f"{self.lugar}.{clave}" if self.lugar else clave

    def clave(self) -> str:
        """The name other tables use for this one: short, and fit for an address."""
        valor = self.texto("clave")
        if valor and not (_CLAVE.fullmatch(valor) and len(valor) <= LARGO_CLAVE):
            remedio = f"use minúsculas sin tilde, números y guiones, hasta {LARGO_CLAVE} en total"
            self.fallas.anotar(self._en("clave"), f"«{valor}» no sirve como clave", remedio)
        return valor

    def texto(self, clave: str, defecto: str | None = None) -> str:
        """A text; without ``defecto`` it must be there and say something."""
        valor = self.datos.get(clave, defecto)
        if isinstance(valor, str) and (valor.strip() or defecto is not None):
            return valor
        self.fallas.anotar(self._en(clave), "falta un texto", f'escriba {clave} = "…"')
        return ""

    def si_o_no(self, clave: str, defecto: bool) -> bool:
        """A boolean."""
        valor = self.datos.get(clave, defecto)
        if not isinstance(valor, bool):
            self.fallas.anotar(self._en(clave), "debe ser true o false", f"{clave} = true")
        return bool(valor)

    def textos(self, clave: str, defecto: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Texts, or one; without ``defecto`` there must be one at least."""
        valor = self.datos.get(clave, defecto)
        if isinstance(valor, str):
            valor = [valor]
        if (
            isinstance(valor, list | tuple)
            and (valor or defecto is not None)
            and all(isinstance(v, str) and v.strip() for v in valor)
        ):
            return tuple(valor)
        self.fallas.anotar(self._en(clave), "falta una lista de textos", f'{clave} = ["…"]')
        return ()

    def patron(self, clave: str) -> str:
        """A regular expression, or "" when it is not there."""
        valor = self.texto(clave, "")
        try:
            re.compile(valor)
        except (re.error, OverflowError, RecursionError) as error:
            remedio = "corrija la expresión regular"
            self.fallas.anotar(self._en(clave), f"el patrón no se entiende: {error}", remedio)
            return ""
        return valor

    def uno_de(self, clave: str, tipo: type[_E], defecto: _E) -> _E:
        """One of the values of ``tipo``; ``defecto`` only stands in for a fault."""
        valor = str(self.datos.get(clave, ""))
        try:
            return tipo(valor)
        except ValueError:
            mal = f"«{valor}» no es un valor de {clave}" if valor else "falta este dato"
            self.fallas.anotar(self._en(clave), mal, f"use: {', '.join(tipo)}")
            return defecto

    def dias(self, clave: str) -> int:
        """A number of days from 1 to 999; 0 when it is not there."""
        valor = self.datos.get(clave, 0)
        if type(valor) is int and (0 < valor <= 999 or clave not in self.datos):
            return valor
        self.fallas.anotar(self._en(clave), "debe ser un número de días", f"{clave} = 5")
        return 0

    def entero_par(self, clave: str) -> tuple[int, int] | None:
        """Two growing integers from 0 to 999, or None after noting the fault."""
        valor = self.datos.get(clave)
        if (
            isinstance(valor, list)
            and len(valor) == 2
            and all(type(v) is int for v in valor)
            and 0 <= valor[0] < valor[1] <= 999
        ):
            return valor[0], valor[1]
        self.fallas.anotar(
            self._en(clave), "deben ser dos enteros, el menor primero", f"{clave} = [1, 5]"
        )
        return None
