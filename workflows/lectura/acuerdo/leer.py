"""What the text of an agreement says of itself: number, session, article, dates.

It never guesses: what the text does not say plainly, or says twice differently, stays empty
and is said among the ``dudas``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from workflows.cifras import PALABRAS, leer_letras
from workflows.errores import DatosInvalidos
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import Instrumento
from workflows.lectura.acuerdo.dias import DiaNombrado, dias_en
from workflows.lectura.acuerdo.nombrados import CargoDelManual, Nombrados, nombrados_en
from workflows.numeracion import leer_acuerdo
from workflows.texto import enumerar, plano

#: Longest text that is read, in characters: an agreement has a few pages.
MAXIMO = 200_000

_RAYAS = re.compile(r"[ \t]*[‐‑‒–—―−-][ \t]*")
_NUM = r"(?:n(?:um(?:ero)?)?\.? ?[o°º]?\.? ?)?"
_LETRAS = rf"(?:(?:{'|'.join(sorted(PALABRAS, key=len, reverse=True))})\b[ -]?)+"
_SESION = re.compile(
    rf"\bsesion (?P<a>ordinaria|extraordinaria),? ?{_NUM}(?P<n>\d[\w./-]*|{_LETRAS})?"
    rf"|\bsesion {_NUM}(?P<m>\d[\w./-]*),? (?P<b>ordinaria|extraordinaria)"
)
_ARTICULO = re.compile(
    r"\barticulo (?:n[o°º.]+ ?)?(?P<n>[ivxl]+\b(?:\.\d+)*|\d{1,3}(?:\.\d+)*\b|primero|segundo"
    r"|tercero|cuarto|quinto|sexto|setimo|septimo|octavo|noveno|decimo)(?=(?P<resto>.{0,60}))"
)
_DE_UNA_NORMA = re.compile(
    r"^[°º]?,?(?: (?:inciso|incisos|parrafo) [\w)., ]{1,20}?)?,? ?(?:y siguientes )?"
    r"(?:de la (?:ley|constitucion|convencion|norma)|del? (?:reglamento|codigo|estatuto|decreto))"
)
_NO_FIRME = re.compile(
    r"\bno (?:queda |quedo |esta |es )?(?:en )?firme|\bpendiente de (?:su |la )?firmeza"
    r"|\bsin firmeza|\bfirme (?:en|con) la (?:proxima|siguiente)"
)
_FIRME = re.compile(r"\bacuerdo (?:unanime y )?(?:en )?firme\b|\ben firme\b|\bdeclara\w* firme\b"
                    r"|\bqueda firme\b|\bfirme y (?:unanime|definitivo)")  # fmt: skip
_AL_PUBLICARSE = re.compile(
    r"\b(?:rige\w*|regira\w*|vigencia|vigente\w*)[^.;]{0,40}"
    r"(?:su publicacion|publicacion en|la fecha de (?:su )?publicacion|se publique)"
)
_ANTES = {
    "publicacion": re.compile(r"\b(?:publicad\w+|publico|gaceta)\b[^;]{0,60}$"),
    "firmeza": re.compile(r"\b(?:firme|firmeza)\b[^.;]{0,40}$"),
    "rige": re.compile(
        r"\b(?:rige\w*|regira\w*|vigencia|en vigor|vigente\w* (?:desde|a partir))\b[^.;]{0,50}$"
    ),
    "fecha": re.compile(
        r"\b(?:celebrad\w+|efectuad\w+|realizad\w+|tomad\w+|adoptad\w+|reunid\w+)\b[^;]{0,160}$"
        r"|\bhoras?\b[^.;]{0,60}$|\bsesion\b[^.;]{0,60}\bdel?(?: dia)? ?$"
    ),
}
_MEDIO = re.compile(rf"\b(?:la gaceta|diario oficial)\b(?:,? {_NUM}(?P<n>[\w-]*\d[\w-]*))?")


@dataclass(frozen=True, slots=True)
class AcuerdoLeido:
    """What an agreement says; "" and None are what it does not. ``dudas`` are whole sentences."""

    numero: str = ""
    clase: str = ""
    sesion: str = ""
    articulo: str = ""
    fecha: date | None = None
    firmeza: date | None = None
    publicacion: date | None = None
    publicado_en: str = ""
    rige_desde: date | None = None
    al_publicarse: bool = False
    cargos: Nombrados = field(default_factory=Nombrados)
    dudas: tuple[str, ...] = ()


def leer_acuerdo_pegado(
    instrumento: Instrumento, texto: str, cargos: Sequence[CargoDelManual]
) -> AcuerdoLeido:
    """Read a pasted agreement; ``cargos`` are all of the manual. Any text is read, or says nothing.

    Raises nothing: what goes beyond :data:`MAXIMO` is not looked at, and a duda says so.
    """
    dudas = [] if len(texto) <= MAXIMO else ["El texto es muy largo: se leyó solo el principio."]
    recortado = texto[:MAXIMO]
    p = plano(_RAYAS.sub("-", recortado))
    clase, sesion = _sesion(p, dudas)
    fechas = _fechas(p, dudas)
    fecha, firmeza = fechas.get("fecha"), fechas.get("firmeza")
    firme = bool(_FIRME.search(p)) and not _NO_FIRME.search(p)
    if firmeza is None and firme:
        firmeza = fecha
        if fecha is None:
            dudas.append("Dice que el acuerdo es firme, pero no se sabe de qué día es la sesión.")
    medio = _MEDIO.search(p) if "publicacion" in fechas else None
    return AcuerdoLeido(
        _numero(instrumento, recortado, dudas),
        clase,
        sesion,
        _articulo(p, dudas),
        fecha,
        firmeza,
        fechas.get("publicacion"),
        _como_se_escribe(medio) if medio else "",
        fechas.get("rige"),
        "rige" not in fechas and bool(_AL_PUBLICARSE.search(p)),
        nombrados_en(p, cargos),
        tuple(dudas),
    )


def _numero(instrumento: Instrumento, texto: str, dudas: list[str]) -> str:
    """The one number, or the one that heads the text or a line of it."""
    seguido = _RAYAS.sub("-", texto)
    rotulo = re.escape(instrumento.rotulo)
    encabeza = re.compile(
        rf"(?im)^[ \t]*(?:{rotulo}\b)?[ \t:.]*(?:n[uú]mero|n[°ºo.]+)?[ \t:.]*$|{rotulo}[ \t]*$"
    )
    todos, cabezas = [], []
    for hallado in (
        re.finditer(instrumento.patron, seguido, re.IGNORECASE) if (instrumento.patron) else ()
    ):
        try:
            numero = leer_acuerdo(instrumento, hallado.group()).texto
        except DatosInvalidos:
            continue
        todos.append(numero)
        renglon = seguido[seguido.rfind("\n", 0, hallado.start()) + 1 : hallado.start()]
        if encabeza.fullmatch(renglon):
            cabezas.append(numero)
    return _uno(todos, dudas, "números de acuerdo", "Escriba cuál es.", preferidos=cabezas)


def _sesion(p: str, dudas: list[str]) -> tuple[str, str]:
    halladas = []
    for h in _SESION.finditer(p):
        numero = (h["n"] or h["m"] or "").rstrip(" .-/")
        if numero and not numero[0].isdigit():
            numero = _numero_en_letras(numero)
        halladas.append((h["a"] or h["b"] or "", numero))
    con_numero = [s for s in halladas if s[1]] or halladas
    if len(set(con_numero)) > 1:
        dichas = enumerar([f"{c} {n}".strip() for c, n in dict.fromkeys(con_numero)])
        dudas.append(f"Menciona varias sesiones: {dichas}. Escriba cuál es.")
        return "", ""
    return con_numero[0] if con_numero else ("", "")


def _numero_en_letras(letras: str) -> str:
    """«treinta y uno-dos mil veintiseis» → ``31-2026``; "" when it is no number."""
    partes = [leer_letras(t) for t in letras.split("-") if t.strip()]
    return "-".join(str(n) for n in partes if n is not None) if None not in partes else ""


def _articulo(p: str, dudas: list[str]) -> str:
    dichos = [h["n"].upper() if re.fullmatch(r"[ivxl.\d]+", h["n"]) else h["n"]
              for h in _ARTICULO.finditer(p) if not _DE_UNA_NORMA.match(h["resto"])]  # fmt: skip
    return _uno(dichos, dudas, "artículos", "Escriba cuál es el de la sesión.")


def _fechas(p: str, dudas: list[str]) -> dict[str, date]:
    """The days by what they are the day of, as the words before each say."""
    dias = dias_en(p)
    por_papel: dict[str, list[date]] = {}
    sueltos: list[DiaNombrado] = []
    fin_anterior = 0
    for d in dias:
        antes = p[max(fin_anterior, d.inicio - 220) : d.inicio]
        papel = next((c for c, r in _ANTES.items() if r.search(antes)), "")
        if papel:
            por_papel.setdefault(papel, []).append(d.dia)
        else:
            sueltos.append(d)
        fin_anterior = d.fin
    fechas: dict[str, date] = {}
    for papel, suyos in por_papel.items():
        if len(distintos := dict.fromkeys(suyos)) == 1:
            fechas[papel] = suyos[0]
        else:
            dichos = enumerar([escribir_fecha(x) for x in distintos])
            dudas.append(f"{_DE_QUE[papel]}: menciona {dichos}. Escriba cuál es.")
    if "fecha" not in por_papel and sueltos:
        dichos = enumerar([escribir_fecha(x) for x in dict.fromkeys(d.dia for d in sueltos)])
        dudas.append(f"Menciona el {dichos}, sin decir si es el día de la sesión.")
    return fechas


_DE_QUE = {
    "fecha": "Día de la sesión",
    "firmeza": "Firmeza",
    "rige": "Rige desde",
    "publicacion": "Publicación",
}


def _como_se_escribe(medio: re.Match[str]) -> str:
    nombre = "La Gaceta" if "gaceta" in medio.group() else "Diario Oficial"
    return f"{nombre} N.º {medio['n'].upper()}" if medio["n"] else nombre


def _uno(
    dichos: Sequence[str],
    dudas: list[str],
    que: str,
    remedio: str,
    preferidos: Iterable[str] = (),
) -> str:
    """The only one there is, or the only preferred one; else a duda and ""."""
    for grupo in _distintos(dichos), _distintos(preferidos):
        if len(grupo) == 1:
            return grupo[0]
    if dichos:
        dudas.append(f"Menciona varios {que}: {enumerar(_distintos(dichos))}. {remedio}")
    return ""


def _distintos(dichos: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(dichos))
