"""What happens to an acuerdo after its session: dates, annulment, fe de erratas."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests.apoyo import papeles
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.sesion import (
    HOY,
    NUMERO,
    avisados,
    decidir,
    pedido,
    registrar,
    rige,
    visto,
)
from webapp.archivos import PDF, Recibido
from webapp.bd import db, transaccion
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.abrir import abrir
from webapp.casos.anotar_archivo import entregar_archivo
from webapp.casos.cambiar_rige import cambiar_rige
from webapp.casos.corregir_acuerdo import corregir_acuerdo
from webapp.casos.dar_firmeza import dar_firmeza
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.casos.devolver import devolver
from webapp.casos.publicar_acuerdo import publicar_acuerdo
from webapp.casos.seguir_desde import seguir_desde
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.vigencia import cargo_visto
from workflows.acuerdos import Resultado
from workflows.errores import ActoInvalido, DatosInvalidos, VersionDesfasada

pytestmark = pytest.mark.usefixtures("en_app")


def test_what_waits_for_its_publication_is_in_force_from_that_day(elenco: Elenco) -> None:
    version = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (version, Resultado.APROBADO, ""), al_publicarse=True))
    assert visto().leido.datos.rige_desde is None
    assert not rige(elenco, version, HOY + timedelta(days=900))
    with rechaza(DatosInvalidos, "anterior a la sesión"), transaccion() as session:
        publicar_acuerdo(
            session, elenco.actor("sofia"), pedido(elenco), HOY - timedelta(days=1), "La Gaceta"
        )
    with transaccion() as session:
        publicar_acuerdo(session, elenco.actor("sofia"), pedido(elenco), HOY, "La Gaceta 210")
    datos = visto().leido.datos
    assert (datos.publicacion, datos.publicado_en, datos.rige_desde) == (HOY, "La Gaceta 210", HOY)
    assert rige(elenco, version, HOY)
    assert not rige(elenco, version, HOY - timedelta(days=1))
    with rechaza(ActoInvalido, "ya está registrada"), transaccion() as session:
        publicar_acuerdo(session, elenco.actor("sofia"), pedido(elenco), HOY, "")


def test_another_first_day_moves_what_still_counts_and_tells_its_authors(elenco: Elenco) -> None:
    version = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (version, Resultado.APROBADO, "")))
    despues = HOY + timedelta(days=30)
    with rechaza(DatosInvalidos, "por qué cambia"), transaccion() as session:
        cambiar_rige(session, elenco.actor("sofia"), pedido(elenco), despues)
    with transaccion() as session:
        cambiar_rige(session, elenco.actor("sofia"), pedido(elenco, "AJD-2026-120."), despues)
    assert not rige(elenco, version, HOY)
    assert rige(elenco, version, despues)
    assert "Regirá desde el 12 de diciembre" in avisados(version)[str(elenco.personas["rafael"])]
    with rechaza(ActoInvalido, "Ya rige desde el 12 de diciembre"), transaccion() as session:
        cambiar_rige(session, elenco.actor("sofia"), pedido(elenco, "Otra vez."), despues)


def test_what_is_left_without_effect_no_longer_counts_and_the_former_is_in_force_again(
    elenco: Elenco,
) -> None:
    cargo = next(iter(elenco.cargos.values()))
    version = elenco.revisada("Frase.", cargo)
    registrar(elenco, decidir(elenco, (version, Resultado.APROBADO, "")))
    with transaccion() as session:
        borrador = abrir(session, elenco.actor("ana"), cargo).id
    elenco.cambiar(borrador, "Otra frase.")
    antes = elenco.vista(version).version.base_id
    with transaccion() as session:
        todo = dejar_sin_efecto(
            session, elenco.actor("sofia"), pedido(elenco, "Lo anuló."), [version], "ajd-2026-130"
        )
    assert todo
    assert antes is not None
    assert rige(elenco, antes, HOY)
    a = visto()
    assert a.leido.sin_efecto is not None
    assert a.leido.sin_efecto.decidido_en == "AJD-2026-130"
    assert [c.situacion for c in a.cargos] == ["anulado"]
    with (
        rechaza(ActoInvalido, "quedó sin efecto: lo registró Sofía Brenes"),
        transaccion() as session,
    ):
        dar_firmeza(session, elenco.actor("sofia"), pedido(elenco), HOY)
    with rechaza(ActoInvalido, "compare el borrador"):
        elenco.elaborar(borrador)
    vista = elenco.vista(borrador)
    with rechaza(VersionDesfasada, "cambiaron"), transaccion() as session:
        seguir_desde(session, elenco.actor("ana"), borrador, vista.contenido_hash, version)
    with transaccion() as session:
        seguir_desde(session, elenco.actor("ana"), borrador, vista.contenido_hash, antes)
    assert elenco.elaborar(borrador) == "elaborado"
    assert elenco.vista(borrador).base_hash == elenco.vista(antes).contenido_hash
    with rechaza(ActoInvalido, "ya no es un borrador"), transaccion() as session:
        seguir_desde(session, elenco.actor("ana"), borrador, vista.contenido_hash, antes)


def test_a_fe_de_erratas_adds_and_the_original_stays_readable(elenco: Elenco) -> None:
    version = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (version, Resultado.APROBADO, "")))
    recibido = Recibido(papeles.huella(papeles.pdf()), PDF, 10, "acuerdo.pdf")
    with transaccion() as session:
        entregar_archivo(session, elenco.actor("sofia"), recibido)
    casos = [
        ("numero", "AJD-2026-121"),
        ("sesion", "ordinaria 2026-32"),
        ("articulo", "Artículo 7"),
        ("fecha", (HOY - timedelta(days=1)).isoformat()),
        ("adjunto", recibido.hash),
    ]
    for campo, valor in casos:
        a = visto("AJD-2026-121" if campo != "numero" else NUMERO)
        que = PedidoDeAcuerdo(elenco.manual_id, a.id, a.leido.ultimo_seq, "Se digitó mal.")
        with transaccion() as session:
            corregir_acuerdo(session, elenco.actor("sofia"), que, campo, valor)
    a = visto("AJD-2026-121")
    assert (a.leido.datos.numero, a.leido.original.numero) == ("AJD-2026-121", NUMERO)
    historia = {campo: (ahora, [d for _, d in antes]) for campo, ahora, antes in a.leido.historia()}
    assert historia["sesion"] == ("ordinaria 2026-32", ["ordinaria 2026-31"])
    assert historia["fecha"] == (HOY - timedelta(days=1), [HOY])
    with db.sessionmaker() as session:
        slug = elenco.vista(version).cargo.slug
        hoja = cargo_visto(session, manual_por_slug(session, SLUG), slug, HOY).hoja
    assert hoja is not None
    assert (hoja.instrumento, hoja.firmas[-1].fecha) == ("AJD-2026-121", "11 de noviembre de 2026")
    otra = elenco.revisada("Otra.", list(elenco.cargos.values())[1])
    with rechaza(ActoInvalido, "AJD-2026-121 ya está registrado: lo hizo Sofía Brenes"):
        elenco.registrar("AJD-2026-121", otra)
    assert elenco.registrar(NUMERO, otra) == NUMERO, "the mistyped number is free again"


def test_a_fe_de_erratas_is_refused_by_what_it_says(elenco: Elenco) -> None:
    registrar(elenco, decidir(elenco, (elenco.revisada("Frase."), Resultado.APROBADO, "")))
    elenco.registrar("AJD-2026-113", elenco.revisada("Otra.", list(elenco.cargos.values())[1]))
    for campo, valor, clase, dice in (
        ("rige_desde", "2026-12-01", DatosInvalidos, "Elija qué dato"),
        ("numero", "121", DatosInvalidos, "no tiene la forma"),
        ("numero", "AJD-2025-121", ActoInvalido, "El año del número no se corrige"),
        ("numero", "AJD-2026-113", ActoInvalido, "ya está registrado"),
        ("numero", NUMERO, DatosInvalidos, "ya dice eso"),
        ("fecha", "2026-13-01", DatosInvalidos, "Escriba una fecha"),
        ("fecha", "2026-12-01", DatosInvalidos, "todavía no ha llegado"),
        ("fecha", "2025-11-01", DatosInvalidos, "El acuerdo es de 2026"),
        ("firmeza", "2026-11-12", ActoInvalido, "todavía no está registrada"),
        ("sesion", "", DatosInvalidos, "falta lo correcto"),
        ("adjunto", "0" * 64, DatosInvalidos, "no llegó al servidor"),
    ):
        with rechaza(clase, dice), transaccion() as session:
            corregir_acuerdo(session, elenco.actor("sofia"), pedido(elenco, "Mal."), campo, valor)


def test_who_acts_second_on_an_acuerdo_is_told_who_was_first(elenco: Elenco) -> None:
    registrar(elenco, decidir(elenco, (elenco.revisada("Frase."), Resultado.APROBADO, "")))
    viejo = pedido(elenco)
    with transaccion() as session:
        dar_firmeza(session, elenco.actor("sofia"), viejo, HOY)
    primero = "Sofía Brenes registró «firmeza» el 12 de noviembre"
    with rechaza(VersionDesfasada, primero), transaccion() as session:
        publicar_acuerdo(session, elenco.actor("beto"), viejo, HOY, "")


@pytest.mark.parametrize("firmada", ["elaborada", "revisada"])
def test_a_version_whose_base_was_annulled_is_not_signed_on_until_it_was_compared(
    elenco: Elenco, firmada: str
) -> None:
    base = elenco.revisada("Frase.")
    registrar(elenco, decidir(elenco, (base, Resultado.APROBADO, "")))
    version = elenco.abrir()
    elenco.cambiar(version, "Otra frase.")
    elenco.elaborar(version)
    if firmada == "revisada":
        elenco.revisar(version)
    with transaccion() as session:
        dejar_sin_efecto(session, elenco.actor("sofia"), pedido(elenco, "Se anuló."), [base])
    revisada = firmada == "revisada"
    sigue = partial(elenco.registrar, "AJD-2026-140") if revisada else elenco.revisar
    with pytest.raises(ActoInvalido, match="ya no es la que cuenta"):
        sigue(version)
    clave = "devolver-revisado" if revisada else "devolver"
    vuelta = elenco.pedido(version, clave, "Cambió la base.")
    with transaccion() as session:
        devolver(session, elenco.actor("rafael"), vuelta)
    vista = elenco.vista(version)
    with transaccion() as session:
        seguir_desde(
            session, elenco.actor("ana"), version, vista.contenido_hash, vista.ultima_aprobada
        )
    elenco.elaborar(version)
    elenco.revisar(version)
    assert elenco.registrar("AJD-2026-140", version) == "AJD-2026-140"
