"""The cast: Ana writes, Rafael reviews, Sofía takes it to the board; a manual with three cargos."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.apoyo import manualito
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.abrir import abrir
from webapp.casos.actor import Actor
from webapp.casos.asentar import asentar
from webapp.casos.crear_manual import crear_manual
from webapp.casos.elaborar import elaborar
from webapp.casos.guardar import guardar
from webapp.casos.justificar import justificar
from webapp.casos.operador import operador
from webapp.casos.registrar_acuerdo import Acuerdo, registrar_acuerdo, todo_aprobado
from webapp.casos.revisar import revisar
from webapp.demo.gente import dar_de_alta
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import Cargo, Manual, Persona
from workflows.contenido import Contenido
from workflows.formatos import cargar
from workflows.formatos.cargador import fuente
from workflows.lectura import leer

AHORA = datetime(2026, 11, 12, 15, 0, tzinfo=UTC)
ZONA = ZoneInfo("America/Costa_Rica")
SLUG = "pruebas"
PORQUE = "Así se trabaja desde que hay equipos nuevos."
CONTRASENA = "una frase larga de prueba"
CARGOS = [
    ("41110", "OPERATIVO", "GENERAL", "PRODUCCIÓN"),
    ("41120", "OPERATIVO", "EXPERTO", "PRODUCCIÓN"),
    ("31110", "EJECUTIVO", "GENERAL", "PRODUCCIÓN"),
]
PERSONAS = {
    "ana": ("Ana Mora", "Unidad de Producción", "Analista", ["autor"]),
    "beto": ("Beto Salas", "Unidad de Producción", "Analista", ["autor", "revisor", "secretaria"]),
    "rafael": ("Rafael Solís", "Unidad de Capital Humano", "Jefe", ["revisor"]),
    "sofia": ("Sofía Brenes", "Secretaría de Junta", "Secretaria", ["secretaria"]),
    "marcos": ("Marcos Arias", "Informática", "Administrador", ["administrador"]),
    "elena": ("Elena Rojas", "Auditoría", "Auditora", ["lector"]),
    "nadie": ("Nadie Conrol", "Otra", "Otro", []),
}


def correo(clave: str) -> str:
    """The address of somebody of the cast."""
    return f"{clave}@pruebas.example"


def fundar(cifrada: str, *, formato: str = "manual-cargos", slug: str = SLUG) -> None:
    """The manual, its people and the history of its cargos. Needs an application context."""
    ahora = AHORA - timedelta(days=400)
    with transaccion() as session:
        actor = Actor(operador(session, ahora).id, ahora)
        manual = crear_manual(
            session,
            actor,
            slug=slug,
            nombre="Manual de pruebas",
            institucion="Acueducto de pruebas",
            fuente=fuente(formato),
            zona=ZONA.key,
        )
        dar_de_alta(
            session,
            actor,
            manual.id,
            {
                clave: {
                    "nombre": nombre,
                    "correo": correo(clave),
                    "unidad": unidad,
                    "puesto": puesto,
                    "roles": roles,
                }
                for clave, (nombre, unidad, puesto, roles) in PERSONAS.items()
            },
            ahora.date(),
            lambda _: cifrada,
        )
        lectura = leer(manualito.documento(CARGOS).encode(), [cargar("manual-cargos")])
        asentar(session, actor, manual.id, lectura.cargos)


@dataclass
class Elenco:
    """Does things in the name of the cast, each in a transaction of its own."""

    ahora: datetime = AHORA
    personas: dict[str, int] = field(default_factory=dict)
    cargos: dict[str, int] = field(default_factory=dict)
    manual_id: int = 0

    def cargar(self) -> Elenco:
        """Learn the ids. Needs an application context."""
        with db.sessionmaker() as session:
            self.manual_id = session.scalars(select(Manual.id).where(Manual.slug == SLUG)).one()
            for clave in PERSONAS:
                self.personas[clave] = session.scalars(
                    select(Persona.id).where(Persona.email == correo(clave))
                ).one()
            for cargo in session.scalars(select(Cargo).where(Cargo.manual_id == self.manual_id)):
                self.cargos[cargo.slug] = cargo.id
        return self

    def actor(self, clave: str) -> Actor:
        """Somebody of the cast, a minute later than the last time."""
        self.ahora += timedelta(minutes=1)
        return Actor(self.personas[clave], self.ahora)

    @property
    def cargo(self) -> int:
        """The first cargo."""
        return self.cargos["operativo-general-produccion"]

    def vista(self, version_id: int) -> VersionVista:
        """A version as it is now."""
        with db.sessionmaker() as session:
            return ver_versiones(session, [version_id])[0]

    def abrir(self, clave: str = "ana", cargo_id: int | None = None) -> int:
        """Open a draft."""
        with transaccion() as session:
            return abrir(session, self.actor(clave), cargo_id or self.cargo).id

    def guardar(self, version_id: int, texto: Contenido, clave: str = "ana") -> int:
        """Save a draft over what is there, with a reason where it has none."""
        vista = self.vista(version_id)
        actor = self.actor(clave)
        with transaccion() as session:
            if not vista.porques:
                justificar(session, actor, version_id, {"": PORQUE})
            return guardar(session, actor, version_id, texto, vista.serie).serie

    def cambiar(self, version_id: int, frase: str, clave: str = "ana") -> Contenido:
        """Save a draft whose first main activity says ``frase``."""
        texto = con_frase(self.vista(version_id).contenido, frase)
        self.guardar(version_id, texto, clave)
        return texto

    def pedido(self, version_id: int, acto: str, motivo: str = "") -> Pedido:
        """An acto on the text as it is now."""
        return Pedido(version_id, acto, self.vista(version_id).contenido_hash, motivo)

    def justificar(self, version_id: int, porque: str = PORQUE, clave: str = "ana") -> None:
        """Give one reason for all the changes."""
        with transaccion() as session:
            justificar(session, self.actor(clave), version_id, {"": porque})

    def elaborar(self, version_id: int, clave: str = "ana") -> str:
        """Sign as elaborado."""
        pedido = self.pedido(version_id, "elaborar")
        with transaccion() as session:
            return elaborar(session, self.actor(clave), pedido)

    def revisar(self, version_id: int, clave: str = "rafael") -> str:
        """Sign as revisado."""
        pedido = self.pedido(version_id, "revisar")
        with transaccion() as session:
            return revisar(session, self.actor(clave), pedido)

    def acuerdo(self, numero: str, *versiones: int, rige: date | None = None) -> Acuerdo:
        """What the secretary would type, on the texts as they are now."""
        vistos = {v: self.vista(v).contenido_hash for v in versiones}
        return Acuerdo(
            numero, "ordinaria 2026-31", self.ahora.astimezone(ZONA).date(), None, rige,
            todo_aprobado(vistos),
        )  # fmt: skip

    def registrar(self, numero: str, *versiones: int, clave: str = "sofia") -> str:
        """Record an acuerdo."""
        acuerdo = self.acuerdo(numero, *versiones)
        with transaccion() as session:
            return registrar_acuerdo(session, self.actor(clave), self.manual_id, acuerdo)

    def revisada(self, frase: str, cargo_id: int | None = None) -> int:
        """A version that waits for the board."""
        version_id = self.abrir(cargo_id=cargo_id)
        self.cambiar(version_id, frase)
        self.elaborar(version_id)
        self.revisar(version_id)
        return version_id


def con_frase(texto: Contenido, frase: str) -> Contenido:
    """The same text, its first main activity replaced."""
    return replace(
        texto,
        secciones=tuple(
            replace(s, items=(replace(s.items[0], texto=frase), *s.items[1:]))
            if s.clave == "actividades_principales"
            else s
            for s in texto.secciones
        ),
    )
