"""Section headings: known in any dress, near misses accepted aloud, strangers never swallowed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.lectura.fabrica import con_items, items, leido, pagina

_TEXTO = "Dos años en bodegas."


def _seccion(encabezado: str, *, cola: str = f"\n{_TEXTO}\n") -> dict[str, Any]:
    return leido(f"{pagina(1, 1)}\n## NATURALEZA\n\nCuidar.\n\n{encabezado}\n{cola}")


@pytest.mark.parametrize(
    "titulo",
    [
        "EXPERIENCIA", "Experiencia", "experiencia:", "# EXPERIENCIA", "#### Experiencia:",
        "**EXPERIENCIA**", "<b>Experiencia</b>", "**EXPERIENCIA:**", "EXPERIENCIA LABORAL",
        "EXPE RIENCIA", "III. EXPERIENCIA", "**5. Experiencia**", "EXPERIENCIA\n-----------",
        "<h2>Experiencia</h2>", "__EXPERIENCIA__", "   EXPERIENCIA   ", "EXPERIENCIA.",
        "## **EXPERIENCIA** ##", "*EXPERIENCIA*", "EXPERIENCIA (continuación)",
    ],
)  # fmt: skip
def test_a_heading_is_known_in_any_dress(titulo: str) -> None:
    leida = _seccion(titulo)
    assert items(leida["cargos"][0], "experiencia") == [_TEXTO]
    assert items(leida["cargos"][0], "naturaleza") == ["Cuidar."]
    assert leida["cobertura"] == 1


@pytest.mark.parametrize(
    "linea",
    [
        f"Experiencia: {_TEXTO}", f"EXPERIENCIA: {_TEXTO}", f"**Experiencia:** {_TEXTO}",
        f"**EXPERIENCIA** {_TEXTO}", f"EXPERIENCIA. {_TEXTO}", f"EXPERIENCIA - {_TEXTO}",
        f"EXPERIENCIA {_TEXTO}", f"<b>Experiencia</b>: {_TEXTO}", f"## Experiencia: {_TEXTO}",
    ],
)  # fmt: skip
def test_text_on_the_line_of_its_heading_is_an_item(linea: str) -> None:
    leida = _seccion(linea, cola="")
    assert items(leida["cargos"][0], "experiencia") == [_TEXTO]
    assert leida["cobertura"] == 1


def test_sections_written_one_a_line_as_labels_are_sections() -> None:
    leida = leido(
        pagina(1, 1)
        + "Naturaleza: Cuidar.\nFormación académica: Bachillerato\nExperiencia: Un año\n"
        "Requisitos legales\n1) Licencia.\n"
    )
    cuentas = {s["clave"]: s["items"] for s in leida["cargos"][0]["secciones"]}
    assert cuentas == {
        "naturaleza": ["Cuidar."],
        "formacion": ["Bachillerato"],
        "experiencia": ["Un año"],
        "requisito_legal": ["Licencia."],
    }


@pytest.mark.parametrize("titulo", ["EXPERIENCLA", "## Experencia", "ACTIVIDADES PRINCIPALFS"])
def test_a_heading_one_letter_off_is_accepted_with_a_remark(titulo: str) -> None:
    leida = _seccion(titulo)
    assert leida["cobertura"] == 1
    assert any("se leyó como" in a["mensaje"] for a in leida["avisos"])


@pytest.mark.parametrize(
    "titulo",
    ["CONDICIONES DE TRABAJO", "## Relaciones", "**Supervisión recibida**", "ANEXO 3",
     "## ACTIVIDADES GERENCIALES DE APOYO"],
)  # fmt: skip
def test_an_unknown_heading_and_what_follows_are_left_for_a_person(titulo: str) -> None:
    leida = _seccion(titulo, cola=f"\n{_TEXTO}\n\n1. Uno.\n\n## REQUISITO LEGAL\n\n1. Licencia.\n")
    assert [x["texto"] for x in leida["sin_ubicar"]] == [titulo, _TEXTO, "1. Uno."]
    cargo = leida["cargos"][0]
    assert items(cargo, "naturaleza") == ["Cuidar."]
    assert items(cargo, "requisito_legal") == ["Licencia."]
    nombre = titulo.strip("#* ")
    assert any(f"«{nombre}»" in a["mensaje"] for a in leida["avisos"])


@pytest.mark.parametrize(
    "linea",
    [
        "1. Experiencia: la que pide la ley.",
        "la persona acredita años de\nexperiencia\nen el puesto.",
        "Se valora lo siguiente, en\nExperiencia: nada menos.",
        "Conocer el SIG, el SAP y el\nSICOP",
    ],
)
def test_a_word_of_a_heading_inside_a_sentence_is_just_a_word(linea: str) -> None:
    leida = leido(con_items("naturaleza", linea))
    assert [s["clave"] for s in leida["cargos"][0]["secciones"]] == ["naturaleza"]
    assert len(items(leida["cargos"][0], "naturaleza")) == 1
    assert leida["cobertura"] == 1


def test_a_heading_repeated_on_the_next_page_goes_on_with_its_section() -> None:
    leida = leido(
        f"{pagina(1, 2)}\n## ACTIVIDADES PRINCIPALES\n\n1. Contar piezas de\n{pagina(2, 2)}\n"
        "ACTIVIDADES PRINCIPALES (cont.)\n\nla bodega.\n2. Ordenar.\n"
    )
    cargo = leida["cargos"][0]
    assert items(cargo, "actividades_principales") == [
        "Contar piezas de la bodega.",
        "Ordenar.",
    ]


def test_a_section_that_comes_back_later_is_reported_and_kept() -> None:
    leida = leido(con_items("experiencia", "1. Uno.", "", "## NATURALEZA", "", "Cuidar.", "",
                            "## EXPERIENCIA", "", "2. Dos."))  # fmt: skip
    assert items(leida["cargos"][0], "experiencia") == ["Uno.", "Dos."]
    assert any("otra vez" in a["mensaje"] for a in leida["avisos"])


def test_an_empty_section_and_a_missing_one_are_reported() -> None:
    leida = leido(con_items("experiencia"))
    mensajes = " ".join(a["mensaje"] for a in leida["avisos"])
    assert "«Experiencia» está vacía" in mensajes
    assert "Falta la sección «Naturaleza»" in mensajes
