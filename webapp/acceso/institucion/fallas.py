"""What can go wrong on the way to the institution and back, each with what to do."""

from __future__ import annotations


class FallaDeInstitucion(Exception):
    """Somebody could not come in that way.

    ``causa`` is for the log: a word, never what a person typed or who they are.
    """

    def __init__(self, causa: str, mensaje: str) -> None:
        super().__init__(causa)
        self.causa, self.mensaje = causa, mensaje


def caida(causa: str) -> FallaDeInstitucion:
    """The provider does not answer, or answers what nobody understands."""
    return FallaDeInstitucion(
        causa,
        "El inicio de sesión de la institución no responde en este momento. Inténtelo de nuevo en "
        "unos minutos; si sigue igual, avise a Informática.",
    )


def vencida(causa: str) -> FallaDeInstitucion:
    """What came back is not of an attempt that this browser began, or it took too long."""
    return FallaDeInstitucion(
        causa,
        "El intento de entrar venció, o empezó en otra pestaña o en otro navegador. "
        "Vuelva a empezar desde aquí.",
    )


def cancelada(causa: str) -> FallaDeInstitucion:
    """The person said no, or the provider did."""
    return FallaDeInstitucion(
        causa, "No se completó el inicio de sesión en la institución. Puede intentarlo de nuevo."
    )


def indigna(causa: str) -> FallaDeInstitucion:
    """An answer that does not prove what it says: nobody comes in with it."""
    return FallaDeInstitucion(
        causa,
        "La respuesta de la institución no se pudo comprobar, y por eso no se le dio entrada. "
        "Inténtelo de nuevo; si se repite, avise a Informática.",
    )


def reloj(causa: str) -> FallaDeInstitucion:
    """The clocks of the two servers do not agree."""
    return FallaDeInstitucion(
        causa,
        "El reloj de este servidor y el de la institución no coinciden, o la respuesta tardó "
        "demasiado. Inténtelo de nuevo; si se repite, avise a Informática que revise la hora.",
    )
