"""The rows of the index of a manual, as a spreadsheet shows them."""

from __future__ import annotations

from datetime import date

from flask import current_app, url_for

from webapp.bd import db
from webapp.consultas.completo import cabeza, cargos_vigentes
from webapp.consultas.manuales import ManualVisto
from webapp.publicacion.indice import Celda, Indice
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import Alcance, ClaseInstrumento
from workflows.texto import titular


def indice_de(manual: ManualVisto, dia: date) -> Indice:
    """The cargos in force on ``dia`` in the order of print; the headings are the formato's."""
    formato = manual.formato
    numera = formato.numeracion.alcance is not Alcance.NINGUNA
    por_acuerdo = formato.instrumento.clase is ClaseInstrumento.ACUERDO
    suyo = next((c for c in formato.campos if formato.titulo == f"{{{c.clave}}}"), None)
    campos = [c for c in formato.campos if c.clave != "codigo" and c is not suyo]
    cargos = cargos_vigentes(db.session, manual, dia)
    punta = cabeza(db.session, manual)
    columnas = ["Código", suyo.rotulo if suyo else "Cargo", *(c.rotulo for c in campos)]
    columnas += ["Versión"] * numera + [formato.instrumento.rotulo] * por_acuerdo
    columnas += ["Aprobado el", "Rige desde", "Dirección"]
    filas: list[list[Celda]] = []
    for c in cargos:
        fila: list[Celda] = [c.campos.get("codigo", ""), titular(c.titulo)]
        fila += [c.campos.get(campo.clave, "") for campo in campos]
        fila += [c.numero] * numera + [c.instrumento] * por_acuerdo
        fila += [c.fecha, c.rige_desde, _direccion(manual, c.slug, c.etiqueta)]
        filas.append(fila)
    return Indice(
        f"Índice de cargos: {manual.nombre}",
        manual.institucion,
        dia,
        columnas,
        filas,
        [
            ("Manual", manual.nombre),
            ("Institución", manual.institucion),
            ("Vigente al", escribir_fecha(dia)),
            ("Cargos", str(len(cargos))),
            ("Último acto que lo cambia", f"n.º {punta.seq} de la bitácora, huella {punta.hash}"),
        ],
    )


def _direccion(manual: ManualVisto, cargo: str, etiqueta: str) -> str:
    ruta = url_for("manual.version", slug=manual.slug, cargo=cargo, etiqueta=etiqueta)
    return f"{current_app.config['URL']}{ruta}"
