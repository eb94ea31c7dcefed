"""Asentar: history that arrives by import, with its printed signers, units and dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._borradores import (
    Nacimiento,
    fila_de_cargo,
    insertar_cargos,
    insertar_versiones,
    slugs_de,
)
from webapp.casos._congelar import congelar
from webapp.casos._instrumentos import (
    diciendo_donde,
    instrumento_impreso,
    lugar,
    numero_impreso,
)
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.hechos import VersionVista
from webapp.modelos import (
    Cargo,
    InstrumentoRegistrado,
    Version,
)
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.formatos.modelo import ClaseActo, ClaseEstado
from workflows.lectura.modelo import CargoLeido
from workflows.nombres import nombre_de_cargo
from workflows.numeracion import escribir_version

Avance = Callable[[int], None]
#: Cargos recorded in one stroke.
_LOTE = 200


@dataclass(frozen=True, slots=True)
class _Partida:
    """One cargo ready to be recorded."""

    leido: CargoLeido
    huella: str
    instrumento: InstrumentoRegistrado
    numero: tuple[int, int] | None


def asentar(
    session: Session,
    actor: Actor,
    manual_id: int,
    leidos: Sequence[CargoLeido],
    *,
    rige: date | None = None,
    avance: Avance = lambda _: None,
) -> int:
    """Record what a document says is in force. Returns how many cargos it recorded.

    Only for cargos without versions. ``rige`` replaces the first day of the printed date;
    ``avance`` is told how many cargos are done. Raises ActoNegado (role), ActoInvalido or
    DatosInvalidos naming the cargo and its first line; nothing is recorded then (rule 8).
    """
    registro = Registro(session, actor, manual_id)
    acto = next(iter(registro.formato.actos_de(ClaseActo.ASIENTO)), None)
    if acto is None:
        raise ActoInvalido("En este manual no se asienta historia.", "Importe como borrador.")
    registro.exigir_rol(*acto.roles, para=acto.rotulo)
    if not leidos:
        raise DatosInvalidos("El documento no trae ningún cargo.", "Revise el archivo.")
    registro.firma(
        acto.rotulo,
        lambda: [
            nombre_de_cargo(registro.formato, dict(x.contenido.encabezado), x.titulo)
            for x in leidos
        ],
    )
    cargos = _cargos(registro, leidos)
    instrumentos: dict[str, InstrumentoRegistrado] = {}
    numeros: set[tuple[int, int]] = set()
    partidas = []
    huellas = congelar(session, [(leido.contenido, "") for leido in leidos])
    for leido, huella in zip(leidos, huellas, strict=True):
        instrumento = instrumento_impreso(registro, leido, rige, instrumentos)
        partidas.append(
            _Partida(
                leido,
                huella,
                instrumento,
                numero_impreso(registro, leido, instrumento, numeros),
            )
        )
    inicial = next(e for e in registro.formato.estados if e.clase is ClaseEstado.EDICION)
    versiones = insertar_versiones(
        registro,
        [Nacimiento(c, p.leido.contenido) for c, p in zip(cargos, partidas, strict=True)],
        inicial,
    )
    hechos = count(1)
    for lote in _lotes(list(zip(cargos, versiones, partidas, strict=True))):
        registro.mover(
            [_vista(cargo, version, p) for cargo, version, p in lote],
            acto,
            instrumento_id=lote[0][2].instrumento.id,
            datos={version.id: _datos(p) for _, version, p in lote},
            columnas={version.id: _columnas(registro, p, rige) for _, version, p in lote},
        )
        for _ in lote:
            avance(next(hechos))
    return len(partidas)


def _lotes(
    todas: Sequence[tuple[Cargo, Version, _Partida]],
) -> Iterator[list[tuple[Cargo, Version, _Partida]]]:
    """In their order, those of one instrumento together, no more than :data:`_LOTE`."""
    for _, juntas in groupby(todas, key=lambda una: una[2].instrumento.id):
        while lote := list(islice(juntas, _LOTE)):
            yield lote


def _cargos(registro: Registro, leidos: Sequence[CargoLeido]) -> list[Cargo]:
    """New cargos for the texts; refuses an identity that is missing, repeated or already here."""
    formato, session = registro.formato, registro.session
    vistos: dict[str, CargoLeido] = {}
    for leido in leidos:
        identidad = formato.identidad_de(leido.contenido)
        if not identidad.strip(" |"):
            raise DatosInvalidos(
                f"{lugar(leido)}: el encabezado no dice qué cargo es.",
                "Complete el encabezado en el documento. No se guardó nada.",
            )
        if otro := vistos.get(identidad):
            raise ActoInvalido(
                f"{lugar(leido)} y {lugar(otro)} dicen ser el mismo cargo.",
                "Deje uno solo en el documento. No se guardó nada.",
            )
        vistos[identidad] = leido
    hay = session.execute(
        select(Cargo.titulo, Cargo.identidad).where(Cargo.manual_id == registro.manual.id)
    ).all()
    repetidos = [c.titulo for c in hay if c.identidad in vistos]
    if repetidos:
        nombres = ", ".join(repetidos[:5]) + ("…" if len(repetidos) > 5 else "")
        raise ActoInvalido(
            f"Ya tienen versiones en este manual: {nombres}.",
            "Solo se asienta historia de cargos que no la tienen; para cambiarlos, abra un "
            "borrador. No se guardó nada.",
        )
    ocupados = slugs_de(registro)
    filas = []
    for leido in leidos:
        with diciendo_donde(leido):
            filas.append(fila_de_cargo(registro, leido.contenido, ocupados))
    return insertar_cargos(registro, filas)


def _vista(cargo: Cargo, version: Version, partida: _Partida) -> VersionVista:
    leido, huella = partida.leido, partida.huella
    return VersionVista(version, cargo, leido.contenido, huella, 0, "", None, frozenset(), None)


def _datos(partida: _Partida) -> dict[str, object]:
    leido = partida.leido
    return {
        "firmas": {
            clave: {"por": f.por, "puesto": f.puesto, "fecha": f.fecha}
            for clave, f in sorted(leido.firmas.items())
        },
        "numero": leido.version,
        "instrumento": leido.instrumento,
        "paginas": list(leido.paginas),
    }


def _columnas(registro: Registro, partida: _Partida, rige: date | None) -> dict[str, object]:
    desde = rige or partida.instrumento.rige_desde or partida.instrumento.fecha
    etiqueta = desde.isoformat()
    if partida.numero:
        anio, consecutivo = partida.numero
        etiqueta = escribir_version(registro.formato.numeracion, anio, consecutivo)
    return {
        "contenido_hash": partida.huella,
        "ids": json.dumps(partida.leido.contenido.ids()),
        "instrumento_id": partida.instrumento.id,
        "rige_registrado": desde,
        "etiqueta": etiqueta,
        "numero_anio": partida.numero[0] if partida.numero else None,
        "numero_consecutivo": partida.numero[1] if partida.numero else None,
    }
