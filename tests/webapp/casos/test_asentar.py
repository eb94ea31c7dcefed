"""Recording printed history: all of a document or nothing, and which line stood in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.apoyo import manualito
from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.rechazo import rechaza, registro
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos.actor import Actor
from webapp.casos.asentar import asentar
from webapp.casos.crear_manual import crear_manual
from webapp.casos.fijar_numeracion import fijar_numeracion
from webapp.casos.operador import operador
from webapp.modelos import Acto, InstrumentoRegistrado, Numero, Version
from workflows.contenido import Contenido, con_campos, encabezado
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos
from workflows.formatos import cargar
from workflows.formatos.cargador import fuente
from workflows.lectura import CargoLeido, leer
from workflows.lectura.modelo import FirmaLeida

pytestmark = pytest.mark.usefixtures("en_app")

NUEVOS = [("51110", "OPERATIVO", "GENERAL", "SANEAMIENTO"), ("51120", "OPERATIVO", "GENERAL", "B")]


def leidos(
    *, version: str = "09-2020", acuerdo: str = "AJD-2020-197", fecha: str = "Junio 2020"
) -> tuple[CargoLeido, ...]:
    """Two cargos the manual does not have, as a document prints them."""
    texto = manualito.documento(NUEVOS, version=version, acuerdo=acuerdo, fecha=fecha)
    return leer(texto.encode(), [cargar("manual-cargos")]).cargos


def asienta(
    elenco: Elenco, cargos: tuple[CargoLeido, ...], rige: date | None = None, quien: str = "sofia"
) -> int:
    """Record them in the elenco's manual."""
    with transaccion() as session:
        return asentar(session, elenco.actor(quien), elenco.manual_id, cargos, rige=rige)


def test_another_part_of_the_manual_joins_the_acuerdo_already_there(elenco: Elenco) -> None:
    antes = registro()
    assert asienta(elenco, leidos()) == 2
    ahora = registro()
    assert ahora["instrumento"] == antes["instrumento"]
    assert ahora["numero"] == antes["numero"]
    assert len(ahora["acto"]) == len(antes["acto"]) + 2
    with db.sessionmaker() as session:
        versiones = session.scalars(select(Version).filter_by(manual_id=elenco.manual_id)).all()
        assert len({v.instrumento_id for v in versiones}) == 1
        assert {(v.etiqueta, v.rige_registrado) for v in versiones} == {
            ("09-2020", date(2020, 6, 1))
        }


def test_what_the_page_prints_is_kept_as_it_says_it(elenco: Elenco) -> None:
    asienta(elenco, leidos(version="10-2020", acuerdo="AJD-2020-201", fecha="3 de agosto de 2020"))
    with db.sessionmaker() as session:
        acto = session.scalars(select(Acto).where(Acto.clase == "asiento").order_by(
            Acto.seq.desc())).first()  # fmt: skip
        assert acto is not None
        datos = json.loads(acto.datos)
        instrumento = session.get_one(InstrumentoRegistrado, acto.instrumento_id)
    assert (acto.persona, acto.rol, acto.estado_hacia) == ("Sofía Brenes", "secretaria", "aprobado")
    assert datos["firmas"]["elaborado"] == {
        "por": "Vilma Arce", "puesto": "", "fecha": "3 de agosto de 2020",
    }  # fmt: skip
    assert (datos["numero"], datos["instrumento"]) == ("10-2020", "AJD-2020-201")
    assert (instrumento.fecha, instrumento.fecha_impresa, instrumento.asentado) == (
        date(2020, 8, 3), "3 de agosto de 2020", True,
    )  # fmt: skip


def test_it_can_be_told_since_when_it_rules(elenco: Elenco) -> None:
    ilegible = leidos(version="10-2020", acuerdo="AJD-2020-201", fecha="hace tiempo")
    with rechaza(DatosInvalidos, r"OPERATIVO GENERAL \(línea 1\): no se entiende la fecha") as mal:
        asienta(elenco, ilegible)
    assert "--rige" in str(mal.value)
    assert asienta(elenco, ilegible, rige=date(2020, 7, 15)) == 2
    with db.sessionmaker() as session:
        version = session.scalars(select(Version).order_by(Version.id.desc())).first()
        assert version is not None
        assert (version.rige_registrado, version.etiqueta) == (date(2020, 7, 15), "10-2020")
        instrumento = session.get_one(InstrumentoRegistrado, version.instrumento_id)
        assert instrumento.fecha_impresa == "hace tiempo"


def test_history_is_only_for_cargos_that_have_none(elenco: Elenco) -> None:
    uno, otro = leidos()
    viejo = replace(otro, contenido=manualito.contenido(categoria="Experto"))
    with rechaza(ActoInvalido, "Ya tienen versiones en este manual: OPERATIVO EXPERTO") as negativa:
        asienta(elenco, (uno, viejo))
    assert "No se guardó nada" in str(negativa.value)
    assert asienta(elenco, (uno, otro)) == 2
    with rechaza(ActoInvalido, "Ya tienen versiones"):
        asienta(elenco, (uno, otro))


