"""The cast, on the clock of the servers beside it: no acto is dated before the one it follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from tests.apoyo.reparto import Elenco
from webapp.casos.actor import Actor


@dataclass
class Puntuales(Elenco):
    """Does things at the moment it is. Needs an application context."""

    def actor(self, clave: str) -> Actor:
        """Somebody of the cast, now."""
        self.ahora = datetime.now(UTC)
        return Actor(self.personas[clave], self.ahora)


def gente() -> Puntuales:
    """Everybody, with the ids they have in this database."""
    puntuales = Puntuales(ahora=datetime.now(UTC))
    puntuales.cargar()
    return puntuales
