"""``wsgi.py`` with the files of the bench in a folder of their own."""

from __future__ import annotations

import os

from webapp import create_app

app = create_app({"INSTANCIA": os.environ["BENCH_INSTANCIA"]})
