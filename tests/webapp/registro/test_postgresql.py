"""What only PostgreSQL can do to the record: TRUNCATE, COPY, roles, and temporary tables."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.apoyo.ataque import POSTGRESQL, Ataque, acto, intentar, lanzar
from tests.apoyo.escenario import Escenario, huella
from webapp.bd import ROL_APLICACION

pytestmark = pytest.mark.parametrize("escenario", [POSTGRESQL], indirect=True)

PROTEGIDAS = {
    "acto": "Un acto no se cambia ni se borra.",
    "contenido": "Un texto congelado no se cambia ni se borra.",
    "version": "Una versión no se borra: se descarta con un acto.",
    "instrumento": "Un acuerdo registrado no se cambia ni se borra.",
    "numero": "Un número de versión no se cambia ni se borra.",
    "formato": "El formato de un manual no se cambia ni se borra.",
    "formato_estado": "El formato de un manual no se cambia ni se borra.",
    "formato_acto": "El formato de un manual no se cambia ni se borra.",
    "autoria": "Quien escribió en una versión es su autor para siempre.",
    "cargo": "Un cargo no se borra: se deroga.",
    "manual": "Un manual no se borra.",
    "institucion": "Una institución no se borra.",
    "persona": "Una persona no se borra: se desactiva.",
}
PROHIBIDAS = [
    "ALTER TABLE acto DISABLE TRIGGER ALL",
    "ALTER TABLE acto DISABLE TRIGGER acto_en_cadena",
    "SET session_replication_role = replica",
    "DROP TRIGGER acto_no_update ON acto",
    "DROP FUNCTION acto_no_update() CASCADE",
    "CREATE OR REPLACE FUNCTION acto_no_update() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RETURN NEW; END $$",
    "ALTER TABLE acto RENAME TO acto_viejo",
    "ALTER TABLE acto DROP CONSTRAINT pk_acto",
    "CREATE TRIGGER mio BEFORE INSERT ON acto FOR EACH ROW EXECUTE FUNCTION acto_no_update()",
    "CREATE RULE mia AS ON INSERT TO acto DO INSTEAD NOTHING",
    "CREATE TABLE public.acto_mio (x int)",
    "DROP TABLE acto CASCADE",
    "SET ROLE dueno",
    "SET SESSION AUTHORIZATION dueno",
    "UPDATE pg_catalog.pg_trigger SET tgenabled = 'D'",
]


@pytest.mark.parametrize("cola", ["", " CASCADE"])
@pytest.mark.parametrize("tabla", PROTEGIDAS)
def test_truncate_is_beyond_the_application_and_refused_to_the_owner(
    escenario: Escenario, tabla: str, cola: str
) -> None:
    for via, rechazo in (
        ("aplicacion", f"permission denied for table {tabla}"),
        ("dueno", PROTEGIDAS[tabla]),
    ):
        with escenario.conexion(via) as conexion:
            antes = huella(conexion)
            dicho = intentar(conexion, f"TRUNCATE {tabla}{cola}", {}) or ""
            assert huella(conexion) == antes
        referida = dicho.startswith("cannot truncate a table referenced in a foreign key")
        assert dicho == rechazo or (not cola and referida)


@pytest.mark.parametrize("orden", PROHIBIDAS)
def test_the_application_cannot_switch_a_guardia_off(escenario: Escenario, orden: str) -> None:
    with escenario.conexion("aplicacion") as conexion:
        dicho = intentar(conexion, orden, {}) or "nothing said"
    assert dicho.startswith(("permission denied", "must be owner of"))


CIEGA = Ataque(
    "revisar: who wrote it, behind temporary tables",
    "acto_cuatro_ojos",
    acto("elaborada", "revisar", "beto").replace("INTO acto", "INTO public.acto", 1),
    (
        "CREATE TEMP TABLE autoria (version_id int, persona_id int)",
        "CREATE TEMP TABLE acto (LIKE public.acto)",
        "INSERT INTO pg_temp.acto SELECT * FROM public.acto WHERE manual_id = :manual"
        " AND seq = (SELECT MAX(seq) FROM public.acto WHERE manual_id = :manual)",
        "GRANT ALL ON pg_temp.autoria, pg_temp.acto TO PUBLIC",
    ),
)


@pytest.mark.parametrize("via", ["aplicacion", "dueno"])
def test_an_empty_temporary_table_does_not_blind_the_guardia_that_reads_it(
    escenario: Escenario, via: str
) -> None:
    with escenario.conexion(via) as conexion:
        resultado = lanzar(conexion, escenario, CIEGA)
    assert resultado.rechazo == "Quien escribió una versión ni la revisa ni la aprueba."


def test_it_would_blind_one_that_does_not_pin_its_schema(escenario: Escenario) -> None:
    with escenario.conexion("dueno") as conexion:
        conexion.exec_driver_sql("ALTER FUNCTION acto_cuatro_ojos() RESET search_path")
        resultado = lanzar(conexion, escenario, CIEGA)
    assert resultado.rechazo is None


@pytest.mark.parametrize("via", ["aplicacion", "dueno"])
@pytest.mark.parametrize(
    ("tabla", "columnas", "filas", "rechazo"),
    [
        (
            "numero",
            "manual_id, anio, consecutivo, origen, instrumento_id",
            "{manual}\t2026\t3\temitido\t{i_113}\n{manual}\t2026\t5\temitido\t{i_113}\n",
            "Los números de versión se emiten uno tras otro, sin huecos.",
        ),
        (
            "autoria",
            "version_id, persona_id",
            "{v_revisada}\t{p_rafael}\n",
            "Solo se es autor de una versión en edición.",
        ),
        (
            "formato_acto",
            "formato_id, acto, clase, hacia",
            "1\tatajo\tdescarte\trevisado\n",
            "El formato que un manual usa ya no se amplía.",
        ),
    ],
)
def test_copy_passes_by_the_guardias(
    escenario: Escenario, via: str, tabla: str, columnas: str, filas: str, rechazo: str
) -> None:
    with escenario.conexion(via) as conexion:
        punto = conexion.begin_nested()
        cursor: Any = conexion.connection.cursor()
        with (
            pytest.raises(Exception, match=rechazo),
            cursor.copy(f"COPY {tabla} ({columnas}) FROM STDIN") as copia,
        ):
            copia.write(filas.format(**escenario.datos))
        punto.rollback()


def test_merge_and_several_rows_at_once_pass_by_the_guardias(escenario: Escenario) -> None:
    nulos = {"instrumento_id": "CAST(NULL AS int)", "sujeto_id": "CAST(NULL AS int)"}
    uno = acto("elaborada", "revisar", "rafael", **nulos)
    otro = acto("elaborada", "revisar", "rafael", hash="'" + "d" * 64 + "'", **nulos)
    gemelos = f"{uno} UNION ALL SELECT{otro.split('SELECT', 1)[1]}"
    fundir = (
        "MERGE INTO contenido c USING (SELECT CAST(:h_otra AS text) AS hash) n"
        " ON c.hash = n.hash WHEN MATCHED THEN UPDATE SET cuerpo = 'otro'"
    )
    with escenario.conexion("dueno") as conexion:
        antes = huella(conexion)
        assert intentar(conexion, gemelos, escenario.datos) in {
            "Un acto se agrega al final de la cadena de su manual.",
            "Esa versión todavía no refleja su acto anterior.",
        }
        assert intentar(conexion, fundir, escenario.datos) == PROTEGIDAS["contenido"]
        assert huella(conexion) == antes


def test_the_application_owns_no_table_and_holds_no_dangerous_privilege(
    escenario: Escenario,
) -> None:
    with escenario.conexion("aplicacion") as conexion:
        assert conexion.scalar(sa.text("SELECT current_user")) == ROL_APLICACION
        tablas = conexion.execute(
            sa.text(
                "SELECT relname, pg_get_userbyid(relowner), has_table_privilege(oid, 'TRUNCATE'),"
                " has_table_privilege(oid, 'TRIGGER'), has_table_privilege(oid, 'REFERENCES')"
                " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
        ).all()
    assert len(tablas) >= 16
    assert [t for t in tablas if t[1:] != ("dueno", False, False, False)] == []


def test_the_application_may_write_no_more_than_its_casos_do(escenario: Escenario) -> None:
    concedido: dict[str, set[str]] = {}
    with escenario.conexion("aplicacion") as conexion:
        for tabla, privilegio in conexion.execute(
            sa.text(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
                " WHERE grantee = :rol AND table_schema = current_schema()"
            ),
            {"rol": ROL_APLICACION},
        ):
            concedido.setdefault(privilegio, set()).add(tabla)
    assert set(concedido) == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert concedido["DELETE"] == {
        "borrador",
        "guardado",
        "justificacion",
        "presencia",
        "visto",
        # What is not decided yet: which cargos an agenda item takes.
        "punto_version",
        # Conveniences that are made again: the index of words, jobs, failed attempts to come
        # in, signed-in browsers, documents that are being imported.
        "trozo_indexado",
        "trozo_dicho",
        "campo_indexado",
        "competencia_indexada",
        "competencia_dicha",
        "trabajo",
        "intento",
        "calidad",
        "codigo_de_version",
        "lectura_en_curso",
        "sesion",
        # Letters about accounts: a newer one takes the place of the one before.
        "carta",
        # Who is who for the institution's sign-in: undone by who manages people, with an acto.
        "identidad",
        # A device that gives codes, and which roles must have one.
        "segundo_factor",
        "codigo_de_recuperacion",
        "rol_con_segundo_factor",
    }
    intocables = {"acto", "contenido", "instrumento", "numero", "autoria", "guardado"}
    intocables |= {"formato", "formato_estado", "formato_acto"}
    intocables |= {"observacion", "respuesta", "grupo", "grupo_version", "mirada"}
    assert not concedido["UPDATE"] & intocables
