"""PDFs as people hand them in: a scan, one that runs a program, one with a password."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from tests.apoyo.reparto import SLUG, Elenco
from webapp.archivos import recibir_pdf
from webapp.bd import transaccion
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.anotar_archivo import entregar_archivo
from webapp.casos.corregir_acuerdo import corregir_acuerdo
from webapp.consultas.acuerdos import acuerdo
from webapp.consultas.manuales import manual_por_slug


def huella(datos: bytes) -> str:
    """SHA-256, as the record names a file."""
    return hashlib.sha256(datos).hexdigest()


def _guardar(pdf: pikepdf.Pdf, **opciones: Any) -> bytes:
    salida = io.BytesIO()
    pdf.save(salida, deterministic_id=not opciones, **opciones)
    return salida.getvalue()


def _nuevo() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(612, 792))
    return pdf


@cache
def pdf(paginas: int = 1) -> bytes:
    """A signed agreement, scanned: blank pages."""
    hoja = pikepdf.new()
    for _ in range(paginas):
        hoja.add_blank_page(page_size=(612, 792))
    return _guardar(hoja)


def con_programa(donde: str) -> bytes:
    """A PDF that does something by itself: ``donde`` says where the order is hidden."""
    papel = _nuevo()
    orden = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    if donde == "al abrir":
        papel.Root.OpenAction = orden
    elif donde == "por nombre":
        papel.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", papel.make_indirect(orden)]))
        )
    elif donde == "en una página":
        papel.pages[0].obj.AA = pikepdf.Dictionary(O=orden)
    else:
        lanza = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
        papel.pages[0].obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=lanza)]
        )
    return _guardar(papel)


def con_clave() -> bytes:
    """A PDF that asks for a password."""
    return _guardar(_nuevo(), encryption=pikepdf.Encryption(owner="a", user="b"))


def restringido() -> bytes:
    """A PDF that opens by itself but is encrypted."""
    return _guardar(_nuevo(), encryption=pikepdf.Encryption(owner="a", user=""))


def con_adjunto(elenco: Elenco, carpeta: Path, numero: str) -> str:
    """Attach a signed agreement to an acuerdo by a fe de erratas. Returns its hash."""
    recibido = recibir_pdf(carpeta, pdf(), "Acuerdo firmado.pdf", 1024 * 1024)
    with transaccion() as session:
        visto = acuerdo(session, manual_por_slug(session, SLUG), numero)
        entregar_archivo(session, elenco.actor("sofia"), recibido)
        que = PedidoDeAcuerdo(
            elenco.manual_id, visto.id, visto.leido.ultimo_seq, "No se había adjuntado."
        )
        corregir_acuerdo(session, elenco.actor("sofia"), que, "adjunto", recibido.hash)
    return recibido.hash
