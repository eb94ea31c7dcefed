"""A signature is shown with who made it, as what, what it means, when, and on which text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.casos._registrar import Registro
from workflows.verificacion import codigo_de

CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


@pytest.mark.parametrize("de_antes", [False, True])
def test_every_page_of_a_text_shows_its_signatures_and_its_whole_hash(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte], publico: ClienteAparte,
    monkeypatch: pytest.MonkeyPatch, de_antes: bool,
) -> None:  # fmt: skip
    """Also of what was approved before its acto carried them (``de_antes``)."""
    if de_antes:
        mover = Registro.mover

        def sin_firmado(*args: Any, **otros: Any) -> None:
            for suyos in (otros.get("datos") or {}).values():
                suyos.pop("firmado", None)
            mover(*args, **otros)

        monkeypatch.setattr(Registro, "mover", sin_firmado)
    with app.app_context():
        version = elenco.revisada("Operar los equipos nuevos.")
        huella = elenco.vista(version).contenido_hash
        en_tramite = como("rafael").get(f"/versiones/{version}/").text
        elenco.registrar("AJD-2026-112", version)
    codigo = codigo_de(SLUG, version, huella)
    paginas = [publico.get(ruta).text for ruta in (CARGO, f"/verificar/{codigo}")]
    for texto in (*paginas, en_tramite):
        for dicho in (
            "<dt>Elaborado</dt><dd>Ana Mora, Analista, Unidad de Producción</dd>",
            "<dt>Revisado</dt><dd>Rafael Solís, Jefe, Unidad de Capital Humano</dd>",
            "12 de noviembre de 2026, 09:0",
            huella,
        ):
            assert dicho in texto, dicho
    for texto in paginas:
        assert "<dt>Registro de lo aprobado por Junta Directiva</dt><dd>Sofía Brenes" in texto
    assert "Registro de lo aprobado" not in en_tramite
    bajado = publico.get(f"{CARGO}/bajar/texto").text
    for dicho in ("Elaborado: Ana Mora, Analista, Unidad de Producción, 12 de noviembre de 2026",
                  "Registro de lo aprobado por Junta Directiva: Sofía Brenes", huella):  # fmt: skip
        assert dicho in bajado
    historia = publico.get(f"{CARGO}/historia").text
    assert f'<span class="huella-entera">{huella}</span>' in historia
    assert "Analista, Unidad de Producción" in historia


def test_a_signature_that_was_taken_back_is_not_shown_as_standing(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        version = elenco.revisada("Operar los equipos nuevos.")
        datos = {"visto": elenco.vista(version).contenido_hash, "motivo": "Falta una actividad."}
    rafael = como("rafael")
    assert 'class="firmado"' in rafael.get(f"/versiones/{version}/").text
    rafael.post(f"/versiones/{version}/actos/devolver-revisado", data=datos)
    devuelta = rafael.get(f"/versiones/{version}/").text
    assert "aquí está" in devuelta
    assert 'class="firmado"' not in devuelta
