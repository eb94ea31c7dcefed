"""Putting a CargoLeido together: header fields, sections in the formato's order, notes, remarks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workflows.contenido import Competencia, Contenido, Item, Nota, Seccion, encabezado
from workflows.formatos.modelo import Formato
from workflows.lectura.cuerpo import Cuerpo
from workflows.lectura.modelo import Aviso, CargoLeido, DetalleItem, EncabezadoLeido, FirmaLeida
from workflows.lectura.plegado import compacto


@dataclass(slots=True)
class Portada:
    """What a cargo says outside its sections, whatever the document's structure."""

    campos: dict[str, str] = field(default_factory=dict)
    version: str = ""
    instrumento: str = ""
    firmas: dict[str, FirmaLeida] = field(default_factory=dict)
    paginas: tuple[str, ...] = ()
    lineas: tuple[int, int] = (0, 0)
    encabezados: tuple[EncabezadoLeido, ...] = ()


def consenso(dichos: Iterable[tuple[int, str]], rotulo: str) -> tuple[str, list[Aviso]]:
    """What most pages say (the first, when they tie), and a remark for each that differs."""
    escritos = [(linea, d) for linea, d in dichos if d]
    if not escritos:
        return "", []
    claves = Counter(compacto(d) for _, d in escritos)
    clave = max(claves, key=lambda c: claves[c])
    formas = Counter(d for _, d in escritos if compacto(d) == clave)
    valor = max(formas, key=lambda f: formas[f])
    avisos = [
        Aviso(linea, f"{rotulo}: este encabezado dice «{d}»; los demás, «{valor}».")
        for linea, d in escritos
        if d != valor
    ]
    return valor, avisos


def armar(
    portada: Portada, cuerpo: Cuerpo, formato: Formato, semilla: str
) -> tuple[CargoLeido, list[Aviso]]:
    """The cargo, and what a person should look at. ``semilla`` makes the item ids repeatable."""
    avisos = list(cuerpo.avisos)
    ids = _Ids(semilla)
    secciones: list[Seccion] = []
    detalle: dict[str, DetalleItem] = {}
    citas: dict[str, int] = {}
    tabla = formato.seccion_competencias
    for seccion in formato.secciones:
        if seccion is tabla or seccion.clave not in cuerpo.titulos:
            continue
        items = []
        for leido in cuerpo.items.get(seccion.clave, []):
            item = Item(ids.nuevo(), leido.texto, leido.forma, leido.notas)
            detalle[item.id] = DetalleItem(leido.lineas[0], leido.lineas[-1])
            for m in item.notas:
                citas.setdefault(m, leido.lineas[0])
            items.append(item)
        secciones.append(Seccion(seccion.clave, tuple(items)))
    competencias = tuple(
        Competencia(ids.nuevo(), f.tipo, f.competencia, f.grado, f.concepto) for f in cuerpo.filas
    )
    for fila, leida in zip(competencias, cuerpo.filas, strict=True):
        detalle[fila.id] = DetalleItem(min(leida.lineas), max(leida.lineas))
    notas, lineas_nota = _notas(cuerpo, citas, avisos)
    contenido = Contenido(encabezado(portada.campos), tuple(secciones), competencias, notas)
    avisos.extend(_faltas(portada, contenido, cuerpo, formato))
    cargo = CargoLeido(
        contenido=contenido,
        titulo=formato.titulo_de(contenido),
        version=portada.version,
        instrumento=portada.instrumento,
        firmas=portada.firmas,
        paginas=portada.paginas,
        lineas=portada.lineas,
        titulos=dict(cuerpo.titulos),
        detalle=detalle,
        lineas_nota=lineas_nota,
        encabezados=portada.encabezados,
    )
    return cargo, avisos


class _Ids:
    """Ids that are the same each time the same document is read."""

    def __init__(self, semilla: str) -> None:
        self._semilla, self._n = semilla, 0

    def nuevo(self) -> str:
        self._n += 1
        return hashlib.sha256(f"{self._semilla}/{self._n}".encode()).hexdigest()[:16]


def _notas(
    cuerpo: Cuerpo, citas: Mapping[str, int], avisos: list[Aviso]
) -> tuple[tuple[Nota, ...], dict[str, int]]:
    """Notes in the order of the document; a mark nobody explains is a note without text."""
    lineas = {n.marca: n.lineas[0] for n in cuerpo.notas}
    notas = [Nota(n.marca, n.texto) for n in cuerpo.notas]
    for marca, linea in citas.items():
        if marca not in lineas:
            lineas[marca] = linea
            notas.append(Nota(marca, ""))
    for nota in notas:
        if not nota.texto:
            avisos.append(Aviso(lineas[nota.marca], f"La nota {nota.marca} no trae texto."))
        elif nota.marca not in citas:
            avisos.append(Aviso(lineas[nota.marca], f"Nadie cita la nota {nota.marca}."))
    return tuple(notas), lineas


def _faltas(
    portada: Portada, contenido: Contenido, cuerpo: Cuerpo, formato: Formato
) -> list[Aviso]:
    linea = portada.lineas[0]
    faltas: list[str] = []
    for campo in formato.campos:
        valor = contenido.campo(campo.clave)
        if not valor and campo.requerido:
            faltas.append(f"No se encontró «{campo.rotulo}» en el encabezado.")
        elif not campo.acepta(valor):
            faltas.append(f"«{valor}» no tiene la forma de «{campo.rotulo}».")
    patron = formato.instrumento.patron
    if patron and not portada.instrumento:
        faltas.append(f"No se encontró «{formato.instrumento.rotulo}» en el encabezado.")
    elif patron and re.fullmatch(patron, portada.instrumento) is None:
        faltas.append(
            f"«{portada.instrumento}» no tiene la forma de «{formato.instrumento.rotulo}»."
        )
    faltas.extend(_secciones_que_faltan(contenido, cuerpo, formato))
    return [Aviso(linea, f) for f in faltas]


def _secciones_que_faltan(contenido: Contenido, cuerpo: Cuerpo, formato: Formato) -> Iterable[str]:
    for seccion in formato.secciones:
        es_tabla = seccion is formato.seccion_competencias
        hay: Sequence[object] = (
            contenido.competencias if es_tabla else contenido.seccion(seccion.clave).items
        )
        if hay:
            continue
        if seccion.clave in cuerpo.titulos:
            yield f"La sección «{seccion.titulo}» está vacía."
        elif seccion.requerida:
            yield f"Falta la sección «{seccion.titulo}»."
