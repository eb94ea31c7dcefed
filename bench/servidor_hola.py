"""The settings of ``make serve`` for the yardstick, without what is Vigente's own."""

from webapp.operacion.servidor import (  # noqa: F401  # gunicorn reads them here
    bind,
    control_socket_disable,
    graceful_timeout,
    max_requests,
    max_requests_jitter,
    threads,
    timeout,
    worker_class,
    worker_tmp_dir,
    workers,
)
