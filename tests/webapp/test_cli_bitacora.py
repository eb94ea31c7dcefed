"""``bitacora``: an auditor gets a sentence and a status, and a file to take away."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from webapp.bd import db


def test_verificar_says_how_many_actos_hold_and_whether_paper_belongs_to_them(app: Flask) -> None:
    linea = app.test_cli_runner()
    bien = linea.invoke(args=["bitacora", "verificar"])
    assert bien.exit_code == 0
    assert "La bitácora está íntegra" in bien.output
    with app.app_context(), db.engine.connect() as conexion:
        cabeza = conexion.scalar(sa.text("SELECT hash FROM acto ORDER BY seq DESC LIMIT 1"))
    assert linea.invoke(args=["bitacora", "verificar", "--cabeza", f"{cabeza}"]).exit_code == 0
    ajeno = linea.invoke(args=["bitacora", "verificar", "--cabeza", "f" * 64])
    assert ajeno.exit_code == 1
    assert "no es la de ese papel" in ajeno.output
    assert "No se cambió nada" in ajeno.output


def test_exportar_writes_every_acto_and_every_text(app: Flask, tmp_path: Path) -> None:
    salida = tmp_path / "bitacora.jsonl"
    dicho = app.test_cli_runner().invoke(args=["bitacora", "exportar", "-o", str(salida)])
    assert dicho.exit_code == 0
    with app.app_context(), db.engine.connect() as conexion:
        filas = conexion.scalar(
            sa.text("SELECT (SELECT COUNT(*) FROM acto) + (SELECT COUNT(*) FROM contenido)")
        )
    assert len(salida.read_text(encoding="utf-8").splitlines()) == filas
