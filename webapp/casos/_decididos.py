"""What a session decided on each version: on record, and carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.bd import insertar
from webapp.casos._aprobar import Aprobacion
from webapp.casos._avisos import Dicho
from webapp.casos._avisos_acuerdos import avisar_interesados
from webapp.casos._registrar import Registro
from webapp.casos._tramitar import descongelar_y_mover
from webapp.hechos import VersionVista
from webapp.modelos import InstrumentoRegistrado, ResultadoRegistrado
from workflows.acuerdos import Resultado
from workflows.errores import ActoInvalido, ErrorVigente
from workflows.formatos import modelo as fm


@dataclass(frozen=True, slots=True)
class Dejada:
    """A version that a session did not approve as it was: ``numero`` is reserved for the one
    approved with changes (or "")."""

    vista: VersionVista
    resultado: Resultado
    motivo: str
    numero: str = ""
    consecutivo: int | None = None
    acto: fm.Acto | None = None  #: the one that sends it back


def anotar_resultados(
    registro: Registro,
    instrumento: InstrumentoRegistrado,
    aprobaciones: Sequence[Aprobacion],
    dejadas: Sequence[Dejada],
) -> None:
    """Record the outcome of every version of the batch, in one statement."""
    todas = [(a.vista, Resultado.APROBADO, "", a.consecutivo) for a in aprobaciones]
    todas += [(d.vista, d.resultado, d.motivo, d.consecutivo) for d in dejadas]
    insertar(
        registro.session,
        ResultadoRegistrado,
        [
            {
                "instrumento_id": instrumento.id,
                "version_id": vista.version.id,
                "manual_id": registro.manual.id,
                "resultado": resultado.value,
                "motivo": motivo,
                "contenido_hash": vista.contenido_hash,
                "numero_anio": instrumento.anio if consecutivo else None,
                "numero_consecutivo": consecutivo,
            }
            for vista, resultado, motivo, consecutivo in todas
        ],
    )


def devolver_lo_decidido(
    registro: Registro, instrumento: InstrumentoRegistrado, dejadas: Sequence[Dejada]
) -> None:
    """Send back what the board returned or changed; tell whom it concerns what it postponed."""
    for dejada in dejadas:
        if dejada.resultado is Resultado.POSPUESTO:
            sigue = registro.formato.estado(dejada.vista.version.estado).rotulo.lower()
            frase = f"La Junta lo pospuso en la sesión {instrumento.sesion}: sigue {sigue}."
            avisar_interesados(
                registro,
                [dejada.vista.version.id],
                Dicho(Resultado.POSPUESTO, frase, dejada.motivo),
            )
            continue
        assert dejada.acto is not None
        descongelar_y_mover(
            registro,
            [dejada.vista],
            dejada.acto,
            dejada.motivo,
            instrumento_id=instrumento.id,
            datos={
                dejada.vista.version.id: {
                    "resultado": dejada.resultado.value,
                    "acuerdo": instrumento.numero or "",
                    "numero": dejada.numero,
                }
            },
        )


def devolucion_de(registro: Registro, vista: VersionVista) -> fm.Acto:
    """The acto by which whoever records may send a version back from where it stands.

    Raises ActoInvalido where the formato gives them none.
    """
    actos = [
        a
        for a in registro.formato.actos_de(fm.ClaseActo.DEVOLUCION)
        if vista.version.estado in a.desde
    ]
    ultima: ErrorVigente | None = None
    for acto in actos:
        try:
            registro.decidir(vista, acto.clave, visto=vista.contenido_hash, datos=acto.pide)
        except ErrorVigente as error:
            ultima = error
        else:
            return acto
    raise ActoInvalido(
        f"{vista.cargo.titulo}: en este manual la Secretaría no puede devolverlo a su autor.",
        "Pospóngalo, y pida a quien revisa que lo devuelva. No se registró nada.",
    ) from ultima
