"""A form says at once all that is wrong with it, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.apoyo.puntos import decision, llevar
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.consultas.delegaciones import mis_roles

Como = Callable[[str], ClienteAparte]
MANUAL = f"/manual/{SLUG}"


def test_the_decision_of_the_board(app: Flask, elenco: Elenco, como: Como) -> None:
    with app.app_context():
        version = elenco.revisada("Dirigir la planta.")
        punto = llevar(elenco, version)
    escrito = decision(app, elenco, version) | {
        "numero": "", "sesion": "", "fecha": "31/02", "firmeza": "ayer", "articulo": "IV",
    }  # fmt: skip
    pagina = como("sofia").post(f"{MANUAL}/junta/{punto}/decision/confirmar", data=escrito)
    assert pagina.status_code == 422
    arriba = pagina.text.split('role="alert"')[1].split("</ul>")[0]
    lugares = [
        arriba.index(dicho)
        for dicho in (
            "Falta el número del acuerdo.",
            "Falta el número de la sesión.",
            "La fecha de la sesión",
            "La firmeza",
        )
    ]
    assert lugares == sorted(lugares), "as the fields follow each other"
    assert "Falta la fecha" not in pagina.text, "of a field, only the first thing"
    assert 'value="IV"' in pagina.text


@pytest.mark.parametrize(
    ("quien", "ruta", "datos", "dichos"),
    [
        (
            "marcos",
            f"{MANUAL}/personas/nueva",
            {"nombre": "", "correo": "sin arroba", "unidad": "u" * 200, "como": "correo"},
            ("Falta el nombre.", "El correo no es válido.", "La unidad: tiene 200"),
        ),
        (
            "ana",
            f"{MANUAL}/cargos-nuevos",
            {"campo-categoria": "EXPERTO"},
            ("Falta Estrato.", "Falta Área de Gestión Ocupacional."),
        ),
        (
            "ana",
            f"{MANUAL}/cambio-masivo",
            {"frase": "informes", "reemplazo": "reportes"},
            ("No marcó ninguna aparición.", "Falta el título.", "Falta la justificación."),
        ),
    ],
)
def test_a_form_that_lacks_several_things(
    como: Como, quien: str, ruta: str, datos: dict[str, str], dichos: tuple[str, ...]
) -> None:
    pagina = como(quien).post(ruta, data=datos)
    assert pagina.status_code == 422
    for dicho in dichos:
        assert dicho in pagina.text


def test_delegating(app: Flask, elenco: Elenco, como: Como) -> None:
    with app.app_context(), db.sessionmaker() as session:
        suyo = mis_roles(session, elenco.personas["sofia"], elenco.ahora).propios[0]
    pagina = como("sofia").post(f"/cuenta/delegaciones/{suyo.id}", data={"motivo": "Vacaciones."})
    assert pagina.status_code == 422
    for dicho in ("en quién delega", "Falta desde cuándo.", "Falta hasta cuándo."):
        assert dicho in pagina.text
    assert 'value="Vacaciones."' in pagina.text
