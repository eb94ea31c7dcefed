"""The short code a printed page carries, with which anybody can ask whether it is genuine."""

from __future__ import annotations

import base64
import hashlib

LARGO = 12  #: characters of base32: 60 bits
_CONFUSAS = str.maketrans({"0": "O", "1": "I", "8": "B"})


def codigo_de(manual: str, version_id: int, contenido_hash: str) -> str:
    """The code of one text of one version of the manual whose slug is ``manual``.

    It is drawn from the text itself, so it cannot be guessed from the numbers of the versions
    that exist, a draft has another code after each change, and nothing has to be stored to
    compute it again.
    """
    sellado = f"vigente/1\n{manual}\n{version_id}\n{contenido_hash}".encode()
    return base64.b32encode(hashlib.sha256(sellado).digest()).decode("ascii")[:LARGO]


def agrupado(codigo: str) -> str:
    """The code as it is printed, in groups of four: ``ABCD-EFGH-IJKL``."""
    return "-".join(codigo[n : n + 4] for n in range(0, len(codigo), 4))


def normalizar(escrito: str) -> str:
    """What somebody copied from paper, as :func:`codigo_de` writes it, or "" if it is no code.

    Hyphens, spaces and case are ignored; the digits base32 does not have are read as the
    letters they look like.
    """
    letras = "".join(c for c in escrito.upper() if c.isalnum()).translate(_CONFUSAS)
    vale = len(letras) == LARGO and all(c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" for c in letras)
    return letras if vale else ""
