"""Recording an acuerdo: the whole batch or nothing, with the reason and the one in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.apoyo.otro_manual import con_historia, fundar_otro
from tests.apoyo.rechazo import rechaza, registro
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.fijar_numeracion import fijar_numeracion
from webapp.casos.registrar_acuerdo import Acuerdo, Decision, preparar, registrar_acuerdo
from webapp.modelos import InstrumentoRegistrado
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    NoEncontrado,
    VersionDesfasada,
)
from workflows.formatos.cargador import fuente

pytestmark = pytest.mark.usefixtures("en_app")

HOY = date(2026, 11, 12)


def registrar(elenco: Elenco, acuerdo: Acuerdo, clave: str = "sofia") -> str:
    """Record it in the elenco's manual."""
    with transaccion() as session:
        return registrar_acuerdo(session, elenco.actor(clave), elenco.manual_id, acuerdo)


def test_one_acuerdo_puts_its_whole_batch_in_force_under_one_number(elenco: Elenco) -> None:
    versiones = [elenco.revisada(f"Frase {n}.", c) for n, c in enumerate(elenco.cargos.values())]
    acuerdo = replace(
        elenco.acuerdo("acuerdo ajd-2026-112", *versiones, rige=HOY + timedelta(days=30)),
        firmeza=HOY, sesion=" ordinaria 2026-31 ",
    )  # fmt: skip
    with transaccion() as session:
        antes = registro()
        listo = preparar(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
        session.rollback()
    assert [a.numero for a in listo.aprobaciones] == ["01-2026"] * 3
    assert registro() == antes, "looking at it records nothing"
    assert registrar(elenco, acuerdo) == "AJD-2026-112"
    aprobadas = [elenco.vista(v).version for v in versiones]
    assert {v.etiqueta for v in aprobadas} == {"01-2026"}
    assert {v.rige_registrado for v in aprobadas} == {HOY + timedelta(days=30)}
    assert len({v.orden for v in aprobadas}) == 3
    with db.sessionmaker() as session:
        guardado = session.scalars(
            select(InstrumentoRegistrado).filter_by(numero=listo.numero)
        ).one()
    assert (guardado.sesion, guardado.firmeza, guardado.por) == (
        "ordinaria 2026-31", HOY, "Junta Directiva",
    )  # fmt: skip


def test_what_is_typed_wrong_is_refused_by_its_field(elenco: Elenco) -> None:
    bueno = elenco.acuerdo("AJD-2026-112", elenco.revisada("Una frase."))
    casos: list[tuple[dict[str, Any], str, str]] = [
        ({"numero": "112"}, "no tiene la forma de un número de acuerdo", "numero"),
        ({"numero": "AJD-26-112"}, "«AJD-26-112»", "numero"),
        ({"numero": ""}, "no tiene la forma", "numero"),
        ({"sesion": "  "}, "Falta la sesión", "sesion"),
        ({"sesion": "a\x00"}, "no se pueden imprimir", "sesion"),
        ({"sesion": "x" * 121}, "caben 120", "sesion"),
        ({"fecha": HOY + timedelta(days=1)}, "todavía no ha llegado", "fecha"),
        ({"numero": "AJD-2025-112"}, "El acuerdo es de 2025 y la sesión de 2026", "fecha"),
        ({"firmeza": HOY - timedelta(days=1)}, "anterior a la sesión", "firmeza"),
        ({"decisiones": {}}, "No eligió ningún cargo", "versiones"),
    ]
    for cambio, motivo, campo in casos:
        with rechaza(DatosInvalidos, motivo) as negativa:
            registrar(elenco, replace(bueno, **cambio))
        assert isinstance(negativa.value, DatosInvalidos)
        assert negativa.value.campo == campo
        assert negativa.value.remedio
    for clave in ("ana", "rafael", "marcos", "elena"):
        with rechaza(ActoNegado, "secretaria"):
            registrar(elenco, bueno, clave)
    assert registrar(elenco, bueno) == "AJD-2026-112", "the same one, once it is right"


def test_the_session_is_judged_by_the_calendar_of_the_institution(elenco: Elenco) -> None:
    version = elenco.revisada("Una frase.")
    elenco.ahora = elenco.ahora.replace(day=13, hour=3)
    acuerdo = replace(elenco.acuerdo("AJD-2026-112", version), fecha=date(2026, 11, 13))
    with rechaza(DatosInvalidos, "todavía no ha llegado"):
        registrar(elenco, acuerdo)


def test_an_acuerdo_is_recorded_once_and_the_second_is_told_by_whom(elenco: Elenco) -> None:
    uno = elenco.revisada("Una frase.")
    otro = elenco.revisada("Otra frase.", elenco.cargos["operativo-experto-produccion"])
    elenco.registrar("AJD-2026-112", uno)
    with rechaza(ActoInvalido, "AJD-2026-112 ya está registrado: lo hizo Sofía Brenes el 12 "):
        elenco.registrar("Acuerdo No. ajd – 2026 – 112", otro, clave="beto")
    with rechaza(ActoInvalido, "lo hizo Operación del sistema"):
        registrar(elenco, replace(elenco.acuerdo("AJD-2020-197", otro), fecha=date(2020, 6, 1)))
    with rechaza(
        ActoInvalido,
        "OPERATIVO GENERAL: ya quedó aprobado en el acuerdo .*; lo registró Sofía Brenes",
    ):
        elenco.registrar("AJD-2026-113", uno)


def test_one_version_in_the_way_stops_the_batch_and_is_named(elenco: Elenco) -> None:
    generales, expertos, jefes = (
        elenco.cargos[f"{c}-produccion"]
        for c in ("operativo-general", "operativo-experto", "ejecutivo-general")
    )
    lista = elenco.revisada("Una frase.", generales)
    a_medias = elenco.abrir(cargo_id=expertos)
    elenco.cambiar(a_medias, "A medias.")
    with rechaza(ActoInvalido, "OPERATIVO EXPERTO: .*está en estado borrador") as negativa:
        elenco.registrar("AJD-2026-112", lista, a_medias)
    assert "No se registró nada" in str(negativa.value)
    elenco.elaborar(a_medias)
    with rechaza(ActoInvalido, "OPERATIVO EXPERTO: .*está en estado elaborado"):
        elenco.registrar("AJD-2026-112", lista, a_medias)
    mia = elenco.abrir("beto", jefes)
    elenco.cambiar(mia, "De Beto.", "beto")
    elenco.elaborar(mia, "beto")
    elenco.revisar(mia)
    with rechaza(ActoInvalido, "EJECUTIVO GENERAL: Usted escribió en esta versión"):
        elenco.registrar("AJD-2026-112", lista, mia, clave="beto")
    bueno = elenco.acuerdo("AJD-2026-112", lista, mia)
    with rechaza(VersionDesfasada, "EJECUTIVO GENERAL: El texto cambió"):
        registrar(elenco, replace(bueno, decisiones={**bueno.decisiones, mia: Decision("0" * 64)}))
    with rechaza(NoEncontrado, "99999"):
        registrar(
            elenco, replace(bueno, decisiones={**bueno.decisiones, 99_999: Decision("0" * 64)})
        )
    assert registrar(elenco, bueno) == "AJD-2026-112"


def test_a_version_of_another_manual_is_not_of_this_acuerdo(elenco: Elenco) -> None:
    toml = fuente("manual-cargos")
    otro = con_historia(
        fundar_otro(elenco, toml, slug="otro",
                    roles={"ana": ["autor"], "rafael": ["revisor"], "sofia": ["secretaria"]}),
        toml,
    )  # fmt: skip
    ajena = otro.revisada("De otro manual.", otro.cargos["operativo-general-produccion"])
    propia = elenco.revisada("De este.")
    acuerdo = elenco.acuerdo("AJD-2026-112", propia, ajena)
    with rechaza(ActoInvalido, "OPERATIVO GENERAL es de otro manual"):
        registrar(elenco, acuerdo)
    assert otro.registrar("AJD-2026-112", ajena) == "AJD-2026-112"
    assert elenco.registrar("AJD-2026-112", propia) == "AJD-2026-112", "another institution"


def test_numbers_go_on_from_where_the_manual_stood(elenco: Elenco) -> None:
    def fijar(anio: int, ultimo: int, clave: str = "marcos") -> None:
        with transaccion() as session:
            fijar_numeracion(session, elenco.actor(clave), elenco.manual_id, anio, ultimo)

    for anio, ultimo, clase, motivo in (
        (2026, 0, DatosInvalidos, "no son posibles"),
        (2026, 100_000, DatosInvalidos, "no son posibles"),
        (1066, 5, DatosInvalidos, "no son posibles"),
        (2020, 9, ActoInvalido, "ya se usó el número 9"),
    ):
        with rechaza(clase, motivo):
            fijar(anio, ultimo)
    with rechaza(ActoNegado, "administrador"):
        fijar(2026, 7, "sofia")
    fijar(2026, 7)
    uno, otro, _ = elenco.cargos.values()
    for n, (cargo, numero) in enumerate(((uno, "08-2026"), (otro, "09-2026"))):
        version = elenco.revisada("Una frase.", cargo)
        elenco.registrar(f"AJD-2026-{200 - n}", version)
        assert elenco.vista(version).version.etiqueta == numero
    with rechaza(ActoInvalido, "ya se usó el número 9"):
        fijar(2026, 9)


def test_a_manual_without_numbers_has_none_to_set(elenco: Elenco) -> None:
    clases = fundar_otro(
        elenco, fuente("especificacion-clase"), slug="clases", roles={"marcos": ["administrador"]}
    )
    with rechaza(ActoInvalido, "no numera"), transaccion() as session:
        fijar_numeracion(session, clases.actor("marcos"), clases.manual_id, 2026, 3)
    with rechaza(ActoInvalido, "no se aprueba por acuerdo"), transaccion() as session:
        vacio = Acuerdo("AJD-2026-1", "ordinaria", HOY, None, None, {1: Decision("")})
        registrar_acuerdo(session, clases.actor("marcos"), clases.manual_id, vacio)
