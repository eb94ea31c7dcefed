"""A life of a version and an acuerdo over many, by the forms that people send."""

from __future__ import annotations

import html
import itertools
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask

from bench import corpus
from bench.cliente import PorDentro, PorHttp, Visita
from bench.gente import gente
from bench.medidas import Medida, milisegundos, percentil
from bench.paginas import BORRADORES, ELABORADAS
from bench.servidor import Servidor
from tests.apoyo.contar import contando
from tests.apoyo.masivo import cambio, hacer, tramitar, versiones
from tests.apoyo.reparto import SLUG
from webapp.bd import db
from webapp.formularios.entera import CAMPO, EDITOR
from workflows.contenido import Contenido, hash_de
from workflows.piezas import ITEM, de_piezas, escribir

_SABIDO = re.compile(r"data-sabido='([^']*)'")
_MANUAL = f"/manual/{SLUG}"
#: Cargos that no page of the bench has open.
_LIBRE = BORRADORES + ELABORADAS
_GUARDADOS = 5
_SALUDOS = 60
#: Lives that are not counted: whoever asks first of a process waits while it composes its SQL.
_ANTES = 6
#: What every cargo of the corpus says once.
_FRASE = "avisar a quien corresponda"


@dataclass
class Gente:
    """Who takes part, each with a session."""

    ana: Visita
    rafael: Visita
    sofia: Visita


@dataclass
class Contados:
    """The milliseconds of each form that was sent, and what it asked of the database."""

    ms: list[float] = field(default_factory=list)
    cpu: float = 0.0
    sentencias: int = 0
    commits: int = 0


class Envios:
    """Sends forms, keeps their time, and refuses to go on after a refusal.

    ``servidor`` is the one that answers, None inside this process.
    """

    def __init__(self, servidor: Servidor | None = None) -> None:
        self.contados, self.servidor = Contados(), servidor

    def enviar(
        self, visita: Visita, ruta: str, datos: Mapping[str, Any], *, como_json: bool = False
    ) -> Any:
        """The answer of one POST. Raises RuntimeError for anything but a redirect or JSON."""
        antes = self.servidor.cpu() if self.servidor else 0.0
        inicio = time.perf_counter()
        respuesta = visita.enviar(ruta, datos, como_json=como_json)
        self.contados.ms.append((time.perf_counter() - inicio) * 1000)
        self.contados.cpu += (self.servidor.cpu() if self.servidor else 0.0) - antes
        if respuesta.codigo != (200 if como_json else 302):
            raise RuntimeError(f"POST {ruta} respondió {respuesta.codigo}: {respuesta.cuerpo}")
        return json.loads(respuesta.cuerpo) if como_json else respuesta.cabeceras["location"]

    def anotar_en(self, medida: Medida, hola_ms: float, hola_cpu: float) -> None:
        """What all of them took, against one hello."""
        ms = sum(self.contados.ms)
        medida.anotar(ms / hola_ms, p50_ms=ms, cpu=self.contados.cpu / hola_cpu)


def vivir(gente: Gente, envios: Envios, cargo: int, numero: str, hoy: date) -> None:
    """From the draft to being in force: ten POSTs, since a session has its agenda item.

    The pages between them are opened too, as people do, but their time does not count here.
    """
    ana, slug = gente.ana, corpus.slug_de(cargo)
    version = _ultimo_numero(envios.enviar(ana, f"{_MANUAL}/cargos/{slug}/abrir", {}))
    hallado = _SABIDO.search(ana.pedir(f"/borradores/{version}").cuerpo)
    assert hallado is not None, "el editor dice las piezas del texto"
    piezas = {p: escribir(v) for p, v in json.loads(html.unescape(hallado[1])).items()}
    suyas = [p for p in piezas if p.startswith(ITEM)]
    serie = 0
    for n in range(1, _GUARDADOS):
        antes = json.loads(piezas[suyas[n]])
        despues = antes | {"texto": f"{antes['texto']} Vez {numero}."}
        dicho = envios.enviar(
            ana, f"/borradores/{version}/piezas",
            {"serie": serie, "piezas": {suyas[n]: {"antes": antes, "despues": despues}}},
            como_json=True,
        )  # fmt: skip
        serie, piezas[suyas[n]] = dicho["serie"], escribir(despues)
    texto = corpus.reescrito(de_piezas(piezas), 7, f"Última vez {numero}.")
    envios.enviar(ana, f"/borradores/{version}", _formulario(texto, serie))
    visto = hash_de(texto)
    for quien, acto in ((ana, "elaborar"), (gente.rafael, "revisar")):
        envios.enviar(quien, f"/versiones/{version}/actos/{acto}", {"visto": visto})
    acordar(gente.sofia, envios, {version: visto}, numero, hoy)


