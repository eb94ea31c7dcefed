"""The application on a loopback port, served from a thread, for a real browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, got_request_exception
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler


class _Atiende(WSGIRequestHandler):
    """Says nothing on the terminal, and lets its server know which connections are open."""

    server: _Servidor

    def setup(self) -> None:
        """Note the connection."""
        self.server.conexiones.add(self.request)
        super().setup()

    def finish(self) -> None:
        """Forget the connection."""
        super().finish()
        self.server.conexiones.discard(self.request)

    def log(self, *_: Any) -> None:
        """A test tells what went wrong by itself."""


class _Servidor(ThreadedWSGIServer):
    """Waits for its threads when it closes, instead of leaving them to the interpreter."""

    daemon_threads = False

    def __init__(self, *args: Any) -> None:
        self.conexiones: set[socket.socket] = set()
        super().__init__(*args)


@contextmanager
def servida(app: Flask) -> Iterator[tuple[str, list[BaseException]]]:
    """Its address, and what went wrong inside it, until the block ends.

    A browser keeps connections open for later: they are cut, so that closing doesn't wait.
    """
    fallas: list[BaseException] = []

    def anotar(_: Flask, exception: BaseException, **__: object) -> None:
        fallas.append(exception)

    servidor = _Servidor("127.0.0.1", 0, app, _Atiende)
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.02})
    got_request_exception.connect(anotar, app)
    hilo.start()
    try:
        yield f"http://127.0.0.1:{servidor.server_port}", fallas
    finally:
        servidor.shutdown()
        for conexion in list(servidor.conexiones):
            _cortar(conexion)
        hilo.join()
        got_request_exception.disconnect(anotar, app)


def _cortar(conexion: socket.socket) -> None:
    try:
        conexion.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the browser had cut it already
