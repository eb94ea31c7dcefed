"""An institution with another step, role or numbering brings a file, not a change of the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.otro_manual import con_historia, fundar_otro
from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.devolver import devolver
from webapp.casos.revisar import revisar
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.vigencia import cargo_visto
from webapp.modelos import Acto
from workflows import ciclo
from workflows.errores import ActoInvalido, ActoNegado
from workflows.formatos import leer_formato
from workflows.formatos.cargador import fuente

VISTO_BUENO = (Path(__file__).parents[2] / "workflows" / "formatos" / "visto-bueno.toml").read_text(
    "utf-8"
)
ROLES = {
    "ana": ["autor"], "rafael": ["revisor"], "julia": ["juridico"], "sofia": ["secretaria"],
    "beto": ["autor", "juridico"],
}  # fmt: skip
SLUG = "visado"


def manual_visado(elenco: Elenco) -> Elenco:
    """A manual of that formato, with its people and its history."""
    return con_historia(fundar_otro(elenco, VISTO_BUENO, slug=SLUG, roles=ROLES), VISTO_BUENO)


def dar_visto_bueno(elenco: Elenco, version: int, clave: str = "julia") -> str:
    """The lawyer's signature, by the same caso as any other revision."""
    pedido = elenco.pedido(version, "visto-bueno")
    with transaccion() as session:
        return revisar(session, elenco.actor(clave), pedido)


def historia(version: int) -> list[tuple[str, str, str, str]]:
    """What was done on a version: acto, who, as what, and where it left it."""
    with db.sessionmaker() as session:
        actos = session.scalars(select(Acto).filter_by(version_id=version).order_by(Acto.seq))
        return [(a.acto, a.persona, a.rol, a.estado_hacia or "") for a in actos]


def hoja(slug: str, cargo: str, dia: date) -> Any:
    """The page of a cargo as the public sees it."""
    with db.sessionmaker() as session:
        hoja = cargo_visto(session, manual_por_slug(session, slug), cargo, dia).hoja
        assert hoja is not None
        return hoja


def test_the_stepper_and_what_comes_next_know_the_new_estado() -> None:
    formato = leer_formato(VISTO_BUENO, "visto-bueno.toml")
    camino = ("borrador", "elaborado", "revisado", "visado", "aprobado")
    assert ciclo.recorrido(formato) == camino
    pasos = [ciclo.siguiente(formato, e) for e in camino]
    assert [p and p.clave for p in pasos] == [
        "elaborar", "revisar", "visto-bueno", "aprobar", None,
    ]  # fmt: skip


@pytest.mark.usefixtures("en_app")
def test_the_board_approves_only_what_the_lawyers_saw(elenco: Elenco) -> None:
    otro = manual_visado(elenco)
    version = otro.revisada("Operar según el reglamento.", otro.cargo)
    with rechaza(ActoInvalido, "OPERATIVO GENERAL: .*está en estado revisado"):
        otro.registrar("AJD-2026-112", version)
    with rechaza(ActoNegado, "Puede hacerlo: Asesoría Jurídica"):
        dar_visto_bueno(otro, version, "rafael")
    assert dar_visto_bueno(otro, version) == "visado"
    with rechaza(ActoInvalido, "está en estado con visto bueno"):
        otro.revisar(version)
    pedido = Pedido(
        version, "devolver-visado", otro.vista(version).contenido_hash, "Falta la cita legal."
    )
    with transaccion() as session:
        assert devolver(session, otro.actor("sofia"), pedido) == "borrador"
    with rechaza(ActoInvalido, "está en estado borrador"):
        dar_visto_bueno(otro, version)
    otro.cambiar(version, "Operar según el reglamento de 2019.", "beto")
    otro.elaborar(version, "ana")
    otro.revisar(version)
    with rechaza(ActoInvalido, "Usted escribió en esta versión"):
        dar_visto_bueno(otro, version, "beto")
    dar_visto_bueno(otro, version)
    assert otro.registrar("AJD-2026-112", version) == "AJD-2026-112"
    assert historia(version)[-4:] == [
        ("elaborar", "Ana Mora", "autor", "elaborado"),
        ("revisar", "Rafael Solís", "revisor", "revisado"),
        ("visto-bueno", "Julia Vega", "juridico", "visado"),
        ("aprobar", "Sofía Brenes", "secretaria", "aprobado"),
    ]
    pagina = hoja(SLUG, "operativo-general-produccion", otro.ahora.date())
    assert (pagina.numero, pagina.instrumento) == ("01-2026", "AJD-2026-112")
    assert [(f.rotulo, f.por) for f in pagina.firmas] == [
        ("Elaborado por", "Ana Mora"),
        ("Revisado por", "Unidad de Capital Humano"),
        ("Aprobado", "Junta Directiva"),
    ]


def _visto(texto: str) -> str:
    hallado = re.search(r'name="visto(?:-\d+)?" value="([0-9a-f]{64})"', texto)
    assert hallado is not None, texto
    return hallado[1]


