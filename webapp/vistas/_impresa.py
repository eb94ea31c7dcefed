"""What is drawn once a process, under everything it says: the sheets of approved texts."""

from __future__ import annotations

from flask import get_template_attribute
from markupsafe import Markup

from webapp.consultas.hojas import Hoja
from webapp.consultas.mapa import GrupoDeMapa
from webapp.textos import RECORDADOS, Recientes
from workflows.formatos import Formato

_dibujadas: Recientes[tuple[Formato, Markup]] = Recientes(RECORDADOS)


def hoja_impresa(hoja: Hoja) -> Markup:
    """The sheet of an approved version. Its name is the hash of its text and all that is printed
    around it, so that none is shown for another."""
    clave = (
        hoja.contenido_hash, hoja.contenido.ids(), hoja.titulo, hoja.firmas, hoja.numero,
        hoja.instrumento, hoja.rige_desde, hoja.situacion, hoja.aviso,
    )  # fmt: skip
    dibujada = _dibujadas.dar(clave)
    if dibujada is None or dibujada[0] is not hoja.formato:
        dibujar = get_template_attribute("_piezas/hoja.html", "hoja")
        dibujada = _dibujadas.guardar(clave, (hoja.formato, dibujar(hoja)))
    return dibujada[1]


_escritas: Recientes[Markup] = Recientes(16)


def opciones(grupos: tuple[GrupoDeMapa, ...], elegido: str) -> Markup:
    """The choice of a group, of however many there are: written once while they are the same."""
    clave = (grupos, elegido)
    escribir = get_template_attribute("_piezas/mapa.html", "opciones")
    return _escritas.dar(clave) or _escritas.guardar(clave, escribir(grupos, elegido))
