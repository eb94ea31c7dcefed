"""Named rules: each looks at the facts and gives the reason it bars an acto, or None.

A formato may ask for any of ``REGLAS`` by name. The rules in ``FIJAS`` come with
the clase of an acto and no formato can take them away (domain.md, rules 1 to 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from workflows.contenido import Contenido
from workflows.diferencias import comparar, renglones
from workflows.formatos.modelo import ClaseActo, FormaSeccion, Formato


@dataclass(frozen=True, slots=True)
class Hechos:
    """What is known about a version when somebody wants to act on it.

    ``autores`` are the ids of everyone who wrote on it or signed *elaborado*;
    ``elaboro`` the one whose *elaborado* stands. ``base_hash`` is the text it
    started from, ``base_al_dia`` whether that is still the latest approved one;
    ``restablece`` whether it brings an abolished cargo back. ``unidad`` is the person's;
    ``revisores`` whose revisión stands; ``base`` the text it started from (None for a new
    cargo); ``justificadas`` the pieces somebody gave a reason for ("" is all of them);
    ``en_nombre_de`` who delegated the role this acto is done by (empty when it is one's own),
    ``delegados`` who delegated each role that is held only so;
    ``hallazgos`` how many findings of the checks stand, by severity (None: nobody looked).
    """

    persona: int
    roles: frozenset[str]
    contenido: Contenido
    contenido_hash: str
    visto_hash: str
    base_hash: str = ""
    base_al_dia: bool = True
    derogacion: bool = False
    autores: frozenset[int] = frozenset()
    elaboro: int | None = None
    restablece: bool = False
    unidad: str = ""
    revisores: frozenset[int] = frozenset()
    observaciones_abiertas: int = 0
    base: Contenido | None = None
    justificadas: frozenset[str] = frozenset()
    hallazgos: Mapping[str, int] | None = None
    delegados: Mapping[str, int] = field(default_factory=dict)
    en_nombre_de: frozenset[int] = frozenset()

    def para(self, roles: Iterable[str]) -> Hechos:
        """The same facts for an acto of ``roles``: by one's own role, if one has any of them."""
        titulares = en_nombre_de(self.roles, self.delegados, roles)
        return replace(self, en_nombre_de=titulares) if titulares else self


def en_nombre_de(
    roles: frozenset[str], delegados: Mapping[str, int], del_acto: Iterable[str]
) -> frozenset[int]:
    """In whose name somebody who holds ``roles`` would do an acto of ``del_acto``: nobody's, if
    one of them is their own; else who delegated them."""
    suyos = [r for r in del_acto if r in roles]
    if any(r not in delegados for r in suyos):
        return frozenset()
    return frozenset(delegados[r] for r in suyos)


Regla = Callable[[Formato, Hechos], str | None]


def hay_cambios(_: Formato, hechos: Hechos) -> str | None:
    """Signing a text equal to the one in force would only waste a session of the board."""
    nuevo = hechos.contenido_hash != hechos.base_hash
    if nuevo or hechos.derogacion or hechos.restablece:
        return None
    return "El borrador es igual al texto vigente: cambie algo antes de firmarlo, o descártelo."


def completo(formato: Formato, hechos: Hechos) -> str | None:
    """Every header field and section the formato requires must say something, line by line."""
    if hechos.derogacion:
        return None
    contenido = hechos.contenido
    faltan = [c.rotulo for c in formato.campos if c.requerido and not contenido.campo(c.clave)]
    for seccion in formato.secciones:
        if not seccion.requerida:
            continue
        if seccion.forma is FormaSeccion.COMPETENCIAS:
            escrita = bool(contenido.competencias)
        else:
            escrita = any(i.texto.strip() for i in contenido.seccion(seccion.clave).items)
        if not escrita:
            faltan.append(seccion.titulo)
    vacias = sum(not i.texto.strip() for s in contenido.secciones for i in s.items)
    vacias += sum(
        not (c.competencia.strip() and c.concepto.strip()) for c in contenido.competencias
    )
    if vacias:
        faltan.append("una línea vacía" if vacias == 1 else f"{vacias} líneas vacías")
    return f"Falta completar: {', '.join(faltan)}." if faltan else None


def cuatro_ojos(_: Formato, hechos: Hechos) -> str | None:
    """Rule 3: whoever wrote or signed a version neither reviews nor approves it."""
    escribio = hechos.persona in hechos.autores
    return no_firma_lo_escrito(
        escribio, escribio_el_titular=bool(hechos.en_nombre_de & hechos.autores)
    )


def no_firma_lo_escrito(escribio: bool, *, escribio_el_titular: bool) -> str | None:
    """Four eyes, from who wrote: the person, or somebody in whose name they would sign."""
    if escribio:
        return "Usted escribió en esta versión: debe firmarla otra persona."
    if escribio_el_titular:
        return (
            "Usted firma por delegación de quien escribió en esta versión: "
            "debe firmarla otra persona."
        )
    return None


def base_en_pie(_: Formato, hechos: Hechos) -> str | None:
    """Rule 1: what is signed is a change of the text that counts; if that one was annulled after
    *elaborado*, the change that everybody saw is of another text."""
    if hechos.base_al_dia:
        return None
    return (
        "La versión de la que esta partió ya no es la que cuenta: devuélvala, para que se compare "
        "con la que cuenta y se firme de nuevo."
    )


def base_al_dia(_: Formato, hechos: Hechos) -> str | None:
    """Rule 1: an *elaborado* answers the latest approved text, not an older one."""
    if hechos.base_al_dia:
        return None
    return (
        "Mientras tanto se aprobó otra versión de este cargo: compare el borrador con ella "
        "y confírmelo antes de firmar."
    )


def lo_visto(_: Formato, hechos: Hechos) -> str | None:
    """Rule 1: you sign what you saw."""
    if hechos.visto_hash == hechos.contenido_hash:
        return None
    return "El texto cambió desde que usted lo abrió: revise los cambios y firme de nuevo."


def lo_elaboro(_: Formato, hechos: Hechos) -> str | None:
    """Only the person who sent a version on may take it back."""
    if hechos.elaboro == hechos.persona:
        return None
    return "Solo quien la firmó como elaborada puede retirarla."


def cambios_justificados(formato: Formato, hechos: Hechos) -> str | None:
    """Whoever reviews and decides must be able to read why: per change, or once for all."""
    if hechos.derogacion or "" in hechos.justificadas:
        return None
    if hechos.base is None:
        return "Falta la justificación de este cargo nuevo."
    faltan = [
        r.linea
        for r in renglones(comparar(hechos.base, hechos.contenido), formato)
        if r.pieza not in hechos.justificadas and not r.silencioso
    ]
    if not faltan:
        return None
    if len(faltan) == 1:
        return f"Falta la justificación de un cambio: {faltan[0]}."
    return f"Falta la justificación de {len(faltan)} cambios."


def sin_observaciones_abiertas(_: Formato, hechos: Hechos) -> str | None:
    """Nobody signs over a remark that has not been attended to."""
    abiertas = hechos.observaciones_abiertas
    if not abiertas:
        return None
    if abiertas == 1:
        return "Hay una observación abierta: resuélvala o devuelva la versión."
    return f"Hay {abiertas} observaciones abiertas: resuélvalas o devuelva la versión."


def otro_revisor(_: Formato, hechos: Hechos) -> str | None:
    """Two signatures of review are of two people."""
    if hechos.persona in hechos.revisores:
        return "Usted ya firmó una revisión de esta versión: la otra es de otra persona."
    return None


def sin_hallazgos_altos(_: Formato, hechos: Hechos) -> str | None:
    """No finding of high severity stands: each is mended, or dismissed with its reason."""
    return _sin_hallazgos(hechos, "alta")


def sin_hallazgos_medios(_: Formato, hechos: Hechos) -> str | None:
    """Nor of medium severity."""
    return _sin_hallazgos(hechos, "alta", "media")


def sin_hallazgos(_: Formato, hechos: Hechos) -> str | None:
    """Nor of any."""
    return _sin_hallazgos(hechos, "alta", "media", "baja")


def _sin_hallazgos(hechos: Hechos, *severidades: str) -> str | None:
    if hechos.derogacion:
        return None
    if hechos.hallazgos is None:
        return "Todavía no se ha revisado la calidad del texto."
    n = sum(hechos.hallazgos.get(s, 0) for s in severidades)
    if not n:
        return None
    cuales = "" if len(severidades) == 3 else f" de severidad {' o '.join(severidades)}"
    if n == 1:
        return f"Hay un hallazgo de calidad{cuales}: corríjalo, o desestímelo diciendo por qué."
    return f"Hay {n} hallazgos de calidad{cuales}: corríjalos, o desestímelos diciendo por qué."


#: Rules a formato may ask for by name.
REGLAS: Mapping[str, Regla] = {
    "cambios-justificados": cambios_justificados,
    "sin-observaciones-abiertas": sin_observaciones_abiertas,
    "otro-revisor": otro_revisor,
    "hay-cambios": hay_cambios,
    "completo": completo,
    "lo-elaboro": lo_elaboro,
    "sin-hallazgos-altos": sin_hallazgos_altos,
    "sin-hallazgos-medios": sin_hallazgos_medios,
    "sin-hallazgos": sin_hallazgos,
}

#: Those that ask what the checks found.
DE_CALIDAD = frozenset({"sin-hallazgos-altos", "sin-hallazgos-medios", "sin-hallazgos"})

#: Rules that never bend, by the clase of the acto.
FIJAS: Mapping[ClaseActo, tuple[Regla, ...]] = {
    ClaseActo.ELABORACION: (lo_visto, base_al_dia),
    ClaseActo.REVISION: (lo_visto, base_en_pie, cuatro_ojos),
    ClaseActo.APROBACION: (lo_visto, base_en_pie, cuatro_ojos),
    ClaseActo.DEVOLUCION: (lo_visto,),
    ClaseActo.RETIRO: (lo_visto,),
    ClaseActo.DESCARTE: (lo_visto,),
}
