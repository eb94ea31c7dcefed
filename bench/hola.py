"""The yardstick: the least that a page of Flask can cost under the same server."""

from __future__ import annotations

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hola() -> str:
    """A few words."""
    return "Hola"
