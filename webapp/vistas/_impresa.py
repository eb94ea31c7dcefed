"""What is drawn once a process, under everything it says: the sheets of approved texts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import get_template_attribute
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy.orm import Session

from webapp.consultas.comparables import CargoQueCambio
from webapp.consultas.hojas import Hoja
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.mapa import GrupoDeMapa, lista, mapas
from webapp.consultas.vigencia import CargoVisto
from webapp.direcciones import enlaces
from webapp.textos import RECORDADOS, Recientes, contenidos_de
from webapp.vistas._dia import Dia
from workflows.contenido import Contenido
from workflows.diferencias import comparar, resumen
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseInstrumento
from workflows.linea_de_tiempo import trazar_linea
from workflows.mapa import Ejes

_dibujadas: Recientes[tuple[Formato, Markup]] = Recientes(RECORDADOS)


def hoja_impresa(hoja: Hoja) -> Markup:
    """The sheet of an approved version. Its name is the hash of its text and all that is printed
    around it, so that none is shown for another."""
    clave = (
        hoja.contenido_hash, hoja.contenido.ids(), hoja.titulo, hoja.firmas, hoja.numero,
        hoja.instrumento, hoja.rige_desde, hoja.situacion, hoja.aviso, hoja.firmado,
    )  # fmt: skip
    dibujada = _dibujadas.dar(clave)
    if dibujada is None or dibujada[0] is not hoja.formato:
        dibujar = get_template_attribute("_piezas/hoja.html", "hoja")
        dibujada = _dibujadas.guardar(clave, (hoja.formato, dibujar(hoja)))
    return dibujada[1]


_lineas: Recientes[Markup] = Recientes(RECORDADOS)


def linea_de_tiempo(manual: ManualVisto, visto: CargoVisto, hoy: date) -> Markup:
    """The versions of a cargo and when each was in force, as seen on ``hoy``."""
    clave = (manual.slug, visto.slug, visto.versiones, hoy)
    return _lineas.dar(clave) or _lineas.guardar(clave, _trazar(manual, visto, hoy))


def _trazar(manual: ManualVisto, visto: CargoVisto, hoy: date) -> Markup:
    desdes = [v.rige_desde if v.situacion != "anulada" else None for v in visto.versiones]
    macro = get_template_attribute("_piezas/linea.html", "linea")
    trazada: Markup = macro(_en_linea(manual, visto), trazar_linea(desdes, hoy), hoy)
    return trazada


_comparados: Recientes[tuple[Formato, Markup]] = Recientes(64)


def comparados(
    session: Session, formato: Formato, de: tuple[str, str], a: tuple[str, str]
) -> Markup:
    """Two approved texts compared, each by what names it (``webapp.textos``)."""
    dibujados = _comparados.dar((de, a))
    if dibujados is None or dibujados[0] is not formato:
        antes, despues = contenidos_de(session, [de, a])
        d = comparar(antes, despues).en_orden([c.clave for c in formato.campos])
        macro = get_template_attribute("_piezas/comparados.html", "comparados")
        dibujados = _comparados.guardar((de, a), (formato, macro(d, formato, resumen(d, formato))))
    return dibujados[1]


_mapas: Recientes[Markup] = Recientes(32)


def mapas_dibujados(
    session: Session, manual: ManualVisto, dia: Dia, elegidos: Sequence[GrupoDeMapa], por: Ejes
) -> Markup:
    """The maps of a page, under the record they show and its day."""
    clave = (manual.id, manual.cabeza, dia, tuple(elegidos))
    dibujo = _mapas.dar(clave)
    if dibujo is None:
        macro = get_template_attribute("_piezas/mapa.html", "grupos")
        suyos = mapas(session, manual, dia.fecha, elegidos, por)
        dibujo = _mapas.guardar(clave, macro(suyos, _de_cargo(manual, dia)))
    return dibujo


_listas: Recientes[tuple[Markup, int]] = Recientes(32)


def lista_dibujada(
    session: Session, manual: ManualVisto, dia: Dia, pagina: int
) -> tuple[Markup, int]:
    """A page of the list, and how many cargos it has in all."""
    clave = (manual.id, manual.cabeza, dia, pagina)
    dibujada = _listas.dar(clave)
    if dibujada is None:
        cargos, total = lista(session, manual, dia.fecha, pagina)
        macro = get_template_attribute("_piezas/mapa.html", "lista")
        dibujo = macro(cargos, manual.formato, _de_cargo(manual, dia)) if cargos else Markup("")
        dibujada = _listas.guardar(clave, (dibujo, total))
    return dibujada


def _de_cargo(manual: ManualVisto, dia: Dia) -> Callable[[str], str]:
    return enlaces("manual.cargo", "cargo", slug=manual.slug, fecha=dia.enlace)


_cambios: Recientes[Markup] = Recientes(32)


def cambios_dibujados(
    manual: ManualVisto, de: date, a: date, pagina: int, cargos: Sequence[CargoQueCambio]
) -> Markup:
    """A page of what changed between two days, under the record it tells."""
    clave = (manual.id, manual.cabeza, de, a, pagina)
    dibujo = _cambios.dar(clave)
    if dibujo is None:
        macro = get_template_attribute("_piezas/cambios.html", "tabla")
        dibujo = _cambios.guardar(clave, macro(cargos, manual.slug))
    return dibujo


_dibujos: Recientes[Markup] = Recientes(2_048)


def una_vez(plantilla: str, macro: str, *dicho: Hashable) -> Markup:
    """What a macro draws of some values that do not change, drawn once while they are the same."""
    clave = (plantilla, macro, dicho)
    dibujo = _dibujos.dar(clave)
    if dibujo is None:
        dibujo = _dibujos.guardar(clave, get_template_attribute(plantilla, macro)(*dicho))
    return dibujo


_editables: Recientes[Markup] = Recientes(64)


def hoja_editable(
    formato: Formato, titulo: str, contenido: Contenido, errores: Mapping[str, str]
) -> Markup:
    """The sheet of a draft, every line of it a field; the one of a text without faults is drawn
    once."""
    clave = (formato, titulo, contenido)
    if (dibujada := _editables.dar(clave)) is not None and not errores:
        return dibujada
    hoja: Markup = get_template_attribute("_piezas/edicion.html", "hoja")(*clave, errores)
    return hoja if errores else _editables.guardar(clave, hoja)


#: Stands for the token of a page in what is drawn for whoever comes; nobody can write it in a text.
FICHA_AJENA = secrets.token_urlsafe(24)


def con_su_ficha(pagina: str) -> str:
    """The page with the token of who asks for it where :data:`FICHA_AJENA` stands."""
    return pagina.replace(FICHA_AJENA, generate_csrf())


def _en_linea(manual: ManualVisto, visto: CargoVisto) -> list[dict[str, object]]:
    """The versions with their addresses: theirs, their acuerdo's, what changed in them."""
    por_acuerdo = manual.formato.instrumento.clase is ClaseInstrumento.ACUERDO
    de: dict[str, Any] = {"slug": manual.slug, "cargo": visto.slug}
    version = enlaces("manual.version", "etiqueta", **de)
    acuerdo = enlaces("acuerdos.ver", "numero", slug=manual.slug)
    cambios = enlaces("comparaciones.versiones", "a", **de)
    return [
        {
            "etiqueta": v.rotulo,
            "url": version(v.etiqueta),
            "rige_desde": v.rige_desde,
            "situacion": v.situacion,
            "instrumento": v.instrumento,
            "acuerdo_url": acuerdo(v.instrumento) if por_acuerdo and v.instrumento else "",
            "cambios_url": cambios(v.etiqueta) if n < len(visto.versiones) else "",
        }
        for n, v in enumerate(visto.versiones, 1)
    ]
