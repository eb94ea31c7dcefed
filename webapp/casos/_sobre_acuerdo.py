"""The common walk of a later acto on a recorded acuerdo; each verb adds what is its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.acuerdos import AcuerdoLeido, leer_acuerdo_de
from webapp.casos._aprobar import acto_de_aprobacion
from webapp.casos._avisos import Dicho
from webapp.casos._avisos_acuerdos import avisar_interesados
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.hechos import hoy_en, ver_versiones
from webapp.modelos import ClaseAsunto, InstrumentoRegistrado, Version, Vigencia
from workflows.acuerdos import ActoDeAcuerdo
from workflows.errores import ActoInvalido, DatosInvalidos, NoEncontrado, VersionDesfasada
from workflows.fechas import escribir_fecha
from workflows.formatos import modelo as fm


@dataclass(frozen=True, slots=True)
class PedidoDeAcuerdo:
    """What somebody asks for on a recorded acuerdo, having seen its acto ``visto`` as the last."""

    manual_id: int
    instrumento_id: int
    visto: int
    motivo: str = ""

    @property
    def razon(self) -> str:
        """The reason, without spaces around."""
        return self.motivo.strip()


def empezar(
    session: Session, actor: Actor, pedido: PedidoDeAcuerdo, *, motivo: str = ""
) -> tuple[Registro, AcuerdoLeido, fm.Acto]:
    """Lock the manual and look at the acuerdo as it is now. ``motivo`` says what the reason is
    for, where one must be given.

    Raises NoEncontrado, ActoNegado (role), VersionDesfasada saying who did something meanwhile,
    ActoInvalido when it was left without effect, DatosInvalidos without the reason.
    """
    registro = Registro(session, actor, pedido.manual_id)
    acto = acto_de_aprobacion(registro.formato, fm.ClaseInstrumento.ACUERDO)
    instrumento = session.get(InstrumentoRegistrado, pedido.instrumento_id)
    if (
        instrumento is None
        or instrumento.manual_id != pedido.manual_id
        or instrumento.clase != fm.ClaseInstrumento.ACUERDO
    ):
        raise NoEncontrado("Ese acuerdo no existe.", "Vea la lista de acuerdos.")
    registro.exigir_rol(*acto.roles, para=f"El acuerdo {instrumento.numero}")
    leido = leer_acuerdo_de(session, instrumento)
    if (ultima := leido.sin_efecto) is not None:
        raise ActoInvalido(
            f"El acuerdo quedó sin efecto: lo registró {ultima.quien} el "
            f"{escribir_fecha(hoy_en(registro.manual, ultima.momento))}.",
            "Ya no se hace nada más con él.",
        )
    if pedido.visto != leido.ultimo_seq:
        ultima = leido.novedades[-1] if leido.novedades else None
        que = (
            f" {ultima.quien} registró «{ultima.acto.rotulo.lower()}» el "
            f"{escribir_fecha(hoy_en(registro.manual, ultima.momento))}."
            if ultima
            else ""
        )
        raise VersionDesfasada(
            f"El acuerdo cambió desde que usted abrió la página.{que}",
            "Mire cómo quedó y hágalo de nuevo si todavía hace falta.",
        )
    exigir_texto(pedido.motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    if motivo and not pedido.razon:
        raise DatosInvalidos(f"Falta decir {motivo}.", "Escríbalo.", "motivo")
    return registro, leido, acto


def anotar(
    registro: Registro,
    leido: AcuerdoLeido,
    por: fm.Acto,
    acto: ActoDeAcuerdo,
    *,
    motivo: str = "",
    cambios: Mapping[str, str] | None = None,
    **datos: Any,
) -> int:
    """Record a later acto and carry what it changes to the versions. Returns its seq.

    Whoever wrote or signed a version is told when its first day changes.
    """
    nombrados: Sequence[int] = datos.get("versiones", ())
    registro.firma(
        acto.rotulo,
        lambda: [v.nombre(registro.formato) for v in ver_versiones(registro.session, nombrados)],
        acuerdo=leido.datos.numero,
    )
    seq = registro.asunto(
        ClaseAsunto.INSTRUMENTO,
        acto.value,
        rol=registro.rol_para(*por.roles),
        motivo=motivo,
        instrumento_id=leido.instrumento.id,
        datos=datos | ({"cambios": dict(cambios)} if cambios else {}),
    )
    if cambios and cambios.get("rige_desde"):
        dia = date.fromisoformat(cambios["rige_desde"])
        versiones = vivas(registro.session, leido.instrumento.id)
        registro.session.execute(
            update(Vigencia)
            .where(Vigencia.version_id.in_(versiones))
            .values(desde=dia, seq=seq)
            .execution_options(synchronize_session=False)
        )
        rige = "Rige" if dia <= registro.hoy else "Regirá"
        frase = f"{rige} desde el {escribir_fecha(dia)}: {acto.rotulo.lower()} del acuerdo."
        avisar_interesados(registro, versiones, Dicho(acto, frase, motivo))
    return seq


def vivas(session: Session, instrumento_id: int) -> Sequence[int]:
    """The versions an acuerdo approved that still count."""
    return session.scalars(
        select(Vigencia.version_id)
        .join(Version, Version.id == Vigencia.version_id)
        .where(Version.instrumento_id == instrumento_id, Vigencia.anulada.is_(False))
        .order_by(Vigencia.orden)
    ).all()
