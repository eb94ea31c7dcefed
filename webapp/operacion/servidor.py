"""gunicorn's settings, from the environment (``make serve``).

A SIGTERM lets each request end (``graceful_timeout`` seconds) and takes no new one.
"""

from __future__ import annotations

import os
import tempfile
from typing import Any

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("VIGENTE_PROCESOS") or 2)
threads = int(os.environ.get("VIGENTE_HILOS") or 4)
worker_class = "gthread"
timeout = 60
graceful_timeout = 30
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = _MEMORIA if os.path.isdir(_MEMORIA := os.path.join("/dev", "shm")) else None
control_socket_disable = True
forwarded_allow_ips = os.environ.get("VIGENTE_PROXY_DE") or "127.0.0.1"


def on_starting(server: Any) -> None:
    """Before any worker imports the application: each keeps its figures in this folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="vigente-metricas-")


def post_worker_init(worker: Any) -> None:
    """Each worker also makes long documents, unless ``VIGENTE_TRABAJADORES`` is 0."""
    from webapp.trabajos.cola import atender_al_lado  # after the fork

    worker.terminar_trabajos = atender_al_lado(worker.wsgi)


def worker_exit(server: Any, worker: Any) -> None:
    """What it had begun is taken up by another."""
    if terminar := getattr(worker, "terminar_trabajos", None):
        terminar()


def child_exit(server: Any, worker: Any) -> None:
    """A worker that ended no longer counts among the live ones."""
    from prometheus_client import multiprocess  # it reads the folder's name when imported

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # the library has no types
