"""What a reviewer's page draws beside each change: what was said there, and whether it was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import g
from flask_security import current_user

from webapp.bd import db
from webapp.casos._textos import MAXIMO_MOTIVO
from webapp.consultas.observaciones import HiloVisto, abiertos, hilos
from webapp.consultas.tramite import EnTramite
from webapp.permisos import ahora, mis_roles
from workflows.anclas import NOTAS, TABLA, TODO_EL_CARGO, rotulo_de
from workflows.contenido import Contenido
from workflows.diferencias import Cambio, CambioCampo, Diferencia, huella, pieza_de
from workflows.formatos import Formato
from workflows.hilos import Papel, papel_de
from workflows.textos import textos_de


@dataclass(frozen=True, slots=True)
class Puesto:
    """One change or item of the page. ``observable`` is the piece that a remark there is on."""

    pieza: str
    observable: str
    lugar: str
    palabras: str | None  #: the text a proposal would replace
    huella: str
    visto: bool
    porque: str  #: why this change is proposed, when it has a reason of its own
    hilos: tuple[HiloVisto, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What the template asks while it draws a Diferencia."""

    formato: Formato
    contenido: Contenido
    papel: Papel
    observa: bool  #: whether this person may remark and mark
    volver: str
    por_pieza: Mapping[str, tuple[HiloVisto, ...]]
    textos: Mapping[str, str]
    observables: Mapping[str, str]  #: where to remark on what is no longer in the text
    huellas: Mapping[str, str]
    porques: Mapping[str, str]  #: the reasons given, by piece; "" is the one for all
    vistos: frozenset[str]  #: pieces whose change was marked, and is the same
    sin_ver: tuple[int, ...]  #: the numbers of the changes that were not
    total: int
    sueltos: frozenset[int]  #: ids of the threads that have no place on the page

    def en(self, cambio: Cambio) -> Puesto:
        """What there is at a change, or at an item that did not change."""
        pieza = pieza_de(cambio)
        observable = self.observables.get(pieza, pieza)
        return Puesto(
            pieza,
            observable,
            rotulo_de(observable, self.contenido, self.formato),
            self.textos.get(observable),
            self.huellas.get(pieza, ""),
            pieza in self.vistos,
            self.porques.get(pieza, ""),
            self.por_pieza.get(pieza, ()),
        )

    def de(self, pieza: str) -> tuple[HiloVisto, ...]:
        """The threads on a piece."""
        return self.por_pieza.get(pieza, ())

    def siguiente(self, numero: int) -> int:
        """The number of the next change that was not seen; 0 when there is none after it."""
        return next((n for n in self.sin_ver if n > numero), 0)

    def anterior(self, numero: int) -> int:
        """The number of the last change before it that was not seen; 0 when there is none."""
        return next((n for n in reversed(self.sin_ver) if n < numero), 0)


def papel_en(tramite: EnTramite) -> Papel:
    """What the signed-in person is to a version."""
    return papel_de(
        g.manual.formato,
        current_user.id,
        mis_roles(g.manual),
        es_autor=current_user.id in tramite.vista.autores,
        unidad=current_user.unidad,
    )


def hilos_de(tramite: EnTramite) -> tuple[HiloVisto, ...]:
    """What the signed-in person may read of what was said about a version."""
    hoy = g.manual.hoy(ahora())
    return hilos(db.session, g.manual.formato, tramite.vista, papel_en(tramite), hoy)


def armar(
    contenido: Contenido,
    papel: Papel,
    dichos: Iterable[HiloVisto],
    vista: Diferencia,
    completa: Diferencia,
    marcas: Mapping[str, str],
    porques: Mapping[str, str],
    *,
    abierta: bool,
    propone: bool,
    volver: str,
) -> Revision:
    """The page that draws the difference ``vista``.

    Marks are on the changes of ``completa``, against the text the version started from,
    whichever of the two the page shows. ``marcas`` go by piece; ``abierta`` says whether the
    version is, and ``propone`` whether another text can be proposed for it.
    """
    huellas = _huellas(vista) | _huellas(completa)
    por_pieza: dict[str, tuple[HiloVisto, ...]] = {}
    for hilo in dichos:
        por_pieza[hilo.pieza] = (*por_pieza.get(hilo.pieza, ()), hilo)
    vistos = frozenset(p for p, h in huellas.items() if marcas.get(p) == h)
    cambios = list(vista.cambios())
    dibujadas = set(_dibujadas(vista))
    return Revision(
        formato=g.manual.formato,
        contenido=contenido,
        papel=papel,
        observa=papel.tramita and abierta,
        volver=volver,
        por_pieza=por_pieza,
        textos=dict(textos_de(contenido)) if propone else {},
        observables=dict(_observables(vista, contenido)),
        huellas=huellas,
        porques=porques,
        vistos=vistos,
        sin_ver=tuple(n for n, c in enumerate(cambios, 1) if pieza_de(c) not in vistos),
        total=len(cambios),
        sueltos=frozenset(
            h.id for p, suyos in por_pieza.items() if p not in dibujadas for h in suyos
        ),
    )


def reunir(dichos: Iterable[HiloVisto]) -> str:
    """The open observations as one message, ready to be sent with a return."""
    lineas = []
    for hilo in abiertos(dichos):
        cita = f" «{hilo.cita}»" if hilo.cita else ""
        propone = f" Se propone: «{hilo.propuesta}»" if hilo.propuesta is not None else ""
        lineas.append(f"• {hilo.ahora or hilo.lugar}:{cita} {hilo.texto}{propone}")
    mensaje = ""
    for quedan, linea in zip(range(len(lineas), 0, -1), lineas, strict=True):
        if len(mensaje) + len(linea) > MAXIMO_MOTIVO - 80:
            return f"{mensaje}… y {quedan} más, que están en la página de los cambios."
        mensaje += f"{linea}\n"
    return mensaje.rstrip()


def _huellas(diferencia: Diferencia) -> dict[str, str]:
    """By piece; all the notes are one."""
    juntas: dict[str, list[str]] = {}
    for cambio in diferencia.cambios():
        juntas.setdefault(pieza_de(cambio), []).append(huella(cambio))
    return {
        pieza: suyas[0] if len(suyas) == 1 else hashlib.sha256("".join(suyas).encode()).hexdigest()
        for pieza, suyas in juntas.items()
    }


def _dibujadas(vista: Diferencia) -> Iterator[str]:
    """The pieces that have a place on the page."""
    yield from (pieza_de(c) for c in vista.campos if c.cambia)
    for seccion in vista.secciones:
        if seccion.items or seccion.movida:
            yield pieza_de(seccion)
            yield from map(pieza_de, seccion.items)
    if vista.competencias:
        yield TABLA
        yield from map(pieza_de, vista.competencias)
    if any(n.cambia for n in vista.notas):
        yield NOTAS


def _observables(vista: Diferencia, contenido: Contenido) -> Iterator[tuple[str, str]]:
    secciones = {s.clave for s in contenido.secciones}
    campos = dict(contenido.encabezado)
    yield from (
        (pieza_de(c), TODO_EL_CARGO)
        for c in vista.campos
        if isinstance(c, CambioCampo) and c.clave not in campos
    )
    for seccion in vista.secciones:
        aqui = f"seccion:{seccion.clave}" if seccion.clave in secciones else TODO_EL_CARGO
        yield pieza_de(seccion), aqui
        yield from ((pieza_de(i), aqui) for i in seccion.items if i.despues is None)
    yield from ((pieza_de(c), TABLA) for c in vista.competencias if c.despues is None)