def acordar(
    sofia: Visita, envios: Envios, vistos: Mapping[int, str], numero: str, hoy: date
) -> None:
    """An agenda item with those versions, and what the board decided: all approved."""
    punto = _ultimo_numero(envios.enviar(sofia, f"{_MANUAL}/junta", {"versiones": [*vistos]}))
    datos: dict[str, Any] = {
        "numero": numero, "clase": "ordinaria", "sesion": "2026-40", "fecha": hoy.isoformat(),
        "rige": "sesion",
    }  # fmt: skip
    datos |= {f"visto-{v}": visto for v, visto in vistos.items()}
    datos |= {f"resultado-{v}": "aprobado" for v in vistos}
    envios.enviar(sofia, f"{_MANUAL}/junta/{punto}/decision/registrar", datos)


def medir(
    hola: Servidor,
    servidores: Mapping[str, Servidor],
    apps: Mapping[str, Flask],
    cargos: int,
    *,
    rondas: int,
    lotes: Sequence[int],
) -> list[Medida]:
    """Lives and acuerdos on each engine, a round after another; ``apps`` are on its database."""
    vida = {m: Medida("vida", m, cargos) for m in servidores}
    acuerdos = {(m, n): Medida(f"acuerdo-{n}", m, cargos) for m in servidores for n in lotes}
    gente = {m: _por_http(s) for m, s in servidores.items()}
    numeros = {m: _numeros(app) for m, app in apps.items()}
    saluda = PorHttp(hola.puerto)
    for motor in servidores:
        _calentar(gente[motor], apps[motor], numeros[motor])
    for ronda in range(rondas):
        antes = hola.cpu()
        base = percentil([milisegundos(lambda: saluda.pedir("/")) for _ in range(_SALUDOS)], 0.5)
        base_cpu = (hola.cpu() - antes) / _SALUDOS
        for motor, suya in gente.items():
            envios = Envios(servidores[motor])
            vivir(suya, envios, _LIBRE + ronda, next(numeros[motor]), _hoy(apps[motor]))
            envios.anotar_en(vida[motor], base, base_cpu)
        for n, (motor, suya) in itertools.product(lotes, gente.items()):
            vistos = _revisadas(apps[motor], n, f"Ronda {ronda}-{n}")
            envios = Envios(servidores[motor])
            acordar(suya.sofia, envios, vistos, next(numeros[motor]), _hoy(apps[motor]))
            envios.anotar_en(acuerdos[motor, n], base, base_cpu)
    medidas = [*vida.values(), *acuerdos.values()]
    for motor, app in apps.items():
        medidas += _contar(app, motor, cargos, _LIBRE + rondas, next(numeros[motor]))
    return medidas


def _calentar(gente: Gente, app: Flask, numeros: Iterator[str]) -> None:
    """Lives of one cargo that nobody counts, each on new connections: to this process or that."""
    for _ in range(_ANTES):
        vivir(gente, Envios(), _LIBRE + 9, next(numeros), _hoy(app))
        for visita in (gente.ana, gente.rafael, gente.sofia):
            visita.cerrar()


