"""What is done with a second factor is on record, in every manual that knows its owner."""

from __future__ import annotations

import re

import sqlalchemy as sa
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco, correo
from tests.webapp.acceso.test_segundo_factor import CUENTA, Como, contrasena, dentro, poner
from webapp.bd import db
from webapp.modelos import Acto


def test_what_one_does_with_ones_own_is_on_record_without_its_secret(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana = como("ana")
    ana.post(f"{CUENTA}/empezar")
    assert ana.post(f"{CUENTA}/confirmar", data={"codigo": "000000"}).status_code == 422
    telefono, codigos = poner(ana, elenco)
    nuevos = re.findall(
        r"<li><code>([A-Z2-9-]{14})</code></li>", ana.post(f"{CUENTA}/codigos").text
    )
    ana.post(f"{CUENTA}/quitar")
    assert ana.post(f"{CUENTA}/codigos").status_code == 409
    with app.app_context(), db.sessionmaker() as session:
        actos = session.scalars(sa.select(Acto).order_by(Acto.seq.desc()).limit(3)).all()
    assert [(a.acto, a.persona, a.sujeto_id, a.datos) for a in reversed(actos)] == [
        (acto, "Ana Mora", elenco.personas["ana"], "{}")
        for acto in ("poner-segundo-factor", "renovar-codigos", "quitar-mi-segundo-factor")
    ]
    pagina = como("marcos").get(f"/manual/{SLUG}/bitacora").text
    for dicho in (
        "Poner el propio segundo factor: Ana Mora",
        "Renovar los propios códigos de recuperación: Ana Mora",
        "Quitar el propio segundo factor: Ana Mora",
    ):
        assert dicho in pagina
    assert not [c for c in (*codigos, *nuevos, telefono.totp.base32_key) if c in pagina]
    ficha = como("marcos").get(f"/manual/{SLUG}/personas/{elenco.personas['ana']}").text
    assert f"/manual/{SLUG}/bitacora?persona={elenco.personas['ana']}" in ficha


def test_the_command_line_takes_it_from_the_only_administrador_and_says_so_on_record(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    marcos = como("marcos")
    poner(marcos, elenco)
    linea = app.test_cli_runner()
    orden = ["persona", "quitar-segundo-factor", correo("marcos")]
    ajena = linea.invoke(args=[*orden, "--persona", correo("ana")])
    assert (ajena.exit_code, "le toca a quien tiene el rol" in ajena.stderr) == (1, True)
    propia = linea.invoke(args=[*orden, "--persona", correo("marcos")])
    assert (propia.exit_code, "no se quita aquí" in propia.stderr) == (1, True)
    assert not dentro(contrasena(app, "marcos"))
    hecho = linea.invoke(args=[*orden, "--motivo", "Perdió el teléfono; se comprobó su cédula."])
    assert hecho.exit_code == 0, hecho.output
    assert "entra ahora solo con su contraseña" in hecho.stdout
    assert dentro(contrasena(app, "marcos"))
    assert not dentro(marcos), "what was open with it ended"
    otra = linea.invoke(args=orden)
    assert (otra.exit_code, "no tiene segundo factor" in otra.stderr) == (1, True)
    with app.app_context(), db.sessionmaker() as session:
        acto = session.scalars(sa.select(Acto).order_by(Acto.seq.desc()).limit(1)).one()
    assert (acto.acto, acto.persona, acto.sujeto_id, acto.motivo) == (
        "quitar-segundo-factor", "Operación del sistema", elenco.personas["marcos"],
        "Perdió el teléfono; se comprobó su cédula.",
    )  # fmt: skip
