"""Figures for Prometheus: requests and latency by view, and what the database says of itself.

With several worker processes ``PROMETHEUS_MULTIPROC_DIR`` must name an empty folder before
they start (``webapp/operacion/servidor.py`` does it), or each would tell only its own part.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import sqlalchemy as sa
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError

from webapp.bd import db

_TRAMOS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

#: Name → what it is and the statement that counts it.
_DE_LA_BASE = {
    "vigente_actos": ("Actos en la bitácora", "SELECT COUNT(*) FROM acto"),
    "vigente_versiones_abiertas": (
        "Versiones en edición o en trámite",
        "SELECT COUNT(*) FROM version WHERE estado_clase IN ('edicion', 'tramite')",
    ),
    "vigente_avisos_en_espera": (
        "Avisos que esperan salir por correo",
        "SELECT COUNT(*) FROM aviso WHERE correo IN ('pendiente', 'diario')",
    ),
    "vigente_trabajos_pendientes": (
        "Documentos largos en espera o en marcha",
        "SELECT COUNT(*) FROM trabajo WHERE fase IN ('espera', 'marcha')",
    ),
}


class DeLaBase(Collector):
    """What is counted when somebody asks, not while people work."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One gauge a statement; none while the database is away."""
        try:
            with db.engine.connect() as conexion:
                cuentas = {n: conexion.scalar(sa.text(c)) for n, (_, c) in _DE_LA_BASE.items()}
        except DBAPIError:
            return
        for nombre, (que, _) in _DE_LA_BASE.items():
            yield GaugeMetricFamily(nombre, que, value=cuentas[nombre])


def iniciar(app: Flask) -> None:
    """Count every request of ``app`` in a registry of its own."""
    if carpeta := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        os.makedirs(carpeta, mode=0o700, exist_ok=True)
    registro = CollectorRegistry(auto_describe=False)
    peticiones = Counter(
        "vigente_peticiones", "Peticiones", ("vista", "metodo", "codigo"), registry=registro
    )
    latencia = Histogram(
        "vigente_peticion_segundos", "Latencia", ("vista",), buckets=_TRAMOS, registry=registro
    )

    @app.before_request
    def empezar() -> None:
        g.metrica = time.perf_counter()

    @app.after_request
    def contar(respuesta: Response) -> Response:
        vista = request.endpoint or "ninguna"
        peticiones.labels(vista, request.method, str(respuesta.status_code)).inc()
        if "metrica" in g:
            latencia.labels(vista).observe(time.perf_counter() - g.metrica)
        return respuesta

    app.extensions["metricas"] = registro


def escribir(app: Flask) -> bytes:
    """Everything, in Prometheus' text format."""
    registro: CollectorRegistry = app.extensions["metricas"]
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registro = CollectorRegistry()
        MultiProcessCollector(registro)  # type: ignore[no-untyped-call]  # it has no types
    de_la_base = CollectorRegistry()
    de_la_base.register(DeLaBase())
    return bytes(generate_latest(registro) + generate_latest(de_la_base))
