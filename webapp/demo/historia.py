"""The fictional manual with its history, and the second institution beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.casos._tramitar import Pedido
from webapp.casos.abrir import abrir
from webapp.casos.actor import Actor
from webapp.casos.asentar import asentar
from webapp.casos.crear_manual import crear_manual
from webapp.casos.elaborar import elaborar
from webapp.casos.guardar import guardar
from webapp.casos.justificar import justificar
from webapp.casos.operador import operador
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.casos.registrar_acuerdo import Acuerdo, registrar_acuerdo, todo_aprobado
from webapp.casos.revisar import revisar
from webapp.demo.dichos import decir
from webapp.demo.ediciones import Edicion, aplicar_ediciones
from webapp.demo.gente import Cifrar, dar_de_alta
from webapp.hechos import ver_versiones
from webapp.modelos import Aviso, Correo, Manual, Version
from workflows.formatos import cargar
from workflows.formatos.cargador import fuente
from workflows.lectura import CargoLeido, leer

CARPETA = Path(__file__).parent
Avance = Callable[[str], None]


def cargar_institucion(session: Session, ahora: datetime, cifrar: Cifrar, avance: Avance) -> None:
    """The manual approved by a board: two acuerdos, one cargo abolished, work under way."""
    guion = tomllib.loads((CARPETA / "cambios.toml").read_text("utf-8"))
    historia = _Historia(session, ahora, "manual-de-cargos", guion, cifrar)
    avance("Manual impreso de 2024")
    historia.asentar([CARPETA / guion["manual"]["archivo"]], date(2024, 4, 1))
    avance("Segundo acuerdo, de 2025")
    historia.segundo_acuerdo()
    avance("Trabajo en curso")
    historia.en_curso()
    historia.sin_correo()


def cargar_segunda(session: Session, ahora: datetime, cifrar: Cifrar, avance: Avance) -> None:
    """The set of class specifications that a director signs."""
    guion = tomllib.loads((CARPETA / "clases" / "personas.toml").read_text("utf-8"))
    historia = _Historia(session, ahora, "clases", guion, cifrar)
    avance("Especificaciones de clase de la segunda institución")
    archivos = [CARPETA / "clases" / a for a in guion["manual"]["archivos"]]
    historia.asentar(archivos, date(2024, 4, 1))


class _Historia:
    def __init__(
        self,
        session: Session,
        ahora: datetime,
        slug: str,
        guion: Mapping[str, Any],
        cifrar: Cifrar,
    ) -> None:
        self.session, self.ahora, self.guion = session, ahora, guion
        datos = guion["manual"]
        self.formato = cargar(datos["formato"])
        fundacion = date(2024, 3, 15)
        self.operador = operador(session, self._a_las(fundacion, 8)).id
        self.manual: Manual = crear_manual(
            session,
            Actor(self.operador, self._a_las(fundacion, 8)),
            slug=slug,
            nombre=datos["nombre"],
            institucion=datos["institucion"],
            fuente=fuente(self.formato.clave),
            zona=datos["zona"],
        )
        self.personas = dar_de_alta(
            session,
            Actor(self.operador, self._a_las(fundacion, 9)),
            self.manual.id,
            guion["personas"],
            fundacion,
            cifrar,
        )
        self.cargos: dict[str, int] = {}

    def sin_correo(self) -> None:
        """Nobody is written to about a history that never happened; the old of it was read."""
        suyos = update(Aviso).where(Aviso.manual_id == self.manual.id)
        self.session.execute(suyos.values(correo=Correo.NO))
        viejos = suyos.where(Aviso.momento < self.ahora - timedelta(days=30))
        self.session.execute(viejos.values(leido=Aviso.momento))

    def _a_las(self, dia: date, hora: int) -> datetime:
        """A working hour of that day; never after the present moment."""
        return min(datetime.combine(dia, time(hora + 6), UTC), self.ahora)

    def _actor(self, clave: str, dia: date, hora: int) -> Actor:
        return Actor(self.personas[clave], self._a_las(dia, hora))

    def asentar(self, archivos: Sequence[Path], dia: date) -> None:
        leidos: list[CargoLeido] = []
        for archivo in archivos:
            leidos += leer(archivo.read_bytes(), [self.formato], nombre=archivo.name).cargos
        asentar(self.session, Actor(self.operador, self._a_las(dia, 10)), self.manual.id, leidos)
        versiones = self.session.scalars(select(Version).where(Version.manual_id == self.manual.id))
        self.cargos = {
            vista.contenido.campo("codigo"): vista.cargo.id
            for vista in ver_versiones(self.session, [v.id for v in versiones])
        }

    def segundo_acuerdo(self) -> None:
        datos = self.guion["acuerdo"]
        autora, revisor = datos["elaborado_por"], datos["revisado_por"]
        por_cargo: dict[str, list[Edicion]] = {}
        for edicion in self.guion["cambio"]:
            por_cargo.setdefault(edicion["cargo"], []).append(edicion)
        versiones = [
            self._elaborar(codigo, ediciones, autora, datos["elaborado"])
            for codigo, ediciones in por_cargo.items()
        ]
        for derogar in self.guion["derogar"]:
            actor = self._actor(autora, datos["elaborado"], 10)
            cargo_id = self.cargos[derogar["cargo"]]
            version = proponer_derogar(self.session, actor, cargo_id, derogar["motivo"])
            self._firmar(elaborar, "elaborar", version.id, actor)
            versiones.append(version.id)
        for version_id in versiones:
            self._firmar(
                revisar, "revisar", version_id, self._actor(revisor, datos["revisado"], 11)
            )
        vistas = ver_versiones(self.session, versiones)
        acuerdo = Acuerdo(
            datos["numero"],
            datos["sesion"],
            datos["fecha"],
            datos["fecha"] if datos.get("firme") else None,
            datos["rige_desde"],
            todo_aprobado({v.version.id: v.contenido_hash for v in vistas}),
        )
        secretaria = next(
            k for k, p in self.guion["personas"].items() if "secretaria" in p["roles"]
        )
        actor = self._actor(secretaria, datos["fecha"] + timedelta(days=1), 9)
        registrar_acuerdo(self.session, actor, self.manual.id, acuerdo)

    def en_curso(self) -> None:
        hoy = self.ahora.date()
        tramite = self.guion["tramite"]
        acordar, revisar_, borrador = (
            tramite[k] for k in ("por_acordar", "en_revision", "en_borrador")
        )
        dia = hoy - timedelta(days=acordar["elaborado_hace_dias"])
        version_id = self._elaborar(
            acordar["cargo"], self.guion["por_acordar"], acordar["elaborado_por"], dia
        )
        dia = hoy - timedelta(days=acordar["revisado_hace_dias"])
        self._firmar(revisar, "revisar", version_id, self._actor(acordar["revisado_por"], dia, 11))
        dia = hoy - timedelta(days=revisar_["elaborado_hace_dias"])
        abiertas = {
            revisar_["cargo"]: self._elaborar(
                revisar_["cargo"], self.guion["en_revision"], revisar_["elaborado_por"], dia
            )
        }
        dia = hoy - timedelta(days=borrador["abierto_hace_dias"])
        abiertas[borrador["cargo"]] = self._editar(
            borrador["cargo"],
            self.guion["en_borrador"],
            self._actor(borrador["abierto_por"], dia, 9),
        )
        for dicho in self.guion["observacion"]:
            decir(self.session, abiertas[dicho["cargo"]], dicho, self._hace)

    def _hace(self, clave: str, dias: int) -> Actor:
        return self._actor(clave, self.ahora.date() - timedelta(days=dias), 10)

    def _editar(self, codigo: str, ediciones: Sequence[Edicion], actor: Actor) -> int:
        version = abrir(self.session, actor, self.cargos[codigo])
        vista = ver_versiones(self.session, [version.id])[0]
        texto, porques = aplicar_ediciones(vista.contenido, ediciones)
        guardar(self.session, actor, version.id, texto, vista.serie)
        justificar(self.session, actor, version.id, porques)
        return version.id

    def _elaborar(self, codigo: str, ediciones: Sequence[Edicion], persona: str, dia: date) -> int:
        actor = self._actor(persona, dia, 9)
        version_id = self._editar(codigo, ediciones, actor)
        self._firmar(elaborar, "elaborar", version_id, actor)
        return version_id

    def _firmar(
        self,
        caso: Callable[[Session, Actor, Pedido], str],
        acto: str,
        version_id: int,
        actor: Actor,
    ) -> None:
        visto = ver_versiones(self.session, [version_id])[0].contenido_hash
        caso(self.session, actor, Pedido(version_id, acto, visto))
