"""The page of an acuerdo: what it says to each person, and what the secretary does there."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Flask

from tests.apoyo import papeles
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.sesion import CAMBIOS, NUMERO, cuatro, decidir, registrar, visto
from tests.conftest import ClienteAparte
from workflows.acuerdos import Resultado

PAGINA = f"/manual/{SLUG}/acuerdos/{NUMERO}"


def hacer(cliente: ClienteAparte, verbo: str, numero: str = NUMERO, **campos: object) -> str:
    """Send a form, confirm it, and return where it led."""
    ruta = f"/manual/{SLUG}/acuerdo/{verbo}/{numero}"
    datos = {"visto": str(visto(numero).leido.ultimo_seq), **campos}
    previa = cliente.post(ruta, data=datos)
    assert "¿Registrarlo así?" in previa.text, previa.text
    hecho = cliente.post(ruta, data={**datos, "confirmado": "1"}, follow_redirects=True)
    assert "Quedó registrado" in hecho.text, hecho.text
    return hecho.text


def sesion(app: Flask, elenco: Elenco) -> tuple[int, int, int]:
    """One approved, one with changes, one postponed."""
    with app.app_context():
        uno, dos, tres = cuatro(elenco)
        registrar(
            elenco,
            decidir(
                elenco,
                (uno, Resultado.APROBADO, ""),
                (dos, CAMBIOS, "Diga «operar»."),
                (tres, Resultado.POSPUESTO, "Falta tiempo."),
                al_publicarse=True,
            ),
        )
    return uno, dos, tres


def test_who_works_on_the_manual_reads_every_outcome_and_the_public_what_was_approved(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte], publico: ClienteAparte
) -> None:
    sesion(app, elenco)
    dentro, fuera = como("ana").get(PAGINA).text, publico.get(PAGINA).text
    for texto in (dentro, fuera):
        assert "Falta completar un cargo" in texto
        assert "a partir de su publicación" in texto
        assert "Después de la sesión" not in texto
    assert "Falta tiempo." in dentro
    assert "Falta tiempo." not in fuera
    assert "Diga «operar»" not in fuera
    assert "1 por completar" in publico.get(f"/manual/{SLUG}/acuerdos").text


def test_the_secretary_completes_publishes_corrects_and_annuls_confirming_each(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    uno, dos, _ = sesion(app, elenco)
    with app.app_context():
        elenco.cambiar(dos, "Operar.")
        pagina = como("ana").get(f"/versiones/{dos}/").text
        assert "La Junta lo aprobó con cambios en el acuerdo" in pagina
        elenco.elaborar(dos)
        elenco.revisar(dos)
        sofia = como("sofia")
        assert f"aprobado con cambios en el acuerdo {NUMERO}" in sofia.get("/bandeja").text
        huella = elenco.vista(dos).contenido_hash
        completar = {"versiones": [str(dos)], f"visto-{dos}": huella}
        assert "Falta completar" not in hacer(sofia, "completar", **completar)
        publicada = hacer(sofia, "publicacion", dia="2026-11-12", publicado_en="La Gaceta 9")
        assert "La Gaceta 9" in publicada
        hacer(sofia, "firmeza", dia="2026-11-12")
        hacer(sofia, "rige", dia="2026-12-01", motivo="AJD-2026-140")
        corregida = hacer(
            sofia, "errata", campo="numero", valor="AJD-2026-121", motivo="Se digitó mal."
        )
        assert "AJD-2026-121" in corregida
        assert f"<s>{NUMERO}</s>" in corregida
        assert sofia.get(PAGINA).status_code == 302
        anulada = hacer(
            sofia, "sin-efecto", "AJD-2026-121", versiones=[str(uno), str(dos)], motivo="Se anuló."
        )
        assert "quedó sin efecto" in anulada
        assert "Después de la sesión" not in anulada


def test_the_signed_agreement_is_attached_and_downloaded_never_opened_inside(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte], publico: ClienteAparte
) -> None:
    sesion(app, elenco)
    sofia = como("sofia")
    ruta = f"/manual/{SLUG}/acuerdo/errata/{NUMERO}"
    with app.app_context():
        seq = str(visto().leido.ultimo_seq)
    datos = {"visto": seq, "campo": "adjunto", "motivo": "Faltaba."}
    mala = sofia.post(ruta, data={**datos, "archivo": (io.BytesIO(b"PK\x03\x04"), "a.pdf")})
    assert mala.status_code == 422
    assert "no es un PDF" in mala.text
    assert "Faltaba." in mala.text
    subida = {**datos, "archivo": (io.BytesIO(papeles.pdf()), "../Acuerdo.pdf")}
    assert "¿Registrarlo así?" in sofia.post(ruta, data=subida).text
    huella = papeles.huella(papeles.pdf())
    final = {**datos, "valor": huella, "confirmado": "1"}
    assert "Quedó registrado" in sofia.post(ruta, data=final, follow_redirects=True).text
    baja = publico.get(f"/manual/{SLUG}/acuerdo-firmado/{huella}/{NUMERO}")
    assert baja.data == papeles.pdf()
    assert baja.headers["Content-Disposition"].startswith("attachment")
    assert baja.headers["X-Content-Type-Options"] == "nosniff"
    assert publico.get(f"/manual/{SLUG}/acuerdo-firmado/{'0' * 64}/{NUMERO}").status_code == 404


def test_a_refusal_keeps_what_was_typed_and_opens_its_form(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    sesion(app, elenco)
    sofia = como("sofia")
    with app.app_context():
        seq = str(visto().leido.ultimo_seq)
    ruta = f"/manual/{SLUG}/acuerdo/"
    rechazo = sofia.post(ruta + f"rige/{NUMERO}", data={"visto": seq, "dia": "2026-12-01"})
    assert rechazo.status_code == 422
    assert "Falta decir por qué cambia" in rechazo.text
    assert 'value="2026-12-01"' in rechazo.text
    assert como("ana").post(ruta + f"rige/{NUMERO}").status_code == 403
    assert sofia.post(ruta + f"otra/{NUMERO}").status_code == 404


def test_a_draft_whose_base_was_annulled_is_compared_and_goes_on(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version = elenco.revisada("Frase.")
        registrar(elenco, decidir(elenco, (version, Resultado.APROBADO, "")))
        borrador = elenco.abrir()
        elenco.cambiar(borrador, "Otra frase.")
        hacer(como("sofia"), "sin-efecto", versiones=[str(version)], motivo="Se anuló.")
        ana = como("ana")
        pagina = ana.get(f"/versiones/{borrador}/").text
        assert f"/borradores/{borrador}/base" in pagina
        comparada = ana.get(f"/borradores/{borrador}/base").text
        assert "Ya lo comparé" in comparada
        antes = elenco.vista(version).version.base_id
        datos = {"visto": elenco.vista(borrador).contenido_hash, "base": str(antes)}
        hecho = ana.post(f"/borradores/{borrador}/base", data=datos, follow_redirects=True)
        assert "sigue desde la versión que cuenta" in hecho.text
        assert elenco.elaborar(borrador) == "elaborado"


def test_a_number_corrected_and_put_back_leads_to_its_page(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    sesion(app, elenco)
    sofia, otro = como("sofia"), "AJD-2026-900"
    with app.app_context():
        hacer(sofia, "errata", campo="numero", valor=otro, motivo="Se digitó mal.")
        hacer(sofia, "errata", otro, campo="numero", valor=NUMERO, motivo="Estaba bien.")
    assert sofia.get(PAGINA).status_code == 200
