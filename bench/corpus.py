"""The corpus: cargos of some 6 KB in the program's own words, the same every time.

Each has 8 general and 15 principal activities, 4 requirements and 9 competencias. No sentence is
said twice in a cargo, so that what compresses in a real manual compresses here no better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflows.contenido import Competencia, Contenido, Forma, Item, Seccion, encabezado

#: Letters from which a word is no article nor preposition.
_LARGA = 5
#: Cargos in each área, as in a map that fits a page.
POR_AREA = 45

_VERBOS = (
    "Coordinar", "Revisar", "Registrar", "Proponer", "Vigilar", "Preparar", "Atender", "Verificar",
    "Ordenar", "Ejecutar", "Diseñar", "Actualizar", "Inspeccionar", "Distribuir", "Calibrar",
    "Custodiar", "Programar", "Evaluar", "Comunicar", "Mantener", "Supervisar", "Documentar",
    "Clasificar",
)  # fmt: skip
_COSAS = (
    "las muestras de agua cruda que llegan de los pozos del norte",
    "los turnos de las plantas potabilizadoras en temporada seca",
    "el inventario de repuestos, válvulas y empaques de la bodega central",
    "las fallas que dejan sectores sin servicio durante más de dos horas",
    "los informes de caudal y presión de cada tanque elevado",
    "la lectura de los medidores de los barrios con tarifa comercial",
    "los permisos de trabajo en espacios confinados y en zanjas profundas",
    "el presupuesto ordinario de la dependencia y sus modificaciones",
    "las quebradas y nacientes que alimentan la captación principal",
    "los contratos de obra menor con empresas de la región",
    "el expediente de cada abonado que pide un arreglo de pago",
    "la flotilla de vehículos livianos, grúas y retroexcavadoras",
    "los simulacros de derrame de cloro con los comités del cantón",
    "las capacitaciones de quienes entran a trabajar por primera vez",
    "el catastro de tuberías enterradas antes de mil novecientos ochenta",
    "los reclamos que se reciben en ventanilla, por teléfono y por escrito",
    "la desinfección de los tanques de almacenamiento y de las cisternas",
    "los planos de las extensiones de red que aprueba la gerencia técnica",
    "el archivo de gestión y su traslado al archivo institucional",
    "las compras urgentes que autoriza la proveeduría fuera de plazo",
    "los indicadores de agua no contabilizada por distrito hidrométrico",
    "la bitácora de los equipos de bombeo y de sus tableros eléctricos",
    "los convenios con las asociaciones que administran acueductos rurales",
)
_PARA = (
    "para que la jefatura decida a tiempo y quede constancia de lo hecho",
    "según el programa del año, y avisar a quien corresponda si algo se atrasa",
    "con los equipos disponibles, cuidando la seguridad de las personas",
    "y rendir cuentas de ello en la reunión mensual de la unidad",
    "de acuerdo con los reglamentos técnicos y las normas de control interno",
    "con el fin de bajar los costos sin que el servicio se deteriore",
    "junto con las demás dependencias que intervienen en el proceso",
    "a solicitud de la auditoría, de la contraloría o de un tribunal",
    "cuando las condiciones del tiempo pongan en riesgo la operación",
    "y proponer las mejoras que la experiencia de campo haga ver",
    "dejando al día los sistemas de información geográfica y comercial",
    "sin perjuicio de las labores que se le asignen en una emergencia",
    "atendiendo primero los centros de salud, las escuelas y los albergues",
    "y trasladar el conocimiento a quienes lo sustituyan en vacaciones",
    "con base en los resultados del laboratorio y en los históricos",
    "para cumplir las metas del plan estratégico y del plan operativo",
    "respetando los plazos que fija la ley para responder al usuario",
    "y conservar los respaldos por el tiempo que indique el archivo",
    "previa coordinación con las municipalidades y la fuerza pública",
    "en todos los turnos, incluidos feriados, noches y fines de semana",
    "y llevar el control de las garantías que entregan los contratistas",
    "hasta que la persona interesada quede satisfecha con la respuesta",
    "mediante visitas al sitio y entrevistas con las cuadrillas",
)
_REQUISITOS = {
    "formacion": ("Bachillerato universitario en una carrera afín al área de gestión",),
    "experiencia": (
        "Dos años en labores relacionadas con sistemas de agua potable",
        "Un año en supervisión de personal técnico u operativo",
    ),
    "requisito_legal": ("Licencia de conducir al día e incorporación al colegio profesional",),
}
_COMPETENCIAS = (
    ("Iniciativa", "Reconoce lo que hace falta sin que se lo pidan y lo propone por escrito, con "
     "sus costos y sus riesgos, hasta que se decide."),
    ("Servicio", "Escucha a la persona usuaria, averigua qué necesita de verdad y no la deja ir "
     "sin respuesta ni con una respuesta de trámite."),
    ("Integridad", "Dice lo que pasó aunque le perjudique, cuida los bienes públicos como ajenos "
     "y rechaza regalos, favores y atajos."),
    ("Trabajo en equipo", "Comparte lo que sabe, pide ayuda a tiempo y celebra los logros de la "
     "cuadrilla antes que los propios."),
    ("Mejora continua", "Mide sus resultados, los compara con los de otros acueductos y cambia "
     "la manera de hacer cuando los números lo piden."),
    ("Orden", "Mantiene su puesto y sus registros de modo que otra persona pueda seguir mañana "
     "exactamente donde quedaron hoy."),
    ("Análisis técnico", "Descompone un problema en partes, distingue la causa del síntoma y "
     "sustenta su recomendación con datos verificables."),
    ("Comunicación", "Explica asuntos difíciles con palabras sencillas, por escrito y de viva "
     "voz, y confirma que le entendieron."),
    ("Planificación", "Anticipa materiales, personas y permisos, y tiene siempre preparada una "
     "segunda manera de llegar a la meta."),
)  # fmt: skip
_TIPOS = ("Institucional", "Por clase ocupacional y funciones")


def cargo(n: int, version: int = 1) -> Contenido:
    """Cargo ``n`` (from 0) as its version ``version`` says it: each rewords one activity more."""
    texto = Contenido(
        encabezado({"codigo": str(10_000 + n), **_identidad(n)}), _secciones(n), _competencias(n)
    )
    for otra in range(2, version + 1):
        texto = reescrito(texto, otra % 15, f"Palabra propia: rara{otra}x{n}.")
    return texto


def reescrito(texto: Contenido, cual: int, frase: str) -> Contenido:
    """The text with ``frase`` said at the end of one of its principal activities."""
    return replace(
        texto,
        secciones=tuple(
            replace(s, items=tuple(_con(i, frase) if k == cual else i
                                   for k, i in enumerate(s.items)))
            if s.clave == "actividades_principales" else s
            for s in texto.secciones
        ),
    )  # fmt: skip


def cargos(desde: int, hasta: int) -> Iterator[Contenido]:
    """The first version of those cargos."""
    return (cargo(n) for n in range(desde, hasta))


def palabras_de_todos() -> list[str]:
    """Words that every cargo says somewhere, short ones aside: each says all the things and all
    the purposes."""
    dichas = {p.strip(",") for frase in (*_COSAS, *_PARA) for p in frase.split()}
    return sorted(p for p in dichas if len(p) >= _LARGA)


def slug_de(n: int) -> str:
    """The address of cargo ``n``."""
    return "-".join(_identidad(n).values()).lower().replace(" ", "-").replace("á", "a")


def _identidad(n: int) -> dict[str, str]:
    return {
        "estrato": f"NIVEL {n % 5}",
        "categoria": f"GRUPO {n % 9}",
        "area": f"ZONA {n // POR_AREA}",
    }


def _con(item: Item, frase: str) -> Item:
    return replace(item, texto=f"{item.texto} {frase}")


def _secciones(n: int) -> tuple[Seccion, ...]:
    frases = [_frase(n, k) for k in range(23)]
    return (
        _seccion("naturaleza", [f"Responder por {_COSAS[n % 23]} {_PARA[(n + 5) % 23]}."]),
        _seccion("actividades_generales", frases[:8]),
        _seccion("actividades_principales", frases[8:]),
        *(_seccion(clave, [f"{t} (clase {n % 7}-{k})." for k, t in enumerate(textos)])
          for clave, textos in _REQUISITOS.items()),
    )  # fmt: skip


def _seccion(clave: str, frases: list[str]) -> Seccion:
    forma = Forma.PARRAFO if clave in ("naturaleza", "formacion") else Forma.NUMERO
    return Seccion(clave, tuple(Item(f"{clave}-{k}", f, forma) for k, f in enumerate(frases, 1)))


def _frase(n: int, k: int) -> str:
    """23 is prime: within a cargo no verb, thing or purpose comes twice."""
    return f"{_VERBOS[(n + k) % 23]} {_COSAS[(n * 3 + k * 5) % 23]} {_PARA[(n * 7 + k * 9) % 23]}."


def _competencias(n: int) -> tuple[Competencia, ...]:
    return tuple(
        Competencia(f"c-{k}", _TIPOS[k >= 5], nombre, 1 + (n + k) % 5, concepto)
        for k, (nombre, concepto) in enumerate(_COMPETENCIAS)
    )
