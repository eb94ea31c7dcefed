"""A document somebody is importing by hand."""

from __future__ import annotations

from flask import Flask

from tests.apoyo.manualito import documento
from tests.apoyo.reparto import Elenco
from webapp.bd import transaccion
from webapp.casos.importar_a_mano import recibir

#: A cargo the cast's manual does not have, with a heading nobody knows under its first section.
NUEVO = documento(
    [("41130", "OPERATIVO", "AVANZADO", "PRODUCCIÓN")],
    version="10-2020",
    acuerdo="AJD-2020-300",
)
AJENO = NUEVO.replace("## ACTIVIDADES GENERALES", "## LABORES QUE NADIE CONOCE", 1)


#: The number of that heading's line.
LINEA = 1 + AJENO[: AJENO.index("## LABORES")].count("\n")


def subido(app: Flask, elenco: Elenco, texto: str = AJENO, clave: str = "ana") -> int:
    """A document that waits, of somebody of the cast. Returns its id."""
    with app.app_context(), transaccion() as session:
        return recibir(session, elenco.actor(clave), elenco.manual_id, texto.encode(), "manual.txt")
