"""The memory of a web process is what it holds, not the most that it ever held."""

from __future__ import annotations

import subprocess
import sys

from webapp import RAIZ

_PROGRAMA = """
import sys, threading
from pathlib import Path
from webapp.operacion.memoria import devolver_lo_que_se_suelta

def residente():
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4

def pedir():
    textos = ["x" * 200_000 for _ in range(200)]
    guardado.append("y" * 200_000)
    del textos

guardado = []
if not devolver_lo_que_se_suelta():
    sys.exit("sin glibc")
antes = residente()
for _ in range(4):
    hilos = [threading.Thread(target=pedir) for _ in range(4)]
    for hilo in hilos: hilo.start()
    for hilo in hilos: hilo.join()
print(residente() - antes)
"""


def test_four_people_who_ask_for_much_leave_the_process_as_it_was() -> None:
    hecho = subprocess.run(  # this same program
        [sys.executable, "-c", _PROGRAMA], cwd=RAIZ, capture_output=True, text=True, check=False
    )
    if "sin glibc" not in hecho.stderr:
        assert int(hecho.stdout) < 20_000, hecho.stderr  # KB; each time they asked for 160 MB
