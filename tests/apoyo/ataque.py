"""An attack on the record: what it does by SQL, and the guardia that must refuse it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from tests.apoyo.escenario import Escenario, huella

SQLITE, POSTGRESQL = "sqlite", "postgresql"
AMBOS = (SQLITE, POSTGRESQL)


@dataclass(frozen=True)
class Ataque:
    """``previo`` is allowed and prepares the ground; ``sql`` must be refused by ``guardia``.

    Where two guardias see it, ``guardia`` names both: the engine decides which speaks.
    """

    nombre: str
    guardia: str | tuple[str, ...]
    sql: str
    previo: tuple[str, ...] = ()
    motores: tuple[str, ...] = AMBOS

    @property
    def guardias(self) -> tuple[str, ...]:
        """The guardias that may refuse it."""
        return (self.guardia,) if isinstance(self.guardia, str) else self.guardia


@dataclass(frozen=True)
class Resultado:
    """How an attack ended: the refusal (None when it went through), and whether a row changed."""

    rechazo: str | None
    intacto: bool


def lanzar(conexion: Connection, escenario: Escenario, ataque: Ataque) -> Resultado:
    """Attack inside the transaction of ``conexion``, and look at every row afterwards."""
    for orden in ataque.previo:
        conexion.execute(sa.text(orden), escenario.datos)
    antes = huella(conexion)
    rechazo = intentar(conexion, ataque.sql, escenario.datos)
    return Resultado(rechazo, huella(conexion) == antes)


def intentar(conexion: Connection, sql: str, datos: dict[str, object]) -> str | None:
    """The first line of the refusal, or None."""
    punto = conexion.begin_nested() if conexion.dialect.name == POSTGRESQL else None
    try:
        conexion.execute(sa.text(sql), datos)
    except sa.exc.DBAPIError as error:
        if punto is not None:
            punto.rollback()
        return str(error.orig).splitlines()[0]
    return None


#: A column of a well-formed acto on version ``v`` by person ``p``, after the last acto ``u``.
_ACTO = {
    "manual_id": "u.manual_id",
    "seq": "u.seq + 1",
    "anterior": "u.hash",
    "hash": "'" + "a" * 64 + "'",
    "momento": "u.momento",
    "clase": "f.clase",
    "acto": "f.acto",
    "persona_id": "p.id",
    "persona": "p.nombre",
    "rol": "''",
    "unidad": "p.unidad",
    "puesto": "p.puesto",
    "version_id": "v.id",
    "cargo_id": "v.cargo_id",
    "instrumento_id": "NULL",
    "sujeto_id": "NULL",
    "estado_desde": "v.estado",
    "estado_hacia": "f.hacia",
    "contenido_hash": "v.contenido_hash",
    "base_hash": "b.contenido_hash",
    "motivo": "''",
    "datos": "'{}'",
}


def acto(version: str, clave: str, quien: str, **cambia: str) -> str:
    """An acto that the rules allow or not, well formed in all but what ``cambia`` says (SQL)."""
    columnas = _ACTO | cambia
    ultimo = "SELECT MAX(seq) FROM acto WHERE manual_id = v.manual_id"
    return (
        f"INSERT INTO acto ({', '.join(columnas)}) SELECT {', '.join(columnas.values())} "
        f"FROM version v LEFT JOIN version b ON b.id = v.base_id "
        f"JOIN formato_acto f ON f.formato_id = v.formato_id AND f.acto = '{clave}' "
        f"JOIN persona p ON p.id = :p_{quien} "
        f"JOIN acto u ON u.manual_id = v.manual_id AND u.seq = ({ultimo}) "
        f"WHERE v.id = :v_{version}"
    )


def asunto(**cambia: str) -> str:
    """A well-formed acto about a person, in all but what ``cambia`` says (SQL)."""
    columnas = {**_ACTO, "clase": "'persona'", "acto": "'nombrar'"}
    columnas |= dict.fromkeys(
        ("version_id", "cargo_id", "estado_desde", "estado_hacia", "contenido_hash", "base_hash"),
        "NULL",
    )
    columnas |= cambia
    return (
        f"INSERT INTO acto ({', '.join(columnas)}) SELECT {', '.join(columnas.values())} "
        "FROM acto u JOIN persona p ON p.id = :p_ana WHERE u.manual_id = :manual"
        " AND u.seq = (SELECT MAX(seq) FROM acto WHERE manual_id = :manual)"
    )


def mover(version: str, estado: str, clase: str, **otras: str) -> str:
    """The UPDATE that carries a version to an estado with the last acto of its manual (SQL)."""
    ultimo = (
        "(SELECT MAX(a.seq) FROM acto a WHERE a.manual_id = version.manual_id"
        " AND a.version_id = version.id)"
    )
    columnas = {"estado": f"'{estado}'", "estado_clase": f"'{clase}'", "ultimo_seq": ultimo}
    columnas |= {c: ultimo if v == "ULTIMO" else v for c, v in otras.items()}
    cambios = ", ".join(f"{c} = {v}" for c, v in columnas.items())
    return f"UPDATE version SET {cambios} WHERE id = :v_{version}"


#: The columns of an acuerdo 900 like AJD-2026-113, but for its number.
_COMO_113 = {
    "id": "900",
    "manual_id": "manual_id",
    "institucion_id": "institucion_id",
    "clase": "clase",
    "numero": "'AJD-2026-900'",
    "anio": "anio",
    "sesion": "sesion",
    "fecha": "fecha",
    "fecha_impresa": "fecha_impresa",
    "rige_desde": "rige_desde",
    "por": "por",
    "puesto": "puesto",
    "asentado": "asentado",
    "registrado": "registrado",
}


def instrumento(**cambia: str) -> str:
    """An acuerdo 900 of the manual, but for what ``cambia`` says (SQL)."""
    columnas = _COMO_113 | cambia
    return (
        f"INSERT INTO instrumento ({', '.join(columnas)}) SELECT {', '.join(columnas.values())}"
        " FROM instrumento WHERE id = :i_113"
    )


def sobre(acuerdo: str, acto: str = "'aprobar'", datos: str = "{}", letra: str = "e") -> str:
    """A well-formed acto about an acuerdo (SQL); ``letra`` makes its hash another."""
    return asunto(
        clase="'instrumento'",
        acto=acto,
        instrumento_id=acuerdo,
        datos=f"'{datos}'",
        hash="'" + letra * 64 + "'",
    )


def resultado(version: str, que: str, acuerdo: str = "900", **cambia: str) -> str:
    """An outcome on the text a version has, but for what ``cambia`` says (SQL)."""
    columnas = {
        "instrumento_id": acuerdo,
        "version_id": "id",
        "manual_id": "manual_id",
        "resultado": f"'{que}'",
        "motivo": "''",
        "contenido_hash": "COALESCE(contenido_hash, :h_otra)",
    } | cambia
    return (
        f"INSERT INTO resultado ({', '.join(columnas)}) SELECT {', '.join(columnas.values())}"
        f" FROM version WHERE id = :v_{version}"
    )


#: An acuerdo 900 on record, without outcomes yet.
REGISTRADO = (instrumento(), sobre("900"))
