"""Make a backup, prove one, and bring one back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from migrations.guardias import Guardia
from webapp.bitacora.rotura import Rotura
from webapp.bitacora.verificar import verificar as verificar_bitacora
from webapp.respaldo import motores
from webapp.respaldo.paquete import Avance, Manifiesto, abrir, adjuntos, empaquetar
from workflows.errores import ActoInvalido


@dataclass(frozen=True, slots=True)
class Probado:
    """What restoring a backup showed: when it was made, how many actos, and what is broken."""

    manifiesto: Manifiesto
    actos: int
    roturas: tuple[Rotura, ...]


def crear(url: URL, carpeta: Path, destino: Path, momento: datetime, avance: Avance) -> Manifiesto:
    """Copy the database first and the attachments after: a row never names a file left out.

    Raises ActoInvalido when ``destino`` is there already.
    """
    if destino.exists():
        raise ActoInvalido(f"«{destino}» ya existe.", "Dé otro nombre: un respaldo no se pisa.")
    motor = url.get_backend_name()
    with tempfile.TemporaryDirectory(dir=destino.parent, prefix=".respaldo-") as trabajo:
        copia = Path(trabajo) / motores.MIEMBROS[motor]
        motores.volcar(url, copia)
        return empaquetar(destino, momento, motor, (copia.name, copia), carpeta, avance)


def cuantos(carpeta: Path) -> int:
    """How many members a backup made now would have, for a progress bar."""
    return 1 + sum(1 for _ in adjuntos(carpeta))


def probar(origen: Path, guardias: Iterable[Guardia], en: URL | None, avance: Avance) -> Probado:
    """Restore aside and check chain, texts, guardias and attachments there.

    SQLite is restored in a temporary folder; PostgreSQL in the empty database ``en``. Raises
    LecturaFallida for a damaged file, ActoInvalido where ``en`` is missing or not empty.
    """
    with tempfile.TemporaryDirectory(prefix="vigente-respaldo-") as trabajo:
        lugar = Path(trabajo)
        manifiesto = abrir(origen, lugar, avance)
        if manifiesto.motor == "sqlite":
            url = sa.make_url(f"sqlite:///{lugar / 'probada.db'}")
        elif en is not None:
            url = en
        else:
            raise ActoInvalido(
                "Un respaldo de PostgreSQL se prueba restaurándolo.",
                "Cree una base vacía y dígala con --en postgresql://…/prueba",
            )
        motores.reponer(url, lugar / motores.MIEMBROS[manifiesto.motor])
        return _juzgar(manifiesto, url, lugar, tuple(guardias))


def restaurar(origen: Path, url: URL, carpeta: Path, avance: Avance) -> Manifiesto:
    """Put a backup in an empty place: the attachments first, and the database that names them.

    Raises LecturaFallida for a damaged file, ActoInvalido where something is already there or
    the engine is another.
    """
    with tempfile.TemporaryDirectory(prefix="vigente-respaldo-") as trabajo:
        lugar = Path(trabajo)
        manifiesto = abrir(origen, lugar, avance)
        if manifiesto.motor != url.get_backend_name():
            raise ActoInvalido(
                f"El respaldo es de {manifiesto.motor} y aquí hay {url.get_backend_name()}.",
                "Restáurelo con un DATABASE_URL de su motor. No se cambió nada.",
            )
        for ruta in adjuntos(lugar / "archivos"):
            destino = carpeta / ruta.parent.name / ruta.name
            destino.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ruta, destino)
        motores.reponer(url, lugar / motores.MIEMBROS[manifiesto.motor])
        _olvidar_sesiones(url)
        return manifiesto


def _olvidar_sesiones(url: URL) -> None:
    """Who was signed in when the copy was made may have been put out since: all come in again."""
    motor = sa.create_engine(url, poolclass=sa.NullPool)
    with motor.begin() as conexion:
        if sa.inspect(conexion).has_table("sesion"):  # an older release has none
            conexion.execute(sa.text("DELETE FROM sesion"))


def _juzgar(
    manifiesto: Manifiesto, url: URL, lugar: Path, guardias: tuple[Guardia, ...]
) -> Probado:
    motor = sa.create_engine(url, poolclass=sa.NullPool)
    with motor.connect() as conexion:
        roturas = verificar_bitacora(conexion, guardias)
        nombrados = conexion.execute(sa.text("SELECT hash FROM archivo ORDER BY hash")).scalars()
        roturas += [
            Rotura("adjunto", f"adjunto {huella[:12]}", "no está en el respaldo")
            for huella in nombrados
            if f"archivos/{huella[:2]}/{huella}" not in manifiesto.miembros
        ]
        actos = conexion.scalar(sa.text("SELECT COUNT(*) FROM acto")) or 0
    return Probado(manifiesto, actos, tuple(roturas))
