"""What a formato must satisfy as a whole: its workflow runs, its keys point somewhere."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

from workflows.errores import DatosInvalidos
from workflows.formatos.fallas import Fallas
from workflows.formatos.modelo import (
    Acto,
    Alcance,
    ClaseActo,
    ClaseEstado,
    ClaseInstrumento,
    FormaSeccion,
    Formato,
    Instrumento,
    Numeracion,
)
from workflows.formatos.plantilla_acuerdo import DEL_ACUERDO, PlantillaAcuerdo, faltas_de
from workflows.texto import plano

#: Roles every manual has, besides the ones its formato names.
ROLES_COMUNES = {"administrador", "auditor", "lector"}
PIDE = {"motivo", "acuerdo"}
_HACIA = {
    ClaseActo.APERTURA: {ClaseEstado.EDICION},
    ClaseActo.DEROGACION: {ClaseEstado.EDICION},
    ClaseActo.ELABORACION: {ClaseEstado.TRAMITE},
    ClaseActo.RETIRO: {ClaseEstado.EDICION},
    ClaseActo.REVISION: {ClaseEstado.TRAMITE},
    ClaseActo.DEVOLUCION: {ClaseEstado.EDICION},
    ClaseActo.DESCARTE: {ClaseEstado.CERRADA},
    ClaseActo.APROBACION: {ClaseEstado.APROBADA},
    ClaseActo.ASIENTO: {ClaseEstado.APROBADA},
}
_DESDE = {
    ClaseActo.ELABORACION: {ClaseEstado.EDICION},
    ClaseActo.RETIRO: {ClaseEstado.TRAMITE},
    ClaseActo.REVISION: {ClaseEstado.TRAMITE},
    ClaseActo.DEVOLUCION: {ClaseEstado.TRAMITE},
    ClaseActo.DESCARTE: {ClaseEstado.EDICION},
    ClaseActo.APROBACION: {ClaseEstado.TRAMITE},
}
_SIN_ORIGEN = {ClaseActo.APERTURA, ClaseActo.DEROGACION, ClaseActo.ASIENTO}


def validar(formato: Formato, fallas: Fallas) -> None:
    """Note every fault of a formato whose keys are all present and typed."""
    _unicas("encabezado", (c.clave for c in formato.campos), fallas)
    _unicas("seccion", (s.clave for s in formato.secciones), fallas)
    _unicas("rol", (r.clave for r in formato.roles), fallas)
    _unicas("estado", (e.clave for e in formato.estados), fallas)
    _unicas("acto", (a.clave for a in formato.actos), fallas)
    for comun in sorted(ROLES_COMUNES & {r.clave for r in formato.roles}):
        fallas.anotar(f"rol[{comun}]", "ese rol ya existe en todo manual", "quítelo")
    _titulos(formato, fallas)
    _encabezado(formato, fallas)
    _aprobacion(formato, fallas)
    _acuerdo(formato, fallas)
    for acto in formato.actos:
        _acto(formato, acto, fallas)
    if not fallas.lista:
        _recorrido(formato, fallas)


def _unicas(lugar: str, claves: Iterable[str], fallas: Fallas) -> None:
    for clave, veces in Counter(claves).items():
        if veces > 1:
            fallas.anotar(f"{lugar}[{clave}]", f"está {veces} veces", "deje una sola")


def _titulos(formato: Formato, fallas: Fallas) -> None:
    vistos: dict[str, str] = {}
    for seccion in formato.secciones:
        for titulo in (seccion.titulo, *seccion.variantes):
            otra = vistos.setdefault(plano(titulo), seccion.clave)
            if otra != seccion.clave:
                mensaje = f"el título «{titulo}» ya es de «{otra}»"
                fallas.anotar(f"seccion[{seccion.clave}]", mensaje, "quítelo de una de las dos")
    tablas = [s for s in formato.secciones if s.forma is FormaSeccion.COMPETENCIAS]
    if bool(tablas) != (formato.competencias is not None) or len(tablas) > 1:
        mensaje = "la tabla [competencias] y su sección van juntas, una sola vez"
        fallas.anotar("competencias", mensaje, 'declare una sección con forma = "competencias"')


def _encabezado(formato: Formato, fallas: Fallas) -> None:
    campos = {c.clave for c in formato.campos}
    hay = ", ".join(sorted(campos))
    usados = {
        "identidad": formato.identidad,
        "pagina.columnas": formato.pagina.columnas,
        "titulo": _llaves(formato.titulo, re.compile("")),
    }
    for lugar, claves in usados.items():
        if not claves:
            remedio = "nombre al menos uno entre llaves: {campo}"
            fallas.anotar(lugar, "no nombra ningún campo, o las llaves no cierran", remedio)
        for clave in sorted(set(claves) - campos):
            fallas.anotar(lugar, f"no hay un campo «{clave}»", f"use uno de: {hay}")


def _llaves(forma: str, espec: re.Pattern[str]) -> tuple[str, ...]:
    """The names between braces; () where the text cannot be filled in by name."""
    try:
        partes = list(string.Formatter().parse(forma))
    except ValueError:
        return ()
    if any(conversion or not espec.fullmatch(e or "") for _, _, e, conversion in partes):
        return ()
    return tuple(nombre for _, nombre, _, _ in partes if nombre is not None)


def _aprobacion(formato: Formato, fallas: Fallas) -> None:
    instrumento, numeracion = formato.instrumento, formato.numeracion
    acuerdo = instrumento.clase is ClaseInstrumento.ACUERDO
    if acuerdo:
        _instrumento(instrumento, fallas)
    if numeracion.alcance is Alcance.ACUERDO and not acuerdo:
        remedio = 'use alcance = "cargo" o "ninguna"'
        fallas.anotar("numeracion.alcance", "una firma no numera por acuerdo", remedio)
    if numeracion.alcance is not Alcance.NINGUNA and not _distingue(numeracion):
        remedio = 'use {consecutivo} y {anio}: "{consecutivo:02d}-{anio}"'
        fallas.anotar("numeracion.forma", "no distingue una versión de otra", remedio)


def _acuerdo(formato: Formato, fallas: Fallas) -> None:
    plantilla = formato.acuerdo
    if formato.instrumento.clase is not ClaseInstrumento.ACUERDO:
        if plantilla != PlantillaAcuerdo():
            fallas.anotar("acuerdo", "este manual no se aprueba por acuerdo", "quite [acuerdo]")
        return
    for lugar, texto in plantilla.textos():
        for falta, remedio in faltas_de(texto, DEL_ACUERDO):
            fallas.anotar(f"acuerdo.{lugar}", falta, remedio)
    campos = {c.clave for c in formato.campos} | {"titulo"}
    for falta, remedio in faltas_de(plantilla.cargo, campos):
        fallas.anotar("acuerdo.cargo", falta, remedio)
    if not any(f"{{{c}}}" in plantilla.cargo for c in campos):
        fallas.anotar("acuerdo.cargo", "no nombra el cargo", 'por ejemplo cargo = "{titulo}"')


def _instrumento(instrumento: Instrumento, fallas: Fallas) -> None:
    from workflows.numeracion import leer_acuerdo

    if not {"anio", "consecutivo"} <= set(re.compile(instrumento.patron).groupindex):
        remedio = r"por ejemplo 'AJD-(?P<anio>\d{4})-(?P<consecutivo>\d{1,4})'"
        fallas.anotar("instrumento.patron", "faltan los grupos anio y consecutivo", remedio)
        return
    try:
        leer_acuerdo(instrumento, instrumento.ejemplo)
    except (DatosInvalidos, TypeError, ValueError):
        remedio = "escriba un número que el patrón reconozca, con su año y consecutivo en cifras"
        fallas.anotar("instrumento.ejemplo", "no tiene la forma del patrón", remedio)


def _distingue(numeracion: Numeracion) -> bool:
    """Whether what is printed can be read back as the same year and number."""
    from workflows.numeracion import escribir_version, leer_version

    if set(_llaves(numeracion.forma, _CIFRAS)) != {"anio", "consecutivo"}:
        return False
    try:
        return all(
            leer_version(numeracion, escribir_version(numeracion, anio, n)) == (anio, n)
            for anio, n in _MUESTRA
        )
    except DatosInvalidos:
        return False


_CIFRAS = re.compile(r"(?:0?[1-9])?d?")
_MUESTRA = ((2026, 1), (2026, 2), (2027, 1), (2027, 123))


def _acto(formato: Formato, acto: Acto, fallas: Fallas) -> None:
    from workflows.reglas import REGLAS

    lugar = f"acto[{acto.clave}]"
    estados = {e.clave: e.clase for e in formato.estados}
    roles = {r.clave for r in formato.roles} | ROLES_COMUNES
    if not acto.roles:
        fallas.anotar(f"{lugar}.rol", "nadie podría hacerlo", f"nombre uno de: {_lista(roles)}")
    for rol in sorted(set(acto.roles) - roles):
        remedio = f"declárelo en [[rol]] o use: {_lista(roles)}"
        fallas.anotar(f"{lugar}.rol", f"no hay un rol «{rol}»", remedio)
    for rol in sorted(ROLES_COMUNES & set(acto.roles)):
        if (rol, acto.clase) != ("administrador", ClaseActo.ASIENTO):
            fallas.anotar(f"{lugar}.rol", f"el {rol} no firma ni aprueba", "nombre otro rol")
    if acto.unidad and acto.clase is not ClaseActo.REVISION:
        fallas.anotar(f"{lugar}.unidad", "solo una revisión se pide a una unidad", "quítela")
    for regla in sorted(set(acto.reglas) - set(REGLAS)):
        fallas.anotar(f"{lugar}.reglas", f"regla desconocida «{regla}»", f"use: {_lista(REGLAS)}")
    for dato in sorted(set(acto.pide) - PIDE):
        fallas.anotar(f"{lugar}.pide", f"no se sabe pedir «{dato}»", f"use: {_lista(PIDE)}")
    if "acuerdo" in acto.pide and acto.clase is not ClaseActo.APROBACION:
        fallas.anotar(f"{lugar}.pide", "solo una aprobación cita un acuerdo", 'quite "acuerdo"')
    for estado in sorted({*acto.desde, acto.hacia} - set(estados)):
        remedio = f"declárelo en [[estado]] o use: {_lista(estados)}"
        fallas.anotar(lugar, f"no hay un estado «{estado}»", remedio)
    if acto.hacia in estados and estados[acto.hacia] not in _HACIA[acto.clase]:
        remedio = f"debe llegar a un estado de clase {_lista(_HACIA[acto.clase])}"
        fallas.anotar(f"{lugar}.hacia", f"un acto de {acto.clase} no llega ahí", remedio)
    if acto.clase in _SIN_ORIGEN and acto.desde:
        fallas.anotar(f"{lugar}.desde", f"un acto de {acto.clase} no parte de nada", "quítelo")
    if acto.clase in _DESDE:
        if not acto.desde:
            fallas.anotar(f"{lugar}.desde", "no parte de ningún estado", "nombre al menos uno")
        for estado in acto.desde:
            if estado in estados and estados[estado] not in _DESDE[acto.clase]:
                remedio = f"debe partir de un estado de clase {_lista(_DESDE[acto.clase])}"
                fallas.anotar(f"{lugar}.desde", f"«{estado}» no sirve", remedio)


#: Clases of which a caso does the one acto there is.
_UNICAS = (ClaseActo.APERTURA, ClaseActo.DEROGACION, ClaseActo.ASIENTO, ClaseActo.APROBACION)


def _recorrido(formato: Formato, fallas: Fallas) -> None:
    for clase in (ClaseActo.APERTURA, ClaseActo.ELABORACION, ClaseActo.APROBACION):
        if not formato.actos_de(clase):
            remedio = f'agregue un [[acto]] con clase = "{clase}"'
            fallas.anotar("acto", f"ningún acto es de {clase}", remedio)
    for clase in _UNICAS:
        for repetido in formato.actos_de(clase)[1:]:
            remedio = "deje uno solo, con todos sus estados en desde"
            mensaje = f"ya hay otro acto de {clase}"
            fallas.anotar(f"acto[{repetido.clave}]", mensaje, remedio)
    aprobaciones = formato.actos_de(ClaseActo.APROBACION)
    pide = formato.instrumento.clase is ClaseInstrumento.ACUERDO
    for acto in aprobaciones:
        if ("acuerdo" in acto.pide) != pide:
            remedio = 'ponga pide = ["acuerdo"]' if pide else 'quite "acuerdo" de pide'
            mensaje = "no concuerda con el instrumento"
            fallas.anotar(f"acto[{acto.clave}].pide", mensaje, remedio)
    alcanzados = {a.hacia for a in formato.actos if not a.desde}
    hacia_fin = {e.clave for e in formato.estados if e.clase is ClaseEstado.APROBADA}
    for _ in formato.estados:
        alcanzados |= {a.hacia for a in formato.actos if alcanzados & set(a.desde)}
        hacia_fin |= {d for a in formato.actos if a.hacia in hacia_fin for d in a.desde}
    for estado in formato.estados:
        lugar = f"estado[{estado.clave}]"
        if estado.clave not in alcanzados:
            remedio = f'agregue un acto con hacia = "{estado.clave}" o quite el estado'
            fallas.anotar(lugar, "ningún acto llega a él", remedio)
        elif estado.clase in (ClaseEstado.EDICION, ClaseEstado.TRAMITE) and (
            estado.clave not in hacia_fin
        ):
            remedio = f'agregue un acto con desde = ["{estado.clave}"] que lleve a la aprobación'
            fallas.anotar(lugar, "es un callejón sin salida", remedio)
        elif estado.clase is ClaseEstado.TRAMITE and not any(
            estado.clave in a.desde and formato.estado(a.hacia).clase is ClaseEstado.EDICION
            for a in formato.actos
        ):
            remedio = f'agregue un acto de devolucion con desde = ["{estado.clave}"]'
            fallas.anotar(lugar, "quien lo recibe no podría devolverlo", remedio)
    for acto in formato.actos:
        for estado_clave in acto.desde:
            if formato.estado(estado_clave).clase in (ClaseEstado.APROBADA, ClaseEstado.CERRADA):
                mensaje = f"«{estado_clave}» ya no cambia"
                fallas.anotar(f"acto[{acto.clave}].desde", mensaje, "parta de otro estado")


def _lista(valores: Iterable[str]) -> str:
    return ", ".join(sorted(valores))
