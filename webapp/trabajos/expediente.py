"""The packet of an agenda item as a job: both files made outside any transaction, then put on
record, which refuses when something it contains moved meanwhile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from webapp.archivos import PDF, guardar_propio, leer
from webapp.bd import db, transaccion
from webapp.casos.actor import SIN_PRUEBA, Actor
from webapp.casos.congelar_expediente import ExpedienteHecho, congelar_expediente, siguiente
from webapp.consultas.expedientes import archivo_de, material_de
from webapp.consultas.manuales import ManualVisto, manual_por_slug
from webapp.consultas.puntos import punto_visto
from webapp.modelos import Persona
from webapp.modelos.trabajo import Ambito
from webapp.publicacion.expediente import MaterialDeExpediente, expediente_pdf
from webapp.publicacion.expediente_word import expediente_docx
from webapp.roles import roles_en
from webapp.trabajos.clases import Avance, clase
from webapp.trabajos.filas import Encargo
from webapp.trabajos.salidas import Salida, guardar

CLASE = "expediente"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def encargo_de(manual: ManualVisto, punto_id: int, numero: int, persona_id: int) -> Encargo:
    """What to ask for: packet ``numero`` of an agenda item. Who asks for the same joins it."""
    return Encargo(
        manual.id,
        CLASE,
        f"Expediente n.º {numero} para la sesión",
        {"slug": manual.slug, "punto_id": punto_id, "persona_id": persona_id, "numero": numero},
        [punto_id, numero],
        Ambito.TRAMITE,
        persona_id,
    )


@clase(CLASE)
def hacer(datos: Mapping[str, Any], avance: Avance) -> Salida:
    """The job. One that died after its packet was put on record finds it there.

    Raises what :func:`congelar_expediente` raises.
    """
    punto_id, numero = datos["punto_id"], datos["numero"]
    carpeta = Path(current_app.config["ARCHIVOS"])
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, datos["slug"])
        falta = siguiente(session, punto_id) == numero
        if falta:
            material, serie = _material(session, manual, punto_id, datos["persona_id"])
    if falta:
        hecho = _componer(carpeta, punto_id, material, serie, avance)
        quien = Actor(datos["persona_id"], current_app.config["RELOJ"](), SIN_PRUEBA)
        with transaccion() as session:
            numero = congelar_expediente(session, quien, punto_id, hecho)
    with db.sessionmaker() as session:
        huella, _ = archivo_de(session, manual, punto_id, numero, "pdf")
    return _salida(leer(carpeta, huella), f"expediente-{punto_id}-{numero}.pdf")


def _material(
    session: Session, manual: ManualVisto, punto_id: int, persona_id: int
) -> tuple[MaterialDeExpediente, int]:
    momento, sitio = current_app.config["RELOJ"](), current_app.config["URL"]
    suyos = roles_en(session, persona_id, manual.id, manual.hoy(momento))
    punto = punto_visto(session, manual, punto_id, persona_id, suyos)
    por = session.get_one(Persona, persona_id).nombre
    return material_de(session, manual, punto, por, momento, sitio), punto.serie


def _componer(
    carpeta: Path, punto_id: int, material: MaterialDeExpediente, serie: int, avance: Avance
) -> ExpedienteHecho:
    cargos = len(material.comparaciones)

    def compuesto(n: int) -> None:
        avance(n, cargos, "Componiendo los cargos")

    pdf = expediente_pdf(material, compuesto)
    avance(cargos, cargos, "Escribiendo el documento de Word")
    docx = expediente_docx(material)
    return ExpedienteHecho(
        material.manifiesto,
        guardar_propio(carpeta, pdf, PDF, f"expediente-{punto_id}.pdf"),
        guardar_propio(carpeta, docx, DOCX, f"expediente-{punto_id}.docx"),
        serie,
    )


def _salida(pdf: bytes, nombre: str) -> Salida:
    """The PDF once more, where the page of a job hands it out."""
    carpeta = Path(current_app.config["SALIDAS"])
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporal = tempfile.mkstemp(dir=carpeta, prefix=".")
    with os.fdopen(descriptor, "wb") as archivo:
        archivo.write(pdf)
    return guardar(carpeta, Path(temporal), nombre, PDF)
