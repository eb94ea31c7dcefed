"""What the settings of the institution's sign-in may say, and where going on may lead."""

from __future__ import annotations

import pytest

from webapp.acceso.destino import destino_seguro
from webapp.acceso.institucion.ajustes import ajustes_de_institucion
from webapp.acceso.institucion.reparto import leer_reparto


@pytest.mark.parametrize(
    "malo",
    ["", "bandeja", "//malo.example", "/\\malo.example", "https://malo.example", "javascript:x",
     "/\t/malo.example", "/a\\b", "/\n/malo.example", "\\\\malo.example", "//[", "/\u2028/x"],
)  # fmt: skip
def test_going_on_leads_to_no_other_site(malo: str) -> None:
    assert destino_seguro(malo) == ""
    assert destino_seguro("/manual/x/?fecha=2026-01-01&q=año") != ""


@pytest.mark.parametrize(
    ("entorno", "dicho"),
    [
        ({"VIGENTE_OIDC_URL": "http://login.example"}, "https://"),
        ({"VIGENTE_OIDC_URL": "https://login.example"}, "VIGENTE_OIDC_CLIENTE"),
        ({"VIGENTE_OIDC_ALCANCES": "email"}, "openid"),
        ({"VIGENTE_OIDC_CONTRASENA": "quizá"}, "si o no"),
        ({"VIGENTE_OIDC_ROLES": "/no/hay.toml"}, "no sirve"),
    ],
)
def test_settings_that_make_no_sense_are_refused_when_it_starts(
    entorno: dict[str, str], dicho: str
) -> None:
    bueno = {"VIGENTE_OIDC_URL": "https://login.example", "VIGENTE_OIDC_CLIENTE": "v"}
    if "VIGENTE_OIDC_URL" in entorno:
        bueno = {}
    with pytest.raises(ValueError, match=dicho):
        ajustes_de_institucion({**bueno, **entorno})


@pytest.mark.parametrize(
    "texto", ["claim = 3", "otra = 1", "[manual]\nx = 1", '[manual.x]\ng = "autor"', "no es toml"]
)
def test_a_file_of_groups_that_makes_no_sense_is_refused(texto: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        leer_reparto(texto)
