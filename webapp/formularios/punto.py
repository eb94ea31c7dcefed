"""The page of an agenda item, as it was sent: what was typed, the order, and the button."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.casos.guardar_punto import DatosDePunto
from webapp.formularios.fechas import leer_fecha

_DATOS = ("clase", "sesion", "fecha", "articulo")
_TEXTOS = ("titulo", "considerandos", "por_tanto")
#: What a button of the page does besides saving; the last three name a version (``subir-12``).
HACER = ("guardar", "agregar", "redactar", "expediente", "decidir", "subir", "bajar", "quitar")


@dataclass(frozen=True, slots=True)
class PuntoEscrito:
    """``valores`` is every field as typed; ``orden`` the version ids as they were listed;
    ``cual`` the version (or the text) of the button."""

    valores: Mapping[str, str]
    serie: int
    orden: tuple[int, ...]
    hacer: str
    cual: str
    automaticos: frozenset[str]

    @property
    def version_id(self) -> int:
        """The version that the button is about, or 0."""
        return int(self.cual) if self.cual.isdecimal() else 0

    def datos(self) -> DatosDePunto:
        """What to keep. Raises DatosInvalidos for a date that is none."""
        textos = {
            t: None
            if t in self.automaticos or (self.hacer, self.cual) == ("redactar", t)
            else self.valores[t]
            for t in _TEXTOS
        }
        v = self.valores
        return DatosDePunto(
            v["clase"],
            v["sesion"],
            leer_fecha(v["fecha"], "fecha", "Fecha de la sesión"),
            v["articulo"],
            **textos,
        )

    def nuevo_orden(self) -> list[int]:
        """The version ids after the button was pressed."""
        orden, cual = list(self.orden), self.version_id
        if self.hacer == "quitar":
            return [v for v in orden if v != cual]
        if self.hacer in ("subir", "bajar") and cual in orden:
            aqui = orden.index(cual)
            alla = aqui + (1 if self.hacer == "bajar" else -1)
            if 0 <= alla < len(orden):
                orden[aqui], orden[alla] = orden[alla], orden[aqui]
        return orden


def leer_punto(form: Any) -> PuntoEscrito:
    """The form as it came (a MultiDict); nothing in it makes this fail."""
    valores = {c: _limpio(form.get(c, "")) for c in (*_DATOS, *_TEXTOS)}
    hacer, _, cual = form.get("hacer", "guardar").partition("-")
    agregados = form.getlist("agregar") if hacer == "agregar" else []
    return PuntoEscrito(
        valores,
        int(form["serie"]) if form.get("serie", "").isdecimal() else 0,
        tuple(int(v) for v in (*form.getlist("cargo"), *agregados) if v.isdecimal()),
        hacer if hacer in HACER else "guardar",
        cual,
        frozenset(t for t in _TEXTOS if form.get(f"formato-{t}") == huella(valores[t])),
    )


def huella(texto: str) -> str:
    """What tells whether a text is still the one the formato gave (SHA-256, hexadecimal)."""
    return hashlib.sha256(_limpio(texto).encode("utf-8", "replace")).hexdigest()


def _limpio(texto: str) -> str:
    return texto.replace("\r\n", "\n").replace("\r", "\n").strip()
