"""What each check looks for, in the words of the people who read what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explicacion:
    """The name of a check for people, and what it is about in one or two sentences."""

    titulo: str
    texto: str


EXPLICACIONES: Mapping[str, Explicacion] = {
    "codigo-duplicado": Explicacion(
        "Código duplicado", "Dos cargos distintos del manual llevan el mismo código."
    ),
    "codigo-estructura": Explicacion(
        "Estructura del código",
        "Alguna cifra del código no es la que llevan los demás cargos del mismo estrato, categoría "
        "o área. La costumbre se aprende de la mayoría del propio manual.",
    ),
    "encabezado-inconsistente": Explicacion(
        "Encabezado inconsistente",
        "Un dato del encabezado no tiene la forma debida, se escribe distinto que en los demás "
        "cargos, o no es igual en todas las páginas del documento.",
    ),
    "pagina-total": Explicacion(
        "Cuenta de páginas",
        "La cuenta impresa no cuadra: «5 de 4», una página que falta, un total equivocado. Solo se "
        "revisa al leer un documento.",
    ),
    "seccion-faltante": Explicacion(
        "Sección que falta",
        "Una sección obligatoria está vacía, o la tienen todos los cargos parecidos menos este.",
    ),
    "grado-fuera-de-rango": Explicacion(
        "Grado fuera de rango", "El grado de una competencia no existe en este manual."
    ),
    "escalera-invertida": Explicacion(
        "Escalera invertida",
        "Un cargo de un estrato o una categoría superior pide menos grado de una competencia que "
        "otro inferior de la misma área.",
    ),
    "concepto-distinto": Explicacion(
        "Concepto distinto",
        "La misma competencia con el mismo grado se describe con dos textos en el manual.",
    ),
    "item-repetido": Explicacion(
        "Ítem repetido", "Dos ítems de un cargo dicen lo mismo, o casi con las mismas letras."
    ),
    "item-contenido-en-otro": Explicacion(
        "Ítem contenido en otro",
        "Lo que dice un ítem ya está, palabra por palabra, dentro de otro más largo de la misma "
        "sección.",
    ),
    "nota-sin-texto": Explicacion(
        "Nota sin texto", "Una nota al pie no dice nada, o se cita y no está al pie."
    ),
    "frase-truncada": Explicacion(
        "Frase truncada",
        "La frase termina, o se interrumpe, donde todavía tiene que venir otra palabra.",
    ),
    "verbo-inicial": Explicacion(
        "Verbo inicial",
        "Una actividad no empieza con un verbo en infinitivo, en un manual cuyas actividades "
        "empiezan así.",
    ),
    "palabra-partida": Explicacion(
        "Palabra partida",
        "Un espacio parte en dos una palabra que el manual usa entera: pasa al leer imágenes.",
    ),
    "variante-ortografica": Explicacion(
        "Variante ortográfica",
        "Una palabra se escribe distinto, por una tilde o una letra, de como la escribe el resto "
        "del manual en el mismo lugar.",
    ),
    "puntuacion": Explicacion(
        "Puntuación",
        "Falta o sobra un punto o una coma: al final, donde los demás terminan en punto, o dentro "
        "de la frase.",
    ),
    "espacios": Explicacion(
        "Espacios", "Hay dos espacios seguidos, o uno antes de una coma o de un punto."
    ),
}
