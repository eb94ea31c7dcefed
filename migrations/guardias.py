"""Triggers that keep the rules of domain.md whoever writes, in both engines.

A guardia is a sentence: *before this event on this table, refuse when…*. The condition
is portable SQL over NEW and OLD; SQLite puts it in the trigger's WHEN, PostgreSQL in a
function. What may never be updated or deleted on PostgreSQL may not be truncated either.

SQLite's ``OR REPLACE`` deletes rows without firing delete triggers unless the connection
asks for recursive triggers, and enforces no foreign key unless it asks for that too, so the
protected tables say both as guardias of their own (``solo_sqlite``), whatever the connection.

PostgreSQL resolves a name in the session's temporary tables first: the functions pin their
schema, or an empty temporary ``autoria`` would blind the guardia that reads it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from alembic import op
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Guardia:
    """One trigger. ``cuando`` is the condition under which the event is refused."""

    nombre: str
    tabla: str
    evento: str  #: INSERT, UPDATE or DELETE
    cuando: str
    mensaje: str
    solo_sqlite: bool = False


def no_cambia(tabla: str, mensaje: str) -> tuple[Guardia, ...]:
    """The rows of ``tabla`` are neither updated nor deleted (nor truncated)."""
    return (
        Guardia(f"{tabla}_no_update", tabla, "UPDATE", "1 = 1", mensaje),
        Guardia(f"{tabla}_no_delete", tabla, "DELETE", "1 = 1", mensaje),
    )


def no_reemplaza(tabla: str, mensaje: str, *claves: str) -> Guardia:
    """An INSERT never takes the place of a row with the same key.

    A table without an integer ``id`` has a hidden ``rowid`` that can be named too.
    """
    cuando = " OR ".join(_repite(tabla, clave) for clave in claves)
    return Guardia(f"{tabla}_no_replace", tabla, "INSERT", cuando, mensaje, solo_sqlite=True)


def no_pisa(tabla: str, mensaje: str, *claves: str) -> Guardia:
    """An UPDATE never takes the place of another row, nor gives a row another id."""
    cuando = "NEW.id <> OLD.id OR " + " OR ".join(
        _repite(tabla, clave, " AND x.id <> NEW.id") for clave in claves
    )
    return Guardia(f"{tabla}_no_pisa", tabla, "UPDATE", cuando, mensaje, solo_sqlite=True)


def _repite(tabla: str, clave: str, ademas: str = "") -> str:
    iguales = " AND ".join(f"x.{c} = NEW.{c}" for c in clave.split())
    return f"EXISTS (SELECT 1 FROM {tabla} x WHERE {iguales}{ademas})"


def anteriores(archivo: str) -> tuple[Guardia, ...]:
    """What the revision kept in ``migrations/versions/<archivo>.py`` declared to stand after it."""
    modulo = importlib.import_module(f"migrations.versions.{archivo}")
    guardias: tuple[Guardia, ...] = modulo.GUARDIAS
    return guardias


def crear(guardias: Iterable[Guardia]) -> None:
    """Create the triggers on the database being migrated."""
    dialecto = op.get_bind().dialect.name
    truncables: dict[str, str] = {}
    for g in guardias:
        if dialecto == "sqlite":
            op.execute(_disparador_sqlite(g))
        elif not g.solo_sqlite:
            _crear_postgresql(g)
            if g.evento == "DELETE":
                truncables[g.tabla] = g.mensaje
    for tabla, mensaje in truncables.items():
        _funcion(f"{tabla}_no_truncate", _cuerpo("TRUE", mensaje, "NULL"))
        op.execute(
            f"CREATE TRIGGER {tabla}_no_truncate BEFORE TRUNCATE ON {tabla} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {tabla}_no_truncate()"
        )


def quitar(guardias: Iterable[Guardia]) -> None:
    """Drop the triggers (and, on PostgreSQL, their functions)."""
    dialecto = op.get_bind().dialect.name
    for nombre, tabla in sorted(_nombres(guardias, dialecto)):
        if dialecto == "sqlite":
            op.execute(f"DROP TRIGGER {nombre}")
        else:
            op.execute(f"DROP TRIGGER {nombre} ON {tabla}")
            op.execute(f"DROP FUNCTION {nombre}()")


def _disparador_sqlite(g: Guardia) -> str:
    return (
        f"CREATE TRIGGER {g.nombre} BEFORE {g.evento} ON {g.tabla} "
        f"WHEN {g.cuando} BEGIN SELECT RAISE(ABORT, '{g.mensaje}'); END"
    )


def _crear_postgresql(g: Guardia) -> None:
    _funcion(g.nombre, _cuerpo_de(g))
    op.execute(
        f"CREATE TRIGGER {g.nombre} BEFORE {g.evento} ON {g.tabla} "
        f"FOR EACH ROW EXECUTE FUNCTION {g.nombre}()"
    )


def _cuerpo_de(g: Guardia) -> str:
    return _cuerpo(g.cuando, g.mensaje, "OLD" if g.evento == "DELETE" else "NEW")


def _cuerpo(cuando: str, mensaje: str, devuelve: str) -> str:
    return (
        f" BEGIN IF {cuando} THEN RAISE EXCEPTION '{mensaje}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {devuelve}; END "
    )


def _funcion(nombre: str, cuerpo: str) -> None:
    esquema = op.get_bind().scalar(sa.text("SELECT quote_ident(current_schema())"))
    op.execute(
        sa.text(
            f"CREATE FUNCTION {nombre}() RETURNS trigger LANGUAGE plpgsql "
            f"SET search_path = {esquema}, pg_temp AS $${cuerpo}$$"
        )
    )


def _nombres(guardias: Iterable[Guardia], dialecto: str) -> set[tuple[str, str]]:
    if dialecto == "sqlite":
        return {(g.nombre, g.tabla) for g in guardias}
    propias = [g for g in guardias if not g.solo_sqlite]
    return {(g.nombre, g.tabla) for g in propias} | {
        (f"{g.tabla}_no_truncate", g.tabla) for g in propias if g.evento == "DELETE"
    }


def esperadas(guardias: Iterable[Guardia], dialecto: str) -> set[str]:
    """Names of the triggers that ``guardias`` put in a database of this dialect."""
    return {nombre for nombre, _ in _nombres(guardias, dialecto)}


def inventario(conexion: Connection) -> set[str]:
    """Names of the triggers that are there and enabled."""
    return set(_texto_puesto(conexion))


def alteradas(conexion: Connection, guardias: Iterable[Guardia]) -> set[str]:
    """Names of the triggers among ``guardias`` that are there but do not say what they should."""
    puestas = _texto_puesto(conexion)
    sqlite = conexion.dialect.name == "sqlite"
    escribir = _disparador_sqlite if sqlite else _declaracion_postgresql
    return {
        g.nombre
        for g in guardias
        if g.nombre in puestas
        and not (g.solo_sqlite and not sqlite)
        and puestas[g.nombre] != escribir(g)
    }


def _declaracion_postgresql(g: Guardia) -> str:
    return f"BEFORE {g.evento} ON {g.tabla} FOR EACH ROW{_cuerpo_de(g)}"


def _texto_puesto(conexion: Connection) -> dict[str, str]:
    """Name → what each enabled trigger says, as :func:`alteradas` would write it."""
    if conexion.dialect.name == "sqlite":
        consulta = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        return {fila.name: fila.sql for fila in conexion.execute(sa.text(consulta))}
    consulta = (
        "SELECT t.tgname, pg_get_triggerdef(t.oid), c.relname, p.prosrc FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' "
        "AND c.relnamespace = current_schema()::regnamespace"
    )
    return {
        nombre: _evento_de(definicion, tabla) + cuerpo
        for nombre, definicion, tabla, cuerpo in conexion.execute(sa.text(consulta))
    }


def _evento_de(definicion: str, tabla: str) -> str:
    """``BEFORE UPDATE ON acto FOR EACH ROW``, of the server's own rendering of a trigger."""
    cuando, _, resto = definicion.partition(" ON ")
    momento = " ".join(cuando.split()[-2:])
    alcance = resto.partition(" FOR EACH ")[2].partition(" EXECUTE ")[0]
    return f"{momento} ON {tabla} FOR EACH {alcance}"


def comprobar(*, ctx: MigrationContext, step: MigrationInfo, **_: object) -> None:
    """After each step of a migration: the triggers there are the ones its revision declares.

    A batch migration on SQLite rebuilds a table and silently drops its triggers; this makes
    such a migration fail and roll back. Raises RuntimeError naming the difference.
    """
    conexion = ctx.connection
    assert conexion is not None
    assert ctx.script is not None
    espera: set[str] = set()
    for revision in step.destination_revision_ids:
        modulo = ctx.script.get_revision(revision).module
        espera |= esperadas(modulo.GUARDIAS, conexion.dialect.name)
    hay = inventario(conexion)
    if hay != espera:
        raise RuntimeError(
            f"La migración dejaría la base sin sus guardias: faltan {sorted(espera - hay)}, "
            f"sobran {sorted(hay - espera)}. No se cambió nada."
        )
