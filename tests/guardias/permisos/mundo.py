"""One world for the whole walk: who stands in what relation to which version, and every address."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_security import hash_password

from tests.apoyo.importacion import subido
from tests.apoyo.masivo import cambiado
from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.papeles import con_adjunto
from tests.apoyo.puntos import JUNTA, escrito, llevar
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from tests.apoyo.trabajos import atender, trabajo_hecho
from tests.conftest import ClienteAparte
from webapp.acceso.sesiones import abrir
from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.crear_persona import crear_persona
from webapp.casos.delegar import PedidoDeDelegacion, delegar
from webapp.casos.devolver import devolver
from webapp.casos.nombrar import nombrar
from webapp.casos.pedir_criterio import pedir_criterio
from webapp.casos.responder import responder
from webapp.formularios.entera import CAMPO, EDITOR, PUNTO
from webapp.modelos import (
    ClaseRespuesta,
    Delegacion,
    MedioSesion,
    Nombramiento,
    Observacion,
    Sesion,
)
from workflows.formatos.cargador import fuente
from workflows.verificacion import codigo_de

#: The columns of the table: who asks (clave of the cast), what they are called in it, and their
#: roles in the manual. «Ella» is the version of the page; the rest of the cast's are the same.
COLUMNAS: Mapping[str, tuple[str, frozenset[str]]] = {
    "": ("nadie", frozenset()),
    "nora": ("sin rol", frozenset()),
    "otto": ("roles en otro", frozenset()),
    "elena": ("lector", frozenset({"lector"})),
    "nadie": ("consultada", frozenset()),
    "ana": ("autora de ella", frozenset({"autor"})),
    "lucia": ("otra autora", frozenset({"autor"})),
    "rafael": ("revisor de ella", frozenset({"revisor"})),
    "delia": ("por delegación de él", frozenset({"revisor"})),
    "sofia": ("secretaria", frozenset({"secretaria"})),
    "beto": ("los tres, y la escribió", frozenset({"autor", "revisor", "secretaria"})),
    "aura": ("auditora", frozenset({"auditor"})),
    "marcos": ("administrador", frozenset({"administrador"})),
}

#: The person whose unit was asked for its criterio on the version of the walk.
CONSULTADA = "nadie"

#: The blueprints whose ``version_id`` is a draft; of the rest it is a version under review.
_DE_BORRADOR = {"borradores", "base", "historial", "guardado"}

#: What is sent where an empty form would not reach the question of who.
CUERPOS: Mapping[str, Mapping[str, Any]] = {
    f"guardado.{vista}": {"json": {"serie": 0}}
    for vista in ("piezas", "novedades", "deshacer", "justificacion")
} | {
    "observaciones.criterio": {"data": {"unidad": "Otra", "texto": "¿Y?", "vence": "2027-01-04"}},
    "borradores.guardar_borrador": {"data": {CAMPO: EDITOR}},
    "junta.guardar": {"data": {CAMPO: PUNTO}},
}


@dataclass(frozen=True, slots=True)
class Mundo:
    """The versions of the walk, and a value for every argument an address may have."""

    app: Flask
    elenco: Elenco
    otro: Elenco
    borrador: int
    elaborada: int
    revisada: int
    delegado: int  #: the appointment that Rafael delegated
    valores: Mapping[str, object]

    def argumentos(self, endpoint: str, nombres: set[str]) -> dict[str, object]:
        """The values of an address. A name without one is a new kind of address: say it here."""
        if faltan := sorted(nombres - self.valores.keys()):
            raise AssertionError(
                f"«{endpoint}» lleva {', '.join(faltan)} en su dirección: dele un valor en "
                "`valores` de tests/guardias/permisos/mundo.py"
            )
        dados = {n: self.valores[n] for n in nombres}
        if endpoint.split(".", maxsplit=1)[0] in _DE_BORRADOR:
            dados |= {"version_id": self.borrador} if "version_id" in nombres else {}
        if endpoint == "delegaciones.terminar":
            dados["nombramiento_id"] = self.delegado
        return dados


def construir(app: Flask, elenco: Elenco) -> Mundo:
    """The world. Needs an application context."""
    otro = _gente(elenco)
    elaborada = _reelaborada(elenco)
    revisada = elenco.revisada("Dirigir.", elenco.cargos["ejecutivo-general-produccion"])
    punto = llevar(elenco, revisada)
    _expediente(app, punto, revisada)
    grupo, versiones = cambiado(elenco, "caudales", "niveles")
    borrador = versiones[0]
    vista = elenco.vista(elaborada)
    with db.sessionmaker() as session:
        delegado = session.scalars(sa.select(Delegacion)).one()
    with transaccion() as session:
        vence = elenco.ahora.date() + timedelta(days=5)
        criterio = pedir_criterio(
            session, elenco.actor("rafael"), elaborada, "Otra", "¿Es así?", vence
        )
        suyas = sa.select(Observacion.id).where(Observacion.version_id == elaborada)
        for observacion in session.scalars(suyas).all():
            responder(session, elenco.actor("rafael"), observacion, ClaseRespuesta.RESUELTA, "")
        rol = session.scalars(
            sa.select(Nombramiento.id).where(Nombramiento.persona_id == elenco.personas["sofia"])
        ).one()
    valores: dict[str, object] = {
        "slug": SLUG,
        "cargo": vista.cargo.slug,
        "etiqueta": "09-2020",
        "numero": "AJD-2020-197",
        "version_id": elaborada,
        "borrador_id": borrador,
        "observacion_id": criterio,
        "item": vista.contenido.ids()[-1],
        "codigo": codigo_de(SLUG, vista.version.base_id or 0, vista.base_hash),
        "competencia": "iniciativa",
        "grupo_id": grupo,
        "punto_id": punto,
        "tipo": "texto",
        "formato": "docx",
        "cual": 1,
        "acto": "devolver",
        "verbo": "firmeza",
        "persona_id": elenco.personas["sofia"],
        "rol_id": rol,
        "ficha": "no-es-una-ficha",
        "nombramiento_id": delegado.origen_id,
        "huella": con_adjunto(elenco, app.config["ARCHIVOS"], "AJD-2020-197"),
        "lectura_id": subido(app, elenco),
        "trabajo_id": trabajo_hecho(app, elenco.manual_id),
        "sesion_id": _sesion(app, elenco),
    }
    return Mundo(
        app, elenco, otro, borrador, elaborada, revisada, delegado.nombramiento_id, valores
    )


def _expediente(app: Flask, punto: int, version: int) -> None:
    """The packet of the agenda item, as its secretary asks for it."""
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    pedido = escrito(1, version, hacer="expediente")
    respuesta = cliente.entrar("sofia").post(f"{JUNTA}/{punto}", data=pedido)
    assert respuesta.status_code == 302, respuesta.text
    atender(app)


def _sesion(app: Flask, elenco: Elenco) -> int:
    """A browser that the author of the version left signed in."""
    with transaccion() as session:
        abrir(
            session,
            elenco.personas["ana"],
            ahora=elenco.ahora,
            dispositivo="Firefox en Windows",
            medio=MedioSesion.CONTRASENA,
            recordada=False,
            vida=app.config["SESION_VIDA"],
        )
        return session.scalars(
            sa.select(Sesion.id).where(Sesion.persona_id == elenco.personas["ana"])
        ).one()


_NUEVAS = {
    "lucia": "Lucía Vargas",
    "nora": "Nora Ulate",
    "delia": "Delia Mata",
    "aura": "Aura Coto",
}


def _gente(elenco: Elenco) -> Elenco:
    """Somebody else who writes, somebody without a role, and every role of another manual."""
    cifrada = hash_password(CONTRASENA)
    with transaccion() as session:
        for clave, nombre in _NUEVAS.items():
            elenco.personas[clave] = crear_persona(
                session,
                elenco.actor("marcos"),
                elenco.manual_id,
                nombre=nombre,
                correo=correo(clave),
                unidad="Archivo",
                puesto="Analista",
                contrasena=CONTRASENA,
                clave_cifrada=cifrada,
            ).id
        for clave, rol in {"lucia": "autor", "aura": "auditor"}.items():
            nombrar(
                session,
                elenco.actor("marcos"),
                elenco.manual_id,
                elenco.personas[clave],
                rol=rol,
                desde=elenco.ahora.date(),
            )
    _delegar(elenco)
    todos = ["autor", "revisor", "secretaria", "administrador", "lector"]
    return fundar_otro(elenco, fuente("manual-cargos"), slug="otro", roles={"otto": todos})


def _delegar(elenco: Elenco) -> None:
    """Rafael delegates in Delia."""
    hoy = elenco.ahora.date()
    with transaccion() as session:
        de = elenco.personas["rafael"]
        propio = session.scalars(
            sa.select(Nombramiento.id).where(Nombramiento.persona_id == de)
        ).one()
        pedido = PedidoDeDelegacion(propio, elenco.personas["delia"], hoy, hoy + timedelta(days=9))
        delegar(session, elenco.actor("rafael"), pedido)


def _reelaborada(elenco: Elenco) -> int:
    """A version that Ana and Beto wrote, that Rafael reviewed, that came back and went again."""
    version = elenco.abrir()
    elenco.cambiar(version, "Operar las bombas.")
    elenco.cambiar(version, "Operar las bombas nuevas.", "beto")
    elenco.elaborar(version)
    elenco.revisar(version)
    visto = elenco.vista(version).contenido_hash
    with transaccion() as session:
        pedido = Pedido(version, "devolver-revisado", visto, "Diga cuáles bombas.")
        devolver(session, elenco.actor("sofia"), pedido)
    elenco.cambiar(version, "Operar las bombas del acueducto.")
    elenco.elaborar(version)
    return version


class Foto:
    """The database as it was: every request of the walk finds the same world."""

    def __init__(self, ruta: Path) -> None:
        self._viva = sqlite3.connect(ruta, isolation_level=None)
        self._copia = sqlite3.connect(":memory:")
        self._viva.backup(self._copia)
        self._vista = self._cuenta()

    def _cuenta(self) -> int:
        return int(self._viva.execute("PRAGMA data_version").fetchone()[0])

    def restaurar(self) -> bool:
        """Undo whatever was written since. Whether there was anything."""
        if self._cuenta() == self._vista:
            return False
        self._copia.backup(self._viva)
        self._vista = self._cuenta()
        return True

    def cerrar(self) -> None:
        """Let go of the file."""
        self._viva.close()
        self._copia.close()
