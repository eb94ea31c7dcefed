"""Where a director approves: one version, on a day, in their own name, and never their own text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.abrir import abrir, abrir_nuevo
from webapp.casos.firmar import firmar
from webapp.casos.guardar import guardar
from webapp.casos.nombrar import nombrar
from webapp.modelos import InstrumentoRegistrado
from workflows.contenido import Contenido, Forma, Item, Seccion, encabezado
from workflows.errores import ActoInvalido, ActoNegado, VersionDesfasada
from workflows.formatos.cargador import fuente

pytestmark = pytest.mark.usefixtures("en_app")

CLASES = fuente("especificacion-clase")
ROLES = {
    "ana": ["autor"], "rafael": ["revisor"], "diana": ["autor", "director"],
    "marcos": ["administrador"],
}  # fmt: skip


def clase(frase: str, titulo: str = "Operador de planta") -> Contenido:
    """A finished class specification."""
    return Contenido(
        encabezado({"titulo": titulo, "codigo": "O-1201"}),
        tuple(
            Seccion(clave, (Item(clave, frase, Forma.PARRAFO),))
            for clave in ("concepto", "descripcion", "educacion")
        ),
    )


def nueva(elenco: Elenco, frase: str, clave: str = "ana") -> int:
    """A reviewed version of a class nobody had described."""
    with transaccion() as session:
        version = abrir_nuevo(session, elenco.actor(clave), elenco.manual_id, clase(frase)).id
    elenco.elaborar(version, clave)
    elenco.revisar(version)
    return version


def otra(elenco: Elenco, cargo: int, frase: str, clave: str = "ana") -> int:
    """A reviewed version of a class there is."""
    with transaccion() as session:
        version = abrir(session, elenco.actor(clave), cargo).id
        guardar(session, elenco.actor(clave), version, clase(frase), 1)
    elenco.elaborar(version, clave)
    elenco.revisar(version)
    return version


def aprobar(elenco: Elenco, version: int, clave: str = "diana", rige: date | None = None) -> str:
    """The director's signature."""
    pedido = elenco.pedido(version, "firmar")
    with transaccion() as session:
        return firmar(session, elenco.actor(clave), pedido, rige)


def test_a_named_director_approves_on_a_date_and_without_a_number(elenco: Elenco) -> None:
    clases = fundar_otro(elenco, CLASES, slug="clases", roles=ROLES)
    version = nueva(clases, "Opera la planta.")
    with rechaza(ActoNegado, "Puede hacerlo: Director"):
        aprobar(clases, version, "rafael")
    with rechaza(VersionDesfasada, "El texto cambió"), transaccion() as session:
        firmar(session, clases.actor("diana"), Pedido(version, "firmar", "0" * 64))
    assert aprobar(clases, version) == "aprobado"
    aprobada = clases.vista(version).version
    assert (aprobada.etiqueta, aprobada.rige_registrado, aprobada.numero_consecutivo) == (
        "2026-11-12", date(2026, 11, 12), None,
    )  # fmt: skip
    with db.sessionmaker() as session:
        firma = session.scalars(
            select(InstrumentoRegistrado).filter_by(manual_id=clases.manual_id)
        ).one()
    assert (firma.clase, firma.numero, firma.por, firma.puesto, firma.asentado) == (
        "firma", None, "Diana Vega", "Jefe", False,
    )  # fmt: skip


def test_two_versions_of_one_day_are_told_apart_and_the_last_one_rules(elenco: Elenco) -> None:
    clases = fundar_otro(elenco, CLASES, slug="clases", roles=ROLES)
    primera = nueva(clases, "Opera la planta.")
    aprobar(clases, primera)
    cargo = clases.vista(primera).cargo.id
    etiquetas = []
    for frase in ("Opera y limpia la planta.", "Opera, limpia y vigila la planta."):
        version = otra(clases, cargo, frase)
        aprobar(clases, version)
        etiquetas.append(clases.vista(version).version.etiqueta)
    assert etiquetas == ["2026-11-12-2", "2026-11-12-3"]
    futura = otra(clases, cargo, "Opera la planta nueva.")
    aprobar(clases, futura, rige=date(2026, 11, 12) + timedelta(days=20))
    assert clases.vista(futura).version.etiqueta == "2026-12-02"


def test_a_director_does_not_sign_what_they_wrote_but_a_substitute_does(elenco: Elenco) -> None:
    clases = fundar_otro(elenco, CLASES, slug="clases", roles=ROLES)
    version = nueva(clases, "La escribió la directora.", "diana")
    with rechaza(ActoInvalido, "Usted escribió en esta versión"):
        aprobar(clases, version)
    with transaccion() as session:
        hoy = clases.ahora.date()
        nombrar(
            session, clases.actor("marcos"), clases.manual_id, clases.personas["elena"],
            rol="director", desde=hoy, hasta=hoy,
        )  # fmt: skip
    assert aprobar(clases, version, "elena") == "aprobado"


def test_a_signature_can_be_numbered_one_by_one(elenco: Elenco) -> None:
    numeradas = CLASES.replace(
        'alcance = "ninguna"', 'alcance = "cargo"\nforma = "{anio}/{consecutivo}"'
    )
    clases = fundar_otro(elenco, numeradas, slug="clases", roles=ROLES)
    primera = nueva(clases, "Opera la planta.")
    aprobar(clases, primera)
    segunda = otra(clases, clases.vista(primera).cargo.id, "Opera y limpia la planta.")
    aprobar(clases, segunda)
    assert [clases.vista(v).version.etiqueta for v in (primera, segunda)] == ["2026/1", "2026/2"]
