"""Edits outside the items, and of their form: header, competencies, notes, headings.

Notation, besides that of ``casos``: a field by its key; a heading that moved, ``<>``; a row by its
name and grado, ``old → new``; a note by its mark; ``<`` before what changed places.
"""

from __future__ import annotations

from dataclasses import replace

from tests.workflows.diferencias.casos import AP, CASOS, Caso
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    con_campos,
    encabezado,
)

SERVICIO = Competencia(
    "c1", "Institucional", "Servicio", 3, "Atiende con respeto y resuelve lo que está a su alcance."
)
INICIATIVA = Competencia(
    "c2", "Institucional", "Iniciativa", 2, "Avisa de lo que podría mejorar en su tarea."
)
ORDEN = Competencia(
    "c3", "Por clase ocupacional y funciones", "Orden", 2, "Mantiene sus registros al día."
)
ACTIVIDADES = (
    Item("a1", "Operar los equipos de bombeo del sector."),
    Item("a2", "Anotar caudales y presiones cada hora."),
)
EXPERIENCIA = (Item("e1", "Un año en la operación de acueductos.", Forma.NUMERO, ("*",)),)
HOJA = Contenido(
    encabezado(
        {"codigo": "41120", "estrato": "OPERATIVO", "categoria": "AVANZADO", "area": "PRODUCCIÓN"}
    ),
    (
        Seccion(
            "naturaleza",
            (Item("n1", "Responder por el bombeo continuo del sector asignado.", Forma.PARRAFO),),
        ),
        Seccion(AP, ACTIVIDADES),
        Seccion("experiencia", EXPERIENCIA),
    ),
    (SERVICIO, INICIATIVA, ORDEN),
    (Nota("*", "Puede sustituirse por un curso técnico de 200 horas."),),
)


def _con_items(clave: str, *items: Item) -> Contenido:
    secciones = tuple(Seccion(clave, items) if s.clave == clave else s for s in HOJA.secciones)
    return replace(HOJA, secciones=secciones)


def _con_filas(*filas: Competencia) -> Contenido:
    return replace(HOJA, competencias=filas)


