"""Files in and out of a page: an upload is kept by its hash, a download is never opened inside."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

from flask import Response, current_app, send_file
from werkzeug.datastructures import FileStorage

from webapp.archivos import leer, recibir_pdf
from webapp.bd import transaccion
from webapp.casos.anotar_archivo import entregar_archivo
from webapp.permisos import actor


def carpeta() -> Path:
    """Where the files of this installation are."""
    return Path(current_app.config["ARCHIVOS"])


def adjuntar(subido: FileStorage | None) -> str:
    """Keep the PDF that came with a form. Returns its hash, or "" when there was none.

    Raises DatosInvalidos (field ``adjunto``) for what cannot be accepted.
    """
    if subido is None or not subido.filename:
        return ""
    with closing(subido):
        datos = subido.read()
    recibido = recibir_pdf(carpeta(), datos, subido.filename, current_app.config["MAXIMO_ADJUNTO"])
    with transaccion() as session:
        return entregar_archivo(session, actor(), recibido)


def descargar(huella: str, tipo: str, nombre: str) -> Response:
    """A kept file as a download called ``nombre``. Raises NoEncontrado when it is not there."""
    return send_file(
        io.BytesIO(leer(carpeta(), huella)),
        mimetype=tipo,
        as_attachment=True,
        download_name=nombre,
        etag=huella,
    )
