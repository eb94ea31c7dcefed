"""The figures as a table that people read and as JSON; which target is met and which is not."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.medidas import Medida
from bench.metas import CRECIMIENTO, TAREAS, Tarea
from webapp import RAIZ

_CUANTAS = 3  #: figures after which the rest of a number is noise


def escribir(medidas: Sequence[Medida], carpeta: Path, orden: str) -> str:
    """Save ``velocidad.md`` and ``velocidad.json`` in ``carpeta``; returns the table."""
    maquina = _maquina() | {"orden": orden}
    texto = _documento(medidas, maquina)
    carpeta.mkdir(parents=True, exist_ok=True)
    (carpeta / "velocidad.md").write_text(texto, "utf-8")
    datos = {"maquina": maquina, "medidas": [_redonda(asdict(m)) for m in medidas]}
    (carpeta / "velocidad.json").write_text(
        json.dumps(datos, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    return texto


def _documento(medidas: Sequence[Medida], maquina: dict[str, str]) -> str:
    lineas = [
        "# Velocidad",
        "",
        f"`{maquina['orden']}`, {maquina['fecha']}, commit `{maquina['commit']}`. "
        f"{maquina['procesador']}, {maquina['procesadores']} procesadores, carga media "
        f"{maquina['carga']}, {maquina['memoria']}, Python {maquina['python']}.",
        "",
        *_EXPLICA,
        "",
        "| tarea | base | cargos | mediana (de menos a más) | meta | | CPU | Wagtail |",
        "|---|---|---|---|---|---|---|---|",
        *(_fila(m) for m in medidas),
    ]
    if crecen := _crecimientos(medidas):
        lineas += ["", "## Lo que no debe crecer con el manual", "",
                   f"La mediana del manual más grande entre la del más pequeño; "
                   f"meta: a lo sumo {_numero(CRECIMIENTO)}.", "",
                   "| página | base | de | a | veces | |", "|---|---|---|---|---|---|",
                   *crecen]  # fmt: skip
    lineas += [
        "",
        "## Tiempos",
        "",
        "Milisegundos de un cliente; peticiones por segundo de cuatro a la vez.",
        "",
        "| tarea | base | cargos | p50 | p95 | por segundo |",
        "|---|---|---|---|---|---|",
        *_tiempos(medidas),
    ]
    if pesos := [m for m in medidas if m.tarea == "version"]:
        lineas += ["", "## En qué tablas crece la base con una versión", "",
                   "KB por versión: una vida entera con cinco guardados, después de compactar.", "",
                   *(_pesa(m) for m in pesos)]  # fmt: skip
    return "\n".join(lineas) + "\n"


_EXPLICA = (
    "Las páginas se miden en veces (×) el p50 de un «hola» de Flask pelado, con el mismo servidor "
    "y en la misma ronda, con un cliente; se da la mediana de las rondas, de la menor a la mayor. "
    "CPU es lo mismo contado en tiempo de procesador de los procesos web, que no depende de lo que "
    "haga a la vez la máquina. Antes de contar una vida se hacen seis que no cuentan: lo primero "
    "que se pide a un proceso compone su SQL, y del p50 de una página tampoco es parte. "
    "«La primera vez» es la página que nadie ha abierto en ese proceso desde el último acto: se "
    "hace entera; después se recuerda mientras el registro sea el mismo. De buscar hay dos "
    "preguntas, la que contestan todos los cargos y la que contesta uno, y de cada una dos filas: "
    "«ya preguntada» es la respuesta que el proceso recuerda; «que nadie preguntó», otras palabras "
    "cada vez, de modo que se busca, se cuenta y se dibuja de nuevo. Los cargos "
    "son de unos 6 KB, con cinco versiones cada uno. "
    "La columna de Wagtail 8.0.1 es, en SQLite con 100 (2.000) cargos y el mismo contenido, lo que "
    "cuesta allí lo equivalente.",
)


def _fila(m: Medida) -> str:
    tarea = TAREAS[m.tarea]
    cual = f"{_numero(m.mediana)} {tarea.unidad}"
    if len(m.valores) > 1:
        cual += f" ({_numero(min(m.valores))}–{_numero(max(m.valores))})"
    cpu = f"{_numero(statistics.median(m.detalle['cpu']))} ×" if "cpu" in m.detalle else ""
    return (
        f"| {tarea.rotulo} | {m.motor} | {_miles(m.cargos)} | {cual} | {_tope(tarea)} | "
        f"{_veredicto(tarea, m.mediana)} | {cpu} | {tarea.wagtail} |"
    )


def _tope(tarea: Tarea) -> str:
    return "" if tarea.tope is None else f"{_numero(tarea.tope)}"


def _veredicto(tarea: Tarea, valor: float) -> str:
    if tarea.tope is None:
        return ""
    return "sí" if valor <= tarea.tope else "**todavía no**"


def _crecimientos(medidas: Sequence[Medida]) -> Iterable[str]:
    por: dict[tuple[str, str], list[Medida]] = {}
    for m in medidas:
        if TAREAS[m.tarea].crece:
            por.setdefault((m.tarea, m.motor), []).append(m)
    filas = []
    for (tarea, motor), suyas in por.items():
        menor, mayor = suyas[0], suyas[-1]
        if menor.cargos == mayor.cargos:
            continue
        veces = mayor.mediana / menor.mediana
        dicho = "sí" if veces <= CRECIMIENTO else "**todavía no**"
        filas.append(f"| {TAREAS[tarea].rotulo} | {motor} | {_miles(menor.cargos)} | "
                     f"{_miles(mayor.cargos)} | {_numero(veces)} | {dicho} |")  # fmt: skip
    return filas


def _tiempos(medidas: Sequence[Medida]) -> Iterable[str]:
    for m in medidas:
        if "p50_ms" in m.detalle:
            p50, p95, rps = (
                _numero(statistics.median(m.detalle[x])) if x in m.detalle else ""
                for x in ("p50_ms", "p95_ms", "rps")
            )
            yield (
                f"| {TAREAS[m.tarea].rotulo} | {m.motor} | {_miles(m.cargos)} | {p50} | {p95} | "
                f"{rps} |"
            )


def _pesa(m: Medida) -> str:
    tablas = sorted(m.detalle.items(), key=lambda par: -par[1][0])
    return f"- {m.motor}: " + ", ".join(f"`{t}` {_numero(kb[0])}" for t, kb in tablas) + "."


def _maquina() -> dict[str, str]:
    def git(*orden: str) -> str:
        dicho = subprocess.run(  # noqa: S603  # git, with words of our own
            ["git", *orden],  # noqa: S607  # whichever git is on the PATH
            cwd=RAIZ,
            capture_output=True,
            text=True,
            check=False,
        )
        return dicho.stdout.strip()

    cambiado = " y cambios" if git("status", "--porcelain", "--", "webapp", "workflows") else ""
    return {
        "fecha": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": (git("rev-parse", "--short", "HEAD") or "?") + cambiado,
        "procesador": f"{platform.system()} {platform.machine()}",
        "procesadores": str(os.cpu_count()),
        "carga": f"{os.getloadavg()[0]:.1f}".replace(".", ","),
        "memoria": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "python": platform.python_version(),
    }


def _numero(n: float) -> str:
    """With three figures and a decimal comma."""
    return (f"{n:.0f}" if abs(n) >= 100 else f"{n:.{_CUANTAS}g}").replace(".", ",")


def _miles(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def _redonda(cosa: Any) -> Any:
    if isinstance(cosa, float):
        return float(f"{cosa:.4g}")
    if isinstance(cosa, dict):
        return {k: _redonda(v) for k, v in cosa.items()}
    return [_redonda(v) for v in cosa] if isinstance(cosa, list) else cosa
