"""Fe de erratas: a datum of a recorded acuerdo was mistyped; the original stays readable."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.casos._acuerdos import exigir_adjunto, exigir_libre
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo, anotar, empezar
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import NumeroDeAcuerdo
from workflows.acuerdos import ActoDeAcuerdo, con_cambios, corregir, exigir_coherente
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.numeracion import leer_acuerdo

_LARGOS = {"numero": 60, "sesion": 120, "articulo": 120, "publicado_en": 200}


def corregir_acuerdo(
    session: Session, actor: Actor, pedido: PedidoDeAcuerdo, campo: str, valor: str
) -> str:
    """Correct one datum (``workflows.acuerdos.CORREGIBLES``). Returns the number it has now.

    The year of the number is not corrected: the versions were numbered in it. Raises what
    ``_sobre_acuerdo.empezar`` raises, DatosInvalidos for what is typed, ActoInvalido when the
    number is of another acuerdo.
    """
    registro, leido, acto = empezar(session, actor, pedido, motivo="por qué se corrige")
    exigir_texto(valor, _LARGOS.get(campo, 64), lugar="Lo correcto", campo="valor")
    if campo == "numero" and valor.strip():
        numero = leer_acuerdo(registro.formato.instrumento, valor)
        if numero.anio != leido.instrumento.anio:
            raise ActoInvalido(
                f"El año del número no se corrige: las versiones se numeraron en "
                f"{leido.instrumento.anio}.",
                "Deje este acuerdo sin efecto y registre el correcto.",
            )
        valor = numero.texto
    cambios = corregir(leido.datos, campo, valor)
    if campo == "numero":
        exigir_libre(registro, valor)
    if campo == "adjunto":
        exigir_adjunto(registro, valor)
    try:
        exigir_coherente(
            con_cambios(leido.datos, cambios),
            leido.instrumento.anio,
            registro.hoy,
            tocados=cambios,
        )
    except DatosInvalidos as error:
        error.campo = "valor"
        raise
    seq = anotar(registro, leido, acto, ActoDeAcuerdo.ERRATA, motivo=pedido.razon, cambios=cambios)
    if campo == "numero":
        _renumerar(session, leido.instrumento.id, valor, seq)
    return cambios.get("numero", leido.datos.numero)


def _renumerar(session: Session, instrumento_id: int, numero: str, seq: int) -> None:
    try:
        session.execute(
            update(NumeroDeAcuerdo)
            .where(NumeroDeAcuerdo.instrumento_id == instrumento_id)
            .values(numero=numero, seq=seq)
        )
    except IntegrityError as error:
        raise ActoInvalido(f"El acuerdo {numero} ya está registrado.") from error
