"""A mark in every text of the database at once, as if each could have been typed by an enemy.

By the file itself, with its triggers gone: no form would let most of it in. What it must show is
that no page, message or document depends on that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from webapp import modelos
from webapp.bd import Base
from workflows.molde import comprimir, leer

#: What would happen if a text were taken for something else: a page, a template, typst, a formula.
MARCA = "=1+1<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{7*7}}#panic(1)$x$"
#: Columns that hold no words of anybody: keys, hashes, choices, what our own code writes. What is
#: not here gets the mark, a new column too.
PROPIAS: dict[str, Collection[str]] = {
    "formato": ("clave", "hash", "fuente"),
    "formato_acto": ("acto", "clase", "hacia", "desde"),
    "formato_estado": ("estado", "clase"),
    "manual": ("slug", "zona"),
    "cargo": ("identidad", "slug"),
    "persona": ("correo", "contrasena", "sello", "avisos"),
    "intento": ("clave",),
    "carta": ("clase", "sello", "correo"),
    "codigo_de_recuperacion": ("huella",),
    "segundo_factor": ("secreto",),
    "sesion": ("clave", "medio", "motivo"),
    "nombramiento": ("rol",),
    "rol_con_segundo_factor": ("rol",),
    "contenido": ("hash",),
    "archivo": ("hash", "tipo"),
    "campo_indexado": ("contenido_hash", "clave", "plegado"),
    "competencia_indexada": ("plegado",),
    "trozo_indexado": ("seccion", "plegado"),
    "instrumento": ("clase", "numero", "adjunto"),
    "acuerdo_numero": ("numero",),
    "lectura_en_curso": ("hash", "correcciones"),
    "trabajo": ("clase", "clave", "ambito", "fase", "dueno", "archivo", "tipo"),
    "desestimacion": ("regla", "huella", "clase"),
    "numero": ("origen",),
    "punto": ("clase", "fase"),
    "expediente": ("hash", "manifiesto", "pdf", "docx"),
    "version": ("tipo", "estado", "estado_clase", "contenido_hash", "etiqueta", "ids"),
    "acto": ("anterior", "hash", "clase", "acto", "rol", "estado_desde", "estado_hacia",
             "contenido_hash", "base_hash"),
    "aviso": ("clase", "clave", "correo"),
    "borrador": ("ids",),
    "calidad": ("clave",),
    "codigo_de_version": ("codigo",),
    "documento_emitido": ("hash", "clase", "codigo"),
    "guardado": ("pieza",),
    "justificacion": ("pieza",),
    "mirada": ("contenido_hash", "ids"),
    "observacion": ("clase", "pieza"),
    "presencia": ("pieza",),
    "resultado": ("resultado", "contenido_hash"),
    "visto": ("pieza", "huella"),
    "respuesta": ("clase",),
}  # fmt: skip
#: Values inside a JSON column that are choices or keys, by the name of their key.
_CLAVES = {"clave", "forma", "id", "ids", "tipo", "seccion", "regla", "severidad", "pieza", "clase",
           "rol", "persona", "persona_id", "hash", "numero", "fecha", "rige", "desde", "hasta",
           "codigo", "marca", "grado", "notas", "estado", "acto", "version", "cargo", "lugar",
           "correo", "adjunto", "resultado", "manual", "formato", "arreglo"}  # fmt: skip


def plantar(ruta: str) -> set[str]:
    """Put the mark everywhere in a SQLite database. The columns that hold it now."""
    assert modelos
    hechas: set[str] = set()
    with sqlite3.connect(ruta) as conexion:
        for (disparador,) in conexion.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name NOT LIKE '%fts%'"
        ).fetchall():
            conexion.execute(f'DROP TRIGGER "{disparador}"')
        for tabla in Base.metadata.sorted_tables:
            for columna in tabla.columns:
                propia = columna.primary_key or columna.name in PROPIAS.get(tabla.name, ())
                if isinstance(columna.type, sa.String) and not propia:
                    hechas |= _marcar(conexion, tabla.name, columna.name)
        hechas |= _marcar_textos(conexion)
    conexion.close()
    return hechas


def _marcar(conexion: sqlite3.Connection, tabla: str, columna: str) -> set[str]:
    filas = conexion.execute(f'SELECT rowid, "{columna}" FROM "{tabla}"').fetchall()
    puestas: set[str] = set()
    for id_, valor in filas:
        if valor in (None, ""):
            continue
        nuevo = _en_json(valor) if str(valor)[:1] in "[{" else f"{MARCA} {id_}"
        if nuevo != valor:
            conexion.execute(f'UPDATE "{tabla}" SET "{columna}" = ? WHERE rowid = ?', (nuevo, id_))
            puestas.add(f"{tabla}.{columna}")
    return puestas


def _marcar_textos(conexion: sqlite3.Connection) -> set[str]:
    moldes = dict(conexion.execute("SELECT id, cuerpo FROM contenido WHERE molde_id IS NULL"))
    filas = conexion.execute("SELECT id, molde_id, cuerpo FROM contenido").fetchall()
    for id_, molde_id, cuerpo in filas:
        conexion.execute(
            "UPDATE contenido SET molde_id = NULL, cuerpo = ? WHERE id = ?",
            (comprimir(_en_json(leer(moldes.get(molde_id, b"") + cuerpo))), id_),
        )
    return {"contenido.cuerpo"} if filas else set()


def _en_json(texto: str) -> str:
    return json.dumps(_en_valores(json.loads(texto)), ensure_ascii=False)


def _en_valores(dato: Any, clave: str = "texto") -> Any:
    if isinstance(dato, dict):
        return {k: _en_valores(v, k) for k, v in dato.items()}
    if isinstance(dato, list):
        return [_en_valores(v, clave) for v in dato]
    es_frase = isinstance(dato, str) and dato and clave not in _CLAVES
    return MARCA if es_frase else dato
