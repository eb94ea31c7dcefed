"""``flask --app wsgi bitacora``: check the record, or hand it to somebody who will."""

from __future__ import annotations

from pathlib import Path

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from webapp.bd import db, transaccion
from webapp.bitacora.exportar import lineas
from webapp.bitacora.guardias import guardias_de_hoy
from webapp.bitacora.verificar import cuantos, hay_cabeza, verificar
from webapp.casos.corregir_reloj import corregir_reloj
from webapp.cli._comun import actor_de, avance, con_frases, manual_de

grupo = AppGroup("bitacora", help="Comprobar la bitácora de actos, o exportarla.")


@grupo.command("verificar")
@click.option(
    "--cabeza", default="", help="Un hash impreso: se comprueba que la cadena pasa por él."
)
@con_frases
def verificar_todo(cabeza: str) -> None:
    """Recalcula cadena, textos, firmas, números y guardias; nombra lo primero que no cuadra."""
    with db.engine.connect() as conexion:
        with avance(cuantos(conexion), "Verificando") as barra:
            roturas = verificar(conexion, guardias_de_hoy(), barra.update)
        actos = conexion.scalar(sa.text("SELECT COUNT(*) FROM acto"))
        ausente = bool(cabeza) and not hay_cabeza(conexion, cabeza.strip().lower())
    for rotura in roturas:
        click.echo(f"ROTO  {rotura}")
    if ausente:
        click.echo("ROTO  ningún acto tiene el hash impreso: la bitácora no es la de ese papel")
    if roturas or ausente:
        raise click.ClickException(
            f"La bitácora no cuadra en {len(roturas) + ausente} puntos. No se cambió nada: "
            "conserve la base como está y compárela con un respaldo."
        )
    click.echo(f"La bitácora está íntegra: {actos} actos.")


@grupo.command("exportar")
@click.option("-o", "--salida", type=click.Path(path_type=Path, dir_okay=False), required=True)
@con_frases
def exportar_todo(salida: Path) -> None:
    """Escribe la bitácora como JSON Lines; docs/bitacora/ dice cómo comprobarla sin Vigente."""
    with (
        db.engine.connect() as conexion,
        salida.open("w", encoding="utf-8", newline="\n") as archivo,
        avance(cuantos(conexion), "Exportando") as barra,
    ):
        for linea in lineas(conexion):
            archivo.write(linea + "\n")
            barra.update(1)
    click.echo(f"Bitácora exportada a {salida}.")


@grupo.command("reloj")
@click.option("--manual", "slug", required=True, help="El manual cuya bitácora va adelante.")
@click.option("--motivo", required=True, help="Qué pasó con el reloj del servidor, y quién lo vio.")
@click.option("--persona", "correo", help="Quién lo hace; si no se dice, el operador.")
@con_frases
def corregir(slug: str, motivo: str, correo: str | None) -> None:
    """Deja constancia de que el reloj estuvo adelantado; los actos siguen con la hora de ahora."""
    with transaccion() as session:
        manual_id = manual_de(session, slug).id
        seq = corregir_reloj(session, actor_de(session, correo), manual_id, motivo)
    click.echo(f"Quedó como acto {seq}. Lo ya registrado no cambió.")
