"""The page of the changes of a version: what a reviewer lands on, and comes back to."""

from __future__ import annotations

from typing import Any

from flask import g, render_template
from flask_security import current_user

from webapp.bd import db
from webapp.consultas.observaciones import HiloVisto, abiertos
from webapp.consultas.revision import Leido, leido
from webapp.consultas.tramite import EnTramite
from webapp.modelos import TipoVersion
from webapp.vistas._impresa import con_su_ficha
from webapp.vistas._revision import armar, hilos_de, papel_en, reunir
from webapp.vistas._version import comun
from workflows.contenido import Contenido
from workflows.diferencias import Diferencia, comparar, resumen
from workflows.formatos.modelo import ClaseEstado
from workflows.hilos import Papel

_ABIERTAS = (ClaseEstado.EDICION, ClaseEstado.TRAMITE)


def pagina_de_cambios(
    tramite: EnTramite, *, modo: str = "linea", ver: str = "", escrito: dict[str, Any] | None = None
) -> str:
    """The changes in the sheet, or side by side (``modo`` "lado").

    ``ver`` is "todo", "nuevo" (since this person's last look) or "": what suits them.
    ``escrito`` is a remark or an answer that was refused, to be shown again.
    """
    vista = tramite.vista
    papel, dichos = papel_en(tramite), hilos_de(tramite)
    visto = Leido({}, None, None)
    if papel.tramita:
        visto = leido(db.session, vista.version.id, current_user.id, vista.contenido_hash)
    claves = [c.clave for c in g.manual.formato.campos]
    completa = comparar(tramite.base or Contenido(), vista.contenido).en_orden(claves)
    en_tramite = vista.version.estado_clase == ClaseEstado.TRAMITE
    nuevo = visto.texto is not None and (ver == "nuevo" or (not ver and en_tramite))
    diferencia = completa
    if nuevo and visto.texto:
        diferencia = comparar(visto.texto, vista.contenido).en_orden(claves)
    nuevo = nuevo and diferencia is not completa
    modo = "lado" if modo == "lado" else "linea"
    rev = armar(
        vista.contenido,
        papel,
        dichos,
        diferencia,
        completa,
        visto.vistos,
        vista.porques,
        abierta=vista.version.estado_clase in _ABIERTAS,
        propone=vista.version.tipo != TipoVersion.DEROGACION,
        volver=f"{modo}-{'nuevo' if nuevo else 'todo'}",
    )
    pagina = render_template(
        "versiones/cambios.html",
        modo=modo,
        ver="nuevo" if nuevo else "todo",
        hay_mirada=visto.texto is not None,
        mirada=visto.momento,
        base_etiqueta=tramite.base_etiqueta,
        rev=rev,
        h=tramite.hoja,
        escrito=escrito,
        **de_la_pagina(tramite, papel, dichos, diferencia),
    )
    return con_su_ficha(pagina)


def de_la_pagina(
    tramite: EnTramite, papel: Papel, dichos: tuple[HiloVisto, ...], diferencia: Diferencia
) -> dict[str, Any]:
    """What the page draws whatever its difference is against."""
    datos = comun(tramite)
    if not papel.tramita:
        datos["motivo"] = ""
    return datos | {
        "d": diferencia,
        "formato": g.manual.formato,
        "resumen": resumen(diferencia, g.manual.formato),
        "hilos": dichos,
        "abiertas": len(abiertos(dichos)),
        "reunidas": reunir(dichos),
        "tramita": papel.tramita,
        "pregunta": papel.ve_notas and tramite.vista.version.estado_clase in _ABIERTAS,
    }
