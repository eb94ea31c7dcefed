"""A template holds no code of its own: the content policy of the browser would refuse it."""

from __future__ import annotations

import re

#: What may not stand in a template → how it is written.
VEDADO = {
    "un guion en línea": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "una hoja de estilo en línea": re.compile(r"<style\b", re.IGNORECASE),
    "un atributo style": re.compile(r"(?<![\w-])style\s*=\s*[\"'{]", re.IGNORECASE),
    "un manejador on…": re.compile(r"(?<![\w-])(?:hx-)?on[a-z:-]+\s*=\s*[\"'{]", re.IGNORECASE),
    "una dirección javascript": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "el escape apagado": re.compile(r"{%-?\s*autoescape\s+false", re.IGNORECASE),
}
SIN_ESCAPE = re.compile(r"\|\s*safe\b")

#: Template → why its unescaped text cannot carry what somebody typed.
SAFE_CON_RAZON: dict[str, str] = {
    "templates/_piezas/hoja.html": "only literal list tags and a number the template counted",
}


def plantillas(textos: dict[str, str]) -> dict[str, str]:
    """Every template a browser gets; those of printed documents are another language."""
    return {
        n: t
        for n, t in textos.items()
        if n.endswith((".html", ".jinja", ".svg", ".xml"))
        and n.startswith(("templates/", "webapp/"))
        and "/static/" not in n
    }


def linea_de(texto: str, posicion: int) -> int:
    """The line (from 1) where ``posicion`` falls."""
    return texto.count("\n", 0, posicion) + 1


def test_a_template_carries_no_inline_script_style_or_handler(textos: dict[str, str]) -> None:
    fallas = [
        f"{nombre}:{linea_de(texto, hallado.start())} tiene {que}"
        for nombre, texto in plantillas(textos).items()
        for que, patron in VEDADO.items()
        for hallado in patron.finditer(texto)
    ]
    assert not fallas, "\n".join(fallas)


def test_a_template_escapes_everything_unless_it_gave_its_reason(textos: dict[str, str]) -> None:
    usan = {n for n, t in plantillas(textos).items() if SIN_ESCAPE.search(t)}
    assert usan - SAFE_CON_RAZON.keys() == set(), "usan |safe sin razón escrita"
    assert SAFE_CON_RAZON.keys() - usan == set(), "ya no usan |safe: quítelas de la lista"
    assert all(razon.strip() for razon in SAFE_CON_RAZON.values())


#: A field that asks for a password, and one that says whose it is.
PIDE = re.compile(r"type=[\"']password[\"']|tipo='password'|{{ contrasena\(")
DE_QUIEN = re.compile(r"autocomplete=\"username\"|correo_(?:de|callado)\(|campo\('correo'")


def test_a_form_that_asks_for_a_password_says_whose_to_the_password_manager(
    textos: dict[str, str],
) -> None:
    fallas = [
        f"{nombre}:{linea_de(texto, hallado.start())}"
        for nombre, texto in plantillas(textos).items()
        for hallado in re.finditer(r"<form\b.*?</form>", texto, re.DOTALL)
        if PIDE.search(hallado[0]) and not DE_QUIEN.search(hallado[0])
    ]
    assert not fallas, "piden una contraseña sin decir de quién: " + ", ".join(fallas)
