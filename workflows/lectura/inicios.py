"""Where a class begins: at a title with its code, at a form, or where the sections start again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.formatos.modelo import Formato
from workflows.lectura.firma_final import LectorFirma
from workflows.lectura.portada import LectorTitulo, Titulo
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import desconocido
from workflows.lectura.tramos import Tramo

_SECCIONES = 3  #: sections a class has had when its first one, seen again, is of another class
_LETRAS, _CIFRAS = re.compile(r"[A-Z]"), re.compile(r"\d")


@dataclass(slots=True)
class Abierto:
    """The class being read: what its title says, which sections it has, what is no body of it."""

    ini: int
    campos: dict[str, str] = field(default_factory=dict)
    forma: tuple[bool, ...] = ()  #: how its title is set apart
    primera: str = ""  #: the section it begins with
    vistas: set[str] = field(default_factory=set)
    ultima: str = ""
    fuera: set[int] = field(default_factory=set)  #: lines that are no part of the body
    cortes: set[int] = field(default_factory=set)  #: of those, the ones that cut a page
    paginas: list[str] = field(default_factory=list)
    firma: LectorFirma | None = None
    firmando: bool = False

    def ver(self, clave: str) -> None:
        """Take the heading of a section."""
        self.primera = self.primera or clave
        self.vistas.add(clave)
        self.ultima, self.firmando = clave, False

    def vuelve_a_empezar(self, clave: str, secciones: int = _SECCIONES) -> bool:
        """Whether the section ``clave`` is the first one again, after others."""
        return clave == self.primera != self.ultima and len(self.vistas) >= secciones


class Inicios:
    """Finds the title blocks among the stretches of one document."""

    def __init__(
        self,
        lineas: Sequence[Renglon],
        tramos: Sequence[Tramo],
        portadas: LectorTitulo,
        formato: Formato,
    ) -> None:
        self.lineas, self.tramos, self.portadas, self.formato = lineas, tramos, portadas, formato
        self._codigos = [c.clave for c in formato.campos if c.patron]

    def hallar(self, k: int, cargo: Abierto | None) -> tuple[Titulo, int] | None:
        """The title block that begins at stretch ``k``, and the stretch after it."""
        if self.tramos[k].que == "ficha":
            ficha = self.portadas.leer_ficha(self._renglones(k, k + 1))
            if ficha is not None:
                return None if self.repite(ficha, k + 1, cargo) else (ficha, k + 1)
        una = self._leer(k, k + 1)
        if una is not None and self._abre(una, k, k + 1, cargo):
            return una, k + 1
        dos = self._leer(k, k + 2)
        otra = self._leer(k + 1, k + 2)
        aparte = (una is None or not (una.codigo and una.palabras)) and (
            otra is None or not (otra.codigo and otra.palabras)
        )
        seguido = self._seccion(k + 2) != ""
        if dos is not None and dos.codigo and aparte and seguido:
            return (dos, k + 2) if self._abre(dos, k, k + 2, cargo) else None
        return None

    def forma(self, k: int, hasta: int) -> tuple[bool, ...]:
        """How the title of stretches ``k`` to ``hasta`` is set apart from the text."""
        suyas = self._renglones(k, hasta)
        dichas = " ".join(r.limpio for r in suyas)
        return (
            any(r.nivel for r in suyas),
            any(r.resaltado for r in suyas),
            dichas == dichas.upper(),
            self.tramos[k].que == "ficha",
        )

    def repite(self, ficha: Titulo, siguiente: int, cargo: Abierto | None) -> bool:
        """Whether a form says again, at the top of a page, what the open class has said."""
        if cargo is None or not _mismo(ficha, cargo):
            return False
        return not (cargo.firmando or cargo.vuelve_a_empezar(self._seccion(siguiente)))

    def _renglones(self, k: int, hasta: int) -> list[Renglon]:
        suyas = (r for t in self.tramos[k:hasta] for r in self.lineas[t.ini : t.fin])
        return [r for r in suyas if not r.blanco]

    def _leer(self, k: int, hasta: int) -> Titulo | None:
        suyos = self.tramos[k:hasta]
        if hasta > len(self.tramos) or (len(suyos) > 1 and any(t.que != "texto" for t in suyos)):
            return None
        return self.portadas.leer(self._renglones(k, hasta))

    def _seccion(self, k: int) -> str:
        """The section that stretch ``k`` opens, or ""."""
        return self.tramos[k].clave if k < len(self.tramos) else ""

    def _abre(self, titulo: Titulo, k: int, siguiente: int, cargo: Abierto | None) -> bool:
        """Whether a title block that ends before stretch ``siguiente`` begins a class."""
        clave = self._seccion(siguiente)
        nombre = bool(titulo.campos.get(self.portadas.principal))
        if cargo is None:
            return nombre and (titulo.codigo or bool(clave))
        primera = self.formato.secciones[0].clave
        repetida = clave in cargo.vistas or (clave == primera and bool(cargo.vistas))
        if not nombre or (_mismo(titulo, cargo) and not (cargo.firmando and repetida)):
            return False
        acabada = cargo.firmando or cargo.ultima == self.formato.secciones[-1].clave
        if titulo.codigo and (acabada or repetida):
            return True
        firmada = cargo.firma is None or cargo.firma.completa
        if acabada and repetida and titulo.destacado and firmada:
            return True
        if self.forma(k, siguiente) != cargo.forma:
            return False
        return cargo.vuelve_a_empezar(clave, 2) or self._otro_codigo(titulo, siguiente, cargo)

    def _otro_codigo(self, titulo: Titulo, siguiente: int, cargo: Abierto) -> bool:
        """Whether a title like that of the open class has a code like its own, over a heading."""
        if not titulo.destacado or len(cargo.vistas) < 2 or siguiente >= len(self.tramos):
            return False
        if not desconocido(self.lineas[self.tramos[siguiente].ini]):
            return False
        return any(
            c in titulo.campos and _hechura(titulo.campos[c]) == _hechura(cargo.campos.get(c, ""))
            for c in self._codigos
        )


def _mismo(titulo: Titulo, cargo: Abierto) -> bool:
    return all(cargo.campos.get(c) == v for c, v in titulo.campos.items())


def _hechura(codigo: str) -> str:
    """What a code is made of: ``U-2101`` and ``U-2102`` are made alike."""
    return _CIFRAS.sub("9", _LETRAS.sub("A", codigo))
