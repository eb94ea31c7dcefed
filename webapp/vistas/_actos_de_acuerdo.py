"""What a form on the page of an acuerdo does, and how it is said before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.actor import Actor
from webapp.casos.cambiar_rige import cambiar_rige
from webapp.casos.completar_acuerdo import completar_acuerdo
from webapp.casos.corregir_acuerdo import corregir_acuerdo
from webapp.casos.dar_firmeza import dar_firmeza
from webapp.casos.dejar_sin_efecto import dejar_sin_efecto
from webapp.casos.publicar_acuerdo import publicar_acuerdo
from webapp.casos.soltar_pendiente import soltar_pendiente
from webapp.consultas.acuerdos import AcuerdoVisto
from webapp.consultas.manuales import ManualVisto
from workflows.acuerdos import CORREGIBLES, FECHAS
from workflows.errores import DatosInvalidos
from workflows.fechas import escribir_fecha
from workflows.texto import titular


@dataclass(frozen=True, slots=True)
class Escrito:
    """What came in a form."""

    campos: dict[str, str]
    versiones: tuple[int, ...]

    def dia(self) -> date:
        """The date of the form. Raises DatosInvalidos."""
        try:
            return date.fromisoformat(self.campos.get("dia", ""))
        except ValueError:
            raise DatosInvalidos("Escriba una fecha: día, mes y año.", "", "dia") from None

    def texto(self, campo: str) -> str:
        """A field, without spaces around."""
        return self.campos.get(campo, "").strip()


Verbo = Callable[[Session, Actor, ManualVisto, AcuerdoVisto, Escrito], str]


def _pedido(manual: ManualVisto, visto: AcuerdoVisto, escrito: Escrito) -> PedidoDeAcuerdo:
    seq = escrito.campos.get("visto", "")
    return PedidoDeAcuerdo(
        manual.id, visto.id, int(seq) if seq.isdecimal() else 0, escrito.campos.get("motivo", "")
    )


def _firmeza(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    dar_firmeza(s, a, _pedido(m, v, e), e.dia())
    return f"el acuerdo quedó firme el {escribir_fecha(e.dia())}."


def _publicacion(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    publicar_acuerdo(s, a, _pedido(m, v, e), e.dia(), e.texto("publicado_en"))
    donde = f" en {e.texto('publicado_en')}" if e.texto("publicado_en") else ""
    rige = "" if v.leido.datos.rige_desde else " Lo que aprobó rige desde ese día."
    return f"se publicó el {escribir_fecha(e.dia())}{donde}.{rige}"


def _rige(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    cambiar_rige(s, a, _pedido(m, v, e), e.dia())
    antes = v.leido.datos.rige_desde
    decia = f"Decía: el {escribir_fecha(antes)}." if antes else "Decía: a partir de su publicación."
    return f"lo que aprobó rige desde el {escribir_fecha(e.dia())}. {decia}"


def _sin_efecto(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    todo = dejar_sin_efecto(s, a, _pedido(m, v, e), e.versiones, e.texto("decidido_en"))
    titulos = ", ".join(titular(c.titulo) for c in v.cargos if c.version_id in e.versiones)
    fin = " Con eso, todo el acuerdo queda sin efecto." if todo else ""
    vuelve = "Vuelve a regir la versión anterior de cada cargo, si la tiene."
    return f"queda sin efecto lo que aprobó de: {titulos}. {vuelve}{fin}" if titulos else (
        f"todo el acuerdo queda sin efecto.{fin}"
    )  # fmt: skip


def _errata(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    campo, valor = e.texto("campo"), e.texto("valor")
    decia = _dicho(campo, getattr(v.leido.datos, campo, ""), v)
    numero = corregir_acuerdo(s, a, _pedido(m, v, e), campo, valor)
    ahora = numero if campo == "numero" else _dicho(campo, valor, v)
    return f"{CORREGIBLES[campo].lower()}: donde dice {decia}, debe decir {ahora}."


def _dicho(campo: str, valor: object, visto: AcuerdoVisto) -> str:
    if campo == "adjunto":
        archivo = visto.archivos.get(str(valor))
        return f"«{archivo.nombre}»" if archivo else "otro archivo" if valor else "ninguno"
    if isinstance(valor, date):
        return f"«{escribir_fecha(valor)}»"
    if campo in FECHAS and valor:
        try:
            return f"«{escribir_fecha(date.fromisoformat(str(valor)))}»"
        except ValueError:
            return f"«{valor}»"
    return f"«{valor}»" if valor else "nada"


def _soltar(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    (version_id, *_) = e.versiones or (0,)
    soltar_pendiente(s, a, _pedido(m, v, e), version_id)
    titulo = next((titular(c.titulo) for c in v.cargos if c.version_id == version_id), "")
    return f"{titulo} ya no se completará en este acuerdo; su borrador sigue abierto."


def _completar(s: Session, a: Actor, m: ManualVisto, v: AcuerdoVisto, e: Escrito) -> str:
    vistos = {i: e.campos.get(f"visto-{i}", "") for i in e.versiones}
    completar_acuerdo(s, a, _pedido(m, v, e), vistos)
    hechos = [c for c in v.cargos if c.version_id in vistos]
    cuales = ", ".join(
        titular(c.titulo) + (f" (versión {c.numero})" if c.numero else "") for c in hechos
    )
    return f"aprobado con los cambios que acordó la Junta: {cuales}."


#: By the word in the address: do it, and say what is recorded.
VERBOS: Mapping[str, Verbo] = {
    "firmeza": _firmeza,
    "publicacion": _publicacion,
    "rige": _rige,
    "sin-efecto": _sin_efecto,
    "errata": _errata,
    "soltar": _soltar,
    "completar": _completar,
}
