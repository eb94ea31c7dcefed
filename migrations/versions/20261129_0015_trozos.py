"""What approved texts say is indexed once, however many of them say it.

Revision ID: 20261129_0015
Revises: 20261129_0005
"""

import sqlalchemy as sa
from alembic import op

from migrations import indice_20261128 as antes
from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION
from workflows.contenido import leer_canonico
from workflows.indice import competencias_de, trozos_de
from workflows.molde import leer

revision = "20261129_0015"
down_revision = "20261129_0005"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261129_0005_molde")
TABLAS = ("trozo_indexado", "trozo_dicho", "competencia_indexada", "competencia_dicha")
_LOTE = 200


def upgrade() -> None:
    base = op.get_bind()
    postgresql = base.dialect.name == "postgresql"
    if not postgresql:
        op.execute("DROP TABLE texto_fts")
    op.drop_table("texto_indexado")
    op.drop_table("competencia_indexada")
    tablas = _crear_tablas()
    if postgresql:
        op.execute(
            "CREATE INDEX ix_trozo_indexado_palabras ON trozo_indexado"
            " USING gin (array_to_tsvector(string_to_array(plegado, ' ')))"
        )
        for tabla in TABLAS:
            op.execute(f"GRANT SELECT, INSERT, DELETE ON {tabla} TO {ROL_APLICACION}")
        for tabla in ("trozo_indexado", "competencia_indexada"):
            op.execute(f"GRANT USAGE ON SEQUENCE {tabla}_id_seq TO {ROL_APLICACION}")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE texto_fts USING fts5(plegado, content='', tokenize='ascii')"
        )
    _llenar(tablas, postgresql)
    if postgresql:
        for tabla in ("trozo_indexado", "competencia_indexada"):
            op.execute(
                f"SELECT setval('{tabla}_id_seq', (SELECT COALESCE(MAX(id), 0) + 1 FROM {tabla}),"
                " false)"
            )


def downgrade() -> None:
    base = op.get_bind()
    postgresql = base.dialect.name == "postgresql"
    if not postgresql:
        op.execute("DROP TABLE texto_fts")
    for tabla in TABLAS:
        op.drop_table(tabla)
    textos, competencias = antes.crear_textos(), antes.crear_competencias()
    for lote in _aprobados():
        contenidos = {hash_: contenido for _, hash_, contenido in lote}
        de_texto, _ = antes.filas(contenidos, con_vector=postgresql)
        for tabla, filas in (
            (textos, de_texto),
            (competencias, antes.filas_de_competencias(contenidos)),
        ):
            if filas:
                base.execute(sa.insert(tabla), filas)
    if not postgresql:
        op.execute("INSERT INTO texto_fts (texto_fts) VALUES ('rebuild')")


def _crear_tablas():
    trozo = op.create_table(
        "trozo_indexado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.BigInteger(), nullable=False),
        sa.Column("seccion", sa.String(length=80), nullable=False),
        sa.Column("plegado", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trozo_indexado")),
        sa.UniqueConstraint("huella", name=op.f("uq_trozo_indexado_huella")),
    )
    trozo_dicho = op.create_table(
        "trozo_dicho",
        sa.Column("trozo_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contenido_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("trozo_id", "contenido_id", name=op.f("pk_trozo_dicho")),
        sqlite_with_rowid=False,
    )
    competencia = op.create_table(
        "competencia_indexada",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.BigInteger(), nullable=False),
        sa.Column("plegado", sa.String(length=200), nullable=False),
        sa.Column("nombre", sa.String(length=300), nullable=False),
        sa.Column("tipo", sa.String(length=300), nullable=False),
        sa.Column("grado", sa.Integer(), nullable=False),
        sa.Column("concepto", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competencia_indexada")),
        sa.UniqueConstraint("huella", name=op.f("uq_competencia_indexada_huella")),
    )
    op.create_index("ix_competencia_indexada_plegado", "competencia_indexada", ["plegado", "grado"])
    competencia_dicha = op.create_table(
        "competencia_dicha",
        sa.Column("contenido_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lugar", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("competencia_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contenido_id", "lugar", name=op.f("pk_competencia_dicha")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_competencia_dicha_competencia", "competencia_dicha", ["competencia_id"])
    return trozo, trozo_dicho, competencia, competencia_dicha


def _llenar(tablas, postgresql: bool) -> None:
    base = op.get_bind()
    trozo, trozo_dicho, competencia, competencia_dicha = tablas
    de_trozo: dict[int, int] = {}
    de_competencia: dict[int, int] = {}
    for lote in _aprobados():
        trozos, dichos, palabras, competencias, dichas = [], [], [], [], []
        for id_, _, contenido in lote:
            for t in trozos_de(contenido):
                if t.huella not in de_trozo:
                    de_trozo[t.huella] = suyo = len(de_trozo) + 1
                    plegado = t.plegado if postgresql else None
                    trozos.append(
                        {"id": suyo, "huella": t.huella, "seccion": t.seccion, "plegado": plegado}
                    )
                    palabras.append({"id": suyo, "plegado": t.plegado})
                dichos.append({"trozo_id": de_trozo[t.huella], "contenido_id": id_})
            for c in competencias_de(contenido):
                if c.huella not in de_competencia:
                    de_competencia[c.huella] = suya = len(de_competencia) + 1
                    competencias.append({"id": suya, **c.fila()})
                dichas.append(
                    {
                        "contenido_id": id_,
                        "lugar": c.lugar,
                        "competencia_id": de_competencia[c.huella],
                    }
                )
        for tabla, filas in (
            (trozo, trozos),
            (trozo_dicho, dichos),
            (competencia, competencias),
            (competencia_dicha, dichas),
        ):
            if filas:
                base.execute(sa.insert(tabla), filas)
        if palabras and not postgresql:
            base.execute(
                sa.text("INSERT INTO texto_fts (rowid, plegado) VALUES (:id, :plegado)"), palabras
            )


def _aprobados():
    """Approved texts in lots: id, hash and contenido."""
    base = op.get_bind()
    nada, como = (
        ("''::bytea", "{}") if base.dialect.name == "postgresql" else ("x''", "CAST({} AS BLOB)")
    )
    guardado = como.format(
        f"COALESCE((SELECT m.cuerpo FROM contenido m WHERE m.id = c.molde_id), {nada}) || c.cuerpo"
    )
    ids = base.scalars(
        sa.text(
            "SELECT id FROM contenido c WHERE EXISTS (SELECT 1 FROM version v"
            " WHERE v.contenido_hash = c.hash AND v.estado_clase = 'aprobada') ORDER BY id"
        )
    ).all()
    consulta = sa.text(
        f"SELECT c.id, c.hash, {guardado} AS guardado FROM contenido c WHERE c.id IN :ids"
    ).bindparams(sa.bindparam("ids", expanding=True))
    for primero in range(0, len(ids), _LOTE):
        filas = base.execute(consulta, {"ids": ids[primero : primero + _LOTE]})
        yield [(f.id, f.hash, leer_canonico(leer(bytes(f.guardado)))) for f in filas]