def test_a_page_that_cannot_be_recorded_is_named_by_its_title_and_line(elenco: Elenco) -> None:
    uno, otro = leidos(version="10-2020", acuerdo="AJD-2020-201")
    sin_nadie = con_campos(otro.contenido, estrato="", categoria="", area="")
    largo = con_campos(otro.contenido, categoria="x" * 400)
    eterno = FirmaLeida("Junta", "Junio de 2020" + " " * 90)
    for malo, clase, motivo in (
        (replace(otro, instrumento=""), DatosInvalidos, "número de acuerdo"),
        (replace(otro, instrumento="Acta 4"), DatosInvalidos, "«Acta 4» no tiene la forma"),
        (replace(otro, version=""), DatosInvalidos, "número de versión"),
        (replace(otro, version="00-2020"), DatosInvalidos, "no es un número de versión posible"),
        (replace(otro, version=f"{10**12}-2020"), DatosInvalidos, "no es un número de versión"),
        (replace(otro, contenido=sin_nadie), DatosInvalidos, "no dice qué cargo es"),
        (replace(otro, contenido=uno.contenido), ActoInvalido, "dicen ser el mismo cargo"),
        (replace(otro, contenido=largo), DatosInvalidos, "caben"),
        (replace(otro, firmas={"aprobado": eterno}), DatosInvalidos, "caben 80"),
    ):
        with rechaza(clase, motivo) as negativa:
            asienta(elenco, (uno, malo))
        assert f"OPERATIVO GENERAL (línea {malo.lineas[0]})" in str(negativa.value)
        assert "No se guardó nada" in str(negativa.value)
    with rechaza(DatosInvalidos, "no trae ningún cargo"):
        asienta(elenco, ())
    for clave in ("ana", "rafael", "elena", "nadie"):
        with rechaza(ActoNegado, "administrador o secretaria"):
            asienta(elenco, (uno, otro), quien=clave)
    assert asienta(elenco, (uno, otro), quien="marcos") == 2


def test_an_acuerdo_recorded_here_is_not_history(elenco: Elenco) -> None:
    elenco.registrar("AJD-2026-112", elenco.revisada("Una frase."))
    pasado = leidos(version="09-2026", acuerdo="AJD-2026-112", fecha="Mayo 2026")
    with rechaza(ActoInvalido, "AJD-2026-112 ya se registró aquí"):
        asienta(elenco, pasado)
    vecino = fundar_otro_de_la_casa(elenco)
    with rechaza(ActoInvalido, "AJD-2020-197 ya se registró en otro manual"):
        asienta(vecino, leidos())


def fundar_otro_de_la_casa(elenco: Elenco) -> Elenco:
    """Another manual of the same institution."""
    with transaccion() as session:
        actor = Actor(operador(session, elenco.ahora).id, elenco.ahora)
        manual = crear_manual(
            session, actor, slug="vecino", nombre="Vecino", institucion="Acueducto de pruebas",
            fuente=fuente("manual-cargos"), zona="America/Costa_Rica",
        )  # fmt: skip
        return Elenco(elenco.ahora, {"sofia": actor.persona_id}, {}, manual.id)


def test_printed_numbers_do_not_collide_with_the_ones_issued_here(elenco: Elenco) -> None:
    with transaccion() as session:
        fijar_numeracion(session, elenco.actor("marcos"), elenco.manual_id, 2026, 4)
    elenco.registrar("AJD-2026-112", elenco.revisada("Una frase."))
    for version in ("05-2026", "06-2026"):
        choca = leidos(version=version, acuerdo="AJD-2026-20", fecha="Mayo 2026")
        with rechaza(ActoInvalido, f"la versión {version} choca con las que este manual ya emitió"):
            asienta(elenco, choca)
    assert asienta(elenco, leidos(version="03-2026", acuerdo="AJD-2026-20", fecha="Mayo 2026"))
    with db.sessionmaker() as session:
        numeros = session.scalars(select(Numero).filter_by(anio=2026).order_by(Numero.consecutivo))
        assert [(n.consecutivo, n.origen) for n in numeros] == [
            (3, "asentado"), (4, "asentado"), (5, "emitido"),
        ]  # fmt: skip


def test_a_director_who_signed_years_ago_is_recorded_with_their_post(elenco: Elenco) -> None:
    clases = fundar_otro(
        elenco, fuente("especificacion-clase"), slug="clases", roles={"marcos": ["administrador"]}
    )
    firma = FirmaLeida("Alba Nieves, M.A.", "3 de agosto de 2015", "Directora de Recursos Humanos")
    uno, otro = (
        CargoLeido(
            Contenido(encabezado({"codigo": "U-3105", "titulo": titulo})),
            titulo,
            firmas={"aprobado": firma},
        )
        for titulo in ("Analista", "Analista Principal")
    )
    assert asienta(clases, (uno, otro), quien="marcos") == 2
    with db.sessionmaker() as session:
        firmas = session.scalars(
            select(InstrumentoRegistrado).filter_by(manual_id=clases.manual_id)
        ).all()
        assert {(f.clase, f.por, f.puesto, f.numero, f.fecha) for f in firmas} == {
            ("firma", "Alba Nieves, M.A.", "Directora de Recursos Humanos", None, date(2015, 8, 3))
        }
        versiones = session.scalars(select(Version).filter_by(manual_id=clases.manual_id)).all()
        assert {(v.etiqueta, v.numero_consecutivo) for v in versiones} == {("2015-08-03", None)}
    largo = {"aprobado": FirmaLeida("x" * 201, "3 de agosto de 2015")}
    nuevo = replace(uno, firmas=largo, contenido=con_campos(uno.contenido, titulo="Otra"))
    with rechaza(DatosInvalidos, "Quién aprobó: tiene 201"):
        asienta(clases, (nuevo,), quien="marcos")
