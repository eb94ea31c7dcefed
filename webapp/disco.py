"""Files that are whole or not there: a crash while one is written leaves what was before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def escribir_entero(ruta: Path, datos: bytes) -> None:
    """Write ``datos`` at ``ruta``, on disk for good before its name points to them."""
    ruta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporal = tempfile.mkstemp(dir=ruta.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as salida:
            salida.write(datos)
            salida.flush()
            os.fsync(salida.fileno())
        Path(temporal).replace(ruta)
    except BaseException:
        Path(temporal).unlink(missing_ok=True)
        raise
