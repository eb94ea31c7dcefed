"""What a printed page says approved it: the instrumento and the version number, recorded once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.modelos import ClaseAsunto, InstrumentoRegistrado, Numero, NumeroDeAcuerdo
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.fechas import Fecha, leer_fecha
from workflows.formatos.modelo import Alcance, ClaseInstrumento
from workflows.lectura.modelo import CargoLeido
from workflows.numeracion import leer_acuerdo, leer_version

#: No institution has issued more in a year; a larger one was misread.
MAXIMO_CONSECUTIVO = 99_999


def instrumento_impreso(
    registro: Registro,
    leido: CargoLeido,
    rige: date | None,
    nuevos: dict[str, InstrumentoRegistrado],
) -> InstrumentoRegistrado:
    """What approved this cargo: found, or recorded once for all the cargos that name it."""
    formato, aprobado = registro.formato, leido.firmas.get("aprobado")
    impresa = aprobado.fecha if aprobado else ""
    dia = _dia(leido, leer_fecha(impresa), rige)
    with diciendo_donde(leido):
        exigir_texto(impresa, 80, lugar="La fecha de aprobación")
        exigir_texto(aprobado.por if aprobado else "", 200, lugar="Quién aprobó")
        exigir_texto(aprobado.puesto if aprobado else "", 200, lugar="El puesto de quien aprobó")
    comunes = {
        "manual_id": registro.manual.id,
        "institucion_id": registro.manual.institucion_id,
        "fecha": dia,
        "fecha_impresa": impresa,
        "rige_desde": rige or dia,
        "asentado": True,
        "registrado": registro.ahora,
    }
    if formato.instrumento.clase is ClaseInstrumento.FIRMA:
        firma = InstrumentoRegistrado(
            clase=ClaseInstrumento.FIRMA.value,
            anio=dia.year,
            por=aprobado.por if aprobado else "",
            puesto=aprobado.puesto if aprobado else "",
            **comunes,
        )
        return _agregar(registro, firma)
    with diciendo_donde(leido):
        numero = leer_acuerdo(formato.instrumento, leido.instrumento)
    if numero.texto in nuevos:
        return nuevos[numero.texto]
    acuerdo = registro.session.scalar(
        select(InstrumentoRegistrado)
        .join(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == InstrumentoRegistrado.id)
        .where(
            NumeroDeAcuerdo.institucion_id == registro.manual.institucion_id,
            NumeroDeAcuerdo.numero == numero.texto,
        )
    )
    if acuerdo is None:
        acuerdo = InstrumentoRegistrado(
            clase=ClaseInstrumento.ACUERDO.value,
            numero=numero.texto,
            anio=numero.anio,
            por=formato.instrumento.organo,
            **comunes,
        )
        _agregar(registro, acuerdo)
    elif not acuerdo.asentado or acuerdo.manual_id != registro.manual.id:
        donde = "aquí" if acuerdo.manual_id == registro.manual.id else "en otro manual"
        raise ActoInvalido(
            f"{lugar(leido)}: el acuerdo {numero.texto} ya se registró {donde}, no llegó por "
            "esta importación.",
            "Revise el número en el documento. No se guardó nada.",
        )
    nuevos[numero.texto] = acuerdo
    return acuerdo


def _agregar(registro: Registro, instrumento: InstrumentoRegistrado) -> InstrumentoRegistrado:
    registro.session.add(instrumento)
    registro.session.flush()
    seq = registro.asunto(
        ClaseAsunto.INSTRUMENTO,
        "asentar-instrumento",
        instrumento_id=instrumento.id,
        datos={
            "numero": instrumento.numero or "",
            "fecha": instrumento.fecha.isoformat(),
            "fecha_impresa": instrumento.fecha_impresa,
            "por": instrumento.por,
            "rige_desde": instrumento.rige_desde.isoformat() if instrumento.rige_desde else "",
        },
    )
    numerar_acuerdo(registro, instrumento, seq)
    return instrumento


def numerar_acuerdo(registro: Registro, instrumento: InstrumentoRegistrado, seq: int) -> None:
    """The number an acuerdo starts with, taken by nobody else in its institution.

    Raises ActoInvalido when somebody took it in this moment.
    """
    if instrumento.numero is None:
        return
    registro.session.add(
        NumeroDeAcuerdo(
            instrumento_id=instrumento.id,
            institucion_id=instrumento.institucion_id,
            manual_id=instrumento.manual_id,
            numero=instrumento.numero,
            seq=seq,
        )
    )
    try:
        registro.session.flush()
    except IntegrityError as error:
        raise ActoInvalido(f"El acuerdo {instrumento.numero} ya está registrado.") from error


def numero_impreso(
    registro: Registro,
    leido: CargoLeido,
    instrumento: InstrumentoRegistrado,
    nuevos: set[tuple[int, int]],
) -> tuple[int, int] | None:
    """The printed version number, taken as the starting point of the ones issued here."""
    numeracion = registro.formato.numeracion
    if numeracion.alcance is Alcance.NINGUNA:
        return None
    with diciendo_donde(leido):
        anio, consecutivo = leer_version(numeracion, leido.version)
        if not 0 < consecutivo <= MAXIMO_CONSECUTIVO:
            raise DatosInvalidos(
                f"«{leido.version}» no es un número de versión posible.", "Revise el documento."
            )
    if (anio, consecutivo) in nuevos:
        return anio, consecutivo
    hay = registro.session.get(Numero, (registro.manual.id, anio, consecutivo))
    primero = registro.session.scalar(
        select(Numero.consecutivo)
        .where(
            Numero.manual_id == registro.manual.id,
            Numero.anio == anio,
            Numero.origen == "emitido",
        )
        .order_by(Numero.consecutivo)
        .limit(1)
    )
    if (hay and hay.origen == "emitido") or (primero is not None and consecutivo > primero):
        raise ActoInvalido(
            f"{lugar(leido)}: la versión {leido.version} choca con las que este manual ya emitió "
            f"en {anio}.",
            "La historia se asienta antes de aprobar versiones nuevas de ese año.",
        )
    if hay is None:
        registro.session.add(
            Numero(
                manual_id=registro.manual.id,
                anio=anio,
                consecutivo=consecutivo,
                origen="asentado",
                instrumento_id=instrumento.id,
            )
        )
        registro.session.flush()
    nuevos.add((anio, consecutivo))
    return anio, consecutivo


def _dia(leido: CargoLeido, fecha: Fecha | None, rige: date | None) -> date:
    if fecha is not None:
        return fecha.primer_dia
    if rige is not None:
        return rige
    raise DatosInvalidos(
        f"{lugar(leido)}: no se entiende la fecha en que se aprobó.",
        "Indique desde cuándo rige con --rige AAAA-MM-DD. No se guardó nada.",
    )


@contextmanager
def diciendo_donde(leido: CargoLeido) -> Iterator[None]:
    """Say of which cargo, and that nothing was stored, when something read is refused."""
    try:
        yield
    except DatosInvalidos as error:
        error.mensaje = f"{lugar(leido)}: {error.mensaje}"
        error.remedio = f"{error.remedio} No se guardó nada.".strip()
        raise


def lugar(leido: CargoLeido) -> str:
    """A cargo of a document, as a refusal names it: title and first line."""
    return f"{leido.titulo or 'Cargo'} (línea {leido.lineas[0]})"
