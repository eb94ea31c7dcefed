"""The rules again, by somebody who never saw the code: what each person may do, what is left.

Plain objects without a database: the machine in ``test_modelo_de_vida`` asks this model what
should happen, does it to the application, and compares.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

ROLES = {
    "ana": {"autor"},
    "beto": {"autor", "revisor", "secretaria"},
    "rafael": {"revisor"},
    "sofia": {"secretaria"},
    "elena": {"lector"},
    "marcos": {"administrador"},
}


@dataclass
class Vida:
    """A version: a text said in one sentence, who wrote it, who signed it, and what it became."""

    cargo: int
    texto: str
    base: str = ""
    deroga: bool = False
    restablece: bool = False
    estado: str = "borrador"
    autores: set[str] = field(default_factory=set)
    elaborado: str = ""
    revisado: str = ""
    numero: int = 0
    rige: date = date.min
    orden: int = 0
    acuerdo: str = ""
    previo: str | None = None  #: what it said before its last save; None before there was one
    parte: int = 0  #: the order of the version it started from
    anulada: bool = False

    @property
    def abierta(self) -> bool:
        """Whether it is still on its way."""
        return self.estado in ("borrador", "elaborado", "revisado")

    def hacer(self, verbo: str, quien: str) -> None:
        """What an acto does to it; rule 2: back in edition, no signature stands."""
        if verbo == "elaborar":
            self.estado, self.elaborado = "elaborado", quien
            self.autores.add(quien)
        elif verbo == "revisar":
            self.estado, self.revisado = "revisado", quien
        elif verbo == "descartar":
            self.estado = "descartado"
        else:
            self.estado, self.elaborado, self.revisado = "borrador", "", ""
            self.previo = self.texto

    def guardar(self, quien: str, texto: str, *, al_dia: bool) -> None:
        """What a save does, from a page up to date or one save behind (rule 8).

        Where somebody else's words stand they stay, and the new ones are in the history.
        """
        base = self.texto if al_dia else self.previo
        if texto in (base, self.texto):
            return
        self.autores.add(quien)
        self.previo, ajeno = self.texto, self.texto != base
        if not ajeno:
            self.texto = texto


@dataclass
class Modelo:
    """A manual. ``vidas`` go by version id; each ``puede_…`` says whether the rules allow it."""

    vidas: dict[int, Vida] = field(default_factory=dict)
    acuerdos: list[str] = field(default_factory=list)
    rigen: dict[str, date] = field(default_factory=dict)
    numeros: int = 0
    ordenes: int = 0

    def de(self, cargo: int) -> list[Vida]:
        """The versions of a cargo that were approved and count, in the order of recording."""
        suyas = [v for v in self.vidas.values() if v.cargo == cargo and v.estado == "aprobado"]
        return sorted((v for v in suyas if not v.anulada), key=lambda v: v.orden)

    def al_dia(self, vida: Vida) -> bool:
        """Whether it started from the version that counts last (rule 1)."""
        return vida.parte == self.de(vida.cargo)[-1].orden

    def abiertas(self, cargo: int) -> list[Vida]:
        """The versions of a cargo on their way: never two (rule 7)."""
        return [v for v in self.vidas.values() if v.cargo == cargo and v.abierta]

    def vigente(self, cargo: int, dia: date) -> Vida | None:
        """What is in force on a day: the greatest (rige desde, order) that is not after it."""
        hasta = [v for v in self.de(cargo) if v.rige <= dia]
        return max(hasta, key=lambda v: (v.rige, v.orden), default=None)

    def puede_abrir(self, quien: str, cargo: int, *, deroga: bool) -> bool:
        """An author, on a cargo without an open version; nothing is abolished twice."""
        derogado = self.de(cargo)[-1].deroga
        return "autor" in ROLES[quien] and not self.abiertas(cargo) and not (deroga and derogado)

    def puede_guardar(self, quien: str, vida: Vida, *, al_dia: bool) -> bool:
        """An author, while it is a draft, over a save there was."""
        return (
            "autor" in ROLES[quien]
            and vida.estado == "borrador"
            and not vida.deroga
            and (al_dia or vida.previo is not None)
        )

    def puede_elaborar(self, quien: str, vida: Vida) -> bool:
        """An author, a draft that changes something."""
        return (
            "autor" in ROLES[quien]
            and vida.estado == "borrador"
            and self.al_dia(vida)
            and (vida.deroga or vida.restablece or vida.texto != vida.base)
        )

    def puede_retirar(self, quien: str, vida: Vida) -> bool:
        """Who signed it, before anybody reviews it."""
        return "autor" in ROLES[quien] and vida.estado == "elaborado" and vida.elaborado == quien

    def puede_revisar(self, quien: str, vida: Vida) -> bool:
        """A reviewer with other eyes than the authors' (rule 3)."""
        return (
            "revisor" in ROLES[quien]
            and vida.estado == "elaborado"
            and quien not in vida.autores
            and self.al_dia(vida)
        )

    def puede_devolver(self, quien: str, vida: Vida) -> bool:
        """The reviewer from elaborado; the reviewer or the secretary from revisado."""
        roles = {"elaborado": {"revisor"}, "revisado": {"revisor", "secretaria"}}
        return bool(ROLES[quien] & roles.get(vida.estado, set()))

    def puede_descartar(self, quien: str, vida: Vida) -> bool:
        """An author, a draft."""
        return "autor" in ROLES[quien] and vida.estado == "borrador"

    def puede_aprobar(self, quien: str, vidas: Collection[Vida], acuerdo: str) -> bool:
        """The secretary, who wrote none of them, all reviewed, in a new acuerdo (rule 4)."""
        return (
            "secretaria" in ROLES[quien]
            and bool(vidas)
            and acuerdo not in self.acuerdos
            and all(v.estado == "revisado" and quien not in v.autores for v in vidas)
            and all(map(self.al_dia, vidas))
        )

    def decidir(self, salidas: Collection[tuple[Vida, str]], acuerdo: str, rige: date) -> None:
        """One acuerdo, one number for all it approves, the next one (rule 5).

        What it returns is a draft again; what it postpones stays as it was.
        """
        self.acuerdos.append(acuerdo)
        self.rigen[acuerdo] = rige
        aprobadas = [v for v, salida in salidas if salida == "aprobado"]
        self.numeros += bool(aprobadas)
        for vida in aprobadas:
            self.ordenes += 1
            vida.estado, vida.numero, vida.acuerdo = "aprobado", self.numeros, acuerdo
            vida.rige, vida.orden = rige, self.ordenes
        for vida, salida in salidas:
            if salida == "devuelto":
                vida.hacer("devolver", "")

    def en_pie(self, acuerdo: str) -> list[Vida]:
        """What an acuerdo approved and was not annulled."""
        return [v for v in self.vidas.values() if v.acuerdo == acuerdo and not v.anulada]

    def sin_efecto(self, acuerdo: str) -> bool:
        """Whether all that an acuerdo approved was annulled."""
        suyas = [v for v in self.vidas.values() if v.acuerdo == acuerdo]
        return bool(suyas) and not self.en_pie(acuerdo)

    def puede_mover(self, quien: str, acuerdo: str, dia: date) -> bool:
        """The secretary, to a day that is not the one it has."""
        libre = "secretaria" in ROLES[quien] and not self.sin_efecto(acuerdo)
        return libre and self.rigen[acuerdo] != dia

    def mover(self, acuerdo: str, dia: date) -> None:
        """All that the acuerdo approved is in force from another day; its order stays."""
        self.rigen[acuerdo] = dia
        for vida in self.en_pie(acuerdo):
            vida.rige = dia

    def puede_anular(self, quien: str, acuerdo: str, vidas: Collection[Vida]) -> bool:
        """The secretary, what stands of an acuerdo."""
        return "secretaria" in ROLES[quien] and bool(vidas) and all(
            v.acuerdo == acuerdo and not v.anulada for v in vidas
        )  # fmt: skip

    def puede_seguir(self, quien: str, vida: Vida) -> bool:
        """An author, a draft of a text whose base no longer counts."""
        escribe = "autor" in ROLES[quien] and vida.estado == "borrador" and not vida.deroga
        return escribe and not self.al_dia(vida)

    def seguir(self, vida: Vida) -> None:
        """It goes on from the version that counts; its text stays."""
        ultima = self.de(vida.cargo)[-1]
        vida.parte, vida.base, vida.restablece = ultima.orden, ultima.texto, ultima.deroga
