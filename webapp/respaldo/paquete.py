"""The file: a tar with the database, each attachment by its hash, and a manifest of it all."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from workflows.errores import LecturaFallida

Avance = Callable[[int], object]

MANIFIESTO = "manifiesto.json"
_NOMBRE = re.compile(r"base\.(sqlite|pgdump)|archivos/[0-9a-f]{2}/[0-9a-f]{64}")
_DANADO = "Use otra copia: esta no sirve para restaurar."


@dataclass(frozen=True, slots=True)
class Manifiesto:
    """What the file says it holds: SHA-256 and size in bytes of every member."""

    hecho: str
    motor: str
    miembros: dict[str, tuple[str, int]]


def adjuntos(carpeta: Path) -> Iterator[Path]:
    """The attachments on disk, by hash; what was left half-written is no attachment."""
    for ruta in sorted(carpeta.glob("??/*")):
        if _NOMBRE.fullmatch(_miembro(ruta)):
            yield ruta


def empaquetar(
    destino: Path, momento: datetime, motor: str, base: tuple[str, Path], carpeta: Path,
    avance: Avance,
) -> Manifiesto:  # fmt: skip
    """Write the file, whole or not at all. ``base`` is the member's name and the copy itself."""
    miembros: dict[str, tuple[str, int]] = {}
    parcial = destino.with_name(destino.name + ".parcial")
    with tarfile.open(parcial, "w:gz", compresslevel=6) as tar:
        for nombre, ruta in (base, *((_miembro(r), r) for r in adjuntos(carpeta))):
            miembros[nombre] = (_huella(ruta), ruta.stat().st_size)
            tar.add(ruta, nombre, recursive=False)
            avance(1)
        datos = {"hecho": momento.isoformat(), "motor": motor, "miembros": miembros}
        texto = json.dumps(datos, sort_keys=True, indent=1).encode()
        ficha = tarfile.TarInfo(MANIFIESTO)
        ficha.size = len(texto)
        tar.addfile(ficha, io.BytesIO(texto))
    parcial.replace(destino)
    return Manifiesto(momento.isoformat(), motor, miembros)


def abrir(origen: Path, carpeta: Path, avance: Avance) -> Manifiesto:
    """Unpack into ``carpeta``, checking every byte against the manifest.

    Raises LecturaFallida for anything that is missing, damaged or not one of ours; no name in
    the file chooses where it is written.
    """
    vistos: dict[str, tuple[str, int]] = {}
    dicho: dict[str, Any] | None = None
    try:
        with tarfile.open(origen, "r:*") as tar:
            for ficha in tar:
                cuerpo = tar.extractfile(ficha)
                if cuerpo is None or not (
                    ficha.name == MANIFIESTO or _NOMBRE.fullmatch(ficha.name)
                ):
                    raise LecturaFallida(f"«{ficha.name}» no es de un respaldo.", _DANADO)
                if ficha.name == MANIFIESTO:
                    dicho = json.load(cuerpo)
                    continue
                vistos[ficha.name] = _copiar(cuerpo, carpeta / ficha.name)
                avance(1)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise LecturaFallida(
            f"El respaldo «{origen.name}» está dañado: {error}.", _DANADO
        ) from error
    if dicho is None:
        raise LecturaFallida(f"A «{origen.name}» le falta su manifiesto.", _DANADO)
    espera = {n: (str(h), int(t)) for n, (h, t) in dicho["miembros"].items()}
    if malos := sorted(n for n in espera.keys() | vistos if espera.get(n) != vistos.get(n)):
        raise LecturaFallida(f"En el respaldo falta o está cambiado «{malos[0]}».", _DANADO)
    return Manifiesto(dicho["hecho"], dicho["motor"], espera)


def _miembro(ruta: Path) -> str:
    return f"archivos/{ruta.parent.name}/{ruta.name}"


def _huella(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def _copiar(cuerpo: IO[bytes], destino: Path) -> tuple[str, int]:
    destino.parent.mkdir(parents=True, exist_ok=True)
    resumen, tamano = hashlib.sha256(), 0
    with destino.open("wb") as salida:
        while tramo := cuerpo.read(1 << 20):
            resumen.update(tramo)
            salida.write(tramo)
            tamano += len(tramo)
    return resumen.hexdigest(), tamano
