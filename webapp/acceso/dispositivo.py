"""A User-Agent in words its owner recognises: «Firefox en Windows»."""

from __future__ import annotations

#: Mark in the User-Agent → what people call it; the first that is there wins.
_NAVEGADORES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_EQUIPOS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def describir(agente: str) -> str:
    """The browser and the machine, or that they are not known. At most 80 characters."""
    navegador = next((dicho for marca, dicho in _NAVEGADORES if marca in agente), "")
    equipo = next((dicho for marca, dicho in _EQUIPOS if marca in agente), "")
    if navegador and equipo:
        return f"{navegador} en {equipo}"
    return navegador or equipo or "Un programa que no dice su nombre"
