"""A day of work over HTTP: three cargos are written, returned, signed and taken to the board.

Each person looks at where a cargo stands and does what comes next, so that the day goes on from
wherever a failure left it.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import requests
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.puntos import JUNTA
from tests.apoyo.reparto import PORQUE, SLUG, Elenco
from tests.fallas.libro import Libro
from tests.fallas.persona import Persona, SinRespuesta
from webapp.bd import db
from webapp.modelos import Borrador, Cargo, Guardado, Justificacion, Punto, PuntoVersion, Version
from workflows.contenido import leer_canonico
from workflows.piezas import en_piezas

#: Saves of a draft before it is signed.
GUARDADOS = 3
_PIEZA = "actividades_principales"
_ABIERTAS = ("edicion", "tramite")


class Dia:
    """The people: an Ana and a Rafael a cargo, and Sofía; what they did is in a book."""

    def __init__(self, app: Flask, base: str, elenco: Elenco, libro: Libro) -> None:
        self.app, self.libro = app, libro
        self.cargos = sorted(elenco.cargos.values())
        self.ana = {c: Persona(base, "ana") for c in self.cargos}
        self.rafael = {c: Persona(base, "rafael") for c in self.cargos}
        self.sofia = Persona(base, "sofia")
        self.n = 0
        self.alto, self.por_acordar = threading.Event(), threading.Event()
        self.cortadas: Counter[str] = Counter()
        self.errores: list[BaseException] = []

    def empezar(self) -> list[threading.Thread]:
        """Everybody works, until ``alto`` is set."""
        self.alto.clear()
        self.por_acordar.clear()
        tareas: list[Callable[[], bool]] = [self.acordar]
        tareas += [partial(self.adelantar, c) for c in self.cargos]
        hilos = [threading.Thread(target=self._trabajar, args=(tarea,)) for tarea in tareas]
        for hilo in hilos:
            hilo.start()
        return hilos

    def terminar(self, hilos: list[threading.Thread]) -> None:
        """Everybody ends what they began. Raises what went wrong in a thread."""
        self.alto.set()
        for hilo in hilos:
            hilo.join()
        if self.errores:
            raise self.errores[0]

    def _trabajar(self, tarea: Callable[[], bool]) -> None:
        try:
            while not self.alto.is_set():
                try:
                    hecho = tarea()
                except SinRespuesta:
                    hecho = False
                if not hecho:
                    self.alto.wait(0.02)
        except BaseException as error:
            self.errores.append(error)

    def adelantar(self, cargo: int) -> bool:
        """The next step of a cargo; False when it waits for the board."""
        with self.app.app_context(), db.sessionmaker() as session:
            version = session.scalar(
                sa.select(Version).where(
                    Version.cargo_id == cargo, Version.estado_clase.in_(_ABIERTAS)
                )
            )
            if version is None:
                slug = session.get_one(Cargo, cargo).slug
                self._hacer(
                    "abrir",
                    lambda: self.ana[cargo].enviar(f"/manual/{SLUG}/cargos/{slug}/abrir", {}),
                    lambda _: None,
                )
                return True
            borrador = session.get(Borrador, version.id)
            if borrador is not None:
                razones = session.scalars(
                    sa.select(Justificacion.texto).where(Justificacion.version_id == version.id)
                ).all()
                guardados = session.scalar(
                    sa.select(sa.func.count()).where(Guardado.version_id == version.id)
                )
                return self._escribir(
                    cargo, version.id, borrador, guardados or 0, razonado=bool(razones)
                )
        if version.estado == "elaborado":
            devuelve = version.id % 3 == 0 and not self._devueltas(version.id)
            self._firmar(self.rafael[cargo], version.id, "devolver" if devuelve else "revisar")
            return True
        return False

    def acordar(self) -> bool:
        """The board approves the three, once they are all reviewed."""
        with self.app.app_context(), db.sessionmaker() as session:
            filas = session.scalars(sa.select(Version).where(Version.estado == "revisado")).all()
            if len(filas) < len(self.cargos):
                return False
            vistos = {v.id: v.contenido_hash or "" for v in filas}
            punto = session.scalar(
                sa.select(Punto.id)
                .join(PuntoVersion, PuntoVersion.punto_id == Punto.id)
                .where(PuntoVersion.version_id.in_(vistos))
                .limit(1)
            )
        if punto is None:
            self._hacer(
                "punto",
                lambda: self.sofia.enviar(JUNTA, {"versiones": [str(v) for v in vistos]}),
                lambda _: None,
            )
            return True
        hoy = datetime.now(ZoneInfo("America/Costa_Rica")).date()
        numero = f"AJD-{hoy.year}-{self._siguiente()}"
        datos: dict[str, object] = {f"visto-{v}": visto for v, visto in vistos.items()}
        datos |= {f"resultado-{v}": "aprobado" for v in vistos}
        datos |= {"numero": numero, "clase": "ordinaria", "sesion": "9", "rige": "sesion"}
        datos["fecha"] = hoy.isoformat()

        def anotar(hecho: bool) -> None:
            self.libro.acuerdos[numero] = (frozenset(vistos), hecho)

        self.por_acordar.set()
        ruta = f"{JUNTA}/{punto}/decision/registrar"
        self._hacer("acuerdo", lambda: self.sofia.enviar(ruta, datos), anotar)
        return True

    def _escribir(
        self, cargo: int, version: int, borrador: Borrador, guardados: int, *, razonado: bool
    ) -> bool:
        ana, ruta = self.ana[cargo], f"/borradores/{version}"
        if guardados < GUARDADOS + self._devueltas(version):
            contenido = leer_canonico(borrador.texto, json.loads(borrador.ids))
            pieza = f"item:{contenido.seccion(_PIEZA).items[0].id}"
            antes = json.loads(en_piezas(contenido)[pieza])
            frase = f"Operar el equipo número {self._siguiente()}."
            cuerpo = {"antes": antes, "despues": {**antes, "texto": frase}}

            def anotar(hecho: bool) -> None:
                self.libro.guardados[version, frase] = hecho

            dice: dict[str, object] = {"serie": borrador.serie, "piezas": {pieza: cuerpo}}
            self._hacer("guardar", lambda: ana.decir(f"{ruta}/piezas", dice), anotar)
        elif not razonado:
            porque: dict[str, object] = {"serie": borrador.serie, "porques": {"": PORQUE}}
            self._hacer(
                "justificar", lambda: ana.decir(f"{ruta}/justificacion", porque), lambda _: None
            )
        else:
            self._firmar(ana, version, "elaborar")
        return True

    def _firmar(self, quien: Persona, version: int, acto: str) -> None:
        pagina = quien.leer(f"/versiones/{version}/")
        visto = re.search(r'name="visto" value="([0-9a-f]{64})"', pagina)
        if visto is None:
            return  # it moved on meanwhile
        datos: dict[str, object] = {"visto": visto[1], "motivo": "Falta un equipo."}

        def anotar(hecho: bool) -> None:
            self.libro.actos.append((version, acto, hecho))

        ruta = f"/versiones/{version}/actos/{acto}"
        self._hacer(acto, lambda: quien.enviar(ruta, datos), anotar)

    def _hacer(
        self, que: str, pedir: Callable[[], requests.Response], anotar: Callable[[bool], None]
    ) -> None:
        """Ask, and write down in the book whether the answer came."""
        try:
            respuesta = pedir()
        except SinRespuesta:
            with self.libro.llave:
                self.cortadas[que] += 1
                anotar(False)
            raise
        with self.libro.llave:
            self.libro.respuestas[respuesta.status_code] += 1
            if respuesta.status_code < 400:
                anotar(True)

    def _devueltas(self, version: int) -> int:
        with self.libro.llave:
            return sum(v == version and acto == "devolver" for v, acto, _ in self.libro.actos)

    def _siguiente(self) -> int:
        with self.libro.llave:
            self.n += 1
            return self.n
