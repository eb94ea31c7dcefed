"""Delegar: for some days, somebody does in one's name what one's role is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._avisos import Dicho, escribir
from webapp.casos._personas import exigir_sin_traslape
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, Delegacion, Nombramiento, Persona
from webapp.unidades import es_del_manual
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, Faltas, NoEncontrado
from workflows.fechas import escribir_fecha


@dataclass(frozen=True, slots=True)
class PedidoDeDelegacion:
    """Which of one's appointments, to whom, from a day to a day (both included), and why."""

    nombramiento_id: int
    persona_id: int
    desde: date | None
    hasta: date | None
    motivo: str = ""


def delegar(session: Session, actor: Actor, pedido: PedidoDeDelegacion) -> None:
    """Give another person one's own role for some days. It is an acto; both are told.

    Raises NoEncontrado for an appointment that is not one's own, ActoNegado (administrador, a
    role that comes from a delegation, one that its formato does not let go, oneself),
    DatosInvalidos (dates, somebody of another manual), ActoInvalido (they hold it already).
    """
    registro, propio = propio_de(session, actor, pedido.nombramiento_id)
    rotulo = exigir_delegable(registro, propio)
    if pedido.persona_id == actor.persona_id:
        raise ActoNegado("Nadie se delega un rol a sí mismo.", "Elija a otra persona.")
    otra = session.scalar(
        select(Persona).where(
            Persona.id == pedido.persona_id,
            Persona.active.is_(True),
            es_del_manual(registro.manual.id),
        )
    )
    faltas = Faltas()
    if otra is None:
        faltas.decir("Falta decir en quién delega.", "Elija una de la lista.", "persona")
    dias = faltas.leer(_dias, registro.hoy, propio, pedido)
    faltas.leer(exigir_texto, pedido.motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    faltas.exigir()
    assert otra is not None
    assert dias is not None
    desde, hasta = dias
    exigir_sin_traslape(session, otra, propio.manual_id, propio.rol, desde, hasta)
    nuevo = Nombramiento(
        persona_id=otra.id, manual_id=propio.manual_id, rol=propio.rol, desde=desde, hasta=hasta
    )
    session.add(nuevo)
    session.flush()
    session.add(Delegacion(nombramiento_id=nuevo.id, origen_id=propio.id))
    registro.asunto(
        ClaseAsunto.PERSONA,
        "delegar",
        rol=propio.rol,
        motivo=pedido.motivo.strip(),
        sujeto_id=otra.id,
        datos={"rol": propio.rol, "desde": desde.isoformat(), "hasta": hasta.isoformat()},
    )
    entre = f"del {escribir_fecha(desde)} al {escribir_fecha(hasta)}"
    de = registro.persona.nombre
    decir(registro, otra, f"{de} delegó en usted su rol de {rotulo}, {entre}.", pedido.motivo)
    decir(registro, registro.persona, f"Usted delegó en {otra.nombre} su rol de {rotulo}, {entre}.")


def propio_de(
    session: Session, actor: Actor, nombramiento_id: int
) -> tuple[Registro, Nombramiento]:
    """The manual, locked, and an appointment of the person who acts. Raises NoEncontrado."""
    manual_id = session.scalar(
        select(Nombramiento.manual_id).where(
            Nombramiento.id == nombramiento_id, Nombramiento.persona_id == actor.persona_id
        )
    )
    if manual_id is None:
        raise NoEncontrado("Ese nombramiento no es suyo.", "Vea los suyos en su cuenta.")
    registro = Registro(session, actor, manual_id)
    return registro, session.get_one(Nombramiento, nombramiento_id, populate_existing=True)


def exigir_delegable(registro: Registro, nombramiento: Nombramiento) -> str:
    """The label of its role. Raises ActoNegado when it cannot be delegated, and why."""
    rol = next((r for r in registro.formato.roles if r.clave == nombramiento.rol), None)
    if rol is None or not rol.delegable:
        cual = rol.rotulo if rol else nombramiento.rol
        raise ActoNegado(
            f"El rol de {cual} no se delega.",
            "Quien administra el manual puede nombrar a otra persona por esos días.",
        )
    if registro.session.get(Delegacion, nombramiento.id) is not None:
        raise ActoNegado(
            "Lo que se tiene por delegación no se delega otra vez.",
            "Pídalo a quien se lo delegó, o a quien administra el manual.",
        )
    return rol.rotulo


def decir(registro: Registro, persona: Persona, texto: str, detalle: str = "") -> None:
    """Tell somebody, in the transaction of what is told."""
    escribir(
        registro.session,
        [
            {
                "persona_id": persona.id,
                "modo": persona.avisos,
                "manual_id": registro.manual.id,
                "momento": registro.ahora,
                "dicho": Dicho(ClaseAsunto.PERSONA, texto, detalle.strip()),
            }
        ],
    )


def _dias(hoy: date, propio: Nombramiento, pedido: PedidoDeDelegacion) -> tuple[date, date]:
    """Both days, within those of one's own appointment. Raises DatosInvalidos, ActoInvalido."""
    desde, hasta, faltas = pedido.desde, pedido.hasta, Faltas()
    if desde is None:
        faltas.decir("Falta desde cuándo.", "Escriba el primer día.", "desde")
    if hasta is None:
        faltas.decir("Falta hasta cuándo.", "Una delegación siempre termina.", "hasta")
    faltas.exigir()
    assert desde is not None
    assert hasta is not None
    if desde < hoy:
        raise DatosInvalidos("No se delega hacia atrás.", "Empiece hoy o después.", "desde")
    if hasta < desde:
        raise DatosInvalidos("Termina antes de empezar.", "Corrija las fechas.", "hasta")
    if propio.hasta is not None and propio.hasta < hoy:
        raise ActoInvalido("Ese rol suyo ya terminó.", "No hay qué delegar.")
    if desde < propio.desde:
        raise DatosInvalidos(
            f"Usted tiene ese rol desde el {escribir_fecha(propio.desde)}.",
            "Empiece ese día o después.",
            "desde",
        )
    if propio.hasta is not None and hasta > propio.hasta:
        raise DatosInvalidos(
            f"Usted tiene ese rol hasta el {escribir_fecha(propio.hasta)}.",
            "Termine ese día o antes.",
            "hasta",
        )
    return desde, hasta