def _contar(app: Flask, motor: str, cargos: int, cargo: int, numero: str) -> list[Medida]:
    """The same life in this process, to count what it asks of the database."""
    gente = Gente(*(PorDentro(app.test_client()).entrar(q) for q in ("ana", "rafael", "sofia")))
    envios = _EnviosContados(app)
    vivir(gente, envios, cargo, numero, _hoy(app))
    sentencias = Medida("vida-sql", motor, cargos)
    sentencias.anotar(envios.contados.sentencias)
    commits = Medida("vida-commits", motor, cargos)
    commits.anotar(envios.contados.commits)
    return [sentencias, commits]


class _EnviosContados(Envios):
    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app = app

    def enviar(self, visita: Visita, ruta: str, datos: Mapping[str, Any], *,
               como_json: bool = False) -> Any:  # fmt: skip
        """One POST, with its statements and its commits."""
        with contando(self.app) as dichas, _commits(self.app) as hechos:
            respuesta = super().enviar(visita, ruta, datos, como_json=como_json)
        self.contados.sentencias += len(dichas)
        self.contados.commits += len(hechos)
        return respuesta


@contextmanager
def _commits(app: Flask) -> Iterator[list[None]]:
    hechos: list[None] = []

    def anotar(_: object) -> None:
        hechos.append(None)

    with app.app_context():
        motor = db.engine
    sa.event.listen(motor, "commit", anotar)
    try:
        yield hechos
    finally:
        sa.event.remove(motor, "commit", anotar)


def _revisadas(app: Flask, cuantas: int, como: str) -> dict[int, str]:
    """Versions that wait for the board, one a cargo, and the hash each is seen with.

    A cambio masivo finds up to so many cargos: of those, the first that nobody else needs.
    """
    ajenos = {corpus.slug_de(n) for n in range(_LIBRE + 10)}
    quedan = itertools.count()
    with app.app_context():
        elenco = gente()
        que = cambio(_FRASE, f"{_FRASE} ({como})",
                     lambda c: c.slug not in ajenos and next(quedan) < cuantas)  # fmt: skip
        grupo = hacer(elenco, que).grupo_id or 0
        ids = versiones(grupo)
        if len(ids) != cuantas:
            raise RuntimeError(f"el acuerdo iba a llevar {cuantas} cargos y lleva {len(ids)}")
        tramitar(elenco, grupo, "elaborar", "ana", ids)
        tramitar(elenco, grupo, "revisar", "rafael", ids)
        return {v: elenco.vista(v).contenido_hash for v in ids}


def _formulario(texto: Contenido, serie: int) -> dict[str, Any]:
    """The editor's form, as «Guardar y ver los cambios para firmar» sends it."""
    datos: dict[str, Any] = {"serie": serie, "accion": "revisar", "porque:": "Así se trabaja hoy."}
    datos[CAMPO] = EDITOR
    datos |= {f"campo-{clave}": valor for clave, valor in texto.encabezado}
    for s in texto.secciones:
        datos[f"seccion-{s.clave}-id"] = [i.id for i in s.items]
        datos[f"seccion-{s.clave}-forma"] = [i.forma.value for i in s.items]
        datos[f"seccion-{s.clave}-notas"] = [" ".join(i.notas) for i in s.items]
        datos[f"seccion-{s.clave}-texto"] = [i.texto for i in s.items]
    for columna in ("id", "tipo", "competencia", "grado", "concepto"):
        datos[f"comp-{columna}"] = [getattr(c, columna) for c in texto.competencias]
    return datos


def _por_http(servidor: Servidor) -> Gente:
    return Gente(*(PorHttp(servidor.puerto).entrar(q) for q in ("ana", "rafael", "sofia")))


def _numeros(app: Flask) -> Iterator[str]:
    return (f"AJD-{_hoy(app).year}-{n:03d}" for n in itertools.count(1))


def _hoy(app: Flask) -> date:
    hoy: date = app.config["RELOJ"]().astimezone(ZoneInfo(app.config["ZONA"])).date()
    return hoy


def _ultimo_numero(ruta: str) -> int:
    return int(ruta.rstrip("/").rsplit("/", 1)[1])
