"""How a cargo is named in a sentence, and what somebody is about to sign."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workflows.formatos.modelo import Formato
from workflows.texto import titular

#: Cargos named one by one; of more, the rest is counted.
_NOMBRADOS = 10
_VERBO = re.compile(r"\w+[aei]r\b")


def distintivo(formato: Formato, campos: Mapping[str, str], titulo: str) -> str:
    """What tells a cargo from another of the same title: the rest of its identity, its área.

    The código stands beside the title everywhere; it is not repeated.
    """
    partes = (campos.get(clave, "") for clave in formato.identidad if clave != "codigo")
    return " · ".join(p for p in partes if p and p.lower() not in titulo.lower())


def nombre_de_cargo(formato: Formato, campos: Mapping[str, str], titulo: str) -> str:
    """«Operativo General · Producción (código 41110)»."""
    nombre = " · ".join(titular(x) for x in (titulo, distintivo(formato, campos, titulo)) if x)
    codigo = campos.get("codigo", "")
    return f"{nombre} (código {codigo})" if codigo else nombre


def por_firmar(rotulo: str, nombres: Sequence[str] = (), *, acuerdo: str = "") -> str:
    """What goes after «Va a»: the acto by its rótulo, the acuerdo by its number, and the cargos.

    A rótulo that is no verb is something that is recorded.
    """
    rotulo = rotulo[:1].lower() + rotulo[1:]
    hace = re.sub(r"\bmi\b", "su", rotulo) if _VERBO.match(rotulo) else f"registrar «{rotulo}»"
    if acuerdo:
        hace += f" {acuerdo}" if hace.endswith("acuerdo") else f" en el acuerdo {acuerdo}"
    if not nombres:
        return hace
    dichos = "; ".join(nombres[:_NOMBRADOS])
    de_mas = len(nombres) - _NOMBRADOS
    cuantos = f" {len(nombres)} cargos:" if len(nombres) > 1 else ""
    return f"{hace}:{cuantos} {dichos}{f'; y {de_mas} más' if de_mas > 0 else ''}"
