"""The life of a version: the rows of its formato, run by ``transitions``.

The machine is built once a formato and run over a throwaway subject that only
holds the estado: attached to a row it would be missing on loaded ones, and its
``auto_transitions`` would walk past every rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from transitions import Machine, MachineError

from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, VersionDesfasada
from workflows.formatos.modelo import Acto, ClaseActo, Formato
from workflows.reglas import FIJAS, REGLAS, Hechos, Regla, lo_visto


@dataclass(frozen=True, slots=True)
class ActoPosible:
    """An acto this person's roles allow here; ``impedimentos`` say what still bars it."""

    acto: Acto
    impedimentos: tuple[str, ...]

    @property
    def libre(self) -> bool:
        """Whether it can be done now."""
        return not self.impedimentos


class _Sujeto:
    """Holds an estado for the length of one question."""

    state: str


def aplicar(
    formato: Formato, estado: str, clave: str, hechos: Hechos, datos: Iterable[str] = ()
) -> str:
    """The estado after the acto ``clave``, done by ``hechos.persona``.

    ``datos`` names what the person supplied of what the acto asks for (``pide``).
    Raises ActoNegado (who), ActoInvalido or VersionDesfasada (when), DatosInvalidos (what).
    """
    acto = _acto(formato, clave)
    if not hechos.roles & set(acto.roles):
        quienes = " o ".join(_rotulo_rol(formato, r) for r in acto.roles)
        raise ActoNegado(f"«{acto.rotulo}» le toca a otra persona.", f"Puede hacerlo: {quienes}.")
    if not acto.es_de(hechos.unidad):
        raise ActoNegado(
            f"«{acto.rotulo}» le toca a {acto.unidad}.",
            f"Usted figura en «{hechos.unidad or 'ninguna unidad'}».",
        )
    nuevo = _mover(formato, estado, acto)
    for falta in (p for p in acto.pide if p not in set(datos)):
        raise DatosInvalidos(f"Falta indicar el {falta}.", "Escríbalo y vuelva a enviarlo.", falta)
    suyos = hechos.para(acto.roles)
    for regla in _reglas(acto):
        motivo = regla(formato, suyos)
        if motivo and regla is lo_visto:
            raise VersionDesfasada(motivo, "Nada de lo suyo se perdió.")
        if motivo:
            raise ActoInvalido(motivo)
    return nuevo


def actos_posibles(formato: Formato, estado: str, hechos: Hechos) -> tuple[ActoPosible, ...]:
    """What this person may do where the version stands, in the order of the formato."""
    return tuple(
        ActoPosible(
            acto,
            tuple(m for r in _reglas(acto) if (m := r(formato, hechos.para(acto.roles)))),
        )
        for acto in formato.actos
        if estado in acto.desde and hechos.roles & set(acto.roles) and acto.es_de(hechos.unidad)
    )


def recorrido(formato: Formato) -> tuple[str, ...]:
    """The estados of the straight way from the first edition to approval, for the stepper."""
    camino = [formato.actos_de(ClaseActo.APERTURA)[0].hacia]
    adelante = {ClaseActo.ELABORACION, ClaseActo.REVISION, ClaseActo.APROBACION}
    while True:
        acto = next(
            (
                a
                for a in formato.actos
                if camino[-1] in a.desde and a.clase in adelante and a.hacia not in camino
            ),
            None,
        )
        if acto is None:
            return tuple(camino)
        camino.append(acto.hacia)


def siguiente(formato: Formato, estado: str) -> Acto | None:
    """The acto that carries a version forward from ``estado``; None where it has ended."""
    camino = recorrido(formato)
    if estado not in camino[:-1]:
        return None
    destino = camino[camino.index(estado) + 1]
    return next(a for a in formato.actos if estado in a.desde and a.hacia == destino)


def _acto(formato: Formato, clave: str) -> Acto:
    try:
        return formato.acto(clave)
    except KeyError:
        raise ActoInvalido(f"Este manual no conoce el acto «{clave}».") from None


@lru_cache(maxsize=256)
def _mover(formato: Formato, estado: str, acto: Acto) -> str:
    if not acto.desde:
        return acto.hacia
    sujeto = _Sujeto()
    maquina = _maquina(formato)
    maquina.add_model(sujeto, initial=estado)
    try:
        sujeto.trigger(_disparo(acto))  # type: ignore[attr-defined]  # put there by add_model
    except MachineError:
        ahora = formato.estado(estado).rotulo.lower()
        raise ActoInvalido(
            f"No se puede «{acto.rotulo.lower()}»: la versión está en estado {ahora}.",
            "Actualice la página para ver dónde está.",
        ) from None
    finally:
        maquina.remove_model(sujeto)
    return sujeto.state


def _disparo(acto: Acto) -> str:
    """A name that no attribute of the machine or of its subject has."""
    return f"acto:{acto.clave}"


@lru_cache(maxsize=32)
def _maquina(formato: Formato) -> Machine:
    return Machine(
        model=None,
        states=[e.clave for e in formato.estados],
        transitions=[
            {"trigger": _disparo(a), "source": list(a.desde), "dest": a.hacia}
            for a in formato.actos
            if a.desde
        ],
        initial=formato.estados[0].clave,
        auto_transitions=False,
    )


def _reglas(acto: Acto) -> tuple[Regla, ...]:
    return (*FIJAS.get(acto.clase, ()), *(REGLAS[nombre] for nombre in acto.reglas))


def _rotulo_rol(formato: Formato, clave: str) -> str:
    try:
        return formato.rol(clave).rotulo
    except KeyError:
        return clave
