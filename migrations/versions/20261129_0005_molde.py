"""Frozen texts are kept compressed, by what each has in common with the one it was written from.

Every hash goes on being that of the text: each is read again before the old column goes.

Revision ID: 20261129_0005
Revises: 20261128_2355
"""

import hashlib

import sqlalchemy as sa
from alembic import op

from migrations.guardias import Guardia, anteriores, crear, no_reemplaza, quitar
from migrations.redeclarar import redeclarar
from webapp.bd import ROL_APLICACION
from workflows.molde import amoldar, leer

revision = "20261129_0005"
down_revision = "20261128_2355"
branch_labels = None
depends_on = None

_ANTES = anteriores("20261128_2355_indice_del_manual")
VIEJAS = tuple(g for g in _ANTES if g.tabla == "contenido")
NUEVAS = (
    *(g for g in VIEJAS if g.nombre != "contenido_no_replace"),
    no_reemplaza("contenido", "Un texto congelado no se reemplaza.", "id", "hash"),
    Guardia(
        "contenido_molde",
        "contenido",
        "INSERT",
        "NEW.molde_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contenido m"
        " WHERE m.id = NEW.molde_id AND m.molde_id IS NULL)",
        "El molde de un texto se lee solo.",
    ),
)
GUARDIAS = (*(g for g in _ANTES if g.tabla != "contenido"), *NUEVAS)

#: The tables that name a text by its hash.
REFIEREN = (
    "version",
    "mirada",
    "resultado",
    "texto_indexado",
    "campo_indexado",
    "competencia_indexada",
)
_LOTE = 200
_ENTERA = (
    "CREATE TABLE contenido (\n\thash VARCHAR(64) NOT NULL, \n\ttexto TEXT NOT NULL, "
    "\n\tCONSTRAINT pk_contenido PRIMARY KEY (hash)\n)"
)
_DESNUDA = "CREATE TABLE contenido (hash VARCHAR(64) NOT NULL, {}CONSTRAINT pk_contenido PRIMARY KEY (hash))"
_AMOLDADA = (
    "CREATE TABLE contenido (hash VARCHAR(64) NOT NULL, molde_id INTEGER, cuerpo BLOB NOT NULL,"
    " id INTEGER NOT NULL, CONSTRAINT pk_contenido PRIMARY KEY (id),"
    " CONSTRAINT uq_contenido_hash UNIQUE (hash), CONSTRAINT fk_contenido_molde_id"
    " FOREIGN KEY(molde_id) REFERENCES contenido (id) ON DELETE RESTRICT)"
)


def upgrade() -> None:
    quitar(VIEJAS)
    base = op.get_bind()
    if base.dialect.name == "sqlite":
        op.execute("ALTER TABLE contenido ADD COLUMN molde_id INTEGER")
        op.execute("ALTER TABLE contenido ADD COLUMN cuerpo BLOB")
        ids = {
            f.hash: f.id for f in base.execute(sa.text("SELECT hash, rowid AS id FROM contenido"))
        }
        poner = sa.text(
            "UPDATE contenido SET molde_id = :molde_id, cuerpo = :cuerpo WHERE hash = :hash"
        )
        for filas in _amoldados(ids, "contenido"):
            base.execute(poner, filas)
        op.execute("ALTER TABLE contenido DROP COLUMN texto")
        op.execute("ALTER TABLE contenido ADD COLUMN id INTEGER")
        redeclarar({"contenido": _AMOLDADA})
    else:
        _apartar()
        nueva = op.create_table(
            "contenido",
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("hash", sa.String(length=64), nullable=False),
            sa.Column("molde_id", sa.Integer(), nullable=True),
            sa.Column("cuerpo", sa.LargeBinary(), nullable=False),
            sa.ForeignKeyConstraint(
                ["molde_id"],
                ["contenido.id"],
                name=op.f("fk_contenido_molde_id"),
                ondelete="RESTRICT",
            ),
            sa.PrimaryKeyConstraint("id", name=op.f("pk_contenido")),
            sa.UniqueConstraint("hash", name=op.f("uq_contenido_hash")),
        )
        hashes = base.execute(sa.text("SELECT hash FROM contenido_de_antes ORDER BY hash"))
        ids = {f.hash: n for n, f in enumerate(hashes, 1)}
        for filas in _amoldados(ids, "contenido_de_antes"):
            base.execute(sa.insert(nueva), filas)
        op.execute(f"SELECT setval('contenido_id_seq', {len(ids) + 1}, false)")
        op.execute(f"GRANT USAGE ON SEQUENCE contenido_id_seq TO {ROL_APLICACION}")
        _referir()
    crear(NUEVAS)


