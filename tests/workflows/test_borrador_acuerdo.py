"""The draft agreement reads as a secretary would write it: one cargo, several, what is unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.borrador_acuerdo import (
    RAYA,
    BorradorAcuerdo,
    CargoPropuesto,
    ClaseCambio,
    Sesion,
    con_articulo,
    fecha_en_letras,
    redactar,
)
from workflows.errores import FormatoInvalido
from workflows.formatos import cargar, leer_formato
from workflows.formatos.cargador import fuente
from workflows.formatos.plantilla_acuerdo import PlantillaAcuerdo

CARGOS = fuente("manual-cargos")
SESION = Sesion("ordinaria", "2026-31", date(2026, 11, 12), "IV")


def cargo(codigo: str, titulo: str, clase: ClaseCambio = ClaseCambio.MODIFICAR) -> CargoPropuesto:
    """A cargo of the commercial area."""
    return CargoPropuesto(titulo, {"codigo": codigo, "area": "SERVICIO AL CLIENTE"}, clase)


UNO = cargo("22154", "EJECUTIVO EXPERTO")
OTRO = cargo("22254", "Ejecutivo Especialista")


def borrador(*cargos: CargoPropuesto, sesion: Sesion = SESION) -> BorradorAcuerdo:
    """What the board would be given."""
    return redactar(cargar("manual-cargos"), "Manual Institucional de Cargos", "el Acueducto",
                    sesion, cargos, ["Unidad de Capital Humano"])  # fmt: skip


def test_one_cargo_is_said_in_the_singular() -> None:
    dicho = borrador(UNO)
    assert dicho.titulo == "Propuesta de cambios en un cargo del Manual Institucional de Cargos"
    assert "Que el cargo que se somete a aprobación fue revisado y firmado por la Unidad de " in (
        dicho.considerandos
    )
    assert dicho.por_tanto.startswith(
        "La Junta Directiva, en el artículo IV de la sesión ordinaria 2026-31, celebrada el doce de"
        " noviembre de dos mil veintiséis, acuerda:\n\n1. Aprobar la modificación del siguiente"
        " cargo del Manual Institucional de Cargos:\na) 22154 Ejecutivo Experto, Servicio al"
        " Cliente\n\n2. Instruir"
    )


def test_several_are_listed_by_what_is_done_to_each() -> None:
    dicho = borrador(UNO, cargo("1", "Nuevo", ClaseCambio.CREAR), OTRO,
                     cargo("2", "Viejo", ClaseCambio.DEROGAR),
                     cargo("3", "De vuelta", ClaseCambio.RESTABLECER))  # fmt: skip
    assert "en cinco cargos" in dicho.titulo
    puntos = dicho.por_tanto.split("\n\n")[1:]
    assert [p.split("\n")[0].split(" ")[1] for p in puntos] == [
        "Crear", "Aprobar", "Restablecer", "Derogar", "Instruir",
    ]  # fmt: skip
    assert "de los siguientes cargos" in puntos[1]
    assert puntos[1].split("\n")[1:] == [
        "a) 22154 Ejecutivo Experto, Servicio al Cliente",
        "b) 22254 Ejecutivo Especialista, Servicio al Cliente",
    ]
    assert "el siguiente cargo" in puntos[3]


def test_what_is_not_known_yet_is_a_rule_to_write_on() -> None:
    dicho = borrador(UNO, sesion=Sesion())
    assert f"en el artículo {RAYA} de la sesión {RAYA} {RAYA}, celebrada el {RAYA}" in (
        dicho.por_tanto
    )


@pytest.mark.parametrize(
    ("n", "dicho"), [(1, "un cargo"), (21, "veintiún cargos"), (31, "treinta y un cargos"),
                     (300, "trescientos cargos")],
)  # fmt: skip
def test_so_many_cargos_are_counted_as_one_says_it(n: int, dicho: str) -> None:
    assert f"en {dicho} del" in borrador(*[UNO] * n).titulo


def test_the_twenty_seventh_line_has_a_mark_too() -> None:
    lineas = borrador(*[UNO] * 28).por_tanto.split("\n\n")[1].split("\n")
    assert [lin.split(")")[0] for lin in lineas[26:]] == ["z", "aa", "ab"]


@pytest.mark.parametrize(
    ("unidad", "dicha"),
    [("Unidad de Producción", "la Unidad de Producción"), ("Dirección Legal", "la Dirección Legal"),
     ("Departamento de Personal", "el Departamento de Personal"), ("Área Técnica",
     "el Área Técnica"), ("Secretaría", "la Secretaría"), ("Capital Humano", "Capital Humano")],
)  # fmt: skip
def test_a_unit_takes_its_article_where_its_name_tells_which(unidad: str, dicha: str) -> None:
    assert con_articulo(unidad) == dicha


@given(st.dates())
def test_any_day_can_be_written_out(dia: date) -> None:
    assert fecha_en_letras(dia).count(" de ") >= 2


def test_a_formato_of_before_drafts_with_the_common_words() -> None:
    antes = CARGOS[: CARGOS.index("# El borrador")] + CARGOS[CARGOS.index("[[rol]]") :]
    formato = leer_formato(antes, "x.toml")
    assert formato.acuerdo == PlantillaAcuerdo()
    dicho = redactar(formato, "Manual de cargos", "el Acueducto", SESION, [UNO, OTRO], [])
    assert "a) Ejecutivo Experto\nb) Ejecutivo Especialista" in dicho.por_tanto
    assert f"por {RAYA}." in dicho.considerandos


@pytest.mark.parametrize(
    ("viejo", "nuevo", "falla"),
    [
        ("del {manual}\"\ncons", "del {manal}\"\ncons",
         "acuerdo.titulo: no se sabe llenar «{manal}»; use uno de: {articulo}, {cuantos}"),
        ("{cargo|cargos} del", "{cargo|cargos|más} del", "acuerdo.titulo: «{cargo|cargos|más}» "),
        ("por {revisaron}.", "por {revisaron.", "acuerdo.considerandos[2]: las llaves no cierran"),
        ("{codigo} {titulo}, {area}", "{codigo} {zona}", "acuerdo.cargo: no se sabe llenar «{zona"),
        ("{codigo} {titulo}, {area}", "un cargo", "acuerdo.cargo: no nombra el cargo; por ejemplo"),
        ("por_tanto = ", "portanto = ", "acuerdo.portanto: clave desconocida; ¿quiso decir «por_"),
    ],
)  # fmt: skip
def test_a_wrong_blank_is_named_with_its_key_and_its_remedy(
    viejo: str, nuevo: str, falla: str
) -> None:
    assert viejo in CARGOS
    with pytest.raises(FormatoInvalido) as error:
        leer_formato(CARGOS.replace(viejo, nuevo, 1), "mio.toml")
    assert [f for f in error.value.fallas if f.startswith(f"mio.toml: {falla}")], error.value.fallas


def test_where_a_director_signs_there_is_no_agreement_to_draft() -> None:
    texto = fuente("especificacion-clase").replace("[numeracion]", '[acuerdo]\ntitulo = "x"\n'
                                                   "[numeracion]")  # fmt: skip
    with pytest.raises(FormatoInvalido, match="no se aprueba por acuerdo; quite"):
        leer_formato(texto, "mio.toml")


def test_the_field_a_line_leaves_out_leaves_no_hole() -> None:
    assert "a) 22154 Jefe\n" in borrador(
        replace(UNO, titulo="JEFE", campos={"codigo": "22154"})
    ).por_tanto  # fmt: skip
