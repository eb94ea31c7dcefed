"""A cambio masivo as a person makes one: everything found is ticked unless they say otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from tests.apoyo.reparto import SLUG, Elenco
from webapp.bd import db, transaccion
from webapp.casos._masivo import Marca
from webapp.casos.cambiar_en_masa import CambioHecho, CambioMasivo, cambiar_en_masa
from webapp.casos.tramitar_grupo import PedidoDeGrupo, tramitar_grupo
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.masivo import CargoHallado, Hallado, buscar
from webapp.hechos import ver_versiones
from webapp.modelos import GrupoVersion
from workflows.busqueda import Busqueda

PORQUE = "Lo pidió la Contraloría en su informe."
_ENTRADA = re.compile(r"<input\b[^>]*>")
_ATRIBUTO = re.compile(r'(\w+)="([^"]*)"')


def hallado(frase: str, reemplazo: str | None = None, *, slug: str = SLUG, **como: bool) -> Hallado:
    """What the search page would show. Needs an application context."""
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, slug)
        return buscar(session, manual, Busqueda(frase, **como), "", reemplazo)


def cambio(
    frase: str, reemplazo: str, cuales: Callable[[CargoHallado], bool] = lambda _: True
) -> CambioMasivo:
    """The form with every occurrence in those cargos ticked."""
    pagina = hallado(frase, reemplazo)
    cargos = [c for c in (*pagina.nuevos, *pagina.abiertos) if cuales(c)]
    return CambioMasivo(
        Busqueda(frase),
        reemplazo,
        f"«{frase}» → «{reemplazo}»",
        PORQUE,
        [Marca(c.version_id, a.pieza, a.inicio, a.fin) for c in cargos for a in c.apariciones],
        {c.version_id: c.contenido_hash for c in cargos},
    )


def hacer(elenco: Elenco, que: CambioMasivo, clave: str = "ana") -> CambioHecho:
    """Do it in the name of somebody of the cast."""
    with transaccion() as session:
        return cambiar_en_masa(session, elenco.actor(clave), elenco.manual_id, que)


def cambiado(elenco: Elenco, frase: str, reemplazo: str) -> tuple[int, list[int]]:
    """A grupo with a borrador of each cargo that says the phrase: its id, and theirs."""
    hecho = hacer(elenco, cambio(frase, reemplazo))
    assert hecho.grupo_id is not None
    return hecho.grupo_id, versiones(hecho.grupo_id)


def versiones(grupo_id: int) -> list[int]:
    """The versions of a grupo."""
    with db.sessionmaker() as session:
        filas = session.query(GrupoVersion).filter_by(grupo_id=grupo_id)
        return sorted(f.version_id for f in filas)


def tramitar(
    elenco: Elenco, grupo_id: int, acto: str, clave: str, ids: list[int], motivo: str = ""
) -> str:
    """An acto on those versions of a grupo, as they are now."""
    with db.sessionmaker() as session:
        vistos = {v.version.id: v.contenido_hash for v in ver_versiones(session, ids)}
    with transaccion() as session:
        pedido = PedidoDeGrupo(grupo_id, acto, vistos, motivo)
        return tramitar_grupo(session, elenco.actor(clave), pedido)


def campos(html: str, formulario: str) -> dict[str, list[str]]:
    """What a browser would send of the form whose tag says ``formulario``, boxes as ticked."""
    datos: dict[str, list[str]] = {}
    for entrada in _ENTRADA.findall(html.split(formulario, 1)[1].split("</form>", maxsplit=1)[0]):
        dice = dict(_ATRIBUTO.findall(entrada))
        if dice.get("type") == "checkbox" and not re.search(r"\schecked\b", entrada):
            continue
        datos.setdefault(dice["name"], []).append(unescape(dice.get("value", "")))
    return datos
