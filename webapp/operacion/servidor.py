"""gunicorn's settings, from the environment (``make serve``).

A SIGTERM lets each request end (``graceful_timeout`` seconds) and takes no new one. The
application is imported once and the workers are born of it, sharing what never changes: a
SIGHUP gives new workers, and only a restart a new release.
"""

from __future__ import annotations

import gc
import os
import secrets
import tempfile
from typing import Any

from webapp.operacion.memoria import devolver_lo_que_se_suelta

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
preload_app = True
forwarded_allow_ips = os.environ.get("VIGENTE_PROXY_DE") or "127.0.0.1"


#: Read by prometheus_client when it is imported: each worker keeps its figures in this folder,
#: which ``webapp.operacion.metricas`` makes.
raw_env = (
    []
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ
    else [
        "PROMETHEUS_MULTIPROC_DIR="
        + os.path.join(tempfile.gettempdir(), f"vigente-metricas-{secrets.token_hex(8)}")
    ]
)


def when_ready(server: Any) -> None:
    """Whoever comes from now on waits for the workers, which are born knowing what takes long to
    learn. What is already there is not looked at again, so that they go on sharing it; what they
    make and let go goes back to the system."""
    from webapp.operacion.anticipo import anticipar  # after the settings are read

    anticipar(server.app.wsgi())
    gc.collect()
    gc.freeze()
    devolver_lo_que_se_suelta()


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
