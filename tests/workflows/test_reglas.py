"""The rules a formato may ask for: when they bar an acto, and in what words."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from tests.workflows.test_ciclo import YO, hechos_de, texto_completo
from workflows import ciclo
from workflows.contenido import Contenido, Forma, Item, Seccion
from workflows.errores import ActoInvalido, ActoNegado, FormatoInvalido
from workflows.formatos import Formato, cargar, leer_formato
from workflows.formatos.cargador import fuente
from workflows.reglas import cambios_justificados, otro_revisor, sin_observaciones_abiertas

FORMATO = cargar("manual-cargos")


def con_actividades(*textos: str) -> Contenido:
    """A finished text with these main activities."""
    items = tuple(Item(f"a{n}", t, Forma.NUMERO) for n, t in enumerate(textos))
    return replace(
        texto_completo(FORMATO),
        secciones=tuple(
            Seccion(s.clave, items if s.clave == "actividades_principales" else s.items)
            for s in texto_completo(FORMATO).secciones
        ),
    )


BASE = con_actividades("Supervisar la planta.", "Registrar el caudal.", "Atender al público.")
PROPUESTA = con_actividades("Coordinar la planta.", "Registrar el caudal.", "Atender las quejas.")


@pytest.mark.parametrize(
    ("justificadas", "motivo"),
    [
        ((), "Falta la justificación de 2 cambios."),
        (("item:a0",), "Falta la justificación de un cambio: Actividades principales 3: "),
        (("item:a1",), "Falta la justificación de 2 cambios."),
        (("item:a0", "item:a2"), None),
        (("",), None),
    ],
)
def test_each_change_has_its_reason_or_all_have_one(
    justificadas: tuple[str, ...], motivo: str | None
) -> None:
    hechos = hechos_de(
        FORMATO, base=BASE, contenido=PROPUESTA, justificadas=frozenset(justificadas)
    )
    dicho = cambios_justificados(FORMATO, hechos)
    assert dicho is None if motivo is None else dicho is not None and dicho.startswith(motivo)


def test_spacing_needs_no_reason_and_neither_does_an_abolition() -> None:
    con_espacios = con_actividades(
        "Supervisar  la planta.", "Registrar el caudal.", "Atender al público."
    )
    nada: frozenset[str] = frozenset()
    hechos = hechos_de(FORMATO, base=BASE, contenido=con_espacios, justificadas=nada)
    assert cambios_justificados(FORMATO, hechos) is None
    hechos = hechos_de(FORMATO, base=BASE, contenido=PROPUESTA, justificadas=nada, derogacion=True)
    assert cambios_justificados(FORMATO, hechos) is None


def test_a_new_cargo_needs_one_reason() -> None:
    nuevo = hechos_de(FORMATO, base=None, contenido=PROPUESTA, justificadas=frozenset())
    assert cambios_justificados(FORMATO, nuevo) == "Falta la justificación de este cargo nuevo."
    assert cambios_justificados(FORMATO, replace(nuevo, justificadas=frozenset({""}))) is None


def test_open_observations_bar_the_review_and_are_counted() -> None:
    for abiertas, motivo in ((0, None), (1, "Hay una observación abierta: "), (3, "Hay 3 obser")):
        dicho = sin_observaciones_abiertas(
            FORMATO, hechos_de(FORMATO, observaciones_abiertas=abiertas)
        )
        assert (dicho or "").startswith(motivo or "")
        assert (dicho is None) == (motivo is None)
    with pytest.raises(ActoInvalido, match="observación abierta"):
        ciclo.aplicar(FORMATO, "elaborado", "revisar", hechos_de(FORMATO, observaciones_abiertas=1))


def test_two_reviews_are_of_two_people() -> None:
    assert otro_revisor(FORMATO, hechos_de(FORMATO, revisores=frozenset({2}))) is None
    motivo = otro_revisor(FORMATO, hechos_de(FORMATO, revisores=frozenset({YO})))
    assert motivo is not None
    assert "otra persona" in motivo


def con(cambio: str, por: str) -> str:
    """The source of the formato, one line of it changed."""
    assert cambio in fuente("manual-cargos")
    return fuente("manual-cargos").replace(cambio, por, 1)


REVISAR = 'rol = ["revisor"]\nreglas = ["sin-observaciones-abiertas"]'


def test_a_review_may_be_asked_of_one_unit_only() -> None:
    formato = leer_formato(con(REVISAR, f'{REVISAR}\nunidad = "Asesoría Jurídica"'), "x.toml")

    def posibles(unidad: str) -> set[str]:
        hechos = hechos_de(formato, unidad=unidad)
        return {p.acto.clave for p in ciclo.actos_posibles(formato, "elaborado", hechos)}

    assert "revisar" in posibles("ASESORIA  JURIDICA")
    assert "revisar" not in posibles("Informática")
    with pytest.raises(ActoNegado, match="le toca a Asesoría Jurídica") as negativa:
        ciclo.aplicar(formato, "elaborado", "revisar", hechos_de(formato, unidad="Informática"))
    assert "Informática" in negativa.value.remedio


def fallas(texto: str) -> str:
    """What is wrong with a formato."""
    with pytest.raises(FormatoInvalido) as negativa:
        leer_formato(texto, "x.toml")
    return str(negativa.value)


def test_a_term_is_a_number_of_days_and_a_unit_only_reviews() -> None:
    assert plazo(cargar("manual-cargos")) == 10
    assert plazo(leer_formato(con("plazo = 10\n", ""), "x.toml")) == 0
    for malo in ("0", "1000", "-1", "true", '"diez"', "2.5"):
        assert "plazo" in fallas(con("plazo = 10", f"plazo = {malo}"))
    de_autor = 'reglas = ["hay-cambios", "completo", "cambios-justificados", "sin-hallazgos-altos"]'
    assert "solo una revisión se pide a una unidad" in fallas(
        con(de_autor, f'{de_autor}\nunidad = "Legal"')
    )


def plazo(formato: Formato) -> int:
    """Days a version may stay elaborado."""
    return formato.estado("elaborado").plazo


def test_the_files_say_what_the_tests_think() -> None:
    leido = tomllib.loads(fuente("manual-cargos"))
    reglas = {a["clave"]: a.get("reglas", []) for a in leido["acto"]}
    assert "cambios-justificados" in reglas["elaborar"]
    assert "sin-observaciones-abiertas" in reglas["revisar"]