def downgrade() -> None:
    quitar(NUEVAS)
    base = op.get_bind()
    if base.dialect.name == "sqlite":
        redeclarar({"contenido": _DESNUDA.format("molde_id INTEGER, cuerpo BLOB, id INTEGER, ")})
        op.execute("ALTER TABLE contenido DROP COLUMN id")
        op.execute("ALTER TABLE contenido ADD COLUMN texto TEXT")
        poner = sa.text("UPDATE contenido SET texto = :texto WHERE hash = :hash")
        for filas in _enteros("contenido", "rowid", "CAST({} AS BLOB)", "x''"):
            base.execute(poner, filas)
        op.execute("ALTER TABLE contenido DROP COLUMN molde_id")
        op.execute("ALTER TABLE contenido DROP COLUMN cuerpo")
        redeclarar({"contenido": _ENTERA})
    else:
        _apartar()
        vieja = op.create_table(
            "contenido",
            sa.Column("hash", sa.String(length=64), nullable=False),
            sa.Column("texto", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("hash", name=op.f("pk_contenido")),
        )
        for filas in _enteros("contenido_de_antes", "id", "{}", "''::bytea"):
            base.execute(sa.insert(vieja), filas)
        _referir()
    crear(VIEJAS)


def _amoldados(ids, tabla):
    """Every text in lots of rows, each after the one that is its molde."""
    base = op.get_bind()
    nacidos = base.execute(
        sa.text(
            "SELECT contenido_hash, base_hash FROM acto WHERE contenido_hash IS NOT NULL"
            " AND clase IN ('asiento', 'elaboracion') ORDER BY manual_id, seq"
        )
    )
    bases = {}
    for nacido, base_hash in nacidos:
        bases.setdefault(nacido, base_hash)
    orden = [*(h for h in bases if h in ids), *sorted(ids.keys() - bases.keys())]
    moldes = {}
    for primero in range(0, len(orden), _LOTE):
        lote = orden[primero : primero + _LOTE]
        pedidos = {*lote, *(moldes.get(bases.get(h), "") for h in lote)}
        consulta = sa.text(f"SELECT hash, texto FROM {tabla} WHERE hash IN :hashes").bindparams(
            sa.bindparam("hashes", expanding=True)
        )
        textos = {f.hash: f.texto for f in base.execute(consulta, {"hashes": sorted(pedidos)})}
        filas = []
        for hash_ in lote:
            molde = moldes.get(bases.get(hash_))
            cuerpo, amoldado = amoldar(textos[hash_], textos.get(molde))
            antes = amoldar(textos[molde], None)[0] if amoldado else b""
            _exigir(hash_, leer(antes + cuerpo))
            moldes[hash_] = molde if amoldado else hash_
            filas.append(
                {
                    "id": ids[hash_],
                    "hash": hash_,
                    "molde_id": ids[molde] if amoldado else None,
                    "cuerpo": cuerpo,
                }
            )
        yield filas


def _enteros(tabla, id_, como, nada):
    """Every text as it was, in lots of rows."""
    ambos = como.format(
        f"COALESCE((SELECT m.cuerpo FROM {tabla} m WHERE m.{id_} = c.molde_id), {nada}) || c.cuerpo"
    )
    hashes = op.get_bind().execute(sa.text(f"SELECT hash FROM {tabla} ORDER BY hash"))
    todos = [f.hash for f in hashes]
    consulta = sa.text(
        f"SELECT c.hash, {ambos} AS guardado FROM {tabla} c WHERE c.hash IN :hashes"
    ).bindparams(sa.bindparam("hashes", expanding=True))
    for primero in range(0, len(todos), _LOTE):
        pedidos = todos[primero : primero + _LOTE]
        filas = op.get_bind().execute(consulta, {"hashes": pedidos})
        yield [{"hash": f.hash, "texto": _exigir(f.hash, leer(bytes(f.guardado)))} for f in filas]


def _exigir(hash_, texto):
    if hashlib.sha256(texto.encode()).hexdigest() != hash_:
        raise RuntimeError(f"El texto {hash_} no es el que su nombre dice. No se cambió nada.")
    return texto


def _apartar() -> None:
    """PostgreSQL: the table steps aside for another of its name, without leaving holes."""
    for tabla in REFIEREN:
        op.drop_constraint(f"fk_{tabla}_contenido_hash", tabla)
    op.execute("ALTER TABLE contenido RENAME TO contenido_de_antes")
    op.execute("ALTER TABLE contenido_de_antes RENAME CONSTRAINT pk_contenido TO pk_de_antes")


def _referir() -> None:
    op.execute("DROP TABLE contenido_de_antes")
    op.execute(f"GRANT SELECT, INSERT ON contenido TO {ROL_APLICACION}")
    for tabla in REFIEREN:
        op.create_foreign_key(
            op.f(f"fk_{tabla}_contenido_hash"),
            tabla,
            "contenido",
            ["contenido_hash"],
            ["hash"],
            ondelete="RESTRICT",
        )
