"""Which cargo somebody means by a código or a clave."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import Cargo, Version
from workflows.errores import DatosInvalidos, NoEncontrado
from workflows.formatos.modelo import ClaseEstado
from workflows.nombres import distintivo
from workflows.texto import plano


def cargo_por_nombre(session: Session, manual: ManualVisto, nombre: str) -> str:
    """The slug of the cargo whose clave or código (of its last approved text) is ``nombre``.

    The código is no key: where two cargos print it, DatosInvalidos names both. Raises
    NoEncontrado.
    """
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version)
        .outerjoin(
            Version,
            (Version.cargo_id == Cargo.id) & (Version.estado_clase != ClaseEstado.CERRADA),
        )
        .where(Cargo.manual_id == manual.id)
        .order_by(Cargo.id, Version.orden)
    )
    codigos: dict[str, tuple[str, str]] = {}
    for slug, titulo, version in filas:
        if slug == nombre:
            return str(slug)
        if version is None:
            continue
        campos = leer_encabezado(version)
        if version.orden is not None or slug not in codigos:
            resto = distintivo(manual.formato, campos, titulo)
            dicho = f"«{slug}» ({titulo}{', ' if resto else ''}{resto})"
            codigos[slug] = (plano(campos.get("codigo", "")), dicho)
    hallados = [(slug, d) for slug, (codigo, d) in codigos.items() if codigo == plano(nombre)]
    if not hallados:
        raise NoEncontrado(
            f"En este manual no hay un cargo «{nombre}».",
            "Escriba su código, o su clave: lo último de la dirección de su página.",
        )
    if len(hallados) > 1:
        dichos = "; ".join(dicho for _, dicho in hallados)
        raise DatosInvalidos(
            f"El código {nombre} es de {len(hallados)} cargos: {dichos}.",
            "Diga cuál por su clave.",
        )
    return hallados[0][0]
