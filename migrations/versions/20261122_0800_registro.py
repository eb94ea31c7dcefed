"""The record: every table, with its named constraints.

Longer than a module may be, because it is the whole first schema, and a migration that has run is not taken apart.

Revision ID: 20261122_0800
Revises:
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import Guardia

revision = "20261122_0800"
down_revision = None
branch_labels = None
depends_on = None

#: The triggers that stand after this revision.
GUARDIAS: tuple[Guardia, ...] = ()


def upgrade() -> None:
    op.create_table(
        "contenido",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_contenido")),
    )
    op.create_table(
        "formato",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("fuente", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formato")),
        sa.UniqueConstraint("hash", name=op.f("uq_formato_hash")),
    )
    op.create_table(
        "institucion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institucion")),
        sa.UniqueConstraint("nombre", name=op.f("uq_institucion_nombre")),
    )
    op.create_table(
        "persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=120), nullable=False),
        sa.Column("correo", sa.String(length=254), nullable=False),
        sa.Column("contrasena", sa.String(length=255), nullable=False),
        sa.Column("activa", sa.Boolean(), nullable=False),
        sa.Column("sello", sa.String(length=64), nullable=False),
        sa.Column("unidad", sa.String(length=160), nullable=False),
        sa.Column("puesto", sa.String(length=160), nullable=False),
        sa.Column("creada", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
        sa.UniqueConstraint("correo", name=op.f("uq_persona_correo")),
        sa.UniqueConstraint("sello", name=op.f("uq_persona_sello")),
    )
    op.create_table(
        "formato_acto",
        sa.Column("formato_id", sa.Integer(), nullable=False),
        sa.Column("acto", sa.String(length=40), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("hacia", sa.String(length=40), nullable=False),
        sa.Column("desde", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["formato_id"],
            ["formato.id"],
            name=op.f("fk_formato_acto_formato_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("formato_id", "acto", name=op.f("pk_formato_acto")),
    )
    op.create_table(
        "formato_estado",
        sa.Column("formato_id", sa.Integer(), nullable=False),
        sa.Column("estado", sa.String(length=40), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["formato_id"],
            ["formato.id"],
            name=op.f("fk_formato_estado_formato_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("formato_id", "estado", name=op.f("pk_formato_estado")),
        sa.UniqueConstraint(
            "formato_id", "estado", "clase", name=op.f("uq_formato_estado_formato_id_estado_clase")
        ),
    )
    op.create_table(
        "manual",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("institucion_id", sa.Integer(), nullable=False),
        sa.Column("formato_id", sa.Integer(), nullable=False),
        sa.Column("zona", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["formato_id"], ["formato.id"], name=op.f("fk_manual_formato_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["institucion_id"],
            ["institucion.id"],
            name=op.f("fk_manual_institucion_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manual")),
        sa.UniqueConstraint("slug", name=op.f("uq_manual_slug")),
    )
    op.create_table(
        "cargo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("identidad", sa.String(length=400), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("titulo", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_cargo_manual_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cargo")),
        sa.UniqueConstraint("manual_id", "identidad", name=op.f("uq_cargo_manual_id_identidad")),
        sa.UniqueConstraint("manual_id", "slug", name=op.f("uq_cargo_manual_id_slug")),
    )
    op.create_table(
        "instrumento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("institucion_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("numero", sa.String(length=60), nullable=True),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("sesion", sa.String(length=120), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("fecha_impresa", sa.String(length=80), nullable=False),
        sa.Column("firmeza", sa.Date(), nullable=True),
        sa.Column("rige_desde", sa.Date(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("puesto", sa.String(length=200), nullable=False),
        sa.Column("asentado", sa.Boolean(), nullable=False),
        sa.Column("registrado", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "clase <> 'acuerdo' OR numero IS NOT NULL", name=op.f("ck_instrumento_numero")
        ),
        sa.CheckConstraint("clase IN ('acuerdo', 'firma')", name=op.f("ck_instrumento_clase")),
        sa.ForeignKeyConstraint(
            ["institucion_id"],
            ["institucion.id"],
            name=op.f("fk_instrumento_institucion_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_instrumento_manual_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrumento")),
        sa.UniqueConstraint(
            "institucion_id", "numero", name=op.f("uq_instrumento_institucion_id_numero")
        ),
    )
    op.create_index(op.f("ix_instrumento_manual_id"), "instrumento", ["manual_id"], unique=False)
    op.create_table(
        "nombramiento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["manual_id"],
            ["manual.id"],
            name=op.f("fk_nombramiento_manual_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_nombramiento_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nombramiento")),
    )
    op.create_index("ix_nombramiento_manual", "nombramiento", ["manual_id", "rol"], unique=False)
    op.create_index(
        op.f("ix_nombramiento_persona_id"), "nombramiento", ["persona_id"], unique=False
    )
    op.create_table(
        "numero",
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("consecutivo", sa.Integer(), nullable=False),
        sa.Column("origen", sa.String(length=10), nullable=False),
        sa.Column("instrumento_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("origen IN ('emitido', 'asentado')", name=op.f("ck_numero_origen")),
        sa.CheckConstraint("consecutivo > 0", name=op.f("ck_numero_consecutivo")),
        sa.ForeignKeyConstraint(
            ["instrumento_id"],
            ["instrumento.id"],
            name=op.f("fk_numero_instrumento_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_numero_manual_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("manual_id", "anio", "consecutivo", name=op.f("pk_numero")),
    )
    op.create_index("ix_numero_instrumento", "numero", ["instrumento_id"], unique=False)
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("cargo_id", sa.Integer(), nullable=False),
        sa.Column("formato_id", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=12), nullable=False),
        sa.Column("estado", sa.String(length=40), nullable=False),
        sa.Column("estado_clase", sa.String(length=20), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("contenido_hash", sa.String(length=64), nullable=True),
        sa.Column("ids", sa.Text(), nullable=True),
        sa.Column("encabezado", sa.Text(), nullable=False),
        sa.Column("ultimo_seq", sa.Integer(), nullable=True),
        sa.Column("desde", sa.String(length=27), nullable=False),
        sa.Column("numero_anio", sa.Integer(), nullable=True),
        sa.Column("numero_consecutivo", sa.Integer(), nullable=True),
        sa.Column("etiqueta", sa.String(length=40), nullable=True),
        sa.Column("instrumento_id", sa.Integer(), nullable=True),
        sa.Column("rige_desde", sa.Date(), nullable=True),
        sa.Column("orden", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "estado_clase <> 'aprobada' OR (instrumento_id IS NOT NULL AND orden IS NOT NULL AND rige_desde IS NOT NULL AND etiqueta IS NOT NULL)",
            name=op.f("ck_version_aprobada"),
        ),
        sa.CheckConstraint(
            "estado_clase <> 'edicion' OR contenido_hash IS NULL",
            name=op.f("ck_version_en_edicion"),
        ),
        sa.CheckConstraint(
            "estado_clase = 'aprobada' OR (instrumento_id IS NULL AND orden IS NULL AND rige_desde IS NULL AND etiqueta IS NULL AND numero_consecutivo IS NULL)",
            name=op.f("ck_version_sin_aprobar"),
        ),
        sa.CheckConstraint(
            "estado_clase NOT IN ('tramite', 'aprobada') OR contenido_hash IS NOT NULL",
            name=op.f("ck_version_congelada"),
        ),
        sa.CheckConstraint("tipo IN ('texto', 'derogacion')", name=op.f("ck_version_tipo")),
        sa.ForeignKeyConstraint(
            ["base_id"], ["version.id"], name=op.f("fk_version_base_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["cargo_id"], ["cargo.id"], name=op.f("fk_version_cargo_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contenido_hash"],
            ["contenido.hash"],
            name=op.f("fk_version_contenido_hash"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["formato_id", "estado", "estado_clase"],
            ["formato_estado.formato_id", "formato_estado.estado", "formato_estado.clase"],
            name="fk_version_estado",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["instrumento_id"],
            ["instrumento.id"],
            name=op.f("fk_version_instrumento_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["manual_id", "numero_anio", "numero_consecutivo"],
            ["numero.manual_id", "numero.anio", "numero.consecutivo"],
            name="fk_version_numero",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_version_manual_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("cargo_id", "etiqueta", name=op.f("uq_version_cargo_id_etiqueta")),
    )
    op.create_index("ix_version_abiertas", "version", ["manual_id", "estado_clase"], unique=False)
    op.create_index("ix_version_instrumento", "version", ["instrumento_id"], unique=False)
    op.create_index(
        "ix_version_vigencia",
        "version",
        ["cargo_id", "estado_clase", "rige_desde", "orden"],
        unique=False,
    )
    op.create_index(
        "uq_version_abierta",
        "version",
        ["cargo_id"],
        unique=True,
        sqlite_where=sa.text("estado_clase IN ('edicion', 'tramite')"),
        postgresql_where=sa.text("estado_clase IN ('edicion', 'tramite')"),
    )
    op.create_table(
        "acto",
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("anterior", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("acto", sa.String(length=40), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("persona", sa.String(length=120), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("unidad", sa.String(length=160), nullable=False),
        sa.Column("puesto", sa.String(length=160), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("cargo_id", sa.Integer(), nullable=True),
        sa.Column("instrumento_id", sa.Integer(), nullable=True),
        sa.Column("sujeto_id", sa.Integer(), nullable=True),
        sa.Column("estado_desde", sa.String(length=40), nullable=True),
        sa.Column("estado_hacia", sa.String(length=40), nullable=True),
        sa.Column("contenido_hash", sa.String(length=64), nullable=True),
        sa.Column("base_hash", sa.String(length=64), nullable=True),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("datos", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cargo_id"], ["cargo.id"], name=op.f("fk_acto_cargo_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["instrumento_id"],
            ["instrumento.id"],
            name=op.f("fk_acto_instrumento_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_acto_manual_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_acto_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sujeto_id"], ["persona.id"], name=op.f("fk_acto_sujeto_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_acto_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("manual_id", "seq", name=op.f("pk_acto")),
        sa.UniqueConstraint("hash", name=op.f("uq_acto_hash")),
    )
    op.create_index("ix_acto_cargo", "acto", ["cargo_id", "seq"], unique=False)
    op.create_index(op.f("ix_acto_instrumento_id"), "acto", ["instrumento_id"], unique=False)
    op.create_index("ix_acto_persona", "acto", ["persona_id"], unique=False)
    op.create_index("ix_acto_version", "acto", ["version_id", "seq"], unique=False)
    op.create_table(
        "autoria",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_autoria_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_autoria_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", "persona_id", name=op.f("pk_autoria")),
    )
    op.create_table(
        "borrador",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("serie", sa.Integer(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_borrador_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_borrador_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_borrador")),
    )
    op.create_table(
        "guardado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("serie", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.Column("pieza", sa.String(length=80), nullable=False),
        sa.Column("antes", sa.Text(), nullable=True),
        sa.Column("despues", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_guardado_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_guardado_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardado")),
    )
    op.create_index("ix_guardado_version", "guardado", ["version_id", "serie"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_guardado_version", table_name="guardado")
    op.drop_table("guardado")
    op.drop_table("borrador")
    op.drop_table("autoria")
    op.drop_index("ix_acto_version", table_name="acto")
    op.drop_index("ix_acto_persona", table_name="acto")
    op.drop_index(op.f("ix_acto_instrumento_id"), table_name="acto")
    op.drop_index("ix_acto_cargo", table_name="acto")
    op.drop_table("acto")
    op.drop_index(
        "uq_version_abierta",
        table_name="version",
        sqlite_where=sa.text("estado_clase IN ('edicion', 'tramite')"),
        postgresql_where=sa.text("estado_clase IN ('edicion', 'tramite')"),
    )
    op.drop_index("ix_version_vigencia", table_name="version")
    op.drop_index("ix_version_instrumento", table_name="version")
    op.drop_index("ix_version_abiertas", table_name="version")
    op.drop_table("version")
    op.drop_index("ix_numero_instrumento", table_name="numero")
    op.drop_table("numero")
    op.drop_index(op.f("ix_nombramiento_persona_id"), table_name="nombramiento")
    op.drop_index("ix_nombramiento_manual", table_name="nombramiento")
    op.drop_table("nombramiento")
    op.drop_index(op.f("ix_instrumento_manual_id"), table_name="instrumento")
    op.drop_table("instrumento")
    op.drop_table("cargo")
    op.drop_table("manual")
    op.drop_table("formato_estado")
    op.drop_table("formato_acto")
    op.drop_table("persona")
    op.drop_table("institucion")
    op.drop_table("formato")
    op.drop_table("contenido")
