"""The PDF of one cargo, as its institution prints it."""

from __future__ import annotations

from webapp.publicacion.datos import datos_de, qr
from webapp.publicacion.documento import Documento
from webapp.publicacion.imprenta import imprimir


def pdf_de(documento: Documento) -> bytes:
    """PDF/A-2a and PDF/UA-1; the same Documento gives the same bytes."""
    return imprimir(
        documento.formato.plantilla.value,
        datos_de(documento),
        documento.momento,
        dibujos={"qr": qr(documento.url_verificacion)},
    )
