"""A phrase across the manual: where each cargo says it, and what it would say instead."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.columnas import ultima_aprobada_de
from webapp.consultas.hojas import leer_encabezado, rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import ABIERTAS
from webapp.modelos import Borrador, Cargo, ContenidoGuardado, TipoVersion, Version, Vigencia
from workflows.anclas import rotulo_de
from workflows.busqueda import Busqueda, Hallazgo, hallar, patron, reemplazar
from workflows.contenido import Contenido, hash_de, leer_canonico
from workflows.diferencias import Tramo, recortar, tramos
from workflows.diferencias.recorte import final, principio
from workflows.nombres import distintivo
from workflows.texto import plano

#: How many occurrences one page shows.
LIMITE = 1_000
#: Characters of the item shown on each side of the phrase.
_ALREDEDOR = 90


@dataclass(frozen=True, slots=True)
class Aparicion:
    """One occurrence, in its words. ``tramos`` is what would change; empty when only searching."""

    pieza: str
    inicio: int
    fin: int
    lugar: str
    antes: str
    hallado: str
    despues: str
    tramos: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class CargoHallado:
    """A cargo that says the phrase. ``estado`` is where its open version stands, "" without one;
    ``version`` and ``rige_desde`` tell the approved one."""

    version_id: int
    contenido_hash: str
    slug: str
    titulo: str
    distintivo: str
    codigo: str
    estado: str
    version: str
    rige_desde: date | None
    apariciones: tuple[Aparicion, ...]


@dataclass(frozen=True, slots=True)
class Hallado:
    """What a search found. ``sin_frase``: cargos whose approved text says the phrase, and the
    open one no longer does; ``por_derogar``: cargos that say it and somebody proposes to
    abolish; ``iguales``: occurrences that read already as the replacement."""

    nuevos: tuple[CargoHallado, ...]
    abiertos: tuple[CargoHallado, ...]
    sin_frase: tuple[CargoHallado, ...]
    por_derogar: tuple[CargoHallado, ...]
    iguales: int
    hay_mas: bool

    @property
    def apariciones(self) -> int:
        """How many occurrences can be ticked."""
        return sum(len(c.apariciones) for c in (*self.nuevos, *self.abiertos))


def buscar(
    session: Session,
    manual: ManualVisto,
    busqueda: Busqueda,
    seccion: str = "",
    reemplazo: str | None = None,
    limite: int = LIMITE,
) -> Hallado:
    """Every cargo that says the phrase, in the manual's order; the texts come in one statement.

    Looked for in the latest approved text of each cargo that is not abolished, or in its open
    version. ``reemplazo`` None only searches. Whole cargos, up to ``limite`` occurrences.
    Raises DatosInvalidos for a phrase that is none.
    """
    p = patron(busqueda)
    secciones = frozenset({seccion}) if seccion else None
    nuevos: list[CargoHallado] = []
    abiertos: list[CargoHallado] = []
    sin_frase: list[CargoHallado] = []
    por_derogar: list[CargoHallado] = []
    iguales, quedan, hay_mas = 0, limite, False
    for fila in _en_orden(manual, _textos(session, manual)):
        contenido = fila.contenido
        lugares = hallar(contenido, p, secciones)
        if lugares and fila.abierta and fila.abierta.tipo == TipoVersion.DEROGACION:
            por_derogar.append(_cargo(manual, fila, contenido, ()))
            continue
        utiles = [h for h in lugares if reemplazo is None or _cambia(h, reemplazo)]
        iguales += len(lugares) - len(utiles)
        if fila.abierta and not lugares and hallar(fila.aprobado, p, secciones):
            sin_frase.append(_cargo(manual, fila, contenido, ()))
        if not utiles:
            continue
        if len(utiles) > quedan:
            hay_mas = True
            if nuevos or abiertos:
                break
        apariciones = tuple(_aparicion(manual, contenido, h, reemplazo) for h in utiles[:quedan])
        quedan -= len(apariciones)
        (abiertos if fila.abierta else nuevos).append(_cargo(manual, fila, contenido, apariciones))
    return Hallado(
        tuple(nuevos), tuple(abiertos), tuple(sin_frase), tuple(por_derogar), iguales, hay_mas
    )


@dataclass(frozen=True, slots=True)
class _Fila:
    """A cargo, its latest approved version and its open one, each with its text if it has one."""

    cargo: Cargo
    aprobada: Version | None
    desde: date | None
    texto: str | None
    abierta: Version | None
    borrador: str | None
    ids: str | None
    congelado: str | None

    @property
    def aprobado(self) -> Contenido:
        """The latest approved text."""
        if self.aprobada is None or self.texto is None:
            return Contenido()
        return leer_canonico(self.texto, json.loads(self.aprobada.ids or "[]"))

    @property
    def contenido(self) -> Contenido:
        """What the next version starts from, or says already."""
        if self.abierta is None:
            return self.aprobado
        if self.borrador is not None:
            return leer_canonico(self.borrador, json.loads(self.ids or "[]"))
        return leer_canonico(self.congelado or "", json.loads(self.abierta.ids or "[]"))


def _textos(session: Session, manual: ManualVisto) -> Iterable[_Fila]:
    """Every cargo but those that are abolished and that nobody proposes to bring back."""
    aprobada, abierta = aliased(Version), aliased(Version)
    texto, congelado = aliased(ContenidoGuardado), aliased(ContenidoGuardado)
    filas = session.execute(
        select(
            Cargo,
            aprobada,
            Vigencia.desde,
            texto.texto,
            abierta,
            Borrador.texto,
            Borrador.ids,
            congelado.texto,
        )
        .select_from(Cargo)
        .outerjoin(Vigencia, Vigencia.version_id == ultima_aprobada_de(Cargo.id))
        .outerjoin(aprobada, aprobada.id == Vigencia.version_id)
        .outerjoin(texto, texto.hash == aprobada.contenido_hash)
        .outerjoin(abierta, (abierta.cargo_id == Cargo.id) & abierta.estado_clase.in_(ABIERTAS))
        .outerjoin(Borrador, Borrador.version_id == abierta.id)
        .outerjoin(congelado, congelado.hash == abierta.contenido_hash)
        .where(Cargo.manual_id == manual.id)
    )
    for fila in filas:
        leida = _Fila(*fila)
        vive = leida.aprobada is not None and leida.aprobada.tipo == TipoVersion.TEXTO
        if leida.abierta is not None or vive:
            yield leida


def _en_orden(manual: ManualVisto, filas: Iterable[_Fila]) -> list[_Fila]:
    """As the manual lists them: by group, the one with the lowest código first."""
    columnas = manual.formato.pagina.columnas
    primera = columnas[0] if len(columnas) > 2 else ""
    grupos: dict[str, list[tuple[tuple[str, str], _Fila]]] = {}
    for fila in filas:
        version = fila.abierta or fila.aprobada
        campos = leer_encabezado(version) if version else {}
        clave = plano(campos.get("codigo", "")), plano(fila.cargo.titulo)
        grupos.setdefault(campos.get(primera, ""), []).append((clave, fila))
    ordenados = sorted(grupos.values(), key=lambda g: min(clave[0] for clave, _ in g))
    return [fila for grupo in ordenados for _, fila in sorted(grupo, key=lambda x: x[0])]


def _cambia(h: Hallazgo, reemplazo: str) -> bool:
    return reemplazar(h.texto, [(h.inicio, h.fin)], reemplazo) != h.texto


def _aparicion(
    manual: ManualVisto, contenido: Contenido, h: Hallazgo, reemplazo: str | None
) -> Aparicion:
    cambio: tuple[Tramo, ...] = ()
    if reemplazo is not None:
        nuevo = reemplazar(h.texto, [(h.inicio, h.fin)], reemplazo)
        cambio = recortar(tramos(h.texto, nuevo), _ALREDEDOR)
    return Aparicion(
        h.pieza,
        h.inicio,
        h.fin,
        rotulo_de(h.pieza, contenido, manual.formato),
        final(h.texto[: h.inicio], _ALREDEDOR),
        h.texto[h.inicio : h.fin],
        principio(h.texto[h.fin :], _ALREDEDOR),
        cambio,
    )


def _cargo(
    manual: ManualVisto, fila: _Fila, contenido: Contenido, apariciones: tuple[Aparicion, ...]
) -> CargoHallado:
    version = fila.abierta or fila.aprobada
    assert version is not None, "un cargo sin versiones no dice nada"
    campos = leer_encabezado(version)
    return CargoHallado(
        version.id,
        version.contenido_hash or hash_de(contenido),
        fila.cargo.slug,
        fila.cargo.titulo,
        distintivo(manual.formato, campos, fila.cargo.titulo),
        campos.get("codigo", ""),
        manual.formato.estado(fila.abierta.estado).rotulo if fila.abierta else "",
        "" if fila.abierta else rotulo_de_version(manual.formato, version),
        None if fila.abierta else fila.desde,
        apariciones,
    )
