"""Certificates that the tests make for themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

CLAVE = "una clave de prueba"
TITULAR = "Acueducto de pruebas"


@cache
def _llave() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


def p12(carpeta: Path, desde: datetime, dias: int = 365) -> Path:
    """A PKCS#12 file of the institution's own certificate, good for so many days."""
    nombre = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, TITULAR)])
    certificado = (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(_llave().public_key())
        .serial_number(7)
        .not_valid_before(desde)
        .not_valid_after(desde + timedelta(days=dias))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(_llave(), SHA256())
    )
    ruta = carpeta / "sello.p12"
    ruta.write_bytes(
        serialize_key_and_certificates(
            b"sello", _llave(), certificado, None, BestAvailableEncryption(CLAVE.encode())
        )
    )
    return ruta
