"""What the secretary types of the board's decision, and what a pasted agreement fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from webapp.casos.registrar_acuerdo import Acuerdo, Decision
from webapp.formularios.fechas import leer_fecha
from workflows.acuerdos import Resultado
from workflows.borrador_acuerdo import Sesion
from workflows.errores import Faltas
from workflows.lectura.acuerdo import AcuerdoLeido

CAMPOS = ("texto", "numero", "clase", "sesion", "articulo", "fecha", "firmeza", "publicacion",
          "publicado_en", "rige", "rige_desde", "adjunto", "adjunto_nombre")  # fmt: skip
#: From when it is in force: the day of the session, another day, or its publication.
RIGE = ("sesion", "fecha", "publicacion")
_FECHAS = {
    "fecha": "La fecha de la sesión",
    "firmeza": "La firmeza",
    "publicacion": "La publicación",
    "rige_desde": "Rige desde",
}


@dataclass(frozen=True, slots=True)
class DecisionEscrita:
    """The form as it was typed: ``valores`` by field; ``resultados`` and ``motivos`` by version
    id; ``vistos`` the hash each version had on the screen."""

    valores: Mapping[str, str]
    resultados: Mapping[int, str] = field(default_factory=dict)
    motivos: Mapping[int, str] = field(default_factory=dict)
    vistos: Mapping[int, str] = field(default_factory=dict)

    def acuerdo(self) -> Acuerdo:
        """The decision. Raises DatosInvalidos by field for all that is missing or is no date."""
        v, faltas = self.valores, Faltas()
        if not v["numero"]:
            faltas.decir("Falta el número del acuerdo.", "Escríbalo.", "numero")
        if not v["sesion"]:
            faltas.decir("Falta el número de la sesión.", "Escríbalo.", "sesion")
        fecha = faltas.leer(self._fecha, "fecha")
        if fecha is None:
            faltas.decir("Falta la fecha de la sesión.", "Escríbala.", "fecha")
        firmeza = faltas.leer(self._fecha, "firmeza")
        publicacion = faltas.leer(self._fecha, "publicacion")
        rige_desde = faltas.leer(self._fecha, "rige_desde") if v["rige"] == "fecha" else None
        if v["rige"] == "fecha" and rige_desde is None:
            faltas.decir(
                "Falta el día desde el que rige.", "Escríbalo, o elija otra opción.", "rige_desde"
            )
        faltas.exigir()
        assert fecha is not None
        return Acuerdo(
            numero=v["numero"],
            sesion=f"{v['clase']} {v['sesion']}".strip(),
            fecha=fecha,
            firmeza=firmeza,
            rige_desde=rige_desde,
            decisiones={
                version_id: Decision(
                    visto,
                    _resultado(self.resultados.get(version_id, "")),
                    self.motivos.get(version_id, ""),
                )
                for version_id, visto in self.vistos.items()
            },
            articulo=v["articulo"],
            publicacion=publicacion,
            publicado_en=v["publicado_en"],
            al_publicarse=v["rige"] == "publicacion",
            adjunto=v["adjunto"],
        )

    def con(self, **valores: str) -> DecisionEscrita:
        """The same form with other values in some fields."""
        return replace(self, valores=dict(self.valores) | valores)

    def con_leido(self, leido: AcuerdoLeido) -> DecisionEscrita:
        """The form with what the pasted agreement says; what it does not say stays as typed."""
        rige = "fecha" if leido.rige_desde else "publicacion" if leido.al_publicarse else ""
        dichos = {
            "numero": leido.numero,
            "clase": leido.clase,
            "sesion": leido.sesion,
            "articulo": leido.articulo,
            "fecha": _iso(leido.fecha),
            "firmeza": _iso(leido.firmeza),
            "publicacion": _iso(leido.publicacion),
            "publicado_en": leido.publicado_en,
            "rige": rige,
            "rige_desde": _iso(leido.rige_desde),
        }
        return self.con(**{campo: dicho for campo, dicho in dichos.items() if dicho})

    def _fecha(self, campo: str) -> date | None:
        return leer_fecha(self.valores[campo], campo, _FECHAS[campo])


def decision_nueva(sesion: Sesion, vistos: Mapping[int, str]) -> DecisionEscrita:
    """The form before anything is typed: the session of the item, every cargo approved."""
    valores = dict.fromkeys(CAMPOS, "") | {
        "clase": sesion.clase or "ordinaria",
        "sesion": sesion.numero,
        "articulo": sesion.articulo,
        "fecha": _iso(sesion.fecha),
        "rige": RIGE[0],
    }
    return DecisionEscrita(
        valores, dict.fromkeys(vistos, Resultado.APROBADO.value), dict.fromkeys(vistos, ""), vistos
    )


def leer_decision(form: Any, versiones: Sequence[int]) -> DecisionEscrita:
    """The form as it came (a MultiDict) about those versions; nothing in it makes this fail."""
    valores = {c: form.get(c, "").replace("\r\n", "\n").strip() for c in CAMPOS}
    if valores["clase"] not in ("ordinaria", "extraordinaria"):
        valores["clase"] = "ordinaria"
    if valores["rige"] not in RIGE:
        valores["rige"] = RIGE[0]
    return DecisionEscrita(
        valores,
        {v: form.get(f"resultado-{v}", "") for v in versiones},
        {v: form.get(f"motivo-{v}", "").strip() for v in versiones},
        {v: form.get(f"visto-{v}", "") for v in versiones if f"visto-{v}" in form},
    )


def _resultado(texto: str) -> Resultado | None:
    try:
        return Resultado(texto)
    except ValueError:
        return None


def _iso(dia: date | None) -> str:
    return dia.isoformat() if dia else ""
