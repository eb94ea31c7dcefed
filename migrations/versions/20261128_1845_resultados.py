"""What each session decided, from when each version counts, and the number an acuerdo has today.

Revision ID: 20261128_1845
Revises: 20261128_1831
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores, crear, quitar
from migrations.redeclarar import declarada, redeclarar
from migrations.resultados_20261128 import DECIDIDO
from webapp.bd import ROL_APLICACION

revision = "20261128_1845"
down_revision = "20261128_1831"
branch_labels = None
depends_on = None

NUEVAS = DECIDIDO
_ANTES = anteriores("20261128_1831_punto")
_CAMBIADAS = {g.nombre for g in NUEVAS}
VIEJAS = tuple(g for g in _ANTES if g.nombre in _CAMBIADAS)

GUARDIAS = (*(g for g in _ANTES if g.nombre not in _CAMBIADAS), *NUEVAS)

_CADA_UNA = "estado_clase <> 'aprobada' OR (instrumento_id IS NOT NULL AND orden IS NOT NULL{} AND etiqueta IS NOT NULL)"
_CON_RIGE, _SIN_RIGE = _CADA_UNA.format(" AND rige_desde IS NOT NULL"), _CADA_UNA.format("")
_UNICO = "uq_instrumento_institucion_id_numero"
#: What changes in the text of the tables: with a first day that may not be known yet, and a
#: number that may have been typed before for another acuerdo.
TABLAS = {
    "version": ((_CON_RIGE, _SIN_RIGE),),
    "instrumento": (
        ("rige_desde DATE NOT NULL", "rige_desde DATE"),
        (f"CONSTRAINT {_UNICO} UNIQUE (institucion_id, numero)",
         f"CONSTRAINT {_UNICO}_registrado UNIQUE (institucion_id, numero, registrado),"
         " CONSTRAINT fk_instrumento_adjunto FOREIGN KEY(adjunto) REFERENCES archivo (hash)"
         " ON DELETE RESTRICT"),
    ),
}  # fmt: skip
COLUMNAS = {
    "articulo": "VARCHAR(120) DEFAULT '' NOT NULL",
    "publicacion": "DATE",
    "publicado_en": "VARCHAR(200) DEFAULT '' NOT NULL",
    "adjunto": "VARCHAR(64)",
}


def upgrade() -> None:
    quitar(VIEJAS)
    for columna, tipo in COLUMNAS.items():
        op.execute(f"ALTER TABLE instrumento ADD COLUMN {columna} {tipo}")
    if op.get_bind().dialect.name == "sqlite":
        _reescribir(TABLAS)
    else:
        op.drop_constraint("ck_version_aprobada", "version")
        op.create_check_constraint(op.f("ck_version_aprobada"), "version", _SIN_RIGE)
        op.alter_column("instrumento", "rige_desde", nullable=True)
        op.drop_constraint(_UNICO, "instrumento")
        op.create_unique_constraint(
            op.f(f"{_UNICO}_registrado"), "instrumento", ["institucion_id", "numero", "registrado"]
        )
        op.create_foreign_key(
            op.f("fk_instrumento_adjunto"),
            "instrumento",
            "archivo",
            ["adjunto"],
            ["hash"],
            ondelete="RESTRICT",
        )
    _crear_tablas()
    op.execute(
        "INSERT INTO vigencia (version_id, manual_id, cargo_id, desde, orden, anulada, seq)"
        " SELECT id, manual_id, cargo_id, rige_desde, orden, 1 = 0, orden FROM version"
        " WHERE estado_clase = 'aprobada'"
    )
    op.execute(
        "INSERT INTO acuerdo_numero (instrumento_id, institucion_id, manual_id, numero, seq)"
        " SELECT i.id, i.institucion_id, i.manual_id, i.numero, (SELECT MIN(a.seq) FROM acto a"
        " WHERE a.instrumento_id = i.id) FROM instrumento i WHERE i.clase = 'acuerdo'"
    )
    op.execute(
        "INSERT INTO resultado (instrumento_id, version_id, manual_id, resultado, motivo,"
        " contenido_hash, numero_anio, numero_consecutivo) SELECT v.instrumento_id, v.id,"
        " v.manual_id, 'aprobado', '', v.contenido_hash, v.numero_anio, v.numero_consecutivo"
        " FROM version v JOIN instrumento i ON i.id = v.instrumento_id"
        " WHERE i.clase = 'acuerdo' AND NOT i.asentado"
    )
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        for tabla in ("vigencia", "resultado", "acuerdo_numero"):
            op.execute(f"GRANT SELECT, INSERT, UPDATE ON {tabla} TO {ROL_APLICACION}")


def downgrade() -> None:
    """Back, unless something says what the tables of before cannot: refused by their constraints."""
    quitar(NUEVAS)
    for tabla in ("acuerdo_numero", "resultado", "vigencia"):
        op.drop_table(tabla)
    if op.get_bind().dialect.name == "sqlite":
        _reescribir({t: [(n, v) for v, n in cambios] for t, cambios in TABLAS.items()})
        _exigir_sin_fallas()
    else:
        op.drop_constraint("fk_instrumento_adjunto", "instrumento")
        op.drop_constraint("ck_version_aprobada", "version")
        op.create_check_constraint(op.f("ck_version_aprobada"), "version", _CON_RIGE)
        op.alter_column("instrumento", "rige_desde", nullable=False)
        op.drop_constraint(f"{_UNICO}_registrado", "instrumento")
        op.create_unique_constraint(op.f(_UNICO), "instrumento", ["institucion_id", "numero"])
    for columna in COLUMNAS:
        op.execute(f"ALTER TABLE instrumento DROP COLUMN {columna}")
    crear(VIEJAS)


def _reescribir(tablas) -> None:
    """Change constraints in the text of the tables; the index of a UNIQUE is built again."""
    textos = {}
    for tabla, cambios in tablas.items():
        texto = declarada(tabla)
        for viejo, nuevo in cambios:
            assert texto.count(viejo) == 1, (tabla, viejo)
            texto = texto.replace(viejo, nuevo)
        textos[tabla] = texto
    redeclarar(textos)
    op.execute("REINDEX instrumento")


def _exigir_sin_fallas() -> None:
    fallas = op.get_bind().execute(sa.text("PRAGMA integrity_check")).scalars().all()
    if fallas != ["ok"]:
        raise RuntimeError(f"La base no puede volver a la versión anterior: {fallas[0]}")


def _crear_tablas() -> None:
    op.create_table(
        "vigencia",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("cargo_id", sa.Integer(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=True),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("anulada", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        *(
            _clave("vigencia", c, f"{c.removesuffix('_id')}.id")
            for c in ("version_id", "manual_id", "cargo_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_vigencia")),
    )
    op.create_index("ix_vigencia_dia", "vigencia", ["cargo_id", "anulada", "desde", "orden"])
    op.create_index("ix_vigencia_orden", "vigencia", ["cargo_id", "anulada", "orden"])
    op.create_index("ix_vigencia_manual", "vigencia", ["manual_id", "desde"])
    op.create_table(
        "resultado",
        sa.Column("instrumento_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("resultado", sa.String(length=12), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("contenido_hash", sa.String(length=64), nullable=False),
        sa.Column("numero_anio", sa.Integer(), nullable=True),
        sa.Column("numero_consecutivo", sa.Integer(), nullable=True),
        sa.Column("cierre", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "resultado IN ('aprobado', 'con-cambios', 'devuelto', 'pospuesto')",
            name=op.f("ck_resultado_resultado"),
        ),
        sa.CheckConstraint(
            "cierre IS NULL OR resultado = 'con-cambios'", name=op.f("ck_resultado_cierre")
        ),
        *(
            _clave("resultado", c, f"{c.removesuffix('_id')}.id")
            for c in ("instrumento_id", "version_id", "manual_id")
        ),
        _clave("resultado", "contenido_hash", "contenido.hash"),
        sa.ForeignKeyConstraint(
            ["manual_id", "numero_anio", "numero_consecutivo"],
            ["numero.manual_id", "numero.anio", "numero.consecutivo"],
            name="fk_resultado_numero",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("instrumento_id", "version_id", name=op.f("pk_resultado")),
    )
    op.create_index("ix_resultado_version", "resultado", ["version_id"])
    pendiente = sa.text("resultado = 'con-cambios' AND cierre IS NULL")
    op.create_index(
        "uq_resultado_pendiente",
        "resultado",
        ["version_id"],
        unique=True,
        sqlite_where=pendiente,
        postgresql_where=pendiente,
    )
    op.create_table(
        "acuerdo_numero",
        sa.Column("instrumento_id", sa.Integer(), nullable=False),
        sa.Column("institucion_id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        *(
            _clave("acuerdo_numero", c, f"{c.removesuffix('_id')}.id")
            for c in ("instrumento_id", "institucion_id", "manual_id")
        ),
        sa.PrimaryKeyConstraint("instrumento_id", name=op.f("pk_acuerdo_numero")),
        sa.UniqueConstraint(
            "institucion_id", "numero", name=op.f("uq_acuerdo_numero_institucion_id_numero")
        ),
    )


def _clave(tabla: str, columna: str, destino: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [columna], [destino], name=op.f(f"fk_{tabla}_{columna}"), ondelete="RESTRICT"
    )
