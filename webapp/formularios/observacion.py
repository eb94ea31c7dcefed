"""The forms with which a version is reviewed → what the casos take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.casos.observar import Observado
from webapp.formularios.borrador import limpio
from workflows.errores import DatosInvalidos
from workflows.hilos import ClaseRespuesta


def observado(form: Mapping[str, str]) -> Observado:
    """The remark. A proposal that says what the page said is none."""
    propuesta = _una_linea(form.get("propuesta", ""))
    if propuesta in ("", _una_linea(form.get("decia", ""))):
        propuesta = ""
    desde = form.get("desde", "")
    return Observado(
        pieza=form.get("pieza", ""),
        texto=_renglones(form.get("texto", "")),
        cita=limpio(form.get("cita", "")),
        desde=int(desde) if desde.isdecimal() and len(desde) < 7 else None,
        propuesta=propuesta or None,
        interna=form.get("interna") == "si",
    )


def escrito(form: Mapping[str, str], error: str) -> dict[str, Any]:
    """What was typed in the form of a remark, to show it again with what was wrong."""
    dicho = observado(form)
    return {
        "en": form.get("en", dicho.pieza),
        "texto": dicho.texto,
        "cita": dicho.cita,
        "propuesta": dicho.propuesta or "",
        "interna": dicho.interna,
        "error": error,
    }


def respuesta(form: Mapping[str, str]) -> tuple[ClaseRespuesta, str]:
    """What somebody answers. Raises DatosInvalidos for an answer that there is not."""
    try:
        clase = ClaseRespuesta(form.get("clase", ClaseRespuesta.COMENTARIO))
    except ValueError:
        raise DatosInvalidos("Esa respuesta no existe.", "Use los botones de la página.") from None
    return clase, _renglones(form.get("texto", ""))


def vence(form: Mapping[str, str]) -> date:
    """The day an answer is due. Raises DatosInvalidos."""
    try:
        return date.fromisoformat(form.get("vence", "").strip())
    except ValueError:
        raise DatosInvalidos(
            "Falta la fecha para contestar.", "Escríbala: día, mes y año.", "vence"
        ) from None


def _renglones(texto: str) -> str:
    """As a browser sends several lines, without its carriage returns."""
    return limpio(texto.replace("\r\n", "\n"))


def _una_linea(texto: str) -> str:
    """An item is one paragraph."""
    return " ".join(p for p in map(limpio, texto.splitlines()) if p)
