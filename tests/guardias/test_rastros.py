"""Nothing of the machine it was written on, and nothing left for later, travels in the files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Written as alternatives so that this file is not its own first offender.
AJENO = {
    "el nombre de un registro de paquetes": re.compile(
        r"(?:py(?:pi)|python(?:hosted)|npm(?:js)|yarn(?:pkg)|crat(?:es)|jsd(?:elivr)|un(?:pkg))\.(?:org|com|io|net)"
        r"|\b(?:artifact(?:ory)|dev(?:pi)|verdac(?:cio))\b|\b(?:extra-)?index-(?:url)\b",
        re.IGNORECASE,
    ),
    "una ruta de una máquina": re.compile(
        r"(?<![\w.>])/(?:root|work|home/\w|Users/\w)[\w.-]*(?:/|\b)|\b[A-Z]:\\{1,2}Users\b"
    ),
    "una dirección de red privada": re.compile(
        r"\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}\b"
    ),
}
PENDIENTE = re.compile(r"\b(?:TO(?:DO)|FIX(?:ME)|XX(?:X))\b")
ESCRITO = {".py", ".js", ".mjs", ".css", ".html", ".jinja", ".typ", ".toml", ".sh", ".yml", ".sql"}
REQUISITO = re.compile(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+", re.MULTILINE)


def lineas_con(patron: re.Pattern[str], texto: str) -> list[int]:
    """The lines (from 1) where ``patron`` stands."""
    return [n for n, linea in enumerate(texto.splitlines(), 1) if patron.search(linea)]


def test_no_file_names_a_registry_or_a_machine(textos: dict[str, str]) -> None:
    fallas = [
        f"{nombre}:{n} tiene {que}"
        for nombre, texto in textos.items()
        for que, patron in AJENO.items()
        for n in lineas_con(patron, texto)
    ]
    assert not fallas, "\n".join(fallas)


def test_a_lock_file_pins_by_hash_and_says_nothing_of_where_from(textos: dict[str, str]) -> None:
    candados = {n: t for n, t in textos.items() if n.endswith(".lock")}
    fallas = [
        f"{nombre}:{n} trae una dirección"
        for nombre, texto in candados.items()
        for n in lineas_con(re.compile("://"), texto)
    ]
    for nombre, texto in candados.items():
        for bloque in re.split(r"\n(?=\S)", texto):
            if REQUISITO.match(bloque) and "--hash=" not in bloque:
                fallas.append(f"{nombre}: {bloque.split()[0]} no trae su huella")
    assert not fallas, "\n".join(fallas)


def test_nothing_is_left_for_later(textos: dict[str, str]) -> None:
    fallas = [
        f"{nombre}:{n}"
        for nombre, texto in textos.items()
        if PurePosixPath(nombre).suffix in ESCRITO or PurePosixPath(nombre).name == "Makefile"
        for n in lineas_con(PENDIENTE, texto)
    ]
    assert not fallas, "Hágalo o quítelo:\n" + "\n".join(fallas)
