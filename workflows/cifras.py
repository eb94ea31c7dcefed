"""Numbers as Spanish writes them out: «dos mil veintiséis», both ways."""

from __future__ import annotations

from workflows.texto import plano

_HASTA_29 = [
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro",
    "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
]  # fmt: skip
_DECENAS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_CENTENAS = [
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
]  # fmt: skip
#: Numbers from 0 to this one are written out.
MAXIMO = 9_999

_VALOR = {plano(p): n for n, p in enumerate(_HASTA_29)}
_VALOR |= {p: 30 + 10 * n for n, p in enumerate(_DECENAS)}
_VALOR |= {p: 100 * n for n, p in enumerate(_CENTENAS, 1)}
_VALOR |= {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cien": 100, "primero": 1,
           "primera": 1} | {f"{p[:-2]}as": 100 * n for n, p in enumerate(_CENTENAS, 1)
                            if p.endswith("os")}  # fmt: skip
#: Every word a number may be made of, without accents.
PALABRAS = frozenset(_VALOR) | {"mil", "y"}


def en_letras(n: int) -> str:
    """``2026`` → «dos mil veintiséis». Raises ValueError outside 0 to MAXIMO."""
    if not 0 <= n <= MAXIMO:
        raise ValueError(f"{n} no se escribe en letras")
    if n < 30:
        return _HASTA_29[n]
    if n < 100:
        decena, unidad = divmod(n, 10)
        return _DECENAS[decena - 3] + (f" y {_HASTA_29[unidad]}" if unidad else "")
    if n == 100:
        return "cien"
    if n < 1000:
        centena, resto = divmod(n, 100)
        return _CENTENAS[centena - 1] + (f" {en_letras(resto)}" if resto else "")
    miles, resto = divmod(n, 1000)
    cabeza = "mil" if miles == 1 else f"{en_letras(miles)} mil"
    return cabeza + (f" {en_letras(resto)}" if resto else "")


def leer_letras(texto: str) -> int | None:
    """The number that words say, accents and gender aside; None when they say none.

    Each part must be smaller than the one before, as in speech: «dos cien» is no number.
    """
    palabras = plano(texto).split()
    if palabras.count("mil") > 1:
        return None
    if "mil" not in palabras:
        return _menor(palabras)
    corte = palabras.index("mil")
    miles = 1 if corte == 0 else _menor(palabras[:corte])
    resto = _menor(palabras[corte + 1 :]) if palabras[corte + 1 :] else 0
    if miles is None or resto is None or not 0 < miles < 10:
        return None
    return miles * 1000 + resto


def _menor(palabras: list[str]) -> int | None:
    """A number under a thousand: hundreds, tens, «y», units, each once and in that order."""
    suma, tope, une = 0, 1000, False
    for palabra in palabras:
        if palabra == "y":
            if une or not 30 <= suma % 100 <= 90 or suma % 10:
                return None
            une = True
            continue
        valor = _VALOR.get(palabra)
        if valor is None or valor >= tope or (valor == 0 and len(palabras) > 1):
            return None
        if tope == 10 and not une:
            return None
        suma += valor
        tope = 100 if valor >= 100 else 10 if valor >= 30 else 0
        une = False if tope != 10 else une
    return None if (une and suma % 10 == 0) or not palabras else suma
