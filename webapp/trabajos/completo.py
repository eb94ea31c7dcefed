"""The whole manual as a job: each cargo printed once and kept, then everything joined.

It is begun again after a crash and finds what was printed; memory holds a batch of cargos.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.bd import db, transaccion
from webapp.casos.anotar_emision import anotar_emision
from webapp.consultas.completo import Cabeza, CargoVigente, cabeza, cargos_vigentes
from webapp.consultas.documentos import documentos_de
from webapp.consultas.manuales import ManualVisto, manual_por_slug
from webapp.modelos import ClaseDocumento
from webapp.modelos.trabajo import Ambito, Fase, Trabajo
from webapp.operacion.sello import sello
from webapp.publicacion.completo import AcuerdoEnAnexo, Entrada, ManualCompleto, encuadernar
from webapp.publicacion.imprenta import huella_de_plantillas
from webapp.publicacion.taller import Taller
from webapp.trabajos.clases import Avance, clase
from webapp.trabajos.filas import Encargo
from webapp.trabajos.salidas import Salida, guardar, ruta_de
from workflows.errores import NoEncontrado
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseInstrumento
from workflows.nombres import distintivo
from workflows.orden import columnas_de_orden
from workflows.texto import ficha, titular

CLASE = "manual-completo"
PDF = "application/pdf"
#: Cargos in memory at once.
_TANDA = 40


def encargo_de(
    session: Session, manual: ManualVisto, dia: date, persona_id: int | None = None
) -> Encargo:
    """What to ask for. Its name changes with anything the file would say, and only then.

    Raises NoEncontrado when nothing was in force that day.
    """
    cargos = _cargos(session, manual, dia)
    depende = [
        dia.isoformat(),
        cabeza(session, manual).hash,
        huella_de_plantillas(),
        [[c.version_id, c.contenido_hash] for c in cargos],
        current_app.config["URL"],
        suyo.huella if (suyo := sello()) else "",
    ]
    return Encargo(
        manual.id,
        CLASE,
        f"{manual.nombre}, vigente al {escribir_fecha(dia)}",
        {"slug": manual.slug, "fecha": dia.isoformat()},
        depende,
        Ambito.PUBLICO,
        persona_id,
    )


def ya_hecho(session: Session, encargo: Encargo) -> Path | None:
    """The file that says the same, when a job made it and it is still kept."""
    archivo = session.scalar(
        select(Trabajo.archivo).where(Trabajo.clave == encargo.clave, Trabajo.fase == Fase.HECHO)
    )
    ruta = ruta_de(Path(current_app.config["SALIDAS"]), archivo) if archivo else None
    return ruta if ruta is not None and ruta.is_file() else None


@clase(CLASE)
def hacer(datos: Mapping[str, Any], avance: Avance) -> Salida:
    """The job: ``slug`` and ``fecha`` say which manual, on which day."""
    carpeta = Path(current_app.config["SALIDAS"])
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    dia = date.fromisoformat(datos["fecha"])
    descriptor, temporal = tempfile.mkstemp(dir=carpeta, prefix=".")
    os.close(descriptor)
    try:
        componer(datos["slug"], dia, Path(temporal), avance)
        salida = guardar(carpeta, Path(temporal), f"{ficha(datos['slug'])}-{dia}.pdf", PDF)
    finally:
        Path(temporal).unlink(missing_ok=True)
    anotar(datos["slug"], salida.archivo)
    return salida


def anotar(slug: str, huella: str) -> None:
    """Put a whole manual that is handed out on record, by the SHA-256 of its bytes."""
    with transaccion() as session:
        anotar_emision(
            session,
            hash_=huella,
            clase=ClaseDocumento.MANUAL,
            manual_id=manual_por_slug(session, slug).id,
            momento=current_app.config["RELOJ"](),
        )


def componer(slug: str, dia: date, destino: Path, avance: Avance) -> int:
    """Write the whole manual to ``destino``, sealed where there is a seal.

    Returns how many cargos had to be printed. Raises NoEncontrado, and SelloInservible. Needs an
    application context; nothing slow is inside a transaction.
    """
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, slug)
        cargos = _cargos(session, manual, dia)
        que = _que(manual, cargos, cabeza(session, manual), dia)
    ajustes = current_app.config
    total = 2 * len(cargos)
    with (
        Taller(Path(ajustes["COPIAS"]), ajustes["OBREROS"]) as taller,
        tempfile.TemporaryDirectory(dir=destino.parent) as carpeta,
    ):
        entero = Path(carpeta) / "entero.pdf"
        cuerpos: list[Path] = []
        for n in range(0, len(cargos), _TANDA):
            ids = [c.version_id for c in cargos[n : n + _TANDA]]
            with db.sessionmaker() as session:
                documentos = documentos_de(session, manual, ids, dia, ajustes["URL"])
            for cuerpo in taller.copias_de(documentos):
                cuerpos.append(cuerpo)
                avance(len(cuerpos), total, "Componiendo los cargos")
        with entero.open("wb") as salida:
            for n in encuadernar(salida, que, cuerpos, Path(carpeta), taller.imprimir):
                avance(min(len(cargos) + n, total), total, "Encuadernando")
        if suyo := sello():
            suyo.sellar(entero, destino, ajustes["RELOJ"]())
        else:
            entero.replace(destino)
        return taller.impresos


def _cargos(session: Session, manual: ManualVisto, dia: date) -> tuple[CargoVigente, ...]:
    cargos = cargos_vigentes(session, manual, dia)
    if not cargos:
        raise NoEncontrado(
            f"El {escribir_fecha(dia)} no regía ningún cargo de este manual.",
            "Pida otra fecha.",
        )
    return cargos


def _que(
    manual: ManualVisto, cargos: Sequence[CargoVigente], punta: Cabeza, dia: date
) -> ManualCompleto:
    formato = manual.formato
    por_acuerdo = formato.instrumento.clase is ClaseInstrumento.ACUERDO
    columnas = columnas_de_orden(formato)
    return ManualCompleto(
        manual.nombre,
        manual.institucion,
        dia,
        f"{current_app.config['URL']}/manual/{manual.slug}/",
        punta.seq,
        punta.hash,
        [
            Entrada(
                titular(c.campos.get(columnas[0], "")) if columnas else "",
                c.campos.get("codigo", ""),
                titular(c.titulo),
                titular(distintivo(formato, c.campos, c.titulo)),
            )
            for c in cargos
        ],
        formato.instrumento.rotulo,
        _acuerdos(cargos) if por_acuerdo else [],
    )


def _acuerdos(cargos: Sequence[CargoVigente]) -> list[AcuerdoEnAnexo]:
    """The latest first; of each, the cargos whose text it approved, in the order of print."""
    por_fecha = sorted(
        cargos, key=lambda c: (c.fecha, c.instrumento_id, c.rige_desde), reverse=True
    )
    lineas = []
    for _, grupo in groupby(por_fecha, key=lambda c: (c.instrumento_id, c.rige_desde)):
        suyos = list(grupo)
        uno = suyos[0]
        lineas.append(
            AcuerdoEnAnexo(
                uno.instrumento,
                uno.sesion,
                uno.fecha_impresa,
                escribir_fecha(uno.rige_desde),
                "; ".join(
                    f"{c.campos.get('codigo', '')} {titular(c.titulo)}".strip() for c in suyos
                ),
            )
        )
    return lineas
