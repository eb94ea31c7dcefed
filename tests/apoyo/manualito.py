"""A small manual in the tests' own words, and documents that print it."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Seccion,
    encabezado,
)

SECCIONES = {
    "naturaleza": ["Atender la operación diaria de las plantas y responder por su resultado."],
    "actividades_generales": [
        "Preparar el plan anual de la dependencia.",
        "Rendir los informes que pida la jefatura.",
    ],
    "actividades_principales": [
        "Operar los equipos de bombeo según el programa de turnos.",
        "Registrar caudales y presiones cada hora.",
        "Tomar muestras de agua cruda y llevarlas al laboratorio.",
        "Avisar de inmediato las fallas que dejen sectores sin servicio.",
    ],
    "formacion": ["Bachillerato en educación media."],
    "experiencia": ["Un año en operación de sistemas de agua."],
    "requisito_legal": ["Licencia de conducir al día."],
}
TITULOS = {
    "naturaleza": "NATURALEZA",
    "actividades_generales": "ACTIVIDADES GENERALES",
    "actividades_principales": "ACTIVIDADES PRINCIPALES",
    "formacion": "FORMACIÓN ACADÉMICA",
    "experiencia": "EXPERIENCIA",
    "requisito_legal": "REQUISITO LEGAL",
}
COMPETENCIAS = [
    ("Institucional", "Iniciativa", 3, "Propone mejoras a su propio trabajo."),
    ("Por clase ocupacional y funciones", "Orden", 2, "Mantiene su puesto y sus registros al día."),
]


def contenido(
    codigo: str = "41110",
    estrato: str = "OPERATIVO",
    categoria: str = "GENERAL",
    area: str = "PRODUCCIÓN",
) -> Contenido:
    """A complete text of the manual-cargos family."""
    return Contenido(
        encabezado({"codigo": codigo, "estrato": estrato, "categoria": categoria, "area": area}),
        tuple(
            Seccion(
                clave,
                tuple(
                    Item(
                        f"{clave}-{n}",
                        texto,
                        Forma.PARRAFO if clave in ("naturaleza", "formacion") else Forma.NUMERO,
                    )
                    for n, texto in enumerate(textos, 1)
                ),
            )
            for clave, textos in SECCIONES.items()
        ),
        tuple(Competencia(f"c-{n}", *fila) for n, fila in enumerate(COMPETENCIAS, 1)),
    )


def documento(
    cargos: Sequence[tuple[str, str, str, str]],
    *,
    version: str = "09-2020",
    acuerdo: str = "AJD-2020-197",
    fecha: str = "Junio 2020",
) -> str:
    """The printed page of each (código, estrato, categoría, área), one page a cargo."""
    return impreso(
        [contenido(*cargo) for cargo in cargos], version=version, acuerdo=acuerdo, fecha=fecha
    )


def impreso(
    textos: Sequence[Contenido],
    *,
    version: str = "09-2020",
    acuerdo: str = "AJD-2020-197",
    fecha: str = "Junio 2020",
) -> str:
    """The printed page of each text, one page a cargo."""
    paginas = []
    for texto in textos:
        codigo, estrato, categoria, area = (
            texto.campo(c) for c in ("codigo", "estrato", "categoria", "area")
        )
        lineas = [
            f"\t<b>MANUAL INSTITUCIONAL DE CARGOS</b>\t\tCódigo: {codigo}",
            "\t\t\tPágina: 1 de 1",
            f"\t<b>{estrato}</b>\t<b>{categoria}</b>\t<b>{area}</b>",
            "\tEstrato\tCategoría\tÁrea de Gestión Ocupacional",
            f"Elaborado por: Vilma Arce Fecha: {fecha}\t"
            f"Revisado por: Unidad de Capital Humano Fecha: {fecha}\t"
            f"Versión: No. {version} Aprobado Acuerdo: {acuerdo} Fecha: {fecha}\t",
            "",
        ]
        for seccion in texto.secciones:
            lineas += [f"## {TITULOS[seccion.clave]}", ""]
            for n, item in enumerate(seccion.items, 1):
                marca = f"{n}. " if item.forma is Forma.NUMERO else ""
                lineas.append(f"{marca}{item.texto}")
            lineas.append("")
        lineas += ["## COMPETENCIAS", "", "Tipo\tCompetencia\tGrado\tConcepto según el grado"]
        lineas += [
            f"{c.tipo}\t{c.competencia}\t{c.grado}\t{c.concepto}" for c in texto.competencias
        ]
        paginas.append("\n".join(lineas))
    return "\n\n".join(paginas) + "\n"
