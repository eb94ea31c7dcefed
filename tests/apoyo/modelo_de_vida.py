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
    rige: date | None = date.min  #: None while its acuerdo waits to be published
    orden: int = 0
    acuerdo: str = ""
    previo: str | None = None  #: what it said before its last save; None before there was one
    parte: int = 0  #: the order of the version it started from
    anulada: bool = False
    pendiente: str = ""  #: the acuerdo that approved it with changes, not yet in it
    reservado: int = 0  #: the number that acuerdo keeps for it

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
            self.estado, self.pendiente = "descartado", ""
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
    rigen: dict[str, date | None] = field(default_factory=dict)
    publicados: set[str] = field(default_factory=set)
    anulados: set[str] = field(default_factory=set)  #: of which nothing is left
    sesiones: dict[str, str] = field(default_factory=dict)
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
        hasta = [(v.rige, v.orden, v) for v in self.de(cargo) if v.rige and v.rige <= dia]
        return max(hasta, key=lambda h: h[:2], default=(None, 0, None))[2]

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
            and not any(v.pendiente for v in vidas)
        )

    def puede_decidir(self, salidas: Collection[tuple[Vida, str]]) -> bool:
        """An abolition changes no text: it is not approved with changes."""
        return not any(vida.deroga and salida == "con-cambios" for vida, salida in salidas)

    def decidir(
        self, salidas: Collection[tuple[Vida, str]], acuerdo: str, rige: date | None
    ) -> None:
        """One acuerdo, one number for all it approves, the next one (rule 5).

        What it returns or changes is a draft again; what it postpones stays as it was.
        """
        self.acuerdos.append(acuerdo)
        self.rigen[acuerdo], self.sesiones[acuerdo] = rige, "ordinaria 3"
        self.numeros += any(salida in ("aprobado", "con-cambios") for _, salida in salidas)
        for vida, salida in salidas:
            if salida == "aprobado":
                self._aprobar(vida, acuerdo, self.numeros)
            elif salida != "pospuesto":
                vida.hacer("devolver", "")
            if salida == "con-cambios":
                vida.pendiente, vida.reservado = acuerdo, self.numeros

    def _aprobar(self, vida: Vida, acuerdo: str, numero: int) -> None:
        self.ordenes += 1
        vida.estado, vida.numero, vida.acuerdo = "aprobado", numero, acuerdo
        vida.rige, vida.orden, vida.pendiente = self.rigen[acuerdo], self.ordenes, ""

    def puede_completar(self, quien: str, acuerdo: str, vida: Vida) -> bool:
        """The secretary, what that acuerdo waits for, once others signed the board's words."""
        return (
            "secretaria" in ROLES[quien]
            and vida.pendiente == acuerdo
            and vida.estado == "revisado"
            and quien not in vida.autores
            and self.al_dia(vida)
        )

    def completar(self, vida: Vida) -> None:
        """Under the same acuerdo and the number it kept."""
        self._aprobar(vida, vida.pendiente, vida.reservado)

    def puede_publicar(self, quien: str, acuerdo: str, dia: date, hoy: date) -> bool:
        """The secretary, once, on a day from its session (today's) to today."""
        libre = "secretaria" in ROLES[quien] and not self.sin_efecto(acuerdo)
        return libre and acuerdo not in self.publicados and dia == hoy

    def publicar(self, acuerdo: str, dia: date) -> None:
        """What waited for it is in force from that day."""
        self.publicados.add(acuerdo)
        if self.rigen[acuerdo] is None:
            self.mover(acuerdo, dia)

    def puede_corregir(self, quien: str, acuerdo: str, campo: str, valor: str) -> bool:
        """The secretary, to something else; a number that no other acuerdo has (rule 6)."""
        libre = "secretaria" in ROLES[quien] and not self.sin_efecto(acuerdo)
        return libre and valor not in (
            self.acuerdos if campo == "numero" else [self.sesiones[acuerdo]]
        )

    def corregir(self, acuerdo: str, campo: str, valor: str) -> None:
        """Only what it says of itself changes: the versions keep their number and their days."""
        if campo == "sesion":
            self.sesiones[acuerdo] = valor
            return
        self.acuerdos[self.acuerdos.index(acuerdo)] = valor
        self.rigen[valor], self.sesiones[valor] = (
            self.rigen.pop(acuerdo),
            self.sesiones.pop(acuerdo),
        )
        self.publicados = {valor if a == acuerdo else a for a in self.publicados}
        for vida in self.vidas.values():
            vida.acuerdo = valor if vida.acuerdo == acuerdo else vida.acuerdo
            vida.pendiente = valor if vida.pendiente == acuerdo else vida.pendiente

    def en_pie(self, acuerdo: str) -> list[Vida]:
        """What an acuerdo approved and was not annulled."""
        return [v for v in self.vidas.values() if v.acuerdo == acuerdo and not v.anulada]

    def sin_efecto(self, acuerdo: str) -> bool:
        """Whether all that an acuerdo approved was annulled, and what it waited for let go."""
        return acuerdo in self.anulados

    def puede_mover(self, quien: str, acuerdo: str, dia: date) -> bool:
        """The secretary, to a day that is not the one it has."""
        libre = "secretaria" in ROLES[quien] and not self.sin_efecto(acuerdo)
        return libre and self.rigen[acuerdo] != dia

    def mover(self, acuerdo: str, dia: date) -> None:
        """All that the acuerdo approved is in force from another day; its order stays."""
        self.rigen[acuerdo] = dia
        for vida in self.en_pie(acuerdo):
            vida.rige = dia

    def pendientes(self, acuerdo: str) -> list[Vida]:
        """What it approved with changes, and waits for."""
        return [v for v in self.vidas.values() if v.pendiente == acuerdo]

    def anular(self, acuerdo: str, vidas: Collection[Vida]) -> None:
        """They no longer count; when nothing is left, the acuerdo waits for nothing either."""
        for vida in vidas:
            vida.anulada = True
        if not self.en_pie(acuerdo):
            self.anulados.add(acuerdo)
            for vida in self.pendientes(acuerdo):
                vida.pendiente = ""

    def puede_anular(self, quien: str, acuerdo: str, vidas: Collection[Vida]) -> bool:
        """The secretary: some of what stands of an acuerdo, or all that it only waits for."""
        en_pie = self.en_pie(acuerdo)
        hay = bool(vidas) if en_pie else bool(self.pendientes(acuerdo))
        return "secretaria" in ROLES[quien] and hay and all(v in en_pie for v in vidas)

    def puede_seguir(self, quien: str, vida: Vida) -> bool:
        """An author, a draft of a text whose base no longer counts."""
        escribe = "autor" in ROLES[quien] and vida.estado == "borrador" and not vida.deroga
        return escribe and not self.al_dia(vida)

    def seguir(self, vida: Vida) -> None:
        """It goes on from the version that counts; its text stays."""
        ultima = self.de(vida.cargo)[-1]
        vida.parte, vida.base, vida.restablece = ultima.orden, ultima.texto, ultima.deroga
