"""Agenda items, the versions each takes to the board, and the packets produced of it.

Revision ID: 20261128_1831
Revises: 20261128_1830
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import (
    Guardia,
    anteriores,
    crear,
    no_cambia,
    no_pisa,
    no_reemplaza,
    quitar,
)
from webapp.bd import ROL_APLICACION

revision = "20261128_1831"
down_revision = "20261128_1830"
branch_labels = None
depends_on = None

EN_PREPARACION = (
    "NOT EXISTS (SELECT 1 FROM punto p{} WHERE p.id = NEW.punto_id AND p.fase = 'preparacion'{})"
)
CERRADO = "Ese punto ya se cerró: no cambia."

NUEVAS = (
    Guardia("punto_nace_en_preparacion", "punto", "INSERT", "NEW.fase <> 'preparacion'",
            "Un punto nace en preparación."),
    Guardia("punto_cerrado", "punto", "UPDATE", "OLD.fase <> 'preparacion'", CERRADO),
    Guardia("punto_no_delete", "punto", "DELETE", "1 = 1", "Un punto no se borra: se descarta."),
    Guardia("punto_es_de_su_manual", "punto", "UPDATE",
            "NEW.id <> OLD.id OR NEW.manual_id <> OLD.manual_id OR (NEW.instrumento_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM instrumento i WHERE i.id = NEW.instrumento_id"
            " AND i.manual_id = OLD.manual_id))",
            "Un punto es de su manual, y su acuerdo también."),
    Guardia("punto_cierra_vacio", "punto", "UPDATE",
            "NEW.fase <> 'preparacion'"
            " AND EXISTS (SELECT 1 FROM punto_version x WHERE x.punto_id = NEW.id)",
            "Un punto que se cierra suelta antes sus cargos."),
    no_reemplaza("punto", "Un punto no se reemplaza.", "id", "instrumento_id"),
    no_pisa("punto", "Un punto no se reemplaza.", "instrumento_id"),
    Guardia("punto_version_revisada", "punto_version", "INSERT",
            EN_PREPARACION.format(
                " JOIN version v ON v.manual_id = p.manual_id",
                " AND v.id = NEW.version_id AND v.estado_clase = 'tramite'"),
            "A la junta va una versión en trámite, de su manual, en un punto en preparación."),
    Guardia("punto_version_en_su_punto", "punto_version", "UPDATE",
            "NEW.version_id <> OLD.version_id OR NEW.punto_id <> OLD.punto_id",
            "Una versión no cambia de punto: se quita de uno y se agrega a otro."),
    no_reemplaza("punto_version", "Esa versión ya está en un punto.", "version_id"),
    *no_cambia("expediente", "Un expediente no se cambia ni se borra: se prepara otro."),
    no_reemplaza("expediente", "Un expediente no se reemplaza.", "id", "punto_id numero"),
    Guardia("expediente_de_un_punto_abierto", "expediente", "INSERT",
            EN_PREPARACION.format("", ""), CERRADO),
)  # fmt: skip

GUARDIAS = (*anteriores("20261128_1830_calidad"), *NUEVAS)


def upgrade() -> None:
    op.create_table(
        "punto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=15), nullable=False),
        sa.Column("sesion", sa.String(length=60), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=True),
        sa.Column("articulo", sa.String(length=60), nullable=False),
        sa.Column("titulo", sa.Text(), nullable=True),
        sa.Column("considerandos", sa.Text(), nullable=True),
        sa.Column("por_tanto", sa.Text(), nullable=True),
        sa.Column("fase", sa.String(length=12), nullable=False),
        sa.Column("serie", sa.Integer(), nullable=False),
        sa.Column("instrumento_id", sa.Integer(), nullable=True),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "fase IN ('preparacion', 'registrado', 'descartado')", name=op.f("ck_punto_fase")
        ),
        sa.CheckConstraint(
            "clase IN ('', 'ordinaria', 'extraordinaria')", name=op.f("ck_punto_clase")
        ),
        sa.CheckConstraint(
            "(fase = 'registrado') = (instrumento_id IS NOT NULL)",
            name=op.f("ck_punto_registrado"),
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_punto_manual_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["instrumento_id"],
            ["instrumento.id"],
            name=op.f("fk_punto_instrumento_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_punto_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_punto")),
        sa.UniqueConstraint("instrumento_id", name=op.f("uq_punto_instrumento_id")),
    )
    op.create_index(op.f("ix_punto_manual_id"), "punto", ["manual_id"], unique=False)
    op.create_table(
        "punto_version",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_punto_version_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["punto_id"], ["punto.id"], name=op.f("fk_punto_version_punto_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_punto_version")),
    )
    op.create_index(op.f("ix_punto_version_punto_id"), "punto_version", ["punto_id"], unique=False)
    op.create_table(
        "expediente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("manifiesto", sa.Text(), nullable=False),
        sa.Column("pdf", sa.String(length=64), nullable=False),
        sa.Column("docx", sa.String(length=64), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["punto_id"], ["punto.id"], name=op.f("fk_expediente_punto_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["pdf"], ["archivo.hash"], name=op.f("fk_expediente_pdf"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["docx"], ["archivo.hash"], name=op.f("fk_expediente_docx"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_expediente_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente")),
        sa.UniqueConstraint("punto_id", "numero", name=op.f("uq_expediente_punto_id_numero")),
    )
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT ON punto, punto_version, expediente TO {ROL_APLICACION}")
        op.execute(f"GRANT UPDATE ON punto, punto_version TO {ROL_APLICACION}")
        op.execute(f"GRANT DELETE ON punto_version TO {ROL_APLICACION}")
        op.execute(
            "DO $$ BEGIN EXECUTE 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA ' || current_schema() "
            f"|| ' TO {ROL_APLICACION}'; END $$"
        )


def downgrade() -> None:
    quitar(NUEVAS)
    for tabla in ("expediente", "punto_version", "punto"):
        op.drop_table(tabla)
