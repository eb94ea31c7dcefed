"""The institution's seal on what it publishes: a PAdES signature, invisible, on the whole file.

It is added after everything else (an incremental update), so that what was composed stays byte
for byte what it was, tags and archival norm included; nothing may be changed in the file after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
)

from workflows.errores import ErrorVigente
from workflows.fechas import escribir_fecha

CAMPO = "SelloInstitucional"
_NO_PUBLICA = "Mientras tanto no se publica nada sin sello. Avise a quien administra el sistema."


class SelloInservible(ErrorVigente):
    """The seal cannot be used, and what should carry it is not published without it."""

    estado_http = 503


@dataclass(frozen=True, slots=True)
class Sello:
    """A certificate with its key. ``huella`` is the SHA-256 of the certificate, hexadecimal."""

    firmante: SimpleSigner
    titular: str
    huella: str
    desde: datetime
    hasta: datetime

    def exigir_vigente(self, ahora: datetime) -> None:
        """Raises SelloInservible before its first day and after its last."""
        if ahora > self.hasta:
            raise SelloInservible(
                f"El certificado del sello ({self.titular}) venció el "
                f"{escribir_fecha(self.hasta.date())}.",
                _NO_PUBLICA,
            )
        if ahora < self.desde:
            raise SelloInservible(
                f"El certificado del sello ({self.titular}) vale desde el "
                f"{escribir_fecha(self.desde.date())}: todavía no.",
                _NO_PUBLICA,
            )

    def sellar(self, ruta: Path, sellada: Path, ahora: datetime) -> None:
        """Write ``sellada``: the PDF of ``ruta`` with the seal after it. Raises SelloInservible."""
        self.exigir_vigente(ahora)
        with ruta.open("rb") as entrada, sellada.open("wb+") as salida:
            _firmante(self).sign_pdf(IncrementalPdfFileWriter(entrada, strict=False), output=salida)


def abrir(p12: Path, clave: str, ahora: datetime) -> Sello:
    """Read the seal from a PKCS#12 file. Raises SelloInservible saying what is wrong with it."""
    try:
        datos = p12.read_bytes()
    except OSError as error:
        raise SelloInservible(
            f"No se pudo leer el archivo del sello, «{p12}»: {error.strerror}.",
            "Revise VIGENTE_SELLO_P12.",
        ) from error
    try:
        contenido = load_pkcs12(datos, clave.encode() or None)
        firmante: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
            str(p12), passphrase=clave.encode() or None
        )
    except ValueError as error:
        raise SelloInservible(
            f"El archivo del sello, «{p12}», no se abre con esa contraseña, o no es un PKCS#12.",
            "Revise VIGENTE_SELLO_P12 y VIGENTE_SELLO_CLAVE.",
        ) from error
    if contenido.cert is None or contenido.key is None or firmante is None:
        raise SelloInservible(
            f"El archivo del sello, «{p12}», no trae un certificado con su llave.",
            "Exporte los dos juntos en el PKCS#12.",
        )
    certificado = contenido.cert.certificate
    sello = Sello(
        firmante,
        _titular(certificado),
        certificado.fingerprint(SHA256()).hex(),
        certificado.not_valid_before_utc,
        certificado.not_valid_after_utc,
    )
    sello.exigir_vigente(ahora)
    return sello


def _firmante(sello: Sello) -> PdfSigner:
    return PdfSigner(
        PdfSignatureMetadata(
            field_name=CAMPO,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            name=sello.titular,
            reason="Documento publicado por la institución",
        ),
        signer=sello.firmante,
        new_field_spec=SigFieldSpec(
            CAMPO,
            readable_field_name="Sello de la institución",
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        ),
    )


def _titular(certificado: x509.Certificate) -> str:
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        for atributo in certificado.subject.get_attributes_for_oid(oid):
            return str(atributo.value)
    return certificado.subject.rfc4514_string()
