"""Edits as they happen in the job descriptions of a water utility, and how each should read.

Notation of the reading, one line per item that changed: the section, its position in the
proposal (or in the base, when removed), then ``+`` added, ``-`` removed, ``~`` edited,
``<n`` moved from position n (``<section n`` from another), ``=`` the same words. Within an
edit, [-struck-] and {+inserted+}. In a proposal, "@2 …" keeps the id of the base's second item.
What is not an item is read in ``casos_de_hoja``. Longer than a module may be, because it is one
table: a case is found by reading down it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflows.contenido import Contenido

Textos = Mapping[str, Sequence[str]]

AP = "actividades_principales"
AG = "actividades_generales"


@dataclass(frozen=True)
class Caso:
    """A base, a proposal, and their difference as a person should read it.

    ``silencioso`` when nothing in it needs looking at: spacing and the style of quotes.
    """

    nombre: str
    antes: Textos | Contenido
    despues: Textos | Contenido
    lectura: tuple[str, ...]
    resumen: tuple[str, ...] | None = None
    silencioso: bool = False


_SOLO_ESPACIOS = "solo cambian espacios o comillas"


def _una(nombre: str, antes: str, despues: str, lectura: str, resumen: str = "") -> Caso:
    """A single numbered item, edited in place."""
    return Caso(
        nombre,
        {AP: [antes]},
        {AP: [f"@1 {despues}"]},
        (f"{AP} 1 ~ {lectura}",),
        (f"Actividades principales 1: {resumen}",) if resumen else None,
        resumen == _SOLO_ESPACIOS,
    )


PALABRAS = [
    _una(
        "un verbo por otro",
        "Supervisar las cuadrillas de mantenimiento de la red.",
        "Coordinar las cuadrillas de mantenimiento de la red.",
        "[-Supervisar-]{+Coordinar+} las cuadrillas de mantenimiento de la red.",
        "«Supervisar» → «Coordinar»",
    ),
    _una(
        "un complemento que entra se marca entero, desde su preposición",
        "Operar los sistemas de agua potable de la región.",
        "Operar los sistemas de control de agua potable de la región.",
        "Operar los sistemas {+de control +}de agua potable de la región.",
        "se agrega «de control»",
    ),
    _una(
        "una «y» suelta entre dos cambios no corta el cambio",
        "Coordinar y supervisar las labores de mantenimiento de pozos.",
        "Dirigir y controlar las labores de operación de pozos.",
        "[-Coordinar y supervisar-]{+Dirigir y controlar+} las labores de "
        "[-mantenimiento-]{+operación+} de pozos.",
        "«Coordinar y supervisar» → «Dirigir y controlar»; «mantenimiento» → «operación»",
    ),
    _una(
        "tampoco un «de la» entre palabras cortas",
        "Informar al jefe de la zona cada lunes.",
        "Informar al guarda de la sede cada lunes.",
        "Informar al [-jefe de la zona-]{+guarda de la sede+} cada lunes.",
        "«jefe de la zona» → «guarda de la sede»",
    ),
    _una(
        "un enlace largo sí separa dos cambios",
        "Lavar tanques según el manual vigente de operación.",
        "Lavar pozos según el plan vigente de operación.",
        "Lavar [-tanques-]{+pozos+} según el [-manual-]{+plan+} vigente de operación.",
    ),
    _una(
        "un elemento más en una enumeración",
        "Elaborar planes, presupuestos e informes de la unidad.",
        "Elaborar planes, programas, presupuestos e informes de la unidad.",
        "Elaborar planes{+, programas+}, presupuestos e informes de la unidad.",
    ),
    _una(
        "un elemento menos en una enumeración",
        "Muestrear la calidad del agua en tanques, pozos y redes.",
        "Muestrear la calidad del agua en tanques y redes.",
        "Muestrear la calidad del agua en tanques[-, pozos-] y redes.",
        "se quita «, pozos»",
    ),
    _una(
        "una oración nueva entre dos se marca como oración",
        "Atiende averías. Lleva la bitácora de la planta.",
        "Atiende averías. Reporta las fugas. Lleva la bitácora de la planta.",
        "Atiende averías. {+Reporta las fugas. +}Lleva la bitácora de la planta.",
    ),
    _una(
        "lo agregado al final",
        "Inspeccionar las tomas de agua.",
        "Inspeccionar las tomas de agua y reportar lo encontrado.",
        "Inspeccionar las tomas de agua{+ y reportar lo encontrado+}.",
    ),
    _una(
        "lo agregado al principio",
        "Leer los medidores del sector asignado.",
        "Revisar y leer los medidores del sector asignado.",
        "[-Leer-]{+Revisar y leer+} los medidores del sector asignado.",
    ),
    _una(
        "dos inserciones no tachan la palabra que está entre ellas",
        "Tramitar solicitudes de servicio ante la oficina.",
        "Tramitar las solicitudes de nuevo servicio ante la oficina.",
        "Tramitar {+las +}solicitudes de {+nuevo +}servicio ante la oficina.",
    ),
    _una(
        "una cifra",
        "Calibrar la bomba dosificadora de cloro cada 15 días.",
        "Calibrar la bomba dosificadora de cloro cada 8 días.",
        "Calibrar la bomba dosificadora de cloro cada [-15-]{+8+} días.",
        "«15» → «8»",
    ),
    _una(
        "una cifra con decimales es una sola palabra",
        "Mantener el cloro residual en 0,3 mg/l.",
        "Mantener el cloro residual en 0,5 mg/l.",
        "Mantener el cloro residual en [-0,3-]{+0,5+} mg/l.",
    ),
    _una(
        "una tilde",
        "Verificar la presion del sector.",
        "Verificar la presión del sector.",
        "Verificar la [-presion-]{+presión+} del sector.",
        "«presion» → «presión»",
    ),
    _una(
        "dos palabras que cambian de orden",
        "Velar por el uso correcto del equipo de protección.",
        "Velar por el correcto uso del equipo de protección.",
        "Velar por el [-uso correcto-]{+correcto uso+} del equipo de protección.",
    ),
    _una(
        "un espacio de más",
        "Leer los medidores  del sector asignado.",
        "Leer los medidores del sector asignado.",
        "Leer los medidores [- -]del sector asignado.",
        _SOLO_ESPACIOS,
    ),
    _una(
        "un espacio que faltaba tras la coma",
        "Registrar las lecturas,las anomalías y las fugas.",
        "Registrar las lecturas, las anomalías y las fugas.",
        "Registrar las lecturas,{+ +}las anomalías y las fugas.",
        _SOLO_ESPACIOS,
    ),
    _una(
        "otras comillas",
        'Llenar la boleta "orden de trabajo" en cada visita.',
        "Llenar la boleta «orden de trabajo» en cada visita.",
        'Llenar la boleta [-"-]{+«+}orden de trabajo[-"-]{+»+} en cada visita.',
        _SOLO_ESPACIOS,
    ),
    _una(
        "un punto final que faltaba",
        "Custodiar las llaves de las casetas",
        "Custodiar las llaves de las casetas.",
        "Custodiar las llaves de las casetas{+.+}",
        "se agrega «.»",
    ),
    _una(
        "una negación que entra",
        "Autorizar el paso de vehículos particulares al plantel.",
        "No autorizar el paso de vehículos particulares al plantel.",
        "[-Autorizar-]{+No autorizar+} el paso de vehículos particulares al plantel.",
        "«Autorizar» → «No autorizar»",
    ),
    _una(
        "una negación en medio de la oración",
        "La persona titular ejerce supervisión sobre otros puestos.",
        "La persona titular no ejerce supervisión sobre otros puestos.",
        "La persona titular {+no +}ejerce supervisión sobre otros puestos.",
        "se agrega «no»",
    ),
    _una(
        "una «y» que pasa a ser «o» cambia el requisito",
        "Bachillerato en educación media y título de técnico medio.",
        "Bachillerato en educación media o título de técnico medio.",
        "Bachillerato en educación media [-y-]{+o+} título de técnico medio.",
        "«y» → «o»",
    ),
    _una(
        "una cantidad escrita con letras",
        "Dos años de experiencia en la operación de pozos.",
        "Tres años de experiencia en la operación de pozos.",
        "[-Dos-]{+Tres+} años de experiencia en la operación de pozos.",
        "«Dos» → «Tres»",
    ),
    _una(
        "comillas y espacios a la vez siguen sin decir nada nuevo",
        "Llenar la  boleta 'visita' y archivarla .",
        "Llenar la boleta “visita” y archivarla.",
        "Llenar la [- -]boleta [-'-]{+“+}visita[-'-]{+”+} y archivarla[- -].",
        _SOLO_ESPACIOS,
    ),
    _una(
        "un ítem escrito de nuevo se lee entero, no a retazos",
        "Revisar planos hidráulicos y aprobar los pagos de obra.",
        "Formular el presupuesto anual de compras y de contratos.",
        "[-Revisar planos hidráulicos y aprobar los pagos de obra.-]"
        "{+Formular el presupuesto anual de compras y de contratos.+}",
        "«Revisar planos hidráulicos y aprobar los pagos de obra.» → "
        "«Formular el presupuesto anual de compras y de contratos.»",
    ),
]

ITEMS = [
    Caso(
        "una actividad nueva arriba renumera las demás y nada más",
        {AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques."]},
        {
            AP: [
                "Notificar cortas.",
                "@1 Leer medidores.",
                "@2 Reparar fugas.",
                "@3 Limpiar tanques.",
            ]
        },
        (f"{AP} 1 + Notificar cortas.",),
        ("Actividades principales 1: nueva",),
    ),
    Caso(
        "una actividad eliminada se ve donde estaba",
        {AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques."]},
        {AP: ["@1 Leer medidores.", "@3 Limpiar tanques."]},
        (f"{AP} 2 - Reparar fugas.",),
        ("Actividades principales 2: eliminada",),
    ),
    Caso(
        "una actividad en lugar de otra: primero la que sale",
        {AP: ["Leer medidores.", "Custodiar la bodega de hidrantes.", "Limpiar tanques."]},
        {AP: ["@1 Leer medidores.", "Dibujar el catastro de válvulas.", "@3 Limpiar tanques."]},
        (
            f"{AP} 2 - Custodiar la bodega de hidrantes.",
            f"{AP} 2 + Dibujar el catastro de válvulas.",
        ),
    ),
    Caso(
        "la última pasa a ser la primera: se movió ella, no las otras",
        {AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques.", "Purgar hidrantes."]},
        {
            AP: [
                "@4 Purgar hidrantes.",
                "@1 Leer medidores.",
                "@2 Reparar fugas.",
                "@3 Limpiar tanques.",
            ]
        },
        (f"{AP} 1 <4 = Purgar hidrantes.",),
        ("Actividades principales 1: movida, antes 4",),
    ),
    Caso(
        "movida y editada a la vez",
        {AP: ["Leer medidores del sector.", "Reparar fugas.", "Limpiar tanques."]},
        {AP: ["@2 Reparar fugas.", "@3 Limpiar tanques.", "@1 Leer medidores del cantón."]},
        (f"{AP} 3 <1 ~ Leer medidores del [-sector-]{{+cantón+}}.",),
        ("Actividades principales 3: movida, antes 1; «sector» → «cantón»",),
    ),
    Caso(
        "cambia de sección sin dejar de ser la misma",
        {AG: ["Rendir informes.", "Operar la planta de Los Sitios."], AP: ["Reparar fugas."]},
        {
            AG: ["@1 Rendir informes."],
            AP: ["@3 Reparar fugas.", "@2 Operar la planta de Los Sitios."],
        },
        (f"{AP} 2 <{AG} 2 = Operar la planta de Los Sitios.",),
        ("Actividades principales 2: viene de Actividades generales 2",),
    ),
    Caso(
        "sin ids, la de siempre con otras palabras sigue siendo la misma",
        {
            AP: [
                "Leer medidores.",
                "Supervisar al personal de la planta de tratamiento.",
            ]
        },
        {
            AP: [
                "Leer medidores.",
                "Supervisa al personal de las plantas de tratamiento.",
            ]
        },
        (
            (
                f"{AP} 2 ~ [-Supervisar-]{{+Supervisa+}} al personal de "
                "[-la planta-]{+las plantas+} de tratamiento."
            ),
        ),
    ),
    Caso(
        "sin ids, cada actividad parecida encuentra la suya y no la vecina",
        {
            AP: [
                "Elaborar el informe mensual de averías de la zona.",
                "Elaborar el informe mensual de consumo de la zona.",
            ]
        },
        {
            AP: [
                "Elaborar el informe semanal de consumo de la zona.",
                "Elaborar el informe semanal de averías de la zona.",
            ]
        },
        (
            f"{AP} 1 <2 ~ Elaborar el informe [-mensual-]{{+semanal+}} de consumo de la zona.",
            f"{AP} 2 ~ Elaborar el informe [-mensual-]{{+semanal+}} de averías de la zona.",
        ),
    ),
    Caso(
        "sin ids, dos actividades idénticas van en orden",
        {AP: ["Asistir a reuniones.", "Leer medidores.", "Asistir a reuniones."]},
        {AP: ["Asistir a reuniones.", "Leer medidores.", "Asistir a reuniones."]},
        (),
        (),
    ),
    Caso(
        "sin ids, de dos idénticas se elimina la segunda",
        {AP: ["Asistir a reuniones.", "Leer medidores.", "Asistir a reuniones."]},
        {AP: ["Asistir a reuniones.", "Leer medidores."]},
        (f"{AP} 3 - Asistir a reuniones.",),
    ),
    Caso(
        "sin ids, lo idéntico en otra sección pesa más que lo parecido en la misma",
        {
            AG: ["Coordinar la compra de tuberías y accesorios de la región."],
            AP: ["Reparar fugas."],
        },
        {
            AG: ["Coordinar la compra de reactivos y accesorios del laboratorio."],
            AP: ["Reparar fugas.", "Coordinar la compra de tuberías y accesorios de la región."],
        },
        (
            f"{AG} 1 + Coordinar la compra de reactivos y accesorios del laboratorio.",
            f"{AP} 2 <{AG} 1 = Coordinar la compra de tuberías y accesorios de la región.",
        ),
    ),
    Caso(
        "sin ids, la misma frase en dos secciones se elimina de una y no se mueve",
        {AG: ["Asistir a reuniones."], AP: ["Asistir a reuniones.", "Reparar fugas."]},
        {AG: [], AP: ["Asistir a reuniones.", "Reparar fugas."]},
        (f"{AG} 1 - Asistir a reuniones.",),
    ),
    Caso(
        "sin ids, retocada y en otra sección sigue siendo la misma",
        {AG: ["Rendir el informe mensual de agua no contabilizada."], AP: ["Reparar fugas."]},
        {AG: [], AP: ["Reparar fugas.", "Rendir el informe anual de agua no contabilizada."]},
        (f"{AP} 2 <{AG} 1 ~ Rendir el informe [-mensual-]{{+anual+}} de agua no contabilizada.",),
    ),
    Caso(
        "sin ids, de dos igual de parecidas sigue siendo la más cercana",
        {AP: ["Leer medidores.", "Reparar fugas.", "Purgar hidrantes del sector 1."]},
        {
            AP: [
                "Purgar hidrantes del sector 2.",
                "Leer medidores.",
                "Reparar fugas.",
                "Purgar hidrantes del sector 3.",
            ]
        },
        (
            f"{AP} 1 + Purgar hidrantes del sector 2.",
            f"{AP} 4 ~ Purgar hidrantes del sector [-1-]{{+3+}}.",
        ),
    ),
    Caso(
        "una sección que aparece",
        {AP: ["Conducir el camión cisterna."]},
        {AP: ["@1 Conducir el camión cisterna."], "requisito_legal": ["Licencia B-3 al día."]},
        ("requisito_legal 1 + Licencia B-3 al día.",),
        ("Requisito legal 1: nuevo",),
    ),
    Caso(
        "una sección que desaparece se lee donde estaba",
        {AG: ["Rendir informes."], "experiencia": ["Dos años en redes."], AP: ["Reparar fugas."]},
        {AG: ["@1 Rendir informes."], AP: ["@3 Reparar fugas."]},
        ("experiencia 1 - Dos años en redes.",),
        ("Experiencia 1: eliminada",),
    ),
    Caso(
        "una actividad partida en dos: la parte mayor sigue, la otra es nueva",
        {AP: ["Programar las cortas del servicio en la zona y atender los reclamos."]},
        {
            AP: [
                "@1 Programar las cortas del servicio en la zona.",
                "Atender los reclamos.",
            ]
        },
        (
            f"{AP} 1 ~ Programar las cortas del servicio en la zona[- y atender los reclamos-].",
            f"{AP} 2 + Atender los reclamos.",
        ),
        (
            "Actividades principales 1: se quita «y atender los reclamos»",
            "Actividades principales 2: nueva",
        ),
    ),
    Caso(
        "dos actividades en una: la que sigue crece y la otra se quita",
        {
            AP: [
                "Programar las cortas del servicio en la zona.",
                "Atender los reclamos.",
                "Leer medidores.",
            ]
        },
        {
            AP: [
                "@1 Programar las cortas del servicio en la zona y atender los reclamos.",
                "@3 Leer medidores.",
            ]
        },
        (
            f"{AP} 1 ~ Programar las cortas del servicio en la zona{{+ y atender los reclamos+}}.",
            f"{AP} 2 - Atender los reclamos.",
        ),
        (
            "Actividades principales 1: se agrega «y atender los reclamos»",
            "Actividades principales 2: eliminada",
        ),
    ),
    Caso(
        "dos vecinas que cambian de lugar: basta con decir que una se movió",
        {AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques.", "Purgar hidrantes."]},
        {
            AP: [
                "@1 Leer medidores.",
                "@3 Limpiar tanques.",
                "@2 Reparar fugas.",
                "@4 Purgar hidrantes.",
            ]
        },
        (f"{AP} 2 <3 = Limpiar tanques.",),
        ("Actividades principales 2: movida, antes 3",),
    ),
    Caso(
        "la primera y la última cambian de lugar entre sí",
        {AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques.", "Purgar hidrantes."]},
        {
            AP: [
                "@4 Purgar hidrantes.",
                "@2 Reparar fugas.",
                "@3 Limpiar tanques.",
                "@1 Leer medidores.",
            ]
        },
        (f"{AP} 1 <4 = Purgar hidrantes.", f"{AP} 4 <1 = Leer medidores."),
        (
            "Actividades principales 1: movida, antes 4",
            "Actividades principales 4: movida, antes 1",
        ),
    ),
    Caso(
        "cambia de sección y de palabras",
        {AG: ["Rendir informes.", "Operar la planta de Los Sitios."], AP: ["Reparar fugas."]},
        {
            AG: ["@1 Rendir informes."],
            AP: ["@3 Reparar fugas.", "@2 Operar las plantas de Los Sitios y La Hoya."],
        },
        (f"{AP} 2 <{AG} 2 ~ Operar [-la planta-]{{+las plantas+}} de Los Sitios{{+ y La Hoya+}}.",),
        (
            "Actividades principales 2: viene de Actividades generales 2; "
            "«la planta» → «las plantas»; se agrega «y La Hoya»",
        ),
    ),
    Caso(
        "una nueva en cada punta",
        {AP: ["Leer medidores.", "Reparar fugas."]},
        {
            AP: [
                "Notificar cortas.",
                "@1 Leer medidores.",
                "@2 Reparar fugas.",
                "Purgar hidrantes.",
            ]
        },
        (f"{AP} 1 + Notificar cortas.", f"{AP} 4 + Purgar hidrantes."),
        ("Actividades principales 1: nueva", "Actividades principales 4: nueva"),
    ),
    Caso(
        "una menos en cada punta: cada una se lee donde estaba",
        {AP: ["Leer medidores.", "Reparar fugas.", "Limpiar tanques.", "Purgar hidrantes."]},
        {AP: ["@2 Reparar fugas.", "@3 Limpiar tanques."]},
        (f"{AP} 1 - Leer medidores.", f"{AP} 4 - Purgar hidrantes."),
        ("Actividades principales 1: eliminada", "Actividades principales 4: eliminada"),
    ),
    Caso(
        "una actividad vacía que se llena",
        {AP: ["Leer medidores.", ""]},
        {AP: ["@1 Leer medidores.", "@2 Reparar fugas."]},
        (f"{AP} 2 ~ {{+Reparar fugas.+}}",),
        ("Actividades principales 2: se agrega «Reparar fugas.»",),
    ),
]

CASOS = PALABRAS + ITEMS