def test_the_same_life_in_a_browser(
    app: Flask, elenco: Elenco, como: Callable[[str], Any], publico: Any
) -> None:
    with app.app_context():
        otro = manual_visado(elenco)
        version = otro.abrir("ana", otro.cargo)
        otro.cambiar(version, "Operar según el reglamento.")
    pasos = (
        ("ana", "elaborar", "Firmar como elaborado"),
        ("rafael", "revisar", "Firmar como revisado"),
        ("julia", "visto-bueno", "Dar visto bueno jurídico"),
    )
    for clave, acto, rotulo in pasos:
        cliente = como(clave)
        assert f"/{version}" in cliente.get("/bandeja").text, "it waits for them"
        pagina = cliente.get(f"/versiones/{version}/")
        assert rotulo in pagina.text
        respuesta = cliente.post(
            f"/versiones/{version}/actos/{acto}", data={"visto": _visto(pagina.text)}
        )
        assert respuesta.status_code == 302, respuesta.text
    assert "Con visto bueno" in como("ana").get(f"/versiones/{version}/").text
    sofia = como("sofia")
    junta = f"/manual/{SLUG}/junta"
    punto = sofia.post(junta, data={"versiones": str(version)}).location
    visto = _visto(sofia.get(f"{punto}/decision").text)
    acuerdo = {
        "numero": "AJD-2026-112", "sesion": "31", "fecha": "2026-11-12",
        f"resultado-{version}": "aprobado", f"visto-{version}": visto,
    }  # fmt: skip
    confirma = sofia.post(f"{punto}/decision/confirmar", data=acuerdo)
    assert "01-2026" in confirma.text
    respuesta = sofia.post(f"{punto}/decision/registrar", data=acuerdo)
    assert respuesta.status_code == 302, respuesta.text
    cargo = f"/manual/{SLUG}/cargos/operativo-general-produccion"
    impresa = publico.get(cargo).text
    for dicho in (
        "01-2026", "AJD-2026-112", "Ana Mora", "Unidad de Capital Humano", "el reglamento.",
    ):  # fmt: skip
        assert dicho in impresa
    membrete, _, firmado = impresa.partition('class="firmado"')
    assert "Julia Vega" not in membrete, "the header prints the first review"
    assert "<dd>Julia Vega, Jefe" in firmado, "and every signature stands under the text"
    contada = publico.get(f"{cargo}/historia").text
    assert "Dar visto bueno jurídico" in contada
    assert "Julia Vega" in contada


@pytest.mark.usefixtures("en_app")
def test_a_manual_may_number_each_cargo_on_its_own(elenco: Elenco) -> None:
    por_cargo = fuente("manual-cargos").replace('alcance = "acuerdo"', 'alcance = "cargo"')
    otro = con_historia(fundar_otro(elenco, por_cargo, slug="cargo", roles=ROLES_SIN), por_cargo)
    for n, acuerdo in enumerate(("AJD-2026-112", "AJD-2026-115")):
        versiones = [otro.revisada(f"Frase {n}.", c) for c in sorted(otro.cargos.values())]
        otro.registrar(acuerdo, *versiones)
        numeros = [otro.vista(v).version.etiqueta for v in versiones]
        assert numeros == [f"{3 * n + k:02d}-2026" for k in (1, 2, 3)]
    assert hoja("cargo", "ejecutivo-general-produccion", otro.ahora.date()).numero


@pytest.mark.usefixtures("en_app")
def test_the_board_may_approve_what_its_author_signed_with_no_review_between(
    elenco: Elenco,
) -> None:
    directo = re.sub(
        r'\[\[acto\]\]\nclave = "(?:revisar|devolver-revisado)"\n(?:\w.*\n)*|'
        r'\[\[estado\]\]\nclave = "revisado"\n(?:\w.*\n)*',
        "",
        fuente("manual-cargos"),
    )
    directo = directo.replace(
        'desde = ["revisado"]\nhacia = "aprobado"', 'desde = ["elaborado"]\nhacia = "aprobado"'
    ).replace('rol = ["revisor"]', 'rol = ["secretaria"]')
    otro = con_historia(fundar_otro(elenco, directo, slug="directo", roles=ROLES_SIN), directo)
    version = otro.abrir("ana", otro.cargo)
    otro.cambiar(version, "Operar sin más.")
    otro.elaborar(version)
    with rechaza(ActoInvalido, "no conoce el acto «revisar»"):
        otro.revisar(version)
    otro.registrar("AJD-2026-112", version)
    assert [a for a, *_ in historia(version)] == ["abrir", "elaborar", "aprobar"]
    firmas = hoja("directo", "operativo-general-produccion", otro.ahora.date()).firmas
    assert [(f.por, f.pendiente) for f in firmas] == [
        ("Ana Mora", False), ("", True), ("Junta Directiva", False),
    ]  # fmt: skip


ROLES_SIN = {clave: suyos for clave, suyos in ROLES.items() if clave in ("ana", "rafael", "sofia")}