CASOS_DE_HOJA = [
    Caso(
        "un grado que sube trae su concepto nuevo, el de antes tachado",
        HOJA,
        _con_filas(
            replace(
                SERVICIO,
                grado=4,
                concepto="Se adelanta a lo que otros necesitan y les enseña a hacerlo.",
            ),
            INICIATIVA,
            ORDEN,
        ),
        (
            "~ Servicio 3 → 4: [-Atiende con respeto y resuelve lo que está a su alcance.-]"
            "{+Se adelanta a lo que otros necesitan y les enseña a hacerlo.+}",
        ),
    ),
    Caso(
        "un grado que baja con el mismo concepto",
        HOJA,
        _con_filas(replace(SERVICIO, grado=2), INICIATIVA, ORDEN),
        ("~ Servicio 3 → 2: Atiende con respeto y resuelve lo que está a su alcance.",),
        ("Competencias, Servicio: grado 3 → 2",),
    ),
    Caso(
        "una palabra del concepto",
        HOJA,
        _con_filas(
            SERVICIO,
            replace(INICIATIVA, concepto="Avisa de lo que podría mejorar en su unidad."),
            ORDEN,
        ),
        ("~ Iniciativa 2: Avisa de lo que podría mejorar en su [-tarea-]{+unidad+}.",),
        ("Competencias, Iniciativa: concepto: «tarea» → «unidad»",),
    ),
    Caso(
        "una competencia nueva y otra que se quita",
        HOJA,
        _con_filas(
            SERVICIO,
            ORDEN,
            Competencia("c9", ORDEN.tipo, "Trabajo seguro", 3, "Usa el equipo de protección."),
        ),
        (
            "- Iniciativa 2: Avisa de lo que podría mejorar en su tarea.",
            "+ Trabajo seguro 3: Usa el equipo de protección.",
        ),
        ("Competencias, Iniciativa: eliminada", "Competencias, Trabajo seguro: nueva, grado 3"),
    ),
    Caso(
        "una competencia que cambia de lugar en la tabla",
        HOJA,
        _con_filas(ORDEN, SERVICIO, INICIATIVA),
        ("<3 = Orden 2: Mantiene sus registros al día.",),
        ("Competencias, Orden: movida, antes 3",),
    ),
    Caso(
        "una nota al pie que cambia de cifra",
        HOJA,
        replace(HOJA, notas=(Nota("*", "Puede sustituirse por un curso técnico de 120 horas."),)),
        ("~ nota *: Puede sustituirse por un curso técnico de [-200-]{+120+} horas.",),
        ("Nota *: «200» → «120»",),
    ),
    Caso(
        "una nota al pie que se agrega, con su llamada",
        HOJA,
        replace(
            _con_items(AP, ACTIVIDADES[0], replace(ACTIVIDADES[1], notas=("**",))),
            notas=(*HOJA.notas, Nota("**", "En la boleta que indique la jefatura.")),
        ),
        (
            f"{AP} 2 ~ Anotar caudales y presiones cada hora.",
            "+ nota **: En la boleta que indique la jefatura.",
        ),
        ("Actividades principales 2: llamadas de nota: ninguna → **", "Nota **: nueva"),
    ),
    Caso(
        "una nota al pie que se quita, con su llamada",
        HOJA,
        replace(_con_items("experiencia", replace(EXPERIENCIA[0], notas=())), notas=()),
        (
            "experiencia 1 ~ Un año en la operación de acueductos.",
            "- nota *: Puede sustituirse por un curso técnico de 200 horas.",
        ),
        ("Experiencia 1: llamadas de nota: * → ninguna", "Nota *: eliminada"),
    ),
    Caso(
        "el código y el área del encabezado",
        HOJA,
        con_campos(HOJA, codigo="41125", area="PRODUCCIÓN Y DISTRIBUCIÓN"),
        (
            "area ~ [-PRODUCCIÓN-]{+PRODUCCIÓN Y DISTRIBUCIÓN+}",
            "codigo ~ [-41120-]{+41125+}",
        ),
        (
            "Código: «41120» → «41125»",
            "Área de Gestión Ocupacional: «PRODUCCIÓN» → «PRODUCCIÓN Y DISTRIBUCIÓN»",
        ),
    ),
    Caso(
        "un campo del encabezado que faltaba",
        replace(HOJA, encabezado=tuple(c for c in HOJA.encabezado if c[0] != "codigo")),
        HOJA,
        ("codigo ~ {+41120+}",),
        ("Código: se agrega «41120»",),
    ),
    Caso(
        "de párrafo a numeral, con las mismas palabras",
        HOJA,
        _con_items("naturaleza", replace(HOJA.secciones[0].items[0], forma=Forma.NUMERO)),
        ("naturaleza 1 ~ Responder por el bombeo continuo del sector asignado.",),
        ("Naturaleza 1: pasa de párrafo a numeral",),
    ),
    Caso(
        "una sección entera que cambia de lugar",
        HOJA,
        replace(HOJA, secciones=(HOJA.secciones[2], *HOJA.secciones[:2])),
        ("experiencia <>",),
        ("Experiencia: cambia de lugar",),
    ),
    Caso(
        "espacios en la hoja entera no piden una mirada",
        HOJA,
        con_campos(
            _con_items(
                AP, replace(ACTIVIDADES[0], texto=f"{ACTIVIDADES[0].texto} "), ACTIVIDADES[1]
            ),
            area="PRODUCCIÓN ",
        ),
        (
            "area ~ [-PRODUCCIÓN-]{+PRODUCCIÓN +}",
            f"{AP} 1 ~ Operar los equipos de bombeo del sector.{{+ +}}",
        ),
        (
            "Área de Gestión Ocupacional: solo cambian espacios o comillas",
            "Actividades principales 1: solo cambian espacios o comillas",
        ),
        silencioso=True,
    ),
    Caso(
        "dos textos que dicen lo mismo con otros ids",
        HOJA,
        replace(
            _con_items(AP, *(replace(i, id=f"x{i.id}") for i in ACTIVIDADES)),
            competencias=tuple(replace(c, id=f"x{c.id}") for c in HOJA.competencias),
        ),
        (),
        (),
    ),
]

TODOS = [*CASOS, *CASOS_DE_HOJA]
