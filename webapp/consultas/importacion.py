"""A document being imported, read with its corrections, in the part a person looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.lectores import leer_documento
from webapp.modelos import LecturaEnCurso
from workflows.calidad import Entorno, construir, revisar
from workflows.calidad.informe import Renglon, renglones
from workflows.contenido import Contenido
from workflows.errores import LecturaFallida, NoEncontrado
from workflows.formatos import Formato
from workflows.lectura import Lectura
from workflows.lectura.correcciones import Dicho, de_texto
from workflows.lectura.enlaces import Parte, partes

#: Lines of a document, and pieces of one of its cargos, that a page can show and a check compare.
LINEAS, PIEZAS = 60_000, 2_000
#: Letters of one of them.
LARGO = 50_000
#: Readings a process remembers: a person turns the pages of the same one.
_RECORDADAS = 6


@dataclass(frozen=True, slots=True)
class EnCurso:
    """A document that waits. ``correcciones`` as they are kept, ``dichos`` the same, parsed."""

    id: int
    nombre: str
    hash: str
    correcciones: str
    tocado: datetime

    @property
    def dichos(self) -> dict[int, Dicho]:
        """What was said of each line."""
        return de_texto(self.correcciones)


@dataclass(slots=True)
class Leido:
    """A reading in its parts; the findings of a part are looked for when it is shown."""

    lectura: Lectura
    partes: tuple[Parte, ...]
    _entorno: Entorno | None = None
    _hallados: dict[int, list[Renglon]] = field(default_factory=dict)

    def hallados(self, formato: Formato, n: int) -> list[Renglon]:
        """What the checks find in part ``n``, among the cargos of the document."""
        cargo = self.partes[n].cargo
        if cargo is None:
            return []
        if n not in self._hallados:
            if self._entorno is None:
                textos = [c.contenido for c in self.lectura.cargos]
                self._entorno = construir(formato, textos)
            suyas = self.lectura.lineas[max(cargo.lineas[0] - 1, 0) : cargo.lineas[1]]
            hechos = revisar(formato, cargo.contenido, self._entorno, cargo, suyas)
            self._hallados[n] = renglones(formato, cargo.contenido, hechos, cargo)
        return self._hallados[n]


_leidas: dict[tuple[int, str, str, str], Leido] = {}


def leido_de(
    manual: ManualVisto,
    hash_: str,
    nombre: str,
    correcciones: str,
    datos: Callable[[], bytes],
    avance: Callable[[int, int], None] | None = None,
) -> Leido:
    """Read bytes with corrections, or remember having done it; ``avance`` is told how many pages
    were read, and of how many.

    Raises LecturaFallida, also for what a page could not show.
    """
    formato = manual.formato
    clave = (manual.id, hash_, nombre, correcciones)
    hecho = _leidas.get(clave)
    if hecho is None:
        lectura = leer_documento(datos(), [formato], nombre, correcciones, avance)
        _exigir_que_quepa(lectura)
        while len(_leidas) >= _RECORDADAS:
            _leidas.pop(next(iter(_leidas)), None)
        hecho = _leidas[clave] = Leido(lectura, partes(lectura))
    return hecho


def exigir_que_quepa(contenido: Contenido, titulo: str = "") -> None:
    """Raise LecturaFallida for a text that is no cargo's: comparing it would never end."""
    piezas = len(contenido.ids()) + len(contenido.notas)
    if piezas > PIEZAS:
        raise LecturaFallida(
            f"En «{titulo or 'el cargo'}» se leyeron {piezas} líneas y filas, y un cargo no tiene "
            "tantas.",
            "Revise que sea el documento correcto, o que no le falten encabezados de cargo.",
        )
    items = [i.texto for s in contenido.secciones for i in s.items]
    filas = [f"{c.tipo} {c.competencia} {c.concepto}" for c in contenido.competencias]
    _exigir_largo([*items, *filas, *(n.texto for n in contenido.notas)])


def _exigir_que_quepa(lectura: Lectura) -> None:
    if len(lectura.lineas) > LINEAS:
        raise LecturaFallida(
            f"El documento tiene más de {LINEAS} líneas.",
            "Divídalo y suba cada parte: se unen en el mismo manual.",
        )
    _exigir_largo([x.texto for x in lectura.lineas])
    for cargo in lectura.cargos:
        exigir_que_quepa(cargo.contenido, cargo.titulo)


def _exigir_largo(textos: Sequence[str]) -> None:
    largo = max(map(len, textos), default=0)
    if largo > LARGO:
        raise LecturaFallida(
            f"El documento tiene un párrafo de {largo} letras, y no se leen de más de {LARGO}.",
            "Revise que sea el documento correcto, o divida ese párrafo.",
        )


def en_curso(session: Session, manual_id: int, persona_id: int, id_: int) -> EnCurso:
    """One of the person's own. Raises NoEncontrado."""
    hallado = next((e for e in _de(session, manual_id, persona_id) if e.id == id_), None)
    if hallado is None:
        raise NoEncontrado(
            "Ese documento ya no está a medio importar: se aceptó, se descartó o es de otra "
            "persona.",
            "Vea la lista de los suyos en Importar un documento.",
        )
    return hallado


def mias(session: Session, manual_id: int, persona_id: int) -> list[EnCurso]:
    """The person's own documents that wait in a manual, the last touched first."""
    return sorted(_de(session, manual_id, persona_id), key=lambda e: e.tocado, reverse=True)


def bytes_de(session: Session, id_: int) -> bytes:
    """The document as it was uploaded."""
    datos: bytes = session.scalars(
        select(LecturaEnCurso.datos).where(LecturaEnCurso.id == id_)
    ).one()
    return datos


def _de(session: Session, manual_id: int, persona_id: int) -> list[EnCurso]:
    columnas = (
        LecturaEnCurso.id,
        LecturaEnCurso.nombre,
        LecturaEnCurso.hash,
        LecturaEnCurso.correcciones,
        LecturaEnCurso.tocado,
    )
    filas = session.execute(
        select(*columnas).where(
            LecturaEnCurso.manual_id == manual_id, LecturaEnCurso.persona_id == persona_id
        )
    )
    return [EnCurso(*f) for f in filas]
