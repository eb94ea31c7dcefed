"""Whether a PDF does something by itself when somebody opens it."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from workflows.errores import DatosInvalidos

_PONGA = "Adjunte el acuerdo como PDF. No se perdió nada de lo escrito."


def exigir_inerte(datos: bytes) -> None:
    """Raise DatosInvalidos (field ``adjunto``) for a PDF that is damaged, locked, empty or active.

    A file can be made so that this never ends: see :mod:`webapp.lectores`.
    """
    try:
        with pikepdf.open(io.BytesIO(datos), suppress_warnings=True) as pdf:
            cifrado, paginas = pdf.is_encrypted, len(pdf.pages)
            activo = any(_hace_algo(o) for o in pdf.objects)
    except pikepdf.PasswordError:
        cifrado, paginas, activo = True, 0, False
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise DatosInvalidos(
            "El archivo adjunto empieza como un PDF, pero está dañado y no se puede abrir.",
            "Vuelva a digitalizarlo o a guardarlo como PDF. No se perdió nada de lo escrito.",
            "adjunto",
        ) from error
    if cifrado:
        raise DatosInvalidos(
            "El PDF adjunto está protegido con contraseña o con restricciones.",
            "Guarde una copia sin protección y adjunte esa.",
            "adjunto",
        )
    if activo:
        raise DatosInvalidos(
            "El PDF adjunto trae programas: órdenes que se ejecutan al abrirlo.",
            "Imprímalo a PDF, o digitalice el acuerdo firmado, y adjunte ese.",
            "adjunto",
        )
    if not paginas:
        raise DatosInvalidos(
            "El PDF adjunto no tiene ninguna página.",
            "Adjunte el acuerdo como PDF. No se perdió nada de lo escrito.",
            "adjunto",
        )


def _hace_algo(objeto: Any) -> bool:
    """Whether an object, or what is written inside it, is JavaScript or launches a program."""
    if isinstance(objeto, pikepdf.Array):
        return any(_hace_algo(hijo) for hijo in _directos(objeto))
    if not isinstance(objeto, pikepdf.Dictionary | pikepdf.Stream):
        return False
    claves = set(objeto.keys())
    if claves & {"/JS", "/JavaScript"}:
        return True
    if "/S" in claves and str(objeto["/S"]) in {"/JavaScript", "/Launch"}:
        return True
    return any(_hace_algo(hijo) for hijo in _directos(objeto[c] for c in claves))


def _directos(hijos: Any) -> Any:
    return (h for h in hijos if isinstance(h, pikepdf.Object) and not h.is_indirect)
