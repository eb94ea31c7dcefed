"""A record with a row of every kind, and the connections from which it is attacked."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from tests.apoyo import manualito, papeles
from tests.apoyo.bases import Direcciones, ajustes, cerrar
from tests.apoyo.reparto import AHORA, Elenco
from webapp import create_app
from webapp.archivos import PDF, Recibido
from webapp.bd import Base, db, preparar_motor, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.abrir import abrir_nuevo
from webapp.casos.actor import Actor
from webapp.casos.anotar_archivo import entregar_archivo
from webapp.casos.anotar_emision import anotar_emision
from webapp.casos.crear_manual import crear_manual
from webapp.casos.delegar import PedidoDeDelegacion, delegar
from webapp.casos.descartar import descartar
from webapp.casos.devolver import devolver
from webapp.modelos import (
    Acto,
    ClaseDocumento,
    Delegacion,
    Desestimacion,
    Expediente,
    Grupo,
    GrupoVersion,
    InstrumentoRegistrado,
    Nombramiento,
    Observacion,
    Persona,
    Punto,
    PuntoVersion,
    Respuesta,
    Version,
)
from workflows.formatos.cargador import fuente


@dataclass
class Escenario:
    """Where the database is, by which connections, and the ids an attack names (``:v_borrador``).

    ``vias`` of SQLite: ``pelada`` is a connection without a single pragma, as any program
    would open the file; ``aplicacion`` is the application's. Of PostgreSQL: ``aplicacion`` is
    the application's user; ``dueno`` owns the tables, so that only the triggers stop it.
    """

    direcciones: Direcciones
    motor: str
    vias: dict[str, Engine] = field(default_factory=dict)
    datos: dict[str, object] = field(default_factory=dict)

    @contextmanager
    def conexion(self, via: str) -> Iterator[Connection]:
        """A transaction that is always rolled back."""
        with self.vias[via].connect() as conexion:
            if via == "pelada":
                conexion.exec_driver_sql("BEGIN")
            yield conexion
            conexion.rollback()


def vias_de(direcciones: Direcciones) -> dict[str, Engine]:
    """The engines from which a database can be attacked."""
    opciones = {"poolclass": sa.StaticPool}
    aplicacion = sa.create_engine(direcciones.aplicacion, **opciones)
    preparar_motor(aplicacion, aplicacion=True)
    if aplicacion.dialect.name == "sqlite":
        ruta = sa.make_url(direcciones.aplicacion).database or ""
        pelada = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(ruta), **opciones)
        return {"aplicacion": aplicacion, "pelada": pelada}
    return {"aplicacion": aplicacion, "dueno": sa.create_engine(direcciones.dueno, **opciones)}


def montar(direcciones: Direcciones, carpeta: Path, motor: str) -> Escenario:
    """Fill a fresh database by the casos; see ``_vivir`` for who did what."""
    app = create_app(ajustes(direcciones, carpeta))
    with app.app_context():
        datos = _vivir(Elenco().cargar())
    cerrar(app)
    return Escenario(direcciones, motor, vias_de(direcciones), datos)


def _vivir(e: Elenco) -> dict[str, object]:
    """Six cargos, each with its version where an attack wants it."""
    uno, dos, tres = e.cargos.values()
    aprobada = e.revisada("Operar según el manual del fabricante.", uno)
    otra = _de_cargo_nuevo(e, "41201")
    e.registrar("AJD-2026-112", aprobada)
    e.elaborar(otra)
    e.revisar(otra)
    e.registrar("AJD-2026-113", otra)
    borrador = e.abrir("ana", uno)
    e.cambiar(borrador, "Operar por turnos.", "ana")
    e.cambiar(borrador, "Operar por turnos rotativos.", "beto")
    elaborada = e.abrir("beto", dos)
    e.cambiar(elaborada, "Coordinar las cuadrillas.", "beto")
    e.elaborar(elaborada, "beto")
    revisada = e.abrir("beto", tres)
    e.cambiar(revisada, "Dirigir la dependencia.", "beto")
    e.elaborar(revisada, "beto")
    e.revisar(revisada)
    reelaborada = _de_cargo_nuevo(e, "41202")
    e.elaborar(reelaborada)
    e.revisar(reelaborada)
    with transaccion() as session:
        pedido = e.pedido(reelaborada, "devolver-revisado", "Falta el riesgo.")
        devolver(session, e.actor("rafael"), pedido)
    e.cambiar(reelaborada, "Atender riesgos.")
    e.elaborar(reelaborada)
    descartada = _de_cargo_nuevo(e, "41203")
    versiones = {"elaborada": elaborada, "borrador": borrador, "descartada": descartada}
    dicho = _decir(e, versiones)
    pedido = e.pedido(descartada, "descartar", "Ya nadie lo quiere.")
    with transaccion() as session:
        descartar(session, e.actor("ana"), Pedido(descartada, "descartar", pedido.visto, "No."))
    with transaccion() as session:
        recibido = Recibido(papeles.huella(papeles.pdf()), PDF, 100, "acuerdo.pdf")
        dicho["h_archivo"] = entregar_archivo(session, e.actor("sofia"), recibido)
        dicho["h_emitido"] = "e" * 64
        anotar_emision(
            session,
            hash_="e" * 64,
            clase=ClaseDocumento.MANUAL,
            manual_id=e.manual_id,
            momento=AHORA,
        )
    with transaccion() as session:
        otro_manual = crear_manual(
            session,
            Actor(e.personas["elena"], AHORA),
            slug="otro",
            nombre="Otro manual",
            institucion="Otra institución",
            fuente=fuente("especificacion-clase"),
            zona="America/Costa_Rica",
        ).id
    versiones |= {
        "aprobada": aprobada,
        "otra": otra,
        "revisada": revisada,
        "reelaborada": reelaborada,
    }
    dicho |= _llevar(e, revisada, str(dicho["h_archivo"])) | _delegar(e)
    return _datos(e, versiones, otro_manual) | dicho


def _delegar(e: Elenco) -> dict[str, int]:
    """Rafael delegates in Elena for two weeks."""
    with transaccion() as session:
        suyos = {
            clave: session.scalars(
                sa.select(Nombramiento.id).where(Nombramiento.persona_id == e.personas[clave])
            ).one()
            for clave in ("rafael", "sofia")
        }
        rafael = e.actor("rafael")
        hoy = rafael.ahora.date()
        pedido = PedidoDeDelegacion(
            suyos["rafael"], e.personas["elena"], hoy, hoy + timedelta(days=14)
        )
        delegar(session, rafael, pedido)
        session.flush()
        delegado = session.scalars(sa.select(Delegacion.nombramiento_id)).one()
    return {"n_delegado": delegado, **{f"n_{clave}": id_ for clave, id_ in suyos.items()}}


def _llevar(e: Elenco, version: int, archivo: str) -> dict[str, int]:
    """An agenda item with a version and a packet, and one that was discarded."""
    with transaccion() as session:
        comunes = {"manual_id": e.manual_id, "serie": 1, "persona_id": e.personas["sofia"],
                   "momento": e.ahora}  # fmt: skip
        punto, descartado = (Punto(fase="preparacion", **comunes) for _ in range(2))
        session.add_all([punto, descartado])
        session.flush()
        descartado.fase = "descartado"
        session.add(PuntoVersion(version_id=version, punto_id=punto.id, orden=1))
        session.add(
            Expediente(
                punto_id=punto.id, numero=1, hash="0" * 64, manifiesto="{}", pdf=archivo,
                docx=archivo, persona_id=e.personas["sofia"], momento=e.ahora,
            )
        )  # fmt: skip
        session.flush()
        return {"punto": punto.id, "punto_descartado": descartado.id}


def _de_cargo_nuevo(e: Elenco, codigo: str) -> int:
    texto = manualito.contenido(codigo, "OPERATIVO", f"GENERAL {codigo[-1]}", "LABORATORIO")
    with transaccion() as session:
        version = abrir_nuevo(session, e.actor("ana"), e.manual_id, texto).id
    e.justificar(version)
    return version


def _decir(e: Elenco, versiones: dict[str, int]) -> dict[str, int | str]:
    """What is said about versions: remarks, an answer, a cambio masivo."""
    rafael = {"persona_id": e.personas["rafael"], "momento": e.ahora, "texto": "Aclarar esto."}
    with transaccion() as session:
        remarcas = {
            f"o_{nombre}": Observacion(
                version_id=versiones[donde], clase=clase, pieza="", lugar="Todo el cargo", **rafael
            )
            for nombre, donde, clase in (
                ("abierta", "elaborada", "observacion"),
                ("nota", "elaborada", "nota"),
                ("borrador", "borrador", "observacion"),
                ("terminada", "descartada", "observacion"),
            )
        }
        grupo = Grupo(
            manual_id=e.manual_id,
            titulo="Otra palabra",
            buscado="una",
            reemplazo="otra",
            justificacion="Se entiende mejor.",
            persona_id=e.personas["ana"],
            momento=e.ahora,
        )
        session.add_all([*remarcas.values(), grupo])
        session.flush()
        ids = {nombre: o.id for nombre, o in remarcas.items()}
        respuesta = Respuesta(observacion_id=ids["o_abierta"], clase="comentario", **rafael)
        session.add_all(
            [respuesta, GrupoVersion(version_id=versiones["borrador"], grupo_id=grupo.id)]
        )
        cargo_id = session.get_one(Version, versiones["borrador"]).cargo_id
        desestimado = Desestimacion(
            manual_id=e.manual_id,
            cargo_id=cargo_id,
            regla="espacios",
            huella="x",
            clase="desestimado",
            lugar="",
            mensaje="Sobra un espacio.",
            motivo="Así va.",
            persona_id=e.personas["ana"],
            momento=e.ahora,
        )
        session.add(desestimado)
        session.flush()
        return ids | {
            "r_comentario": respuesta.id,
            "g_palabra": grupo.id,
            "d_espacios": desestimado.id,
        }


def _datos(e: Elenco, versiones: dict[str, int], otro_manual: int) -> dict[str, object]:
    datos: dict[str, object] = {"manual": e.manual_id, "otro_manual": otro_manual}
    datos |= {f"v_{nombre}": v for nombre, v in versiones.items()}
    datos |= {f"p_{nombre}": p for nombre, p in e.personas.items()}
    with db.sessionmaker() as session:
        for nombre, version_id in versiones.items():
            version = session.get_one(Version, version_id)
            datos[f"c_{nombre}"] = version.cargo_id
        historica = session.scalars(
            sa.select(Version).where(
                Version.cargo_id == datos["c_borrador"], Version.etiqueta == "09-2020"
            )
        ).one()
        datos["v_historica"] = historica.id
        datos["h_historica"] = historica.contenido_hash
        datos["h_otra"] = session.get_one(Version, versiones["otra"]).contenido_hash
        datos["acto_viejo"] = session.scalars(
            sa.select(Acto.seq).where(
                Acto.version_id == versiones["reelaborada"], Acto.clase == "revision"
            )
        ).one()
        for nombre, numero in (
            ("i_historico", "AJD-2020-197"),
            ("i_112", "AJD-2026-112"),
            ("i_113", "AJD-2026-113"),
        ):
            datos[nombre] = session.scalars(
                sa.select(InstrumentoRegistrado.id).where(InstrumentoRegistrado.numero == numero)
            ).one()
        datos["nombre_ana"] = session.get_one(Persona, e.personas["ana"]).nombre
    return datos


def huella(conexion: Connection) -> str:
    """SHA-256 of every row of every table: equal only when nothing changed."""
    resumen = hashlib.sha256()
    for tabla in Base.metadata.sorted_tables:
        filas = conexion.exec_driver_sql(f"SELECT * FROM {tabla.name}").all()
        resumen.update(f"{tabla.name}{sorted(map(repr, filas))}".encode())
    return resumen.hexdigest()
