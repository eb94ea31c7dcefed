"""Cambio masivo: one phrase put in place of another across the manual, for one reason.

Each cargo gets a borrador with the change in it, all of one grupo; a cargo whose next version
is already open gets a sugerencia there. All of it is done, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.casos._borradores import (
    Nacimiento,
    anotar_autor_de,
    escribir_todas,
    nacer_todas,
)
from webapp.casos._masivo import Cambiada, Marca, cambiar
from webapp.casos._registrar import Registro
from webapp.casos._sugerencias import sugerir
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import (
    Borrador,
    Grupo,
    GrupoVersion,
    Guardado,
    Justificacion,
    TipoVersion,
    Version,
)
from workflows.busqueda import LARGO_FRASE, Busqueda, patron
from workflows.errores import DatosInvalidos, Faltas, NoEncontrado, VersionDesfasada
from workflows.formatos import modelo as fm
from workflows.fusion import ediciones_entre
from workflows.piezas import en_piezas

#: What the title of a grupo holds, in characters.
MAXIMO_TITULO = 200
#: The save that a change is: the one after the text the borrador was opened with.
_SERIE = 2


@dataclass(frozen=True, slots=True)
class CambioMasivo:
    """What somebody asks to replace, and why. ``vistos``: the hash seen of each version."""

    busqueda: Busqueda
    reemplazo: str  #: "" takes the phrase out
    titulo: str
    justificacion: str
    marcas: Sequence[Marca]
    vistos: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class CambioHecho:
    """What came of it; ``grupo_id`` is None when every cargo had a version open."""

    grupo_id: int | None
    borradores: int
    sugerencias: int


def cambiar_en_masa(
    session: Session, actor: Actor, manual_id: int, cambio: CambioMasivo
) -> CambioHecho:
    """Open a borrador for each cargo, or suggest the change where one is open already.

    Raises ActoNegado (role), NoEncontrado (a version of another manual), DatosInvalidos (what
    is missing, or changes nothing), VersionDesfasada naming the cargos whose text moved since
    it was looked at, ActoInvalido naming the one that has a version open by now.
    """
    registro = Registro(session, actor, manual_id)
    acto = registro.formato.actos_de(fm.ClaseActo.APERTURA)[0]
    registro.exigir_rol(*acto.roles, para="Hacer un cambio masivo")
    _exigir_completo(cambio)
    marcas: dict[int, list[Marca]] = {}
    for marca in cambio.marcas:
        marcas.setdefault(marca.version_id, []).append(marca)
    vistas = _leer(session, registro, list(marcas))
    _exigir_lo_visto(vistas, cambio.vistos)
    p = patron(cambio.busqueda)
    cambiadas = [
        cambiar(registro.formato, v, marcas[v.version.id], p, cambio.reemplazo) for v in vistas
    ]
    nuevas = [c for c in cambiadas if _esta(c.vista, fm.ClaseEstado.APROBADA)]
    abiertas = [c for c in cambiadas if not _esta(c.vista, fm.ClaseEstado.APROBADA)]
    grupo_id = _abrir(registro, acto, nuevas, cambio) if nuevas else None
    sugerencias = sugerir(registro, abiertas, f"{cambio.titulo.strip()}: {_porque(cambio)}")
    if grupo_id is None and not sugerencias:
        raise DatosInvalidos(
            "Usted ya hizo esas sugerencias.", "Véalas en los cambios de cada cargo.", "marcas"
        )
    return CambioHecho(grupo_id, len(nuevas), sugerencias)


def _exigir_completo(cambio: CambioMasivo) -> None:
    faltas = Faltas()
    for texto, maximo, lugar, campo in (
        (cambio.busqueda.frase, LARGO_FRASE, "La frase", "frase"),
        (cambio.reemplazo, LARGO_FRASE, "El reemplazo", "reemplazo"),
        (cambio.titulo, MAXIMO_TITULO, "El título", "titulo"),
        (cambio.justificacion, MAXIMO_MOTIVO, "La justificación", "justificacion"),
    ):
        faltas.leer(exigir_texto, texto, maximo, lugar=lugar, campo=campo)
    if not cambio.marcas:
        faltas.decir(
            "No marcó ninguna aparición.", "Marque al menos una, o busque otra frase.", "marcas"
        )
    if not cambio.titulo.strip():
        faltas.decir("Falta el título.", "Diga en pocas palabras qué cambia.", "titulo")
    if not _porque(cambio):
        faltas.decir(
            "Falta la justificación.",
            "Diga por qué se cambia: vale para todos los cargos.",
            "justificacion",
        )
    faltas.exigir()


def _porque(cambio: CambioMasivo) -> str:
    return cambio.justificacion.strip()


def _leer(session: Session, registro: Registro, ids: list[int]) -> list[VersionVista]:
    """The versions as they are now, their drafts locked so that no save comes in between."""
    session.execute(select(Borrador.serie).where(Borrador.version_id.in_(ids)).with_for_update())
    vistas = ver_versiones(session, ids)
    if any(v.version.manual_id != registro.manual.id for v in vistas):
        raise NoEncontrado(
            "Una de las versiones marcadas es de otro manual.", "Busque de nuevo la frase."
        )
    return vistas


def _exigir_lo_visto(vistas: Sequence[VersionVista], vistos: Mapping[int, str]) -> None:
    movidas = [
        v.cargo.titulo
        for v in vistas
        if v.contenido_hash != vistos.get(v.version.id)
        or v.version.tipo != TipoVersion.TEXTO
        or _esta(v, fm.ClaseEstado.CERRADA)
        or (_esta(v, fm.ClaseEstado.APROBADA) and v.version.id != v.ultima_aprobada)
    ]
    if movidas:
        raise VersionDesfasada(
            f"El texto cambió desde que usted buscó: {', '.join(movidas)}.",
            "No se creó nada. Abajo está como quedó: revise lo marcado y envíelo de nuevo.",
        )


def _esta(vista: VersionVista, clase: fm.ClaseEstado) -> bool:
    return vista.version.estado_clase == clase


def _abrir(
    registro: Registro, acto: fm.Acto, cambiadas: Sequence[Cambiada], cambio: CambioMasivo
) -> int:
    """The grupo and its borradores: each opened with the approved text, and the change saved."""
    session = registro.session
    versiones = nacer_todas(
        registro, [Nacimiento(c.vista.cargo, c.despues, c.vista.version) for c in cambiadas], acto
    )
    registro.abrir_todas(
        [(v, c.vista.contenido_hash) for v, c in zip(versiones, cambiadas, strict=True)],
        acto,
        motivo=cambio.titulo.strip(),
    )
    escribir_todas(
        registro, [(v, c.despues, _SERIE) for v, c in zip(versiones, cambiadas, strict=True)]
    )
    anotar_autor_de(session, [v.id for v in versiones], registro.persona.id)
    quien = {"persona_id": registro.persona.id, "momento": registro.ahora}
    session.execute(
        insert(Guardado),
        [
            {"version_id": v.id, "serie": _SERIE, "pieza": pieza, **quien}
            | {"antes": edicion.antes, "despues": edicion.despues}
            for v, c in zip(versiones, cambiadas, strict=True)
            for pieza, edicion in ediciones_entre(
                en_piezas(c.vista.contenido), en_piezas(c.despues)
            ).items()
        ],
    )
    session.execute(
        insert(Justificacion),
        [
            {"version_id": v.id, "pieza": pieza, "texto": _porque(cambio), **quien}
            for v, c in zip(versiones, cambiadas, strict=True)
            for pieza in c.textos
        ],
    )
    return _agrupar(registro, versiones, cambio)


def _agrupar(registro: Registro, versiones: Sequence[Version], cambio: CambioMasivo) -> int:
    grupo = Grupo(
        manual_id=registro.manual.id,
        titulo=cambio.titulo.strip(),
        buscado=cambio.busqueda.frase.strip(),
        reemplazo=cambio.reemplazo,
        justificacion=_porque(cambio),
        persona_id=registro.persona.id,
        momento=registro.ahora,
    )
    registro.session.add(grupo)
    registro.session.flush()
    registro.session.execute(
        insert(GrupoVersion), [{"version_id": v.id, "grupo_id": grupo.id} for v in versiones]
    )
    return grupo.id
