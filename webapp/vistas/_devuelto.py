"""What a file that came back from Word would change, kept in its own page until it is decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import current_app, g
from flask_security import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from webapp.bd import db
from webapp.consultas.tramite import EnTramite
from webapp.formularios.borrador import limpio
from webapp.guardados import hacia_atras
from workflows.comparativo import Fila, comparativo
from workflows.contenido import Contenido, canonico, hash_de, leer_canonico
from workflows.devuelto import Devuelto, situar
from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import ClaseEstado


@dataclass(frozen=True, slots=True)
class Traido:
    """A file set beside the text it was made from, which the save ``serie`` left."""

    version_id: int
    serie: int
    base: Contenido
    nuevo: Contenido
    avisos: tuple[str, ...] = ()

    @property
    def filas(self) -> tuple[Fila, ...]:
        """What it would change, as the cuadro comparativo tells it."""
        return comparativo(self.base, self.nuevo, g.manual.formato, {})


def traer(tramite: EnTramite, devuelto: Devuelto) -> Traido:
    """Set the file beside the text it was made from.

    Raises DatosInvalidos when it is of another version or of another cargo.
    """
    vista, formato = tramite.vista, g.manual.formato
    if devuelto.con_marcas and (
        devuelto.manual != g.manual.slug or devuelto.version != vista.version.id
    ):
        raise DatosInvalidos(
            "Ese archivo se hizo con otra versión, no con esta. No entró nada.",
            _de_cual(devuelto),
            "archivo",
        )
    leida = formato.identidad_de(devuelto.contenido)
    if not devuelto.con_marcas and leida != vista.cargo.identidad:
        raise DatosInvalidos(
            f"Ese documento es de «{formato.titulo_de(devuelto.contenido) or 'otro cargo'}», "
            f"no de «{vista.cargo.titulo}». No entró nada.",
            "Súbalo en la página de su cargo, o corrija su encabezado.",
            "archivo",
        )
    serie, base, avisos = _base(tramite, devuelto)
    nuevo, dudas = situar(devuelto, base, formato, limpio)
    return Traido(vista.version.id, serie, base, nuevo, (*avisos, *dudas))


def firmar(traido: Traido) -> str:
    """The whole of it as a field of a form, of this person and of this version only."""
    return _firmante().dumps(
        {
            "persona": current_user.id,
            "version": traido.version_id,
            "serie": traido.serie,
            "base": _escribir(traido.base),
            "nuevo": _escribir(traido.nuevo),
        }
    )


def abrir_firmado(firmado: str, version_id: int) -> Traido:
    """The inverse of :func:`firmar`. Raises DatosInvalidos for what it did not write."""
    try:
        datos: dict[str, Any] = _firmante().loads(firmado)
    except BadSignature:
        datos = {}
    if datos.get("persona") != current_user.id or datos.get("version") != version_id:
        raise DatosInvalidos(
            "Esta lista de cambios ya no sirve. No entró nada.",
            "Suba el documento otra vez.",
            "archivo",
        )
    base, nuevo = (leer_canonico(t, json.loads(i)) for t, i in (datos["base"], datos["nuevo"]))
    return Traido(version_id, datos["serie"], base, nuevo)


def _base(tramite: EnTramite, devuelto: Devuelto) -> tuple[int, Contenido, tuple[str, ...]]:
    vista = tramite.vista
    if not devuelto.con_marcas:
        dicho = (
            "El documento no trae las marcas de Vigente: cada línea se reconoció por sus palabras."
            " Revise con cuidado."
        )
        return vista.serie, vista.contenido, (dicho,)
    if devuelto.hash == vista.contenido_hash:
        return vista.serie, vista.contenido, ()
    if vista.version.estado_clase == ClaseEstado.EDICION:
        for serie, texto in hacia_atras(db.session, vista):
            if hash_de(texto) == devuelto.hash:
                dicho = (
                    "Desde que se descargó este documento el borrador cambió. Lo que otros "
                    "guardaron se conserva: si tocaron lo mismo, quedan los dos textos."
                )
                return serie, texto, (dicho,)
    dicho = "El texto con que se hizo este documento ya no está: se comparó con el de ahora."
    return vista.serie, vista.contenido, (dicho,)


def _de_cual(devuelto: Devuelto) -> str:
    titulo = g.manual.formato.titulo_de(devuelto.contenido)
    de = f"Es de «{titulo}». " if titulo else ""
    return f"{de}Descargue el Word de esta versión y pase ahí los cambios."


def _escribir(contenido: Contenido) -> tuple[str, str]:
    return canonico(contenido).decode(), json.dumps(contenido.ids())


def _firmante() -> URLSafeSerializer:
    anteriores: list[str] = current_app.config["SECRET_KEY_FALLBACKS"]
    claves = [*anteriores, str(current_app.secret_key)]  # it signs with the last
    return URLSafeSerializer(claves, salt="vuelta-de-word")
