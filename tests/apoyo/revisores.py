"""What reviewers and authors say to each other, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.apoyo.reparto import Elenco
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.aceptar_sugerencia import aceptar_sugerencia
from webapp.casos.devolver import devolver
from webapp.casos.marcar_visto import marcar_visto
from webapp.casos.observar import Observado, observar
from webapp.casos.pedir_criterio import pedir_criterio
from webapp.casos.responder import responder
from webapp.consultas.manuales import portada_de_version
from webapp.consultas.observaciones import HiloVisto, hilos
from webapp.modelos import ClaseRespuesta, Persona
from webapp.roles import roles_en
from workflows.contenido import Contenido, Item
from workflows.hilos import papel_de


def con_actividades(texto: Contenido, items: Sequence[Item]) -> Contenido:
    """The same text with other main activities."""
    return replace(
        texto,
        secciones=tuple(
            replace(s, items=tuple(items)) if s.clave == "actividades_principales" else s
            for s in texto.secciones
        ),
    )


def item(texto: Contenido, numero: int, seccion: str = "actividades_principales") -> Item:
    """An item by the number it stands at (from 1)."""
    return texto.seccion(seccion).items[numero - 1]


@dataclass
class Revisores:
    """Does things in the name of the cast."""

    elenco: Elenco

    def observa(
        self, quien: str, version: int, pieza: str, texto: str = "Aclárelo.", **otros: object
    ) -> int:
        """A remark; the rest as in ``Observado``."""
        dicho = Observado(pieza, texto, **otros)  # type: ignore[arg-type]  # by name
        with transaccion() as session:
            return observar(session, self.elenco.actor(quien), version, dicho)

    def responde(self, quien: str, observacion: int, clase: str, texto: str = "") -> None:
        """An answer."""
        with transaccion() as session:
            responder(session, self.elenco.actor(quien), observacion, ClaseRespuesta(clase), texto)

    def acepta(self, quien: str, observacion: int, visto: str = "") -> None:
        """A suggestion accepted."""
        with transaccion() as session:
            aceptar_sugerencia(session, self.elenco.actor(quien), observacion, visto)

    def pregunta(
        self,
        quien: str,
        version: int,
        unidad: str,
        texto: str = "¿Procede?",
        vence: date | None = None,
    ) -> int:
        """A criterio asked, due in a week."""
        dia = vence or self.elenco.ahora.date() + timedelta(days=7)
        with transaccion() as session:
            return pedir_criterio(session, self.elenco.actor(quien), version, unidad, texto, dia)

    def marca(self, quien: str, version: int, pieza: str, huella: str, visto: bool = True) -> None:
        """A mark on a change."""
        with transaccion() as session:
            marcar_visto(session, self.elenco.actor(quien), version, pieza, huella, visto=visto)

    def devuelve(self, quien: str, version: int, motivo: str = "Por favor, aclárelo.") -> None:
        """Back to its author."""
        pedido: Pedido = self.elenco.pedido(version, "devolver", motivo)
        with transaccion() as session:
            devolver(session, self.elenco.actor(quien), pedido)

    def lee(self, quien: str, version: int) -> tuple[HiloVisto, ...]:
        """The threads of a version, as that person may read them."""
        vista = self.elenco.vista(version)
        with db.sessionmaker() as session:
            persona = session.get_one(Persona, self.elenco.personas[quien])
            manual = portada_de_version(session, version).manual
            hoy = manual.hoy(self.elenco.ahora)
            papel = papel_de(
                manual.formato,
                persona.id,
                roles_en(session, persona.id, manual.id, hoy),
                es_autor=persona.id in vista.autores,
                unidad=persona.unidad,
            )
            return hilos(session, manual.formato, vista, papel, hoy)

    def hilo(self, quien: str, observacion: int, version: int) -> HiloVisto:
        """One of them."""
        return next(h for h in self.lee(quien, version) if h.id == observacion)
