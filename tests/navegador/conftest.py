"""A real Chromium, the application in a thread, and people who have signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.apoyo import reparto
from tests.apoyo.servidor import servida
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from tests.navegador.vigilancia import Vigilancia

BANDERAS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]


def _chromium() -> str:
    ruta = os.environ.get("VIGENTE_CHROMIUM") or shutil.which("chromium") or ""
    if not Path(ruta).is_file():
        falta = "no browser here: name one in VIGENTE_CHROMIUM"
        if "navegador" in os.environ.get("VIGENTE_EXIGE", ""):
            pytest.fail(falta)
        pytest.skip(falta)
    return ruta


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has an application of its own, so there is no address for all of them."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, which asks nothing of the network by itself."""
    return {**browser_type_launch_args, "executable_path": _chromium(), "args": BANDERAS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A desk in Costa Rica."""
    return {
        "locale": "es-CR",
        "timezone_id": "America/Costa_Rica",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Only while the tests of this folder run: its event loop would stop the others' requests."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> Iterator[Browser]:
    """One browser for the folder; each person gets a context of their own in it."""
    expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
    navegador = playwright.chromium.launch(**browser_type_launch_args)
    yield navegador
    navegador.close()


def _sitio(
    app: Flask, elenco: reparto.Elenco, new_context: Callable[..., BrowserContext]
) -> Iterator[Sitio]:
    app.config.update(WTF_CSRF_ENABLED=True, SEND_FILE_MAX_AGE_DEFAULT=3600)
    with servida(app) as (url, fallas):
        vigilancia = Vigilancia(url)
        yield Sitio(app, url, elenco, new_context, vigilancia)
        assert fallas == [] or vigilancia.se_esperan_fallas, fallas
        assert vigilancia.problemas() == []


@pytest.fixture
def sitio(
    app_sqlite: Flask, elenco: reparto.Elenco, new_context: Callable[..., BrowserContext]
) -> Iterator[Sitio]:
    """The application on SQLite, at its address."""
    yield from _sitio(app_sqlite, elenco, new_context)


@pytest.fixture
def sitio_de_cada_motor(
    app: Flask, elenco: reparto.Elenco, new_context: Callable[..., BrowserContext]
) -> Iterator[Sitio]:
    """The application on each engine in turn, at its address."""
    yield from _sitio(app, elenco, new_context)


@pytest.fixture
def revision() -> Iterator[Revision]:
    """Everything that was wrong with any page fails the test at its end."""
    revision = Revision()
    yield revision
    assert not revision.fallas, "\n".join(revision.fallas)
