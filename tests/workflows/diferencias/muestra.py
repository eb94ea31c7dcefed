"""Every case of the tables on one page, to be looked at: ``make diferencias``.

``python -m tests.workflows.diferencias.muestra [FILE.html]`` draws them with the application's
own template and style sheets, and prints where it wrote the page.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import flask_bootstrap
from jinja2 import Environment, FileSystemLoader

from tests.workflows.diferencias.casos_de_hoja import TODOS
from tests.workflows.diferencias.lectura import contenido
from workflows.diferencias import comparar, es_silencioso, renglones
from workflows.formatos import cargar

RAIZ = Path(__file__).parents[3]
PAGINA = RAIZ / "instance" / "diferencias.html"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css"
HOJAS = [
    BOOTSTRAP / "bootstrap.min.css",
    *(RAIZ / "webapp/static/css" / f"{n}.css" for n in ("base", "hoja", "listas", "diferencias")),
]
MOLDE = """
{%- from '_piezas/diferencia.html' import en_linea, lado_a_lado -%}
<!doctype html>
<html lang="es-CR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Las diferencias, caso por caso</title>
{% for hoja in hojas %}<link rel="stylesheet" href="{{ hoja }}">
{% endfor %}</head>
<body>
<main class="container-xxl py-4">
<h1>Las diferencias, caso por caso ({{ casos|length }})</h1>
<ol>{% for caso, _, _ in casos %}<li><a href="#caso-{{ loop.index }}">{{ caso.nombre }}</a></li>
{% endfor %}</ol>
{% for caso, d, lineas in casos %}<section class="panel mb-4" id="caso-{{ loop.index }}">
<h2>{{ loop.index }}. {{ caso.nombre }}</h2>
<ul class="resumen">{% for r in lineas %}
<li>{{ r.linea }}{% if r.silencioso %} (silencioso){% endif %}</li>
{% endfor %}</ul>
<div data-vista="linea-{{ loop.index }}">{{ en_linea(d, formato) }}</div>
<div data-vista="lado-{{ loop.index }}">{{ lado_a_lado(d, formato) }}</div>
</section>
{% endfor %}</main>
</body>
</html>
"""
_VISTA = re.compile(r'<div data-vista="([\w-]+)">')
_ANCLA = re.compile(r'((?:id|aria-labelledby)="|href="#)((?:cambio|dif)-)')


def pagina(desde: Path) -> str:
    """The page, with its style sheets linked as seen from the folder ``desde``."""
    formato = cargar("manual-cargos")
    entorno = Environment(
        loader=FileSystemLoader(RAIZ / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    entorno.tests["silencioso"] = es_silencioso
    diferencias = [
        (caso, comparar(contenido(caso.antes), contenido(caso.despues, "p"))) for caso in TODOS
    ]
    return _con_anclas_propias(
        entorno.from_string(MOLDE).render(
            formato=formato,
            hojas=[Path(os.path.relpath(hoja, desde)).as_posix() for hoja in HOJAS],
            casos=[(caso, d, renglones(d, formato)) for caso, d in diferencias],
        )
    )


def _con_anclas_propias(html: str) -> str:
    """Each drawing numbers its changes from 1; on one page each needs its own."""
    antes, *vistas = _VISTA.split(html)
    partes = [antes]
    for nombre, dibujo in zip(vistas[::2], vistas[1::2], strict=True):
        partes += [f'<div data-vista="{nombre}">', _ANCLA.sub(rf"\g<1>{nombre}-\g<2>", dibujo)]
    return "".join(partes)


def main(argumentos: Sequence[str]) -> None:
    """Write the page and say where."""
    destino = Path(argumentos[0] if argumentos else PAGINA).resolve()
    destino.parent.mkdir(parents=True, exist_ok=True)
    destino.write_text(pagina(destino.parent), encoding="utf-8")
    print(f"{len(TODOS)} casos en {destino}")


if __name__ == "__main__":
    main(sys.argv[1:])
