"""A module answers one question: it is short, and its name says which."""

from __future__ import annotations

from pathlib import PurePosixPath

TOPE = 300
TOPE_CONFTEST = 200
CODIGO = {".py", ".js", ".mjs", ".css", ".html", ".jinja", ".typ"}
#: Longer modules, each with its reason.
EXENTOS = {
    "migrations/versions/20261122_0800_registro.py": "every table of the record, as generated",
    "tests/workflows/diferencias/casos.py": "a table of readings, one after another",
}
SIN_NOMBRE = {"utils", "util", "helpers", "helper", "misc", "common"}


def es_ajeno(ruta: PurePosixPath) -> bool:
    """Whether somebody else wrote it: vendored, or minified."""
    return "vendor" in ruta.parts or ".min." in ruta.name


def propios(textos: dict[str, str]) -> dict[PurePosixPath, str]:
    """Our own code, whatever its language."""
    rutas = {PurePosixPath(nombre): texto for nombre, texto in textos.items()}
    return {r: t for r, t in rutas.items() if r.suffix in CODIGO and not es_ajeno(r)}


def test_no_module_is_longer_than_300_lines(textos: dict[str, str]) -> None:
    largos = {str(r): len(t.splitlines()) for r, t in propios(textos).items()}
    fallas = [
        f"{r}: {n} líneas, el tope es {TOPE}"
        for r, n in largos.items()
        if n > TOPE and r not in EXENTOS
    ]
    assert not fallas, "\n".join(fallas)


def test_the_fixtures_stay_under_200_lines(textos: dict[str, str]) -> None:
    fallas = [
        f"{ruta}: {len(texto.splitlines())} líneas, el tope es {TOPE_CONFTEST}"
        for ruta, texto in propios(textos).items()
        if ruta.name == "conftest.py" and len(texto.splitlines()) > TOPE_CONFTEST
    ]
    assert not fallas, "\n".join(fallas)


def test_no_module_is_a_drawer_for_odds_and_ends(textos: dict[str, str]) -> None:
    fallas = [str(ruta) for ruta in propios(textos) if SIN_NOMBRE & {ruta.stem, *ruta.parts}]
    assert not fallas, "Póngales el nombre de lo que responden:\n" + "\n".join(fallas)
