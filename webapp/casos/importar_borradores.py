"""Importar como borrador: each cargo of a document becomes a draft somebody will sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._registrar import Registro
from webapp.casos.abrir import abrir, abrir_nuevo
from webapp.casos.actor import Actor
from webapp.casos.guardar import guardar
from webapp.hechos import ver_versiones
from webapp.modelos import Cargo, Version
from workflows.diferencias import heredar_ids
from workflows.errores import DatosInvalidos, ErrorVigente
from workflows.formatos.modelo import ClaseEstado
from workflows.lectura.modelo import CargoLeido


def importar_borradores(
    session: Session,
    actor: Actor,
    manual_id: int,
    leidos: Sequence[CargoLeido],
    *,
    avance: Callable[[int], None] = lambda _: None,
) -> int:
    """Open a draft for each cargo, new or not, with the text read. Returns how many.

    The items that were already there keep their ids. Raises what opening and saving raise,
    naming the cargo and its first line; nothing is stored then.
    """
    registro = Registro(session, actor, manual_id)
    if not leidos:
        raise DatosInvalidos("El documento no trae ningún cargo.", "Revise el archivo.")
    hay = {
        fila.identidad: fila.id
        for fila in session.execute(
            select(Cargo.identidad, Cargo.id)
            .join(Version, Version.cargo_id == Cargo.id)
            .where(Cargo.manual_id == manual_id, Version.estado_clase != ClaseEstado.CERRADA)
        )
    }
    for n, leido in enumerate(leidos, 1):
        cargo_id = hay.get(registro.formato.identidad_de(leido.contenido))
        try:
            if cargo_id is None:
                abrir_nuevo(session, actor, manual_id, leido.contenido)
            else:
                version = abrir(session, actor, cargo_id)
                vista = ver_versiones(session, [version.id])[0]
                texto = heredar_ids(vista.contenido, leido.contenido)
                guardar(session, actor, version.id, texto, vista.serie)
        except ErrorVigente as error:
            error.mensaje = f"{leido.titulo} (línea {leido.lineas[0]}): {error.mensaje}"
            error.remedio = f"{error.remedio} No se guardó nada.".strip()
            raise
        avance(n)
    return len(leidos)
